//! The text of a new intent's file: sound as it is, with remarks that say what to write where.

use std::sync::Arc;

use super::phrase::literal;
use crate::check::language_of;
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Severity, SourceFile};
use crate::intents::{self, phrase_problems};
use crate::render::shortened;

/// The most characters of a title in the remark at the top.
const LONGEST_REMARK: usize = 100;

/// The text of a file for an intent that gives a fixed text, with some example questions in the languages they are in.
///
/// `up` leads from its folder to the root, as in `../`. Fails with the first problem that the file would have: of a phrase, or of the id.
pub fn new_intent(
    up: &str,
    id: &str,
    title: &str,
    phrases: &[&str],
) -> Result<String, Box<Diagnostic>> {
    let phrases: Vec<&str> = phrases.iter().map(|phrase| phrase.trim()).collect();
    let slips = phrases.iter().flat_map(|phrase| phrase_problems(phrase));
    if let Some(slip) = slips.into_iter().next() {
        return Err(Box::new(slip));
    }
    let text = filled(up, id, title, &phrases);
    let file = Arc::new(SourceFile {
        path: format!("{id}.toml"),
        text: text.clone(),
    });
    let (_, problems) = intents::load(&[Arc::clone(&file)]);
    let of_file = |problem: &Diagnostic| {
        let stands_here = problem
            .labels
            .first()
            .is_some_and(|label| Arc::ptr_eq(&label.file, &file));
        problem.severity == Severity::Error && stands_here
    };
    problems
        .into_iter()
        .find(of_file)
        .map_or(Ok(text), |problem| Err(Box::new(problem)))
}

fn filled(up: &str, id: &str, title: &str, phrases: &[&str]) -> String {
    let lists: String = Language::ALL
        .into_iter()
        .filter_map(|language| list(language, phrases))
        .collect();
    let test = phrases.first().map_or_else(String::new, |phrase| {
        format!("[[test]]\nask = {}\n", literal(phrase))
    });
    format!(
        "\
#:schema {up}schema/intent.json
# {about}: write here what belongs to this intent, and which other intent is its neighbour.

schema = 1
id = {id}
title = {title}
# What gives the answer. \"help\" gives the text below as it is; docs/intents.md lists the kinds that look figures up.
answer = \"help\"

# Questions as people ask them, some ten to begin with. A slot stands where the data come in, such as {{metric}} or {{year}}.
{lists}
# The answer. It holds no digits: numbers come in by name, so that each has its source.
[reply.en]
text = '''Nothing is written here yet.'''

# Questions that must land here (`ask`), and neighbours that must not (`not_ask`).
{test}",
        about = shortened(title, LONGEST_REMARK),
        id = literal(id),
        title = literal(title),
    )
}

fn list(language: Language, phrases: &[&str]) -> Option<String> {
    let own = phrases
        .iter()
        .filter(|phrase| language_of(phrase) == language);
    let items: Vec<String> = own
        .map(|phrase| format!("  {},", literal(phrase)))
        .collect();
    (!items.is_empty())
        .then(|| format!("phrases.{} = [\n{}\n]\n", language.code(), items.join("\n")))
}
