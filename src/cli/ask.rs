//! `footnote ask`: one answer, or one for each line of standard input.

use std::io::{self, BufRead, IsTerminal, Write};

use serde::Deserialize;

use super::{CANNOT_START, Common, FINE, USAGE, load};
use crate::engine::Engine;
use crate::render::{json, plain};

/// The arguments of `footnote ask`.
#[derive(Debug, clap::Args)]
pub struct AskArgs {
    /// Print the answer as a JSON object
    #[arg(long)]
    json: bool,
    /// Read {"id","q"} or {"id","dialog":[..]} a line from standard input and print a JSON object for each, in the same order
    #[arg(long, conflicts_with_all = ["json", "questions"])]
    jsonl: bool,
    /// The question; several are the turns of one conversation, and the last one is answered
    #[arg(value_name = "QUESTION")]
    questions: Vec<String>,
}

/// A line of `--jsonl`.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    dialog: Vec<String>,
}

/// Runs the command.
pub fn run(common: &Common, args: &AskArgs, out: &mut impl Write) -> u8 {
    let engine = match load::engine(common) {
        Ok(engine) => engine,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            return CANNOT_START;
        }
    };
    if args.jsonl {
        return lines(&engine, out);
    }
    let Some(answer) = engine.dialog(args.questions.iter().map(String::as_str)) else {
        anstream::eprintln!("error: no question; write one after `ask`");
        return USAGE;
    };
    let text = if args.json { json(&answer, None).unwrap_or_default() } else { plain(&answer, io::stdout().is_terminal()) };
    let _ = writeln!(out, "{text}");
    FINE
}

fn lines(engine: &Engine, out: &mut impl Write) -> u8 {
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { return USAGE };
        let Ok(line) = serde_json::from_str::<Line>(&line) else { return USAGE };
        let turns: Vec<&str> = if line.dialog.is_empty() { line.q.iter().map(String::as_str).collect() } else { line.dialog.iter().map(String::as_str).collect() };
        if let Some(answer) = engine.dialog(turns) {
            let _ = writeln!(out, "{}", json(&answer, Some(&line.id)).unwrap_or_default());
        }
    }
    FINE
}
