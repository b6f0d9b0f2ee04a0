//! A claimed record: that a period is the highest or lowest of its series.
//!
//! It must not compare periods of different kinds.

use super::claimed::first_of;
use super::verdict::{judged, verdict_of};
use crate::compute::{Choice, Quantity, series};
use crate::dataset::{MetricId, Period, PeriodKind};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::lookup;
use crate::question::period::When;
use crate::question::reading::CountedKind;

/// "2022 was the worst year", "the most since 2010".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    if !ask.has_any(&["max", "min", "previous_record"]) {
        return None;
    }
    let metric = ask.metric_id()?;
    let point = ask.periods.points.last()?;
    let own = lookup::find(ask.data(), metric, point)?;
    let mut all = entries(ask, metric, own.period.kind);
    all.retain(|(choice, _)| is_meant(ask, &choice.period));
    let lowest = ask.has("min") && !ask.has("max");
    let (best, quantity) = best(&all, lowest)?;
    let runner = runner_up(&all, best, lowest);
    let place = claimed_place(ask);
    let holds = (place_of(&all, &own, lowest)? == place) != ask.reading.is_denied();
    let in_words = |entry: Option<&Entry>| {
        entry.map_or_else(String::new, |(choice, _)| choice.period.in_words())
    };
    let values = Values::new()
        .quantity("best", quantity)
        .period("best_period", &best.period)
        .maybe("own", ask.quantity(&own).as_ref())
        .period("own_period", &own.period)
        .maybe("runner", runner.map(|(_, quantity)| quantity))
        .text("runner_period", in_words(runner))
        .text("first", in_words(all.first()))
        .text("metric", ask.short(metric))
        .flag("lowest", lowest)
        .flag("holds", holds && best.figure == own.figure);
    Some(judged(ask, verdict_of(holds), "extremum", &values))
}

/// Whether a record is said of a period: "the record until 2022" ends before that.
fn is_meant(ask: &Ask, period: &Period) -> bool {
    let mut whens = ask.reading.whens.iter();
    let ends = whens.any(|mention| matches!(&mention.when, When::Until(until) if until == period));
    ask.periods.admits(period) && !ends
}

/// The place that is claimed, from 1: "the second highest", "the 3rd highest".
fn claimed_place(ask: &Ask) -> usize {
    let ordinal = first_of(ask, CountedKind::Ordinal);
    let number = ordinal.and_then(|number| usize::try_from(number.value.to_integer()).ok());
    match (ask.has("ordinal2"), ask.has("ordinal3")) {
        (true, _) => 2,
        (_, true) => 3,
        _ => number.unwrap_or(1),
    }
}

/// The place of a figure in its series; equal ones share it.
fn place_of(all: &[Entry], own: &Choice, lowest: bool) -> Option<usize> {
    let (_, own) = all.iter().find(|(choice, _)| choice.figure == own.figure)?;
    let own = own.sort_key();
    let before = all.iter().filter(|(_, quantity)| {
        let value = quantity.sort_key();
        if lowest { value < own } else { value > own }
    });
    Some(before.count() + 1)
}

/// A figure of the series, with its quantity.
type Entry = (Choice, Quantity);

fn entries(ask: &Ask, metric: MetricId, kind: PeriodKind) -> Vec<Entry> {
    series(ask.data(), metric, kind)
        .into_iter()
        .filter_map(|choice| ask.quantity(&choice).map(|quantity| (choice, quantity)))
        .collect()
}

/// The highest or lowest; of equal ones the last that is highest, the first that is lowest.
fn best(all: &[Entry], lowest: bool) -> Option<&Entry> {
    let key = |(_, quantity): &&Entry| quantity.sort_key();
    if lowest {
        all.iter().min_by_key(key)
    } else {
        all.iter().max_by_key(key)
    }
}

/// What comes next to the best, of equal ones the last.
fn runner_up<'a>(all: &'a [Entry], best: &Choice, lowest: bool) -> Option<&'a Entry> {
    let others = all
        .iter()
        .filter(|(choice, _)| choice.figure != best.figure);
    others.max_by_key(|(_, quantity)| {
        if lowest {
            -quantity.sort_key()
        } else {
            quantity.sort_key()
        }
    })
}
