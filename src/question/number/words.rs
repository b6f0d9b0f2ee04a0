//! The words of numbers, as the words files list them.
//!
//! Words come in as the tokeniser leaves them: lower case, е for ё, no apostrophes.

use std::collections::HashMap;

use crate::intents::WordLists;

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// Zero to nineteen.
    Unit(i128),
    /// Twenty to ninety.
    Tens(i128),
    /// The hundreds that Russian and Ukrainian write as one word.
    Hundreds(i128),
    /// A hundred, in English.
    Hundred,
    /// A dozen, a thousand, a million, a milliard.
    Scale(i128),
    /// A half before a scale.
    Half,
    /// One and a half, as one word.
    Sesqui,
    /// "point" between a number and its decimals.
    Point,
    /// "a" before a scale.
    Article,
    /// First to nineteenth: the last word of "twenty-first", "двадцать четвертый".
    Ordinal(i128),
    /// Thirds, quarters, tenths: one of so many equal parts.
    Part(i128),
    /// "and", "oh": they only join.
    And,
    Oh,
}

/// The list of endings that words which end in a hyphen take.
const ENDINGS: &str = "ordinal_endings";

/// What each word does in numbers.
#[derive(Debug, Clone, Default)]
pub struct Numerals(HashMap<String, Numeral>);

impl Numerals {
    /// Builds the table from the lists of all languages; the first list that has a word keeps it.
    pub fn new<'a>(languages: impl Iterator<Item = &'a WordLists>) -> Self {
        let mut table = HashMap::new();
        for lists in languages {
            let endings = lists.get(ENDINGS).map_or(&[][..], Vec::as_slice);
            for (name, words) in lists {
                let Some(numeral) = named(name) else {
                    continue;
                };
                for word in words.iter().flat_map(|word| forms(word, endings)) {
                    table.entry(word).or_insert(numeral);
                }
            }
        }
        Self(table)
    }

    /// Whether a word takes part in writing numbers: it is no misspelling of another.
    pub fn knows(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// The thousands or millions that a word stands for.
    pub fn scale(&self, word: &str) -> Option<i128> {
        let numeral = self
            .get(word)
            .or_else(|| self.get(word.trim_end_matches('s')));
        match numeral? {
            Numeral::Scale(scale) if scale >= 1_000 => Some(scale),
            _ => None,
        }
    }

    /// What a word does in a number, if anything.
    pub(super) fn get(&self, word: &str) -> Option<Numeral> {
        self.0.get(word).copied()
    }
}

/// A word, or a stem with each ending.
fn forms(word: &str, endings: &[String]) -> Vec<String> {
    match word.strip_suffix('-') {
        Some(stem) => endings
            .iter()
            .map(|ending| format!("{stem}{ending}"))
            .collect(),
        None => vec![word.to_owned()],
    }
}

/// What the words of a list do.
fn named(name: &str) -> Option<Numeral> {
    Some(match name {
        "a" => Numeral::Article,
        "and" => Numeral::And,
        "oh" => Numeral::Oh,
        "half" => Numeral::Half,
        "one_and_a_half" => Numeral::Sesqui,
        "point" => Numeral::Point,
        "hundred" => Numeral::Hundred,
        _ => return valued(name),
    })
}

fn valued(name: &str) -> Option<Numeral> {
    if let Some((kind, value)) = name.split_once('_') {
        let value = value.parse().ok()?;
        return match kind {
            "scale" => Some(Numeral::Scale(value)),
            "part" => Some(Numeral::Part(value)),
            "ordinal" => Some(Numeral::Ordinal(value)),
            _ => None,
        };
    }
    Some(match name.parse().ok()? {
        value @ 0..20 => Numeral::Unit(value),
        value @ 20..100 => Numeral::Tens(value),
        value => Numeral::Hundreds(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_does_something() {
        let lists = crate::intents::number_lists().into_iter();
        let without: Vec<String> = lists
            .filter(|name| name != ENDINGS && named(name).is_none())
            .collect();
        assert_eq!(without, [""; 0]);
    }

    #[test]
    fn no_word_has_two_meanings() {
        let languages = crate::question::closed::tests::shipped();
        let mut table: HashMap<String, Numeral> = HashMap::new();
        for lists in languages.values().map(|words| &words.numbers) {
            let endings = lists.get(ENDINGS).map_or(&[][..], Vec::as_slice);
            for (name, words) in lists {
                let Some(numeral) = named(name) else {
                    continue;
                };
                for word in words.iter().flat_map(|word| forms(word, endings)) {
                    let known = table.insert(word.clone(), numeral);
                    assert!(known.is_none_or(|known| known == numeral), "{word}");
                }
            }
        }
    }
}
