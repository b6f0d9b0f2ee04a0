//! Tries the intents out on the data at hand: whether each example question finds its own intent, and whether the intents' tests hold.
//!
//! It is pure: today's date comes in as an argument. What a file says wrongly is reported by loading, not here.

mod fill;
mod material;
mod names;
mod phrases;
mod scope;
#[cfg(test)]
mod tests;
mod trials;

use jiff::civil::Date;

use crate::answer::Answer;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::intents::{Intent, codes};
use crate::message::Snapshot;

pub use scope::{Tried, scope};

use fill::Filler;
pub use fill::language_of;
use phrases::Neutral;

/// What trying the intents out has shown.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Example questions that another intent wins, questions that two intents share, tests that fail.
    pub problems: Diagnostics,
    /// Example questions that were asked.
    pub phrases: usize,
    /// Tests that hold.
    pub passed: usize,
    /// Tests that fail.
    pub failed: usize,
    /// Tests whose slots these data cannot fill, or whose topic they do not have.
    pub skipped: usize,
}

/// All problems that trying the intents out has shown.
pub fn check(snapshot: &Snapshot, today: Date) -> Diagnostics {
    run(snapshot, today).problems
}

/// Tries every example question and every test.
pub fn run(snapshot: &Snapshot, today: Date) -> Outcome {
    tried(snapshot, today, None)
}

/// Is shown every question that was tried, with its answer.
pub type Witness<'a> = &'a mut dyn FnMut(&str, &Answer);

/// Tries every example question and every test, and shows what each was answered with; example questions are answered for that too.
pub fn run_before<'a>(witness: Witness<'a>, snapshot: &'a Snapshot, today: Date) -> Outcome {
    tried(snapshot, today, Some(witness))
}

fn tried<'a>(snapshot: &'a Snapshot, today: Date, witness: Option<Witness<'a>>) -> Outcome {
    let mut trial = Trial {
        snapshot,
        today,
        filler: Filler::new(&snapshot.dataset),
        witness,
    };
    let mut outcome = Outcome::default();
    for intent in &snapshot.silent {
        outcome.problems.push(silent(intent));
        outcome.skipped += intent.tests.len();
    }
    for intent in &snapshot.intents.list {
        trials::try_all(&mut trial, intent, &mut outcome);
        phrases::ask_all(&mut trial, intent, &mut outcome);
    }
    let named = names::problems(&snapshot.intents, &snapshot.dataset);
    outcome.problems.extend(named);
    let neutral = Neutral::new(&snapshot.intents);
    outcome.problems.extend(neutral.lost(&snapshot.intents));
    outcome.problems.extend(neutral.rivals(&snapshot.intents));
    outcome.problems = outcome.problems.sorted();
    outcome
}

/// What asking needs.
struct Trial<'a> {
    snapshot: &'a Snapshot,
    today: Date,
    filler: Filler<'a>,
    witness: Option<Witness<'a>>,
}

fn silent(intent: &Intent) -> Diagnostic {
    let topic = intent.topic.as_deref().unwrap_or_default();
    Diagnostic::warning(
        codes::SILENT,
        format!("the data have no statement on `{topic}`"),
    )
    .at(&intent.place, "has nothing to answer with")
    .help("add a `[[statement]]` with this topic to the data, or take the intent out")
}
