//! The queries that a question may mean: operations × metrics × periods, a bounded set, for the scorer to choose from.
//!
//! It proposes and does not choose. Only what must never be traded is settled here: a period that was said is used.

mod about;
mod by;
mod claims;
mod conditions;
mod figures;
mod orders;
mod series;

use jiff::civil::Date;

use super::hints::Hints;
use super::kin::Kin;
use super::members::Members;
use super::memory::Memory;
use super::operation::Operation;
use super::stock::Stock;
use super::subjects::{Origin, Subject, subjects};
use super::times::{Times, times};
use super::tokens::Tokens;
use crate::dataset::{Dataset, MetricId, OutletId, Period};
use crate::query::{Cells, Pick, Query, Span, Term, Window};
use crate::question::evidence::Evidence;
use crate::question::names::{IN_FULL, Target};

/// The most candidates of one question.
const MOST: usize = 600;

/// A query that a question may mean, with what speaks for it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The query.
    pub query: Query,
    /// Its operation.
    pub operation: Operation,
    /// The metrics and how they were come by.
    pub subject: Option<Subject>,
    /// How the periods were come by.
    pub when: Origin,
    /// How many periods it names.
    pub points: usize,
    /// Whether it runs over a stretch that was said.
    pub stretch: bool,
    /// Whether a second metric or period was supplied that nobody said: the whole, the year before.
    pub completed: bool,
    /// Whether a period was reckoned from another.
    pub shifted: bool,
    /// Words that its arguments take up.
    pub tokens: Tokens,
    /// How many of its arguments the words ask for.
    pub asked: u8,
    /// The intent whose own text it is, for a reply.
    pub intent: Option<usize>,
}

/// An intent that may reply in words or statements of its own.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The intent, by position.
    pub intent: usize,
    /// Its id.
    pub id: String,
    /// The statements of its topic, by position.
    pub said: Vec<usize>,
}

/// What proposing looks at.
pub struct Sight<'a> {
    /// The question.
    pub evidence: &'a Evidence,
    /// What its words speak for.
    pub hints: &'a Hints,
    /// What was said before.
    pub memory: &'a Memory,
    /// The data.
    pub dataset: &'a Dataset,
    /// Which figures there are.
    pub stock: &'a Stock,
    /// What names say beyond the question.
    pub kin: &'a Kin,
    /// Today.
    pub today: Date,
}

/// Collects candidates.
pub(super) struct Proposals<'a> {
    pub(super) sight: &'a Sight<'a>,
    pub(super) members: Members,
    pub(super) subjects: Vec<Subject>,
    pub(super) times: Vec<Times>,
    pub(super) outlets: Vec<(OutletId, Tokens)>,
    pub(super) found: Vec<Candidate>,
}

/// The queries that a question may mean, each once; `wanted` are the operations that its words make likely, the likeliest first.
pub fn propose(sight: &Sight, wanted: &[Operation], replies: &[Reply]) -> Vec<Candidate> {
    let members = Members::of(sight.evidence, sight.hints, sight.dataset);
    let mut proposals = Proposals {
        subjects: subjects(sight, &members),
        members,
        times: all_times(sight),
        outlets: outlets(sight.evidence),
        sight,
        found: Vec::new(),
    };
    if let Some(likeliest) = wanted.first() {
        proposals.gaps(*likeliest);
    }
    for operation in wanted {
        proposals.of(*operation, replies);
        if operation.is_of_figures() {
            proposals.lacks(*operation);
        }
        if proposals.found.len() >= MOST {
            break;
        }
    }
    let mut seen = std::collections::HashSet::new();
    let mut found = proposals.found;
    if !proposals.outlets.is_empty() {
        let open: Vec<Candidate> = found.iter().filter_map(of_any_outlet).collect();
        found.extend(open);
    }
    let excluded = excluded(sight.evidence);
    found.retain(|candidate| explains(candidate, &excluded));
    found.retain(|candidate| {
        // A split may be the answer to any operation: that there is no such split. A sum may be what a figure is asked for, too.
        let of_any = matches!(candidate.query, Query::Split(_) | Query::Fold(_));
        let of_any = of_any.then_some(candidate.operation);
        // What was spoken of stands beside what is only like a word of the question, though it is the same: each has its own chance.
        let origin = candidate.subject.as_ref().map(|subject| subject.origin);
        seen.insert((candidate.query.clone(), of_any, origin))
    });
    found.truncate(MOST);
    found
}

/// The words of subjects that the data leave out on purpose and that the question names in full.
fn excluded(evidence: &Evidence) -> Vec<Tokens> {
    let mentions = evidence.names.iter();
    mentions
        .filter(|mention| {
            matches!(mention.target, Target::Exclusion(_)) && mention.recall > IN_FULL
        })
        .map(|mention| Tokens::of(mention.tokens.iter().copied()))
        .collect()
}

/// Whether a candidate does not tell figures of something else in place of what is left out: the words are part of what it asks for.
fn explains(candidate: &Candidate, excluded: &[Tokens]) -> bool {
    let figures =
        candidate.operation.is_of_figures() && !matches!(candidate.query, Query::About(_));
    !figures
        || excluded
            .iter()
            .all(|tokens| tokens.is_within(&candidate.tokens))
}

/// The periods that a question may be about; where none is said and something is first, also the earliest.
fn all_times(sight: &Sight) -> Vec<Times> {
    let mut all = times(sight.evidence, sight.memory, sight.today);
    let first = sight.hints.picks.iter();
    let first = first.filter(|hint| hint.says == Pick::First);
    if let Some(first) = first.map(|hint| hint.tokens.clone()).next()
        && all.iter().all(|times| times.origin != Origin::Said)
    {
        all.push(Times {
            edge: Some(Span::Earliest),
            origin: Origin::Said,
            tokens: Tokens::of(first),
            ..Times::none()
        });
    }
    all
}

/// The same candidate for figures of any outlet: a name of an outlet may also be that of who is counted.
fn of_any_outlet(candidate: &Candidate) -> Option<Candidate> {
    let mut open = candidate.clone();
    let outlet = match &mut open.query {
        Query::Check(check) => outlet_of(&mut check.of),
        query => outlet_of(query),
    };
    outlet.then_some(open)
}

/// Takes the outlet out of a query; whether there was one.
fn outlet_of(query: &mut Query) -> bool {
    match query {
        Query::Figures(cells) | Query::Course(cells) => cells.outlet.take().is_some(),
        Query::Fold(fold) => fold.over.outlet.take().is_some(),
        Query::Find(find) => find.over.outlet.take().is_some(),
        Query::Rank(rank) => rank.over.outlet.take().is_some(),
        Query::Step(step) => step.over.outlet.take().is_some(),
        Query::Rate(rate) => rate.of.outlet.take().is_some(),
        Query::Split(split) => split.of.outlet.take().is_some(),
        Query::Compare(compare) => {
            let right = compare.right.outlet.take().is_some();
            compare.left.outlet.take().is_some() || right
        }
        _ => false,
    }
}

fn outlets(evidence: &Evidence) -> Vec<(OutletId, Tokens)> {
    evidence
        .names
        .iter()
        .filter_map(|mention| match mention.target {
            Target::Outlet(outlet) => {
                Some((OutletId(outlet), Tokens::of(mention.tokens.iter().copied())))
            }
            _ => None,
        })
        .collect()
}

impl Proposals<'_> {
    fn of(&mut self, operation: Operation, replies: &[Reply]) {
        match operation {
            Operation::Value => self.values(),
            Operation::Rest => self.rests(),
            Operation::Change => self.changes(),
            Operation::Ratio => self.ratios(),
            Operation::Share => self.shares(),
            Operation::High | Operation::Low => self.extremes(operation),
            Operation::Rank => self.ranks(),
            Operation::StepUp | Operation::StepDown | Operation::StepAny => self.steps(operation),
            Operation::Sum | Operation::Mean | Operation::Median => self.folds(operation),
            Operation::Filter | Operation::Count => self.finds(operation),
            Operation::Trend => self.courses(),
            Operation::Summary => self.summaries(),
            Operation::Rate => self.rates(),
            Operation::Breakdown => self.splits(),
            Operation::Sources => self.sources(),
            Operation::Outlet => self.about_outlets(),
            Operation::Definition => self.definitions(),
            Operation::Coverage => self.coverage(),
            Operation::Conflict => self.conflicts(),
            Operation::Comparable => self.comparisons(),
            Operation::ClaimValue => self.claimed_values(),
            Operation::ClaimChange => self.claimed_changes(),
            Operation::ClaimExtreme => self.claimed_extremes(),
            Operation::ClaimCompare => self.claimed_comparisons(),
            Operation::ClaimShare => self.claimed_shares(),
            Operation::Event => self.events(),
            Operation::Said => self.statements(replies),
            Operation::Reply => self.replies(replies),
            Operation::Nothing => self.exclusions(),
        }
    }

    /// Adds a candidate.
    pub(super) fn add(
        &mut self,
        query: Query,
        operation: Operation,
        subject: &Subject,
        times: &Times,
    ) {
        let stretch = times.stretch.is_some() && times.origin == Origin::Said;
        self.found.push(Candidate {
            query,
            operation,
            when: times.origin,
            points: times.points.len(),
            stretch,
            completed: false,
            shifted: times.shifted,
            tokens: subject.tokens.with(&times.tokens),
            subject: Some(subject.clone()),
            asked: 0,
            intent: None,
        });
    }

    /// Changes the candidate that was added last.
    pub(super) fn mark(&mut self, change: impl FnOnce(&mut Candidate)) {
        if let Some(last) = self.found.last_mut() {
            change(last);
        }
    }

    /// A window over a span; of the grain that the words speak of.
    pub(super) fn window(&self, span: Span) -> Window {
        let grain = self
            .sight
            .hints
            .grains
            .iter()
            .map(|hint| hint.says)
            .find(|grain| *grain != crate::query::Grain::Year);
        Window {
            span,
            grain,
            without: Vec::new(),
        }
    }

    /// The outlet to which an answer is limited; no more than one.
    pub(super) fn outlet(&self) -> Option<OutletId> {
        self.outlets.first().map(|(outlet, _)| *outlet)
    }

    pub(super) fn cells(&self, metrics: &[MetricId], span: Span) -> Cells {
        Cells {
            metrics: metrics.to_vec(),
            when: Window::of(span),
            outlet: self.outlet(),
        }
    }

    pub(super) fn term(&self, metric: MetricId, span: Span) -> Term {
        Term {
            metric,
            when: Window::of(span),
            outlet: self.outlet(),
        }
    }

    /// The subjects of one metric.
    pub(super) fn singles(&self) -> Vec<(MetricId, Subject)> {
        self.subjects
            .iter()
            .filter_map(|subject| match subject.metrics.as_slice() {
                [metric] => Some((*metric, subject.clone())),
                _ => None,
            })
            .collect()
    }

    /// The subjects of two metrics.
    pub(super) fn doubles(&self) -> Vec<((MetricId, MetricId), Subject)> {
        self.subjects
            .iter()
            .filter_map(|subject| match subject.metrics.as_slice() {
                [a, b] => Some(((*a, *b), subject.clone())),
                _ => None,
            })
            .collect()
    }

    pub(super) fn all_times(&self) -> Vec<Times> {
        self.times.clone()
    }
}

/// The period before one, of the same length.
pub(super) fn period_before(stock: &Stock, metric: MetricId, period: &Period) -> Option<Period> {
    let earlier = super::times::shift(period, -1)?;
    let known = stock
        .periods(metric)
        .iter()
        .rfind(|known| known.kind == period.kind && known.to < period.from);
    match known {
        Some(known)
            if !stock.has(metric, &earlier) && period.kind != crate::dataset::PeriodKind::Year =>
        {
            Some(known.clone())
        }
        _ => Some(earlier),
    }
}
