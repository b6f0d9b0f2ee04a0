//! Which metric is meant by what people call it: a dataset may come with words that were learned from questions about it.
//!
//! It must not choose a metric; where nothing was learned, it says nothing.

use super::evidence::Word;
use super::token::TokenKind;
use crate::dataset::{MetricId, Parlance};

/// What stands for any number.
const NUMBER: &str = "0";

/// What people call all metrics of a dataset, kept in as little memory as it can be: there are tens of thousands of words.
#[derive(Debug, Default)]
pub struct Parlances {
    /// What each entry stands for, and what it is worth before any word.
    entries: Vec<(Option<MetricId>, f32)>,
    /// The words in alphabetical order, each with where what it is worth ends.
    words: Vec<(Box<str>, usize)>,
    /// The entries that words speak for or against, word by word.
    worths: Vec<(u16, f32)>,
}

/// How likely each metric is meant, or none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Called {
    metrics: Vec<(MetricId, f32)>,
    /// That no metric is meant, 0 to 1.
    pub nothing: f32,
}

impl Called {
    /// How likely a metric is meant, 0 to 1.
    pub fn likely(&self, metric: MetricId) -> f32 {
        let mut known = self.metrics.iter();
        known
            .find(|(known, _)| *known == metric)
            .map_or(0.0, |(_, likely)| *likely)
    }

    /// The metrics, the likeliest first.
    pub fn likeliest(&self) -> Vec<(MetricId, f32)> {
        let mut all = self.metrics.clone();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all
    }

    /// The likeliest of the metrics that are not among these, 0 to 1.
    pub fn rival(&self, own: &[MetricId]) -> f32 {
        let others = self
            .metrics
            .iter()
            .filter(|(metric, _)| !own.contains(metric));
        others.map(|(_, likely)| *likely).fold(0.0, f32::max)
    }
}

impl Parlances {
    /// Takes up what was learned.
    pub fn of(learned: &[Parlance]) -> Self {
        let mut all: Vec<(&str, u16, f32)> = Vec::new();
        for (entry, at) in learned.iter().zip(0..) {
            all.extend(entry.words().map(|(word, worth)| (word, at, worth)));
        }
        all.sort_by_key(|(word, at, _)| (*word, *at));
        let mut own = Self {
            entries: learned.iter().map(|own| (own.metric, own.start)).collect(),
            ..Self::default()
        };
        for same in all.chunk_by(|(one, ..), (other, ..)| one == other) {
            let worths = same.iter().map(|(_, at, worth)| (*at, *worth));
            own.worths.extend(worths);
            let end = own.worths.len();
            let word = same.first().map(|(word, ..)| ((*word).into(), end));
            own.words.extend(word);
        }
        own.words.shrink_to_fit();
        own.worths.shrink_to_fit();
        own
    }

    /// The entries that a word speaks for or against.
    fn worths(&self, wanted: &str) -> &[(u16, f32)] {
        let found = self
            .words
            .binary_search_by(|(word, _)| (**word).cmp(wanted));
        let end = |at: usize| self.words.get(at).map(|(_, end)| *end);
        let own = found.ok().and_then(|at| {
            let start = at.checked_sub(1).and_then(end).unwrap_or_default();
            self.worths.get(start..end(at)?)
        });
        own.unwrap_or_default()
    }

    /// What the words of a question speak for; nothing where nothing was learned.
    pub fn called(&self, words: &[Word]) -> Option<Called> {
        if self.entries.is_empty() {
            return None;
        }
        let mut worth: Vec<f32> = self.entries.iter().map(|(_, start)| *start).collect();
        let words = runs(words);
        let scale = scale(words.len());
        for (entry, own) in words.iter().flat_map(|word| self.worths(word)) {
            if let Some(worth) = worth.get_mut(usize::from(*entry)) {
                *worth += scale * own;
            }
        }
        let most = worth.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = worth.iter().map(|worth| (worth - most).exp()).sum();
        let mut called = Called::default();
        for ((metric, _), worth) in self.entries.iter().zip(worth) {
            let likely = (worth - most).exp() / total;
            match metric {
                Some(metric) => called.metrics.push((*metric, likely)),
                None => called.nothing += likely,
            }
        }
        Some(called)
    }
}

/// The stems of a question and the pairs that follow each other, each once.
pub fn runs(words: &[Word]) -> Vec<String> {
    let stems: Vec<&str> = words
        .iter()
        .filter_map(|word| match word.kind {
            TokenKind::Word => Some(word.stem.as_str()),
            TokenKind::Number => Some(NUMBER),
            TokenKind::Symbol => None,
        })
        .collect();
    let pairs = stems.windows(2).map(|pair| pair.join(" "));
    let mut all: Vec<String> = stems.iter().map(|stem| (*stem).to_owned()).collect();
    all.extend(pairs);
    all.sort_unstable();
    all.dedup();
    all
}

/// What one of so many words counts: a long question has no more to say than a short one.
#[expect(clippy::cast_precision_loss, reason = "a question has few words")]
pub fn scale(words: usize) -> f32 {
    1.0 / (words.max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(stem: &str) -> Word {
        let kind = if stem.starts_with(|sign: char| sign.is_ascii_digit()) {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        Word {
            text: stem.to_owned(),
            stem: stem.to_owned(),
            kind,
            filler: false,
            subject: false,
            phrase: false,
            joins: false,
            proper: false,
        }
    }

    fn entry(metric: Option<usize>, words: &[(&str, f32)]) -> Parlance {
        let lines = words.iter().map(|(word, worth)| format!("{word} {worth}"));
        let lines: Vec<String> = lines.collect();
        Parlance::new(metric.map(MetricId), 0.0, &lines.join("\n")).unwrap()
    }

    #[test]
    fn words_and_pairs_speak_for_metrics() {
        let parlance = Parlances::of(&[
            entry(Some(0), &[("guilti", 4.0), ("in 0", 1.0)]),
            entry(Some(1), &[("drunk", 4.0), ("guilti", -1.0)]),
            entry(None, &[("hello", 4.0)]),
        ]);
        let called = |stems: &[&str]| {
            let words: Vec<Word> = stems.iter().map(|stem| word(stem)).collect();
            parlance.called(&words).unwrap_or_default()
        };
        let guilty = called(&["guilti", "in", "2022"]);
        assert!(guilty.likely(MetricId(0)) > 0.7, "{guilty:?}");
        assert!(guilty.rival(&[MetricId(0)]) < guilty.likely(MetricId(0)));
        assert!(called(&["hello"]).nothing > 0.7);
        assert_eq!(
            called(&["guilti", "in", "2022"]),
            called(&["guilti", "in", "7"])
        );
    }

    #[test]
    fn where_nothing_was_learned_nothing_is_said() {
        assert_eq!(Parlances::default().called(&[word("guilti")]), None);
    }
}
