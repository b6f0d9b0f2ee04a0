//! The gateway: sessions and their events, and what may go wrong with connections.

mod connection;
mod session;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub(crate) use self::connection::listen;
use self::session::Session;

pub(crate) const GUILDS: u64 = 1;
pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;
/// Members, presences, message content.
pub(crate) const PRIVILEGED: u64 = (1 << 1) | (1 << 8) | MESSAGE_CONTENT;

/// What a connection is told to do.
#[derive(Debug, Clone)]
pub(crate) enum Out {
    Text(String),
    Binary(Vec<u8>),
    Close(u16),
    /// The TCP connection ends without a word.
    Drop,
}

/// How often Discord wants to hear from a connection.
pub(crate) const HEARTBEAT: Duration = Duration::from_millis(41_250);

/// All sessions, and how the gateway behaves.
pub(crate) struct Gateway {
    pub(crate) sessions: Vec<Session>,
    /// What `GET /gateway` says.
    pub(crate) address: String,
    /// Where attachments are downloaded from.
    pub(crate) cdn: String,
    pub(crate) recommended_shards: u64,
    pub(crate) heartbeat: Duration,
    /// Connections are refused until then.
    pub(crate) refused_until: Option<Instant>,
    /// IDENTIFY is answered by closing with this code.
    pub(crate) refuses_with: Option<u16>,
    /// Channels do not say which message is their newest.
    pub(crate) hides_newest: bool,
    /// So many RESUMEs are answered with "invalid session".
    pub(crate) rejected_resumes: usize,
    /// What IDENTIFY said, each time.
    pub(crate) identified: Vec<Value>,
    pub(crate) resumed: usize,
    /// Connections so far.
    pub(crate) connections: usize,
    /// The codes with which the bot closed connections.
    pub(crate) closed: Vec<Option<u16>>,
    /// What the bot set as its presence.
    pub(crate) presences: Vec<Value>,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            sessions: Vec::new(),
            address: String::new(),
            cdn: String::new(),
            recommended_shards: 1,
            heartbeat: HEARTBEAT,
            refused_until: None,
            refuses_with: None,
            hides_newest: false,
            rejected_resumes: 0,
            identified: Vec::new(),
            resumed: 0,
            connections: 0,
            closed: Vec::new(),
            presences: Vec::new(),
        }
    }
}

impl Gateway {
    /// Sends an event of a server, or of direct messages, to the sessions that asked for it.
    pub(crate) fn dispatch(
        &mut self,
        guild: Option<u64>,
        intent: u64,
        event: &str,
        whole: &Value,
        redacted: &Value,
    ) {
        for session in &mut self.sessions {
            if session.intents & intent != 0 && session.serves(guild) {
                let sees_all = session.intents & MESSAGE_CONTENT != 0;
                session.event(event, if sees_all { whole } else { redacted });
            }
        }
    }

    /// Sends an event about a server itself.
    pub(crate) fn tell(&mut self, guild: u64, event: &str, json: &Value) {
        self.dispatch(Some(guild), GUILDS, event, json, json);
    }

    /// Sends an interaction; it goes to the shard of its server whatever the intents. Whether there was one.
    pub(crate) fn interaction(&mut self, guild: Option<u64>, json: &Value) -> bool {
        let mut sessions = self.sessions.iter_mut();
        let found = sessions.find(|session| session.serves(guild));
        found
            .map(|session| session.event("INTERACTION_CREATE", json))
            .is_some()
    }

    /// Says the same to every connection.
    pub(crate) fn everywhere(&self, out: &Out) {
        for session in &self.sessions {
            session.send(out.clone());
        }
    }

    /// Whether a bot is connected and ready.
    pub(crate) fn connected(&self) -> bool {
        self.sessions.iter().any(Session::connected)
    }

    /// Opcode 9; the sessions are forgotten unless they may be resumed.
    pub(crate) fn invalidate(&mut self, resumable: bool) {
        self.everywhere(&Out::Text(json!({"op": 9, "d": resumable}).to_string()));
        if !resumable {
            self.sessions.clear();
        }
    }

    /// The connections stay open, and nothing comes through any more, acknowledgements of heartbeats included.
    pub(crate) fn turn_to_zombies(&mut self) {
        for session in &mut self.sessions {
            session.mute();
        }
    }

    /// The last event of every session once more: with its number (a replay), or with a new one (a duplicate).
    pub(crate) fn repeat_last(&mut self, same_number: bool) {
        for session in &mut self.sessions {
            session.repeat_last(same_number);
        }
    }
}
