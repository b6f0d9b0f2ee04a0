//! Two values set against each other: how the one went from the other, and by how much.
//!
//! It computes with limits, so that a bound still tells what it can.

use super::known::{Known, all};
use super::tolerance::Tolerance;
use crate::compute::{Pair, Quantity, Shape};
use crate::dataset::Number;
use crate::query::{Amount, AmountUnit, Bound, Measure, Way};

/// Two values and how the one is set against the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides {
    /// What is looked at.
    pub(super) left: Known,
    /// What it is set against.
    pub(super) right: Known,
    /// How.
    pub(super) by: Measure,
    /// Whether they are percentages, which differ in points.
    pub(super) points: bool,
}

impl Sides {
    /// The later of two values against the earlier.
    pub(super) fn step(later: &Quantity, earlier: &Quantity) -> Self {
        Self {
            left: Known::of(later.value()),
            right: Known::of(earlier.value()),
            by: Measure::Change,
            points: later.shape() == Shape::Percent,
        }
    }

    /// The sides of a comparison.
    pub(super) fn of(pair: &Pair) -> Self {
        Self {
            by: pair.by,
            ..Self::step(&pair.left.value, &pair.right.value)
        }
    }

    /// Whether the left went, or stands, that way from the right.
    pub(super) fn goes(&self, way: Way) -> Option<bool> {
        let zero = Number::from_integer(0);
        let change = self.left.minus(&self.right);
        match way {
            Way::Up => change.above(zero, false),
            Way::Down => change.above(zero, true).map(|above| !above),
            Way::Flat => change.is_flat(&self.right),
            Way::Any => change.is_flat(&Known::exactly(zero)).map(|flat| !flat),
            Way::Better | Way::Worse => None,
        }
    }

    /// Whether what the one is to the other is as an amount says.
    ///
    /// Of a change a negative amount is a fall, and its bound bounds the size: "fell by more than 20%" is more than −20%.
    pub(super) fn is(&self, bound: Bound, amount: Amount) -> Option<bool> {
        let zero = Number::from_integer(0);
        let (known, by) = self.measured(amount.unit)?;
        if by == Tolerance::Times || !self.is_moved() {
            let met = known.meets(bound, amount.number, by);
            return if self.became(amount.unit, bound) && exceeds(&known, amount.number) {
                Some(true)
            } else {
                met
            };
        }
        let (known, said) = if amount.number < zero {
            (known.negated(), -amount.number)
        } else {
            (known, amount.number)
        };
        let met = known.meets(bound, said, by);
        let onwards = (said != zero).then(|| known.above(zero, true));
        all([Some(met), onwards].into_iter().flatten())
    }

    /// Whether the one has become more or less than it is said to have become so many times the other.
    pub(super) fn is_exceeded(&self, bound: Bound, amount: Amount) -> bool {
        let just = || {
            let (known, by) = self.measured(amount.unit)?;
            known.meets(bound, amount.number, by)
        };
        self.became(amount.unit, bound) && just() == Some(false)
    }

    /// What has more than tripled has tripled, which does not hold of what only is so many times as much.
    fn became(&self, unit: AmountUnit, bound: Bound) -> bool {
        self.by == Measure::Change && unit == AmountUnit::Times && bound == Bound::Equal
    }

    /// Whether it is the way from one to the other that is measured.
    fn is_moved(&self) -> bool {
        matches!(
            self.by,
            Measure::Change
                | Measure::Difference
                | Measure::Percent
                | Measure::Higher
                | Measure::Lower
        )
    }

    /// What an amount of that unit is said of, and how closely it is meant.
    fn measured(&self, unit: AmountUnit) -> Option<(Known, Tolerance)> {
        let multiple = || self.left.over(&self.right);
        let of = |known: Option<Known>, by| known.map(|known| (known, by));
        let difference = || self.left.minus(&self.right);
        match (self.by, unit) {
            (Measure::Share | Measure::Multiple | Measure::OneIn, AmountUnit::Percent) => {
                of(multiple()?.scaled(100, 0), Tolerance::Percent)
            }
            (Measure::RestShare, AmountUnit::Percent) => {
                of(multiple()?.negated().scaled(100, -100), Tolerance::Percent)
            }
            (Measure::RestShare, AmountUnit::Times) => {
                of(multiple()?.negated().scaled(1, -1), Tolerance::Times)
            }
            (Measure::OneIn, _) => of(self.right.over(&self.left), Tolerance::Computed),
            (Measure::Share, AmountUnit::Plain) => Some((self.left, Tolerance::Plain)),
            (Measure::Rest | Measure::RestShare, AmountUnit::Plain) => {
                Some((difference().negated(), Tolerance::Plain))
            }
            (Measure::Rest | Measure::Yearly, _) => None,
            (Measure::Multiple, AmountUnit::Plain) | (_, AmountUnit::Times) => {
                of(multiple(), Tolerance::Times)
            }
            (_, AmountUnit::Plain | AmountUnit::Percent) if self.points => {
                Some((difference(), Tolerance::PublishedPercent))
            }
            (_, AmountUnit::Plain) => Some((difference(), Tolerance::Plain)),
            (_, AmountUnit::Percent) => of(multiple()?.scaled(100, 100), Tolerance::Percent),
        }
    }
}

/// Whether a multiple lies beyond one that is said, upwards or down.
fn exceeds(known: &Known, said: Number) -> bool {
    if said > Number::from_integer(1) {
        known.above(said, false) == Some(true)
    } else {
        known.above(said, true) == Some(false)
    }
}
