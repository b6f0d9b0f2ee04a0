//! Words by some of their letters in order: abbreviations, prefixes, dropped letters; and choices ranked for a half-typed query.
//!
//! The one place that knows the fuzzy matcher's library, so that it can be exchanged.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Shorter words abbreviate too many others.
const SHORTEST: usize = 4;
/// The share of a word's letters that its abbreviation must have.
const SHARE: f64 = 0.4;
/// The least likeness that `rank` lists.
const FLOOR: f64 = 0.6;

/// Finds words by subsequence.
#[derive(Default)]
pub struct WordMatcher(SkimMatcherV2);

/// A choice that is like a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Its place among the choices.
    pub index: usize,
    /// From 0 to 1; 1 is a whole word, or its beginning.
    pub likeness: f64,
}

impl WordMatcher {
    /// How well a word stands for another with the same first letter, from 0 to 1; `None` if it is no abbreviation of it.
    pub fn likeness(&self, word: &str, whole: &str) -> Option<f64> {
        let (word, whole) = (word.to_lowercase(), whole.to_lowercase());
        let (length, of) = (word.chars().count(), whole.chars().count());
        let fits = length >= SHORTEST && length <= of && as_f64(length) >= SHARE * as_f64(of);
        (fits && word.chars().next() == whole.chars().next())
            .then(|| self.subsequence(&word, &whole))
            .flatten()
    }

    /// The choices that are like a half-typed or misspelled query, the best first; equal ones keep their order.
    pub fn rank(&self, query: &str, choices: &[impl AsRef<str>]) -> Vec<Ranked> {
        let query = query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let likeness = |choice: &str| self.likeness_of_all(&words, &choice.to_lowercase());
        let mut ranked: Vec<Ranked> = choices
            .iter()
            .enumerate()
            .map(|(index, choice)| Ranked {
                index,
                likeness: likeness(choice.as_ref()),
            })
            .filter(|ranked| ranked.likeness >= FLOOR)
            .collect();
        ranked.sort_by(|left, right| right.likeness.total_cmp(&left.likeness));
        ranked
    }

    /// The mean, over the query's words, of the likeness to the nearest word of the choice; 1 for an empty query.
    fn likeness_of_all(&self, words: &[&str], choice: &str) -> f64 {
        let nearest = |word: &&str| {
            let parts = choice
                .split(|c: char| !c.is_alphanumeric())
                .filter(|part| !part.is_empty());
            parts
                .map(|part| self.likeness_of_part(word, part))
                .fold(0.0, f64::max)
        };
        if words.is_empty() {
            1.0
        } else {
            words.iter().map(nearest).sum::<f64>() / as_f64(words.len())
        }
    }

    fn likeness_of_part(&self, word: &str, part: &str) -> f64 {
        if part.starts_with(word) {
            return 1.0;
        }
        if word.chars().any(char::is_numeric) {
            return 0.0;
        }
        let letters_in_order = self.likeness(word, part).unwrap_or(0.0);
        letters_in_order.max(strsim::normalized_damerau_levenshtein(word, part))
    }

    /// The matcher's score for the letters of `word` in `whole`, as a share of the score of `word` itself.
    fn subsequence(&self, word: &str, whole: &str) -> Option<f64> {
        let score = self.0.fuzzy_match(whole, word)?;
        let own = self.0.fuzzy_match(word, word)?;
        Some(f64::from(i32::try_from(score).ok()?) / f64::from(i32::try_from(own).ok()?.max(1)))
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of words")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_like_their_words() {
        let matcher = WordMatcher::default();
        let table = [
            ("colnies", "colonies", true),
            ("pollin", "Pollination", true),
            ("STMT", "statement", true),
            ("acct", "account", true),
            ("улів", "улівки", true),
            ("colonise", "colonies", false),
            ("trend", "transferred", false),
            ("card", "discarded", false),
            ("pol", "pollination", false),
            ("", "", false),
        ];
        for (word, whole, expected) in table {
            let likeness = matcher.likeness(word, whole);
            assert_eq!(
                likeness.is_some_and(|likeness| likeness > 0.7),
                expected,
                "{word} {whole} {likeness:?}"
            );
        }
    }

    #[test]
    fn choices_are_ranked() {
        let choices = [
            "Bee colonies",
            "Winter losses",
            "Losses of queens",
            "Season 2019",
            "Season 2020",
        ];
        let matcher = WordMatcher::default();
        let table: &[(&str, &[usize])] = &[
            ("bee col", &[0]),
            ("loss", &[1, 2]),
            ("quens", &[2]),
            ("season 2020", &[4]),
            ("2020", &[4]),
            ("zebra", &[]),
            ("", &[0, 1, 2, 3, 4]),
        ];
        for (query, expected) in table {
            let ranked: Vec<usize> = matcher
                .rank(query, &choices)
                .iter()
                .map(|ranked| ranked.index)
                .collect();
            assert_eq!(&ranked, expected, "{query}");
        }
    }
}
