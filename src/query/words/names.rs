//! The names that things of the dataset have in canonical words: the shortest that nothing else has.

use std::borrow::Cow;

use super::text::{after_name, same};
use crate::dataset::{Dataset, Grain, MetricId, Period};

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One that the files name.
    Metric,
    Dimension,
    Member,
    Outlet,
    Event,
    Conflict,
    Gap,
    Statement,
    Exclusion,
}

/// Names that a thing may have: short, long, id.
const RANKS: usize = 3;

impl Kind {
    fn count(self, data: &Dataset) -> usize {
        match self {
            Self::Metric => data.own_metrics().count(),
            Self::Dimension => data.dimensions.len(),
            Self::Member => data.members.len(),
            Self::Outlet => data.outlets.len(),
            Self::Event => data.events.len(),
            Self::Conflict => data.conflicts.len(),
            Self::Gap => data.gaps.len(),
            Self::Statement => data.statements.len(),
            Self::Exclusion => data.exclusions.len(),
        }
    }

    /// The name of a thing at a rank; the last is its id.
    fn ranked(self, data: &Dataset, at: usize, rank: usize) -> Option<Cow<'_, str>> {
        let name = match self {
            Self::Metric => {
                let metric = data.metrics.get(at)?;
                [Some(&metric.short), Some(&metric.label), Some(&metric.id)]
            }
            Self::Dimension => {
                let dimension = data.dimensions.get(at)?;
                [Some(&dimension.label), None, Some(&dimension.id)]
            }
            Self::Member => {
                let member = data.members.get(at)?;
                if rank == RANKS - 1 {
                    let dimension = data.dimensions.get(member.dimension.0)?;
                    return Some(Cow::Owned(format!("{}/{}", dimension.id, member.id)));
                }
                [Some(&member.label), None, None]
            }
            Self::Outlet => {
                let outlet = data.outlets.get(at)?;
                [Some(&outlet.name), None, Some(&outlet.id)]
            }
            Self::Event => {
                let event = data.events.get(at)?;
                [Some(&event.name), None, Some(&event.id)]
            }
            Self::Conflict => {
                let conflict = data.conflicts.get(at)?;
                [Some(&conflict.about), None, Some(&conflict.id)]
            }
            Self::Gap => [Some(&data.gaps.get(at)?.what), None, None],
            Self::Exclusion => [None, None, Some(&data.exclusions.get(at)?.id)],
            Self::Statement => {
                let statement = data.statements.get(at)?;
                if rank == 0 {
                    let name = format!("{} ({})", statement.topic, statement.attributed_to);
                    return Some(Cow::Owned(name));
                }
                [None, None, Some(&statement.id)]
            }
        };
        let name = name.get(rank).copied().flatten()?;
        (!name.trim().is_empty()).then(|| Cow::Borrowed(name.trim()))
    }

    /// The name to write: the first that it alone has at its rank, or the id.
    pub(super) fn name(self, data: &Dataset, at: usize, by_id: bool) -> String {
        let ranks = if by_id { RANKS - 1..RANKS } else { 0..RANKS };
        let is_own = |rank: usize, name: &str| {
            (0..self.count(data))
                .filter(|other| *other != at)
                .all(|other| {
                    let rival = self.ranked(data, other, rank);
                    rival.is_none_or(|rival| !same(&rival, name))
                })
        };
        ranks
            .filter_map(|rank| Some((rank, self.ranked(data, at, rank)?)))
            .find(|(rank, name)| is_own(*rank, name))
            .map(|(_, name)| name.into_owned())
            .unwrap_or_default()
    }

    /// Whether the text begins with a name of one of them.
    pub(super) fn begins(self, data: &Dataset, text: &str) -> bool {
        (0..self.count(data)).any(|at| {
            let names = (0..RANKS).filter_map(|rank| self.ranked(data, at, rank));
            names
                .into_iter()
                .any(|name| after_name(text, &name).is_some())
        })
    }

    /// The things with a name that the text begins with, and where it ends.
    pub(super) fn find(self, data: &Dataset, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for at in 0..self.count(data) {
            for rank in 0..RANKS {
                let end = self
                    .ranked(data, at, rank)
                    .and_then(|name| after_name(text, &name));
                if let Some(end) = end
                    && !found.contains(&(at, end))
                {
                    found.push((at, end));
                }
            }
        }
        found
    }
}

/// The period of the dataset that has words of its own, by its name.
pub(super) fn named_periods(data: &Dataset, text: &str) -> Vec<(Period, usize)> {
    let mut found: Vec<(Period, usize)> = Vec::new();
    for period in data.worded_periods() {
        let words = period.words.as_deref();
        if !words.is_some_and(|words| may_begin(text, words)) {
            continue;
        }
        let end = after_name(text, &period.in_words());
        found.extend(end.map(|end| (period.clone(), end)));
    }
    found
}

/// Whether a text may begin with these words, or with what stands behind the first of them.
fn may_begin(text: &str, words: &str) -> bool {
    let behind = words.split_once(' ').map(|(_, behind)| behind);
    after_name(text, words).is_some() || behind.is_some_and(|own| after_name(text, own).is_some())
}

/// What most figures of a metric are counted in.
pub(super) fn usual_grain(data: &Dataset, metric: MetricId) -> Option<Grain> {
    let own = |grain: &Grain| {
        data.figures_of(metric)
            .filter(|(_, figure)| figure.period.grain() == Some(*grain))
            .count()
    };
    let grains = [Grain::Month, Grain::Quarter, Grain::Half, Grain::Year];
    let most = grains.into_iter().max_by_key(own);
    most.filter(|grain| own(grain) > 0)
}
