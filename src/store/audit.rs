//! Who did what, in one line each. Lines are added and read, never changed.

use jiff::Timestamp;
use rusqlite::params;

use super::change::{Author, time};
use super::{Store, StoreError, Survives, given, kept};

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// The server that it concerns; absent if it concerns all.
    pub guild: Option<u64>,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub author: Author,
    /// What, as a sentence without its subject: "published topics/storms.toml as revision 12".
    pub line: String,
}

impl Store {
    /// Adds a line.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn add_audit_line(&self, line: &AuditLine) -> Result<(), StoreError> {
        let insert = "INSERT INTO audit (guild, at, author_id, author_name, line) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.write(Survives::PowerCut, |transaction| {
            transaction.execute(
                insert,
                params![
                    line.guild.map(kept),
                    line.at.as_millisecond(),
                    line.author.kept_id(),
                    line.author.name,
                    line.line
                ],
            )?;
            Ok(())
        })
    }

    /// The lines of a server, or those that concern all, the newest first, at most so many.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn audit(&self, guild: Option<u64>, most: u32) -> Result<Vec<AuditLine>, StoreError> {
        let query = "SELECT guild, at, author_id, author_name, line FROM audit
            WHERE guild IS ?1 ORDER BY id DESC LIMIT ?2";
        self.read(|connection| {
            connection
                .prepare_cached(query)?
                .query_map(params![guild.map(kept), most], |row| {
                    Ok(AuditLine {
                        guild: row.get::<_, Option<i64>>(0)?.map(given),
                        at: time(row, 1)?,
                        author: Author {
                            id: row.get::<_, Option<i64>>(2)?.map(given),
                            name: row.get(3)?,
                        },
                        line: row.get(4)?,
                    })
                })?
                .collect()
        })
    }
}
