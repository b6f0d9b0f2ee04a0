//! A set of places in a question.

/// How many places a set can hold.
const WORDS: usize = 7;

/// Places of words in a question; places beyond the bound are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tokens([u64; WORDS]);

impl Tokens {
    /// The set of these places.
    pub fn of(places: impl IntoIterator<Item = usize>) -> Self {
        let mut set = Self::default();
        for place in places {
            set.add(place);
        }
        set
    }

    /// Adds a place.
    pub fn add(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Whether a place is in the set.
    pub fn has(&self, place: usize) -> bool {
        self.0
            .get(place / 64)
            .is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// The places of both sets.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
        self
    }

    /// Whether the sets have a place in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Whether all places of this set are in the other.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & !b == 0)
    }

    /// How many places there are.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The last place.
    pub fn last(&self) -> Option<usize> {
        let words = self.0.iter().enumerate().rev();
        let mut filled = words.filter(|(_, word)| **word != 0);
        let (at, word) = filled.next()?;
        Some(at * 64 + 63 - word.leading_zeros() as usize)
    }

    /// The first place.
    pub fn first(&self) -> Option<usize> {
        self.0
            .iter()
            .enumerate()
            .find(|(_, word)| **word != 0)
            .map(|(at, word)| at * 64 + word.trailing_zeros() as usize)
    }
}
