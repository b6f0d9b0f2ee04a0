//! How well a question fits the phrases of each intent, and which phrase is nearest.
//!
//! It chooses nothing: that a phrase fits is one thing that speaks for a reading among others.

use std::borrow::Cow;

use super::classifier::{Classifier, Example};
use super::phrase::PhraseTokens;
use super::reader::Reader;
use crate::intents::Intents;

/// The phrases of intents, ready to be compared with questions.
pub struct Matcher {
    classifier: Classifier,
    examples: Vec<(Phrase, Vec<String>)>,
}

/// Where a training example came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// The intent, by position.
    pub intent: usize,
    /// The phrase, by position in the intent.
    pub phrase: usize,
}

impl Matcher {
    /// Trains on the phrases of all intents, which come intent by intent.
    pub fn new(reader: &Reader, intents: &Intents, phrases: Vec<Vec<PhraseTokens>>) -> Self {
        let mut sketches: Vec<(Phrase, Vec<String>)> = Vec::new();
        for (intent, phrases) in phrases.into_iter().enumerate() {
            for (phrase, tokens) in phrases.into_iter().enumerate() {
                sketches.push((Phrase { intent, phrase }, reader.sketch_phrase(tokens)));
            }
        }
        sketches.retain(|(_, sketch)| !sketch.is_empty());
        let examples: Vec<Example> = sketches
            .iter()
            .map(|(phrase, sketch)| Example {
                tokens: sketch
                    .iter()
                    .map(|token| Cow::Borrowed(token.as_str()))
                    .collect(),
                label: phrase.intent,
            })
            .collect();
        Self {
            classifier: Classifier::train(&examples, intents.list.len(), &[]),
            examples: sketches,
        }
    }

    /// The phrases of all intents with their sketches, intent by intent; those are left out that say nothing.
    pub fn sketches(&self) -> impl Iterator<Item = (Phrase, &[String])> {
        let examples = self.examples.iter();
        examples.map(|(phrase, sketch)| (*phrase, sketch.as_slice()))
    }

    /// How well each intent's phrases fit a sketch, in the order of the intents.
    pub fn fits(&self, sketch: &[String]) -> Vec<f32> {
        let scores = self.classifier.fits(sketch);
        scores.into_iter().map(|score| score.total).collect()
    }

    /// The phrase of an intent that is nearest to a sketch, with its likeness.
    pub fn nearest(&self, sketch: &[String], intent: usize) -> Option<(Phrase, f32)> {
        let (example, cosine) = self.classifier.nearest(sketch, intent)?;
        Some((self.examples.get(example)?.0, cosine))
    }
}
