//! Single occurrences and statements: what happened, and what somebody said, always with who said it.

use crate::dataset::{Dataset, Detail, Event, Statement};
use crate::intents::AnswerKind;
use crate::question::reading::Reading;

use super::ask::Ask;
use super::draft::{Draft, Page, Values};
use super::{Status, help};

/// The most statements of one answer.
const MOST_STATEMENTS: usize = 3;

/// Answers about an event: the detail asked for, or its summary.
pub(super) fn event(ask: &Ask) -> Draft {
    let Some(event) = spoken_of(ask).and_then(|index| ask.data().events.get(index)) else {
        return help::not_understood(ask.snapshot);
    };
    let details = details(ask.reading, event);
    let text = if details.is_empty() {
        event.summary.clone()
    } else {
        details
            .iter()
            .map(|detail| detail.text.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let values = Values::new()
        .text("name", super::cite::escape(&event.name))
        .text("text", text)
        .text("caveat", event.caveat.clone())
        .flag("detail", !details.is_empty());
    Draft::new(Status::Answered, ask.word("event", &values))
        .caveat(event.caveat.clone())
        .citing(event)
}

/// The event that is named, or that a question on an event leaves unnamed.
pub(super) fn spoken_of(ask: &Ask) -> Option<usize> {
    let named = ask.reading.events.first().map(|named| named.index);
    let carried = || ask.conversation.last.as_ref().and_then(|last| last.event);
    named.or_else(|| carried().filter(|_| ask.kind == AnswerKind::Event))
}

/// Whether a question has the words of some detail of an event.
pub(super) fn asks_for_detail(dataset: &Dataset, event: usize, reading: &Reading) -> bool {
    dataset
        .events
        .get(event)
        .is_some_and(|event| !details(reading, event).is_empty())
}

/// The details whose words the question has, the best first, at most two.
pub(super) fn details<'a>(reading: &Reading, event: &'a Event) -> Vec<&'a Detail> {
    let words: Vec<&str> = reading
        .words
        .iter()
        .map(|word| word.stem.as_str())
        .collect();
    let scored = event
        .details
        .iter()
        .map(|detail| (score(&words, detail), detail));
    let mut scored: Vec<(f32, &Detail)> = scored.filter(|(score, _)| *score > 0.0).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    let near = scored.into_iter().filter(|(score, _)| *score >= best - 0.5);
    near.take(2).map(|(_, detail)| detail).collect()
}

/// Words that stand for what a question may name instead.
const PRONOUNS: &[&str] = &[
    "he", "him", "his", "she", "her", "it", "its", "they", "them", "он", "она", "оно", "они",
    "його", "він", "вона", "воно", "вони",
];

/// How many words of the detail's best alias the question has, if it has them all.
fn score(words: &[&str], detail: &Detail) -> f32 {
    let aliases = detail.aliases.values().flatten();
    let full = aliases.filter_map(|alias| {
        let mut stems = crate::question::stems_of(alias);
        stems.retain(|stem| !PRONOUNS.contains(&stem.as_str()));
        let all = !stems.is_empty() && stems.iter().all(|stem| words.contains(&stem.as_str()));
        #[allow(clippy::cast_precision_loss, reason = "an alias has few words")]
        all.then_some(stems.len() as f32)
    });
    full.fold(0.0, f32::max)
}

/// Answers with what was said about a topic, or about what the question names.
pub(super) fn statement(ask: &Ask) -> Draft {
    let chosen = statements(ask);
    if chosen.is_empty() {
        return Draft::new(
            Status::NoData,
            ask.say("no_statement", &help::about(ask.snapshot)),
        );
    }
    let caveat = chosen
        .first()
        .map_or("", |(_, statement)| statement.caveat.as_str());
    let values = Values::new()
        .list("lines", lines(ask, &chosen))
        .text("caveat", caveat)
        .text("lead", premise(ask));
    let mut draft = Draft::new(Status::Answered, ask.word("statements", &values));
    draft.pages = pages_of_statements(&chosen);
    for (_, statement) in chosen.iter().skip(1) {
        draft = draft.caveat(statement.caveat.clone());
    }
    with_premise(ask, draft)
}

/// Statements, each with who made it.
pub(super) fn lines(ask: &Ask, said: &[(usize, &Statement)]) -> Vec<String> {
    let line = |(_, statement): &(usize, &Statement)| {
        let values = Values::new()
            .text("text", statement.text.clone())
            .text("who", statement.attributed_to.clone());
        ask.say("statement", &values)
    };
    said.iter().map(line).collect()
}

/// The pages that statements were read on, to cite.
pub(super) fn pages_of_statements(said: &[(usize, &Statement)]) -> Vec<Page> {
    let page = |(_, statement): &(usize, &Statement)| {
        let outlet = statement.originator.map(|outlet| outlet.0);
        (outlet, statement.source)
    };
    said.iter().map(page).collect()
}

/// Statements of the intent's topic; else those that the question's words name.
pub(super) fn statements<'a>(ask: &Ask<'a>) -> Vec<(usize, &'a Statement)> {
    let all = || ask.data().statements.iter().enumerate();
    if let Some(topic) = &ask.intent.topic {
        let named = |index: &usize| {
            ask.reading.statements.iter().any(|mention| matches!(mention.target, crate::question::names::Target::Statement(known) if known == *index))
        };
        let mut of_topic: Vec<(usize, &Statement)> = all()
            .filter(|(_, statement)| statement.topic == *topic)
            .collect();
        of_topic.sort_by_key(|(index, _)| (!named(index), *index));
        of_topic.truncate(MOST_STATEMENTS);
        return of_topic;
    }
    let by_name = ask
        .reading
        .statements
        .iter()
        .filter_map(|mention| match mention.target {
            crate::question::names::Target::Statement(index) => ask
                .data()
                .statements
                .get(index)
                .map(|statement| (index, statement)),
            _ => None,
        });
    let named: Vec<(usize, &Statement)> = by_name.take(MOST_STATEMENTS - 1).collect();
    if named.is_empty() && ask.has("why") {
        all()
            .filter(|(_, statement)| statement.topic == "causes")
            .take(MOST_STATEMENTS)
            .collect()
    } else {
        named
    }
}

/// "Why did it fall?" when it rose: the direction is put right first.
fn premise(ask: &Ask) -> String {
    corrected(ask).map_or_else(String::new, |draft| draft.text)
}

fn corrected(ask: &Ask) -> Option<Draft> {
    let (up, down) = (ask.has("rise"), ask.has("fall"));
    if up == down {
        return None;
    }
    let metric = ask.metric_id()?;
    let pair = super::change::pair(ask, metric).ok()?;
    let difference = ask
        .quantity(&pair.later)?
        .minus(&ask.quantity(&pair.base)?)?;
    let agrees = up == (difference.sign() > 0);
    (!agrees && difference.sign() != 0).then(|| super::claim::correction(ask, &pair))
}

fn with_premise(ask: &Ask, mut draft: Draft) -> Draft {
    if let Some(premise) = corrected(ask) {
        draft.figures.extend(premise.figures);
        draft.verdict = premise.verdict;
    }
    draft
}
