//! `footnote ask`: one answer, or one for each line of standard input.

use std::io::{self, BufReader, Write};

use serde::Deserialize;
use serde_json::Value;

use super::{Common, FINE, Failure, USAGE, load};
use crate::answer::{Answer, Style};
use crate::console::Screen;
use crate::console::lines::{self, Line};
use crate::dataset::Dataset;
use crate::engine::Engine;
use crate::message::replay;
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
    /// Print where the answer comes from instead, as a bibliography has it
    #[arg(long, value_name = "STYLE", conflicts_with_all = ["json", "jsonl"])]
    cite: Option<Citing>,
    /// The id of an answer, which is made again
    #[arg(long, value_name = "ID", conflicts_with_all = ["jsonl", "questions"])]
    id: Option<String>,
    /// The question; several are the turns of one conversation, and the last one is answered
    #[arg(value_name = "QUESTION")]
    questions: Vec<String>,
}

/// How citations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Citing {
    /// Outlet, title, date and link
    Plain,
    /// The style of the American Psychological Association
    Apa,
    /// Entries of a BibTeX file
    Bibtex,
}

impl From<Citing> for Style {
    fn from(citing: Citing) -> Self {
        match citing {
            Citing::Plain => Self::Plain,
            Citing::Apa => Self::Apa,
            Citing::Bibtex => Self::Bibtex,
        }
    }
}

/// Runs the command.
pub fn run(common: &Common, args: &AskArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let loaded = load::engine(common)?;
    loaded.warn();
    if args.jsonl {
        return answer_lines(&loaded.engine, screen);
    }
    let snapshot = loaded.engine.snapshot();
    if let Some(id) = &args.id {
        let answer = replay(&snapshot, id);
        let answer = answer.map_err(|bad| Failure::Impossible(bad.to_string()))?;
        return print(&answer, &snapshot.dataset, args, screen);
    }
    let asked = args.questions.iter().map(String::as_str);
    let blank = args
        .questions
        .last()
        .is_none_or(|question| question.trim().is_empty());
    let Some(answer) = loaded.engine.dialog(asked).filter(|_| !blank) else {
        return Err(no_question(&loaded.engine, "ask"));
    };
    print(&answer, &snapshot.dataset, args, screen)
}

fn print(
    answer: &Answer,
    data: &Dataset,
    args: &AskArgs,
    screen: &mut Screen,
) -> Result<u8, Failure> {
    if let Some(citing) = args.cite {
        return cite(answer, citing.into(), screen);
    }
    if args.json {
        writeln!(screen, "{}", json(answer, data, None)?)?;
    } else {
        let colours = screen.colours;
        writeln!(screen, "{}", plain(answer, colours))?;
    }
    Ok(FINE)
}

/// Prints where an answer comes from; one that comes from nowhere is printed itself, as what went wrong.
fn cite(answer: &Answer, style: Style, screen: &mut Screen) -> Result<u8, Failure> {
    if answer.citations.is_empty() {
        let said = plain(answer, false);
        return Err(Failure::Input(format!(
            "this answer cites no source: {said}"
        )));
    }
    writeln!(screen, "{}", style.all(&answer.citations))?;
    Ok(FINE)
}

/// Nothing was asked: that, with a question worth asking.
pub(super) fn no_question(engine: &Engine, command: &str) -> Failure {
    let snapshot = engine.snapshot();
    let example = snapshot.dataset.about.suggestions.first();
    Failure::Usage {
        message: "the question is empty".to_owned(),
        example: example.map(|question| format!("footnote {command} \"{question}\"")),
    }
}

/// A line of `--jsonl`: its id, and what is asked.
struct Asked {
    id: Value,
    turns: Vec<String>,
}

/// Answers line by line. A line that cannot be read gets the answer that an empty question gets, and is named on standard error.
fn answer_lines(engine: &Engine, screen: &mut Screen) -> Result<u8, Failure> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut code = FINE;
    let mut number = 0;
    let snapshot = engine.snapshot();
    while let Some(line) = lines::next(&mut input)? {
        number += 1;
        if matches!(&line, Line::Bytes(bytes) if bytes.trim_ascii().is_empty()) {
            continue;
        }
        let asked = parse(line).unwrap_or_else(|(id, problem)| {
            anstream::eprintln!("error: line {number} of standard input {problem}");
            code = USAGE;
            Asked {
                id,
                turns: vec![String::new()],
            }
        });
        if let Some(answer) = engine.dialog(asked.turns.iter().map(String::as_str)) {
            writeln!(
                screen,
                "{}",
                json(&answer, &snapshot.dataset, Some(&asked.id))?
            )?;
        }
        // A program that waits for this answer before it asks again must get it; one that writes ahead need not wait for each.
        if input.buffer().is_empty() {
            screen.flush()?;
        }
    }
    Ok(code)
}

/// The question of a line, or its id as far as it has one and what is wrong with it.
fn parse(line: Line) -> Result<Asked, (Value, String)> {
    const EXPECTED: &str = "expected {\"id\": \"1\", \"q\": \"a question\"} or {\"id\": \"1\", \"dialog\": [\"a question\", \"another\"]}";
    let text = line.text().map_err(|problem| (Value::Null, problem))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let column = error.column();
        (
            Value::Null,
            format!("is not JSON at column {column}; {EXPECTED}"),
        )
    })?;
    let id = value.get("id").cloned().unwrap_or_default();
    let turns = turns(value).ok_or_else(|| (id.clone(), format!("asks nothing; {EXPECTED}")))?;
    Ok(Asked { id, turns })
}

/// `q` or `dialog`, whichever is there.
fn turns(value: Value) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Question {
        One { q: String },
        Dialog { dialog: Vec<String> },
    }
    match serde_json::from_value(value).ok()? {
        Question::One { q } => Some(vec![q]),
        Question::Dialog { dialog } => (!dialog.is_empty()).then_some(dialog),
    }
}
