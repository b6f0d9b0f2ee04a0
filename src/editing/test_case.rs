//! One test more in the text of an intent's file, with nothing else in it changed.

use std::sync::Arc;

use toml_edit::{ArrayOfTables, Document, Item, Table, Value};

use super::lists::{self, Insertion, end_of_line, line_break, section_at_end, start_of_line};
use super::phrase::{edited, literal, no_place};
use crate::answer::Status;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::intents::{codes, phrase_problems};

/// What is expected of the question of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// It lands on the intent.
    Lands,
    /// It does not land on the intent.
    LandsNot,
    /// It lands on the intent, or on none, with this status: a question that must be refused has `out_of_scope` or `not_understood`.
    Status(Status),
}

/// The text of an intent's file with one test more, behind the others.
///
/// Fails if the question is none, or if the file is no TOML.
pub fn add_test(
    file: &Arc<SourceFile>,
    question: &str,
    expected: Expected,
) -> Result<String, Box<Diagnostic>> {
    let question = question.trim();
    if let Some(problem) = phrase_problems(question).into_iter().next() {
        return Err(Box::new(problem));
    }
    let keys = keys(question, expected);
    edited(file, |document| {
        insertion(document, &keys).ok_or_else(|| Box::new(no_list(file)))
    })
}

/// The lines of the test.
fn keys(question: &str, expected: Expected) -> Vec<String> {
    let asked = |key: &str| format!("{key} = {}", literal(question));
    match expected {
        Expected::Lands => vec![asked("ask")],
        Expected::LandsNot => vec![asked("not_ask")],
        Expected::Status(status) => {
            vec![asked("ask"), format!("status = {}", literal(status.word()))]
        }
    }
}

fn insertion(document: &Document<&str>, keys: &[String]) -> Option<Insertion> {
    let text = document.raw();
    match document.get("test") {
        None => Some(section_at_end(text, "[[test]]", keys)),
        Some(Item::ArrayOfTables(tests)) => Some(behind(text, tests, keys)),
        Some(Item::Value(Value::Array(tests))) => {
            lists::at_end(text, tests, &format!("{{ {} }}", keys.join(", ")))
        }
        Some(_) => None,
    }
}

/// The test on the lines below the last one, with a blank line between them if the others have one.
fn behind(text: &str, tests: &ArrayOfTables, keys: &[String]) -> Insertion {
    let header = |test: &Table| test.span().map_or(0, |span| span.start);
    let last = tests.iter().last();
    let end = last.map_or(text.len(), |last| {
        let values = last.iter().filter_map(|(_, value)| value.span());
        values
            .map(|span| span.end)
            .max()
            .unwrap_or_else(|| header(last))
    });
    let newline = line_break(text, end);
    let before = text.get(..start_of_line(text, last.map_or(0, header)));
    let apart = tests.len() > 1
        && before.is_some_and(|before| before.ends_with("\n\n") || before.ends_with("\n\r\n"));
    let gap = if apart { newline } else { "" };
    Insertion {
        at: end_of_line(text, end),
        text: format!("{newline}{gap}[[test]]{newline}{}", keys.join(newline)),
    }
}

fn no_list(file: &Arc<SourceFile>) -> Diagnostic {
    no_place(
        file,
        codes::TEST,
        "the file has something else where its tests belong",
        "a test begins with `[[test]]` on a line of its own; `footnote check` shows what is wrong with the file",
    )
}
