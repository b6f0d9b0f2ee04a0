//! Which figures meet limits, and which may or may not, as only bounds of them are known.
//!
//! It must not take the edge of a bound for the figure.

use std::cmp::Ordering;

use super::additive::{only_bounds, unlike};
use super::cells::Shelf;
use super::interval::Interval;
use super::lack::{self, Outcome};
use super::rounding::{is_about, is_nearly};
use super::{Cell, Comparable, Lack, Quantity, comparable};
use crate::dataset::{Better, Dataset, FigureId, MetricId, Number, Period, UnitKind};
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
    /// What they were held against: the figures of another metric for the same periods.
    pub(super) beside: Vec<Cell>,
}

impl Sifted {
    /// Adds the periods of figures that could not be looked at, as there is nothing to hold them against, to those that lack a figure.
    pub(super) fn add_holes(&self, cells: &[Cell], holes: &mut Vec<Period>) {
        let looked_at = |cell: &&Cell| self.among.iter().any(|own| own.period == cell.period);
        let left = cells.iter().filter(|cell| !looked_at(cell));
        let more: Vec<Period> = left.map(|cell| cell.period.clone()).collect();
        if more.is_empty() {
            return;
        }
        holes.extend(more);
        holes.sort();
        holes.dedup();
    }

    /// Adds those of another metric.
    pub(super) fn extend(&mut self, other: Self) {
        self.met.extend(other.met);
        self.unsure.extend(other.unsure);
        self.among.extend(other.among);
        self.beside.extend(other.beside);
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
    let has_all = |cell: &&Cell| tests.iter().all(|test| test.has(&cell.period));
    let mut sifted = Sifted {
        among: cells.iter().filter(has_all).cloned().collect(),
        beside: tests.iter().flat_map(Test::beside).cloned().collect(),
        ..Sifted::default()
    };
    for cell in cells.iter().filter(has_all) {
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
    /// The value against those of another metric, each of the same period.
    Beside(Bound, Vec<Cell>),
    /// The direction from the period before.
    Goes(Way),
}

impl Test {
    fn of(shelf: &Shelf, cells: &[Cell], limit: &Limit, falls: bool) -> Outcome<Self> {
        Ok(match limit {
            Limit::Value(bound, amount) if is_change(shelf.dataset, shelf.metric, *amount) => {
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
            Limit::Beside(bound, other) => Self::Beside(*bound, beside(shelf, cells, *other)?),
            Limit::Mean(bound) => {
                let quantities: Vec<Quantity> =
                    cells.iter().map(|cell| cell.quantity.clone()).collect();
                let mean = Quantity::mean(&quantities).ok_or_else(|| only_bounds(cells))?;
                Self::Value(*bound, Interval::of(&mean), None)
            }
            Limit::Goes(way) => Self::Goes(plain_way(shelf, *way)?),
        })
    }

    /// What figures are held against one by one.
    fn beside(&self) -> &[Cell] {
        match self {
            Self::Beside(_, others) => others,
            _ => &[],
        }
    }

    /// Whether there is something to hold the figure of a period against.
    fn has(&self, period: &Period) -> bool {
        match self {
            Self::Beside(_, others) => others.iter().any(|other| other.period == *period),
            _ => true,
        }
    }

    fn is_met(&self, of: &Shelf, cell: &Cell) -> Option<bool> {
        match self {
            Self::Beside(bound, others) => {
                let same = |other: &&Cell| other.period == cell.period;
                let other = Interval::of(&others.iter().find(same)?.quantity);
                holds(*bound, Interval::of(&cell.quantity), other)
            }
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

/// The figures of another metric for the periods of these, all of which may be compared with them.
fn beside(shelf: &Shelf, cells: &[Cell], other: MetricId) -> Outcome<Vec<Cell>> {
    let others = Shelf::of(shelf.dataset, other, shelf.outlet);
    let mut found = Vec::new();
    for cell in cells {
        let Some(other) = others.exact(&cell.period) else {
            continue;
        };
        let ways = [
            comparable(shelf.dataset, cell.figure, other.figure),
            comparable(shelf.dataset, other.figure, cell.figure),
        ];
        if !ways
            .iter()
            .any(|way| matches!(way, Comparable::Yes | Comparable::PartOf))
        {
            return Err(unlike(cell, other, ways[0]));
        }
        found.push(other.clone());
    }
    if found.is_empty() {
        let periods: Vec<Period> = cells.iter().map(|cell| cell.period.clone()).collect();
        return Err(lack::no_figure(&others, &periods));
    }
    Ok(found)
}

/// Whether an amount is held against the change from the period before, as a percentage or multiple that is said of a count is, rather than against values.
pub fn is_change(dataset: &Dataset, metric: MetricId, amount: Amount) -> bool {
    let metric = dataset.metrics.get(metric.0);
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
