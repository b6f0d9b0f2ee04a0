//! The place that a named period takes among all of its series.
//!
//! It must not rank among periods of another kind.

use super::{entry, place};
use crate::compute::series;
use crate::dataset::{MetricId, Period};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, refuse};

/// Answers which place a period takes, the highest first.
pub(super) fn answer(ask: &Ask, metric: MetricId, period: &Period) -> Draft {
    let Some(own) = lookup::find(ask.data(), metric, period) else {
        return refuse::no_data(ask, Some(metric), std::slice::from_ref(period));
    };
    let series = series(ask.data(), metric, own.period.kind);
    let mut all = entry::of(ask, metric, series);
    all.sort_by_key(|entry| std::cmp::Reverse(entry.key()));
    let position = all
        .iter()
        .position(|entry| entry.choice.figure == own.figure);
    let (Some(position), Some(quantity)) = (position, ask.quantity(&own)) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let place = position + 1;
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &own.period)
        .text("metric", ask.short(metric))
        .text("place", place::in_words(place))
        .text("among", all.len().to_string())
        .resting_on(&entry::figures(&all, usize::MAX));
    Draft::answered(ask.word("rank", &values), &values).value(place.to_string())
}
