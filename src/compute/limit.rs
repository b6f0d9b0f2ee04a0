//! Which figures meet limits, and which may or may not, as only bounds of them are known.
//!
//! It must not take the edge of a bound for the figure.

use std::cmp::Ordering;

use super::additive::only_bounds;
use super::cells::Shelf;
use super::interval::Interval;
use super::lack::{self, Outcome};
use super::rounding::{is_about, is_nearly};
use super::{Cell, Lack, Quantity};
use crate::dataset::{Better, FigureId, MetricId, Number, UnitKind};
use crate::query::{Amount, AmountUnit, Bound, Limit, Way};

/// Figures told apart by whether they meet limits.
#[derive(Debug, Default)]
pub(super) struct Sifted {
    /// Those that do.
    pub(super) met: Vec<Cell>,
    /// Those of which it is not known.
    pub(super) unsure: Vec<Cell>,
    /// All that were looked at.
    pub(super) among: Vec<Cell>,
}

impl Sifted {
    /// Adds those of another metric.
    pub(super) fn extend(&mut self, other: Self) {
        self.met.extend(other.met);
        self.unsure.extend(other.unsure);
        self.among.extend(other.among);
    }
}

/// Tells figures of one metric apart by limits.
pub(super) fn sift(shelf: &Shelf, cells: &[Cell], limits: &[Limit]) -> Outcome<Sifted> {
    let falls = limits
        .iter()
        .any(|limit| matches!(limit, Limit::Goes(Way::Down)));
    let mut tests = Vec::new();
    for limit in limits {
        tests.push(Test::of(shelf, cells, limit, falls)?);
    }
    let mut sifted = Sifted {
        among: cells.to_vec(),
        ..Sifted::default()
    };
    for cell in cells {
        let all = tests
            .iter()
            .map(|test| test.is_met(shelf, cell))
            .fold(Some(true), both);
        match all {
            Some(true) => sifted.met.push(cell.clone()),
            Some(false) => {}
            None => sifted.unsure.push(cell.clone()),
        }
    }
    Ok(sifted)
}

/// A limit with all that it is set against.
enum Test {
    /// The value against another, which is that of a period.
    Value(Bound, Interval, Option<FigureId>),
    /// The change from the period before, in percent or as a multiple, the other way round for a fall.
    Change(Bound, Amount, bool),
    /// The direction from the period before.
    Goes(Way),
}

impl Test {
    fn of(shelf: &Shelf, cells: &[Cell], limit: &Limit, falls: bool) -> Outcome<Self> {
        Ok(match limit {
            Limit::Value(bound, amount) if is_change(shelf, *amount) => {
                Self::Change(*bound, *amount, falls)
            }
            Limit::Value(bound, amount) => {
                let number = Interval::between(amount.number, amount.number);
                Self::Value(*bound, number, None)
            }
            Limit::Than(bound, period) => {
                let other = shelf.find(period);
                let other =
                    other.ok_or_else(|| lack::no_figure(shelf, std::slice::from_ref(period)))?;
                Self::Value(*bound, Interval::of(&other.quantity), Some(other.figure))
            }
            Limit::Mean(bound) => {
                let quantities: Vec<Quantity> =
                    cells.iter().map(|cell| cell.quantity.clone()).collect();
                let mean = Quantity::mean(&quantities).ok_or_else(|| only_bounds(cells))?;
                Self::Value(*bound, Interval::of(&mean), None)
            }
            Limit::Goes(way) => Self::Goes(plain_way(shelf, *way)?),
        })
    }

    fn is_met(&self, of: &Shelf, cell: &Cell) -> Option<bool> {
        match self {
            Self::Value(_, _, Some(other)) if *other == cell.figure => Some(false),
            Self::Value(bound, other, _) => holds(*bound, Interval::of(&cell.quantity), *other),
            Self::Change(bound, amount, falls) => {
                let Some(before) = of.before(cell) else {
                    return Some(false);
                };
                if !before.quantity.is_positive() {
                    return Some(false);
                }
                let number = Interval::between(amount.number, amount.number);
                let change = match amount.unit {
                    AmountUnit::Times => cell.quantity.multiple_of(&before.quantity),
                    _ => cell.quantity.percent_change(&before.quantity),
                }?;
                let falling = *falls && amount.unit == AmountUnit::Percent;
                let change = if falling { change.negated()? } else { change };
                holds(*bound, Interval::of(&change), number)
            }
            Self::Goes(way) => {
                let Some(before) = of.before(cell) else {
                    return Some(false);
                };
                let (now, then) = (Interval::of(&cell.quantity), Interval::of(&before.quantity));
                now.is(then, |order| goes(*way, order))
            }
        }
    }
}

/// A percentage or multiple that is said of a count is its change from the period before.
fn is_change(shelf: &Shelf, amount: Amount) -> bool {
    let metric = shelf.dataset.metrics.get(shelf.metric.0);
    let is_percent = metric.is_some_and(|metric| metric.kind == UnitKind::Percent);
    match amount.unit {
        AmountUnit::Plain => false,
        AmountUnit::Percent => !is_percent,
        AmountUnit::Times => true,
    }
}

/// Up or down for better and worse, by what the metric declares.
pub(super) fn plain_way(shelf: &Shelf, way: Way) -> Outcome<Way> {
    let is_better = match way {
        Way::Better => true,
        Way::Worse => false,
        other => return Ok(other),
    };
    let up = better(shelf)? == Better::Higher;
    Ok(if up == is_better { Way::Up } else { Way::Down })
}

/// Which way is for the better.
pub(super) fn better(shelf: &Shelf) -> Outcome<Better> {
    let MetricId(index) = shelf.metric;
    let metric = shelf.dataset.metrics.get(index);
    let better = metric.and_then(|metric| metric.better);
    better.ok_or_else(|| Box::new(Lack::NoBetter(shelf.metric)))
}

/// Whether an order is a step of a direction.
pub(super) fn goes(way: Way, order: Ordering) -> bool {
    match way {
        Way::Up | Way::Better => order == Ordering::Greater,
        Way::Down | Way::Worse => order == Ordering::Less,
        Way::Flat => order == Ordering::Equal,
        Way::Any => order != Ordering::Equal,
    }
}

/// Whether a value meets a bound; none where that is not known.
fn holds(bound: Bound, value: Interval, limit: Interval) -> Option<bool> {
    match bound {
        Bound::Over => value.is(limit, Ordering::is_gt),
        Bound::Under => value.is(limit, Ordering::is_lt),
        Bound::AtLeast => value.is(limit, Ordering::is_ge),
        Bound::AtMost => value.is(limit, Ordering::is_le),
        Bound::Equal => value.is(limit, Ordering::is_eq),
        Bound::Near => near(value, limit, is_about),
        Bound::Nearly => near(value, limit, is_nearly),
    }
}

/// Whether a value is near a number; of a bound only that it cannot be.
fn near(value: Interval, limit: Interval, fits: fn(Number, Number) -> bool) -> Option<bool> {
    let number = limit.point()?;
    match value.point() {
        Some(value) => Some(fits(number, value)),
        None => value.ends_beside(number).and_then(|end| {
            let out_of_reach = !fits(number, end);
            out_of_reach.then_some(false)
        }),
    }
}

fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
