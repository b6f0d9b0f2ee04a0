//! A list of words in order of importance, that knows its own words and those near another.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use super::edits::EditIndex;

/// The words of English, the most frequent first.
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    meant: FREQUENT,
    ..Lexicon::new(Cow::Borrowed(include_str!("../../assets/words/en.txt")))
});

/// A misspelled word of English was meant to be one of so many: rarer ones are only known, so that they are not taken for misspelled.
const FREQUENT: usize = 30_000;

/// Words by rank, kept in as little memory as they can be; the index of their edits is made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// The words, a line each.
    text: Cow<'static, str>,
    /// Where each begins, by rank.
    starts: Vec<u32>,
    /// The so many most important words are what a misspelled one may have been meant to be.
    meant: usize,
    /// The ranks in the alphabetical order of the words.
    sorted: Vec<u32>,
    edits: OnceLock<EditIndex>,
}

/// A word of a lexicon and its edits from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    /// The restricted Damerau-Levenshtein distance.
    pub(super) distance: usize,
    /// The word's rank; 0 is the most important.
    pub(super) rank: u32,
}

impl Lexicon {
    /// A lexicon of the words of a text, different ones, each in its line, the most important first.
    pub(super) fn new(text: Cow<'static, str>) -> Self {
        let mut end = 0;
        let starts = text.split_terminator('\n').map(|word| {
            let start = end;
            end = start + word.len() + 1;
            u32::try_from(start).unwrap_or(u32::MAX)
        });
        let mut lexicon = Self {
            starts: starts.collect(),
            ..Self::default()
        };
        lexicon.text = text;
        lexicon.meant = lexicon.starts.len();
        let mut sorted: Vec<u32> = (0..).take(lexicon.starts.len()).collect();
        sorted.sort_unstable_by_key(|rank| lexicon.word(*rank));
        lexicon.sorted = sorted;
        lexicon
    }

    /// The words of English.
    pub(super) fn english() -> &'static Self {
        &ENGLISH
    }

    /// The word of a rank.
    pub(super) fn word(&self, rank: u32) -> &str {
        let start = self.starts.get(rank as usize);
        let rest = start.and_then(|start| self.text.get(*start as usize..));
        rest.map_or("", |rest| rest.split('\n').next().unwrap_or_default())
    }

    /// All words, the most important first.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split_terminator('\n')
    }

    /// A word's rank, if it is known.
    pub(super) fn rank(&self, word: &str) -> Option<u32> {
        let at = self
            .sorted
            .binary_search_by_key(&word, |rank| self.word(*rank));
        at.ok().map(|at| self.sorted[at])
    }

    /// The nearest word within `reach` edits; of equally near ones the more important.
    pub(super) fn nearest(&self, word: &str, reach: usize) -> Option<Near> {
        let length = word.chars().count();
        let mut best: Option<Near> = None;
        self.edits
            .get_or_init(|| EditIndex::new(self.words().take(self.meant)))
            .candidates(word, reach, |rank| {
                let candidate = self.word(rank);
                if candidate.chars().count().abs_diff(length) > reach {
                    return;
                }
                let near = Near {
                    distance: strsim::osa_distance(word, candidate),
                    rank,
                };
                if near.distance <= reach && best.is_none_or(|best| near < best) {
                    best = Some(near);
                }
            });
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_rank_and_ranks_by_their_word() {
        let lexicon = Lexicon::new(Cow::Borrowed("the\nof\nземля\na\n"));
        for (rank, word) in (0..).zip(["the", "of", "земля", "a"]) {
            assert_eq!(lexicon.word(rank), word);
            assert_eq!(lexicon.rank(word), Some(rank));
        }
        assert_eq!((lexicon.word(4), lexicon.rank("o")), ("", None));
    }

    #[test]
    fn no_word_of_english_comes_twice() {
        let english = Lexicon::english();
        for (rank, word) in (0..).zip(english.words()) {
            assert_eq!(english.rank(word), Some(rank), "{word}");
        }
    }
}
