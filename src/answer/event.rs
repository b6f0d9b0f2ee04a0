//! Single occurrences and statements: what happened, and what somebody said, always with who said it.

use std::collections::HashSet;

use super::cite::escape;
use super::draft::{Draft, Page, Values};
use super::voice::Voice;
use super::{Status, reply};
use crate::dataset::{Event, Statement};

/// Shorter words tell nothing by themselves.
const LEAST_WORD: usize = 4;

/// The most statements of one answer.
const MOST_STATEMENTS: usize = 3;

/// The most details of an event that are told with it.
const MOST_DETAILS: usize = 5;

/// An event: the detail that was asked for, or its summary with what the details add to it.
pub(super) fn event(voice: &Voice, index: usize, detail: Option<usize>) -> Draft {
    let Some(event) = voice.data().events.get(index) else {
        return reply::not_understood(voice.snapshot);
    };
    let detail = detail.and_then(|detail| event.details.get(detail));
    let text = detail.map_or(&event.summary, |detail| &detail.text);
    let values = Values::new()
        .text("name", escape(&event.name))
        .text("text", text.clone())
        .text("caveat", event.caveat.clone())
        .list(
            "details",
            if detail.is_some() {
                Vec::new()
            } else {
                added(event)
            },
        )
        .flag("detail", detail.is_some());
    Draft::new(Status::Answered, voice.word("event", &values))
        .caveat(event.caveat.clone())
        .citing(event)
}

/// The details that tell something which the summary does not.
fn added(event: &Event) -> Vec<String> {
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        words
            .filter(|word| {
                word.chars().count() >= LEAST_WORD || word.starts_with(|c: char| c.is_ascii_digit())
            })
            .map(str::to_lowercase)
            .collect()
    };
    let told = words(&format!(
        "{} {} {}",
        event.name, event.summary, event.caveat
    ));
    let details = event.details.iter().map(|detail| detail.text.clone());
    details
        .filter(|text| !words(text).is_subset(&told))
        .take(MOST_DETAILS)
        .collect()
}

/// What was said, by position.
pub(super) fn statements(voice: &Voice, positions: &[usize]) -> Draft {
    let all = positions.iter().take(MOST_STATEMENTS);
    let said: Vec<&Statement> = all
        .filter_map(|position| voice.data().statements.get(*position))
        .collect();
    let Some((first, rest)) = said.split_first() else {
        let about = reply::about(voice.snapshot);
        return Draft::new(Status::NoData, voice.say("no_statement", &about));
    };
    let values = Values::new()
        .list("lines", said.iter().map(|said| line(voice, said)).collect())
        .text("caveat", first.caveat.clone())
        .text("lead", "");
    let draft = Draft {
        pages: said.iter().map(|said| page(said)).collect(),
        ..Draft::new(Status::Answered, voice.word("statements", &values))
    };
    let draft = draft.caveat(first.caveat.clone());
    let caveats = rest.iter().map(|statement| statement.caveat.clone());
    caveats.fold(draft, Draft::caveat)
}

/// A statement with who made it.
pub(crate) fn line(voice: &Voice, statement: &Statement) -> String {
    let values = Values::new()
        .text("text", statement.text.clone())
        .text("who", statement.attributed_to.clone());
    voice.say("statement", &values)
}

/// The page that a statement was read on, to cite.
pub(crate) fn page(statement: &Statement) -> Page {
    (
        statement.originator.map(|outlet| outlet.0),
        statement.source,
    )
}
