//! The operations that a question may ask for: what the scorer of words tells apart.
//!
//! Finer than [`Query`] where words differ ("highest", "lowest"), coarser where only arguments do.

use super::named::named;
use crate::dataset::Dataset;
use crate::intents::{AnswerKind, Intent};
use crate::query::{End, Folding, Measure, Place, Query, Says, Topic, Way};

named! {
    /// What a question asks to be done.
    Operation {
        Value "value",
        Rest "rest",
        Change "change",
        Ratio "ratio",
        Share "share",
        High "high",
        Low "low",
        Rank "rank",
        StepUp "step_up",
        StepDown "step_down",
        StepAny "step",
        Sum "sum",
        Mean "mean",
        Median "median",
        Filter "filter",
        Count "count",
        Trend "trend",
        Summary "summary",
        Rate "rate",
        Breakdown "breakdown",
        Sources "sources",
        Outlet "outlet",
        Definition "definition",
        Coverage "coverage",
        Conflict "conflict",
        Comparable "comparable",
        ClaimValue "claim_value",
        ClaimChange "claim_change",
        ClaimExtreme "claim_extreme",
        ClaimCompare "claim_compare",
        ClaimShare "claim_share",
        Event "event",
        Said "said",
        Reply "reply",
        Nothing "none",
    }
}

impl Operation {
    /// The operation that a query is an instance of.
    pub fn of(query: &Query) -> Self {
        match query {
            Query::Figures(_) => Self::Value,
            Query::Compare(compare) => match compare.by {
                Measure::Rest | Measure::RestShare => Self::Rest,
                Measure::Multiple => Self::Ratio,
                Measure::Share | Measure::OneIn => Self::Share,
                _ => Self::Change,
            },
            Query::Fold(fold) => match fold.by {
                Folding::Sum => Self::Sum,
                Folding::Mean => Self::Mean,
                Folding::Median => Self::Median,
                Folding::Count => Self::Count,
            },
            Query::Find(_) => Self::Filter,
            Query::Rank(rank) => match (&rank.place, rank.end) {
                (Place::Nth(1), End::High | End::Worst) => Self::High,
                (Place::Nth(1), End::Low | End::Best) => Self::Low,
                _ => Self::Rank,
            },
            Query::Step(step) => match step.way {
                Way::Up => Self::StepUp,
                Way::Down => Self::StepDown,
                _ => Self::StepAny,
            },
            Query::Course(_) => Self::Trend,
            Query::Split(_) => Self::Breakdown,
            Query::Rate(_) => Self::Rate,
            Query::Summary(_) => Self::Summary,
            Query::About(about) => match about.topic {
                Topic::Definition => Self::Definition,
                Topic::Sources(_) => Self::Sources,
                Topic::Outlet => Self::Outlet,
                Topic::Coverage => Self::Coverage,
                Topic::Conflict => Self::Conflict,
                Topic::Comparable => Self::Comparable,
                Topic::Gap => Self::Value,
            },
            Query::Event { .. } => Self::Event,
            Query::Statements(_) => Self::Said,
            Query::Exclusion(_) => Self::Nothing,
            Query::Check(check) => match (&check.says, check.of.as_ref()) {
                (Says::Holds(_), _) => Self::ClaimExtreme,
                (Says::Against(_), _) => Self::ClaimCompare,
                (Says::Goes(_), _) => Self::ClaimChange,
                (_, Query::Compare(compare)) => match compare.by {
                    Measure::Share | Measure::OneIn => Self::ClaimShare,
                    _ => Self::ClaimChange,
                },
                _ => Self::ClaimValue,
            },
            Query::Reply(_) => Self::Reply,
        }
    }

    /// Whether an intent's phrases are examples of this operation.
    pub fn is_of(self, intent: &Intent) -> bool {
        let kinds: &[AnswerKind] = match self {
            Self::Value => &[AnswerKind::Value],
            Self::Rest | Self::Share => &[AnswerKind::Share],
            Self::Change => &[AnswerKind::Change],
            Self::Ratio => &[AnswerKind::Ratio],
            Self::High | Self::Low | Self::Rank => &[AnswerKind::Extremum],
            Self::StepUp | Self::StepDown | Self::StepAny => &[AnswerKind::Sharpest],
            Self::Sum => &[AnswerKind::Sum],
            Self::Mean | Self::Median => &[AnswerKind::Average],
            Self::Filter => &[AnswerKind::Filter],
            Self::Count => &[AnswerKind::Count],
            Self::Trend => &[AnswerKind::Trend],
            Self::Summary => &[AnswerKind::Summary],
            Self::Rate => &[AnswerKind::Rate],
            Self::Breakdown => &[AnswerKind::Breakdown],
            Self::Sources => &[AnswerKind::Sources],
            Self::Outlet => &[AnswerKind::Outlet],
            Self::Definition => &[AnswerKind::Definition],
            Self::Coverage => &[AnswerKind::Coverage],
            Self::Conflict => &[AnswerKind::Conflict],
            Self::Comparable => &[AnswerKind::Comparable],
            Self::ClaimValue
            | Self::ClaimChange
            | Self::ClaimExtreme
            | Self::ClaimCompare
            | Self::ClaimShare => &[AnswerKind::Claim],
            Self::Event => &[AnswerKind::Event],
            Self::Said => &[AnswerKind::Statement],
            Self::Reply => &[AnswerKind::Help, AnswerKind::Refusal],
            Self::Nothing => &[],
        };
        kinds.contains(&intent.kind)
    }

    /// Whether it is answered with figures of metrics.
    pub fn is_of_figures(self) -> bool {
        !matches!(
            self,
            Self::Summary
                | Self::Sources
                | Self::Outlet
                | Self::Definition
                | Self::Coverage
                | Self::Conflict
                | Self::Comparable
                | Self::Event
                | Self::Said
                | Self::Reply
                | Self::Nothing
        )
    }

    /// Whether it asserts something.
    pub fn is_claim(self) -> bool {
        matches!(
            self,
            Self::ClaimValue
                | Self::ClaimChange
                | Self::ClaimExtreme
                | Self::ClaimCompare
                | Self::ClaimShare
        )
    }
}

/// The metric that is meant where none is named.
pub(super) fn headline(dataset: &Dataset) -> Option<crate::dataset::MetricId> {
    let headline = dataset.metrics.iter().position(|metric| metric.headline);
    let only = || {
        let mut own = dataset.own_metrics();
        let first = own.next().map(|(id, _)| id);
        first.filter(|_| own.next().is_none())
    };
    headline.map(crate::dataset::MetricId).or_else(only)
}
