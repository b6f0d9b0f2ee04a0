//! The intents files as people write them, before anything is checked. The JSON Schemas for editors are made from these types.
//!
//! Every key may be missing here, so that all that is missing can be reported together.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

use super::AnswerKind;
use crate::dataset::Language;
use crate::toml_file::Spot;

pub(super) type Text = Option<Spot<String>>;
pub(super) type Texts = Vec<Spot<String>>;
/// Lists of texts by a name that is checked later.
pub(super) type Lists = BTreeMap<Spot<String>, Texts>;
/// Texts by a name that is checked later.
pub(super) type Named = BTreeMap<Spot<String>, Spot<String>>;

/// One intent: what people ask, how it is answered, and questions that test it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Footnote intent file")]
pub(super) struct RawIntent {
    /// Version of the format: 1.
    #[schemars(required, range(min = 1, max = 1))]
    pub(super) schema: Option<Spot<i64>>,
    /// Name of the intent; the file is named for it.
    #[schemars(required, extend("pattern" = "^[a-z0-9_]+$"))]
    pub(super) id: Text,
    /// Title for humans.
    #[schemars(required)]
    pub(super) title: Text,
    /// What computes the answer.
    #[schemars(required)]
    pub(super) answer: Option<Spot<AnswerKind>>,
    /// For `answer = "statement"`: the topic of the statements that answer.
    pub(super) topic: Text,
    /// Example questions, by language.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Language, Texts>", extend("propertyNames" = languages()))]
    pub(super) phrases: Lists,
    /// Wording, by language and case.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Language, Named>", extend("propertyNames" = languages()))]
    pub(super) reply: BTreeMap<Spot<String>, Named>,
    /// Questions that must, or must not, land here.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "names the key and makes the schema; tests are read one by one"
    )]
    pub(super) test: Vec<RawTest>,
}

/// A question with what is expected of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Test")]
pub(super) struct RawTest {
    /// A question that must land on this intent; slots are filled from the dataset.
    pub(super) ask: Text,
    /// A question that must not land on this intent.
    pub(super) not_ask: Text,
    /// Expected status: `answered`, `no_data` …
    #[schemars(extend("enum" = super::questions::STATUSES))]
    pub(super) status: Text,
    /// Expected headline value.
    pub(super) value: Text,
    /// Texts that the answer has to contain.
    #[serde(default)]
    pub(super) contains: Texts,
}

/// The words of a language: groups of words with one meaning, words that mean nothing, and stock sentences.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Footnote words file")]
pub(super) struct RawWords {
    /// Version of the format: 1.
    #[schemars(required, range(min = 1, max = 1))]
    pub(super) schema: Option<Spot<i64>>,
    /// The language.
    #[schemars(required, with = "Option<Language>")]
    pub(super) language: Text,
    /// Words by what they mean.
    #[serde(default)]
    pub(super) concepts: Lists,
    /// Words that mean nothing here, in groups; the group `function` holds words too common to be part of a name.
    #[serde(default)]
    pub(super) fillers: Lists,
    /// What groups of words are evidence for: arguments of what is asked, by group.
    #[serde(default)]
    #[schemars(schema_with = "super::evidence::schema")]
    pub(super) evidence: BTreeMap<Spot<String>, Named>,
    /// Words that say when, by what they do.
    #[serde(default)]
    #[schemars(extend("propertyNames" = names(&super::terms::periods())))]
    pub(super) periods: Lists,
    /// Words that make up numbers.
    #[serde(default)]
    #[schemars(extend("propertyNames" = names(&super::terms::numbers())))]
    pub(super) numbers: Lists,
    /// Words by what they do to the words around them.
    #[serde(default)]
    #[schemars(extend("propertyNames" = names(&super::terms::roles())))]
    pub(super) roles: Lists,
    /// Stock sentences.
    #[serde(default)]
    pub(super) say: Named,
    /// The words of a query, as they stand on buttons and are read back.
    #[serde(default)]
    pub(super) canonical: Named,
}

/// Further names for what the data have, by its id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Footnote names file")]
pub(super) struct RawNames {
    /// Version of the format: 1.
    #[schemars(required, range(min = 1, max = 1))]
    pub(super) schema: Option<Spot<i64>>,
    /// Names of metrics, by the metric's id and by language: `outages.en = ["dark nights"]`.
    #[serde(default)]
    #[schemars(schema_with = "named_things")]
    pub(super) metrics: BTreeMap<Spot<String>, Lists>,
    /// Names of outlets, by the outlet's id and by language.
    #[serde(default)]
    #[schemars(schema_with = "named_things")]
    pub(super) outlets: BTreeMap<Spot<String>, Lists>,
    /// Names of events, by the event's id and by language.
    #[serde(default)]
    #[schemars(schema_with = "named_things")]
    pub(super) events: BTreeMap<Spot<String>, Lists>,
}

/// What the schema says of a table of things with their names.
fn named_things(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "propertyNames": languages(),
            "additionalProperties": { "type": "array", "items": { "type": "string" } },
        },
    })
}

/// What the schema says of keys that are names of lists.
fn names(known: &[String]) -> serde_json::Value {
    serde_json::json!({ "enum": known })
}

/// What the schema says of keys that are languages.
fn languages() -> serde_json::Value {
    serde_json::json!({ "enum": Language::ALL.map(Language::code) })
}
