//! What bounds and ranges allow to be said with certainty: which of two values is the higher, whether one meets a number.
//!
//! It must not take the edge of a bound for the value itself.

use std::cmp::Ordering;

use num_traits::CheckedAdd;

use super::Quantity;
use crate::dataset::{Number, Value};

/// All that a value may be: an end that is absent is open, and each end is included or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interval {
    low: Option<(Number, bool)>,
    high: Option<(Number, bool)>,
}

/// Which way two values may stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Possible {
    less: bool,
    equal: bool,
    greater: bool,
}

impl Interval {
    /// Between two numbers, both included.
    pub(super) fn between(low: Number, high: Number) -> Self {
        Self {
            low: Some((low, true)),
            high: Some((high, true)),
        }
    }

    /// All that a published value may be; what is rounded counts as its number.
    pub(super) fn of(quantity: &Quantity) -> Self {
        Self::within(quantity.value())
    }

    fn within(value: Value) -> Self {
        let open = |low, high| Self { low, high };
        match value {
            Value::Exact(n) | Value::About(n) | Value::Almost(n) => Self::between(n, n),
            Value::Range(low, high) => Self::between(low, high),
            Value::MoreThan(n) => open(Some((n, false)), None),
            Value::AtLeast(n) => open(Some((n, true)), None),
            Value::LessThan(n) => open(None, Some((n, false))),
            Value::AtMost(n) => open(None, Some((n, true))),
        }
    }

    /// All that a sum of both may be; none beyond what numbers hold.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        type End = Option<(Number, bool)>;
        let both = |one: End, other: End| match (one, other) {
            (Some((one, with_one)), Some((other, with_other))) => {
                Some(Some((one.checked_add(&other)?, with_one && with_other)))
            }
            _ => Some(None),
        };
        Some(Self {
            low: both(self.low, other.low)?,
            high: both(self.high, other.high)?,
        })
    }

    /// It as a value; none where both ends are open.
    pub(super) fn value(self) -> Option<Value> {
        Some(match (self.low, self.high) {
            (Some((low, _)), Some((high, _))) if low == high => Value::Exact(low),
            (Some((low, _)), Some((high, _))) => Value::Range(low, high),
            (Some((low, true)), None) => Value::AtLeast(low),
            (Some((low, false)), None) => Value::MoreThan(low),
            (None, Some((high, true))) => Value::AtMost(high),
            (None, Some((high, false))) => Value::LessThan(high),
            (None, None) => return None,
        })
    }

    /// The number, where there is just one.
    pub(super) fn point(self) -> Option<Number> {
        match (self.low, self.high) {
            (Some((low, true)), Some((high, true))) if low == high => Some(low),
            _ => None,
        }
    }

    /// The end that is turned to a number which lies outside.
    pub(super) fn ends_beside(self, number: Number) -> Option<Number> {
        let above = self.low.filter(|(low, _)| *low > number);
        let below = self.high.filter(|(high, _)| *high < number);
        above.or(below).map(|(end, _)| end)
    }

    /// Whether the first stands to the second as it should; none where the bounds leave that open.
    pub(super) fn is(self, other: Self, fits: impl Fn(Ordering) -> bool) -> Option<bool> {
        let possible = self.possible(other);
        let cases = [
            (possible.less, Ordering::Less),
            (possible.equal, Ordering::Equal),
            (possible.greater, Ordering::Greater),
        ];
        let mut answers = cases
            .into_iter()
            .filter(|(may_be, _)| *may_be)
            .map(|(_, order)| fits(order));
        let first = answers.next()?;
        answers.all(|answer| answer == first).then_some(first)
    }

    /// How the first stands to the second; none where the bounds leave that open.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        [Ordering::Less, Ordering::Equal, Ordering::Greater]
            .into_iter()
            .find(|order| self.is(other, |found| found == *order) == Some(true))
    }

    fn possible(self, other: Self) -> Possible {
        Possible {
            less: reaches_above(other, self),
            equal: meet(self, other),
            greater: reaches_above(self, other),
        }
    }
}

/// Whether some value of the one may be above some value of the other.
fn reaches_above(one: Interval, other: Interval) -> bool {
    match (one.high, other.low) {
        (Some((high, _)), Some((low, _))) => high > low,
        _ => true,
    }
}

/// Whether two may be the same.
fn meet(one: Interval, other: Interval) -> bool {
    let below = |low: Option<(Number, bool)>, high: Option<(Number, bool)>| match (low, high) {
        (Some((low, with_low)), Some((high, with_high))) => {
            low < high || low == high && with_low && with_high
        }
        _ => true,
    };
    below(one.low, other.high) && below(other.low, one.high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_said() {
        let n = Number::from_integer;
        let at_least = |low| Interval {
            low: Some((n(low), true)),
            high: None,
        };
        let more_than = |low| Interval {
            low: Some((n(low), false)),
            high: None,
        };
        let exact = |value| Interval::between(n(value), n(value));
        let range = |low, high| Interval::between(n(low), n(high));
        let table = [
            (at_least(1200), exact(1000), Some(Ordering::Greater)),
            (at_least(1000), exact(1000), None),
            (more_than(1000), exact(1000), Some(Ordering::Greater)),
            (exact(1000), at_least(1200), Some(Ordering::Less)),
            (exact(3), exact(3), Some(Ordering::Equal)),
            (range(480, 520), exact(500), None),
            (range(480, 520), exact(520), None),
            (range(480, 520), exact(521), Some(Ordering::Less)),
        ];
        for (at, (one, other, expected)) in table.into_iter().enumerate() {
            assert_eq!(one.order(other), expected, "row {at}");
        }
    }

    #[test]
    fn a_sum_of_bounds_is_bounded_where_both_are() {
        let n = Number::from_integer;
        let table = [
            (
                Value::AtLeast(n(900)),
                Value::Exact(n(400)),
                Some(Value::AtLeast(n(1300))),
            ),
            (
                Value::MoreThan(n(9)),
                Value::AtLeast(n(4)),
                Some(Value::MoreThan(n(13))),
            ),
            (
                Value::Range(n(7), n(8)),
                Value::Exact(n(4)),
                Some(Value::Range(n(11), n(12))),
            ),
            (
                Value::Range(n(7), n(8)),
                Value::AtMost(n(4)),
                Some(Value::AtMost(n(12))),
            ),
            (Value::AtLeast(n(7)), Value::AtMost(n(4)), None),
        ];
        for (one, other, expected) in table {
            let sum = Interval::within(one).plus(Interval::within(other));
            assert_eq!(
                sum.and_then(Interval::value),
                expected,
                "{one:?} and {other:?}"
            );
        }
    }
}
