//! What keeps a question from being answered at all: other subjects, unknown words, nothing to go on.
//!
//! Between answer and refusal stands a question back.

use crate::dataset::MetricId;
use crate::intents::AnswerKind;
use crate::question::decide::Decision;
use crate::question::names::IN_FULL;
use crate::question::period::When;
use crate::question::reading::{Reading, Role};

use super::ask::{Ask, Origin};
use super::conversation::Conversation;
use super::draft::Draft;
use super::snapshot::Snapshot;
use super::{Status, help, lookup, refuse};

/// Refusals that need no intent.
pub(super) fn before(
    snapshot: &Snapshot,
    reading: &Reading,
    conversation: &Conversation,
    decision: &Decision,
) -> Option<Draft> {
    if reading.words.is_empty() {
        return Some(help::not_understood(snapshot));
    }
    let kind = decision
        .accepted()
        .and_then(|candidate| snapshot.intents.list.get(candidate.intent))
        .map(|intent| intent.kind);
    if reading.has("inject") {
        return Some(help::not_understood(snapshot));
    }
    let small_talk = matches!(kind, Some(AnswerKind::Help | AnswerKind::Refusal));
    if let Some(exclusion) = reading
        .exclusions
        .first()
        .and_then(|index| snapshot.dataset.exclusions.get(*index))
        && !small_talk
        && reading.events.is_empty()
    {
        return Some(help::out_of_scope(snapshot, Some(&exclusion.say)));
    }
    if snapshot.reader.is_open() {
        return None;
    }
    let foreign = decision.accepted().map_or(0, |best| {
        foreign_words(snapshot, reading, best.intent, kind)
    });
    let follow_up = conversation.last.is_some() && reading.unknown.len() <= 1;
    let about_data = matches!(
        kind,
        Some(
            AnswerKind::Sources
                | AnswerKind::Conflict
                | AnswerKind::Definition
                | AnswerKind::Comparable
                | AnswerKind::Statement
                | AnswerKind::Event
                | AnswerKind::Coverage
                | AnswerKind::Outlet
        )
    );
    let named_whole = reading
        .metrics
        .iter()
        .any(|mention| mention.recall > IN_FULL && mention.tokens.len() >= 2);
    let anchored = named_whole
        || reading.figures().next().is_some()
        || !reading.events.is_empty()
        || follow_up;
    let tolerated = usize::from(about_data && anchored);
    if reading.unknown.len() + foreign <= tolerated {
        return None;
    }
    Some(unknown_words(snapshot, reading))
}

/// Words that are known from phrases of other intents only: for a figure of the data they are unknown all the same.
fn foreign_words(
    snapshot: &Snapshot,
    reading: &Reading,
    intent: usize,
    kind: Option<AnswerKind>,
) -> usize {
    if matches!(kind, None | Some(AnswerKind::Help | AnswerKind::Refusal)) {
        return 0;
    }
    let words = reading
        .words
        .iter()
        .filter(|word| word.role == Role::Phrase);
    words
        .filter(|word| !snapshot.matcher.has_word(intent, &word.stem))
        .count()
}

/// Words that nothing knows: narrower than the data if a metric is named, elsewhere if not.
fn unknown_words(snapshot: &Snapshot, reading: &Reading) -> Draft {
    if reading.metrics.is_empty() {
        return if reading.subject {
            help::out_of_scope(snapshot, None)
        } else {
            help::not_understood(snapshot)
        };
    }
    let metric = reading.metrics.first().map(|mention| mention.metric);
    let short = metric
        .and_then(|MetricId(index)| snapshot.dataset.metrics.get(index))
        .map_or_else(String::new, |metric| super::cite::escape(&metric.short));
    Draft::new(
        Status::NoData,
        snapshot
            .wording
            .say("narrower", &help::about(snapshot).text("metric", short)),
    )
}

/// No intent was good enough.
pub(super) fn unread(snapshot: &Snapshot, reading: &Reading) -> Draft {
    if reading.subject && reading.metrics.is_empty() {
        help::out_of_scope(snapshot, None)
    } else {
        help::not_understood(snapshot)
    }
}

/// Whether a follow-up only names another period or metric: "and 2023?".
pub(super) fn only_fills_slots(reading: &Reading) -> bool {
    let slots_only = reading.concepts.iter().all(|concept| {
        matches!(
            concept.as_str(),
            "what" | "how" | "more" | "so" | "meant" | "not" | "total" | "last" | "first" | "half"
        )
    });
    slots_only
        && reading.has_slots()
        && reading.numbers.is_empty()
        && reading.events.is_empty()
        && reading.outlets.is_empty()
        && reading.unknown.is_empty()
}

/// The kind of answer that such a follow-up wants.
pub(super) fn kind_of_refill(last: AnswerKind, reading: &Reading) -> AnswerKind {
    let several = reading
        .whens
        .iter()
        .filter(|mention| matches!(mention.when, When::Range(..)))
        .count()
        > 0
        || reading.whens.len() > 1;
    match last {
        AnswerKind::Share
        | AnswerKind::Rate
        | AnswerKind::Breakdown
        | AnswerKind::Extremum
        | AnswerKind::Sum
        | AnswerKind::Average
        | AnswerKind::Trend
            if reading.metrics.is_empty() =>
        {
            last
        }
        AnswerKind::Change | AnswerKind::Ratio if several => last,
        _ => AnswerKind::Value,
    }
}

/// Refusals that need the intent and what was resolved: a question that names nothing must say plainly what it is about.
pub(super) fn after(ask: &Ask) -> Option<Draft> {
    if is_turn_on_one_word(ask) {
        return Some(help::not_understood(ask.snapshot));
    }
    if ask.origin != Origin::Assumed || says_enough(ask) || ask.snapshot.reader.is_open() {
        return None;
    }
    let on_topic = ask.reading.subject || !ask.reading.whens.is_empty() || has_data_word(ask);
    Some(if on_topic {
        refuse::which_metric(ask)
    } else {
        help::not_understood(ask.snapshot)
    })
}

/// "The rest?" after a figure: one word that stands in some phrase does not turn the talk to what has been said.
fn is_turn_on_one_word(ask: &Ask) -> bool {
    let last = ask.conversation.last.as_ref();
    ask.kind == AnswerKind::Statement
        && last.is_some_and(|last| last.kind != AnswerKind::Statement)
        && ask.reading.concepts.is_empty()
        && ask.reading.sketch.len() <= 1
}

/// Whether a question that names no metric says enough for the headline metric, or the data as a whole, to be meant.
fn says_enough(ask: &Ask) -> bool {
    let reading = ask.reading;
    let year_named = reading
        .whens
        .iter()
        .any(|mention| is_definite(&mention.when))
        && in_reach(ask);
    let of_data = has_data_word(ask) || reading.subject;
    if !reading.events.is_empty() {
        return true;
    }
    match ask.kind {
        AnswerKind::Help | AnswerKind::Refusal | AnswerKind::Event | AnswerKind::Outlet => true,
        AnswerKind::Statement => {
            let asked = reading.subject || ask.has_any(&["why", "istrue"]) || reading.yes_no;
            ask.has_any(&["rise", "fall"])
                || names_statement(reading) && asked && reading.whens.is_empty()
        }
        AnswerKind::Sources => ask.has_any(&["source", "publish", "official", "reliable", "link"]),
        AnswerKind::Coverage => {
            ask.has("coverage") || ask.has("metricword") && of_data || year_named
        }
        AnswerKind::Conflict => {
            ask.has_any(&["conflict", "revise"]) && (of_data || !reading.conflicts.is_empty())
        }
        AnswerKind::Definition => of_data,
        AnswerKind::Summary => ask.has("summary") || year_named,
        AnswerKind::Extremum | AnswerKind::Sharpest => {
            ask.has("yearword") || has_data_word(ask) || year_named
        }
        AnswerKind::Trend => ask.has("trend") || year_named || of_data || ask.has("yearword"),
        AnswerKind::Average | AnswerKind::Sum | AnswerKind::Count | AnswerKind::Filter => {
            year_named || ask.has("yearword") || reading.subject
        }
        AnswerKind::Value if asks_how_many_of_nothing(ask) => false,
        _ => year_named,
    }
}

/// "Now" and "last" are said of anything; a year is said of the data, and so is "last year".
fn is_definite(when: &When) -> bool {
    !matches!(
        when,
        When::Latest | When::Earliest | When::Shift(_) | When::All
    )
}

/// The score from which on a statement is named rather than touched by a common word.
const NAMED_STATEMENT: f32 = 2.0;

fn names_statement(reading: &Reading) -> bool {
    let telling = |token: &usize| {
        let word = reading.words.get(*token);
        word.is_some_and(|word| matches!(word.role, Role::Name | Role::Phrase))
    };
    let mut strong = reading
        .statements
        .iter()
        .filter(|mention| mention.score >= NAMED_STATEMENT);
    strong.any(|mention| mention.tokens.iter().any(telling))
}

/// Words that name a number of some dataset.
fn has_data_word(ask: &Ask) -> bool {
    const WORDS: &[&str] = &[
        "number",
        "numbers",
        "figure",
        "figures",
        "total",
        "totals",
        "count",
        "counts",
        "statistic",
        "statistics",
        "stat",
        "stats",
        "value",
        "values",
        "data",
        "dataset",
        "yearly",
        "annual",
        "series",
        "record",
    ];
    ask.reading.says(WORDS)
}

/// "How many in 2024?": of what is not said.
fn asks_how_many_of_nothing(ask: &Ask) -> bool {
    let bare = ask.reading.says(&["many", "much"]);
    bare && ask.reading.words.len() <= 5 && !ask.reading.subject && ask.periods.points.len() == 1
}

/// Whether the periods named lie anywhere near the data.
fn in_reach(ask: &Ask) -> bool {
    let Some(metric) = ask.metric_id() else {
        return false;
    };
    let periods = lookup::periods(ask.data(), metric);
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
        return false;
    };
    ask.periods.points.iter().all(|point| {
        point.last_year() >= first.last_year() - 60 && point.last_year() <= last.last_year() + 10
    })
}
