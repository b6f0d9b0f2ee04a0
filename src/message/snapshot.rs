//! An immutable set of dataset, intents and the tables built from them; replaced whole when a file changes.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::answer::{self, Choice, Manner, TemplateProblem, intents_for};
use crate::dataset::{Dataset, Language};
use crate::intents::{AnswerKind, Intents};
use crate::interpret::decide::{Decided, Outcome, decide};
use crate::interpret::encoder::Encoder;
use crate::interpret::mask::sketch;
use crate::interpret::memory::Memory;
use crate::interpret::operation::Operation;
use crate::interpret::propose::Candidate;
use crate::interpret::scorer::{Told, Weights};
use crate::interpret::stock::Stock;
use crate::interpret::{Interpreter, Look};
use crate::query::{Phrases, Query, label, read, words};
use crate::question::evidence::Evidence;
use crate::question::likeness::Meanings;
use crate::question::matcher::Matcher;
use crate::question::phrase::phrases;
use crate::question::reader::Reader;

/// How like a question is to the phrases of an intent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// The intent, by position.
    pub intent: usize,
    /// How well all its phrases fit.
    pub fit: f32,
    /// Its nearest phrase, by position, with its likeness from 0 to 1.
    pub phrase: Option<(usize, f32)>,
}

/// Everything that questions are answered from.
pub struct Snapshot {
    base: answer::Snapshot,
    /// Reads questions.
    pub reader: Reader,
    /// Knows the intents' phrases.
    pub matcher: Matcher,
    /// Finds out what is meant.
    pub interpreter: Interpreter,
    weights: Arc<Weights>,
    encoder: &'static Encoder,
}

impl Deref for Snapshot {
    type Target = answer::Snapshot;

    fn deref(&self) -> &Self::Target {
        &self.base
    }
}

impl Snapshot {
    /// Reads what words mean from another table than the shipped one.
    pub fn use_meanings(&mut self, meanings: &'static Meanings) {
        self.reader.use_meanings(&self.base.dataset, meanings);
    }

    /// Hears questions by another encoder than the shipped one.
    pub fn use_encoder(&mut self, encoder: &'static Encoder) {
        self.encoder = encoder;
    }

    /// Builds the tables; templates that do not parse are reported and left out.
    pub fn new(
        dataset: Dataset,
        intents: Intents,
        weights: Arc<Weights>,
    ) -> (Self, Vec<TemplateProblem>) {
        let (base, problems) = answer::Snapshot::new(dataset, intents);
        let phrases = phrases(&base.intents);
        let reader = Reader::new(&base.dataset, &base.intents.words, &phrases);
        let matcher = Matcher::new(&reader, &base.intents, phrases);
        let interpreter = Interpreter::new(&base.dataset, &base.intents, &reader);
        (
            Self {
                base,
                reader,
                matcher,
                interpreter,
                weights,
                encoder: Encoder::shipped(),
            },
            problems,
        )
    }

    /// Which figures there are.
    pub fn stock(&self) -> &Stock {
        self.interpreter.stock()
    }

    /// What was learned.
    pub fn weights(&self) -> &Arc<Weights> {
        &self.weights
    }

    /// The questions of a message, decided; a message without a word asks none.
    pub fn decide(&self, text: &str, memory: &Memory, today: Date) -> Vec<Decided> {
        let evidence = self.reader.evidence(text, today);
        if evidence.words.is_empty() {
            return Vec::new();
        }
        let whole = self.decide_one(evidence, memory, today);
        if whole.outcome == Outcome::Answer {
            return vec![whole];
        }
        self.decide_parts(text, memory, today)
            .unwrap_or_else(|| vec![whole])
    }

    /// The questions of a message that asks several, each decided after those before it; none where one of them is not understood.
    fn decide_parts(&self, text: &str, memory: &Memory, today: Date) -> Option<Vec<Decided>> {
        let parts = self.reader.sentences(text, today);
        if parts.len() < 2 {
            return None;
        }
        let mut memory = memory.clone();
        let mut all = Vec::new();
        for evidence in parts {
            let decided = self.decide_one(evidence, &memory, today);
            let (first, _) = decided.candidates.first()?;
            let is_asked = !matches!(first.operation, Operation::Nothing | Operation::Reply);
            if decided.outcome != Outcome::Answer {
                return None;
            }
            if is_asked {
                super::remembered(self, &first.query, &mut memory);
                all.push(decided);
            }
        }
        (all.len() > 1).then_some(all)
    }

    /// What the words of a question say, each by itself and all together.
    pub fn told(&self, evidence: &Evidence, look: &Look, memory: &Memory) -> Told {
        let heard = self.encoder.heard(evidence, !memory.is_empty());
        self.weights.words.told(&look.words, &heard)
    }

    /// One question, decided.
    pub fn decide_one(&self, evidence: Evidence, memory: &Memory, today: Date) -> Decided {
        let look = self
            .interpreter
            .look(&self.matcher, &evidence, memory, &self.base.intents);
        let told = self.told(&evidence, &look, memory);
        let proposed =
            self.interpreter
                .propose(&self.base.dataset, (&evidence, &look), told, memory, today);
        decide(
            &self.weights,
            self.stock(),
            proposed,
            (evidence, look.intents),
        )
    }

    /// A question as the phrases of intents are compared with it.
    pub fn sketch(&self, evidence: &Evidence) -> Vec<String> {
        sketch(evidence)
    }

    /// The intents whose phrases are likest to a question, the likest first, each with its nearest phrase.
    pub fn likest(&self, decided: &Decided, most: usize) -> Vec<Likeness> {
        let sketch = sketch(&decided.evidence);
        let mut order: Vec<(usize, f32)> = decided.fits.iter().copied().enumerate().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let one = |(intent, fit)| {
            let nearest = self.matcher.nearest(&sketch, intent);
            Likeness {
                intent,
                fit,
                phrase: nearest.map(|(at, likeness)| (at.phrase, likeness)),
            }
        };
        order.into_iter().take(most).map(one).collect()
    }

    /// The intent that a candidate of a decision would be worded by.
    pub fn intent_of_candidate(&self, decided: &Decided, candidate: &Candidate) -> Option<String> {
        let manner = super::manner(self, candidate, &decided.fits);
        self.intent_of(&candidate.query, &manner)
    }

    /// Of several intents that may word the answer to a query the one whose phrases fit the question best, by position.
    pub(super) fn fittest(&self, query: &Query, fits: &[f32]) -> Option<usize> {
        let fit = |at: usize| fits.get(at).copied().unwrap_or_default();
        let all = intents_for(&self.base, query).map(|(at, _)| at);
        all.reduce(|best, at| if fit(at) > fit(best) { at } else { best })
    }

    /// How likely it is that a question belongs to an intent.
    pub fn chance_of(&self, decided: &Decided, intent: &str) -> f32 {
        let own = decided.candidates.iter().filter(|(candidate, _)| {
            self.intent_of_candidate(decided, candidate).as_deref() == Some(intent)
        });
        own.map(|(_, chance)| chance).sum()
    }

    /// The intent that words checks of claims.
    pub(super) fn claim_intent(&self) -> Option<String> {
        let mut intents = self.base.intents.list.iter();
        let claim = intents.find(|intent| intent.kind == AnswerKind::Claim)?;
        Some(claim.id.clone())
    }

    /// The query that a text is the canonical words of, in any language.
    pub fn canonical(&self, text: &str) -> Option<Query> {
        let mut languages = self.base.intents.words.values();
        languages.find_map(|words| read(text, &self.base.dataset, &words.canonical))
    }

    /// A query to choose; none where there are no words for queries.
    pub fn choice(&self, query: &Query) -> Option<Choice> {
        let (data, phrases) = (&self.base.dataset, self.phrases()?);
        Some(Choice {
            label: label(query, data, phrases),
            question: words(query, data, phrases),
            query: query.clone(),
        })
    }

    fn phrases(&self) -> Option<&Phrases> {
        let words = self.base.intents.words.get(&Language::En);
        words.map(|words| &words.canonical)
    }

    /// The id of the intent that words the answer to a query.
    pub fn intent_of(&self, query: &Query, manner: &Manner) -> Option<String> {
        answer::intent_of(&self.base, query, manner)
    }
}
