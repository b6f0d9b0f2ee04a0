//! Servers that the bot was taken out of: their inbox goes at once, their settings after a while, in case it is brought back.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use rusqlite::{Connection, params};

use super::inbox::empty_inbox;
use super::{Store, StoreError, Survives, given, kept};

/// How many days the settings of a server are kept after the bot has left it.
pub const SETTINGS_LAST: i64 = 30;

impl Store {
    /// The bot was taken out of a server: what was asked there is deleted.
    ///
    /// # Errors
    ///
    /// If the database fails; everything is then as it was.
    pub fn leave(&self, guild: u64, today: Date) -> Result<(), StoreError> {
        self.write(Survives::Crash, |transaction| {
            empty_inbox(transaction, guild)?;
            depart(transaction, guild, today)?;
            Ok(())
        })
    }

    /// The bot is in these servers, and in no other of those that `ours` holds for. Of one that it is missing from its inbox stays for
    /// the day: it may be but a bot with another token, tried on the same database.
    ///
    /// # Errors
    ///
    /// If the database fails; everything is then as it was.
    pub fn is_in(
        &self,
        guilds: &BTreeSet<u64>,
        ours: impl Fn(u64) -> bool,
        today: Date,
    ) -> Result<(), StoreError> {
        let settled = self.with_settings()?.into_iter();
        let missing: Vec<u64> = settled
            .filter(|guild| ours(*guild) && !guilds.contains(guild))
            .collect();
        let departed = self.departed()?.into_iter().map(|(guild, _)| guild);
        let back: Vec<u64> = departed.filter(|guild| guilds.contains(guild)).collect();
        if missing.is_empty() && back.is_empty() {
            return Ok(());
        }
        self.write(Survives::Crash, |transaction| {
            for guild in missing {
                depart(transaction, guild, today)?;
            }
            for guild in back {
                come_back(transaction, guild)?;
            }
            Ok(())
        })
    }

    /// The bot is in a server, which it may have been taken out of in whatever run.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn come_back(&self, guild: u64) -> Result<(), StoreError> {
        // Servers are told of one by one at every start: nothing is written for those that were never left.
        if !self.has_left(guild)? {
            return Ok(());
        }
        self.write(Survives::Crash, |transaction| {
            come_back(transaction, guild)?;
            Ok(())
        })
    }

    /// Deletes what was kept of servers that the bot has left: the inbox a day later, the settings after [`SETTINGS_LAST`] days. Gives
    /// the servers whose settings are gone.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn expire_departed(&self, today: Date) -> Result<Vec<u64>, StoreError> {
        let oldest = today.saturating_sub(SETTINGS_LAST.days()).to_string();
        let mut gone = Vec::new();
        for (guild, day) in self.departed()? {
            if day >= today.to_string() {
                continue;
            }
            let over = day < oldest;
            self.write(Survives::Crash, |transaction| {
                empty_inbox(transaction, guild)?;
                if over {
                    transaction.execute("DELETE FROM settings WHERE guild = ?1", [kept(guild)])?;
                    come_back(transaction, guild)?;
                }
                Ok::<_, StoreError>(())
            })?;
            gone.extend(over.then_some(guild));
        }
        Ok(gone)
    }

    /// The servers of which there are settings, whether they can be read or not.
    fn with_settings(&self) -> Result<Vec<u64>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT guild FROM settings")?
                .query_map([], |row| Ok(given(row.get(0)?)))?
                .collect()
        })
    }

    fn has_left(&self, guild: u64) -> Result<bool, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT 1 FROM departure WHERE guild = ?1")?
                .exists([kept(guild)])
        })
    }

    /// The servers that were left, with the day.
    fn departed(&self) -> Result<Vec<(u64, String)>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT guild, day FROM departure")?
                .query_map([], |row| Ok((given(row.get(0)?), row.get(1)?)))?
                .collect()
        })
    }
}

/// Notes that the bot is not in a server; the first day stays.
fn depart(connection: &Connection, guild: u64, today: Date) -> rusqlite::Result<usize> {
    connection.execute(
        "INSERT OR IGNORE INTO departure (guild, day) VALUES (?1, ?2)",
        params![kept(guild), today.to_string()],
    )
}

fn come_back(connection: &Connection, guild: u64) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM departure WHERE guild = ?1", [kept(guild)])
}
