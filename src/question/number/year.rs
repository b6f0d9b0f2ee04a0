//! Years in words: "twenty twenty-four", "two thousand and ten".

use super::words::Numeral;
use super::{Found, Kind, Reader};
use crate::dataset::Number;

impl Reader<'_> {
    /// "twenty twenty-four", "nineteen ninety-nine", "twenty oh five", "two thousand and ten".
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let (century, rest) = match (self.get(at)?, self.get(at + 1)) {
            (Numeral::Unit(2), Some(Numeral::Scale(1_000))) => {
                let joined = self.get(at + 2) == Some(Numeral::And);
                (2_000, at + 2 + usize::from(joined))
            }
            (Numeral::Unit(19), _) => (1_900, self.after_hyphen(at + 1)),
            (Numeral::Tens(20), _) => (2_000, self.after_hyphen(at + 1)),
            _ => return None,
        };
        let (value, end) = self.two_digits(rest)?;
        let short = value < 10 && self.get(rest) != Some(Numeral::Oh) && !self.is_thousand(at + 1);
        let goes_on = matches!(self.get(end), Some(Numeral::Hundred | Numeral::Scale(_)));
        (!short && !goes_on).then(|| Found {
            value: Number::from_integer(century + value),
            length: end - at,
            kind: Kind::Year,
            scaled: None,
        })
    }

    fn is_thousand(&self, at: usize) -> bool {
        self.get(at) == Some(Numeral::Scale(1_000))
    }

    /// One to ninety-nine, or "oh five".
    fn two_digits(&self, at: usize) -> Option<(i128, usize)> {
        match self.get(at)? {
            Numeral::Unit(unit) => Some((unit, at + 1)),
            Numeral::Ordinal(_) => Some((self.ordinal(at)?, at + 1)),
            Numeral::Oh => match self.get(at + 1)? {
                Numeral::Unit(unit @ 1..=9) => Some((unit, at + 2)),
                _ => None,
            },
            Numeral::Tens(tens) => {
                let next = self.after_hyphen(at + 1);
                match self.get(next) {
                    Some(Numeral::Unit(unit @ 1..=9)) => Some((tens + unit, next + 1)),
                    _ => match self.ordinal(next) {
                        Some(unit @ 1..=9) => Some((tens + unit, next + 1)),
                        _ => Some((tens, at + 1)),
                    },
                }
            }
            _ => None,
        }
    }
}
