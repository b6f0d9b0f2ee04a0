//! The highest and the lowest: which period, which value, which series; places in the order; the sharpest change.
//!
//! It must not set metrics against each other that count unlike things, nor take a step over a missing year for one.

mod asked;
mod ends;
mod entry;
mod place;
mod rank;
mod record;
mod rivals;
mod sharpest;
mod step;
mod top;

pub(super) use place::in_words as place_in_words;
pub(super) use rivals::is_total;
pub(super) use sharpest::sharpest;

use super::ask::Ask;
use super::draft::Draft;
use super::refuse;
use crate::dataset::MetricId;

/// Answers with the highest figures of a metric, at most so many.
pub(super) fn top(ask: &Ask, metric: MetricId, most: usize) -> Draft {
    let sorted = entry::sorted(ask, entry::whole_series(ask, metric));
    top::answer(ask, metric, &sorted, most)
}

/// Answers with what stands highest, lowest, or at the n-th place.
pub(super) fn answer(ask: &Ask) -> Draft {
    if let Some(draft) = super::about::clash(ask) {
        return draft;
    }
    if asked::for_gap(ask) {
        return sharpest(ask);
    }
    if rivals::are_asked_for(ask) {
        return rivals::answer(ask);
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let entries = entry::asked(ask, metric);
    if entries.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    if ask.has("previous_record") {
        return record::previous(ask, metric, entries);
    }
    if asked::for_both_ends(ask) {
        return ends::answer(ask, metric, &entries);
    }
    if let Some(period) = asked::for_rank(ask) {
        return rank::answer(ask, metric, period);
    }
    let sorted = entry::sorted(ask, entries);
    match asked::for_top(ask) {
        Some(n) if n > 1 => top::answer(ask, metric, &sorted, n),
        _ => place::answer(ask, metric, &sorted, asked::place(ask)),
    }
}
