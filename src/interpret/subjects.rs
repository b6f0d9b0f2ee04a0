//! Which metrics a question may be about: named, named by a number or an outlet, carried from the conversation, or assumed.

use super::members::Members;
use super::memory::{Memory, ends_of_talk};
use super::narrow::narrowed;
use super::operation::headline;
use super::propose::Sight;
use super::stock::Stock;
use super::tokens::Tokens;
use crate::dataset::{Dataset, MetricId, OutletId};
use crate::question::evidence::Evidence;
use crate::question::likeness::Sides;
use crate::question::names::{Mention, Target};
use crate::question::parlance::Called;

/// How an argument was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The question says it.
    Said,
    /// The question has words of its description.
    Described,
    /// The question has words that mean about what its name says.
    Alike,
    /// It follows from something else that the question says.
    Implied,
    /// It comes from the conversation.
    Carried,
    /// Nobody said it.
    Assumed,
}

/// Metrics that a question may be about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The metrics, in the order of the question.
    pub metrics: Vec<MetricId>,
    /// How they were come by; of several the least sure.
    pub origin: Origin,
    /// The part of the name that is covered, the least of several.
    pub recall: f32,
    /// How the name stands to the best that shares words with it: 1 for the best.
    pub lead: f32,
    /// The words that name them.
    pub tokens: Tokens,
}

/// How many metrics that are named are taken up.
const MOST: usize = 8;
/// How many metrics that are only described are taken up.
const DESCRIBED: usize = 3;
/// How many metrics are taken up whose names are only like what is said.
const ALIKE: usize = 5;
/// How likely they are at least.
const LIKELY: f32 = 0.006;
/// How many of them are paired.
const ALIKE_PAIRED: usize = 3;
/// How many metrics are taken up that people call so, and how likely they are at least.
const CALLED: usize = 4;
const LIKELY_CALLED: f32 = 0.01;
/// From which part of their names on three or more metrics are taken to be named together; and where their words are few.
const SURELY_NAMED: f32 = 0.5;
const HARDLY_NAMED: f32 = 0.3;
/// How many are taken up that go on with what was spoken of.
const GONE_ON: usize = 3;
/// How many of them are paired.
const PAIRED: usize = 5;

/// The subjects of a question, named ones first.
pub(super) fn subjects(sight: &Sight, members: &Members) -> Vec<Subject> {
    let (evidence, memory, dataset) = (sight.evidence, sight.memory, sight.dataset);
    let named = named(evidence);
    let mut all: Vec<Subject> = named.iter().take(MOST).cloned().collect();
    all.extend(gone_on(&named, sight));
    let alike = alike(evidence, &named);
    all.extend(apart(&named, &[], SURELY_NAMED));
    all.extend(apart(&named, &alike, HARDLY_NAMED));
    all.extend(pairs(&named, &alike));
    all.extend(evidence.sides.iter().map(both_sides));
    all.extend(described(evidence, &named));
    all.extend(alike);
    all.extend(called(evidence, &all));
    all.extend(carried(&named, memory));
    all.extend(by_number(evidence, dataset));
    all.extend(by_outlet(evidence, sight.stock));
    all.extend(headline(dataset).map(|metric| of(vec![metric], Origin::Assumed)));
    let mut narrowed = narrowed(&all, members, memory, dataset);
    narrowed.append(&mut all);
    let mut all = narrowed;
    let mut seen = std::collections::HashSet::new();
    all.retain(|subject| seen.insert((subject.metrics.clone(), subject.origin)));
    all
}

/// Metrics that no words of the question name.
pub(super) fn of(metrics: Vec<MetricId>, origin: Origin) -> Subject {
    Subject {
        metrics,
        origin,
        recall: 0.0,
        lead: 1.0,
        tokens: Tokens::default(),
    }
}

/// Each metric that is named, the best first, with how it stands to the best that shares words with it.
fn named(evidence: &Evidence) -> Vec<Subject> {
    let mentions: Vec<(MetricId, &Mention, Tokens)> = evidence
        .names
        .iter()
        .filter_map(|mention| match mention.target {
            Target::Metric(metric) => Some((
                MetricId(metric),
                mention,
                Tokens::of(mention.tokens.iter().copied()),
            )),
            _ => None,
        })
        .collect();
    let best = |tokens: &Tokens| {
        mentions
            .iter()
            .filter(|(_, _, other)| other.meets(tokens))
            .map(|(_, mention, _)| mention.score)
            .fold(0.0_f32, f32::max)
    };
    mentions
        .iter()
        .map(|(metric, mention, tokens)| Subject {
            metrics: vec![*metric],
            origin: Origin::Said,
            recall: mention.recall,
            lead: mention.score / best(tokens).max(f32::MIN_POSITIVE),
            tokens: *tokens,
        })
        .collect()
}

/// All metrics that are named by words of their own, from some part of their names on, in the order of the text.
fn apart(named: &[Subject], alike: &[Subject], least: f32) -> Option<Subject> {
    let mut taken = Tokens::default();
    let mut chosen: Vec<&Subject> = Vec::new();
    let named = named.iter().filter(|subject| subject.recall > least);
    for subject in named.chain(alike) {
        if !subject.tokens.meets(&taken) {
            taken = taken.with(&subject.tokens);
            chosen.push(subject);
        }
    }
    chosen.sort_by_key(|subject| subject.tokens.first());
    (chosen.len() >= 3).then(|| joined(&chosen))
}

fn joined(parts: &[&Subject]) -> Subject {
    Subject {
        metrics: parts
            .iter()
            .flat_map(|part| part.metrics.iter().copied())
            .collect(),
        origin: parts
            .iter()
            .map(|part| part.origin)
            .max()
            .unwrap_or(Origin::Assumed),
        recall: parts.iter().map(|part| part.recall).fold(1.0, f32::min),
        lead: parts.iter().map(|part| part.lead).fold(1.0, f32::min),
        tokens: parts
            .iter()
            .fold(Tokens::default(), |all, part| all.with(&part.tokens)),
    }
}

/// Two metrics whose words are not the same, in the order of the text.
fn pairs(named: &[Subject], alike: &[Subject]) -> Vec<Subject> {
    let mut found = Vec::new();
    let few = named.iter().take(PAIRED);
    let few: Vec<&Subject> = few.chain(alike.iter().take(ALIKE_PAIRED)).collect();
    for (at, one) in few.iter().enumerate() {
        for other in few.iter().skip(at + 1) {
            let distinct =
                !one.tokens.is_within(&other.tokens) && !other.tokens.is_within(&one.tokens);
            if distinct {
                let mut pair = [*one, *other];
                pair.sort_by_key(|subject| subject.tokens.first());
                found.push(joined(&pair));
            }
        }
    }
    found
}

/// Two metrics whose names mean what is said on both sides of a word that joins.
fn both_sides(sides: &Sides) -> Subject {
    let both = [&sides.left, &sides.right];
    let tokens = both.iter().flat_map(|one| one.tokens.iter().copied());
    Subject {
        recall: sides.left.recall.min(sides.right.recall),
        tokens: Tokens::of(tokens),
        ..of(both.map(|one| MetricId(one.metric)).to_vec(), Origin::Alike)
    }
}

/// The metrics of the answer before, alone and beside one that is named.
fn carried(named: &[Subject], memory: &Memory) -> Vec<Subject> {
    let Some(last) = memory.last() else {
        return Vec::new();
    };
    let before = last.metrics();
    if before.is_empty() {
        return Vec::new();
    }
    let mut found = vec![of(before.clone(), Origin::Carried)];
    found.extend(
        before
            .iter()
            .skip(usize::from(before.len() == 1))
            .map(|metric| of(vec![*metric], Origin::Carried)),
    );
    let talk = memory.metrics_of_talk();
    let together = ends_of_talk(&talk).into_iter();
    found.extend(together.map(|metrics| of(metrics.to_vec(), Origin::Carried)));
    for one in named.iter().take(3) {
        if let (Some(first), [metric]) = (before.first(), one.metrics.as_slice())
            && first != metric
        {
            found.push(Subject {
                metrics: vec![*first, *metric],
                origin: Origin::Carried,
                ..one.clone()
            });
        }
    }
    found
}

/// Metrics further down of whose names the question and what was spoken of before cover most together: "and nurses?" behind
/// "doctors charged".
fn gone_on(named: &[Subject], sight: &Sight) -> Vec<Subject> {
    let Some(last) = sight.memory.last() else {
        return Vec::new();
    };
    let said = sight.kin.said(sight.evidence);
    let before: Vec<MetricId> = last
        .metrics()
        .into_iter()
        .map(|metric| sight.dataset.whole_of(metric))
        .collect();
    let mut found: Vec<(f32, &Subject)> = named
        .iter()
        .skip(MOST)
        .filter_map(|subject| {
            let covered = sight.kin.covered(*subject.metrics.first()?, &said, &before);
            (covered > subject.recall).then_some((covered, subject))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(GONE_ON);
    found
        .into_iter()
        .map(|(_, subject)| subject.clone())
        .collect()
}

/// Whether a metric is among those that are taken up by name.
fn is_named(metric: usize, named: &[Subject]) -> bool {
    let mut known = named.iter().take(MOST);
    known.any(|subject| subject.metrics == [MetricId(metric)])
}

/// Metrics of whose description the question has words, and that it does not name.
fn described(evidence: &Evidence, named: &[Subject]) -> Vec<Subject> {
    evidence
        .described
        .iter()
        .filter(|described| !is_named(described.metric, named))
        .take(DESCRIBED)
        .map(|described| Subject {
            recall: described.share,
            tokens: Tokens::of(described.tokens.iter().copied()),
            ..of(vec![MetricId(described.metric)], Origin::Described)
        })
        .collect()
}

/// Metrics whose names mean about what the question says, and that it does not name.
fn alike(evidence: &Evidence, named: &[Subject]) -> Vec<Subject> {
    let best = evidence.alike.first().map_or(0.0, |one| one.likely);
    evidence
        .alike
        .iter()
        .filter(|alike| alike.likely >= LIKELY && !is_named(alike.metric, named))
        .take(ALIKE)
        .map(|alike| Subject {
            recall: alike.recall,
            lead: alike.likely / best.max(f32::MIN_POSITIVE),
            tokens: Tokens::of(alike.tokens.iter().copied()),
            ..of(vec![MetricId(alike.metric)], Origin::Alike)
        })
        .collect()
}

/// Metrics that people call so, and that neither names nor their likes have brought up.
fn called(evidence: &Evidence, known: &[Subject]) -> Vec<Subject> {
    let is_new = |metric: MetricId| {
        let mut known = known.iter();
        !known.any(|subject| subject.metrics == [metric])
    };
    let likely = evidence.called.iter().flat_map(Called::likeliest);
    likely
        .filter(|(metric, likely)| *likely >= LIKELY_CALLED && is_new(*metric))
        .take(CALLED)
        .map(|(metric, _)| of(vec![metric], Origin::Alike))
        .collect()
}

/// The metric of a figure that is named by its number.
fn by_number(evidence: &Evidence, dataset: &Dataset) -> Vec<Subject> {
    let mut found = Vec::new();
    for number in &evidence.numbers {
        for figure in number
            .figures
            .iter()
            .take(2)
            .filter_map(|id| dataset.figures.get(id.0))
        {
            found.push(Subject {
                tokens: Tokens::of(number.tokens.clone()),
                ..of(vec![figure.metric], Origin::Implied)
            });
        }
    }
    found.truncate(4);
    found
}

/// The metrics that a named outlet published.
fn by_outlet(evidence: &Evidence, stock: &Stock) -> Vec<Subject> {
    let outlets = evidence
        .names
        .iter()
        .filter_map(|mention| match mention.target {
            Target::Outlet(outlet) => Some(OutletId(outlet)),
            _ => None,
        });
    outlets
        .flat_map(|outlet| stock.of_outlet(outlet).iter().take(3))
        .map(|metric| of(vec![*metric], Origin::Implied))
        .collect()
}
