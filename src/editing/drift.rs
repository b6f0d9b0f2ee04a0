//! Which questions would be answered differently by another snapshot: intent, status or text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::answer::{Answer, Status};
use crate::check::{self, Outcome};
use crate::message::{Memory, Snapshot, answer};

/// What an asker sees of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The intent that answered, if any.
    pub intent: Option<String>,
    /// What became of the question.
    pub status: Status,
    /// The text.
    pub text: String,
    /// What is offered first, where choices are.
    pub offered: Option<String>,
}

impl Seen {
    /// Whether both serve an asker alike: two questions back do where the same choice comes first, whatever is offered behind it.
    fn is_like(&self, other: &Self) -> bool {
        let asks = |seen: &Self| seen.status == Status::Clarify && seen.offered.is_some();
        self == other || asks(self) && asks(other) && self.offered == other.offered
    }

    /// Whether the question is answered, or at least told what is missing.
    pub fn serves(&self) -> bool {
        let refused = matches!(
            self.status,
            Status::OutOfScope | Status::NotUnderstood | Status::Clarify
        );
        self.intent.is_some() && !refused
    }
}

/// A question that would be answered differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The question, slots filled.
    pub question: String,
    /// The answer of the snapshot in force.
    pub before: Seen,
    /// The answer of the other.
    pub after: Seen,
}

/// Questions with their answers.
pub(super) type Known = HashMap<String, Seen>;

impl From<&Answer> for Seen {
    fn from(answer: &Answer) -> Self {
        Self {
            intent: answer.intent.clone(),
            status: answer.status,
            text: answer.text.clone(),
            offered: answer.choices.first().map(|choice| choice.label.clone()),
        }
    }
}

/// One question asked by itself.
pub(super) fn ask(snapshot: &Snapshot, question: &str, today: Date) -> Seen {
    let mut conversation = Memory::default();
    Seen::from(&answer(snapshot, question, &mut conversation, today))
}

/// Two snapshots compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The questions that they answer differently.
    pub drift: Vec<Drift>,
    /// How many questions both were asked.
    pub questions: usize,
}

/// Two snapshots compared over all example questions and tests of both.
pub fn compared(before: &Snapshot, after: &Snapshot, today: Date) -> Comparison {
    let (known_before, known_after) = (tried(before, today).1, tried(after, today).1);
    let side = |snapshot, known| Side { snapshot, known };
    drift(
        &side(before, &known_before),
        &side(after, &known_after),
        &[],
        today,
    )
}

/// All example questions and tests tried, and what each was answered with.
pub(super) fn tried(snapshot: &Snapshot, today: Date) -> (Outcome, Known) {
    let mut known = Known::new();
    let mut witness = |question: &str, answer: &Answer| {
        known.insert(question.to_owned(), Seen::from(answer));
    };
    let outcome = check::run_before(&mut witness, snapshot, today);
    (outcome, known)
}

/// A snapshot with the questions that it has been asked.
pub(super) struct Side<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) known: &'a Known,
}

impl Side<'_> {
    /// The answer to a question, asked only if it is not known.
    fn answer(&self, question: &str, today: Date) -> Cow<'_, Seen> {
        match self.known.get(question) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(ask(self.snapshot, question, today)),
        }
    }
}

/// Both sides compared over all questions that either knows, and some more; what differs, in the order of the alphabet.
pub(super) fn drift(
    before: &Side<'_>,
    after: &Side<'_>,
    more: &[String],
    today: Date,
) -> Comparison {
    let known = before.known.keys().chain(after.known.keys());
    let questions: HashSet<&String> = known.chain(more).collect();
    let one = |question: &&String| {
        let seen = (
            before.answer(question, today),
            after.answer(question, today),
        );
        (!seen.0.is_like(&seen.1)).then(|| Drift {
            question: (*question).clone(),
            before: seen.0.into_owned(),
            after: seen.1.into_owned(),
        })
    };
    let mut drift: Vec<Drift> = questions.iter().filter_map(one).collect();
    drift.sort_by(|a, b| a.question.cmp(&b.question));
    Comparison {
        drift,
        questions: questions.len(),
    }
}
