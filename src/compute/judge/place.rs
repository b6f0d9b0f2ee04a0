//! Whether a period, or a metric, has the place that is claimed for it.
//!
//! It must not pass over periods without a figure where a record says that they come before.

use super::known::Known;
use super::records::{bounds, may_meet};
use super::ruling::Ruling;
use super::sides::Sides;
use super::value::beats;
use crate::compute::cells::same_stretch;
use crate::compute::{Cell, Finding, Found, Order, Quantity, Steps, compute};
use crate::dataset::{Dataset, Period, PeriodKind};
use crate::query::{Among, Check, End, Pick, Place, Query, Rank, Way};

/// Whether what a query ranks has a place.
pub(super) fn holds(dataset: &Dataset, check: &Check, by: &Finding, said: &Place) -> Ruling {
    match (check.of.as_ref(), by) {
        (_, Finding::Found(found)) => first_or_last(dataset, found, said),
        (_, Finding::Steps(steps)) => sharpest(steps, said),
        (Query::Rank(asked), Finding::Order(order)) => ranked(dataset, asked, order, said),
        (Query::Rank(asked), Finding::Lacks(_)) => {
            let all = Rank {
                place: Place::All,
                ..asked.clone()
            };
            match compute(dataset, &Query::Rank(all)) {
                Finding::Order(order) => ranked(dataset, asked, &order, said),
                _ => Ruling::default(),
            }
        }
        _ => Ruling::default(),
    }
}

/// What has the place, and which place.
fn ranked(dataset: &Dataset, asked: &Rank, order: &Order, said: &Place) -> Ruling {
    let (period, place) = match (said, &asked.place) {
        (Place::Of(period), Place::Of(_) | Place::All | Place::Before(_)) => {
            (Some(period), &Place::Nth(1))
        }
        (Place::Of(period), place) | (place, Place::Of(period)) => (Some(period), place),
        (place, _) => (asked.over.when.points().first(), place),
    };
    let own = match asked.among {
        Among::Metrics => asked.over.metrics.first().and_then(|metric| {
            let mut cells = order.cells.iter();
            cells.find(|cell| cell.metric == *metric)
        }),
        Among::Periods => period.and_then(|period| find(&order.cells, period)),
    };
    let known = match (own, period, order.cells.first()) {
        (Some(own), _, _) => Known::of(own.quantity.value()),
        (None, Some(period), Some(first)) if asked.among == Among::Periods => {
            bounds(dataset, first.metric, period).known
        }
        _ => return Ruling::default(),
    };
    let standing = standing(dataset, order, own, &known);
    let holds = standing.has(place, order.cells.len());
    let beaten = holds == Some(false);
    let first = order.cells.first().filter(|_| beaten);
    Ruling {
        holds: if own.is_none() {
            holds.filter(|holds| !holds)
        } else {
            holds
        },
        witnesses: first.or(own).cloned().into_iter().collect(),
        ..Ruling::default()
    }
}

/// How many come before.
struct Standing {
    /// Surely.
    sure: usize,
    /// Perhaps, as only bounds of them are known.
    perhaps: usize,
    /// Perhaps, as they have no figure.
    holes: usize,
    /// Surely behind.
    behind: usize,
}

fn standing(dataset: &Dataset, order: &Order, own: Option<&Cell>, known: &Known) -> Standing {
    let others = order
        .cells
        .iter()
        .chain(&order.unsure)
        .filter(|cell| own.is_none_or(|own| own.figure != cell.figure));
    let (mut sure, mut perhaps, mut behind) = (0, 0, 0);
    let ahead = |other: &Known| {
        let (more, less) = if order.end == End::High {
            (other, known)
        } else {
            (known, other)
        };
        more.minus(less).above(0.into(), false)
    };
    for cell in others {
        match ahead(&Known::of(cell.quantity.value())) {
            Some(true) => sure += 1,
            None => perhaps += 1,
            Some(false) => behind += 1,
        }
    }
    let mut holes = 0;
    let metric = order.cells.first().map(|cell| cell.metric);
    for hole in &order.holes {
        let of_hole = metric.map(|metric| bounds(dataset, metric, hole).known);
        match of_hole.and_then(|of_hole| ahead(&of_hole)) {
            Some(true) => sure += 1,
            Some(false) => behind += 1,
            None => match (own, of_hole) {
                (Some(own), Some(of_hole)) if !beats(&of_hole, &own.quantity, order.end) => {
                    behind += 1;
                }
                _ => holes += 1,
            },
        }
    }
    Standing {
        sure,
        perhaps,
        holes,
        behind,
    }
}

impl Standing {
    /// Whether that is the place; holes are left out where it holds of the figures that there are.
    fn has(&self, place: &Place, count: usize) -> Option<bool> {
        let (least, most) = (self.sure + 1, self.sure + self.perhaps + 1);
        match place {
            Place::Nth(nth) => {
                let nth = usize::from(*nth);
                if least > nth || most + self.holes < nth {
                    Some(false)
                } else {
                    (least == nth && most == nth).then_some(true)
                }
            }
            Place::Top(count) => {
                let count = usize::from(*count);
                if least > count {
                    Some(false)
                } else {
                    (most <= count).then_some(true)
                }
            }
            Place::Ends => {
                let at_end = self.behind == 0 && self.perhaps == 0 && count > 1;
                match (most == 1 || at_end, self.perhaps) {
                    (true, _) => Some(true),
                    (false, 0) => Some(false),
                    _ => None,
                }
            }
            Place::All | Place::Of(_) | Place::Before(_) => None,
        }
    }
}

/// The figure of a period, or the state of things within it.
fn find<'a>(cells: &'a [Cell], period: &Period) -> Option<&'a Cell> {
    let exact = cells.iter().find(|cell| same_stretch(&cell.period, period));
    let within = |cell: &&Cell| {
        cell.period.kind == PeriodKind::AsOf
            && period.from <= cell.period.to
            && cell.period.to <= period.to
    };
    exact.or_else(|| cells.iter().rfind(within))
}

/// Whether a period is the first, or the last, that meets the limits.
fn first_or_last(dataset: &Dataset, found: &Found, said: &Place) -> Ruling {
    let Place::Of(period) = said else {
        return Ruling::default();
    };
    let last = found.pick == Pick::Last;
    let cell = if last {
        found.cells.last()
    } else {
        found.cells.first()
    };
    let own = find(&found.cells, period);
    let is_it = cell.is_some_and(|cell| own.is_some_and(|own| own.figure == cell.figure));
    let before = |other: &Period| {
        if last {
            other.from > period.to
        } else {
            other.to < period.from
        }
    };
    let metric = found.among.first().map(|cell| cell.metric);
    let may =
        |hole: &Period| metric.is_none_or(|metric| may_meet(dataset, metric, hole, &found.limits));
    let doubtful = found.unsure.iter().any(|cell| before(&cell.period))
        || found.holes.iter().any(|hole| before(hole) && may(hole));
    let unknown = found
        .unsure
        .iter()
        .any(|cell| same_stretch(&cell.period, period))
        || found.holes.contains(period);
    let holds = if unknown {
        None
    } else if is_it {
        (!doubtful).then_some(true)
    } else {
        Some(false)
    };
    Ruling {
        holds,
        witnesses: cell.into_iter().cloned().collect(),
        ..Ruling::default()
    }
}

/// Whether the sharpest step is the one that leads to a period.
fn sharpest(steps: &Steps, said: &Place) -> Ruling {
    let (Place::Of(period), Some(first)) = (said, steps.steps.first()) else {
        return Ruling::default();
    };
    let own = steps
        .steps
        .iter()
        .find(|step| same_stretch(&step.to.period, period));
    let goes = Sides::step(&first.to.quantity, &first.from.quantity).goes(Way::Any);
    let same = own.is_some_and(|own| {
        if steps.percent {
            own.percent.as_ref().map(Quantity::value) == first.percent.as_ref().map(Quantity::value)
        } else {
            own.difference.value() == first.difference.value()
        }
    });
    let unknown = own.is_none() && steps.holes.iter().any(|hole| hole.to <= period.to);
    Ruling {
        holds: goes.map(|_| same).filter(|_| !unknown || same),
        witnesses: vec![first.from.clone(), first.to.clone()],
        ..Ruling::default()
    }
}
