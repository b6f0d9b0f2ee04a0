//! The state of the fake: who and what there is, and the lock and the bell around it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::Notify;

use super::faults::Faults;
use super::gateway::Gateway;
use super::ids::snowflake;
use super::limits::Limits;
use super::record::Record;

/// The token that the fake accepts.
pub(crate) const TOKEN: &str = "a.b.c";

/// The application and its bot user.
pub(crate) struct App {
    pub(crate) id: u64,
    /// Discord gives the bot user the id of its application.
    pub(crate) bot: u64,
    pub(crate) token: String,
    /// The privileged intents that the developer portal grants.
    pub(crate) granted: u64,
    /// The public half of the key that signs interactions, in hexadecimal.
    pub(crate) verify_key: String,
}

/// A person or a bot.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) bot: bool,
    pub(crate) locale: String,
    /// What the person may do in every server, as Discord's bits.
    pub(crate) permissions: u64,
    pub(crate) roles: Vec<u64>,
    /// The person installed the app; commands in servers are the person's, not the server's.
    pub(crate) brings_the_app: bool,
}

/// A server.
#[derive(Debug, Clone)]
pub(crate) struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) owner: u64,
    /// Id and name of each role but everyone's and the bot's.
    pub(crate) roles: Vec<(u64, String)>,
    /// The role that Discord makes for a bot that is invited with permissions.
    pub(crate) bot_role: Option<u64>,
    /// The bot was taken out of it.
    pub(crate) left: bool,
}

/// A channel of a server, or direct messages.
#[derive(Debug, Clone)]
pub(crate) struct Channel {
    pub(crate) id: u64,
    pub(crate) guild: Option<u64>,
    pub(crate) name: String,
    /// The channel that it is a thread of.
    pub(crate) parent: Option<u64>,
    /// The person at the other end of direct messages.
    pub(crate) recipient: Option<u64>,
    /// What the bot may do there, as Discord's bits.
    pub(crate) bot_permissions: u64,
}

/// A message and what only Discord knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) json: Value,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    pub(crate) at: Instant,
    pub(crate) nonce: Option<String>,
    /// The interaction whose token may change it.
    pub(crate) interaction: Option<u64>,
    pub(crate) deleted: bool,
}

/// An interaction and how it was taken up.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) token: String,
    /// 2 command, 3 component, 4 autocomplete, 5 modal.
    pub(crate) kind: u8,
    pub(crate) channel: u64,
    pub(crate) user: u64,
    pub(crate) name: String,
    pub(crate) at: Instant,
    /// The message that a component belongs to.
    pub(crate) source: Option<u64>,
    pub(crate) callback: Option<Callback>,
    /// The message behind `@original`.
    pub(crate) original: Option<u64>,
    pub(crate) follow_ups: Vec<u64>,
    /// The request was refused or lost by a fault, or the test gave it up.
    pub(crate) excused: bool,
}

/// The first response to an interaction.
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    pub(crate) kind: u64,
    pub(crate) data: Value,
    /// How long it took.
    pub(crate) after: Duration,
}

/// Everything there is.
pub(crate) struct State {
    pub(crate) app: App,
    pub(crate) people: BTreeMap<u64, Person>,
    pub(crate) guilds: BTreeMap<u64, Guild>,
    pub(crate) channels: BTreeMap<u64, Channel>,
    pub(crate) messages: BTreeMap<u64, Stored>,
    /// Application commands, global under `None`.
    pub(crate) commands: BTreeMap<Option<u64>, Vec<Value>>,
    pub(crate) interactions: BTreeMap<u64, Pending>,
    /// The bytes of attachments by path.
    pub(crate) uploads: HashMap<String, Vec<u8>>,
    /// When the bot was seen typing, and where.
    pub(crate) typing: Vec<(u64, Instant)>,
    pub(crate) gateway: Gateway,
    pub(crate) limits: Limits,
    pub(crate) faults: Faults,
    pub(crate) record: Record,
}

impl State {
    pub(crate) fn new(verify_key: String) -> Self {
        let id = snowflake();
        let bot = Person {
            id,
            name: "footnote".to_owned(),
            bot: true,
            locale: "en-US".to_owned(),
            permissions: 0,
            roles: Vec::new(),
            brings_the_app: false,
        };
        Self {
            app: App {
                id,
                bot: id,
                token: TOKEN.to_owned(),
                granted: super::gateway::MESSAGE_CONTENT,
                verify_key,
            },
            people: BTreeMap::from([(id, bot)]),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: BTreeMap::new(),
            commands: BTreeMap::new(),
            interactions: BTreeMap::new(),
            uploads: HashMap::new(),
            typing: Vec::new(),
            gateway: Gateway::default(),
            limits: Limits::default(),
            faults: Faults::default(),
            record: Record::default(),
        }
    }

    /// The server that a channel belongs to.
    pub(crate) fn guild_of(&self, channel: u64) -> Option<u64> {
        self.channels
            .get(&channel)
            .and_then(|channel| channel.guild)
    }

    /// A message that was not deleted.
    pub(crate) fn message(&self, id: u64) -> Option<&Stored> {
        self.messages.get(&id).filter(|stored| !stored.deleted)
    }
}

/// The state behind a lock, and a bell that rings at every change.
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Notify,
}

impl Shared {
    pub(crate) fn new(state: State) -> Self {
        Self {
            state: Mutex::new(state),
            changed: Notify::new(),
        }
    }

    /// Looks at the state or changes it.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        // A test that panicked in the middle has failed already; the others still want their report.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = act(&mut state);
        drop(state);
        self.changed.notify_waiters();
        outcome
    }

    pub(crate) fn violation(&self, text: String) {
        self.with(|state| state.record.violation(text));
    }

    /// Waits until there is something to see; absent when the time is up.
    pub(crate) async fn wait<T>(
        &self,
        patience: Duration,
        mut look: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let deadline = tokio::time::Instant::now() + patience;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let seen = {
                let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                look(&mut state)
            };
            if seen.is_some() {
                return seen;
            }
            tokio::time::timeout_at(deadline, changed).await.ok()?;
        }
    }
}
