//! What a change to the files would do: its diff, the problems that it brings, the tests, and which answers would change.
//!
//! It publishes nothing; it only says whether the change may be published.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::diff::diff;
use super::drift::{Drift, Known, Seen, Side, ask, drift, tried};
use super::name::NAMES;
use super::typed::Slotted;
use crate::check::Outcome;
use crate::dataset::{self, Dataset};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::intents::{self, Intents};
use crate::message::Snapshot;

/// How many of the questions that people asked are compared: each is answered twice while somebody waits.
const MOST_ASKED: usize = 200;

/// The files in force and what they come to. Made once for a snapshot, it serves all drafts until another is put in force.
pub struct InForce {
    data: Vec<Arc<SourceFile>>,
    /// What the data load to, without the names that moderators gave.
    dataset: Dataset,
    intents: Vec<Arc<SourceFile>>,
    snapshot: Arc<Snapshot>,
    problems: Diagnostics,
    known: Known,
    today: Date,
}

/// A file as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path, as in the files in force; a path that is not among them is a new intents file.
    pub path: String,
    /// Its new text; `None` takes the file away.
    pub text: Option<String>,
}

/// What a change would do.
#[derive(Debug, Clone, Default)]
pub struct DraftReport {
    /// The unified diff of all changed files.
    pub diff: String,
    /// Problems that the files in force do not have.
    pub introduced: Diagnostics,
    /// Problems of the changed files that were there before.
    pub standing: Diagnostics,
    /// What asking all example questions and tests has shown; `None` if the change does not load, so that nothing was asked.
    pub tests: Option<Outcome>,
    /// Known questions that would be answered differently.
    pub drift: Vec<Drift>,
    /// How many known questions were compared.
    pub compared: usize,
    /// What was typed and what stands in the file for it, where that is something else.
    pub rewritten: Option<Rewritten>,
    /// The question that the change is made for, and what becomes of it.
    pub question: Option<Answered>,
    /// Whether it may be published: no error in the changed files, and none that the change brings elsewhere.
    pub publishable: bool,
}

/// A phrase that was typed, and what goes into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// As it was typed.
    pub typed: String,
    /// With slots.
    pub slotted: Slotted,
}

/// A question that a change is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question.
    pub question: String,
    /// Its answer as things are.
    pub before: Seen,
    /// Its answer with the change; `None` if the change does not load.
    pub after: Option<Seen>,
}

impl InForce {
    /// Tries out the snapshot in force, which was loaded from these files.
    pub fn new(
        data: Vec<Arc<SourceFile>>,
        intents: Vec<Arc<SourceFile>>,
        snapshot: Arc<Snapshot>,
        today: Date,
    ) -> Self {
        let (dataset, mut problems) = dataset::load(&data);
        problems.extend(intents::load(&intents).1);
        let (outcome, known) = tried(&snapshot, today);
        problems.extend(outcome.problems);
        Self {
            data,
            dataset,
            intents,
            snapshot,
            problems,
            known,
            today,
        }
    }

    /// The snapshot in force.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// A snapshot of other files with what was learned.
    pub(super) fn snapshot_of(&self, dataset: Dataset, intents: Intents) -> Snapshot {
        let weights = Arc::clone(self.snapshot.weights());
        Snapshot::new(dataset, intents, weights).0
    }

    /// The problems of the files in force that stand in names files, for tests.
    #[cfg(test)]
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_names = |problem: &&Diagnostic| {
            let label = problem.labels.first();
            label.is_some_and(|label| label.file.path.ends_with("names.toml"))
        };
        self.problems.iter().filter(of_names)
    }

    /// What the files come to with another text of one of them.
    pub(super) fn with(&self, path: &str, text: String) -> Snapshot {
        let candidate = self.candidate(&[Change {
            path: path.to_owned(),
            text: Some(text),
        }]);
        self.snapshot_of(candidate.dataset, candidate.intents)
    }

    /// Whether a question is answered with another text of a file.
    pub fn answers(&self, path: &str, text: String, question: &str) -> bool {
        ask(&self.with(path, text), question, self.today).serves()
    }

    /// The file of names in force, if there is one.
    pub(super) fn names(&self) -> Option<&Arc<SourceFile>> {
        let named = |file: &&Arc<SourceFile>| file.path.rsplit('/').next() == Some(NAMES);
        self.intents.iter().find(named)
    }

    /// The day that the questions are asked on.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The file in force of that path.
    pub fn file(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.data
            .iter()
            .chain(&self.intents)
            .find(|file| file.path == path)
    }

    /// The snapshot that changed files come to, with all problems of loading them.
    pub(super) fn candidate(&self, changes: &[Change]) -> Candidate {
        let is_data = |change: &&Change| self.data.iter().any(|file| file.path == change.path);
        let (of_data, of_intents): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(is_data);
        let (dataset, mut problems) = self.dataset(&of_data);
        let (intents, found) = intents::load(&changed(&self.intents, &of_intents));
        problems.extend(found);
        Candidate {
            dataset,
            intents,
            problems,
        }
    }

    /// The dataset: loaded anew only where its files change.
    fn dataset(&self, changes: &[&Change]) -> (Dataset, Diagnostics) {
        if changes.is_empty() {
            let problems = self.problems.iter().filter(|problem| {
                let file = problem.labels.first().map(|label| &label.file.path);
                problem.code.starts_with('D')
                    || file.is_some_and(|path| self.data.iter().any(|file| file.path == *path))
            });
            return (self.dataset.clone(), problems.cloned().collect());
        }
        dataset::load(&changed(&self.data, changes))
    }
}

/// What changed files load to.
pub(super) struct Candidate {
    pub(super) dataset: Dataset,
    pub(super) intents: Intents,
    pub(super) problems: Diagnostics,
}

/// The report on changed files. `asked` are more questions to compare answers to, such as those that people asked lately; the first
/// few hundred count. `question` is the one that the change is made for, if it is known.
pub fn report(
    in_force: &InForce,
    changes: &[Change],
    asked: &[String],
    question: Option<&str>,
) -> DraftReport {
    let candidate = in_force.candidate(changes);
    let mut sorted = Sorted::new(in_force, changes);
    sorted.take(candidate.problems);
    let mut report = DraftReport {
        diff: diffs(in_force, changes),
        question: question.map(|question| Answered {
            question: question.to_owned(),
            before: ask(&in_force.snapshot, question, in_force.today),
            after: None,
        }),
        ..DraftReport::default()
    };
    if !sorted.introduced.has_errors() {
        let snapshot = in_force.snapshot_of(candidate.dataset, candidate.intents);
        let (outcome, known) = tried(&snapshot, in_force.today);
        sorted.take(outcome.problems.clone());
        let before = Side {
            snapshot: &in_force.snapshot,
            known: &in_force.known,
        };
        let after = Side {
            snapshot: &snapshot,
            known: &known,
        };
        let asked = asked.get(..MOST_ASKED).unwrap_or(asked);
        let comparison = drift(&before, &after, asked, in_force.today);
        report.compared = comparison.questions;
        report.drift = comparison.drift;
        report.tests = Some(outcome);
        if let Some(answered) = &mut report.question {
            answered.after = Some(ask(&snapshot, &answered.question, in_force.today));
        }
    }
    report.introduced = sorted.introduced.sorted();
    report.standing = sorted.standing.sorted();
    report.publishable = !report.introduced.has_errors() && !report.standing.has_errors();
    report
}

/// The files with the changed ones in place of those of the same path, in the order of their paths.
fn changed(files: &[Arc<SourceFile>], changes: &[&Change]) -> Vec<Arc<SourceFile>> {
    let untouched = |file: &&Arc<SourceFile>| changes.iter().all(|change| change.path != file.path);
    let new = changes.iter().filter_map(|change| {
        Some(Arc::new(SourceFile {
            path: change.path.clone(),
            text: change.text.clone()?,
        }))
    });
    let mut files: Vec<Arc<SourceFile>> =
        files.iter().filter(untouched).cloned().chain(new).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn diffs(in_force: &InForce, changes: &[Change]) -> String {
    let one = |change: &Change| {
        let before = in_force.file(&change.path).map_or("", |file| &file.text);
        diff(
            &change.path,
            before,
            change.text.as_deref().unwrap_or_default(),
        )
    };
    changes.iter().map(one).collect()
}

/// What makes two problems the same, wherever in its file each stands and whatever scores its message names.
type Sort = (&'static str, String, String);

fn sort_of(problem: &Diagnostic) -> Sort {
    let label = problem.labels.first();
    let path = label.map_or("", |label| label.file.path.as_str());
    let line = label.map_or("", |label| label.file.line_at(label.span.start).1);
    (problem.code, path.to_owned(), line.to_owned())
}

/// Problems told apart: those that a change brings, and those of the changed files that were there before.
struct Sorted<'a> {
    before: HashMap<Sort, usize>,
    changes: &'a [Change],
    introduced: Diagnostics,
    standing: Diagnostics,
}

impl<'a> Sorted<'a> {
    fn new(in_force: &'a InForce, changes: &'a [Change]) -> Self {
        let mut before = HashMap::new();
        for problem in &in_force.problems {
            *before.entry(sort_of(problem)).or_default() += 1;
        }
        Self {
            before,
            changes,
            introduced: Diagnostics::new(),
            standing: Diagnostics::new(),
        }
    }

    fn take(&mut self, problems: Diagnostics) {
        for problem in problems {
            let known = self
                .before
                .get_mut(&sort_of(&problem))
                .filter(|left| **left > 0);
            if let Some(left) = known {
                *left -= 1;
                if self
                    .changes
                    .iter()
                    .any(|change| concerns(&problem, &change.path))
                {
                    self.standing.push(problem);
                }
            } else {
                self.introduced.push(problem);
            }
        }
    }
}

/// Whether a problem stands in a file.
fn concerns(problem: &Diagnostic, path: &str) -> bool {
    problem
        .labels
        .first()
        .is_some_and(|label| label.file.path == path)
}
