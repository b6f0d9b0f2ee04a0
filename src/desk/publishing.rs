//! Publishing, and taking back: a change is made once, reported, and carried out as it was reported or not at all.

use jiff::Timestamp;

use super::{Desk, DeskError};
use crate::editing::{self, DraftReport, InForce, report};
use crate::files::shown;
use crate::publish::{FileName, PublishError};
use crate::store::{Change, Draft, RevisionKind, RevisionState};

/// Where a change comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A draft.
    Draft(
        /// Its number.
        u64,
    ),
    /// A revision is taken back.
    Undo(
        /// Its number.
        u64,
    ),
    /// The file is brought back to what it was after a revision.
    Rollback(
        /// Its number.
        u64,
    ),
}

/// A change that may be carried out, and what it would do.
pub struct Proposal {
    /// Where it comes from.
    pub origin: Origin,
    /// The change.
    pub change: Change,
    /// What it would do.
    pub report: DraftReport,
}

impl Desk {
    /// A draft of the scope that is meant, with its report.
    ///
    /// # Errors
    ///
    /// If there is none of that number in the scope.
    pub fn drafted(&self, id: u64) -> Result<Proposal, DeskError> {
        let Draft { id, change } = self.draft(id)?;
        self.proposal(Origin::Draft(id), change)
    }

    /// What taking back the last change of an intent comes to.
    ///
    /// # Errors
    ///
    /// If there is nothing to take back.
    pub fn undo(&self, id: &str) -> Result<Proposal, DeskError> {
        let name = self.known(id)?;
        let last = self.publisher().undoable(&name)?;
        let last = last.ok_or_else(|| PublishError::NothingToUndo(name.to_string()))?;
        let reason = self.reason_of(format!("undo of revision {}", last.id));
        let change = self.change(&name, last.change.new, last.change.old, &reason);
        self.proposal(Origin::Undo(last.id), change)
    }

    /// What bringing a file back to what it was after a revision comes to.
    ///
    /// # Errors
    ///
    /// If there is no such revision in the scope.
    pub fn rollback(&self, to: u64) -> Result<Proposal, DeskError> {
        let revision = self.store.revision(to)?.filter(|revision| {
            revision.state == RevisionState::Done && self.is_meant(&revision.change.file)
        });
        let revision = revision.ok_or(PublishError::NoRevision(to))?;
        let name = FileName::parse(&revision.change.file).map_err(PublishError::from)?;
        let reason = self.reason_of(format!("back to revision {to}"));
        let change = self.change(&name, self.base_of(&name), revision.change.new, &reason);
        self.proposal(Origin::Rollback(to), change)
    }

    /// Carries a change out as it was reported. Gives the id of the revision.
    ///
    /// # Errors
    ///
    /// If it has errors, or the file has changed meanwhile or cannot be written.
    pub fn publish(&self, proposal: &Proposal) -> Result<u64, DeskError> {
        if !proposal.report.publishable {
            return Err(DeskError::HasErrors(proposal.change.file.clone()));
        }
        let change = Change {
            at: Timestamp::now(),
            ..proposal.change.clone()
        };
        let (kind, draft) = match proposal.origin {
            Origin::Draft(id) => (RevisionKind::Published, Some(id)),
            Origin::Undo(of) => (RevisionKind::Undo(of), None),
            Origin::Rollback(to) => (RevisionKind::Rollback(to), None),
        };
        Ok(self.publisher().carry_out(&change, kind, draft)?)
    }

    fn proposal(&self, origin: Origin, change: Change) -> Result<Proposal, DeskError> {
        let report = self.report(&self.on_disk(&change.file), &change, None)?;
        Ok(Proposal {
            origin,
            change,
            report,
        })
    }

    /// Why a change is made that says by itself what it is, with the author's own words behind it.
    fn reason_of(&self, what: String) -> String {
        match self.reason.as_str() {
            "" => what,
            why => format!("{what}: {why}"),
        }
    }

    /// What a change would do.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub(super) fn report(
        &self,
        in_force: &InForce,
        change: &Change,
        question: Option<&str>,
    ) -> Result<DraftReport, DeskError> {
        let asked: Vec<String> = self.asked()?.into_iter().map(|asked| asked.text).collect();
        let edit = editing::Change {
            path: shown(&self.directory.join(&change.file)),
            text: change.new.clone(),
        };
        let mut report = report(in_force, &[edit], &asked, question);
        report.diff = self.diff(change);
        Ok(report)
    }
}
