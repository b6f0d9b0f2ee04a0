//! From values to heights. A scale always holds zero, so that heights compare as the numbers do.

use num_traits::{Pow, ToPrimitive};

use super::Point;
use crate::dataset::Number;

/// Maps values to heights between two lines of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    top: f64,
    bottom: f64,
}

impl Scale {
    /// The scale that holds zero and all points between `top` and `bottom`.
    pub(super) fn of<'a>(
        points: impl IntoIterator<Item = &'a Point>,
        (top, bottom): (f64, f64),
    ) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for point in points {
            let (least, most) = point.value.value().ends();
            low = low.min(float(least));
            high = high.max(float(most));
        }
        if low >= high {
            high = low + 1.0;
        }
        Self {
            low,
            high,
            top,
            bottom,
        }
    }

    /// The height of a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        self.bottom - part * (self.bottom - self.top)
    }

    /// The height of a number.
    pub(super) fn at(&self, number: Number) -> f64 {
        self.y(float(number))
    }

    /// The height of the highest value.
    pub(super) fn top(&self) -> f64 {
        self.top
    }

    /// The height of the lowest value.
    pub(super) fn bottom(&self) -> f64 {
        self.bottom
    }

    /// Whether there are values below zero.
    pub(super) fn has_negative(&self) -> bool {
        self.low < 0.0
    }

    /// Round numbers at even distances, three to seven of them.
    pub(super) fn ticks(&self) -> Vec<Number> {
        let Some(step) = step((self.high - self.low) / 4.0) else {
            return Vec::new();
        };
        let count = |end: f64| (end / float(step)).trunc().to_i128().unwrap_or_default();
        (count(self.low)..=count(self.high))
            .map(|n| step * Number::from_integer(n))
            .collect()
    }
}

/// The number as a place on a screen needs it.
pub(super) fn float(number: Number) -> f64 {
    let whole = |n: &i128| n.to_f64().unwrap_or_default();
    whole(number.numer()) / whole(number.denom())
}

/// The round number (1, 2 or 5 and zeros) next to a distance.
fn step(distance: f64) -> Option<Number> {
    let power = distance.log10().floor().to_i32()?;
    let ten = Number::from_integer(10).pow(power.clamp(-9, 20));
    let steps = [1, 2, 5, 10].map(|times| ten * Number::from_integer(times));
    steps
        .into_iter()
        .find(|step| float(*step) >= distance * 0.75)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::format_number;

    fn scale(low: f64, high: f64) -> Scale {
        Scale {
            low,
            high,
            top: 10.0,
            bottom: 110.0,
        }
    }

    #[test]
    fn heights_compare_as_the_numbers_do() {
        let scale = scale(-50.0, 150.0);
        for (value, height) in [(-50.0, 110.0), (0.0, 85.0), (50.0, 60.0), (150.0, 10.0)] {
            assert!((scale.y(value) - height).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn ticks_are_round_numbers() {
        let check = |low, high, expected: &str| {
            let ticks = scale(low, high).ticks();
            let ticks: Vec<String> = ticks.into_iter().map(format_number).collect();
            assert_eq!(ticks.join(" "), expected);
        };
        check(0.0, 13_699.0, "0 5,000 10,000");
        check(0.0, 655.0, "0 200 400 600");
        check(-12.0, 31.0, "-10 0 10 20 30");
        check(0.0, 0.31, "0 0.1 0.2 0.3");
        check(0.0, 1.0, "0 0.2 0.4 0.6 0.8 1");
    }
}
