//! The intents files as they are written, before any check.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::AnswerKind;
use crate::dataset::Language;

/// A file of `intents/` that describes one intent.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIntent {
    /// Version of the format: 1.
    pub schema: u32,
    /// Name of the intent; the file is named for it.
    pub id: String,
    /// Title for humans.
    pub title: String,
    /// What computes the answer.
    pub answer: AnswerKind,
    /// For `answer = "statement"`: the topic of the statements that answer.
    pub topic: Option<String>,
    /// Example questions, by language.
    #[serde(default)]
    pub phrases: BTreeMap<Language, Vec<String>>,
    /// Wording, by language and case.
    #[serde(default)]
    pub reply: BTreeMap<Language, BTreeMap<String, String>>,
    /// Questions that must, or must not, land here.
    #[serde(default)]
    pub test: Vec<RawTest>,
}

/// A question with what is expected of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTest {
    /// A question that must land on this intent.
    pub ask: Option<String>,
    /// A question that must not land on this intent.
    pub not_ask: Option<String>,
    /// Expected status.
    pub status: Option<String>,
    /// Expected headline value.
    pub value: Option<String>,
    /// Texts that the answer has to contain.
    #[serde(default)]
    pub contains: Vec<String>,
}

/// A file of `intents/` that holds the words of a language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWords {
    /// Version of the format: 1.
    pub schema: u32,
    /// The language.
    pub language: Language,
    /// Words by what they mean.
    #[serde(default)]
    pub concepts: BTreeMap<String, Vec<String>>,
    /// Words that mean nothing here, in groups; the group `function` holds words too common to be part of a name.
    #[serde(default)]
    pub fillers: BTreeMap<String, Vec<String>>,
    /// Stock sentences.
    #[serde(default)]
    pub say: BTreeMap<String, String>,
}
