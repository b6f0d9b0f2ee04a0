//! The moderator's desk as the command line opens it.

use std::sync::Arc;

use jiff::Timestamp;

use super::Who;
use crate::cli::{Common, Failure, load};
use crate::desk::{Desk, DeskError};
use crate::publish::Recovered;
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
        directory: texts.folders.intents,
        server: who.server,
        author: Author {
            id: None,
            name: who.author.clone(),
        },
        reason: who.reason.clone(),
        today: common.today(),
    };
    let settled = desk.publisher().recover()?;
    desk.store.expire_drafts(Timestamp::now())?;
    for recovered in &settled {
        anstream::eprintln!("{}", told(recovered));
    }
    // What was completed may be among the files that were read before.
    let files = if settled.is_empty() {
        desk.files
    } else {
        load::texts(common).files
    };
    Ok(Desk { files, ..desk })
}

fn told(recovered: &Recovered) -> String {
    let change = &recovered.revision.change;
    match &recovered.dropped {
        None => format!(
            "revision {} of `{}` was completed",
            recovered.revision.id, change.file
        ),
        Some(why) => format!("revision {} was dropped: {why}", recovered.revision.id),
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        if let Some((meanwhile, wanted)) = error.diffs() {
            return Self::Input(format!(
                "{error}\n\nWhat was changed meanwhile:\n{meanwhile}\nWhat you wanted:\n{wanted}\nMake the draft again from the file as it is now."
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
