//! `footnote eval`: labelled questions from a file, against the intents.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Common, FINE, Failure, load};
use crate::console::Screen;
use crate::engine::Engine;
use crate::eval::{Outcome, Report};
use crate::interpret::decide::Outcome as Decision;
use crate::message::Memory;

/// The largest file that is read.
const LARGEST: u64 = 64 << 20;

/// The arguments of `footnote eval`.
#[derive(Debug, clap::Args)]
pub struct EvalArgs {
    /// Labelled questions, {"text", "intent"} a line; a null or unknown intent is out of scope
    #[arg(value_name = "FILE.jsonl")]
    pub file: PathBuf,
    /// Where to write {"text", "intent", "predicted", "score", "accepted"} a line
    #[arg(long, value_name = "OUT.jsonl")]
    pub predictions: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file is larger than any set of questions.
    #[error("`{}` is larger than {} MB", path.display(), LARGEST >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A line is not what it should be.
    #[error("{}:{line}: {reason}; expected {{\"text\": \"...\", \"intent\": \"...\"}}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line's number, from 1.
        line: usize,
        /// What was found.
        reason: String,
    },
    /// A file has no line with a question.
    #[error("`{}` has no questions; expected {{\"text\": \"...\", \"intent\": \"...\"}} a line", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Report or predictions cannot be written.
    #[error("cannot write {what}: {source}")]
    Write {
        /// The report, or a file.
        what: String,
        /// The system's reason.
        source: io::Error,
    },
}

/// What a matcher says to a question: the best intent, how sure it is that any fits, and whether it would answer.
pub type Judgement = (Option<String>, f32, bool);

/// One line of a file.
#[derive(Deserialize)]
struct Labelled {
    text: String,
    intent: Option<String>,
}

/// Runs the command against the intents that the options name.
pub fn command(common: &Common, args: &EvalArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let loaded = load::engine(common)?;
    loaded.warn();
    let engine = &loaded.engine;
    let known = engine
        .snapshot()
        .intents
        .list
        .iter()
        .map(|intent| intent.id.clone())
        .collect();
    run(args, &known, |text| judge(engine, text), screen)?;
    Ok(FINE)
}

/// The intent that is likeliest, with its probability, and whether the bot answers by it.
fn judge(engine: &Engine, text: &str) -> Judgement {
    let snapshot = engine.snapshot();
    let decided = snapshot.decide(text, &Memory::default(), engine.today());
    let Some(decided) = decided.first() else {
        return (None, f32::MIN, false);
    };
    let Some((best, _)) = decided.candidates.first() else {
        return (None, 0.0, false);
    };
    let intent = snapshot.intent_of_candidate(decided, best);
    (
        intent,
        1.0 - decided.none,
        decided.outcome == Decision::Answer,
    )
}

/// Evaluates the file and prints the report; `judge` answers for the `known` intents.
pub fn run(
    args: &EvalArgs,
    known: &BTreeSet<String>,
    judge: impl Fn(&str) -> Judgement,
    out: &mut dyn Write,
) -> Result<(), EvalError> {
    let questions = read(&args.file)?;
    let (outcomes, report) = evaluate(questions, known, judge);
    if let Some(path) = &args.predictions {
        let what = || format!("`{}`", path.display());
        write_predictions(path, &outcomes).map_err(|source| EvalError::Write {
            what: what(),
            source,
        })?;
    }
    print(&report, args.json, out).map_err(|source| EvalError::Write {
        what: "the report".to_owned(),
        source,
    })
}

fn evaluate(
    questions: Vec<Labelled>,
    known: &BTreeSet<String>,
    judge: impl Fn(&str) -> Judgement,
) -> (Vec<Outcome>, Report) {
    let outcome = |Labelled { text, intent, .. }| {
        let (predicted, score, accepted) = judge(&text);
        Outcome {
            text,
            intent,
            predicted,
            score,
            accepted,
        }
    };
    let outcomes: Vec<Outcome> = questions.into_iter().map(outcome).collect();
    let report = Report::new(&outcomes, known);
    (outcomes, report)
}

/// The lines of a file; empty lines are passed over.
fn read(path: &Path) -> Result<Vec<Labelled>, EvalError> {
    let labelled = text_of(path)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| parse(path, at + 1, line))
        .collect::<Result<Vec<Labelled>, EvalError>>()?;
    if labelled.is_empty() {
        return Err(EvalError::Empty {
            path: path.to_owned(),
        });
    }
    Ok(labelled)
}

fn text_of(path: &Path) -> Result<String, EvalError> {
    let failed = |source| EvalError::Read {
        path: path.to_owned(),
        source,
    };
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    file.take(LARGEST + 1)
        .read_to_string(&mut text)
        .map_err(failed)?;
    if text.len() as u64 > LARGEST {
        return Err(EvalError::TooLarge {
            path: path.to_owned(),
        });
    }
    Ok(text)
}

fn parse(path: &Path, line: usize, text: &str) -> Result<Labelled, EvalError> {
    serde_json::from_str(text).map_err(|error| {
        let error = error.to_string();
        let reason = error
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        EvalError::Line {
            path: path.to_owned(),
            line,
            reason,
        }
    })
}

fn write_predictions(path: &Path, outcomes: &[Outcome]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for outcome in outcomes {
        serde_json::to_writer(&mut file, outcome)?;
        writeln!(file)?;
    }
    file.flush()
}

fn print(report: &Report, json: bool, out: &mut dyn Write) -> io::Result<()> {
    if json {
        serde_json::to_writer_pretty(&mut *out, report)?;
        return writeln!(out);
    }
    write!(out, "{report}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes both files to a directory of the test's own, and gives the report or the error's text.
    fn eval(test: &str, file: &str) -> (String, PathBuf) {
        let dir = std::env::temp_dir().join(format!("footnote-eval-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let path = |name: &str, text: &str| {
            let path = dir.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let args = EvalArgs {
            file: path("questions.jsonl", file),
            predictions: Some(dir.join("out.jsonl")),
            json: true,
        };
        let mut out = Vec::new();
        let judge = |_: &str| (Some("bee_count".to_owned()), 1.0, true);
        let said = match run(&args, &["bee_count".to_owned()].into(), judge, &mut out) {
            Ok(()) => String::from_utf8(out).unwrap(),
            Err(error) => error
                .to_string()
                .replace(&format!("{}/", dir.display()), ""),
        };
        (said, dir)
    }

    #[test]
    fn the_intents_are_asked() {
        let questions = "{\"text\":\"bees?\",\"intent\":\"bee_count\",\"split\":\"test\"}\n\n{\"text\":\"a pizza\",\"intent\":null}\n";
        let (report, dir) = eval("intents", questions);
        assert!(report.contains(r#""answered_right": 1.0"#), "{report}");
        let predictions = std::fs::read_to_string(dir.join("out.jsonl")).unwrap();
        assert!(predictions.starts_with(
            r#"{"text":"bees?","intent":"bee_count","predicted":"bee_count","score":"#
        ));
        assert_eq!(predictions.lines().count(), 2);
    }

    #[test]
    fn bad_files_end_in_one_message() {
        let expected = r#"; expected {"text": "...", "intent": "..."}"#;
        let table = [
            (
                "",
                format!("`questions.jsonl` has no questions{expected} a line"),
            ),
            (
                "{}",
                format!("questions.jsonl:1: missing field `text`{expected}"),
            ),
            (
                "\n[1]",
                format!(
                    "questions.jsonl:2: invalid type: integer `1`, expected a string{expected}"
                ),
            ),
        ];
        for (at, (file, expected)) in table.into_iter().enumerate() {
            assert_eq!(eval(&format!("bad{at}"), file).0, expected);
        }
    }
}
