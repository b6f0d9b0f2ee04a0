//! Words near a misspelled one: a symmetric-delete index, and the restricted Damerau-Levenshtein distance.
//!
//! Two words are near if deleting a few letters from each leaves the same; both sides' deletions meet in one table of hashes.

use std::ops::Range;

/// The most edits that are found.
pub(super) const REACH: usize = 2;
/// Only this many letters of a word take part in the table; the distance itself sees all of them.
const PREFIX: usize = 7;

/// Which words have which deletions: `entries` in buckets by hash, and where each bucket starts.
#[derive(Debug, Default)]
pub(super) struct EditIndex {
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl EditIndex {
    /// Enters the deletions of all words.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (number, word) in (0..).zip(words) {
            each_deletion(word, REACH, |hash| pairs.push((hash, number)));
        }
        let buckets = (pairs.len() / 2).next_power_of_two();
        let mut starts = vec![0_u32; buckets + 1];
        for (hash, _) in &pairs {
            starts[bucket(*hash, buckets) + 1] += 1;
        }
        for at in 0..buckets {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; pairs.len()];
        for (hash, number) in pairs {
            let slot = &mut next[bucket(hash, buckets)];
            entries[*slot as usize] = number;
            *slot += 1;
        }
        Self { starts, entries }
    }

    /// Numbers of words that may be within `reach` edits; some are given twice, some are farther.
    pub(super) fn candidates(&self, word: &str, reach: usize, mut take: impl FnMut(u32)) {
        let buckets = self.starts.len().saturating_sub(1);
        each_deletion(word, reach.min(REACH), |hash| {
            let at = bucket(hash, buckets);
            let entries: Range<usize> = self.starts[at] as usize..self.starts[at + 1] as usize;
            self.entries[entries].iter().copied().for_each(&mut take);
        });
    }
}

/// The bucket of a hash among a power of two of them.
fn bucket(hash: u32, buckets: usize) -> usize {
    hash as usize & (buckets - 1)
}

/// Calls `take` with the hash of the word's beginning and of what remains of it after up to `most` deletions.
fn each_deletion(word: &str, most: usize, mut take: impl FnMut(u32)) {
    let mut letters = ['\0'; PREFIX];
    let mut length = 0;
    for (slot, letter) in letters.iter_mut().zip(word.chars()) {
        *slot = letter;
        length += 1;
    }
    let letters = &letters[..length];
    take(hash_without(letters, [PREFIX; REACH]));
    for first in 0..if most >= 1 { length } else { 0 } {
        take(hash_without(letters, [first, PREFIX]));
        for second in first + 1..if most >= 2 { length } else { 0 } {
            take(hash_without(letters, [first, second]));
        }
    }
}

/// Fowler, Noll and Vo's hash of the letters but those at two places, its high bits mixed into the low.
fn hash_without(letters: &[char], without: [usize; REACH]) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for (at, letter) in letters.iter().enumerate() {
        if !without.contains(&at) {
            hash = (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193);
        }
    }
    hash ^ (hash >> 15)
}
