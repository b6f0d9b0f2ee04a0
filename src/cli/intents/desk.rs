//! The moderator's desk as the command line opens it.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::Timestamp;

use super::Who;
use crate::cli::{Common, Failure, load};
use crate::desk::{Desk, DeskError};
use crate::engine::Server;
use crate::publish::FileName;
use crate::store::Author;

/// Opens files and database, and settles what a process that ended has left half done.
pub(super) fn open(common: &Common, who: &Who) -> Result<Desk, Failure> {
    let texts = load::texts(common);
    if texts.fatal.has_errors() {
        return Err(Failure::CannotStart(texts.fatal));
    }
    let desk = Desk {
        store: Arc::new(load::store(common)?),
        files: texts.files,
        problems: texts.problems,
        directory: texts.folders.intents,
        server: who.server,
        author: Author {
            id: None,
            name: who.author.clone(),
        },
        reason: who.reason.clone(),
        today: common.today(),
        weights: texts.weights,
        snapshot: OnceCell::new(),
    };
    let settled = desk.publisher().recover()?;
    desk.store.expire_drafts(Timestamp::now())?;
    for recovered in &settled {
        anstream::eprintln!("{recovered}");
    }
    // What was completed may be among the files that were read before.
    let files = if settled.is_empty() {
        desk.files
    } else {
        load::texts(common).files
    };
    Ok(Desk { files, ..desk })
}

/// A command to type, for the intents that are meant.
pub(super) fn command(server: Option<Server>, what: &str) -> String {
    let scope = server.map_or_else(String::new, |id| format!(" --server {id}"));
    format!("footnote intents{scope} {what}")
}

/// The server that a file belongs to.
pub(super) fn server_of(file: &str) -> Option<Server> {
    FileName::parse(file).ok().and_then(|name| name.server())
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        if let Some((meanwhile, wanted)) = error.diffs() {
            let again = match &error {
                DeskError::Stale(stale) => format!(
                    "Drop that draft with `{}` and begin again from the file as it is now.",
                    command(
                        server_of(&stale.conflict.file),
                        &format!("discard {}", stale.draft)
                    )
                ),
                _ => "Make the draft again from the file as it is now.".to_owned(),
            };
            return Self::Input(format!(
                "{error}\n\nWhat was changed meanwhile:\n{meanwhile}\nWhat you wanted:\n{wanted}\n{again}"
            ));
        }
        match error {
            DeskError::Publish(error) => error.into(),
            DeskError::Store(error) => error.into(),
            DeskError::Problem(problem) => problem.into(),
            error => Self::Input(error.to_string()),
        }
    }
}
