//! Whether a claimed number fits a figure: exactly, or rounded as people round.
//!
//! It must not know what the number is claimed of.

use num_traits::Signed;

use crate::dataset::Number;
use crate::question::reading::{Bound, Counted};

/// How far a rounded claim may lie from the figure, in percent of the figure.
const TOLERANCE_PERCENT: i128 = 4;

/// Whether a claimed number fits a figure: exactly, or rounded where the claim is rounded.
pub(super) fn fits(claim: &Counted, actual: Number) -> bool {
    match claim.bound {
        Some(Bound::Near) | None if claim.rounded || is_round(claim.value) => {
            near(claim.value, actual)
        }
        bound => is_met(bound, claim.value, actual),
    }
}

/// Whether a figure is as a claim bounds it; just the claimed number where it does not.
pub(super) fn is_met(bound: Option<Bound>, claimed: Number, actual: Number) -> bool {
    bound.unwrap_or(Bound::Equal).holds(actual, claimed)
}

/// Whether a claimed number lies within a span of the figure, or beyond it as its bound says.
pub(super) fn within(claimed: Number, bound: Option<Bound>, actual: Number, span: Number) -> bool {
    match bound {
        Some(Bound::Near) | None => (claimed - actual).abs() <= span,
        Some(bound) => bound.holds(actual, claimed),
    }
}

/// Whether a rounded claim fits an exact value.
pub(super) fn near(claimed: Number, actual: Number) -> bool {
    (claimed - actual).abs() * Number::from_integer(100)
        <= actual.abs() * Number::from_integer(TOLERANCE_PERCENT)
}

/// Whether a number has at most two digits that are not zero: 14,000 is a rounded claim, 13,700 is not.
fn is_round(number: Number) -> bool {
    let mut n = number.to_integer().abs();
    if !number.is_integer() || n < 100 {
        return false;
    }
    while n % 10 == 0 {
        n /= 10;
    }
    n < 100
}
