//! Single occurrences and statements: what happened, and what somebody said, always with who said it.

use super::cite::escape;
use super::draft::{Draft, Page, Values};
use super::voice::Voice;
use super::{Status, reply};
use crate::dataset::Statement;

/// The most statements of one answer.
const MOST_STATEMENTS: usize = 3;

/// An event: the detail that was asked for, or its summary.
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
        .flag("detail", detail.is_some());
    Draft::new(Status::Answered, voice.word("event", &values))
        .caveat(event.caveat.clone())
        .citing(event)
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
