//! A matcher of plain utterances, without slots: spelling and classifier learned from labelled examples alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use footnote::question::classifier::{Classifier, Example};
use footnote::question::spelling::Speller;

use crate::words::words;

/// A matcher that was trained on labelled utterances.
pub(crate) struct LabelMatcher {
    labels: Vec<String>,
    speller: Speller,
    classifier: Classifier,
}

impl LabelMatcher {
    /// Learns from pairs of text and label; the words of a label (`card_arrival`) count as its title.
    pub(crate) fn train<'a>(utterances: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let utterances: Vec<(Vec<String>, &str)> = utterances
            .into_iter()
            .map(|(text, label)| (words(text), label))
            .collect();
        let numbers: BTreeMap<&str, usize> =
            utterances.iter().map(|(_, label)| (*label, 0)).collect();
        let numbers: BTreeMap<&str, usize> = numbers.into_keys().zip(0..).collect();
        let titles: Vec<Vec<String>> = numbers
            .keys()
            .map(|label| words(&label.replace('_', " ")))
            .collect();
        let examples: Vec<Example> = utterances
            .iter()
            .map(|(words, label)| Example {
                tokens: words.iter().map(|word| Cow::from(word.as_str())).collect(),
                label: numbers[label],
            })
            .collect();
        let texts = utterances.iter().map(|(words, _)| words).chain(&titles);
        Self {
            speller: Speller::new(by_frequency(texts.flatten())),
            classifier: Classifier::train(&examples, numbers.len(), &titles),
            labels: numbers.into_keys().map(str::to_owned).collect(),
        }
    }

    /// The label that fits a text best, and how well; none if it knows no label.
    pub(crate) fn find(&self, text: &str) -> (Option<&str>, f32) {
        let tokens: Vec<String> = words(text)
            .into_iter()
            .flat_map(|word| self.speller.mend(word))
            .collect();
        let scores = self.classifier.score(&tokens);
        let best = scores.best();
        let label = best.and_then(|best| self.labels.get(best.label));
        (
            label.map(String::as_str),
            best.map_or(f32::NEG_INFINITY, |best| best.total),
        )
    }
}

/// The words, each once, the most frequent first.
fn by_frequency<'a>(words: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
    counts.into_iter().map(|(word, _)| word).collect()
}
