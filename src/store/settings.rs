//! The settings of a server: where the bot answers, who its moderators are, what it keeps.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::inbox::empty_inbox;
use super::{Store, StoreError, Survives, given, kept};

/// What the bot does in a channel.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It answers who speaks to it.
    #[default]
    Answers,
    /// It also answers messages that read as a question for it, where it is sure.
    Listens,
    /// It says nothing.
    Silent,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Answers, Self::Listens, Self::Silent];

    /// The word for it in commands and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Listens => "listens",
            Self::Silent => "silent",
        }
    }
}

/// The settings of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What it does in channels that are not named.
    pub default_mode: Mode,
    /// What it does in single channels, by their id.
    pub channels: BTreeMap<u64, Mode>,
    /// The ids of the roles whose members may edit this server's intents.
    pub moderators: BTreeSet<u64>,
    /// The id of the channel where moderators are told what was changed and what failed.
    pub moderators_channel: Option<u64>,
    /// The code of the language it speaks: `en`, `ru`, `uk`; absent if it follows the question.
    pub language: Option<String>,
    /// Whether questions that were not understood are kept, without their authors.
    pub inbox: bool,
    /// For how many days they are kept after they were last asked.
    pub inbox_days: u16,
    /// How many seconds a person waits for each further question after a few at once; 0 for no cooldown, since Discord itself slows
    /// people down.
    pub cooldown_seconds: u16,
    /// Whether messages of webhooks are answered.
    pub webhooks: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            default_mode: Mode::Answers,
            channels: BTreeMap::new(),
            moderators: BTreeSet::new(),
            moderators_channel: None,
            language: None,
            inbox: false,
            inbox_days: 30,
            cooldown_seconds: 0,
            webhooks: false,
        }
    }
}

impl Settings {
    /// What the bot does in a channel. A thread or a forum post, which has a `parent`, does as its channel unless it is set itself.
    pub fn mode(&self, channel: u64, parent: Option<u64>) -> Mode {
        let set = |channel: u64| self.channels.get(&channel).copied();
        set(channel)
            .or_else(|| parent.and_then(set))
            .unwrap_or(self.default_mode)
    }

    /// The least that the bot does in any of its channels, named or not.
    pub fn least_mode(&self) -> Mode {
        let does = |mode: &Mode| {
            self.default_mode == *mode || self.channels.values().any(|set| set == mode)
        };
        let mut from_least = [Mode::Silent, Mode::Answers].into_iter();
        from_least.find(does).unwrap_or(Mode::Listens)
    }

    /// Whether it matters which channel a channel is a thread of: it is not set itself, and others are.
    pub fn hangs_on_parent(&self, channel: u64) -> bool {
        !self.channels.is_empty() && !self.channels.contains_key(&channel)
    }
}

impl Store {
    /// The settings of a server; the defaults where nothing was ever set.
    ///
    /// # Errors
    ///
    /// If the database fails or what it holds cannot be read.
    pub fn settings(&self, guild: u64) -> Result<Settings, StoreError> {
        settings_of(&self.reading(), guild)
    }

    /// Keeps the settings of a server. Where they switch the inbox off, what was in it is deleted with that.
    ///
    /// # Errors
    ///
    /// If the database fails; the settings are then what they were.
    pub fn save_settings(&self, guild: u64, settings: &Settings) -> Result<(), StoreError> {
        let json = serde_json::to_string(settings).map_err(damaged)?;
        self.write(Survives::PowerCut, |transaction| {
            transaction
                .prepare_cached("REPLACE INTO settings (guild, settings) VALUES (?1, ?2)")?
                .execute(params![kept(guild), json])?;
            if !settings.inbox {
                empty_inbox(transaction, guild)?;
            }
            Ok(())
        })
    }

    /// The servers that have settings of their own and that the bot has not left, with them. Those that cannot be read are passed over,
    /// which the log says: one of them is no reason to keep anything from all others.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn all_settings(&self) -> Result<BTreeMap<u64, Settings>, StoreError> {
        let query =
            "SELECT guild, settings FROM settings WHERE guild NOT IN (SELECT guild FROM departure)";
        let rows: Vec<(u64, String)> = self.read(|connection| {
            connection
                .prepare_cached(query)?
                .query_map([], |row| Ok((given(row.get(0)?), row.get(1)?)))?
                .collect()
        })?;
        let read = |(server, json): (u64, String)| match from_json(&json) {
            Ok(settings) => Some((server, settings)),
            Err(error) => {
                tracing::error!(server, %error, "the settings of a server cannot be read");
                None
            }
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }
}

/// The settings of a server.
pub(super) fn settings_of(connection: &Connection, guild: u64) -> Result<Settings, StoreError> {
    let query = "SELECT settings FROM settings WHERE guild = ?1";
    let found = connection
        .prepare_cached(query)?
        .query_row([kept(guild)], |row| row.get::<_, String>(0))
        .optional()?;
    found.map_or_else(|| Ok(Settings::default()), |json| from_json(&json))
}

fn from_json(json: &str) -> Result<Settings, StoreError> {
    serde_json::from_str(json).map_err(damaged)
}

fn damaged(source: serde_json::Error) -> StoreError {
    let what = "settings of a server";
    StoreError::Damaged { what, source }
}
