//! How far each channel was read, so that what was asked while the bot was away can be caught up with.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::params;

use super::{Store, StoreError, Survives, given, kept};

impl Store {
    /// Remembers that a channel was read up to a message; an earlier one than the last changes nothing.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn seen(&self, channel: u64, message: u64, at: Timestamp) -> Result<(), StoreError> {
        let change = "INSERT INTO cursor (channel, message, at) VALUES (?1, ?2, ?3)
            ON CONFLICT (channel) DO UPDATE SET message = excluded.message, at = excluded.at
            WHERE excluded.message > message";
        self.write(Survives::Crash, |transaction| {
            transaction.prepare_cached(change)?.execute(params![
                kept(channel),
                kept(message),
                at.as_millisecond()
            ])?;
            Ok(())
        })
    }

    /// The last message seen in each channel that was read since a time.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn last_seen(&self, since: Timestamp) -> Result<BTreeMap<u64, u64>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT channel, message FROM cursor WHERE at >= ?1")?
                .query_map([since.as_millisecond()], |row| {
                    Ok((given(row.get(0)?), given(row.get(1)?)))
                })?
                .collect()
        })
    }

    /// Forgets the channels that were not read since a time, and gives how many.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn expire_cursors(&self, before: Timestamp) -> Result<usize, StoreError> {
        self.write(Survives::Crash, |transaction| {
            Ok(transaction
                .prepare_cached("DELETE FROM cursor WHERE at < ?1")?
                .execute([before.as_millisecond()])?)
        })
    }
}
