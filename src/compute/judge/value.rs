//! What a number is said of: the value of a finding, whatever its shape.
//!
//! It must not hold a percentage against a count.

use super::known::Known;
use super::lacking;
use super::records::{bounds, may_meet};
use super::ruling::Ruling;
use super::sides::Sides;
use super::tolerance::{self, Tolerance};
use super::{series, turned};
use crate::compute::{Finding, Folded, Order, Quantity, Steps};
use crate::dataset::{Dataset, MetricId, Number, Period};
use crate::query::{Amount, AmountUnit, Bound, Check, End, Folding, Measure, Place, Query, Way};

/// A number that is said, and how it bounds.
pub(super) type Said = (Bound, Amount);

/// Whether what a query comes to is as a number says.
pub(super) fn is(dataset: &Dataset, check: &Check, by: &Finding, said: Said) -> Ruling {
    let own = series::of(dataset, &check.of, check.scope, by);
    if !own.is_empty() {
        return series::is(dataset, &own, check.scope, said);
    }
    if let Finding::Lacks(lack) = by {
        return lacking::is(dataset, check, lack, said);
    }
    turned(check.scope, of_finding(dataset, check, by, said).into())
}

fn of_finding(dataset: &Dataset, check: &Check, by: &Finding, said: Said) -> Option<bool> {
    match by {
        Finding::Rows(rows) => meets(&rows.cells.first()?.quantity, said, false),
        Finding::Pair(pair) => Sides::of(pair).is(said.0, said.1),
        Finding::Pairs(pairs) => {
            let mut each = pairs.iter().map(|pair| Sides::of(pair).is(said.0, said.1));
            each.try_fold(true, |all, one| Some(all && one?))
        }
        Finding::Folded(folded) if folded.by == Folding::Count => {
            let metric = folded.among.first().map(|cell| cell.metric);
            let open = folded.unsure.len() + open_holes(dataset, metric, folded);
            counted(folded.cells.len(), open, said)
        }
        Finding::Folded(folded) => meets(&folded.value, said, folded.by != Folding::Sum),
        Finding::Found(found) => {
            let open = found.unsure.len() + found.holes.len();
            counted(found.cells.len(), open, said)
        }
        Finding::Spread(spread) => meets(&spread.value, said, spread.over.is_some()),
        Finding::Order(order) => at_place(dataset, check, order, said),
        Finding::Steps(steps) => sharpest(steps, said),
        Finding::Parts(parts) => meets(&parts.whole.quantity, said, false),
        Finding::Course(_)
        | Finding::Summary(_)
        | Finding::Judged(_)
        | Finding::Known
        | Finding::Lacks(_) => None,
    }
}

/// Whether a quantity is as a number says.
fn meets(quantity: &Quantity, (bound, amount): Said, computed: bool) -> Option<bool> {
    let by = tolerance::of(quantity, amount.unit, computed)?;
    Known::of(quantity.value()).meets(bound, amount.number, by)
}

/// Whether so many periods are as many as is said, where some may or may not be of them: of those that are known it may hold.
fn counted(count: usize, open: usize, (bound, amount): Said) -> Option<bool> {
    let number = |count: usize| Some(Number::from_integer(i128::try_from(count).ok()?));
    let (least, most) = (number(count)?, number(count + open)?);
    let plain = (amount.unit == AmountUnit::Plain).then_some(Tolerance::Plain)?;
    let of = |known: Known| known.meets(bound, amount.number, plain);
    match of(Known::exactly(least)) {
        Some(true) => Some(true),
        _ => of(Known::between(Some(least), Some(most))),
    }
}

/// Periods without a figure that may meet the limits that are counted.
fn open_holes(dataset: &Dataset, metric: Option<MetricId>, folded: &Folded) -> usize {
    let may = |hole: &&Period| {
        metric.is_none_or(|metric| may_meet(dataset, metric, hole, &folded.limits))
    };
    folded.holes.iter().filter(may).count()
}

/// The value at the place that is asked for; a period without a figure might still beat it.
fn at_place(dataset: &Dataset, check: &Check, order: &Order, said: Said) -> Option<bool> {
    let at = match &order.place {
        Place::Nth(nth) => usize::from(*nth),
        Place::Of(period) => order.place_of_period(period)?,
        Place::Top(1) | Place::Before(_) => 1,
        Place::Top(_) | Place::All | Place::Ends => return None,
    };
    let cell = order.at_place(at).first()?;
    let met = meets(&cell.quantity, said, false);
    let asks_of_period = matches!(order.place, Place::Of(_));
    let closed = |hole: &Period| {
        let known = bounds(dataset, cell.metric, hole).known;
        !beats(&known, &cell.quantity, order.end)
    };
    let is_rank = matches!(*check.of, Query::Rank(_));
    let whole = order.unsure.is_empty() && order.holes.iter().all(closed);
    if met == Some(true) || asks_of_period || !is_rank || whole {
        return met;
    }
    let edge = cell.quantity.sort_key();
    let known = if order.end == End::High {
        Known::between(Some(edge), None)
    } else {
        Known::between(None, Some(edge))
    };
    let by = tolerance::of(&cell.quantity, said.1.unit, false)?;
    known.meets(said.0, said.1.number, by)
}

/// Whether a value may lie beyond a figure, at that end of an order.
pub(super) fn beats(known: &Known, quantity: &Quantity, end: End) -> bool {
    let edge = quantity.sort_key();
    if end == End::High {
        known.above(edge, false) != Some(false)
    } else {
        known.above(edge, true) != Some(true)
    }
}

/// The sharpest step: its size, whichever way was asked for.
fn sharpest(steps: &Steps, (bound, amount): Said) -> Option<bool> {
    let first = steps.steps.first()?;
    let sides = Sides {
        by: Measure::Change,
        ..Sides::step(&first.to.quantity, &first.from.quantity)
    };
    let zero = Number::from_integer(0);
    let falls = steps.way == Way::Down && amount.unit != AmountUnit::Times && amount.number > zero;
    let amount = if falls {
        Amount {
            number: -amount.number,
            ..amount
        }
    } else {
        amount
    };
    sides.is(bound, amount)
}
