//! The intents' tests: each is filled, asked, and held against what is expected.

use crate::answer::{Answer, Headline, Manner, Status};
use crate::diagnostic::Diagnostic;
use crate::intents::{AnswerKind, Intent, Test, codes};
use crate::message::{Memory, Snapshot, answer};

use super::fill::language_of;
use super::{Outcome, Trial};

/// Tries the tests of an intent.
pub(super) fn try_all(trial: &mut Trial<'_>, intent: &Intent, outcome: &mut Outcome) {
    for test in &intent.tests {
        let Some(question) = trial.filler.fill(&test.ask, language_of(&test.ask)) else {
            outcome.skipped += 1;
            continue;
        };
        let got = answer(
            trial.snapshot,
            &question,
            &mut Memory::default(),
            trial.today,
        );
        if let Some(witness) = &mut trial.witness {
            witness(&question, &got);
        }
        let Some(message) = failure(intent, test, &got) else {
            outcome.passed += 1;
            continue;
        };
        outcome.failed += 1;
        let problem = if test.lands && offers(trial.snapshot, intent, &got) {
            Diagnostic::warning(
                codes::FAILED,
                format!("`{}` is only offered here", intent.id),
            )
        } else if holds_for_any_data(intent, test) {
            Diagnostic::warning(
                codes::FAILED,
                format!("with a name of these data {message}"),
            )
        } else {
            Diagnostic::error(codes::FAILED, message)
        };
        outcome.problems.push(
            problem
                .at(&test.place, format!("asked as \"{question}\""))
                .help(format!("`footnote explain \"{question}\"` shows why")),
        );
    }
}

/// Whether a test is about no data of its own: where it fails with the names of these, they are no errors of theirs.
fn holds_for_any_data(intent: &Intent, test: &Test) -> bool {
    let expects = test.status.is_some() || test.value.is_some() || !test.contains.is_empty();
    let reads = !matches!(intent.kind, AnswerKind::Help | AnswerKind::Refusal);
    reads && intent.topic.is_none() && test.ask.contains('{') && !expects
}

/// Whether the question is asked back with an intent's reading among the choices: not an answer, and not a wrong one.
fn offers(snapshot: &Snapshot, intent: &Intent, got: &Answer) -> bool {
    let manner = Manner::default();
    got.status == Status::Clarify
        && got.choices.iter().any(|choice| {
            snapshot.intent_of(&choice.query, &manner).as_deref() == Some(intent.id.as_str())
        })
}

/// What an answer has that the test does not expect, in words.
fn failure(intent: &Intent, test: &Test, got: &Answer) -> Option<String> {
    let landed = got.intent.as_deref();
    let own = landed == Some(intent.id.as_str());
    if !test.lands {
        return own.then(|| format!("this must not land on `{}`, and does", intent.id));
    }
    let refused_before = landed.is_none() && test.status.as_deref() == Some(&status_name(got));
    if !own && !refused_before {
        return Some(format!(
            "this lands on {}, not on `{}`",
            where_landed(landed, got),
            intent.id
        ));
    }
    let status = status_name(got);
    if let Some(expected) = test.status.as_ref().filter(|expected| **expected != status) {
        return Some(format!("the status is `{status}`, not `{expected}`"));
    }
    let value = value(got);
    if let Some(expected) = test.value.as_ref().filter(|expected| **expected != value) {
        return Some(format!("the value is `{value}`, not `{expected}`"));
    }
    let lacking = test
        .contains
        .iter()
        .find(|text| !got.text.contains(text.as_str()))?;
    Some(format!(
        "the answer does not contain `{lacking}`; it is: {}",
        got.text.replace('\n', " ")
    ))
}

fn where_landed(landed: Option<&str>, got: &Answer) -> String {
    landed.map_or_else(
        || format!("no intent (`{}`)", status_name(got)),
        |landed| format!("`{landed}`"),
    )
}

/// A status as files write it.
fn status_name(got: &Answer) -> String {
    let name = serde_json::to_value(got.status).ok();
    name.and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn value(got: &Answer) -> String {
    match &got.value {
        Some(Headline::One(value)) => value.clone(),
        Some(Headline::Many(values)) => values.join(", "),
        None => String::new(),
    }
}
