//! `intents diff`, `publish`, `discard`, `undo` and `rollback`: what a change would do, and doing it.

use std::io::{self, IsTerminal, Write};

use super::desk::{command, server_of};
use crate::cli::{FINE, Failure, PROBLEMS};
use crate::console::Screen;
use crate::desk::{Desk, Origin, Proposal};
use crate::editing::terminal;

/// Shows what a draft would do.
pub(super) fn diff(desk: &Desk, id: u64, screen: &mut Screen) -> Result<u8, Failure> {
    not_elsewhere(desk, Origin::Draft(id), "diff")?;
    let report = desk.drafted(id)?.report;
    writeln!(screen, "{}", terminal(&report, screen.colours))?;
    Ok(if report.publishable { FINE } else { PROBLEMS })
}

/// Drops a draft.
pub(super) fn discard(desk: &Desk, id: u64, screen: &mut Screen) -> Result<u8, Failure> {
    not_elsewhere(desk, Origin::Draft(id), "discard")?;
    let draft = desk.draft(id)?;
    desk.store.discard_draft(draft.id)?;
    writeln!(screen, "draft {id} of {} is dropped", draft.change.file)?;
    Ok(FINE)
}

/// Changes of files, which are done once it is clear what they do.
pub(super) struct Publishing<'a> {
    pub(super) desk: &'a Desk,
    /// Whether files are changed without asking.
    pub(super) yes: bool,
    pub(super) screen: &'a mut Screen,
}

impl Publishing<'_> {
    /// Publishes a draft.
    pub(super) fn publish(&mut self, id: u64) -> Result<u8, Failure> {
        not_elsewhere(self.desk, Origin::Draft(id), "publish")?;
        self.carry_out(&self.desk.drafted(id)?)
    }

    /// Takes back the last change of an intent.
    pub(super) fn undo(&mut self, id: &str) -> Result<u8, Failure> {
        self.carry_out(&self.desk.undo(id)?)
    }

    /// Brings a file back to what it was after a revision.
    pub(super) fn rollback(&mut self, to: u64) -> Result<u8, Failure> {
        not_elsewhere(self.desk, Origin::Rollback(to), "rollback")?;
        self.carry_out(&self.desk.rollback(to)?)
    }

    /// Shows what a change would do, asks, and does it if it has no errors.
    fn carry_out(&mut self, proposal: &Proposal) -> Result<u8, Failure> {
        let Proposal { change, report, .. } = proposal;
        let screen = &mut *self.screen;
        writeln!(screen, "{}", terminal(report, screen.colours))?;
        if !report.publishable {
            writeln!(screen, "nothing was published: mend the errors first")?;
            return Ok(PROBLEMS);
        }
        if !self.yes && !confirmed(self.desk, proposal, screen)? {
            writeln!(screen, "nothing was published")?;
            return Ok(FINE);
        }
        let id = self.desk.publish(proposal)?;
        writeln!(screen, "{} is published as revision {id}", change.file)?;
        Ok(FINE)
    }
}

/// Fails where a draft or a revision belongs to another scope than the one that is meant, with the command that means it.
fn not_elsewhere(desk: &Desk, origin: Origin, what: &str) -> Result<(), Failure> {
    let (kind, id, change) = match origin {
        Origin::Draft(id) => ("draft", id, desk.store.draft(id)?.map(|draft| draft.change)),
        Origin::Undo(id) | Origin::Rollback(id) => {
            let revision = desk.store.revision(id)?;
            ("revision", id, revision.map(|revision| revision.change))
        }
    };
    let Some(change) = change.filter(|change| !desk.is_meant(&change.file)) else {
        return Ok(());
    };
    let server = server_of(&change.file);
    let whose = server.map_or_else(
        || "to the intents for everybody".to_owned(),
        |server| format!("to server {server}"),
    );
    Err(Failure::Usage {
        message: format!("{kind} {id} belongs {whose}"),
        example: Some(command(server, &format!("{what} {id}"))),
    })
}

/// Asks whether to go on.
///
/// Fails where nobody can be asked: a file is changed only by somebody who has seen what that does, or says that they have.
fn confirmed(desk: &Desk, proposal: &Proposal, screen: &mut Screen) -> Result<bool, Failure> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let what = match proposal.origin {
            Origin::Draft(id) => format!("publish {id}"),
            Origin::Undo(_) => format!("undo {}", proposal.change.file),
            Origin::Rollback(to) => format!("rollback {to}"),
        };
        return Err(Failure::Usage {
            message: "nothing was published: nobody can be asked here".to_owned(),
            example: Some(command(desk.server, &format!("{what} --yes"))),
        });
    }
    write!(screen, "publish this? [y/N] ")?;
    screen.flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}
