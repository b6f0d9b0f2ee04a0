//! An answer as one JSON object: the contract with programs.

use serde::Serialize;

use crate::answer::{Answer, Choice, Citation, Computation, Headline, Shown, Status, Verdict};
use crate::dataset::Dataset;
use crate::query::to_json;

/// The keys of the contract, in order.
#[derive(Debug, Serialize)]
struct Object<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a serde_json::Value>,
    status: Status,
    text: &'a str,
    value: &'a Option<Headline>,
    unit: &'a Option<String>,
    intent: &'a Option<String>,
    query: Option<serde_json::Value>,
    confidence: f32,
    verdict: Option<Verdict>,
    citations: &'a [Citation],
    figures: &'a [Shown],
    formula: Option<&'a str>,
    caveats: &'a [String],
    choices: &'a [Choice],
    answer_id: &'a str,
}

/// The answer as a JSON object; `data` are those that it was made from, and `id` is the question's id, if it had one.
pub fn json(
    answer: &Answer,
    data: &Dataset,
    id: Option<&serde_json::Value>,
) -> serde_json::Result<String> {
    let confidence = (answer.confidence * 100.0).round() / 100.0;
    serde_json::to_string(&Object {
        id,
        status: answer.status,
        text: &answer.text,
        value: &answer.value,
        unit: &answer.unit,
        intent: &answer.intent,
        query: answer.query.as_ref().map(|query| to_json(query, data)),
        confidence,
        verdict: answer.verdict,
        citations: &answer.citations,
        figures: &answer.figures,
        formula: answer.computation.as_ref().map(Computation::formula),
        caveats: &answer.caveats,
        choices: &answer.choices,
        answer_id: &answer.answer_id,
    })
}
