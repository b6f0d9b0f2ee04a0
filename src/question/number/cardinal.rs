//! Counts in words, put together numeral by numeral: "three hundred and five thousand".

use super::words::Numeral;
use super::{Found, Kind, Reader};
use crate::dataset::Number;

impl Reader<'_> {
    /// "fifteen", "twenty-four", "three hundred and five thousand", "сто двадцать".
    pub(super) fn cardinal(&self, at: usize) -> Option<Found> {
        let mut sum = Sum::default();
        let mut end = at;
        while let Some(next) = self.joined(end, end > at) {
            let Some(numeral) = self.get(next).filter(|numeral| sum.add(*numeral)) else {
                break;
            };
            sum.rounded = matches!(numeral, Numeral::Scale(1_000..));
            end = next + 1;
        }
        if let Some(unit) = self
            .ordinal(self.after_hyphen(end))
            .filter(|unit| sum.takes(*unit))
        {
            let end = self.after_hyphen(end) + 1;
            let value = Number::from_integer(sum.total() + unit);
            return Some(Found {
                value,
                length: end - at,
                kind: Kind::Ordinal,
                scaled: None,
            });
        }
        let single = matches!(
            self.get(at),
            Some(Numeral::Unit(1) | Numeral::Scale(_) | Numeral::Hundred)
        );
        let is_number = end > at + usize::from(single);
        let total = Number::from_integer(sum.total());
        is_number.then(|| Found {
            value: total,
            scaled: sum.scale.filter(|_| sum.rounded).map(|scale| total / scale),
            length: end - at,
            kind: if sum.rounded {
                Kind::Rounded
            } else {
                Kind::Exact
            },
        })
    }

    /// Where the next numeral of the same number may stand: behind a hyphen or "and" once the number has begun.
    fn joined(&self, at: usize, begun: bool) -> Option<usize> {
        let next = match self.get(at) {
            None if begun && self.is_hyphen(at) => at + 1,
            Some(Numeral::And) if begun && self.follows_hundred(at) => at + 1,
            _ => at,
        };
        self.get(next).map(|_| next)
    }

    fn follows_hundred(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        matches!(before, Some(Numeral::Hundred | Numeral::Scale(_)))
    }
}

/// A number as its words come in.
#[derive(Default)]
struct Sum {
    /// What "thousand" and "million" have closed.
    closed: i128,
    /// The smallest scale that has closed something.
    scale: Option<i128>,
    /// Hundreds, tens and units of the open group.
    hundreds: Option<i128>,
    tens: Option<i128>,
    units: Option<i128>,
    rounded: bool,
}

impl Sum {
    fn open(&self) -> i128 {
        [self.hundreds, self.tens, self.units]
            .into_iter()
            .flatten()
            .sum()
    }

    fn total(&self) -> i128 {
        self.closed + self.open()
    }

    /// Whether an ordinal can close the number: "twenty-first" but not "ten-first".
    fn takes(&self, unit: i128) -> bool {
        self.tens.is_some() && self.units.is_none() && (1..=9).contains(&unit)
    }

    /// Takes a numeral in if it can follow what there is.
    fn add(&mut self, numeral: Numeral) -> bool {
        match numeral {
            Numeral::Unit(value) => {
                let fits =
                    self.units.is_none() && (self.tens.is_none() || (1..=9).contains(&value));
                put(&mut self.units, value, fits)
            }
            Numeral::Tens(value) => {
                let fits = self.tens.is_none() && self.units.is_none();
                put(&mut self.tens, value, fits)
            }
            Numeral::Hundreds(value) => {
                let fits = self.open() == 0;
                put(&mut self.hundreds, value, fits)
            }
            Numeral::Hundred => self.hundred(),
            Numeral::Scale(scale) => self.close(scale),
            Numeral::Ordinal(_)
            | Numeral::Part(_)
            | Numeral::Half
            | Numeral::Sesqui
            | Numeral::Point
            | Numeral::Article
            | Numeral::And
            | Numeral::Oh => false,
        }
    }

    fn hundred(&mut self) -> bool {
        let fits = self.hundreds.is_none() && self.units.is_some();
        if fits {
            self.hundreds = Some(self.open() * 100);
            (self.tens, self.units) = (None, None);
        }
        fits
    }

    fn close(&mut self, scale: i128) -> bool {
        let fits = self.open() > 0 && self.scale.is_none_or(|last| scale < last);
        if fits {
            self.closed += self.open() * scale;
            self.scale = Some(scale);
            (self.hundreds, self.tens, self.units) = (None, None, None);
        }
        fits
    }
}

fn put(place: &mut Option<i128>, value: i128, fits: bool) -> bool {
    if fits {
        *place = Some(value);
    }
    fits
}
