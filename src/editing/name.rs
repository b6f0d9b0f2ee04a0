//! One more name in the text of the file of names, with nothing else in it changed.

use std::sync::Arc;

use toml_edit::{Document, InlineTable, Item, Key, Table, Value};

use super::lists::{self, Insertion, section_at_end};
use super::phrase::{after, edited, end_of_keys, in_braces, literal, no_place, place_of};
use crate::dataset::{Language, Nameable, Thing};
use crate::diagnostic::{Diagnostic, SourceFile, nearest};
use crate::intents::{codes, name_problem};
use crate::message::Snapshot;

/// What the file of names is called.
pub const NAMES: &str = "names.toml";

/// Where a name goes: to which thing, in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming<'a> {
    /// What is named.
    pub kind: Nameable,
    /// Its id in the data.
    pub id: &'a str,
    /// The language of the name.
    pub language: Language,
    /// The name.
    pub name: &'a str,
}

/// The text of a file of names with one more in it; one line of it changes, or a few are new.
///
/// Fails if the text is no name (no letter in it, too long, control characters), if the thing has it there already in any language, or if
/// the file is no TOML or no file of names.
pub fn add_name(file: &Arc<SourceFile>, naming: Naming<'_>) -> Result<String, Box<Diagnostic>> {
    if let Some(wrong) = name_problem(naming.name) {
        return Err(Box::new(Diagnostic::error(codes::NAME, wrong)));
    }
    edited(file, |document| {
        refuse_twice(file, document, naming)?;
        insertion(document, naming).ok_or_else(|| Box::new(no_table(file)))
    })
}

/// The text of a file of names that has none yet; `up` leads from its folder to the root, as in `../`.
pub fn new_names(up: &str) -> String {
    format!(
        "\
#:schema {up}schema/names.json
# What people call the things that the data have, besides the names that stand there. This file belongs to the moderators:
# `/intents alias` and `footnote intents alias` write into it.

schema = 1
"
    )
}

/// The thing that is meant by its id or by one of its names, in the data of a snapshot.
///
/// Fails with the id or name that was probably meant, if nothing goes by this one.
pub fn thing(snapshot: &Snapshot, of: &str) -> Result<(Nameable, String), Option<String>> {
    let by_id = |thing: &Thing<'_>| thing.id == of;
    let by_name = |thing: &Thing<'_>| thing.is_named(of);
    let mut things = snapshot.dataset.things();
    let found = things
        .find(by_id)
        .or_else(|| snapshot.dataset.things().find(by_name));
    if let Some(found) = found {
        return Ok((found.kind, found.id.to_owned()));
    }
    let things: Vec<Thing<'_>> = snapshot.dataset.things().collect();
    let ids = things.iter().map(|thing| thing.id);
    let names = things.iter().flat_map(|thing| thing.names.iter().copied());
    Err(nearest(of, ids.chain(names)).map(str::to_owned))
}

/// All names of a thing in the data of a snapshot.
pub fn names_of(snapshot: &Snapshot, kind: Nameable, id: &str) -> Vec<String> {
    let mut things = snapshot.dataset.things();
    let found = things.find(|thing| thing.kind == kind && thing.id == id);
    let names = found.map(|thing| thing.names).unwrap_or_default();
    names.into_iter().map(str::to_owned).collect()
}

/// The table in which the names of such things stand.
fn table_of(kind: Nameable) -> &'static str {
    match kind {
        Nameable::Metric => "metrics",
        Nameable::Outlet => "outlets",
        Nameable::Event => "events",
    }
}

fn refuse_twice(
    file: &Arc<SourceFile>,
    document: &Document<&str>,
    naming: Naming<'_>,
) -> Result<(), Box<Diagnostic>> {
    let things = document.get(table_of(naming.kind));
    let names = things.and_then(|things| things.get(naming.id));
    let names = names.and_then(Item::as_table_like);
    let lists = names.iter().flat_map(|names| names.iter());
    let mut known = lists.filter_map(|(_, list)| list.as_array()).flatten();
    let same = naming.name.to_lowercase();
    let there = known.find(|known| {
        known
            .as_str()
            .is_some_and(|known| known.to_lowercase() == same)
    });
    let Some(span) = there.and_then(Value::span) else {
        return Ok(());
    };
    let place = place_of(file, document, span);
    let problem = Diagnostic::error(codes::NAME, "this name stands in the file already");
    Err(Box::new(problem.at(&place, "here").help(
        "nothing is to be done; capital letters make no difference",
    )))
}

fn insertion(document: &Document<&str>, naming: Naming<'_>) -> Option<Insertion> {
    let text = document.raw();
    let table = table_of(naming.kind);
    let item = literal(naming.name);
    let id = Key::new(naming.id);
    let code = naming.language.code();
    let Some(things) = document.get(table) else {
        let line = format!("{id}.{code} = [{item}]");
        return Some(section_at_end(text, &format!("[{table}]"), &[line]));
    };
    match things {
        Item::Table(things) => match things.get(naming.id) {
            // Each thing has a header of its own.
            None if things.is_implicit() && !things.is_dotted() => {
                let line = format!("{code} = [{item}]");
                Some(section_at_end(text, &format!("[{table}.{id}]"), &[line]))
            }
            None => {
                let header = || things.span().map(|header| header.end);
                let line = format!("{}.{code} = [{item}]", path(things, table, &id));
                after(text, end_of_keys(things).or_else(header)?, &line)
            }
            Some(Item::Table(names)) => {
                into_table(text, names, &path(things, table, &id), naming, &item)
            }
            Some(Item::Value(Value::InlineTable(names))) => into_braces(text, names, naming, &item),
            Some(_) => None,
        },
        _ => None,
    }
}

/// How a line names a thing: where the table has no header, every line begins with the table.
fn path(things: &Table, table: &str, id: &Key) -> String {
    if things.is_dotted() {
        format!("{table}.{id}")
    } else {
        id.to_string()
    }
}

/// Into the lists of a thing, each of which has a line of its own.
fn into_table(
    text: &str,
    names: &Table,
    path: &str,
    naming: Naming<'_>,
    item: &str,
) -> Option<Insertion> {
    let code = naming.language.code();
    if let Some(list) = names.get(code) {
        return lists::at_end(text, list.as_array()?, item);
    }
    let line = if names.is_dotted() {
        format!("{path}.{code} = [{item}]")
    } else {
        format!("{code} = [{item}]")
    };
    let header = || names.span().map(|header| header.end);
    after(text, end_of_keys(names).or_else(header)?, &line)
}

/// Into the lists of a thing that stand in braces on one line.
fn into_braces(
    text: &str,
    names: &InlineTable,
    naming: Naming<'_>,
    item: &str,
) -> Option<Insertion> {
    let code = naming.language.code();
    match names.get(code) {
        Some(list) => lists::at_end(text, list.as_array()?, item),
        None => in_braces(names, &format!("{code} = [{item}]")),
    }
}

fn no_table(file: &Arc<SourceFile>) -> Diagnostic {
    no_place(
        file,
        codes::NAME,
        "the file has no place for a name",
        "a file of names has tables such as `[metrics]`, with lines such as `outages.en = [\"dark nights\"]`; `footnote check` shows what is wrong with it",
    )
}
