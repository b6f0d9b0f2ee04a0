//! A change of one file: what it was, what it becomes, who wants it and why. Drafts and revisions are made of them.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;

use super::{given, kept};

/// Who changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The id on the chat platform; absent on the command line.
    pub id: Option<u64>,
    /// The name as it is shown.
    pub name: String,
}

impl Author {
    /// The id as SQLite keeps it.
    pub(super) fn kept_id(&self) -> Option<i64> {
        self.id.map(kept)
    }
}

/// A change of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file, relative to the intents directory, with slashes: `topics/storms.toml`, `guilds/7/storms.toml`.
    pub file: String,
    /// The text before; absent if the file is new.
    pub old: Option<String>,
    /// The text after; absent if the file is to go.
    pub new: Option<String>,
    /// Who wants it.
    pub author: Author,
    /// Why, in the author's words; may be empty.
    pub reason: String,
    /// When it was made.
    pub at: Timestamp,
}

impl Change {
    /// What it does to the file, in a word.
    pub fn does(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "new",
            (_, None) => "deleted",
            _ => "changed",
        }
    }
}

/// The columns that [`from_row`] reads, in their order.
pub(super) const COLUMNS: &str = "file, old, new, author_id, author_name, reason";

/// A change from a row whose columns from `first` on are [`COLUMNS`] and then the time.
pub(super) fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<Change> {
    Ok(Change {
        file: row.get(first)?,
        old: row.get(first + 1)?,
        new: row.get(first + 2)?,
        author: Author {
            id: row.get::<_, Option<i64>>(first + 3)?.map(given),
            name: row.get(first + 4)?,
        },
        reason: row.get(first + 5)?,
        at: time(row, first + 6)?,
    })
}

/// A time from a column of milliseconds.
pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(row.get(column)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, error.into())
    })
}
