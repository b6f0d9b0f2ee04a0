//! A matcher of plain utterances, without slots: spelling, classifier and refusal learned from labelled examples alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::classifier::{Classifier, Example};
use super::spelling::Speller;
use super::threshold::threshold;
use super::words::words;

/// A matcher that was trained on labelled utterances.
pub struct LabelMatcher {
    labels: Vec<String>,
    speller: Speller,
    classifier: Classifier,
    floor: f32,
}

/// The label that fits an utterance best.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The label; none if the matcher knows no label.
    pub label: Option<String>,
    /// How sure it is that the utterance is in scope; comparable within one matcher.
    pub score: f32,
    /// Whether the score is above the floor.
    pub accepted: bool,
}

impl LabelMatcher {
    /// Learns from pairs of text and label; the words of a label (`card_arrival`) count as its title.
    pub fn train<'a>(utterances: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
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
            floor: threshold(&examples, numbers.len(), &titles),
            labels: numbers.into_keys().map(str::to_owned).collect(),
        }
    }

    /// The labels it knows, in alphabetical order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The label that fits a text best, and whether it fits well enough.
    pub fn find(&self, text: &str) -> Match {
        let tokens: Vec<String> = words(text)
            .into_iter()
            .flat_map(|word| self.speller.mend(word))
            .collect();
        let scores = self.classifier.score(&tokens);
        let best = scores.best();
        let score = best.map_or(f32::NEG_INFINITY, |best| best.total);
        let label = best.and_then(|best| self.labels.get(best.label)).cloned();
        Match {
            accepted: label.is_some() && score >= self.floor,
            label,
            score,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utterances_find_their_label() {
        let matcher = LabelMatcher::train([
            ("how many bees live here", "bee_count"),
            ("number of bees", "bee_count"),
            ("who keeps the light burning", "light_keeper"),
            ("which man looks after the lamp", "light_keeper"),
        ]);
        assert_eq!(matcher.labels(), ["bee_count", "light_keeper"]);
        let table = [
            ("HOW MANNY BEEZ?", "bee_count"),
            ("howmany bees", "bee_count"),
            ("lihgt kepeer", "light_keeper"),
        ];
        for (text, label) in table {
            assert_eq!(matcher.find(text).label.as_deref(), Some(label), "{text}");
        }
        assert!(matcher.find("number of bees").score > matcher.find("pizza margherita").score);
    }

    #[test]
    fn without_examples_everything_is_refused() {
        let matcher = LabelMatcher::train([]);
        assert_eq!(
            matcher.find("bees"),
            Match {
                label: None,
                score: f32::NEG_INFINITY,
                accepted: false
            }
        );
    }
}
