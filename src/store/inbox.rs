//! The inbox of a server: what was not understood there, counted, without its authors, for a bounded time.
//!
//! It is off until a server's moderators switch it on, and that is looked at here, so that no caller can forget it.

use jiff::{ToSpan, civil::Date};
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use super::settings::settings_of;
use super::{Store, StoreError, Survives, given, kept, unknown};

/// The longest text that is kept, in characters; a question is shorter, and what is longer is cut.
const LONGEST: usize = 300;

/// How many questions a server's inbox holds; of what is asked least, the oldest make room.
pub const MOST_ENTRIES: u32 = 500;

/// Why a question is in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InboxKind {
    /// It was refused.
    Refused,
    /// It was answered by a question back.
    AskedBack,
    /// Somebody said that the answer was wrong.
    MarkedWrong,
}

impl InboxKind {
    const ALL: [Self; 3] = [Self::Refused, Self::AskedBack, Self::MarkedWrong];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::AskedBack => "asked_back",
            Self::MarkedWrong => "marked_wrong",
        }
    }
}

/// A question of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxEntry {
    /// Names it.
    pub id: u64,
    /// Why it is there.
    pub kind: InboxKind,
    /// The normalised text.
    pub text: String,
    /// How often it was asked.
    pub count: u64,
    /// The day it was first asked.
    pub first_day: Date,
    /// The day it was last asked.
    pub last_day: Date,
}

impl Store {
    /// Notes a question, whose text the caller has normalised. Gives whether it was kept: not where the inbox is off, and nothing empty.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn note_in_inbox(
        &self,
        guild: u64,
        kind: InboxKind,
        normalised: &str,
        today: Date,
    ) -> Result<bool, StoreError> {
        let text: String = without_people(normalised).chars().take(LONGEST).collect();
        if text.is_empty() {
            return Ok(false);
        }
        let insert = "INSERT INTO inbox (guild, kind, text, count, first_day, last_day)
            VALUES (?1, ?2, ?3, 1, ?4, ?4)
            ON CONFLICT (guild, kind, text)
            DO UPDATE SET count = count + 1, last_day = max(last_day, excluded.last_day)";
        self.write(Survives::Crash, |transaction| {
            if !settings_of(transaction, guild)?.inbox {
                return Ok(false);
            }
            transaction.prepare_cached(insert)?.execute(params![
                kept(guild),
                kind.name(),
                text,
                today.to_string()
            ])?;
            // The new one is the oldest of nothing: without it every question would push itself out of a full inbox.
            let make_room = "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE guild = ?1 AND NOT (kind = ?2 AND text = ?3)
                ORDER BY count DESC, last_day DESC, id DESC LIMIT -1 OFFSET ?4)";
            transaction.prepare_cached(make_room)?.execute(params![
                kept(guild),
                kind.name(),
                text,
                MOST_ENTRIES - 1
            ])?;
            Ok(true)
        })
    }

    /// The inbox of a server, what was asked most often first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn inbox(&self, guild: u64) -> Result<Vec<InboxEntry>, StoreError> {
        let query = "SELECT id, kind, text, count, first_day, last_day FROM inbox
            WHERE guild = ?1 ORDER BY count DESC, last_day DESC, id";
        self.read(|connection| {
            connection
                .prepare_cached(query)?
                .query_map([kept(guild)], entry)?
                .collect()
        })
    }

    /// A question of a server's inbox, by its number.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn inbox_entry(&self, guild: u64, id: u64) -> Result<Option<InboxEntry>, StoreError> {
        let found = self.inbox(guild)?;
        Ok(found.into_iter().find(|entry| entry.id == id))
    }

    /// Takes questions out of a server's inbox, and gives how many were there.
    ///
    /// # Errors
    ///
    /// If the database fails; nothing is taken out then.
    pub fn dismiss_from_inbox(&self, guild: u64, ids: &[u64]) -> Result<usize, StoreError> {
        self.write(Survives::Crash, |transaction| {
            let mut delete =
                transaction.prepare_cached("DELETE FROM inbox WHERE guild = ?1 AND id = ?2")?;
            let mut gone = 0;
            for id in ids {
                gone += delete.execute([kept(guild), kept(*id)])?;
            }
            Ok(gone)
        })
    }

    /// Takes out what was last asked longer ago than each server keeps it, and all where the inbox is off. Gives how many questions that were.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn expire_inbox(&self, today: Date) -> Result<usize, StoreError> {
        let mut gone = 0;
        for guild in self.guilds_with_inbox()? {
            gone += self.write(Survives::Crash, |transaction| {
                let settings = settings_of(transaction, guild)?;
                if !settings.inbox {
                    return Ok::<_, StoreError>(empty_inbox(transaction, guild)?);
                }
                let days = i64::from(settings.inbox_days);
                let oldest = today.saturating_sub(days.days()).to_string();
                let delete = "DELETE FROM inbox WHERE guild = ?1 AND last_day < ?2";
                Ok(transaction.execute(delete, params![kept(guild), oldest])?)
            })?;
        }
        Ok(gone)
    }

    fn guilds_with_inbox(&self) -> Result<Vec<u64>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT DISTINCT guild FROM inbox")?
                .query_map([], |row| row.get(0).map(given))?
                .collect()
        })
    }
}

/// The text with every run of ten digits or more, which could be somebody's id or telephone number, made a mere sign.
fn without_people(text: &str) -> String {
    const LEAST: usize = 10;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let digits = &rest[at..];
        let end = digits
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(digits.len());
        let (run, after) = digits.split_at(end);
        let shown = if run.len() >= LEAST { "#" } else { run };
        plain.push_str(&rest[..at]);
        plain.push_str(shown);
        rest = after;
    }
    plain + rest
}

/// Empties the inbox of a server.
pub(super) fn empty_inbox(connection: &Connection, guild: u64) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM inbox WHERE guild = ?1", [kept(guild)])
}

fn entry(row: &Row<'_>) -> rusqlite::Result<InboxEntry> {
    let name: String = row.get(1)?;
    let kind = InboxKind::ALL.into_iter().find(|kind| kind.name() == name);
    Ok(InboxEntry {
        id: given(row.get(0)?),
        kind: kind.ok_or_else(|| unknown(1, &name))?,
        text: row.get(2)?,
        count: given(row.get(3)?),
        first_day: day(row, 4)?,
        last_day: day(row, 5)?,
    })
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Date> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}
