//! The checked tables of a words file beside groups, fillers and sentences: lists that the reader works with, and evidence.

use std::collections::BTreeMap;

use super::codes;
use super::collect::{Placed, PlacedList, PlacedTable};
use super::evidence::{Evidence, Wrong};
use super::replies::suggesting;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::toml_file::backticked;

/// Lists of words by the name of what they do.
pub type WordLists = BTreeMap<String, Vec<String>>;

/// Takes in the lists of a table whose names are known.
pub(super) fn lists(
    table: &str,
    known: &[String],
    written: Vec<PlacedList>,
    into: &mut WordLists,
    problems: &mut Diagnostics,
) {
    for (name, words) in written {
        if known.contains(&name.value) {
            let list = into.entry(name.value).or_default();
            list.extend(words.into_iter().map(|word| word.value));
        } else {
            let names: Vec<&str> = known.iter().map(String::as_str).collect();
            let message = format!("`[{table}]` has no list `{}`", name.value);
            let problem = Diagnostic::error(codes::WORD_LIST, message).at(&name.place, "");
            problems.push(match nearest(&name.value, names.iter().copied()) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&name.place, meant),
                None => problem.help(
                    "the words are left out; a new group of words belongs under `[concepts]`",
                ),
            });
        }
    }
}

/// Takes in what groups are evidence for.
pub(super) fn evidence(
    written: &[PlacedTable],
    into: &mut BTreeMap<String, Evidence>,
    problems: &mut Diagnostics,
) {
    for (group, line) in written {
        let evidence = into.entry(group.value.clone()).or_default();
        for (key, value) in line {
            if let Err(wrong) = evidence.set(&key.value, &value.value) {
                problems.push(told(&wrong, key, value));
            }
        }
    }
}

fn told(wrong: &Wrong, key: &Placed<String>, value: &Placed<String>) -> Diagnostic {
    let error = |message: String| Diagnostic::error(codes::EVIDENCE, message);
    match wrong {
        Wrong::Key(known) => {
            let message = format!("words are evidence for no `{}`", key.value);
            suggesting(error(message), key, known)
        }
        Wrong::Value(known) => {
            let message = format!("`{}` cannot be `{}`", key.value, value.value);
            let problem = error(message).at(&value.place, "");
            match nearest(&value.value, known.iter().copied()) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&value.place, format!("\"{meant}\"")),
                None => problem.help(format!("there are {}", backticked(known))),
            }
        }
        Wrong::Number(what) => {
            let message = format!("`{}` cannot be `{}`", key.value, value.value);
            error(message)
                .at(&value.place, "")
                .help(format!("write {what}"))
        }
    }
}

/// Evidence of groups that no language has, and refinements of such groups.
pub(super) fn without_group(
    written: &[PlacedTable],
    is_known: impl Fn(&str) -> bool,
    groups: &[&str],
) -> Vec<Diagnostic> {
    let refined = written.iter().flat_map(|(_, line)| line);
    let refined = refined
        .filter(|(key, _)| key.value == "refines")
        .map(|(_, group)| (group, "\""));
    written
        .iter()
        .map(|(group, _)| (group, ""))
        .chain(refined)
        .filter(|(group, _)| !is_known(&group.value))
        .map(|(group, quote)| {
            let message = format!("there is no group of words `{}`", group.value);
            let problem = Diagnostic::error(codes::EVIDENCE, message).at(&group.place, "");
            match nearest(&group.value, groups.iter().copied()) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&group.place, format!("{quote}{meant}{quote}")),
                None => problem.help("add the group under `[concepts]`"),
            }
        })
        .collect()
}
