//! The intents: what people may ask, in their words, and how an answer is worded.
//!
//! Everything here came from files and was checked. It must not know any dataset, read files, or score a question.

mod canonical;
pub mod cases;
pub mod codes;
mod collect;
mod evidence;
mod kind;
mod lines;
mod load;
mod names;
mod phrases;
mod questions;
mod raw;
mod replies;
mod sandbox;
mod schema;
mod slots;
mod template;
mod terms;
mod word_tables;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use evidence::{Evidence, Role, Sentence};
pub use kind::AnswerKind;
pub use load::load;
pub use names::{GivenName, name_problem};
pub use phrases::{phrase_problems, plain_phrase};
pub use questions::STATUSES;
pub use sandbox::environment;
pub use schema::{names_schema, schema, words_schema};
pub use slots::{Piece, SLOTS, Slot, pieces, slot_named};
pub use terms::{numbers as number_lists, periods as period_lists, roles as role_lists};
pub use word_tables::WordLists;
pub use words::{Say, Words};

use collect::Placed;
use lines::Lines;

use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};

/// A loaded and checked set of intents.
#[derive(Debug, Clone, Default)]
pub struct Intents {
    /// The intents, in the files' order.
    pub list: Vec<Intent>,
    /// The words of each language.
    pub words: BTreeMap<Language, Words>,
    /// Names that moderators gave to what the data have.
    pub names: Vec<GivenName>,
    /// A hash of the files it was loaded from, as 12 hex digits.
    pub fingerprint: String,
}

/// One intent: example questions, the kind of answer, and its wording.
#[derive(Debug, Clone)]
pub struct Intent {
    /// The id in the files; the file is named for it.
    pub id: String,
    /// A title for humans.
    pub title: String,
    /// What computes the answer.
    pub kind: AnswerKind,
    /// For answers from statements: the topic of the statements that answer.
    pub topic: Option<String>,
    /// Example questions.
    pub phrases: Vec<Phrase>,
    /// Wording by language, then by case ("rose", "fell").
    pub replies: BTreeMap<Language, BTreeMap<String, String>>,
    /// Questions that must land here, or must not.
    pub tests: Vec<Test>,
    /// The file it stands in.
    pub file: String,
    /// Its id in the file.
    pub place: Place,
}

/// An example question.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// As written, with slots in braces.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// Its line in the intent's file, from 1.
    pub line: usize,
    /// Its text in the file, quotes included.
    pub place: Place,
}

/// A question with what is expected of it.
#[derive(Debug, Clone)]
pub struct Test {
    /// The question; slots in braces are filled from the dataset at hand.
    pub ask: String,
    /// True if the question must land on this intent, false if it must not.
    pub lands: bool,
    /// Expected status word, if any.
    pub status: Option<String>,
    /// Expected headline value, if any.
    pub value: Option<String>,
    /// Texts that the answer has to contain.
    pub contains: Vec<String>,
    /// Its line in the intent's file, from 1.
    pub line: usize,
    /// Its text in the file, quotes included.
    pub place: Place,
}

/// The language that a file names.
fn language(name: &Placed<String>, problems: &mut Diagnostics) -> Option<Language> {
    let found = Language::ALL
        .into_iter()
        .find(|language| language.code() == name.value);
    if found.is_none() {
        let problem = Diagnostic::error(
            codes::LANGUAGE,
            format!("there is no language `{}`", name.value),
        )
        .at(&name.place, "");
        let quote = if name
            .place
            .file
            .text
            .get(name.place.span.clone())
            .is_some_and(|text| text.starts_with('"'))
        {
            "\""
        } else {
            ""
        };
        problems.push(
            match nearest(&name.value, Language::ALL.map(Language::code)) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&name.place, format!("{quote}{meant}{quote}")),
                None => problem
                    .help("the languages are `en` (English), `ru` (Russian) and `uk` (Ukrainian)"),
            },
        );
    }
    found
}
