//! Parts of a whole in words, as percentages: "two thirds", "by a quarter", "one in eighteen".
//!
//! It must not take a place in an order, a quarter of a year or a half of one for a part.

use super::words::Numeral;
use super::{Found, Kind, Reader};
use crate::dataset::Number;
use crate::question::closed::Effect;
use crate::question::token::Suffix;

/// The largest number that "one in" counts; a larger one is a year.
const MOST_IN: i128 = 1_000;
impl Reader<'_> {
    /// "two thirds", "three quarters"; "a third", "one fifth" and "half" where they measure something.
    pub(super) fn part_of_whole(&self, at: usize) -> Option<Found> {
        let next = self.after_hyphen(at + 1);
        let ((parts, whole), length) = match (self.get(at)?, self.get(next)) {
            (Numeral::Unit(parts @ 2..), Some(Numeral::Part(whole))) => {
                ((parts, whole), next + 1 - at)
            }
            (
                Numeral::Unit(1) | Numeral::Article,
                Some(Numeral::Ordinal(whole @ 3..) | Numeral::Part(whole)),
            ) if self.measures(at, next + 1) => ((1, whole), next + 1 - at),
            (Numeral::Half, _) if self.is_by(at) => ((1, 2), 1),
            _ => return None,
        };
        (parts < whole).then(|| Found {
            value: Number::new(parts * 100, whole),
            length,
            kind: Kind::Part,
            scaled: None,
        })
    }

    /// "A third of them", "by a third", "a third more": a part is meant, not a place in an order or three months.
    fn measures(&self, from: usize, to: usize) -> bool {
        self.roles.does(self.tokens.get(to), Effect::PartOf) || self.is_by(from)
    }

    /// Whether something is said to move by what stands here: "by more than a third".
    fn is_by(&self, at: usize) -> bool {
        let mut before = self.tokens.get(..at).unwrap_or_default().iter().rev();
        let first = before.find(|token| !self.roles.is(&token.text, Effect::BeforePart));
        self.roles.does(first, Effect::By)
    }

    /// "One in eighteen", "1 out of every 20".
    pub(super) fn one_in(&self, at: usize) -> Option<Found> {
        let one = match self.tokens.get(at)?.number {
            Some(number) => number.plain && number.value == Number::from_integer(1),
            None => self.get(at)? == Numeral::Unit(1),
        };
        let joined = self.roles.run(self.tokens, at + 1, Effect::InHowMany)?;
        let next = at + 1 + joined;
        if !one {
            return None;
        }
        let (whole, end) = match self.tokens.get(next)?.number {
            Some(number) if number.suffix == Suffix::None => (number.value, next + 1),
            Some(_) => return None,
            None => {
                let found = self.cardinal(next)?;
                (found.value, next + found.length)
            }
        };
        let range = Number::from_integer(2)..=Number::from_integer(MOST_IN);
        range.contains(&whole).then(|| Found {
            value: Number::from_integer(100) / whole,
            length: end - at,
            kind: Kind::Part,
            scaled: None,
        })
    }
}
