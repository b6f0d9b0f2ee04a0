//! Which intent answers: the accepted one, or one that the conversation makes likelier.
//!
//! It must not look at figures: all that counts are the reading, the decision and what was spoken of before.

use crate::former::conversation::Conversation;
use crate::former::snapshot::Snapshot;
use crate::former::{event, gate};
use crate::intents::{AnswerKind, Intent};
use crate::question::decide::{Candidate, Decision};
use crate::question::reading::Reading;

/// The score from which on an intent is tried on a bare table, whose words no intent can know.
const LIKELY: f32 = 0.2;

/// The intent that answers; that of the answer before when the question only fills its slots anew.
pub(super) fn chosen<'a>(
    snapshot: &'a Snapshot,
    reading: &Reading,
    conversation: &Conversation,
    decision: &Decision,
) -> Option<&'a Intent> {
    let of_kind = |kind: AnswerKind| {
        let mut intents = snapshot.intents.list.iter();
        intents.find(|intent| intent.kind == kind && intent.topic.is_none())
    };
    if let Some(last) = &conversation.last
        && gate::only_fills_slots(reading)
    {
        return of_kind(gate::kind_of_refill(last.kind, reading));
    }
    if asks_for_detail(snapshot, reading, conversation) {
        return of_kind(AnswerKind::Event);
    }
    let accepted = decision.accepted().or_else(|| likely(snapshot, decision));
    if accepted.is_none() && speaks_of_event(snapshot, conversation, decision) {
        return of_kind(AnswerKind::Event);
    }
    let accepted = accepted.and_then(|candidate| intent_of(snapshot, candidate));
    if asks_about_nth(reading, conversation) {
        return of_kind(AnswerKind::Definition);
    }
    if asks_about_answer(reading, conversation) && accepted.is_none_or(computes) {
        return of_kind(AnswerKind::Definition);
    }
    accepted
}

fn intent_of<'a>(snapshot: &'a Snapshot, candidate: &Candidate) -> Option<&'a Intent> {
    snapshot.intents.list.get(candidate.intent)
}

/// In a bare table the best candidate will do where nothing speaks against it.
fn likely<'a>(snapshot: &Snapshot, decision: &'a Decision) -> Option<&'a Candidate> {
    decision
        .candidates
        .first()
        .filter(|best| snapshot.reader.is_open() && best.score >= LIKELY && !best.fit.is_veto())
}

/// Whether a question has the words of some detail of the event that was spoken of.
fn asks_for_detail(snapshot: &Snapshot, reading: &Reading, conversation: &Conversation) -> bool {
    let event = conversation.last.as_ref().and_then(|last| last.event);
    reading.metrics.is_empty()
        && event.is_some_and(|event| event::asks_for_detail(&snapshot.dataset, event, reading))
}

/// Whether a question that names no event asks about the one that was spoken of: "where was that?".
fn speaks_of_event(snapshot: &Snapshot, conversation: &Conversation, decision: &Decision) -> bool {
    let spoken_of = conversation
        .last
        .as_ref()
        .is_some_and(|last| last.event.is_some());
    let likest = decision
        .candidates
        .iter()
        .max_by(|a, b| a.text.total.total_cmp(&b.text.total));
    let intent = likest.and_then(|likest| intent_of(snapshot, likest));
    spoken_of && intent.is_some_and(|intent| intent.kind == AnswerKind::Event)
}

/// Whether a yes or no is wanted of the answer before: "are they all counted?".
fn asks_about_answer(reading: &Reading, conversation: &Conversation) -> bool {
    conversation.last.is_some() && reading.yes_no && !reading.has_slots()
}

/// "What does the second one count?", said of an answer with several metrics.
fn asks_about_nth(reading: &Reading, conversation: &Conversation) -> bool {
    let several = conversation
        .last
        .as_ref()
        .is_some_and(|last| last.metrics.len() >= 2);
    let asks_else = [
        "max",
        "min",
        "rank",
        "comparative",
        "comparative_less",
        "howmany",
    ];
    several
        && reading.nth_named().is_some()
        && reading.has_any(&["what", "means"])
        && !reading.has_slots()
        && !reading.has_any(&asks_else)
}

fn computes(intent: &Intent) -> bool {
    matches!(
        intent.kind,
        AnswerKind::Sum | AnswerKind::Value | AnswerKind::Average | AnswerKind::Count
    )
}
