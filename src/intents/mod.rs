//! The intents: what people may ask, in their words, and how an answer is worded.
//!
//! Everything here came from files and was checked. It must not know any dataset, read files, or score a question.

mod kind;
mod load;
mod raw;
mod words;

use std::collections::BTreeMap;

pub use kind::AnswerKind;
pub use load::load;
pub use words::{Say, Words};

use crate::dataset::Language;

/// A loaded and checked set of intents.
#[derive(Debug, Clone, Default)]
pub struct Intents {
    /// The intents, in the files' order.
    pub list: Vec<Intent>,
    /// The words of each language.
    pub words: BTreeMap<Language, Words>,
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
}
