//! Drafts: changes that were looked at and wait to be published or discarded.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use super::change::{COLUMNS, Change, from_row};
use super::{Store, StoreError, Survives, given, kept};

/// How long a draft is kept.
pub const DRAFT_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Names it; never used again for another.
    pub id: u64,
    /// What it would do.
    pub change: Change,
}

impl Store {
    /// Keeps a draft in the place of an earlier one of the same file by the same author, and gives its id.
    ///
    /// # Errors
    ///
    /// If the database fails; the earlier draft is still there then.
    pub fn keep_draft(&self, change: &Change) -> Result<u64, StoreError> {
        let (file, author) = (&change.file, &change.author);
        let earlier = "DELETE FROM draft WHERE file = ?1 AND author_id IS ?2
            AND (author_id IS NOT NULL OR author_name = ?3)";
        let insert =
            format!("INSERT INTO draft ({COLUMNS}, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        self.write(Survives::PowerCut, |transaction| {
            transaction.execute(earlier, params![file, author.kept_id(), author.name])?;
            transaction.execute(
                &insert,
                params![
                    file,
                    change.old,
                    change.new,
                    author.kept_id(),
                    author.name,
                    change.reason,
                    change.at.as_millisecond()
                ],
            )?;
            Ok(given(transaction.last_insert_rowid()))
        })
    }

    /// A draft, if it is still there.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn draft(&self, id: u64) -> Result<Option<Draft>, StoreError> {
        let query = format!("SELECT id, {COLUMNS}, created FROM draft WHERE id = ?1");
        self.read(|connection| {
            connection
                .prepare_cached(&query)?
                .query_row([kept(id)], draft)
                .optional()
        })
    }

    /// All drafts, the newest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let query = format!("SELECT id, {COLUMNS}, created FROM draft ORDER BY id DESC");
        self.read(|connection| {
            connection
                .prepare_cached(&query)?
                .query_map([], draft)?
                .collect()
        })
    }

    /// Drops a draft, and gives whether it was there.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn discard_draft(&self, id: u64) -> Result<bool, StoreError> {
        self.write(Survives::PowerCut, |transaction| {
            Ok(transaction.execute("DELETE FROM draft WHERE id = ?1", [kept(id)])? > 0)
        })
    }

    /// Drops the drafts that have waited for longer than [`DRAFT_LASTS`], and gives how many they were.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn expire_drafts(&self, now: Timestamp) -> Result<usize, StoreError> {
        let oldest =
            now.as_millisecond() - i64::try_from(DRAFT_LASTS.as_millis()).unwrap_or(i64::MAX);
        self.write(Survives::Crash, |transaction| {
            Ok(transaction.execute("DELETE FROM draft WHERE created < ?1", [oldest])?)
        })
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: given(row.get(0)?),
        change: from_row(row, 1)?,
    })
}
