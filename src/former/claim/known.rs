//! What the figures let know of a value, and whether that bears a claimed number out: yes, no, or it stays open.
//!
//! It must not take the edge of a bound for the value: "at least 500" says nothing of "more than 600".

use super::fit::fits;
use crate::dataset::{Number, Value};
use crate::question::reading::{Bound, Counted};

/// The limits between which a value lies, as far as they are known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    low: Option<Limit>,
    high: Option<Limit>,
}

/// A limit, and whether the value may be just it.
#[derive(Debug, Clone, Copy)]
struct Limit {
    value: Number,
    reached: bool,
}

impl Known {
    /// What a published value says.
    pub(super) fn of(value: Value) -> Self {
        let limit = |value, reached| Some(Limit { value, reached });
        let (low, high) = match value {
            Value::Exact(n) | Value::About(n) | Value::Almost(n) => {
                (limit(n, true), limit(n, true))
            }
            Value::MoreThan(n) => (limit(n, false), None),
            Value::AtLeast(n) => (limit(n, true), None),
            Value::LessThan(n) => (None, limit(n, false)),
            Value::AtMost(n) => (None, limit(n, true)),
            Value::Range(low, high) => (limit(low, true), limit(high, true)),
        };
        Self { low, high }
    }

    /// What records say of a year without a figure: the highest and the lowest of the series around it.
    pub(super) fn between(low: Option<Number>, high: Option<Number>) -> Self {
        let limit = |value| Limit {
            value,
            reached: true,
        };
        Self {
            low: low.map(limit),
            high: high.map(limit),
        }
    }

    /// Whether the value is as a number claims; nothing where it may be so or not.
    pub(super) fn meets(&self, claim: &Counted) -> Option<bool> {
        let said = claim.value;
        match claim.bound {
            Some(Bound::Over) => self.above(said, false),
            Some(Bound::AtLeast) => self.above(said, true),
            Some(Bound::Under) => self.above(said, true).map(|above| !above),
            Some(Bound::AtMost) => self.above(said, false).map(|above| !above),
            _ => self.fits(claim),
        }
    }

    /// Whether all numbers of a claim are met; one that is not is enough to contradict.
    pub(super) fn meets_all(&self, claims: &[&Counted]) -> Option<bool> {
        all(claims.iter().map(|claim| self.meets(claim)))
    }

    /// Whether the value lies above a number, or just on it where that will do.
    fn above(&self, said: Number, equal: bool) -> Option<bool> {
        let surely = |low: Limit| low.value > said || low.value == said && (equal || !low.reached);
        let never =
            |high: Limit| high.value < said || high.value == said && !(equal && high.reached);
        if self.low.is_some_and(surely) {
            Some(true)
        } else {
            self.high.is_some_and(never).then_some(false)
        }
    }

    fn fits(&self, claim: &Counted) -> Option<bool> {
        let below = self.low.is_some_and(|low| claim.value < low.value);
        let beyond = self.high.is_some_and(|high| claim.value > high.value);
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value => Some(fits(claim, low.value)),
            _ => (below || beyond).then_some(false),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::reading::CountedKind;

    fn claim(value: i128, bound: Option<Bound>) -> Counted {
        Counted {
            value: value.into(),
            kind: CountedKind::Plain,
            bound,
            rounded: false,
            scaled: None,
            figures: Vec::new(),
            tokens: 0..1,
        }
    }

    #[test]
    fn a_bound_bears_out_only_what_lies_beyond_it() {
        let exact = |n: i128| Value::Exact(n.into());
        let more = Value::MoreThan(500.into());
        let fewer = Value::LessThan(500.into());
        let range = Value::Range(480.into(), 520.into());
        let (over, under) = (Some(Bound::Over), Some(Bound::Under));
        let table = [
            (exact(500), 499, over, Some(true)),
            (exact(500), 500, over, Some(false)),
            (exact(500), 500, Some(Bound::AtLeast), Some(true)),
            (exact(500), 500, Some(Bound::AtMost), Some(true)),
            (exact(500), 500, under, Some(false)),
            (exact(500), 501, None, Some(false)),
            (more, 500, over, Some(true)),
            (more, 600, over, None),
            (more, 500, under, Some(false)),
            (more, 500, Some(Bound::AtMost), Some(false)),
            (more, 400, None, Some(false)),
            (more, 600, None, None),
            (fewer, 500, under, Some(true)),
            (fewer, 400, under, None),
            (fewer, 500, over, Some(false)),
            (fewer, 400, over, None),
            (range, 470, over, Some(true)),
            (range, 500, over, None),
            (range, 520, over, Some(false)),
            (range, 520, Some(Bound::AtLeast), None),
            (range, 600, None, Some(false)),
        ];
        for (value, said, bound, expected) in table {
            let met = Known::of(value).meets(&claim(said, bound));
            assert_eq!(met, expected, "{bound:?} {said} of {value}");
        }
    }
}
