//! Publishing: from a draft to a file and a line of the history, so that a crash at any moment leaves both in agreement.
//!
//! A change is recorded as pending, then the file is replaced while no other process may write to the database, then it is marked as
//! done. Whoever finds a pending change settles it by the same code: it is completed if the file is still the old one. It judges no
//! text; whether a change is sound is asked before.

mod error;
mod name;
mod replace;

#[cfg(test)]
mod tests;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::{Change, Revision, RevisionKind, RevisionState, Store};

pub use error::{Conflict, PublishError};
pub use name::{FileName, NameError};

/// Publishes changes of the files below one directory, and keeps their history.
#[derive(Debug, Clone, Copy)]
pub struct Publisher<'a> {
    store: &'a Store,
    intents: &'a Path,
}

/// A change that was under way when a process ended, and what has become of it.
#[derive(Debug)]
pub struct Recovered {
    /// The change, as it was recorded.
    pub revision: Revision,
    /// Why it was dropped, if it was; the file is then as it was found.
    pub dropped: Option<PublishError>,
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Revision { id, change, .. } = &self.revision;
        match &self.dropped {
            None => write!(f, "revision {id} of `{}` was completed", change.file),
            Some(why) => write!(f, "revision {id} of `{}` was dropped: {why}", change.file),
        }
    }
}

impl<'a> Publisher<'a> {
    /// A publisher for the files below the intents directory.
    pub fn new(store: &'a Store, intents: &'a Path) -> Self {
        Self { store, intents }
    }

    /// The text of a file now, as the bot reads it; `None` if there is no such file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no text, or is reached through a link.
    pub fn current(&self, file: &FileName) -> Result<Option<String>, PublishError> {
        text_of(&self.path(file)?, file)
    }

    /// Carries a change out: records it, then makes the file what it wants. The draft that it came from is dropped with it. Gives the
    /// id of the revision.
    ///
    /// # Errors
    ///
    /// If the file is not what the change begins with, or cannot be replaced; file, history and draft are then as they were.
    pub fn carry_out(
        &self,
        change: &Change,
        kind: RevisionKind,
        draft: Option<u64>,
    ) -> Result<u64, PublishError> {
        let file = FileName::parse(&change.file)?;
        self.settle_others(&file)?;
        if change.old == change.new {
            return Err(PublishError::Unchanged(change.file.clone()));
        }
        let now = self.current(&file)?;
        if now != change.old {
            return Err(conflict(change, now));
        }
        let id = self.store.begin_revision(change, kind, draft)?;
        let id = id.ok_or_else(|| PublishError::UnderWay(change.file.clone()))?;
        self.settle(id)?;
        Ok(id)
    }

    /// The last change of a file that was not taken back yet.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn undoable(&self, file: &FileName) -> Result<Option<Revision>, PublishError> {
        Ok(self.store.undoable(file.as_str())?)
    }

    /// Settles what was under way when a process ended. To be called at start.
    ///
    /// # Errors
    ///
    /// If the database fails; what could not be completed is no error here but in what is given.
    pub fn recover(&self) -> Result<Vec<Recovered>, PublishError> {
        let pending = self.store.pending_revisions()?;
        let settle = |revision: Revision| match self.settle(revision.id) {
            Err(PublishError::Store(error)) => Err(error.into()),
            settled => Ok(Recovered {
                revision,
                dropped: settled.err(),
            }),
        };
        pending.into_iter().map(settle).collect()
    }

    /// Settles a change of the same file that was left pending.
    fn settle_others(&self, file: &FileName) -> Result<(), PublishError> {
        let pending = self.store.pending_revisions()?;
        let others = pending
            .iter()
            .filter(|other| other.change.file == file.as_str());
        for other in others {
            match self.settle(other.id) {
                // Its own author is told of it; here it is out of the way.
                Ok(()) | Err(PublishError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn settle(&self, id: u64) -> Result<(), PublishError> {
        let state = self
            .store
            .settle_revision(id, |revision| self.apply(&revision.change))?;
        match state {
            Some(RevisionState::Done) => Ok(()),
            _ => Err(PublishError::NoRevision(id)),
        }
    }

    /// Makes the file what the change wants, if it is what the change begins with or has got there already.
    fn apply(&self, change: &Change) -> Result<(), PublishError> {
        let file = FileName::parse(&change.file)?;
        let path = self.path(&file)?;
        let now = text_of(&path, &file)?;
        if now == change.new {
            return Ok(());
        }
        if now != change.old {
            return Err(conflict(change, now));
        }
        let changed = match &change.new {
            Some(text) => replace::write(&path, text),
            None => replace::remove(&path),
        };
        changed.map_err(|source| PublishError::Unwritable {
            file: change.file.clone(),
            source,
        })
    }

    /// Where a file lies. What is reached through a link could lie anywhere.
    fn path(&self, file: &FileName) -> Result<PathBuf, PublishError> {
        let mut path = self.intents.to_owned();
        for part in file.as_str().split('/') {
            path.push(part);
            let about = fs::symlink_metadata(&path);
            if about.is_ok_and(|about| about.is_symlink()) {
                return Err(PublishError::Link(file.to_string()));
            }
        }
        Ok(path)
    }
}

/// The text at a path, without the byte order mark that is no part of it.
fn text_of(path: &Path, file: &FileName) -> Result<Option<String>, PublishError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PublishError::Unreadable {
            file: file.to_string(),
            source,
        }),
    }
}

fn conflict(change: &Change, now: Option<String>) -> PublishError {
    PublishError::Conflict(Box::new(Conflict {
        file: change.file.clone(),
        base: change.old.clone(),
        wanted: change.new.clone(),
        now,
    }))
}
