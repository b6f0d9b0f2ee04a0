//! One scope tried out whole: the files of everybody, or those of a server laid over them.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Outcome, run};
use crate::dataset::Dataset;
use crate::diagnostic::Diagnostics;
use crate::engine::{FileSet, Server, snapshot};
use crate::message::{Snapshot, Weights};

/// A scope's snapshot, and what is wrong with it.
pub struct Tried {
    /// What its files come to.
    pub snapshot: Arc<Snapshot>,
    /// Problems that loading found.
    pub loading: Diagnostics,
    /// What asking has shown; nothing is asked if loading found errors, since other intents win phrases then.
    pub asked: Option<Outcome>,
}

/// Loads a scope over a dataset that was loaded with some problems, and asks its phrases and tests.
pub fn scope(
    files: &FileSet,
    (dataset, problems): (&Dataset, &Diagnostics),
    server: Option<Server>,
    weights: &Arc<Weights>,
    today: Date,
) -> Tried {
    let mut loading = problems.clone();
    let (intents, found) = files.intents(server);
    loading.extend(found);
    let snapshot = snapshot(dataset.clone(), intents, Arc::clone(weights), &mut loading);
    let asked = (!loading.has_errors()).then(|| run(&snapshot, today));
    Tried {
        snapshot: Arc::new(snapshot),
        loading: loading.sorted(),
        asked,
    }
}

impl Tried {
    /// All problems.
    pub fn problems(&self) -> Diagnostics {
        let asked = self.asked.iter().flat_map(|outcome| &outcome.problems);
        let all: Diagnostics = self.loading.iter().chain(asked).cloned().collect();
        all.sorted()
    }
}
