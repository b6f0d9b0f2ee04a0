//! `footnote check`: every problem in settings, data and intents, in one run.

use std::io::{self, IsTerminal, Write};
use std::time::Instant;

use super::{Common, FINE, Failure, PROBLEMS, load};
use crate::answer::Snapshot;
use crate::console::Screen;
use crate::diagnostic::{Diagnostics, github, json, terminal};
use crate::{check, dataset, intents};

/// The arguments of `footnote check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// How problems are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: the line, a caret below it, and what to write instead
    Human,
    /// A JSON array
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

/// Runs the command.
pub fn run(common: &Common, args: &CheckArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let began = Instant::now();
    let progress = Progress::start();
    let (problems, counted) = problems(common);
    drop(progress);
    let summary = format!(
        "{counted} in {:.2} s: {}",
        began.elapsed().as_secs_f64(),
        tally(&problems)
    );
    match args.format {
        Format::Human => {
            for problem in &problems {
                writeln!(screen, "{}\n", terminal::render(problem, screen.colours))?;
            }
            writeln!(screen, "{summary}")?;
        }
        Format::Json => writeln!(screen, "{}", json::render_all(&problems))?,
        Format::Github => {
            for problem in &problems {
                writeln!(screen, "{}", github::render(problem))?;
            }
            writeln!(screen, "{summary}")?;
        }
    }
    Ok(if problems.has_errors() {
        PROBLEMS
    } else {
        FINE
    })
}

/// All problems, and what was looked at.
///
/// Where something does not load, other intents win phrases that they otherwise would not: nothing is asked then.
fn problems(common: &Common) -> (Diagnostics, String) {
    let texts = load::texts(common);
    let mut problems = texts.fatal;
    problems.extend(texts.problems);
    let (dataset, found) = dataset::load(&texts.data);
    if !texts.data.is_empty() {
        problems.extend(found);
    }
    let (intents, found) = intents::load(&texts.intents);
    if !texts.intents.is_empty() {
        problems.extend(found);
    }
    let mut counted = format!(
        "checked {} and {} in {}, {} in {}",
        count(dataset.metrics.len(), "metric"),
        count(dataset.figures.len(), "figure"),
        count(texts.data.len(), "file"),
        count(intents.list.len(), "intent"),
        count(texts.intents.len(), "file"),
    );
    if problems.has_errors() {
        counted.push_str(" (phrases and tests are asked once these files load)");
    } else {
        let (snapshot, _) = Snapshot::new(dataset, intents);
        let tried = check::run(&snapshot, common.today());
        let phrases = count(tried.phrases, "phrase");
        let trials = count(tried.passed + tried.failed, "test");
        counted = format!("{counted}, {phrases} and {trials}");
        problems.extend(tried.problems);
    }
    (problems.sorted(), counted)
}

fn tally(problems: &Diagnostics) -> String {
    if problems.is_empty() {
        return "no problems".to_owned();
    }
    format!(
        "{}, {}",
        count(problems.errors(), "error"),
        count(problems.warnings(), "warning")
    )
}

/// "1 file", "2 files".
fn count(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}

/// A line on standard error that says that something is going on, and goes away.
struct Progress {
    shown: bool,
}

impl Progress {
    fn start() -> Self {
        let shown = io::stderr().is_terminal();
        if shown {
            anstream::eprint!("checking …");
        }
        Self { shown }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            anstream::eprint!("\r          \r");
        }
    }
}
