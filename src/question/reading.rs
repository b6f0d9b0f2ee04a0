//! What was understood of a question: when, what, how much, which concepts, and what is left over.
//!
//! A reading is evidence, not a decision: it does not choose an intent and looks up no figure.

use std::ops::Range;

use super::names::Mention as NameMention;
use super::period::Mention as WhenMention;
use crate::dataset::{FigureId, MetricId, Number};

/// One question, read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The words as they were compared, with the part each plays.
    pub words: Vec<Word>,
    /// Misspelled words and what they were taken for.
    pub corrections: Vec<(String, String)>,
    /// Periods, in order.
    pub whens: Vec<WhenMention>,
    /// Metrics, in the order of the text.
    pub metrics: Vec<MetricMention>,
    /// Outlets, in the order of the text.
    pub outlets: Vec<Named>,
    /// Events, in the order of the text.
    pub events: Vec<Named>,
    /// Statements, by position in the dataset, the likeliest first.
    pub statements: Vec<NameMention>,
    /// Conflicts, by position in the dataset, the likeliest first.
    pub conflicts: Vec<NameMention>,
    /// Known gaps, the likeliest first.
    pub gaps: Vec<NameMention>,
    /// Excluded subjects, by position in the dataset.
    pub exclusions: Vec<usize>,
    /// Numbers that are no periods, in order.
    pub numbers: Vec<Counted>,
    /// Concepts, in order.
    pub concepts: Vec<String>,
    /// Content words that nothing knows.
    pub unknown: Vec<String>,
    /// The question with its slots in place of what fills them: what intents are compared with.
    pub sketch: Vec<String>,
    /// True if it begins with an auxiliary verb and so wants yes or no.
    pub yes_no: bool,
    /// True if it ends with a question mark.
    pub question_mark: bool,
    /// True if it names the dataset's subject.
    pub subject: bool,
}

/// A word of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it was compared, after correction.
    pub text: String,
    /// Its stem.
    pub stem: String,
    /// What it was taken for.
    pub role: Role,
}

/// The part a word plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Part of a period.
    Period,
    /// Part of a metric's, outlet's, event's or statement's name.
    Name,
    /// A number.
    Number,
    /// Part of a concept.
    Concept,
    /// Names the dataset's subject.
    Subject,
    /// Means nothing here.
    Filler,
    /// A word of some intent's phrases.
    Phrase,
    /// Punctuation.
    Mark,
    /// Nothing knows it.
    Unknown,
}

impl Role {
    /// What to call it beside a word; none for words that mean nothing.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Period => Some("period"),
            Self::Name => Some("name"),
            Self::Number => Some("number"),
            Self::Concept => Some("concept"),
            Self::Subject => Some("subject"),
            Self::Phrase => Some("phrase"),
            Self::Unknown => Some("unknown"),
            Self::Filler | Self::Mark => None,
        }
    }
}

/// An outlet or event that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its position in the dataset.
    pub index: usize,
    /// The tokens that name it.
    pub tokens: Vec<usize>,
}

/// A metric that is named.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricMention {
    /// The likeliest metric.
    pub metric: MetricId,
    /// Others that the same words name less well, the best first, with the part of their name that is covered.
    pub others: Vec<(MetricId, f32)>,
    /// Weight of the evidence.
    pub score: f32,
    /// The part of the metric's name that is covered.
    pub recall: f32,
    /// The tokens that name it.
    pub tokens: Vec<usize>,
}

/// A number that is no period.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The number.
    pub value: Number,
    /// Whether it is a plain number, a percentage, a multiple or a place in an order.
    pub kind: CountedKind,
    /// "more than", "at least" …
    pub bound: Option<Bound>,
    /// Whether it is plainly rounded: "14k", "about 14,000".
    pub rounded: bool,
    /// Figures that have exactly this value.
    pub figures: Vec<FigureId>,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedKind {
    /// 5,000
    Plain,
    /// 40%
    Percent,
    /// 3x
    Times,
    /// 3rd
    Ordinal,
}

/// How a number bounds what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// More than.
    Over,
    /// Less than.
    Under,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Equal,
    /// About.
    Near,
}

impl Bound {
    /// Whether a value meets the bound; "about" allows two percent either way.
    pub fn holds(self, value: Number, limit: Number) -> bool {
        match self {
            Self::Over => value > limit,
            Self::Under => value < limit,
            Self::AtLeast => value >= limit,
            Self::AtMost => value <= limit,
            Self::Equal => value == limit,
            Self::Near => {
                let apart = if value > limit {
                    value - limit
                } else {
                    limit - value
                };
                apart * Number::from_integer(50) <= limit
            }
        }
    }
}

impl Reading {
    /// Whether a concept occurs.
    pub fn has(&self, concept: &str) -> bool {
        self.concepts.iter().any(|known| known == concept)
    }

    /// Whether one of several concepts occurs.
    pub fn has_any(&self, concepts: &[&str]) -> bool {
        concepts.iter().any(|concept| self.has(concept))
    }

    /// Whether anything fills a slot.
    pub fn has_slots(&self) -> bool {
        !(self.whens.is_empty()
            && self.metrics.is_empty()
            && self.numbers.is_empty()
            && self.events.is_empty()
            && self.outlets.is_empty())
    }

    /// Numbers that bound what is asked.
    pub fn thresholds(&self) -> impl Iterator<Item = &Counted> {
        self.numbers.iter().filter(|number| number.bound.is_some())
    }

    /// The figures named by their value.
    pub fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.numbers
            .iter()
            .filter_map(|number| number.figures.first().copied())
    }
}
