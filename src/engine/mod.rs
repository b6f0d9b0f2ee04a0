//! What the shells talk to: the snapshots in force, and the memory of each conversation.
//!
//! It holds and hands on; it reads no files and decides nothing about an answer.

mod files;
mod memory;

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use jiff::civil::Date;

use crate::answer::Answer;
use crate::message::{Memory, Snapshot, answer};

pub use files::{FileSet, LoadedFiles, below, server_of, snapshot};
pub use memory::{MESSAGE_LASTS, PERSON_LASTS, Thread, Threads};

/// A server of the chat platform, which may have intents of its own.
pub type Server = u64;

/// Tells what day it is.
type Calendar = Box<dyn Fn() -> Date + Send + Sync>;

/// The snapshots that answer: one for everybody, and one for each server with intents of its own.
#[derive(Clone)]
pub struct Snapshots {
    /// What answers where nothing else does.
    pub shared: Arc<Snapshot>,
    /// What answers in single servers.
    pub servers: HashMap<Server, Arc<Snapshot>>,
}

impl From<Snapshot> for Snapshots {
    fn from(shared: Snapshot) -> Self {
        Self {
            shared: Arc::new(shared),
            servers: HashMap::new(),
        }
    }
}

impl Snapshots {
    /// The snapshot that answers in a server, or outside of servers.
    pub fn of(&self, server: Option<Server>) -> &Arc<Snapshot> {
        server
            .and_then(|server| self.servers.get(&server))
            .unwrap_or(&self.shared)
    }
}

/// Answers questions from the snapshots in force.
pub struct Engine {
    in_force: ArcSwap<Snapshots>,
    calendar: Calendar,
}

impl Engine {
    /// An engine over snapshots; `calendar` tells what "today" means.
    pub fn new(
        snapshots: impl Into<Snapshots>,
        calendar: impl Fn() -> Date + Send + Sync + 'static,
    ) -> Self {
        Self {
            in_force: ArcSwap::from_pointee(snapshots.into()),
            calendar: Box::new(calendar),
        }
    }

    /// Puts other snapshots in force at once; answers under way finish on the old ones.
    pub fn replace(&self, snapshots: Snapshots) {
        self.in_force.store(Arc::new(snapshots));
    }

    /// All snapshots in force.
    pub fn in_force(&self) -> Arc<Snapshots> {
        self.in_force.load_full()
    }

    /// The snapshot that answers in a server, or outside of servers.
    pub fn snapshot_in(&self, server: Option<Server>) -> Arc<Snapshot> {
        Arc::clone(self.in_force.load().of(server))
    }

    /// The snapshot for everybody.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot_in(None)
    }

    /// The day that "today" means.
    pub fn today(&self) -> Date {
        (self.calendar)()
    }

    /// Answers one question of a conversation.
    pub fn ask(&self, question: &str, conversation: &mut Memory) -> Answer {
        self.ask_in(None, question, conversation)
    }

    /// Answers one question of a conversation in a server, or outside of servers.
    pub fn ask_in(
        &self,
        server: Option<Server>,
        question: &str,
        conversation: &mut Memory,
    ) -> Answer {
        let snapshot = self.snapshot_in(server);
        answer(&snapshot, question, conversation, self.today())
    }

    /// Answers the last of several turns.
    pub fn dialog<'a>(&self, turns: impl IntoIterator<Item = &'a str>) -> Option<Answer> {
        let mut conversation = Memory::default();
        turns
            .into_iter()
            .map(|turn| self.ask(turn, &mut conversation))
            .last()
    }
}
