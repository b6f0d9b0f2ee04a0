//! Numbers with decimals or a half in words, and numbers before "thousand" or "million".

use super::words::Numeral;
use super::{Found, Kind, Reader};
use crate::dataset::Number;
use crate::question::closed::Effect;
use crate::question::token::Suffix;

/// The largest number that takes decimals or "and a half" in words; a larger one is a year.
const MOST_BEFORE_PART: i128 = 999;

impl Reader<'_> {
    /// "1.2 million", "20 тыс".
    pub(super) fn digits_and_scale(&self, at: usize) -> Option<Found> {
        let number = self.tokens.get(at)?.number?;
        let scale = self.scale(at + 1)?;
        let bare = number.suffix == Suffix::None && !number.rounded;
        bare.then(|| scaled(number.value, scale, 2))
    }

    /// "half a million", "a thousand", "a dozen", "полторы тысячи".
    pub(super) fn part_of_scale(&self, at: usize) -> Option<Found> {
        let (part, next) = match self.get(at)? {
            Numeral::Half => (Number::new(1, 2), at + 1),
            Numeral::Sesqui => (Number::new(3, 2), at + 1),
            Numeral::Article => (Number::from_integer(1), at),
            _ => return None,
        };
        let next = next + usize::from(self.get(next) == Some(Numeral::Article));
        match self.scale(next) {
            Some(scale) => Some(scaled(part, scale, next + 1 - at)),
            None => (self.get(at) == Some(Numeral::Sesqui)).then(|| exact(part, 1)),
        }
    }

    /// "a quarter of a million", "three quarters of a million".
    pub(super) fn fraction_of_scale(&self, at: usize) -> Option<Found> {
        let (part, of) = match (self.get(at)?, self.get(at + 1)) {
            (Numeral::Half, _) => (Number::new(1, 2), at + 1),
            (Numeral::Article, Some(Numeral::Part(whole) | Numeral::Ordinal(whole @ 3..))) => {
                (Number::new(1, whole), at + 2)
            }
            (Numeral::Unit(parts @ 1..), Some(Numeral::Part(whole) | Numeral::Ordinal(whole)))
                if parts < whole =>
            {
                (Number::new(parts, whole), at + 2)
            }
            (Numeral::Part(whole), _) => (Number::new(1, whole), at + 1),
            _ => return None,
        };
        let joined = self.roles.does(self.tokens.get(of), Effect::PartOf);
        let next = of + 1 + usize::from(self.get(of + 1) == Some(Numeral::Article));
        let scale = self.scale(next).filter(|_| joined)?;
        Some(scaled(part, scale, next + 1 - at))
    }

    /// "49 point 9", "forty nine point nine five million".
    pub(super) fn decimal(&self, at: usize) -> Option<Found> {
        let (whole, length) = self.small(at)?;
        if self.get(at + length)? != Numeral::Point {
            return None;
        }
        let from = at + length + 1;
        let mut digits = String::new();
        let mut end = from;
        while let Some(next) = self.decimals(end, end > from) {
            digits.push_str(&next);
            end += 1;
        }
        let places = u32::try_from(digits.len())
            .ok()
            .filter(|places| (1..=9).contains(places))?;
        let part = Number::new(digits.parse().ok()?, 10_i128.pow(places));
        Some(self.with_scale(whole + part, at, end))
    }

    /// "one and a half thousand", "two and a half".
    pub(super) fn and_a_half(&self, at: usize) -> Option<Found> {
        let (whole, length) = self.small(at)?;
        let joined = self.get(at + length)? == Numeral::And
            && self.get(at + length + 1)? == Numeral::Article
            && self.get(at + length + 2)? == Numeral::Half;
        joined.then(|| self.with_scale(whole + Number::new(1, 2), at, at + length + 3))
    }

    fn with_scale(&self, value: Number, at: usize, end: usize) -> Found {
        match self.scale(end) {
            Some(scale) => scaled(value, scale, end + 1 - at),
            None => exact(value, end - at),
        }
    }

    /// A whole number, in digits or words, that may take a part behind it, and its length.
    fn small(&self, at: usize) -> Option<(Number, usize)> {
        let (value, length) = match self.tokens.get(at)?.number {
            Some(number) if number.plain => (number.value, 1),
            Some(_) => return None,
            None if self.get(at)? == Numeral::Unit(1) => (Number::from_integer(1), 1),
            None => {
                let found = self.cardinal(at)?;
                (found.value, found.length)
            }
        };
        let fits = value <= Number::from_integer(MOST_BEFORE_PART);
        fits.then_some((value, length))
    }

    /// The decimals that one token says: digits as written, or a digit in words; behind the first only words go on.
    fn decimals(&self, at: usize, begun: bool) -> Option<String> {
        let token = self.tokens.get(at)?;
        match (token.number, self.get(at)) {
            (Some(number), _) if number.plain && !begun => Some(token.text.clone()),
            (_, Some(Numeral::Unit(digit @ 0..=9))) => Some(digit.to_string()),
            (_, Some(Numeral::Oh)) => Some("0".to_owned()),
            _ => None,
        }
    }

    fn scale(&self, at: usize) -> Option<i128> {
        match self.get(at)? {
            Numeral::Scale(scale) => Some(scale),
            Numeral::Hundred => Some(100),
            _ => None,
        }
    }
}

fn exact(value: Number, length: usize) -> Found {
    Found {
        value,
        length,
        kind: Kind::Exact,
        scaled: None,
    }
}

fn scaled(value: Number, scale: i128, length: usize) -> Found {
    Found {
        value: value * scale,
        length,
        kind: Kind::Rounded,
        scaled: Some(value),
    }
}
