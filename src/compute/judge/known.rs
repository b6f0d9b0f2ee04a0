//! What figures let be known of a value: the limits it lies between, and whether these bear out a number that is said.
//!
//! It must not take the edge of a bound for the value: "at least 500" says nothing of "more than 600".

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed};

use super::tolerance::Tolerance;
use crate::compute::rounding;
use crate::dataset::{Number, Value};
use crate::query::Bound;

/// How far a value that is published as "about" may lie from it: a fiftieth.
const ABOUT: i128 = 50;
/// How far below it one that is published as "almost" may lie: a twentieth.
const ALMOST: i128 = 20;

/// The limits between which a value lies, as far as they are known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    low: Option<Edge>,
    high: Option<Edge>,
    /// The number itself, where one is given and not only a bound; a rounded one lies between its limits.
    named: Option<Number>,
}

/// A limit, and whether the value may be just it.
#[derive(Debug, Clone, Copy)]
struct Edge {
    at: Number,
    reached: bool,
}

impl Known {
    /// What a value says.
    pub(super) fn of(value: Value) -> Self {
        let edge = |at, reached| Some(Edge { at, reached });
        let (low, high, named) = match value {
            Value::Exact(n) => (edge(n, true), edge(n, true), Some(n)),
            Value::About(n) => {
                let slack = n.abs() / Number::from_integer(ABOUT);
                (edge(n - slack, true), edge(n + slack, true), Some(n))
            }
            Value::Almost(n) => {
                let slack = n.abs() / Number::from_integer(ALMOST);
                (edge(n - slack, true), edge(n, false), Some(n))
            }
            Value::MoreThan(n) => (edge(n, false), None, None),
            Value::AtLeast(n) => (edge(n, true), None, None),
            Value::LessThan(n) => (None, edge(n, false), None),
            Value::AtMost(n) => (None, edge(n, true), None),
            Value::Range(low, high) => (edge(low, true), edge(high, true), None),
        };
        Self { low, high, named }
    }

    /// Just one number.
    pub(super) fn exactly(number: Number) -> Self {
        Self::of(Value::Exact(number))
    }

    /// Between two numbers, both included; an end that is not known is open.
    pub(super) fn between(low: Option<Number>, high: Option<Number>) -> Self {
        let edge = |at| Edge { at, reached: true };
        Self {
            low: low.map(edge),
            high: high.map(edge),
            named: None,
        }
    }

    /// Whether anything at all is known.
    pub(super) fn is_bounded(&self) -> bool {
        self.low.is_some() || self.high.is_some()
    }

    /// Whether it lies above a number, or just on it where that will do; nothing where that is left open.
    pub(super) fn above(&self, number: Number, equal: bool) -> Option<bool> {
        let surely = |low: Edge| low.at > number || low.at == number && (equal || !low.reached);
        let never = |high: Edge| high.at < number || high.at == number && !(equal && high.reached);
        if self.low.is_some_and(surely) {
            Some(true)
        } else {
            self.high.is_some_and(never).then_some(false)
        }
    }

    /// Whether it is as a number is said to be.
    pub(super) fn meets(&self, bound: Bound, said: Number, by: Tolerance) -> Option<bool> {
        match bound {
            Bound::Over => self.above(said, false),
            Bound::AtLeast => self.above(said, true),
            Bound::Under => self.above(said, true).map(|above| !above),
            Bound::AtMost => self.above(said, false).map(|above| !above),
            Bound::Equal | Bound::Near | Bound::Nearly => self.fits(bound, said, by),
        }
    }

    fn fits(&self, bound: Bound, said: Number, by: Tolerance) -> Option<bool> {
        let fits = |number: Number| by.allows(bound, said, number);
        if let Some(only) = self.point() {
            return Some(fits(only));
        }
        if let Some(named) = self.named {
            let beside = !self.may_be(said) && !fits(named);
            return if said == named || fits(named) {
                Some(true)
            } else {
                beside.then_some(false)
            };
        }
        let near = |edge: Option<Edge>| edge.is_some_and(|edge| fits(edge.at));
        match (near(self.low), near(self.high)) {
            (true, true) if bound != Bound::Equal => Some(true),
            (false, false) if !self.may_be(said) => Some(false),
            _ => None,
        }
    }

    /// The number that it is, if nothing else is possible.
    pub(super) fn point(&self) -> Option<Number> {
        let (low, high) = (self.low?.at, self.high?.at);
        (low == high).then_some(low)
    }

    fn may_be(&self, number: Number) -> bool {
        self.above(number, true) != Some(false) && self.above(number, false) != Some(true)
    }

    /// Whether it is as good as nothing beside a base.
    pub(super) fn is_flat(&self, base: &Self) -> Option<bool> {
        if let (Some(change), Some(base)) = (self.named, base.named) {
            return Some(rounding::is_flat(change, base));
        }
        let zero = Number::from_integer(0);
        let moved = self.above(zero, false) == Some(true) || self.above(zero, true) == Some(false);
        moved.then_some(false)
    }

    /// Less another value.
    pub(super) fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// Together with another value.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let add = |a: Number, b: Number| a.checked_add(&b);
        Self {
            low: joined(self.low, other.low, add),
            high: joined(self.high, other.high, add),
            named: self.named.zip(other.named).and_then(|(a, b)| add(a, b)),
        }
    }

    /// With the other sign.
    pub(super) fn negated(&self) -> Self {
        let turned = |edge: Option<Edge>| {
            edge.map(|edge| Edge {
                at: -edge.at,
                ..edge
            })
        };
        Self {
            low: turned(self.high),
            high: turned(self.low),
            named: self.named.map(|named| -named),
        }
    }

    /// As a multiple of a base; nothing where the base may be zero or less, or a bound below zero.
    pub(super) fn over(&self, base: &Self) -> Option<Self> {
        let zero = Number::from_integer(0);
        let positive = base.above(zero, false) == Some(true);
        let sound = self.above(zero, true) == Some(true)
            || self.point().is_some() && base.point().is_some();
        let open = self.low.is_none() && self.high.is_some();
        if !positive || !(sound || open) {
            return None;
        }
        let divide = |a: Number, b: Number| a.checked_div(&b);
        Some(Self {
            low: joined(self.low, base.high, divide),
            high: joined(self.high, base.low, divide),
            named: self.named.zip(base.named).and_then(|(a, b)| divide(a, b)),
        })
    }

    /// So many times, less what is taken away: how a multiple becomes a percentage, or a change in percent.
    pub(super) fn scaled(&self, times: i128, less: i128) -> Option<Self> {
        let scale = |number: Number| {
            number
                .checked_mul(&Number::from_integer(times))?
                .checked_sub(&Number::from_integer(less))
        };
        let edge = |edge: Option<Edge>| {
            edge.map(|edge| {
                Some(Edge {
                    at: scale(edge.at)?,
                    ..edge
                })
            })
            .map_or(Some(None), |edge| edge.map(Some))
        };
        Some(Self {
            low: edge(self.low)?,
            high: edge(self.high)?,
            named: self.named.and_then(scale),
        })
    }
}

/// A limit out of two; open where one of them is.
fn joined(
    one: Option<Edge>,
    other: Option<Edge>,
    operation: impl Fn(Number, Number) -> Option<Number>,
) -> Option<Edge> {
    let (one, other) = (one?, other?);
    Some(Edge {
        at: operation(one.at, other.at)?,
        reached: one.reached && other.reached,
    })
}

/// Whether all of several things hold: one that does not decides, else one that is not known leaves it open.
pub(super) fn all(mut parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    parts
        .try_fold(Some(true), |so_far, part| match part {
            Some(false) => Err(()),
            Some(true) => Ok(so_far),
            None => Ok(None),
        })
        .unwrap_or(Some(false))
}

/// Whether any of several things holds.
pub(super) fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    not(all(parts.map(not)))
}

/// The denial; what is left open stays so.
pub(super) fn not(part: Option<bool>) -> Option<bool> {
    part.map(|part| !part)
}
