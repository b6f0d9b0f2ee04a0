//! The history of the files: every change that was published, first as pending, then as done or dropped.
//!
//! It knows no file: whoever settles a revision writes the file, while nobody else may write.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::change::{COLUMNS, Change, from_row};
use super::{Store, StoreError, Survives, given, kept, unknown};

/// How a revision came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevisionKind {
    /// A draft was published.
    Published,
    /// A revision was taken back.
    Undo(
        /// The id of that revision.
        u64,
    ),
    /// The file was brought back to what it was after a revision.
    Rollback(
        /// The id of that revision.
        u64,
    ),
}

/// How far a revision has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevisionState {
    /// It is recorded; the file is the old one or already the new one.
    Pending,
    /// The file has become the new one.
    Done,
    /// The file could not be changed and has stayed what it was.
    Dropped,
}

/// A change in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Names it; later ones have higher numbers.
    pub id: u64,
    /// What it does.
    pub change: Change,
    /// How it came about.
    pub kind: RevisionKind,
    /// How far it has come.
    pub state: RevisionState,
}

/// Which part of the history is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within<'a> {
    /// One file.
    File(&'a str),
    /// The files for everybody.
    Shared,
    /// The files of a server.
    Server(u64),
}

impl Within<'_> {
    /// The pattern that the names of its files match, and one that they do not; a name holds none of the signs of patterns.
    fn patterns(self) -> (String, &'static str) {
        match self {
            Self::File(name) => (name.to_owned(), ""),
            Self::Shared => ("*".to_owned(), "guilds/*"),
            Self::Server(server) => (format!("guilds/{server}/*"), ""),
        }
    }
}

impl Store {
    /// Records a change as pending, and gives its id; `None` if another change of the same file is under way. The draft that it came
    /// from is dropped once it is done.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn begin_revision(
        &self,
        change: &Change,
        kind: RevisionKind,
        draft: Option<u64>,
    ) -> Result<Option<u64>, StoreError> {
        let (kind, of) = match kind {
            RevisionKind::Published => ("published", None),
            RevisionKind::Undo(of) => ("undo", Some(kept(of))),
            RevisionKind::Rollback(to) => ("rollback", Some(kept(to))),
        };
        let insert = format!(
            "INSERT INTO revision ({COLUMNS}, at, kind, of, draft, state)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'pending')
            ON CONFLICT DO NOTHING"
        );
        self.write(Survives::PowerCut, |transaction| {
            let added = transaction.execute(
                &insert,
                params![
                    change.file,
                    change.old,
                    change.new,
                    change.author.kept_id(),
                    change.author.name,
                    change.reason,
                    change.at.as_millisecond(),
                    kind,
                    of,
                    draft.map(kept)
                ],
            )?;
            Ok((added > 0).then(|| given(transaction.last_insert_rowid())))
        })
    }

    /// Settles a pending revision: `apply` makes the file the new one, while no other process writes to the database. If it fails,
    /// the revision is dropped. A revision that is settled already is left alone. Gives the state that it has then.
    ///
    /// # Errors
    ///
    /// What `apply` gives; or if the database fails, and then the revision is still pending.
    pub fn settle_revision<E: From<StoreError>>(
        &self,
        id: u64,
        apply: impl FnOnce(&Revision) -> Result<(), E>,
    ) -> Result<Option<RevisionState>, E> {
        self.write(Survives::PowerCut, |transaction| {
            let Some(revision) = find(transaction, id)? else {
                return Ok(Ok(None));
            };
            if revision.state != RevisionState::Pending {
                return Ok(Ok(Some(revision.state)));
            }
            let applied = apply(&revision);
            let (state, name) = match applied {
                Ok(()) => (RevisionState::Done, "done"),
                Err(_) => (RevisionState::Dropped, "dropped"),
            };
            let update = "UPDATE revision SET state = ?2 WHERE id = ?1";
            transaction.execute(update, params![kept(id), name])?;
            if state == RevisionState::Done {
                let delete =
                    "DELETE FROM draft WHERE id = (SELECT draft FROM revision WHERE id = ?1)";
                transaction.execute(delete, [kept(id)])?;
            }
            Ok::<_, StoreError>(applied.map(|()| Some(state)))
        })?
    }

    /// The revisions that were not settled, the first recorded first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn pending_revisions(&self) -> Result<Vec<Revision>, StoreError> {
        let query = format!("{SELECT} WHERE state = 'pending' ORDER BY id");
        self.read(|connection| {
            connection
                .prepare_cached(&query)?
                .query_map([], revision)?
                .collect()
        })
    }

    /// A revision, if there is one of this id.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn revision(&self, id: u64) -> Result<Option<Revision>, StoreError> {
        self.read(|connection| find(connection, id))
    }

    /// The revisions that are done, the newest first, at most so many.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn history(&self, within: Within<'_>, most: u32) -> Result<Vec<Revision>, StoreError> {
        let query = format!(
            "{SELECT} WHERE state = 'done' AND file GLOB ?1 AND NOT file GLOB ?2 ORDER BY id DESC LIMIT ?3"
        );
        let (like, unlike) = within.patterns();
        self.read(|connection| {
            connection
                .prepare_cached(&query)?
                .query_map(params![like, unlike, most], revision)?
                .collect()
        })
    }
}

impl Store {
    /// The files that were ever changed, the one changed last first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn changed_files(&self, within: Within<'_>) -> Result<Vec<String>, StoreError> {
        let query =
            "SELECT file FROM revision WHERE state = 'done' AND file GLOB ?1 AND NOT file GLOB ?2
            GROUP BY file ORDER BY MAX(id) DESC";
        let (like, unlike) = within.patterns();
        self.read(|connection| {
            connection
                .prepare_cached(query)?
                .query_map(params![like, unlike], |row| row.get(0))?
                .collect()
        })
    }

    /// The last change of a file that was not taken back yet.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn undoable(&self, file: &str) -> Result<Option<Revision>, StoreError> {
        let query = format!(
            "{SELECT} WHERE state = 'done' AND file = ?1 AND kind <> 'undo' AND id NOT IN
            (SELECT of FROM revision WHERE state = 'done' AND file = ?1 AND kind = 'undo') ORDER BY id DESC LIMIT 1"
        );
        self.read(|connection| {
            connection
                .prepare_cached(&query)?
                .query_row([file], revision)
                .optional()
        })
    }
}

const SELECT: &str =
    "SELECT id, file, old, new, author_id, author_name, reason, at, kind, of, state FROM revision";

fn find(connection: &Connection, id: u64) -> rusqlite::Result<Option<Revision>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE id = ?1"))?
        .query_row([kept(id)], revision)
        .optional()
}

fn revision(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        id: given(row.get(0)?),
        change: from_row(row, 1)?,
        kind: kind(row)?,
        state: state(row)?,
    })
}

fn kind(row: &Row<'_>) -> rusqlite::Result<RevisionKind> {
    let of: Option<i64> = row.get(9)?;
    let name: String = row.get(8)?;
    match (name.as_str(), of.map(given)) {
        ("published", None) => Ok(RevisionKind::Published),
        ("undo", Some(of)) => Ok(RevisionKind::Undo(of)),
        ("rollback", Some(to)) => Ok(RevisionKind::Rollback(to)),
        _ => Err(unknown(8, &name)),
    }
}

fn state(row: &Row<'_>) -> rusqlite::Result<RevisionState> {
    let name: String = row.get(10)?;
    match name.as_str() {
        "pending" => Ok(RevisionState::Pending),
        "done" => Ok(RevisionState::Done),
        "dropped" => Ok(RevisionState::Dropped),
        _ => Err(unknown(10, &name)),
    }
}
