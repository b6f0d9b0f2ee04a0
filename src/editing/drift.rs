//! Which questions would be answered differently by another snapshot: intent, status or text.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answer::{Answer, Conversation, Snapshot, Status, answer};

/// What an asker sees of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The intent that answered, if any.
    pub intent: Option<String>,
    /// What became of the question.
    pub status: Status,
    /// The text.
    pub text: String,
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

/// Questions with their answers, in the order of the alphabet.
pub(super) type Known = BTreeMap<String, Seen>;

impl From<&Answer> for Seen {
    fn from(answer: &Answer) -> Self {
        Self {
            intent: answer.intent.clone(),
            status: answer.status,
            text: answer.text.clone(),
        }
    }
}

/// One question asked by itself.
pub(super) fn ask(snapshot: &Snapshot, question: &str, today: Date) -> Seen {
    let mut conversation = Conversation::default();
    Seen::from(&answer(snapshot, question, &mut conversation, today))
}

/// A snapshot with the questions that it has been asked.
pub(super) struct Side<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) known: &'a Known,
}

impl Side<'_> {
    fn answer(&self, question: &str, today: Date) -> Seen {
        let known = self.known.get(question).cloned();
        known.unwrap_or_else(|| ask(self.snapshot, question, today))
    }
}

/// The drift over all questions that either side knows, and some more.
pub(super) fn drift(
    before: &Side<'_>,
    after: &Side<'_>,
    more: &[String],
    today: Date,
) -> Vec<Drift> {
    let mut questions: Vec<&String> = before
        .known
        .keys()
        .chain(after.known.keys())
        .chain(more)
        .collect();
    questions.sort_unstable();
    questions.dedup();
    questions
        .into_iter()
        .map(|question| Drift {
            question: question.clone(),
            before: before.answer(question, today),
            after: after.answer(question, today),
        })
        .filter(|drift| drift.before != drift.after)
        .collect()
}
