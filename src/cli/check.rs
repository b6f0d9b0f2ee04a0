//! `footnote check`: every problem in settings, data and intents, in one run.

use std::io::Write;
use std::time::Instant;

use super::progress::Progress;
use super::{Common, FINE, Failure, PROBLEMS, load};
use crate::check::{self, Tried};
use crate::console::Screen;
use crate::diagnostic::{Diagnostics, github, json, terminal};

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
    let progress = Progress::start("checking");
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

/// All problems, and what was looked at: the files for everybody, then what each server's files add.
fn problems(common: &Common) -> (Diagnostics, String) {
    let texts = load::texts(common);
    let files = &texts.files;
    let (dataset, found) = files.dataset();
    let mut known: Diagnostics = texts.fatal.iter().chain(&texts.problems).cloned().collect();
    if !files.data.is_empty() {
        known.extend(found);
    }
    let all = check::scope(
        files,
        (&dataset, &known),
        None,
        &texts.weights,
        common.today(),
    );
    let mut shown = Shown::default();
    shown.add(all.problems());
    let mut asked = Asked::default();
    asked.add(&all);
    for &server in files.servers.keys() {
        let tried = check::scope(
            files,
            (&dataset, &known),
            Some(server),
            &texts.weights,
            common.today(),
        );
        asked.add(&tried);
        shown.add(tried.problems());
    }
    let snapshot = &all.snapshot;
    let servers = match files.servers.len() {
        0 => String::new(),
        servers => format!(", {}", count(servers, "server")),
    };
    let counted = format!(
        "checked {} and {} in {}, {} in {}{servers}{}",
        count(dataset.own_metrics().count(), "metric"),
        count(dataset.figures.len(), "figure"),
        count(files.data.len(), "file"),
        count(
            snapshot.intents.list.len() + snapshot.silent.len(),
            "intent"
        ),
        count(files.shared.len(), "file"),
        asked.told(),
    );
    (shown.0.sorted(), counted)
}

/// How much was asked.
#[derive(Default)]
struct Asked {
    anything: bool,
    phrases: usize,
    tests: usize,
}

impl Asked {
    fn add(&mut self, tried: &Tried) {
        if let Some(outcome) = &tried.asked {
            self.anything = true;
            self.phrases += outcome.phrases;
            self.tests += outcome.passed + outcome.failed;
        }
    }

    fn told(&self) -> String {
        if self.anything {
            let phrases = count(self.phrases, "phrase");
            format!(", {phrases} and {}", count(self.tests, "test"))
        } else {
            " (phrases and tests are asked once these files load)".to_owned()
        }
    }
}

/// Problems to be shown, each once: a server's files are checked together with those for everybody.
#[derive(Default)]
struct Shown(Diagnostics);

impl Shown {
    fn add(&mut self, problems: Diagnostics) {
        for problem in problems {
            if !self.0.iter().any(|known| *known == problem) {
                self.0.push(problem);
            }
        }
    }
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
pub(super) fn count(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}
