//! What the shells talk to: the snapshot in force, and the memory of each conversation.
//!
//! It holds and hands on; it reads no files and decides nothing about an answer.

use jiff::civil::Date;

use crate::answer::{Answer, Conversation, Snapshot, answer};

/// Answers questions from a snapshot.
pub struct Engine {
    snapshot: Snapshot,
    today: Date,
}

impl Engine {
    /// An engine over a snapshot, on a given day.
    pub fn new(snapshot: Snapshot, today: Date) -> Self {
        Self { snapshot, today }
    }

    /// The snapshot in force.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The day that "today" means.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Answers one question of a conversation.
    pub fn ask(&self, question: &str, conversation: &mut Conversation) -> Answer {
        answer(&self.snapshot, question, conversation, self.today)
    }

    /// Answers the last of several turns.
    pub fn dialog<'a>(&self, turns: impl IntoIterator<Item = &'a str>) -> Option<Answer> {
        let mut conversation = Conversation::default();
        turns
            .into_iter()
            .map(|turn| self.ask(turn, &mut conversation))
            .last()
    }
}
