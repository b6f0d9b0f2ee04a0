//! The kind of answer that computes: an intent's own, unless its slots make it another ("total" over a range is a sum).
//!
//! It must not know what a bare table needs: `table_kind` does, and comes first.

use super::asserted;
use crate::dataset::{PeriodKind, UnitKind};
use crate::former::ask::{Ask, Origin};
use crate::former::{claim, share, value};
use crate::intents::AnswerKind;

/// The kind that computes.
pub(super) fn computed_kind(ask: &Ask) -> AnswerKind {
    let reading = ask.reading;
    match ask.kind {
        AnswerKind::Value => in_place_of_value(ask),
        AnswerKind::Extremum => in_place_of_extremum(ask),
        AnswerKind::Sum if names_one_metric(ask) && wants_running_total(ask) => AnswerKind::Value,
        AnswerKind::Trend if reading.metrics.is_empty() && reading.figures().next().is_some() => {
            AnswerKind::Definition
        }
        AnswerKind::Trend if ask.periods.ends && ask.has("change") && has_two(ask) => {
            AnswerKind::Change
        }
        AnswerKind::Trend if reading.yes_no && claim::is_said_of_every_step(ask) => {
            AnswerKind::Claim
        }
        AnswerKind::Coverage if asks_what_there_is(ask) => AnswerKind::Summary,
        AnswerKind::Breakdown if ask.metrics.len() >= 2 => AnswerKind::Extremum,
        kind if asserted::is_asserted(ask, kind) => AnswerKind::Claim,
        AnswerKind::Filter if asks_for_turn(ask) => AnswerKind::Trend,
        kind => kind,
    }
}

fn in_place_of_value(ask: &Ask) -> AnswerKind {
    if asserted::is_asserted(ask, ask.kind) {
        AnswerKind::Claim
    } else if asks_who_published(ask) {
        AnswerKind::Sources
    } else if asks_for_share(ask) {
        AnswerKind::Share
    } else if asks_for_sum(ask) && !has_running_total(ask) {
        AnswerKind::Sum
    } else {
        AnswerKind::Value
    }
}

fn in_place_of_extremum(ask: &Ask) -> AnswerKind {
    let one_metric = names_one_metric(ask);
    if asserted::is_asserted(ask, ask.kind) {
        AnswerKind::Claim
    } else if one_metric && names_one_year(ask) {
        AnswerKind::Value
    } else if one_metric && ask.reading.yes_no && names_one_period(ask) {
        AnswerKind::Claim
    } else {
        AnswerKind::Extremum
    }
}

pub(super) fn names_one_metric(ask: &Ask) -> bool {
    ask.metrics.len() == 1
}

pub(super) fn names_one_period(ask: &Ask) -> bool {
    ask.periods.points.len() == 1 && ask.periods.stretch.is_none()
}

pub(super) fn is_ranged(ask: &Ask) -> bool {
    ask.periods.is_range() && ask.periods.by.is_none()
}

/// "Did the Gazette count them?"
fn asks_who_published(ask: &Ask) -> bool {
    let reading = ask.reading;
    reading.yes_no && !reading.outlets.is_empty() && reading.whens.is_empty()
}

/// "What percentage were automated": of a count the share is asked for, unless it is said to move.
fn asks_for_share(ask: &Ask) -> bool {
    let moves = ask.has_any(&["rise", "fall", "change"]);
    counts(ask) && !moves && (ask.has_any(&["share", "percent"]) || share::asks_for_rate(ask))
}

/// "How many from 2020 to 2022", "the total of these years".
fn asks_for_sum(ask: &Ask) -> bool {
    let over_stretch = ask.periods.stretch.is_some() && ask.has("howmany") && counts(ask);
    let total = || ask.has_any(&["total", "sum"]) || says_total(ask);
    is_ranged(ask) && (over_stretch || names_one_metric(ask) && total()) || adds_metrics(ask)
}

/// "Fog outages and rescues in 2022 in total": of several metrics a total that stands behind them is of all.
fn adds_metrics(ask: &Ask) -> bool {
    let ends = ask.reading.sketch.last();
    let closes = ends.is_some_and(|last| last == "{total}");
    ask.reading.metrics.len() >= 2 && names_one_period(ask) && (closes || ask.has("sum"))
}

fn wants_running_total(ask: &Ask) -> bool {
    ask.has("cumulative") || has_running_total(ask)
}

fn has_running_total(ask: &Ask) -> bool {
    ask.metric_id()
        .is_some_and(|metric| value::running_total(ask, metric).is_some())
}

/// "What did they record in 2022?": an extreme of one year among years is that year's figure.
fn names_one_year(ask: &Ask) -> bool {
    let one = matches!(ask.periods.points.as_slice(), [point] if point.kind == PeriodKind::Year);
    let other = [
        "yearword",
        "monthword",
        "previous_record",
        "rank",
        "which",
        "ordinal2",
        "ordinal3",
        "comparative",
        "comparative_less",
        "difference",
        "rise",
        "fall",
        "more",
        "over",
    ];
    one && ask.periods.stretch.is_none()
        && !ask.has_any(&other)
        && !ask.snapshot.reader.is_open()
        && ask.reading.numbers.is_empty()
}

/// "Total" may be part of a metric's name and still ask for a sum.
fn says_total(ask: &Ask) -> bool {
    ask.reading.words.iter().any(|word| {
        matches!(
            word.text.as_str(),
            "total" | "totals" | "altogether" | "overall"
        )
    })
}

/// "What do you have for 2022?" asks for the figures, not whether there are any nor why there are none.
fn asks_what_there_is(ask: &Ask) -> bool {
    let names_gap = ask
        .reading
        .words
        .iter()
        .any(|word| matches!(word.text.as_str(), "missing" | "lack" | "gap" | "gaps"));
    names_one_period(ask)
        && ask.origin == Origin::Assumed
        && ask.has("what")
        && !ask.reading.yes_no
        && !ask.has_any(&["why", "not"])
        && !names_gap
}

/// "When did they start to rise": the course of things is asked for, not the first year of the series.
fn asks_for_turn(ask: &Ask) -> bool {
    ask.reading.numbers.is_empty()
        && ask.has("first")
        && ask.has_any(&["rise", "fall"])
        && !ask.snapshot.reader.is_open()
}

/// Whether there are figures for just two periods of what is asked: no course of things, but a change.
fn has_two(ask: &Ask) -> bool {
    ask.metric_id()
        .is_some_and(|metric| ask.series(metric).len() == 2)
}

/// Whether the one metric asked about counts things, so that its years add up.
fn counts(ask: &Ask) -> bool {
    matches!(ask.metrics.as_slice(), [metric]
        if ask.metric(*metric).is_some_and(|metric| metric.kind == UnitKind::Count))
}
