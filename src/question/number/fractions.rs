//! Parts of a whole in words, as percentages: "two thirds", "by a quarter", "one in eighteen".
//!
//! It must not take a place in an order, a quarter of a year or a half of one for a part.

use super::words::Numeral;
use super::{Found, Kind, Reader};
use crate::dataset::Number;
use crate::question::token::Suffix;

/// The largest number that "one in" counts; a larger one is a year.
const MOST_IN: i128 = 1_000;
/// Words behind a part that it is a part of, or by which it is more or less.
const PART_IS_BEFORE: [&str; 7] = ["of", "more", "fewer", "less", "higher", "lower", "larger"];
/// Words that may stand between "by" and a part.
const BOUNDING: [&str; 15] = [
    "more", "than", "over", "at", "least", "most", "nearly", "almost", "about", "around",
    "roughly", "less", "under", "only", "a",
];

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
        let next = self.tokens.get(to).map(|token| token.text.as_str());
        next.is_some_and(|next| PART_IS_BEFORE.contains(&next)) || self.is_by(from)
    }

    /// Whether something is said to move by what stands here: "by more than a third".
    fn is_by(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut before = before.map(|token| token.text.as_str());
        before
            .find(|word| !BOUNDING.contains(word))
            .is_some_and(|word| word == "by")
    }

    /// "One in eighteen", "1 out of every 20".
    pub(super) fn one_in(&self, at: usize) -> Option<Found> {
        let text = |at: usize| self.tokens.get(at).map(|token| token.text.as_str());
        let mut next = match (text(at)?, text(at + 1)?, text(at + 2)) {
            ("one" | "1", "in", _) => at + 2,
            ("one" | "1", "out", Some("of")) => at + 3,
            _ => return None,
        };
        next += usize::from(text(next) == Some("every"));
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
