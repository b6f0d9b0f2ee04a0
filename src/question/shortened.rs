//! Names that are abbreviations, and the words that they may stand for: "goals" for `Gls`, "yellow cards" for `YC`.
//!
//! It must not know what any abbreviation means: letters in order are weak evidence, and what it is worth is learned.

use std::ops::Range;

use super::token::{Token, TokenKind};
use crate::dataset::{Dataset, Vocabulary};

/// The letters of an abbreviation, at least and at most, where it is written in capitals, and at most in a table's heading.
const LEAST: usize = 2;
const MOST: usize = 5;
const MOST_OF_HEADING: usize = 4;
/// How many letters more the one word has that it stands for.
const SHORTER_BY: usize = 2;

/// Abbreviations of metrics, by position, in lower case.
#[derive(Debug, Default)]
pub(super) struct Shortened(Vec<(usize, Vec<char>)>);

/// Words that an abbreviation may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    /// The metric, by position.
    pub(super) metric: usize,
    /// The words.
    pub(super) tokens: Range<usize>,
}

impl Shortened {
    /// Takes up names in capitals, and short headings of tables that nobody has described.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let bare = dataset.about.vocabulary == Vocabulary::Open;
        let mut found = Vec::new();
        for (id, metric) in dataset.own_metrics() {
            let aliases = metric.aliases.values().flatten();
            for name in [&metric.label, &metric.short].into_iter().chain(aliases) {
                let length = name.chars().count();
                let capitals = name.chars().all(|letter| letter.is_ascii_uppercase());
                let heading = bare && length <= MOST_OF_HEADING;
                let letters = name.chars().all(|letter| letter.is_ascii_alphabetic());
                let own = (id.0, name.to_lowercase().chars().collect());
                if letters
                    && (LEAST..=MOST).contains(&length)
                    && (capitals || heading)
                    && !found.contains(&own)
                {
                    found.push(own);
                }
            }
        }
        Self(found)
    }

    /// All words of a question that abbreviations may stand for.
    pub(super) fn of(&self, tokens: &[Token]) -> Vec<Meant> {
        let mut found = Vec::new();
        for (metric, letters) in &self.0 {
            let words = (0..tokens.len()).filter_map(|at| {
                let initials = tokens.get(at..at + letters.len());
                let one = tokens.get(at..=at);
                if initials.is_some_and(|words| begin_with(words, letters)) {
                    Some(at..at + letters.len())
                } else if one.is_some_and(|words| words.iter().all(|word| shortens(letters, word)))
                {
                    Some(at..at + 1)
                } else {
                    None
                }
            });
            found.extend(words.map(|tokens| Meant {
                metric: *metric,
                tokens,
            }));
        }
        found
    }
}

/// Whether words begin with these letters, one each.
fn begin_with(words: &[Token], letters: &[char]) -> bool {
    let mut pairs = words.iter().zip(letters);
    pairs.all(|(word, letter)| {
        word.kind == TokenKind::Word && word.text.to_lowercase().starts_with(*letter)
    })
}

/// Whether letters are the beginning of a longer word, or stand in it in order, from its first to its last or its last but a plural's.
fn shortens(letters: &[char], word: &Token) -> bool {
    let text = word.text.to_lowercase();
    let length = text.chars().count();
    if word.kind != TokenKind::Word || length < letters.len() + SHORTER_BY {
        return false;
    }
    let mut rest = text.chars();
    let in_order = letters.iter().all(|letter| rest.any(|own| own == *letter));
    let first = text.chars().next() == letters.first().copied();
    let begins = text
        .chars()
        .zip(letters)
        .all(|(own, letter)| own == *letter);
    let ends = text.strip_suffix('s').into_iter().chain([text.as_str()]);
    let mut ends = ends.map(|text| text.chars().next_back() == letters.last().copied());
    first && (begins || in_order && ends.any(|same| same))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::normalise::normalise;
    use crate::question::token::tokenise;

    #[test]
    fn letters_stand_for_words() {
        let check = |letters: &str, text: &str, expected: Option<Range<usize>>| {
            let index = Shortened(vec![(0, letters.chars().collect())]);
            let found = index.of(&tokenise(&normalise(text)));
            let found = found.first().map(|meant| meant.tokens.clone());
            assert_eq!(found, expected, "{letters} in {text}");
        };
        check("gls", "how many goals", Some(2..3));
        check("ast", "assists in 2014", Some(0..1));
        check("att", "passing attempts", Some(1..2));
        check("pts", "points?", Some(0..1));
        check("yc", "his yellow cards", Some(1..3));
        check("gdp", "gross domestic product", Some(0..3));
        check("ast", "last", None);
        check("yc", "yes", None);
    }
}
