//! Why the database could not do what it was asked, in a sentence for people.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the database could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened.
    #[error("the database `{path}` cannot be opened: {source}", path = path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file is something else.
    #[error("`{path}` is no database of Footnote; give another path for `database` in bot.toml", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file has a form that this program does not know.
    #[error(
        "the database has form {found}, this program knows forms up to {known}; run the newer program, or use a backup from before it"
    )]
    Newer {
        /// The form of the file.
        found: u32,
        /// The newest form known here.
        known: u32,
    },
    /// A copy cannot be written.
    #[error("no backup can be written to `{path}`: {}", why(source), path = path.display())]
    Backup {
        /// Where it should go.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another process writes and does not come to an end.
    #[error("the database is held by another process; try again in a moment")]
    Busy,
    /// The disk has no room.
    #[error("the database cannot grow: the disk is full")]
    Full,
    /// What is kept cannot be understood.
    #[error("the database holds {what} that cannot be read: {source}")]
    Damaged {
        /// What it is.
        what: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database failed: {0}")]
    Failed(rusqlite::Error),
}

impl StoreError {
    pub(super) fn cannot_open(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign { path },
            Some(ErrorCode::DatabaseBusy) => Self::Busy,
            _ => Self::Open { path, source },
        }
    }

    pub(super) fn cannot_back_up(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Backup { path, source }
    }

    /// The same error, said of a file.
    pub(super) fn of(self, path: &Path) -> Self {
        match self {
            Self::Failed(source) => Self::cannot_open(path, source),
            other => other,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Failed(error),
        }
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => "there is a file of this name already".to_owned(),
        _ => error.to_string(),
    }
}
