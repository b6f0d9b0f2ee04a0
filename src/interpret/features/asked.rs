//! What the words ask for, set against what a candidate does.
//!
//! Words speak through the hints of their concepts; it must not look at a word itself.

use super::{Collector, Feature};
use crate::dataset::PeriodKind;
use crate::interpret::hints::Hint;
use crate::interpret::operation::Operation;
use crate::interpret::subjects::Origin;
use crate::interpret::tokens::Tokens;
use crate::query::{
    Bound, Check, Compare, End, Folding, Grain, Limit, Measure, Place, Query, Says, Scope, Term,
    Wants, Way,
};
use crate::question::period::When;
use crate::question::token::TokenKind;

/// So many words from what is asserted a denial still belongs to it.
const NEAR: usize = 3;

impl Collector<'_> {
    /// What is asked for, used, left unused, or turned round.
    pub(super) fn arguments(&mut self) {
        self.hints();
        self.unused();
        self.unsaid();
        self.asked_for();
        self.ends();
        self.ways();
        self.folds();
        self.measures();
        self.grains();
        self.turns();
        self.completion();
        self.choices();
        self.shape();
        self.whens();
    }

    /// What the words speak for, whatever the candidate does with it.
    fn hints(&mut self) {
        let hints = self.sight.hints;
        let has = [
            (Feature::HasEnd, !hints.ends.is_empty()),
            (Feature::HasWay, !hints.ways.is_empty()),
            (Feature::HasAgainst, !hints.against.is_empty()),
            (Feature::HasPer, !hints.per.is_empty()),
            (Feature::HasPercent, !hints.percent.is_empty()),
            (Feature::HasDifference, !hints.difference.is_empty()),
            (Feature::HasFold, !hints.folds.is_empty()),
            (Feature::HasDenial, !hints.denials.is_empty()),
            (Feature::HasScope, !hints.scopes.is_empty()),
            (Feature::HasMultiple, !hints.multiples.is_empty()),
            (Feature::HasPart, !hints.parts.is_empty()),
            (Feature::HasGrain, !hints.grains.is_empty()),
            (Feature::HasOrdinal, !hints.ordinals.is_empty()),
            (Feature::HasBound, !hints.bounds.is_empty()),
            (Feature::HasPick, !hints.picks.is_empty()),
            (Feature::HasSource, !hints.sources.is_empty()),
            (Feature::HasOneIn, !hints.one_in.is_empty()),
            (Feature::HasRecordBefore, !hints.record_before.is_empty()),
            (Feature::AsksName, hints.asks_name),
        ];
        for (feature, has) in has {
            self.flag(feature, has);
        }
    }

    /// What the words speak for and the candidate's operation has no use for.
    fn unused(&mut self) {
        let hints = self.sight.hints;
        let operation = self.candidate.operation;
        let ways = matches!(
            operation,
            Operation::Change
                | Operation::StepUp
                | Operation::StepDown
                | Operation::StepAny
                | Operation::ClaimChange
                | Operation::Trend
                | Operation::Said
        );
        let ends = matches!(
            operation,
            Operation::High
                | Operation::Low
                | Operation::Rank
                | Operation::ClaimExtreme
                | Operation::StepUp
                | Operation::StepDown
                | Operation::StepAny
        );
        let folds = matches!(
            operation,
            Operation::Sum | Operation::Mean | Operation::Median | Operation::Rate
        );
        let percents = matches!(
            operation,
            Operation::Share
                | Operation::ClaimShare
                | Operation::ClaimChange
                | Operation::Change
                | Operation::Breakdown
        );
        let rate = operation == Operation::Rate;
        let words = [
            (Feature::WayUnused, self.freely(&hints.ways), ways),
            (Feature::EndUnused, self.freely(&hints.ends), ends),
            (Feature::PerUnused, self.freely(&hints.per), rate),
            (Feature::FoldUnused, self.freely(&hints.folds), folds),
            (
                Feature::PercentUnused,
                self.freely(&hints.percent),
                percents,
            ),
        ];
        let mut holds = false;
        for (feature, said, used) in words {
            self.flag(feature, said == Some(true) && !used);
            holds |= said == Some(false) && used;
        }
        self.flag(Feature::NameHolds, holds);
    }

    /// Those of these words that are no part of the metrics' names: "median wage" asks for no median.
    fn free<'h, T>(&self, hints: &'h [Hint<T>]) -> impl Iterator<Item = &'h Hint<T>> {
        let subject = self.candidate.subject.as_ref();
        let named = subject
            .filter(|subject| subject.origin == Origin::Said)
            .map(|subject| subject.tokens)
            .unwrap_or_default();
        hints
            .iter()
            .filter(move |hint| !Tokens::of(hint.tokens.clone()).is_within(&named))
    }

    /// Whether any of these words is no part of the metrics' names; nothing where there is none of them.
    fn freely<T>(&self, hints: &[Hint<T>]) -> Option<bool> {
        (!hints.is_empty()).then(|| self.says(hints))
    }

    /// Whether any of these words is no part of the metrics' names.
    fn says<T>(&self, hints: &[Hint<T>]) -> bool {
        self.free(hints).next().is_some()
    }

    /// Whether periods are ranked although something else is asked for by name: "which region".
    fn asked_for(&mut self) {
        let ranks = matches!(&self.candidate.query, Query::Rank(rank) if rank.among == crate::query::Among::Periods);
        let other = self.common.asks_other;
        self.flag(Feature::AsksOther, other);
        let subject = self.candidate.subject.as_ref();
        let named = |at| subject.is_some_and(|subject| !subject.tokens.has(at));
        self.flag(Feature::AsksAside, self.common.asked.is_some_and(named));
        self.flag(Feature::PeriodsForOther, other && ranks);
    }

    /// The same of multiples, denials and scopes; and whether a name is wanted.
    fn unsaid(&mut self) {
        let hints = self.sight.hints;
        let operation = self.candidate.operation;
        let multiples = matches!(operation, Operation::Ratio | Operation::ClaimChange);
        let denies =
            operation.is_claim() || matches!(operation, Operation::Rest | Operation::Filter);
        let scoped =
            matches!(&self.candidate.query, Query::Check(check) if check.scope != Scope::It);
        let wants = matches!(&self.candidate.query, Query::Rank(rank) if rank.wants == Wants::Name);
        let apart = matches!(&self.candidate.query, Query::Rank(rank) if rank.wants == Wants::Gap);
        let unused = [
            (
                Feature::MultipleUnused,
                !hints.multiples.is_empty() && !multiples,
            ),
            (Feature::DenialUnused, !hints.denials.is_empty() && !denies),
            (Feature::ScopeUnused, !hints.scopes.is_empty() && !scoped),
            (Feature::WantsName, wants),
            (Feature::WantsGap, apart),
        ];
        for (feature, is_so) in unused {
            self.flag(feature, is_so);
        }
    }

    /// Whether it begins at the end of the order that is said.
    fn ends(&mut self) {
        let rank = match &self.candidate.query {
            Query::Rank(rank) => rank,
            Query::Check(Check { of, .. }) => match of.as_ref() {
                Query::Rank(rank) => rank,
                _ => return,
            },
            _ => return,
        };
        let said = || self.free(&self.sight.hints.ends);
        let opposed = match rank.end {
            End::High => End::Low,
            End::Low => End::High,
            End::Best => End::Worst,
            End::Worst => End::Best,
        };
        let agrees = said().any(|hint| hint.says == rank.end);
        let turned = !agrees && said().any(|hint| hint.says == opposed);
        self.flag(Feature::EndAgrees, agrees);
        self.flag(Feature::EndOpposes, turned);
        // "In which year was it larger?"
        let compared = |end: End| {
            let mut against = self.free(&self.sight.hints.against);
            against.any(|hint| end_of(hint.says) == Some(end))
        };
        let (compared, against) = (compared(rank.end), compared(opposed));
        self.flag(Feature::EndCompared, compared);
        self.flag(Feature::EndTurned, against);
        let asked = self.candidate.asked > 0;
        self.flag(Feature::PlaceSaid, asked && rank.place != Place::Nth(1));
        self.flag(Feature::PlaceAssumed, !asked && rank.place == Place::All);
    }

    /// Whether it goes the way that is said.
    fn ways(&mut self) {
        let own = match &self.candidate.query {
            Query::Step(step) => step.way,
            Query::Find(find) => match find.limits.as_slice() {
                [Limit::Goes(way)] => *way,
                _ => return,
            },
            Query::Check(check) => match &check.says {
                Says::Goes(way) | Says::Against(way) => *way,
                _ => return,
            },
            Query::Compare(Compare {
                by: Measure::Higher,
                ..
            }) => Way::Up,
            Query::Compare(Compare {
                by: Measure::Lower, ..
            }) => Way::Down,
            _ => return,
        };
        let hints = self.sight.hints;
        let said = || {
            self.free(&hints.ways)
                .chain(self.free(&hints.against))
                .map(|hint| hint.says)
        };
        let opposed = match own {
            Way::Up => Way::Down,
            Way::Down => Way::Up,
            other => other,
        };
        let agrees = said().any(|way| way == own);
        let turned = !agrees && said().any(|way| way == opposed && way != own);
        self.flag(Feature::WayAgrees, agrees);
        self.flag(Feature::WayOpposes, turned);
    }

    /// Whether figures are folded as is said.
    fn folds(&mut self) {
        let fold = match &self.candidate.query {
            Query::Fold(fold) => fold.by,
            Query::Check(check) => match check.of.as_ref() {
                Query::Fold(fold) => fold.by,
                _ => return,
            },
            _ => return,
        };
        let said = || self.free(&self.sight.hints.folds);
        let agrees = said().any(|hint| hint.says == fold);
        let opposes = !agrees && said().next().is_some() && fold != Folding::Count;
        self.flag(Feature::FoldAgrees, agrees);
        self.flag(Feature::FoldOpposes, opposes);
        let holds = self.freely(&self.sight.hints.folds) == Some(false);
        self.flag(Feature::FoldHeld, holds);
    }

    /// Whether a comparison is told as is said.
    fn measures(&mut self) {
        let Query::Compare(compare) = &self.candidate.query else {
            return;
        };
        let hints = self.sight.hints;
        let said = match compare.by {
            Measure::Percent | Measure::Share | Measure::RestShare => self.says(&hints.percent),
            Measure::Difference => self.says(&hints.difference),
            Measure::Yearly => self.says(&hints.yearly),
            Measure::Multiple => self.says(&hints.multiples),
            Measure::OneIn => self.says(&hints.one_in),
            Measure::Higher | Measure::Lower => self.says(&hints.against),
            Measure::Rest => self.says(&hints.denials) || self.says(&hints.without),
            Measure::Change => self.says(&hints.ways),
        };
        self.flag(Feature::MeasureSaid, said);
        let other = match compare.by {
            Measure::Share | Measure::OneIn | Measure::RestShare => !hints.ways.is_empty(),
            Measure::Multiple => !hints.percent.is_empty() || !hints.difference.is_empty(),
            Measure::Rest => !hints.percent.is_empty(),
            _ => !hints.multiples.is_empty() || !hints.one_in.is_empty(),
        };
        self.flag(Feature::MeasureOpposes, other);
    }

    /// Whether its periods are of the kind that is said.
    fn grains(&mut self) {
        let Some(cells) = super::super::memory::cells(&self.candidate.query) else {
            return;
        };
        let said = &self.sight.hints.grains;
        let own = cells.when.grain.unwrap_or(Grain::Year);
        let agrees = said.iter().any(|hint| hint.says == own);
        self.flag(Feature::GrainSaid, agrees);
        self.flag(Feature::GrainOpposes, !agrees && !said.is_empty());
    }

    /// Whether the metric that is named first stands on the left.
    fn turns(&mut self) {
        let Some(compare) = super::compared(&self.candidate.query) else {
            return;
        };
        if compare.left.metric == compare.right.metric {
            return;
        }
        let first = self
            .candidate
            .subject
            .as_ref()
            .and_then(|subject| subject.metrics.first());
        let completed = self.candidate.completed;
        let left = first == Some(&compare.left.metric);
        self.flag(Feature::FirstLeft, left && !completed);
        self.flag(Feature::FirstRight, !left && !completed);
    }

    /// What is chosen where the words leave it open: the rest or the part, denied or not, which end, exactly or not.
    fn choices(&mut self) {
        let query = &self.candidate.query;
        let inner = match query {
            Query::Check(check) => check.of.as_ref(),
            other => other,
        };
        if let Query::Compare(compare) = inner {
            let rest = matches!(compare.by, Measure::Rest | Measure::RestShare);
            self.flag(Feature::Complement, rest);
        }
        if let Query::Rank(rank) = inner {
            self.flag(Feature::EndHigh, matches!(rank.end, End::High | End::Worst));
            self.flag(
                Feature::EndJudged,
                matches!(rank.end, End::Best | End::Worst),
            );
        }
        if let Query::Check(check) = query {
            self.flag(Feature::Denied, check.denied);
            if check.denied {
                self.denial();
            }
            let flat = matches!(check.says, Says::Goes(Way::Flat) | Says::Against(Way::Flat));
            self.flag(Feature::WayFlat, flat);
            let equal = matches!(check.says, Says::Is(Bound::Equal, _));
            self.flag(Feature::BoundEqual, equal);
        }
    }

    /// Where what may deny the assertion stands: far from all that is asserted, or at the end of everything.
    fn denial(&mut self) {
        let mut denials = self.sight.hints.denials.iter();
        let used = self.candidate.tokens;
        let near = |at: usize| {
            let beside = at.saturating_sub(NEAR)..=at + NEAR;
            beside.into_iter().any(|place| used.has(place))
        };
        let words = &self.sight.evidence.words;
        let last = words
            .iter()
            .rposition(|word| word.kind != TokenKind::Symbol);
        let far = !denials.clone().any(|hint| near(hint.tokens.start));
        let ends = denials.all(|hint| hint.tokens.end.checked_sub(1) == last);
        self.flag(Feature::DeniedFar, far);
        self.flag(Feature::DeniedLast, ends);
    }

    /// Of two periods one of which was supplied: whether the later was said or the one that it is set against.
    fn completion(&mut self) {
        let Some(compare) = super::compared(&self.candidate.query) else {
            return;
        };
        if !self.candidate.completed || compare.left.metric != compare.right.metric {
            return;
        }
        let whens = &self.sight.evidence.whens;
        let said = |term: &Term| {
            let point = term.when.points().first();
            whens.iter().any(|mention| match &mention.when {
                When::Point(period) | When::By(period) | When::Since(period) => {
                    Some(period) == point
                }
                _ => false,
            })
        };
        let since = whens
            .iter()
            .any(|mention| matches!(mention.when, When::Since(_) | When::After(_)));
        let memory = self.sight.memory;
        let talk = memory.periods_of_talk();
        let spoken = |term: &Term| {
            let last = memory.last().into_iter().flat_map(|turn| &turn.periods);
            let mut periods = last.chain(&talk);
            periods.any(|period| Some(period) == term.when.points().first())
        };
        self.flag(
            Feature::BothSpoken,
            spoken(&compare.left) && spoken(&compare.right),
        );
        let (later, base) = (said(&compare.left), said(&compare.right));
        self.flag(Feature::LaterSaid, later && !base);
        self.flag(Feature::BaseSaid, base && !later && !since);
        self.flag(Feature::BaseSince, base && !later && since);
    }

    /// How many metrics it takes, over how many periods.
    fn shape(&mut self) {
        let candidate = self.candidate;
        let metrics = candidate
            .subject
            .as_ref()
            .map_or(0, |subject| subject.metrics.len());
        let one = metrics == 1;
        let feature = match (metrics, candidate.stretch, candidate.points) {
            (0, ..) => None,
            (_, true, _) if one => Some(Feature::OneAtSpan),
            (_, true, _) => Some(Feature::TwoAtSpan),
            (_, _, 0) if one => Some(Feature::OneAtNone),
            (_, _, 0) => Some(Feature::TwoAtNone),
            (_, _, 1) if one => Some(Feature::OneAtOne),
            (_, _, 1) => Some(Feature::TwoAtOne),
            _ if one => Some(Feature::OneAtTwo),
            _ => Some(Feature::TwoAtTwo),
        };
        if let Some(feature) = feature {
            self.flag(feature, true);
        }
        let named = self
            .common
            .named
            .iter()
            .filter(|(_, recall)| *recall > 0.7)
            .count();
        let feature = match named {
            0 => Feature::Named0,
            1 => Feature::Named1,
            2 => Feature::Named2,
            _ => Feature::Named3,
        };
        self.flag(feature, true);
    }

    /// How the question says when.
    fn whens(&mut self) {
        let whens = &self.sight.evidence.whens;
        let any = |is_so: &dyn Fn(&When) -> bool| whens.iter().any(|mention| is_so(&mention.when));
        let said = [
            (
                Feature::SaidSince,
                any(&|when| matches!(when, When::Since(_) | When::After(_))),
            ),
            (
                Feature::SaidRange,
                any(&|when| matches!(when, When::Range(..))),
            ),
            (
                Feature::SaidEdge,
                any(&|when| matches!(when, When::Latest | When::Earliest | When::Calendar(_))),
            ),
            (
                Feature::SaidSpan,
                any(&|when| {
                    matches!(
                        when,
                        When::Last(_) | When::First(_) | When::Decade(_) | When::All
                    )
                }),
            ),
            (
                Feature::SaidPart,
                any(&|when| matches!(when, When::Point(period) if period.kind != PeriodKind::Year)),
            ),
        ];
        for (feature, is_so) in said {
            self.flag(feature, is_so);
        }
    }
}

/// The end of an order that a comparative speaks for.
fn end_of(way: Way) -> Option<End> {
    match way {
        Way::Up => Some(End::High),
        Way::Down => Some(End::Low),
        Way::Better => Some(End::Best),
        Way::Worse => Some(End::Worst),
        Way::Flat | Way::Any => None,
    }
}
