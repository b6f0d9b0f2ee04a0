//! Several numbers for as many periods: each is checked against its own.
//!
//! It must not pair numbers and periods that do not match one to one.

use super::claimed::plain_numbers;
use super::fit::fits;
use super::verdict::{judged, verdict_of};
use crate::compute::Quantity;
use crate::dataset::{FigureId, MetricId, Period};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, many};
use crate::question::reading::Counted;

/// "473 in 2021 and 655 in 2022."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let numbers: Vec<&Counted> = plain_numbers(ask).collect();
    if numbers.len() < 2 || numbers.len() != ask.periods.points.len() || is_range(&numbers) {
        return None;
    }
    let actual = quantities(ask, metric)?;
    if compares_lengths(ask, &actual) {
        return None;
    }
    let mut pairs = actual.iter().zip(&numbers);
    let holds = pairs.all(|((_, quantity), claim)| fits(claim, quantity.sort_key()));
    let rows: Vec<String> = actual
        .iter()
        .map(|(period, quantity)| format!("{}: **{}**", period.in_words(), quantity.text()))
        .collect();
    let figures: Vec<FigureId> = actual
        .iter()
        .flat_map(|(_, quantity)| quantity.figures().to_vec())
        .collect();
    let values = Values::new()
        .text("rows", many::list(&rows))
        .maybe("total", None)
        .text("metric", ask.short(metric))
        .resting_on(&figures);
    let holds = holds != ask.reading.is_denied();
    Some(judged(ask, verdict_of(holds), "rows", &values))
}

/// "Between 400 and 500 in 2020 and 2021": two numbers that bound each period, not one for each.
fn is_range(numbers: &[&Counted]) -> bool {
    matches!(numbers, [low, high] if low.tokens.end == high.tokens.start)
}

/// The quantity for each period that is named, if all have one.
fn quantities<'a>(ask: &'a Ask, metric: MetricId) -> Option<Vec<(&'a Period, Quantity)>> {
    let points = ask.periods.points.iter();
    points
        .map(|period| {
            let choice = lookup::find(ask.data(), metric, period)?;
            Some((period, ask.quantity(&choice)?))
        })
        .collect()
}

/// Whether periods of different lengths are set against each other, so that it is not the numbers that are claimed.
fn compares_lengths(ask: &Ask, actual: &[(&Period, Quantity)]) -> bool {
    let lengths_differ = actual
        .windows(2)
        .any(|pair| matches!(pair, [(a, _), (b, _)] if a.kind != b.kind));
    lengths_differ && ask.has_any(&["rise", "fall", "comparative", "comparative_less"])
}
