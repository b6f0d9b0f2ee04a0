//! Whether a claimed number fits a figure: exactly, or rounded as people round.
//!
//! It must not know what the number is claimed of, and sets no tolerance: `question::rounding` does.

use crate::dataset::Number;
use crate::question::reading::{Bound, Counted};
use crate::question::rounding;

/// Whether a claimed number fits a figure: exactly, or rounded where the claim is rounded.
pub(super) fn fits(claim: &Counted, actual: Number) -> bool {
    match claim.bound {
        Some(bound) => bound.holds(actual, claim.value),
        None if claim.rounded || is_round(claim.value) => rounding::rounds_to(claim.value, actual),
        None => actual == claim.value,
    }
}

/// Whether a claimed percentage fits a figure: as rounded as it is said, or beyond it as its bound says.
pub(super) fn fits_percent(
    claimed: Number,
    in_words: bool,
    bound: Option<Bound>,
    actual: Number,
) -> bool {
    match bound {
        Some(Bound::Near) | None => rounding::is_percent(claimed, in_words, actual),
        Some(bound) => bound.holds(actual, claimed),
    }
}

/// Whether a number has at most two digits that are not zero: 14,000 is a rounded claim, 13,700 is not.
pub(super) fn is_round(number: Number) -> bool {
    let mut n = number.to_integer().abs();
    if !number.is_integer() || n < 100 {
        return false;
    }
    while n % 10 == 0 {
        n /= 10;
    }
    n < 100
}
