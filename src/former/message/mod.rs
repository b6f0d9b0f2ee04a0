//! A message answered: each question in it is read, decided, answered, noted and cited.
//!
//! It must not compute or word anything: the modules that it calls do, one a step.

mod asserted;
mod dispatch;
mod intent;
mod join;
mod kind;
mod table_kind;
mod topic;

use jiff::civil::Date;

use super::ask::Ask;
use super::conversation::{Conversation, Topic};
use super::draft::Draft;
use super::snapshot::Snapshot;
use super::{Answer, doubt, gate, notes};
use crate::question::decide::Decision;
use crate::question::reading::Reading;

/// The longest text of an answer to a message: Discord's limit for a message.
const LONGEST: usize = 2_000;

/// Answers a message. The conversation is changed to remember what the answer was about.
pub fn answer(
    snapshot: &Snapshot,
    text: &str,
    conversation: &mut Conversation,
    today: Date,
) -> Answer {
    let readings = snapshot.reader.read(text, today);
    let decide = |reading: &Reading| snapshot.matcher.decide(reading);
    let decisions: Vec<Decision> = readings.iter().map(decide).collect();
    answer_all(snapshot, &readings, &decisions, conversation, today)
}

/// Answers a message that begins a conversation, when this snapshot has read it and decided on each question in it already.
pub fn answer_decided(
    snapshot: &Snapshot,
    readings: &[Reading],
    decisions: &[Decision],
    today: Date,
) -> Answer {
    let mut conversation = Conversation::default();
    answer_all(snapshot, readings, decisions, &mut conversation, today)
}

fn answer_all(
    snapshot: &Snapshot,
    readings: &[Reading],
    decisions: &[Decision],
    conversation: &mut Conversation,
    today: Date,
) -> Answer {
    let mut done: Vec<Done> = Vec::new();
    for (reading, decision) in readings.iter().zip(decisions) {
        let one = answer_one(snapshot, (reading, decision), conversation, today);
        if let Some(topic) = &one.topic {
            conversation.remember(topic.clone());
        }
        done.push(one);
    }
    join::joined(snapshot, readings, &done, LONGEST)
}

/// The answer that a finished draft makes, with its citations; the text has at most `longest` characters.
pub(super) fn finished(
    snapshot: &Snapshot,
    draft: Draft,
    intent: Option<String>,
    longest: usize,
) -> Answer {
    let done = Done {
        draft,
        intent,
        confidence: 1.0,
        topic: None,
    };
    join::joined(snapshot, &[Reading::default()], &[done], longest)
}

/// The draft of a resolved question, with the notes of its figures.
pub(super) fn resolved(ask: &Ask) -> Draft {
    notes::noted(ask, dispatch::dispatch(ask))
}

/// One question, answered.
struct Done {
    draft: Draft,
    intent: Option<String>,
    confidence: f32,
    topic: Option<Topic>,
}

fn answer_one(
    snapshot: &Snapshot,
    (reading, decision): (&Reading, &Decision),
    conversation: &Conversation,
    today: Date,
) -> Done {
    let confidence = decision.confidence();
    let refused = |draft: Draft| Done {
        draft,
        intent: None,
        confidence,
        topic: None,
    };
    if let Some(draft) = gate::before(snapshot, reading, conversation, decision) {
        return refused(draft);
    }
    let Some(intent) = intent::chosen(snapshot, reading, conversation, decision) else {
        return refused(gate::unread(snapshot, reading));
    };
    let ask = Ask::new(snapshot, reading, intent, conversation, today);
    let draft = gate::after(&ask)
        .unwrap_or_else(|| notes::noted(&ask, doubt::weighed(&ask, dispatch::dispatch(&ask))));
    Done {
        topic: topic::of(&ask, &draft),
        draft,
        intent: Some(intent.id.clone()),
        confidence,
    }
}
