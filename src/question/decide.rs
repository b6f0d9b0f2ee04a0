//! Which intent a reading belongs to: the classifier's score, corrected by what the slots allow.
//!
//! Accepting takes a score above a floor, a lead over the runner-up, and slots that fit. It looks up no figure.

use std::borrow::Cow;
use std::collections::HashSet;

use super::classifier::{Classifier, Example, Score};
use super::fit::{Fit, fit};
use super::names::IN_FULL;
use super::phrase::PhraseTokens;
use super::reader::Reader;
use super::reading::Reading;
use crate::intents::{AnswerKind, Intents};

/// Intents, ready to be compared with readings.
pub struct Matcher {
    classifier: Classifier,
    kinds: Vec<AnswerKind>,
    examples: Vec<(Phrase, Vec<String>)>,
    words: Vec<HashSet<String>>,
}

/// Where a training example came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// The intent, by position.
    pub intent: usize,
    /// The phrase, by position in the intent.
    pub phrase: usize,
}

/// An intent with its score for one reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The intent, by position.
    pub intent: usize,
    /// Classifier score plus the correction for slots.
    pub score: f32,
    /// What the classifier said.
    pub text: Score,
    /// What the slots said.
    pub fit: Fit,
}

/// The candidates for a reading, the best first.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// All intents, the best first.
    pub candidates: Vec<Candidate>,
    /// Whether the question names something of the data: then a low score with a clear lead will do.
    pub is_anchored: bool,
}

/// The least score at which an intent is taken up at all.
pub const FLOOR: f32 = 0.55;
/// The least score of an intent for a question that names something of the data.
const ANCHORED_FLOOR: f32 = 0.45;
/// The least score and lead of an intent for a question that names something of the data.
const CLEAR_FLOOR: f32 = 0.2;
const CLEAR_LEAD: f32 = 0.25;
/// What speaks for a plain figure when a metric is named and nothing is asked of it.
const BARE_BONUS: f32 = 1.6;
/// The least lead over the runner-up of another kind.
pub const MARGIN: f32 = 0.08;

impl Decision {
    /// The best candidate, if it is good enough.
    pub fn accepted(&self) -> Option<&Candidate> {
        let best = self.candidates.first().filter(|best| !best.fit.is_veto())?;
        let clear = best.score >= CLEAR_FLOOR && self.lead() >= CLEAR_LEAD;
        let anchored = self.is_anchored && (best.score >= ANCHORED_FLOOR || clear);
        (best.score >= FLOOR || anchored).then_some(best)
    }

    /// How far the best candidate stands before the next.
    fn lead(&self) -> f32 {
        let score = |at: usize| {
            self.candidates
                .get(at)
                .map_or(0.0, |candidate| candidate.score)
        };
        score(0) - score(1)
    }

    /// Whether the runner-up is too near to tell them apart.
    pub fn is_close(&self) -> bool {
        match self.candidates.as_slice() {
            [best, second, ..] => best.score - second.score < MARGIN && !second.fit.is_veto(),
            _ => false,
        }
    }

    /// How sure the decision is, from 0 to 1.
    pub fn confidence(&self) -> f32 {
        let best = self.candidates.first().map_or(0.0, |best| best.score);
        let lead = best - self.candidates.get(1).map_or(0.0, |second| second.score);
        (0.5 * best.clamp(0.0, 1.6) / 1.6 + 0.5 * lead.clamp(0.0, 1.0)).clamp(0.0, 1.0)
    }
}

/// Whether a question names a metric in full, a figure or an event.
fn names_data(reading: &Reading) -> bool {
    let metric = reading
        .metrics
        .iter()
        .any(|mention| mention.recall > IN_FULL);
    metric || reading.figures().next().is_some() || !reading.events.is_empty()
}

/// Whether a question names a metric and has no word that asks for anything else than its figure.
fn is_bare(kind: Option<AnswerKind>, reading: &Reading) -> bool {
    let of_outlet = reading.yes_no && !reading.outlets.is_empty();
    let asks_more = of_outlet
        || !reading.concepts.is_empty()
        || !reading.events.is_empty()
        || !reading.numbers.is_empty();
    kind == Some(AnswerKind::Value) && !reading.metrics.is_empty() && !asks_more
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
        let mut words = vec![HashSet::new(); intents.list.len()];
        for (phrase, sketch) in &sketches {
            if let Some(own) = words.get_mut(phrase.intent) {
                own.extend(
                    sketch
                        .iter()
                        .filter(|token| !token.starts_with('{'))
                        .cloned(),
                );
            }
        }
        Self {
            words,
            classifier: Classifier::train(&examples, intents.list.len(), &[]),
            kinds: intents.list.iter().map(|intent| intent.kind).collect(),
            examples: sketches,
        }
    }

    /// The phrases of all intents with their sketches, intent by intent; those are left out that say nothing.
    pub fn sketches(&self) -> impl Iterator<Item = (Phrase, &[String])> {
        let examples = self.examples.iter();
        examples.map(|(phrase, sketch)| (*phrase, sketch.as_slice()))
    }

    /// Whether a plain word stands in the phrases of an intent.
    pub fn has_word(&self, intent: usize, stem: &str) -> bool {
        self.words
            .get(intent)
            .is_some_and(|words| words.contains(stem))
    }

    /// How well each intent's phrases fit a sketch, in the order of the intents.
    pub fn fits(&self, sketch: &[String]) -> Vec<f32> {
        let scores = self.classifier.fits(sketch);
        scores.into_iter().map(|score| score.total).collect()
    }

    /// Scores every intent for a reading.
    pub fn decide(&self, reading: &Reading) -> Decision {
        let scores = self.classifier.fits(&reading.sketch).into_iter();
        let mut candidates: Vec<Candidate> =
            scores.map(|text| self.candidate(text, reading)).collect();
        candidates
            .sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.intent.cmp(&b.intent)));
        Decision {
            candidates,
            is_anchored: names_data(reading),
        }
    }

    fn candidate(&self, text: Score, reading: &Reading) -> Candidate {
        let kind = self.kinds.get(text.label).copied();
        let fit = kind.map_or(Fit::Full, |kind| fit(kind, reading));
        let bare = if is_bare(kind, reading) {
            BARE_BONUS
        } else {
            0.0
        };
        Candidate {
            intent: text.label,
            score: text.total + fit.correction() + bare,
            text,
            fit,
        }
    }

    /// The phrase that is nearest to a reading, among those of an intent, with its likeness.
    pub fn nearest(&self, reading: &Reading, intent: usize) -> Option<(Phrase, f32)> {
        let (example, cosine) = self.classifier.nearest(&reading.sketch, intent)?;
        Some((self.examples.get(example)?.0, cosine))
    }

    /// The parts of a reading that speak most for an intent.
    pub fn evidence(&self, reading: &Reading, intent: usize) -> Vec<(String, f32)> {
        self.classifier.evidence(&reading.sketch, intent)
    }
}
