//! Checks of example questions: empty or too long, unknown slots, the same one twice.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::collect::{Placed, PlacedList, Sheet};
use super::slots::{SLOTS, slot_named};
use super::{Lines, Phrase, codes, language};
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile, nearest};
use crate::toml_file::{backticked, inside};

/// The longest phrase, in characters.
const LONGEST: usize = 300;
/// What a text is called that was typed and stands in no file yet.
const TYPED: &str = "typed";
/// The most phrases of one intent in one language.
const MOST: usize = 1_000;

/// All phrases so far, to find those that stand twice.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    known: HashMap<String, (String, Place)>,
}

impl Phrases {
    /// The sound phrases of an intent.
    pub(super) fn check(
        &mut self,
        sheet: &Sheet,
        owner: &str,
        lists: Vec<PlacedList>,
        problems: &mut Diagnostics,
    ) -> Vec<Phrase> {
        let lines = Lines::new(&sheet.file);
        let mut phrases = Vec::new();
        if lists.iter().all(|(_, list)| list.is_empty()) && sheet.lacks("phrases") {
            problems.push(
                Diagnostic::error(codes::NO_PHRASES, "the intent has no example questions")
                    .at(&sheet.start(), "")
                    .help("add `phrases.en = [ \"…\" ]` with some thirty questions as people ask them"),
            );
        }
        for (name, mut list) in lists {
            let Some(language) = language(&name, problems) else {
                continue;
            };
            problems.extend(surplus(&list));
            list.truncate(MOST);
            let sound = list
                .into_iter()
                .filter(|phrase| self.is_sound(owner, phrase, problems));
            phrases.extend(sound.map(|phrase| kept(phrase, language, &lines)));
        }
        phrases
    }

    fn is_sound(
        &mut self,
        owner: &str,
        phrase: &Placed<String>,
        problems: &mut Diagnostics,
    ) -> bool {
        if let Some(problem) = badly_formed(phrase) {
            problems.push(problem);
            return false;
        }
        let slips = slot_slips(phrase);
        if !slips.is_empty() {
            problems.extend(slips);
            return false;
        }
        let key = plain_phrase(&phrase.value);
        if let Some((first_owner, first)) = self.known.get(&key) {
            problems.push(twice(owner, phrase, first_owner, first));
            return false;
        }
        self.known
            .insert(key, (owner.to_owned(), phrase.place.clone()));
        true
    }
}

fn kept(phrase: Placed<String>, language: Language, lines: &Lines) -> Phrase {
    Phrase {
        text: phrase.value,
        language,
        line: lines.of(phrase.place.span.start),
        place: phrase.place,
    }
}

/// What is wrong with a text that is to become an example question or a test. The places are in the text as TOML writes it.
pub fn phrase_problems(text: &str) -> Diagnostics {
    let literal = toml_edit::Value::from(text).to_string();
    let span = 0..literal.len();
    let file = Arc::new(SourceFile {
        path: TYPED.to_owned(),
        text: literal,
    });
    let phrase = Placed {
        value: text.to_owned(),
        place: Place { file, span },
    };
    match badly_formed(&phrase) {
        Some(problem) => Diagnostics::from_iter([problem]),
        None => slot_slips(&phrase).into_iter().collect(),
    }
}

/// What two phrases that are the same have in common: letters, one space between words, no final mark.
pub fn plain_phrase(phrase: &str) -> String {
    let lower = phrase.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words
        .join(" ")
        .trim_end_matches(['?', '!', '.', ' '])
        .to_owned()
}

fn badly_formed(phrase: &Placed<String>) -> Option<Diagnostic> {
    if !phrase.value.contains(char::is_alphanumeric) {
        let problem = Diagnostic::error(codes::PHRASE, "the example question is empty");
        return Some(
            problem
                .at(&phrase.place, "")
                .help("write a question, or take the line out"),
        );
    }
    if phrase.value.contains(char::is_control) {
        let message =
            "the example question has a line break, a tab or another control character in it";
        return Some(
            Diagnostic::error(codes::PHRASE, message)
                .at(&phrase.place, "")
                .help("write it on one line, with single spaces between its words"),
        );
    }
    let length = phrase.value.chars().count();
    (length > LONGEST).then(|| {
        let message =
            format!("the example question has {length} characters, the most is {LONGEST}");
        let help = "an example is one question, as short as people write it";
        Diagnostic::error(codes::PHRASE, message)
            .at(&phrase.place, "")
            .help(help)
    })
}

fn surplus(list: &[Placed<String>]) -> Option<Diagnostic> {
    let first = list.get(MOST)?;
    let message = format!(
        "{} example questions in one language, the most is {MOST}",
        list.len()
    );
    let help = "from here on they are left out; split the intent in two";
    Some(
        Diagnostic::error(codes::PHRASE, message)
            .at(&first.place, "")
            .help(help),
    )
}

/// Slots that do not exist, braces that are not closed, and slots written otherwise, in a phrase or a test.
pub(super) fn slot_slips(phrase: &Placed<String>) -> Vec<Diagnostic> {
    let part = |span: Range<usize>| Place {
        span: part_of(&phrase.place, &span),
        ..phrase.place.clone()
    };
    let text = phrase.value.as_str();
    let otherwise = slots_written_otherwise(text);
    let mut found: Vec<Diagnostic> = otherwise
        .iter()
        .map(|(span, name)| written_otherwise(name, &part(span.clone()), text.get(span.clone())))
        .collect();
    let mut from = 0;
    while let Some(open) = next(text, from, '{') {
        if let Some((span, _)) = otherwise.iter().find(|(span, _)| span.contains(&open)) {
            from = span.end;
            continue;
        }
        let Some(close) = next(text, open, '}') else {
            let problem = Diagnostic::error(codes::SLOT, "the brace is not closed");
            found.push(
                problem
                    .at(&part(open..open + 1), "")
                    .help("a slot is written `{year}`"),
            );
            return found;
        };
        let name = text.get(open + 1..close).unwrap_or_default();
        if slot_named(name).is_none() {
            found.push(unknown_slot(name, &part(open + 1..close)));
        }
        from = close + 1;
    }
    found
}

fn next(text: &str, from: usize, brace: char) -> Option<usize> {
    text.get(from..)?.find(brace).map(|at| from + at)
}

/// What people take for the braces of a slot: those of templates, and other brackets.
const BRACKETS: [(&str, &str); 3] = [("{{", "}}"), ("[", "]"), ("<", ">")];

/// The names of slots between brackets that are not theirs, in the order of the text.
fn slots_written_otherwise(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    for (open, close) in BRACKETS {
        for (at, _) in text.match_indices(open) {
            let inner = text.get(at + open.len()..).unwrap_or_default();
            let Some(length) = inner.find(close) else {
                continue;
            };
            let name = inner.get(..length).unwrap_or_default().trim();
            if slot_named(name).is_some() {
                found.push((at..at + open.len() + length + close.len(), name));
            }
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn written_otherwise(name: &str, place: &Place, written: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is no slot", written.unwrap_or_default());
    Diagnostic::error(codes::SLOT, message)
        .at(place, "")
        .help("a slot stands in curly braces, one on each side")
        .fix(place, format!("{{{name}}}"))
}

fn unknown_slot(name: &str, place: &Place) -> Diagnostic {
    let name = name.trim();
    let problem =
        Diagnostic::error(codes::SLOT, format!("there is no slot `{name}`")).at(place, "");
    if let Some(meant) = nearest(name, SLOTS.iter().map(|slot| slot.name)) {
        return problem
            .help(format!("did you mean `{meant}`?"))
            .fix(place, meant);
    }
    let names: Vec<&str> = SLOTS.iter().map(|slot| slot.name).collect();
    problem.help(format!("the slots are {}", backticked(&names)))
}

/// The bytes of the file at which a part of a text is written.
pub(super) fn part_of(place: &Place, part: &Range<usize>) -> Range<usize> {
    let literal = place.file.text.get(place.span.clone()).unwrap_or_default();
    let within = inside(literal, part);
    place.span.start + within.start..place.span.start + within.end
}

fn twice(owner: &str, phrase: &Placed<String>, first_owner: &str, first: &Place) -> Diagnostic {
    let problem = if owner == first_owner {
        Diagnostic::warning(
            codes::SAME_PHRASE,
            "this example question stands twice in the intent",
        )
    } else {
        let message = format!("this example question stands in `{first_owner}` too");
        Diagnostic::error(codes::SAME_PHRASE, message)
    };
    problem
        .at(&phrase.place, "")
        .at(first, "first here")
        .help("leave it in the one intent that should answer")
}
