//! An immutable set of dataset, intents and the tables built from them; replaced whole when a file changes.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::answer::{self, Choice, Manner, TemplateProblem};
use crate::dataset::{Dataset, Language};
use crate::intents::Intents;
use crate::interpret::Interpreter;
use crate::interpret::decide::{Decided, decide};
use crate::interpret::memory::Memory;
use crate::interpret::scorer::Weights;
use crate::interpret::stock::Stock;
use crate::query::{Phrases, Query, label, read, words};
use crate::question::decide::Matcher;
use crate::question::phrase::phrases;
use crate::question::reader::Reader;

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
}

impl Deref for Snapshot {
    type Target = answer::Snapshot;

    fn deref(&self) -> &Self::Target {
        &self.base
    }
}

impl Snapshot {
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
        let interpreter = Interpreter::new(&base.dataset, &base.intents);
        (
            Self {
                base,
                reader,
                matcher,
                interpreter,
                weights,
            },
            problems,
        )
    }

    /// Which figures there are.
    pub fn stock(&self) -> &Stock {
        self.interpreter.stock()
    }

    /// The questions of a message, decided.
    pub fn decide(&self, text: &str, memory: &Memory, today: Date) -> Vec<Decided> {
        let evidence = self.reader.evidence(text, today);
        let look = self
            .interpreter
            .look(&self.matcher, &evidence, memory, &self.base.intents);
        let operations = self.weights.operations(&look.words);
        let proposed = self.interpreter.propose(
            &self.base.dataset,
            (&evidence, &look),
            operations,
            memory,
            today,
        );
        let unknown = proposed
            .unknown
            .iter()
            .filter_map(|at| evidence.words.get(*at))
            .map(|word| word.text.clone())
            .collect();
        vec![decide(&self.weights, self.stock(), proposed, unknown)]
    }

    /// The query that a text is the canonical words of.
    pub fn canonical(&self, text: &str) -> Option<Query> {
        read(text, &self.base.dataset, self.phrases()?)
    }

    /// A query to choose; none where there are no words for queries.
    pub fn choice(&self, query: &Query) -> Option<Choice> {
        let (data, phrases) = (&self.base.dataset, self.phrases()?);
        Some(Choice {
            label: label(query, data, phrases),
            question: words(query, data, phrases),
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
