//! The memory of conversations: what was last spoken of, by message and by person, for a while.
//!
//! It holds no text, and never more than its bound; the time is an argument.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::message::Memory;

/// How long the same person in the same channel goes on with the same conversation.
pub const PERSON_LASTS: Duration = Duration::from_secs(5 * 60);
/// How long a reply to an answer goes on with its conversation.
pub const MESSAGE_LASTS: Duration = Duration::from_secs(24 * 60 * 60);
/// How many conversations are kept; the oldest go first.
const MOST: usize = 4_096;

/// What a conversation hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thread {
    /// What a person says in a channel.
    Person {
        /// The channel.
        channel: u64,
        /// The person.
        person: u64,
    },
    /// Replies to a message of the bot.
    Message(u64),
}

impl Thread {
    fn lasts(self) -> Duration {
        match self {
            Self::Person { .. } => PERSON_LASTS,
            Self::Message(_) => MESSAGE_LASTS,
        }
    }
}

/// A conversation, the dataset that it speaks of, and when it was last gone on with.
#[derive(Debug)]
struct Remembered {
    /// Who speaks of it.
    person: u64,
    conversation: Memory,
    dataset: String,
    at: Duration,
}

/// Conversations of the last while.
#[derive(Debug, Default)]
pub struct Threads {
    threads: HashMap<Thread, Remembered>,
    /// Threads by age, the oldest first; one that was gone on with stands here more than once.
    order: VecDeque<(Thread, Duration)>,
}

impl Threads {
    /// The conversation of a thread. What is older than it may be, or speaks of another dataset, is forgotten: positions in one
    /// dataset mean nothing in another.
    ///
    /// `now` is the time since any fixed moment.
    pub fn recall(&self, thread: Thread, dataset: &str, now: Duration) -> Option<Memory> {
        let remembered = self.threads.get(&thread)?;
        let fresh = now.saturating_sub(remembered.at) <= thread.lasts();
        (fresh && remembered.dataset == dataset).then(|| remembered.conversation.clone())
    }

    /// Remembers a conversation with a person under a thread.
    pub fn remember(
        &mut self,
        thread: Thread,
        person: u64,
        conversation: Memory,
        dataset: &str,
        now: Duration,
    ) {
        let remembered = Remembered {
            person,
            conversation,
            dataset: dataset.to_owned(),
            at: now,
        };
        self.threads.insert(thread, remembered);
        self.order.push_back((thread, now));
        self.expire(now);
    }

    /// Forgets all conversations with a person.
    pub fn forget(&mut self, person: u64) {
        self.threads.retain(|_, kept| kept.person != person);
        self.order
            .retain(|(thread, _)| self.threads.contains_key(thread));
    }

    /// Drops what nobody can go on with, and the oldest beyond the bound.
    fn expire(&mut self, now: Duration) {
        while let Some(&(thread, at)) = self.order.front() {
            let over = now.saturating_sub(at) > thread.lasts();
            if !over && self.order.len() <= MOST {
                return;
            }
            self.order.pop_front();
            if self.threads.get(&thread).is_some_and(|kept| kept.at == at) {
                self.threads.remove(&thread);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON_A: Thread = Thread::Person {
        channel: 1,
        person: 2,
    };

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn check(thread: Thread, dataset: &str, after: u64, expected: bool) {
        let mut memory = Threads::default();
        memory.remember(thread, 2, Memory::default(), "bees", seconds(10));
        let found = memory.recall(thread, dataset, seconds(10 + after));
        assert_eq!(
            found.is_some(),
            expected,
            "{thread:?} {dataset} after {after} s"
        );
    }

    #[test]
    fn a_conversation_lasts_for_a_while_and_for_its_dataset() {
        check(PERSON_A, "bees", 0, true);
        check(PERSON_A, "bees", 300, true);
        check(PERSON_A, "bees", 301, false);
        check(PERSON_A, "ships", 0, false);
        check(Thread::Message(7), "bees", 301, true);
        check(Thread::Message(7), "bees", 86_401, false);
    }

    #[test]
    fn a_person_is_forgotten_with_all_that_was_said_to_them() {
        let mut memory = Threads::default();
        let elsewhere = Thread::Person {
            channel: 9,
            person: 2,
        };
        let threads = [
            (PERSON_A, 2),
            (elsewhere, 2),
            (Thread::Message(7), 2),
            (Thread::Message(8), 3),
        ];
        for (thread, person) in threads {
            memory.remember(thread, person, Memory::default(), "bees", seconds(1));
        }
        memory.forget(2);
        let kept: Vec<Thread> = memory.threads.keys().copied().collect();
        assert_eq!(kept, [Thread::Message(8)]);
        assert_eq!(memory.order, [(Thread::Message(8), seconds(1))]);
    }

    #[test]
    fn the_oldest_make_room() {
        let mut memory = Threads::default();
        for message in 0..10_000 {
            let thread = Thread::Message(message);
            memory.remember(thread, 2, Memory::default(), "bees", seconds(message));
            memory.remember(PERSON_A, 2, Memory::default(), "bees", seconds(message));
        }
        assert!(memory.threads.len() <= MOST && memory.order.len() <= MOST);
        let last = memory.recall(Thread::Message(9_999), "bees", seconds(9_999));
        assert!(last.is_some());
        assert!(memory.recall(PERSON_A, "bees", seconds(9_999)).is_some());
        assert!(
            memory
                .recall(Thread::Message(0), "bees", seconds(9_999))
                .is_none()
        );
    }
}
