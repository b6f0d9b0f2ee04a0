//! How closely a number that is said has to meet a value of its kind.
//!
//! It sets no tolerance itself: `rounding` does.

use crate::compute::{Quantity, Shape, rounding};
use crate::dataset::Number;
use crate::query::{AmountUnit, Bound};

/// The kinds of value, each of which is said more or less exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// Counts and amounts: exact, unless they are said in round numbers.
    Plain,
    /// What was computed and rarely comes out even: what rounds to the number will do.
    Computed,
    /// Percentages that were computed.
    Percent,
    /// Percentages as published.
    PublishedPercent,
    /// Multiples.
    Times,
}

impl Tolerance {
    /// Whether a value may be given as a number that is said of it, exactly, roughly or nearly.
    pub(super) fn allows(self, bound: Bound, said: Number, actual: Number) -> bool {
        match (bound, self) {
            (Bound::Nearly, _) => rounding::is_nearly(said, actual),
            (Bound::Near, Self::Plain | Self::Computed) => rounding::is_about(said, actual),
            (Bound::Near, Self::Times) => {
                rounding::is_multiple(said, actual) || rounding::is_about(said, actual)
            }
            (Bound::Near, Self::Percent | Self::PublishedPercent) => {
                rounding::is_about(said, actual) || is_percent(said, actual)
            }
            (_, Self::Plain) => {
                said == actual || rounding::is_round(said) && rounding::rounds_to(said, actual)
            }
            (_, Self::Computed) => said == actual || rounding::rounds_to(said, actual),
            (_, Self::Percent) => is_percent(said, actual),
            (_, Self::PublishedPercent) => {
                said == actual
                    || is_rough_percent(said) && is_percent(said, actual)
                    || rounding::rounds_to(said, actual)
            }
            (_, Self::Times) => rounding::is_multiple(said, actual),
        }
    }
}

/// How closely a number of a unit is said of a quantity; none where numbers of that unit are not said of it.
pub(super) fn of(quantity: &Quantity, unit: AmountUnit, computed: bool) -> Option<Tolerance> {
    match (quantity.shape(), unit) {
        (Shape::Percent, AmountUnit::Percent | AmountUnit::Plain) if computed => {
            Some(Tolerance::Percent)
        }
        (Shape::Percent, AmountUnit::Percent | AmountUnit::Plain) => {
            Some(Tolerance::PublishedPercent)
        }
        (Shape::Published | Shape::Computed, AmountUnit::Plain) if computed => {
            Some(Tolerance::Computed)
        }
        (Shape::Published | Shape::Computed, AmountUnit::Plain) => Some(Tolerance::Plain),
        _ => None,
    }
}

fn is_percent(said: Number, actual: Number) -> bool {
    rounding::is_percent(said, rounding::is_fraction_in_words(said), actual)
}

/// Halves, thirds, fifths: what is said of a percentage without looking at it closely.
fn is_rough_percent(said: Number) -> bool {
    rounding::is_fraction_in_words(said) || said == Number::from_integer(50)
}
