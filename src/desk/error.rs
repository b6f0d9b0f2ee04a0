//! What can go wrong at the desk, in a sentence that says what to do.

use crate::diagnostic::Diagnostic;
use crate::editing;
use crate::publish::{Conflict, PublishError};
use crate::store::StoreError;

/// A draft of a file that somebody else has changed since.
#[derive(Debug)]
pub struct Stale {
    /// The draft's number.
    pub draft: u64,
    /// The texts: what the draft begins with, what it wants, and what the file holds.
    pub conflict: Conflict,
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such intent.
    #[error("there is no intent `{id}`{rest}")]
    NoIntent {
        /// What was asked for.
        id: String,
        /// What was probably meant.
        rest: String,
    },
    /// The data have nothing that goes by this.
    #[error("the data have no metric, outlet or event `{of}`{rest}")]
    NoThing {
        /// What was asked for.
        of: String,
        /// What was probably meant.
        rest: String,
    },
    /// It has the name already.
    #[error("`{0}` is a name of `{1}` already; nothing was drafted")]
    Named(String, String),
    /// There is no such draft, or it belongs to another server.
    #[error("there is no draft {0}; it was published, discarded or has expired")]
    NoDraft(u64),
    /// The author's own draft was made of another text than the file holds now.
    #[error("`{}` was changed since you began draft {}; nothing was drafted", .0.conflict.file, .0.draft)]
    Stale(Box<Stale>),
    /// What is to be published has errors.
    #[error("`{0}` has errors and is not published; mend them first")]
    HasErrors(String),
    /// There is such a file already.
    #[error("there is a file `{0}` already; give another id")]
    Taken(String),
    /// It cannot be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was written is not right.
    #[error("{}", .0.message)]
    Problem(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for DeskError {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Problem(problem)
    }
}

impl DeskError {
    pub(super) fn no_intent(id: &str, meant: Option<&str>) -> Self {
        let rest = meant.map_or_else(
            || "; `intents list` shows them".to_owned(),
            |meant| format!("; did you mean `{meant}`?"),
        );
        let id = id.chars().take(60).collect();
        Self::NoIntent { id, rest }
    }

    pub(super) fn no_thing(of: &str, meant: Option<&str>) -> Self {
        let rest = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        let of = of.chars().take(60).collect();
        Self::NoThing { of, rest }
    }

    /// Where somebody else has published meanwhile: what was changed, and what was wanted, as diffs.
    pub fn diffs(&self) -> Option<(String, String)> {
        let conflict = match self {
            Self::Publish(PublishError::Conflict(conflict)) => conflict.as_ref(),
            Self::Stale(stale) => &stale.conflict,
            _ => return None,
        };
        let Conflict {
            file,
            base,
            wanted,
            now,
        } = conflict;
        let diff = |to: &Option<String>| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            editing::diff(file, &text(base), &text(to))
        };
        Some((diff(now), diff(wanted)))
    }
}
