//! `intents diff`, `publish`, `discard`, `undo` and `rollback`: what a change would do, and doing it.

use std::io::{self, IsTerminal, Write};

use jiff::Timestamp;

use super::desk::Desk;
use crate::cli::{FINE, Failure, PROBLEMS};
use crate::console::Screen;
use crate::editing::{self, terminal};
use crate::publish::{Conflict, PublishError};
use crate::store::{Change, RevisionState};

/// Shows what a draft would do.
pub(super) fn diff(desk: &Desk, id: u64, screen: &mut Screen) -> Result<u8, Failure> {
    let draft = desk.draft(id)?;
    let report = desk.report(&draft.change)?;
    writeln!(screen, "{}", terminal(&report, screen.colours))?;
    Ok(if report.publishable { FINE } else { PROBLEMS })
}

/// Publishes a draft.
pub(super) fn publish(desk: &Desk, id: u64, screen: &mut Screen) -> Result<u8, Failure> {
    let draft = desk.draft(id)?;
    carry_out(desk, &draft.change, screen, || {
        desk.publisher().publish_draft(&draft, Timestamp::now())
    })
}

/// Drops a draft.
pub(super) fn discard(desk: &Desk, id: u64, screen: &mut Screen) -> Result<u8, Failure> {
    let draft = desk.draft(id)?;
    desk.store.discard_draft(draft.id)?;
    writeln!(screen, "draft {id} of {} is dropped", draft.change.file)?;
    Ok(FINE)
}

/// Takes back the last change of an intent.
pub(super) fn undo(desk: &Desk, id: &str, screen: &mut Screen) -> Result<u8, Failure> {
    let name = desk.known(id)?;
    let last = desk.publisher().undoable(&name)?;
    let last = last.ok_or_else(|| PublishError::NothingToUndo(name.to_string()))?;
    let change = desk.change(&name, last.change.old)?;
    carry_out(desk, &change, screen, || {
        desk.publisher().undo(&name, &desk.author, Timestamp::now())
    })
}

/// Brings a file back to what it was after a revision.
pub(super) fn rollback(desk: &Desk, to: u64, screen: &mut Screen) -> Result<u8, Failure> {
    let revision = desk.store.revision(to)?.filter(|revision| {
        revision.state == RevisionState::Done && desk.is_meant(&revision.change.file)
    });
    let revision = revision.ok_or(PublishError::NoRevision(to))?;
    let name = desk.known(&revision.change.file)?;
    let change = desk.change(&name, revision.change.new)?;
    carry_out(desk, &change, screen, || {
        desk.publisher()
            .rollback(to, &desk.author, Timestamp::now())
    })
}

/// Shows what a change would do, asks, and does it if it has no errors.
fn carry_out(
    desk: &Desk,
    change: &Change,
    screen: &mut Screen,
    publish: impl FnOnce() -> Result<u64, PublishError>,
) -> Result<u8, Failure> {
    let report = desk.report(change)?;
    writeln!(screen, "{}", terminal(&report, screen.colours))?;
    if !report.publishable {
        writeln!(screen, "nothing was published: mend the errors first")?;
        return Ok(PROBLEMS);
    }
    if !desk.yes && !confirmed(screen)? {
        writeln!(screen, "nothing was published")?;
        return Ok(FINE);
    }
    let id = publish().map_err(|error| with_diffs(error, change))?;
    desk.audit(format!("published {} as revision {id}", change.file))?;
    writeln!(screen, "{} is published as revision {id}", change.file)?;
    Ok(FINE)
}

/// Asks whether to go on; where nobody can answer, the command itself was the answer.
fn confirmed(screen: &mut Screen) -> io::Result<bool> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Ok(true);
    }
    write!(screen, "publish this? [y/N] ")?;
    screen.flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// A conflict is told with what was changed meanwhile and what was wanted.
fn with_diffs(error: PublishError, change: &Change) -> Failure {
    let PublishError::Conflict(conflict) = &error else {
        return error.into();
    };
    let Conflict {
        base, wanted, now, ..
    } = conflict.as_ref();
    let diff = |from: &Option<String>, to: &Option<String>| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        editing::diff(&change.file, &text(from), &text(to))
    };
    Failure::Input(format!(
        "{error}\n\nWhat was changed meanwhile:\n{}\nWhat you wanted:\n{}\nMake the draft again from the file as it is now.",
        diff(base, now),
        diff(base, wanted)
    ))
}
