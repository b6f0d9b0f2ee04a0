//! Why a change was not published, in a sentence for people.

use std::io;

use super::NameError;
use crate::store::StoreError;

/// A file that is not what a change begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The file.
    pub file: String,
    /// What the change begins with; absent if it makes the file.
    pub base: Option<String>,
    /// What the change would make of it; absent if it takes the file away.
    pub wanted: Option<String>,
    /// What the file is; absent if there is none.
    pub now: Option<String>,
}

/// Why a change was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The file has a name that files here do not have.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The file is not what the change begins with.
    #[error("`{}` was changed since; nothing was written", .0.file)]
    Conflict(Box<Conflict>),
    /// The change changes nothing.
    #[error("`{0}` is like this already; there is nothing to publish")]
    Unchanged(String),
    /// Another change of the file is being published.
    #[error("another change of `{0}` is being published; try again in a moment")]
    UnderWay(String),
    /// The history holds nothing that could be undone.
    #[error("no published change of `{0}` is left to take back")]
    NothingToUndo(String),
    /// There is no such revision.
    #[error("there is no revision {0}; the history has their numbers")]
    NoRevision(u64),
    /// The file, or a folder on the way to it, is a link.
    #[error("`{0}` is reached through a link and is not written from here")]
    Link(String),
    /// The file cannot be read.
    #[error("`{file}` cannot be read: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("`{file}` cannot be written: {source}; it is what it was")]
    Unwritable {
        /// The file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
