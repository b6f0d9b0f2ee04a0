//! Which way something went, or stands to something else.
//!
//! It must not judge by how much.

use std::cmp::Ordering;

use super::known::not;
use super::lacking;
use super::ruling::Ruling;
use super::sides::Sides;
use super::{cells_of, series, turned};
use crate::compute::cells::Shelf;
use crate::compute::{Cell, Comparable, Finding, Lack};
use crate::dataset::{Better, Dataset, MetricId};
use crate::query::{Check, Measure, Query, Says, Scope, Way};

/// Whether something went, or stands, that way.
pub(super) fn goes(dataset: &Dataset, check: &Check, by: &Finding, way: Way) -> Ruling {
    let metric = cells_of(by).first().map(|cell| cell.metric);
    let Some(way) = plain(dataset, metric.or_else(|| metric_of(&check.of)), way) else {
        return Ruling::default();
    };
    match by {
        Finding::Pair(pair) => {
            let holds = Sides::of(pair).goes(way);
            turned(check.scope, holds.into())
        }
        Finding::Steps(steps) => match check.scope {
            Scope::Some | Scope::It => (!steps.steps.is_empty()).then_some(true).into(),
            _ => Ruling::default(),
        },
        Finding::Lacks(lack) => turned(check.scope, of_lack(dataset, check, lack, way)),
        Finding::Rows(rows) if rows.cells.len() == 1 && check.scope == Scope::It => {
            from_before(dataset, by, way)
        }
        _ => {
            let own = series::of(dataset, &check.of, check.scope, by);
            series::goes(&own, check.scope, way)
        }
    }
}

/// Up or down for better and worse; nothing where the metric does not say which.
fn plain(dataset: &Dataset, metric: Option<MetricId>, way: Way) -> Option<Way> {
    let is_better = match way {
        Way::Better => true,
        Way::Worse => false,
        plain => return Some(plain),
    };
    let metric = dataset.metrics.get(metric?.0)?;
    let up = metric.better? == Better::Higher;
    Some(if up == is_better { Way::Up } else { Way::Down })
}

fn metric_of(query: &Query) -> Option<MetricId> {
    match query {
        Query::Compare(compare) => Some(compare.left.metric),
        Query::Figures(cells) | Query::Course(cells) => cells.metrics.first().copied(),
        _ => None,
    }
}

/// A single figure against the one before it in its series.
fn from_before(dataset: &Dataset, by: &Finding, way: Way) -> Ruling {
    let cells = cells_of(by);
    let Some(own) = cells.first() else {
        return Ruling::default();
    };
    let Some(before) = Shelf::of(dataset, own.metric, None).before(own) else {
        return Ruling::default();
    };
    Ruling {
        holds: Sides::step(&own.quantity, &before.quantity).goes(way),
        witnesses: vec![before, (*own).clone()],
        ..Ruling::default()
    }
}

fn of_lack(dataset: &Dataset, check: &Check, lack: &Lack, way: Way) -> Ruling {
    let Query::Compare(asked) = check.of.as_ref() else {
        return Ruling::default();
    };
    match lack {
        Lack::Unlike { left, right, why } => {
            let stands = matches!(check.says, Says::Against(_))
                || matches!(asked.by, Measure::Higher | Measure::Lower);
            let same = left.metric == right.metric && *why == Comparable::OtherPeriod;
            if stands && same {
                of_lengths(left, right, way)
            } else {
                Ruling::default()
            }
        }
        Lack::NoFigure { .. } | Lack::Gap(_) | Lack::OnlyBounds(_) => {
            let Some((sides, by)) = lacking::sides(dataset, asked) else {
                return Ruling::default();
            };
            let holds = match way {
                Way::Flat => not(sides.goes(Way::Any)).filter(|flat| !flat),
                way => sides.goes(way),
            };
            Ruling {
                holds,
                witnesses: if holds.is_some() { by } else { Vec::new() },
                ..Ruling::default()
            }
        }
        _ => Ruling::default(),
    }
}

/// A part of a year may be more than another whole one, or is not; that it is less says nothing.
fn of_lengths(left: &Cell, right: &Cell, way: Way) -> Ruling {
    let days = |cell: &Cell| cell.period.to.duration_since(cell.period.from);
    let sides = Sides::step(&left.quantity, &right.quantity);
    let telling = match days(left).cmp(&days(right)) {
        Ordering::Less => Way::Up,
        Ordering::Greater => Way::Down,
        Ordering::Equal => return Ruling::default(),
    };
    let passed = sides.goes(telling);
    let holds = match way {
        way if way == telling => passed,
        _ => passed.filter(|passed| *passed).map(|_| way == Way::Any),
    };
    Ruling {
        holds,
        witnesses: vec![left.clone(), right.clone()],
        ..Ruling::default()
    }
}
