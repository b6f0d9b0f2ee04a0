//! Names that moderators gave to what the data have: read and checked by themselves.
//!
//! Whether the data have what is named, whoever knows the data asks.

use std::collections::HashMap;

use super::collect::{Placed, PlacedList, WrittenNames};
use super::{codes, language};
use crate::dataset::{Language, Nameable};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// The longest name, in characters.
const LONGEST: usize = 80;
/// The most names of one file.
const MOST: usize = 2_000;

/// A name that was given to something in the data.
#[derive(Debug, Clone)]
pub struct GivenName {
    /// What sort of thing it names.
    pub kind: Nameable,
    /// Its id in the data.
    pub id: String,
    /// The language that the name is of.
    pub language: Language,
    /// The name.
    pub name: String,
    /// The id in the file.
    pub at_id: Place,
    /// The name in the file, quotes included.
    pub place: Place,
}

/// What is wrong with a text as a name; the message alone.
pub fn name_problem(name: &str) -> Option<String> {
    let length = name.chars().count();
    if !name.contains(char::is_alphabetic) {
        return Some("a name has a letter in it: numbers are years and figures".to_owned());
    }
    if name.contains(char::is_control) {
        return Some("a name stands on one line".to_owned());
    }
    (length > LONGEST).then(|| format!("the name has {length} characters, the most is {LONGEST}"))
}

/// The sound names of a file.
pub(super) fn check(written: WrittenNames, problems: &mut Diagnostics) -> Vec<GivenName> {
    let mut names = Vec::new();
    let mut first = HashMap::new();
    for (kind, id, lists) in written.things {
        for (code, list) in lists {
            let Some(language) = language(&code, problems) else {
                continue;
            };
            names.extend(sound(kind, &id, language, list, &mut first, problems));
        }
    }
    names.truncate(MOST);
    names
}

fn sound(
    kind: Nameable,
    id: &Placed<String>,
    language: Language,
    list: Vec<Placed<String>>,
    first: &mut HashMap<String, Place>,
    problems: &mut Diagnostics,
) -> Vec<GivenName> {
    let mut names = Vec::new();
    for name in list {
        if let Some(wrong) = name_problem(&name.value) {
            problems.push(Diagnostic::error(codes::NAME, wrong).at(&name.place, ""));
            continue;
        }
        if let Some(first) = first.get(&name.value.to_lowercase()) {
            problems.push(
                Diagnostic::error(codes::NAME, "this name is given twice")
                    .at(&name.place, "")
                    .at(first, "first here")
                    .help("leave it with what people mean by it"),
            );
            continue;
        }
        first.insert(name.value.to_lowercase(), name.place.clone());
        names.push(GivenName {
            kind,
            id: id.value.clone(),
            language,
            name: name.value,
            at_id: id.place.clone(),
            place: name.place,
        });
    }
    names
}

/// The things of one table of a file, with their lists of names.
pub(super) type Things = Vec<(Nameable, Placed<String>, Vec<PlacedList>)>;
