//! What outlives a restart, in one SQLite file: settings, posts, the inbox, drafts, revisions.
//!
//! It keeps and finds; what a row means for an answer, and every file but the database, is somebody else's. The time is an argument.

mod change;
mod departures;
mod drafts;
mod error;
mod inbox;
mod posts;
mod revisions;
mod schema;
mod settings;

#[cfg(test)]
mod tests;

use std::fs::{self, OpenOptions};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::backup::Progress;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

pub use change::{Author, Change};
pub use departures::SETTINGS_LAST;
pub use drafts::{DRAFT_LASTS, Draft};
pub use error::StoreError;
pub use inbox::{InboxEntry, InboxKind, MOST_ENTRIES};
pub use posts::Post;
pub use revisions::{Revision, RevisionKind, RevisionState, Within};
pub use settings::{Mode, Settings};

/// How long one process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database. It may be shared between threads; other processes may use the same file.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    /// What reads beside the connection that writes and waits for the disk; a database in memory has but one.
    reader: Option<Mutex<Connection>>,
}

/// What a write must survive once it is said to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Survives {
    /// The end of the process.
    Crash,
    /// A power cut too, which costs a wait for the disk.
    PowerCut,
}

impl Store {
    /// Opens the database at a path, or makes one there, and brings it to the newest form.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, is no database of Footnote, or was written by a newer version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let opened = Connection::open(path).and_then(|connection| {
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            Ok(connection)
        });
        let connection = opened.map_err(|source| StoreError::cannot_open(path, source))?;
        let store = Self::new(connection).map_err(|error| error.of(path))?;
        let reader = reader(path).map_err(|source| StoreError::cannot_open(path, source))?;
        Ok(Self {
            reader: Some(Mutex::new(reader)),
            ..store
        })
    }

    /// A database that is gone with its value, for tests and for runs that keep nothing.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::new(Connection::open_in_memory()?)
    }

    fn new(mut connection: Connection) -> Result<Self, StoreError> {
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "synchronous", "full")?;
        schema::migrate(&mut connection)?;
        connection.pragma_update(None, "synchronous", "normal")?;
        Ok(Self {
            connection: Mutex::new(connection),
            reader: None,
        })
    }

    /// Copies the database as it is now into a new file, while others may go on using it.
    ///
    /// # Errors
    ///
    /// If there is something at the path already, or it cannot be written; then nothing is left there.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        // The file is claimed first: a backup must never fall on another one.
        let mut claim = OpenOptions::new();
        claim.write(true).create_new(true);
        // Questions of inboxes stand in it.
        #[cfg(unix)]
        claim.mode(0o600);
        claim
            .open(to)
            .map_err(|source| StoreError::cannot_back_up(to, source))?;
        let copied = self.read(|connection| connection.backup("main", to, None::<fn(Progress)>));
        // A part of a database must not look like a backup. Where it cannot be removed either, the first error says more.
        if copied.is_err() {
            fs::remove_file(to).ok();
        }
        copied
    }

    fn read<T>(
        &self,
        find: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        Ok(find(&self.reading())?)
    }

    /// The connection that reads.
    fn reading(&self) -> MutexGuard<'_, Connection> {
        lock(self.reader.as_ref().unwrap_or(&self.connection))
    }

    /// Does all of `change`, or nothing of it if it fails; no other process writes meanwhile.
    fn write<T, E: From<StoreError>>(
        &self,
        survives: Survives,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = lock(&self.connection);
        let level = match survives {
            Survives::Crash => "normal",
            Survives::PowerCut => "full",
        };
        connection
            .pragma_update(None, "synchronous", level)
            .map_err(StoreError::from)?;
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let done = change(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }
}

/// A connection that only reads.
fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    reader.busy_timeout(PATIENCE)?;
    Ok(reader)
}

/// A connection. A thread that panicked with it has left no half-done transaction: those roll back when they are dropped.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An id of the chat platform as SQLite keeps it: the same 64 bits, with a sign.
fn kept(id: u64) -> i64 {
    id.cast_signed()
}

/// An id of the chat platform, from SQLite.
fn given(id: i64) -> u64 {
    id.cast_unsigned()
}

/// A word in a column that takes only certain words.
fn unknown(column: usize, word: &str) -> rusqlite::Error {
    let why = format!("`{word}` is not known here");
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, why.into())
}
