//! What the cells of a finding hold, as the modules that word them need it.

use crate::compute::{Cell, Quantity};
use crate::dataset::{FigureId, Number, Period, Value};

/// The figures of some cells, in their order.
pub(crate) fn figures<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Vec<FigureId> {
    cells.into_iter().map(|cell| cell.figure).collect()
}

/// The periods of some cells, in their order, each once.
pub(crate) fn periods<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for cell in cells {
        if !periods.contains(&cell.period) {
            periods.push(cell.period.clone());
        }
    }
    periods
}

/// The quantities of some cells, in their order.
pub(crate) fn quantities<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Vec<Quantity> {
    let cells = cells.into_iter();
    cells.map(|cell| cell.quantity.clone()).collect()
}

/// Whether one value lies above another; nothing where their bounds leave that open.
pub(crate) fn is_above(a: Value, b: Value) -> Option<bool> {
    let ((low_a, high_a), (low_b, high_b)) = (ends(a), ends(b));
    let beyond = |low: Option<(Number, bool)>, high: Option<(Number, bool)>| match (low, high) {
        (Some((low, open)), Some((high, closed))) => low > high || low == high && (open || closed),
        _ => false,
    };
    let not_above = |high: Option<(Number, bool)>, low: Option<(Number, bool)>| matches!((high, low), (Some((high, _)), Some((low, _))) if high <= low);
    if beyond(low_a, high_b) {
        Some(true)
    } else {
        not_above(high_a, low_b).then_some(false)
    }
}

/// An end of what a value may be, and whether it is left out itself.
type EndOf = Option<(Number, bool)>;

/// The lowest and the highest that a value may be.
fn ends(value: Value) -> (EndOf, EndOf) {
    match value {
        Value::Exact(n) | Value::About(n) | Value::Almost(n) => {
            (Some((n, false)), Some((n, false)))
        }
        Value::MoreThan(n) => (Some((n, true)), None),
        Value::AtLeast(n) => (Some((n, false)), None),
        Value::LessThan(n) => (None, Some((n, true))),
        Value::AtMost(n) => (None, Some((n, false))),
        Value::Range(low, high) => (Some((low, false)), Some((high, false))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_above_one_another_only_where_that_is_certain() {
        let n = |n: i128| Number::from_integer(n);
        let table = [
            (Value::Exact(n(5)), Value::Exact(n(4)), Some(true)),
            (Value::Exact(n(4)), Value::Exact(n(4)), Some(false)),
            (Value::AtLeast(n(5)), Value::Exact(n(4)), Some(true)),
            (Value::AtLeast(n(5)), Value::Exact(n(6)), None),
            (Value::MoreThan(n(5)), Value::Exact(n(5)), Some(true)),
            (Value::LessThan(n(5)), Value::Exact(n(5)), Some(false)),
            (Value::Range(n(1), n(3)), Value::AtMost(n(2)), None),
            (Value::Exact(n(2)), Value::LessThan(n(2)), Some(true)),
        ];
        for (a, b, expected) in table {
            assert_eq!(is_above(a, b), expected, "{a:?} {b:?}");
        }
    }
}
