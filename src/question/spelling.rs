//! Misspelled, shortened and run-together words, mended by what is known: first the words of intents and data, then frequent English.
//!
//! A word with a digit is never touched, and a known word stays as it is.

use std::borrow::Cow;
use std::collections::HashSet;

use super::lexicon::Lexicon;
use crate::abbreviation::WordMatcher;

/// Longer words are not words.
const LONGEST: usize = 40;
/// The shortest word that may be several words run together.
const SHORTEST_JOINED: usize = 7;
/// The least likeness of an abbreviation.
const LIKENESS: f64 = 0.7;
/// The shortest and the longest beginning that stands for a whole word.
const SHORTEST_BEGINNING: usize = 4;
const LONGEST_BEGINNING: usize = 6;
/// Words of the language up to this rank are what they are.
const COMMON: u32 = 6_000;
/// What a known word costs in a split, as the rank of a frequent English word.
const KNOWN_RANK: u32 = 500;
/// The dearest a split may be, in cost for each letter.
const DEAREST: f32 = 1.9;

/// Knows words, and what an unknown one was meant to be.
pub struct Speller {
    known: Lexicon,
    english: &'static Lexicon,
    matcher: WordMatcher,
}

/// What an unknown word was meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The known word.
    pub word: String,
    /// How it was found.
    pub how: How,
    /// Letters to change, or letters that the abbreviation leaves out.
    pub distance: usize,
}

/// How a word was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A few letters were missing, wrong, too many or exchanged.
    Edit,
    /// It has the beginning and some of the letters of the word, in order.
    Abbreviation,
}

impl Speller {
    /// A speller that prefers these words, in lower case and the most important first, to those of the language.
    pub fn new<'a>(known: impl IntoIterator<Item = &'a str>) -> Self {
        let mut seen = HashSet::new();
        let known = known.into_iter().filter(|word| seen.insert(*word));
        let known: Vec<&str> = known.collect();
        Self {
            known: Lexicon::new(Cow::Owned(known.join("\n"))),
            english: Lexicon::english(),
            matcher: WordMatcher::default(),
        }
    }

    /// Whether a word is known as it is.
    pub fn knows(&self, word: &str) -> bool {
        self.known.rank(word).is_some() || self.english.rank(word).is_some()
    }

    /// Whether it is a word of the language, however rare.
    pub fn is_of_language(&self, word: &str) -> bool {
        self.english.rank(word).is_some()
    }

    /// The known word that an unknown one stands for; `None` if it is known, or none is near.
    pub fn correct(&self, word: &str) -> Option<Correction> {
        let length = word.chars().count();
        if length > LONGEST || !word.chars().all(char::is_alphabetic) || self.knows(word) {
            return None;
        }
        let edit = self.edit(word, reach(length));
        match edit {
            Some(edit) if edit.distance == 1 => Some(edit),
            _ if self.split(word).is_some() => None,
            edit => edit.or_else(|| self.abbreviation(word, length)),
        }
    }

    /// The words that a long unknown word runs together: "howmanybees" is "how many bees".
    pub fn split(&self, word: &str) -> Option<Vec<String>> {
        let starts: Vec<usize> = word
            .char_indices()
            .map(|(at, _)| at)
            .chain([word.len()])
            .collect();
        let length = starts.len() - 1;
        if !(SHORTEST_JOINED..=LONGEST).contains(&length)
            || !word.chars().all(char::is_alphabetic)
            || self.knows(word)
        {
            return None;
        }
        let mut cheapest: Vec<Option<(f32, usize)>> = vec![None; length + 1];
        cheapest[0] = Some((0.0, 0));
        for end in 1..=length {
            let ways = (0..end).filter_map(|start| {
                let cost = cheapest[start]?.0 + self.cost(&word[starts[start]..starts[end]])?;
                Some((cost, start))
            });
            cheapest[end] = ways.min_by(|left, right| left.0.total_cmp(&right.0));
        }
        let mut pieces = Vec::new();
        let mut end = length;
        while end > 0 {
            let (cost, start) = cheapest[end]?;
            if end == length && cost > DEAREST * as_f32(length) {
                return None;
            }
            pieces.push(word[starts[start]..starts[end]].to_owned());
            end = start;
        }
        pieces.reverse();
        Some(pieces)
    }

    /// The known word that a rare word of the language was probably meant to be: "lamb" beside "lamp".
    pub fn nearest_own(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        let rare = self.english.rank(word).is_none_or(|rank| rank > COMMON);
        let fits = (SHORTEST_JOINED - 1..=LONGEST).contains(&length);
        if !fits || !rare || self.known.rank(word).is_some() {
            return None;
        }
        let near = self.known.nearest(word, 1)?;
        Some(self.known.word(near.rank).to_owned())
    }

    /// The most important known word that a short word begins: "outa" beside "outages".
    pub fn completes(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        let rare = self.english.rank(word).is_none_or(|rank| rank > COMMON);
        if !(SHORTEST_BEGINNING..=LONGEST_BEGINNING).contains(&length)
            || !rare
            || self.known.rank(word).is_some()
        {
            return None;
        }
        let begun = |whole: &&str| whole.starts_with(word) && whole.chars().count() >= length + 3;
        self.known.words().find(begun).map(str::to_owned)
    }

    /// The word itself if it is known or nothing is near, else what it was meant to be.
    pub fn mend(&self, word: String) -> Vec<String> {
        match self.correct(&word) {
            Some(correction) => vec![correction.word],
            None => self.split(&word).unwrap_or_else(|| vec![word]),
        }
    }

    /// The nearest word within `reach` edits: the nearer first, then a known word, then the more important.
    fn edit(&self, word: &str, reach: usize) -> Option<Correction> {
        let near = |lexicon: &Lexicon, reach: usize| {
            let near = lexicon.nearest(word, reach)?;
            Some(Correction {
                word: lexicon.word(near.rank).to_owned(),
                how: How::Edit,
                distance: near.distance,
            })
        };
        if reach == 0 {
            return None;
        }
        match near(&self.known, reach) {
            Some(known) if known.distance == 1 => Some(known),
            Some(known) => near(self.english, known.distance - 1).or(Some(known)),
            None => near(self.english, reach),
        }
    }

    /// The known word that the letters abbreviate best.
    fn abbreviation(&self, word: &str, length: usize) -> Option<Correction> {
        let likely = self
            .known
            .words()
            .filter_map(|whole| Some((self.matcher.likeness(word, whole)?, whole)));
        let (_, whole) = likely
            .filter(|(likeness, _)| *likeness >= LIKENESS)
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let distance = whole.chars().count() - length;
        Some(Correction {
            word: whole.to_owned(),
            how: How::Abbreviation,
            distance,
        })
    }

    /// The cost of a word in a split: the logarithm of its rank, as frequencies of words fall with their ranks.
    fn cost(&self, word: &str) -> Option<f32> {
        let known = self
            .known
            .rank(word)
            .filter(|_| word.len() > 2)
            .map(|_| KNOWN_RANK);
        let rank = known.into_iter().chain(self.english.rank(word)).min()?;
        Some((as_f32(rank as usize) + 10.0).ln())
    }
}

/// The edits that a word of this many letters may be away.
fn reach(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths and ranks of words")]
fn as_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn speller() -> Speller {
        Speller::new([
            "colonies",
            "swarms",
            "keepers",
            "apiary",
            "ausgabe",
            "маяк",
            "vereinsheim",
        ])
    }

    #[test]
    fn words_are_corrected() {
        let speller = speller();
        let table = [
            ("colonies", None),
            ("bread", None),
            ("coloniez", Some("colonies")),
            // What is rare is no misspelling.
            ("colonise", None),
            ("coloneis", Some("colonies")),
            ("kolonies", Some("colonies")),
            ("swarmz", Some("swarms")),
            ("swrams", Some("swarms")),
            ("maks", Some("make")),
            ("teh", Some("the")),
            ("recieved", Some("received")),
            ("маек", Some("маяк")),
            ("2019", None),
            ("2o19", None),
            ("{year}", None),
            ("vrnsheim", Some("vereinsheim")),
            ("qqqqqq", None),
            ("", None),
        ];
        for (word, expected) in table {
            let correction = speller.correct(word);
            assert_eq!(
                correction.as_ref().map(|c| c.word.as_str()),
                expected,
                "{word}"
            );
        }
    }

    #[test]
    fn joined_words_are_split() {
        let speller = speller();
        let table = [
            ("howmanybees", Some("how many bees")),
            ("howmany", Some("how many")),
            ("coloniesinwinter", Some("colonies in winter")),
            ("colonies", None),
            ("winter", None),
            ("xqzkvjwpx", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(
                speller.split(word).map(|words| words.join(" ")).as_deref(),
                expected,
                "{word}"
            );
            if expected.is_some() {
                assert_eq!(speller.correct(word), None, "{word}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_word_is_survived(word in "\\PC{0,50}") {
            let speller = speller();
            let correction = speller.correct(&word);
            prop_assert!(correction.is_none_or(|correction| speller.knows(&correction.word)));
            prop_assert!(speller.split(&word).is_none_or(|words| words.concat() == word));
        }
    }
}
