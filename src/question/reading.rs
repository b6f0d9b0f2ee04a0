//! What was understood of a question: when, what, how much, which concepts, and what is left over.
//!
//! A reading is evidence, not a decision: it does not choose an intent and looks up no figure.

use std::ops::Range;

use super::names::Mention as NameMention;
use super::period::Mention as WhenMention;
use super::rounding;
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
    /// The number before its thousands or millions, as a metric in millions has it: 50 of "50 million".
    pub scaled: Option<Number>,
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
    /// A little less than.
    Nearly,
}

/// Concepts that bound a number, with the bound.
const BOUNDS: &[(&str, Bound)] = &[
    ("over", Bound::Over),
    ("under", Bound::Under),
    ("atleast", Bound::AtLeast),
    ("atmost", Bound::AtMost),
    ("equal", Bound::Equal),
    ("near", Bound::Near),
    ("nearly", Bound::Nearly),
];

impl From<crate::query::Bound> for Bound {
    fn from(bound: crate::query::Bound) -> Self {
        match bound {
            crate::query::Bound::Over => Self::Over,
            crate::query::Bound::Under => Self::Under,
            crate::query::Bound::AtLeast => Self::AtLeast,
            crate::query::Bound::AtMost => Self::AtMost,
            crate::query::Bound::Equal => Self::Equal,
            crate::query::Bound::Near => Self::Near,
            crate::query::Bound::Nearly => Self::Nearly,
        }
    }
}

impl Bound {
    /// The bound that a concept expresses.
    pub fn of_concept(concept: &str) -> Option<Self> {
        let mut known = BOUNDS.iter();
        known
            .find(|(name, _)| *name == concept)
            .map(|(_, bound)| *bound)
    }

    /// The bound that holds where this one does not: "not above" is "at most"; a number that is not met bounds nothing.
    #[must_use]
    pub fn denied(self) -> Self {
        match self {
            Self::Over => Self::AtMost,
            Self::Under => Self::AtLeast,
            Self::AtLeast => Self::Under,
            Self::AtMost => Self::Over,
            Self::Equal | Self::Near | Self::Nearly => self,
        }
    }

    /// Whether the number is only said roughly.
    pub fn is_rough(self) -> bool {
        matches!(self, Self::Near | Self::Nearly)
    }

    /// Whether a value meets the bound.
    pub fn holds(self, value: Number, limit: Number) -> bool {
        match self {
            Self::Over => value > limit,
            Self::Under => value < limit,
            Self::AtLeast => value >= limit,
            Self::AtMost => value <= limit,
            Self::Equal => value == limit,
            Self::Near => rounding::is_about(limit, value),
            Self::Nearly => rounding::is_nearly(limit, value),
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

    /// Whether one of several words occurs in that very form, whatever it is read as.
    pub fn says(&self, words: &[&str]) -> bool {
        let mut own = self.words.iter();
        own.any(|word| words.contains(&word.text.as_str()))
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

    /// The bound that is said of a concept: "more than" before "half".
    pub fn bound_of(&self, concept: &str) -> Option<Bound> {
        let pairs = self.sketch.windows(2);
        pairs
            .filter_map(|pair| match pair {
                [bound, said] if is_concept(said, concept) => Some(inner(bound)),
                _ => None,
            })
            .find_map(Bound::of_concept)
    }

    /// The period that something is set against: the first behind "than", "above", "compared with".
    pub fn reference(&self) -> Option<&WhenMention> {
        let against = |token: &String| AGAINST.contains(&inner(token));
        let at = self.sketch.iter().position(against)?;
        let (before, behind) = self.sketch.split_at(at);
        let is_period = |token: &String| WHENS.contains(&inner(token));
        let next = behind
            .iter()
            .find(|token| is_period(token) || THINGS.contains(&inner(token)))?;
        let nth = before.iter().filter(|token| is_period(token)).count();
        self.whens.get(nth).filter(|_| is_period(next))
    }

    /// Whether the sentence is denied: "did not rise"; "didn't it rise" asks whether it did.
    pub fn is_denied(&self) -> bool {
        self.denials().any(|at| {
            let before = self.sketch.get(..at).unwrap_or_default();
            before.is_empty() || before.iter().any(|token| inner(token) != "yesno")
        })
    }

    /// Whether a bounded number is denied: "not above N", "did not reach N"; "except 2020" takes off a period.
    pub fn denies_bound(&self) -> bool {
        let limits = ["threshold", "number", "figure", "percentage"];
        self.denials().any(|at| {
            let mut behind = self.sketch.iter().skip(at + 1).map(|token| inner(token));
            let period = self.sketch.get(at + 1);
            let is_period = period.is_some_and(|token| WHENS.contains(&inner(token)));
            !is_period && behind.any(|inside| limits.contains(&inside))
        })
    }

    /// Where the sketch denies something; the "no" of "no, it fell" only answers, that of "it fell, no?" only asks.
    fn denials(&self) -> impl Iterator<Item = usize> {
        let answers = self
            .words
            .get(1)
            .is_some_and(|word| word.role == Role::Mark);
        let places = self.sketch.iter().enumerate();
        let denials = places.filter(|(_, token)| is_concept(token, "not"));
        let last = self.sketch.len().saturating_sub(1);
        denials
            .map(|(at, _)| at)
            .filter(move |at| *at != last && (*at > 0 || !answers))
    }

    /// The place, from 0, of the one among several that is spoken of: "the second one".
    pub fn nth_named(&self) -> Option<usize> {
        let places = [("first", 0), ("ordinal2", 1), ("ordinal3", 2)];
        let mut places = places.into_iter();
        places
            .find(|(concept, _)| self.has(concept))
            .map(|(_, place)| place)
    }

    /// Whether a period stands behind each of several metrics: "A in 2021, 2022 and B in 2021".
    pub fn each_has_period(&self) -> bool {
        let slots = self.sketch.iter().map(|token| inner(token));
        let slots: Vec<&str> = slots
            .filter(|inside| *inside == "metric" || WHENS.contains(inside))
            .collect();
        let mut metrics = slots.iter().enumerate();
        self.metrics.len() >= 2
            && metrics.all(|(at, slot)| {
                let next = slots.get(at + 1);
                *slot != "metric" || next.is_some_and(|next| WHENS.contains(next))
            })
    }

    /// Whether metrics and periods are named in turns.
    pub fn takes_turns(&self) -> bool {
        let slots = self.sketch.iter().map(|token| inner(token));
        let slots: Vec<bool> = slots
            .filter(|inside| *inside == "metric" || WHENS.contains(inside))
            .map(|inside| inside == "metric")
            .collect();
        slots.len().is_multiple_of(2) && slots.windows(2).all(|pair| pair.first() != pair.last())
    }

    /// The metrics, by their places among those named, that are denied: "how many were not jailed", "neither in fog nor at sea".
    pub fn denied_metrics(&self) -> Vec<usize> {
        let mut denied: Vec<usize> = Vec::new();
        for at in self.denials() {
            let (before, behind) = self.sketch.split_at(at + 1);
            let mut behind = behind.iter().map(|token| inner(token));
            if behind.find(|inside| !WHENS.contains(inside)) == Some("metric") {
                let named = before.iter().filter(|token| is_concept(token, "metric"));
                let first = named.count();
                let joined = (first..).take_while(|nth| self.is_joined(*nth));
                denied.extend(first..=first + joined.count());
            }
        }
        denied.sort_unstable();
        denied.dedup();
        denied
    }

    /// Whether another metric stands behind this one, with only joining words and commas between: "in fog or at sea".
    fn is_joined(&self, nth: usize) -> bool {
        let ends = self.metrics.get(nth).zip(self.metrics.get(nth + 1));
        let ends = ends.and_then(|(this, next)| this.tokens.last().zip(next.tokens.first()));
        let between = ends.and_then(|(last, first)| self.words.get(last + 1..*first));
        let joins = |word: &Word| match word.role {
            Role::Filler | Role::Mark => true,
            Role::Concept => self.has("or"),
            _ => false,
        };
        between.is_some_and(|words| !words.is_empty() && words.iter().all(joins))
    }

    /// The figures named by their value.
    pub fn figures(&self) -> impl Iterator<Item = FigureId> + '_ {
        self.numbers
            .iter()
            .filter_map(|number| number.figures.first().copied())
    }
}

/// Concepts that set something against the period behind them.
const AGAINST: [&str; 4] = ["than", "over", "under", "compare"];

/// What stands for a period in a sketch.
const WHENS: [&str; 8] = [
    "year", "range", "since", "before", "by", "latest", "relative", "shift",
];

/// What stands for something else that may be set against another.
const THINGS: [&str; 10] = [
    "metric",
    "figure",
    "number",
    "threshold",
    "percentage",
    "multiple",
    "double",
    "triple",
    "quadruple",
    "half",
];

fn is_concept(token: &str, concept: &str) -> bool {
    inner(token) == concept
}

/// What a token of a sketch names: "over" of "{over}".
fn inner(token: &str) -> &str {
    let inside = token
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    inside.unwrap_or_default()
}
