//! The kind of answer that computes: an intent's own, unless its slots make it another ("total" over a range is a sum).
//!
//! It must not know what a bare table needs: `table_kind` does, and comes first.

use crate::answer::ask::{Ask, Origin};
use crate::answer::{claim, share, value};
use crate::compute::usable_of;
use crate::dataset::{PeriodKind, UnitKind};
use crate::intents::AnswerKind;
use crate::question::reading::{Counted, CountedKind};

/// Smaller numbers that stand beside a metric assert nothing.
const SAID: i128 = 10;

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
        AnswerKind::Filter if is_ranged(ask) && judges_range(ask) => AnswerKind::Claim,
        AnswerKind::Change if states_size(ask) => AnswerKind::Claim,
        AnswerKind::Filter if bounds_named_year(ask) => AnswerKind::Claim,
        AnswerKind::Filter if compares_figures(ask) => AnswerKind::Claim,
        AnswerKind::Filter if asks_for_turn(ask) => AnswerKind::Trend,
        kind => kind,
    }
}

fn in_place_of_value(ask: &Ask) -> AnswerKind {
    if ask.has_any(&["istrue", "heard"]) || asserts(ask) {
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
    if claims_majority(ask) || sets_part_against_year(ask) {
        AnswerKind::Claim
    } else if one_metric && names_one_year(ask) {
        AnswerKind::Value
    } else if one_metric && ask.reading.yes_no && names_one_period(ask) {
        AnswerKind::Claim
    } else {
        AnswerKind::Extremum
    }
}

fn names_one_metric(ask: &Ask) -> bool {
    ask.metrics.len() == 1
}

fn names_one_period(ask: &Ask) -> bool {
    ask.periods.points.len() == 1 && ask.periods.stretch.is_none()
}

fn is_ranged(ask: &Ask) -> bool {
    ask.periods.is_range() && ask.periods.by.is_none()
}

/// "Was there a year over 600?", "no year had over 600": the years of a range are judged, not looked for.
fn judges_range(ask: &Ask) -> bool {
    let says_of_all =
        ask.has_any(&["not", "nobody"]) || ask.reading.says(&["any", "every", "each", "always"]);
    let listed = ask.reading.says(&["list", "show", "give", "table"]);
    ask.reading.yes_no || says_of_all && bounds(ask) && !asks(ask) && !listed
}

/// "2022 was the first year over 600, right?": of a year that is named it is asked whether it is so.
fn bounds_named_year(ask: &Ask) -> bool {
    let checks = ask.reading.yes_no || ask.has_any(&["istrue", "heard"]);
    checks && names_one_period(ask) && bounds(ask) && !asks(ask)
}

/// "It rose by 182 in 2022": the size of a change is said, not asked for.
fn states_size(ask: &Ask) -> bool {
    let is_size = |number: &Counted| match number.kind {
        CountedKind::Plain => number.value >= SAID.into(),
        CountedKind::Percent | CountedKind::Times => true,
        CountedKind::Ordinal => false,
    };
    let moves = ask.has_any(&["rise", "fall"])
        || ask.has("than") && ask.has_any(&["more", "comparative_less"]);
    moves && ask.reading.numbers.iter().any(is_size) && !asks(ask) && !ask.snapshot.reader.is_open()
}

fn bounds(ask: &Ask) -> bool {
    ask.reading.thresholds().next().is_some()
}

/// Whether something is asked for that is no yes or no.
fn asks(ask: &Ask) -> bool {
    ask.has_any(&["howmany", "what", "which", "how", "when", "why", "who"])
}

/// "64 in March?", "did every one of them …?": a number that is no figure, or a word for all or none, is an assertion.
fn asserts(ask: &Ask) -> bool {
    let strange = |number: &Counted| {
        number.kind == CountedKind::Plain
            && number.value >= SAID.into()
            && usable_of(ask.data(), &number.figures).next().is_none()
    };
    let reading = ask.reading;
    let says_number = reading.numbers.iter().any(strange) && !reading.metrics.is_empty();
    says_number && !ask.snapshot.reader.is_open()
        || reading.yes_no && ask.has_any(&["everyone", "nobody"])
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
    is_ranged(ask) && (over_stretch || names_one_metric(ask) && total())
}

/// "Most of the outages were in fog?"
fn claims_majority(ask: &Ask) -> bool {
    let related = matches!(ask.metrics.as_slice(), [a, b]
        if share::is_part(ask, *a, *b) || share::is_part(ask, *b, *a));
    related && ask.has("max") && !ask.has_any(&["which", "what", "yearword", "when"])
        || ask.origin == Origin::Named && share::asks_for_majority(ask)
}

/// "Did the first half of 2024 beat all of 2023?": one is set against the other, no record is asked for.
fn sets_part_against_year(ask: &Ask) -> bool {
    let points = &ask.periods.points;
    let years = points.iter().filter(|point| point.kind == PeriodKind::Year);
    ask.reading.yes_no && points.len() == 2 && years.count() == 1
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
    ask.reading
        .says(&["total", "totals", "altogether", "overall"])
}

/// "What do you have for 2022?" asks for the figures, not whether there are any nor why there are none.
fn asks_what_there_is(ask: &Ask) -> bool {
    let names_gap = ask.reading.says(&["missing", "lack", "gap", "gaps"]);
    names_one_period(ask)
        && ask.origin == Origin::Assumed
        && ask.has("what")
        && !ask.reading.yes_no
        && !ask.has_any(&["why", "not"])
        && !names_gap
}

/// "Is 655 more than 473?": two numbers that are figures are set against each other, no period is looked for.
fn compares_figures(ask: &Ask) -> bool {
    ask.reading.yes_no && ask.reading.figures().count() >= 2
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
