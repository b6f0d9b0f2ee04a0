//! A list of words in order of importance, that knows its own words and those near another.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use super::edits::EditIndex;

/// The most frequent words of English, the most frequent first.
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(
        include_str!("../../assets/words/en.txt")
            .lines()
            .map(Cow::Borrowed),
    )
});

/// Words by rank; the index of their edits is made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: Vec<Cow<'static, str>>,
    /// Their ranks in alphabetical order: a table of hashes would take ten times the room.
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
    /// A lexicon of these words, the most important first.
    pub(super) fn new(words: impl Iterator<Item = Cow<'static, str>>) -> Self {
        let mut known = HashSet::new();
        let mut words: Vec<_> = words.filter(|word| known.insert(word.clone())).collect();
        words.shrink_to_fit();
        let mut sorted: Vec<u32> = (0..).take(words.len()).collect();
        sorted.sort_unstable_by_key(|rank| &words[*rank as usize]);
        Self {
            words,
            sorted,
            edits: OnceLock::new(),
        }
    }

    /// The frequent words of English.
    pub(super) fn english() -> &'static Self {
        &ENGLISH
    }

    /// The word of a rank.
    pub(super) fn word(&self, rank: u32) -> &str {
        self.words.get(rank as usize).map_or("", |word| word)
    }

    /// All words, the most important first.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
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
            .get_or_init(|| EditIndex::new(&self.words))
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
