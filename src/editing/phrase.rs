//! One example question more in the text of an intent's file, with nothing else in it changed.

use std::ops::Range;
use std::sync::Arc;

use toml_edit::{Array, Document, InlineTable, Item, Table, Value};

use super::lists::{self, Insertion, end_of_line, line_break};
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::intents::{self, codes, phrase_problems, plain_phrase};

/// The text of an intent's file with one phrase more in the list of its language; one line of it changes.
///
/// Fails if the phrase is none (empty, too long, unknown slots, control characters), if it stands there already in any
/// language, or if the file is no TOML.
pub fn add_phrase(
    file: &Arc<SourceFile>,
    language: Language,
    phrase: &str,
) -> Result<String, Box<Diagnostic>> {
    let phrase = phrase.trim();
    if let Some(problem) = phrase_problems(phrase).into_iter().next() {
        return Err(Box::new(problem));
    }
    edited(file, |document| {
        refuse_twice(file, document, phrase)?;
        let item = literal(phrase);
        insertion(document, language, &item).ok_or_else(|| Box::new(no_list(file)))
    })
}

/// A text as TOML writes it on one line.
pub(super) fn literal(text: &str) -> String {
    Value::from(text).to_string()
}

/// The file's text with what an edit of its document puts in.
pub(super) fn edited(
    file: &Arc<SourceFile>,
    edit: impl FnOnce(&Document<&str>) -> Result<Insertion, Box<Diagnostic>>,
) -> Result<String, Box<Diagnostic>> {
    let text = file.text.as_str();
    let document = Document::parse(text).map_err(|_| Box::new(broken(file)))?;
    let insertion = edit(&document)?;
    Ok(insertion.into(text))
}

/// What loading says of a file that is no TOML.
fn broken(file: &Arc<SourceFile>) -> Diagnostic {
    let (_, problems) = intents::load(&[Arc::clone(file)]);
    let first = problems
        .into_iter()
        .find(|problem| problem.code == codes::SYNTAX);
    first.unwrap_or_else(|| no_list(file))
}

/// The file is TOML, but no intent's.
fn no_list(file: &Arc<SourceFile>) -> Diagnostic {
    no_place(
        file,
        codes::NO_PHRASES,
        "the file has no place for an example question",
        "an intent's file begins with `schema = 1` and has a list `phrases.en = [ \"…\" ]`; `footnote check` shows what is wrong with it",
    )
}

/// A file that has no place for what is to be written into it.
pub(super) fn no_place(
    file: &Arc<SourceFile>,
    code: &'static str,
    what: &'static str,
    help: &'static str,
) -> Diagnostic {
    let place = Place {
        file: Arc::clone(file),
        span: 0..0,
    };
    Diagnostic::error(code, what).at(&place, "").help(help)
}

/// Where something of a document stands in its file, which may begin with a byte order mark.
pub(super) fn place_of(
    file: &Arc<SourceFile>,
    document: &Document<&str>,
    span: Range<usize>,
) -> Place {
    let mark = file.text.len() - document.raw().len();
    Place {
        file: Arc::clone(file),
        span: span.start + mark..span.end + mark,
    }
}

fn refuse_twice(
    file: &Arc<SourceFile>,
    document: &Document<&str>,
    phrase: &str,
) -> Result<(), Box<Diagnostic>> {
    let same = plain_phrase(phrase);
    let phrases = document.get("phrases").and_then(Item::as_table_like);
    let lists = phrases.iter().flat_map(|phrases| phrases.iter());
    let mut known = lists.filter_map(|(_, list)| list.as_array()).flatten();
    let there = known.find(|known| {
        known
            .as_str()
            .is_some_and(|known| plain_phrase(known) == same)
    });
    let Some(span) = there.and_then(Value::span) else {
        return Ok(());
    };
    let place = place_of(file, document, span);
    let problem = Diagnostic::error(
        codes::SAME_PHRASE,
        "this example question stands in the intent already",
    );
    Err(Box::new(problem.at(&place, "here").help(
        "nothing is to be done; capital letters, spaces and the mark at the end make no difference",
    )))
}

/// Where the phrase goes: into the list of its language, or into a list made for it.
fn insertion(document: &Document<&str>, language: Language, item: &str) -> Option<Insertion> {
    let text = document.raw();
    let list = format!("{} = [{item}]", language.code());
    match document.get("phrases") {
        None => after(text, end_of_keys(document)?, &format!("phrases.{list}")),
        Some(Item::Value(Value::InlineTable(phrases))) => match phrases.get(language.code()) {
            Some(known) => lists::at_end(text, known.as_array()?, item),
            None => in_braces(phrases, &list),
        },
        Some(Item::Table(phrases)) => match phrases.get(language.code()) {
            Some(known) => lists::at_end(text, known.as_array()?, item),
            None if phrases.is_dotted() => after(
                text,
                end_of_lists(phrases, language)?,
                &format!("phrases.{list}"),
            ),
            None => {
                let header = || phrases.span().map(|header| header.end);
                after(
                    text,
                    end_of_lists(phrases, language).or_else(header)?,
                    &list,
                )
            }
        },
        Some(_) => None,
    }
}

/// A line of its own below the line of `at`.
pub(super) fn after(text: &str, at: usize, line: &str) -> Option<Insertion> {
    text.get(at..)?;
    Some(Insertion {
        at: end_of_line(text, at),
        text: format!("{}{line}", line_break(text, at)),
    })
}

pub(super) fn in_braces(phrases: &InlineTable, list: &str) -> Option<Insertion> {
    let end = phrases
        .iter()
        .last()
        .and_then(|(_, value)| Some(value.span()?.end));
    Some(match end {
        Some(end) => Insertion {
            at: end,
            text: format!(", {list}"),
        },
        None => Insertion {
            at: phrases.span()?.start + 1,
            text: format!(" {list} "),
        },
    })
}

/// Where the list ends that stands before that of a language: the nearest of the languages before it, else the last one.
fn end_of_lists(phrases: &Table, language: Language) -> Option<usize> {
    let end = |list: &Array| list.span().map(|span| span.end);
    let before = Language::ALL
        .into_iter()
        .filter(|other| *other < language)
        .rev();
    let mut before = before.filter_map(|other| phrases.get(other.code())?.as_array());
    let last = || {
        phrases
            .iter()
            .filter_map(|(_, list)| list.as_array())
            .last()
    };
    before.next().or_else(last).and_then(end)
}

/// Where the keys end that stand before the first header.
pub(super) fn end_of_keys(table: &Table) -> Option<usize> {
    let ends = table.iter().filter_map(|(_, item)| match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(inner) if inner.is_dotted() => end_of_keys(inner),
        _ => None,
    });
    ends.max()
}
