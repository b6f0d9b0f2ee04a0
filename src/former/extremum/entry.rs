//! What is put in order: a metric in a period, with its value.
//!
//! It must not choose among entries.

use super::asked;
use crate::compute::{Choice, Quantity, series};
use crate::dataset::{FigureId, MetricId, Number};
use crate::former::ask::Ask;

/// One candidate: a metric in a period, with its value.
pub(super) struct Entry {
    pub metric: MetricId,
    pub choice: Choice,
    pub quantity: Quantity,
}

impl Entry {
    /// A published figure as a candidate.
    pub(super) fn new(ask: &Ask, metric: MetricId, choice: Choice) -> Option<Self> {
        let quantity = ask.quantity(&choice)?;
        Some(Self {
            metric,
            choice,
            quantity,
        })
    }

    /// What it is sorted by.
    pub(super) fn key(&self) -> Number {
        self.quantity.sort_key()
    }
}

/// The candidates among the periods that are asked about.
pub(super) fn asked(ask: &Ask, metric: MetricId) -> Vec<Entry> {
    let one_period = ask.periods.only().is_some() && ask.periods.stretch.is_none();
    if one_period && ask.has("previous_record") && !ask.has("rank") {
        whole_series(ask, metric)
    } else {
        of(ask, metric, ask.series(metric))
    }
}

/// All candidates that a metric has, whatever periods are asked about.
pub(super) fn whole_series(ask: &Ask, metric: MetricId) -> Vec<Entry> {
    let kind = ask.kind_of_period(metric);
    of(ask, metric, series(ask.data(), metric, kind))
}

/// Some figures of a metric as candidates.
pub(super) fn of(ask: &Ask, metric: MetricId, choices: Vec<Choice>) -> Vec<Entry> {
    let choices = choices.into_iter();
    choices
        .filter_map(|choice| Entry::new(ask, metric, choice))
        .collect()
}

/// In the order asked for: the highest first, or the lowest.
pub(super) fn sorted(ask: &Ask, mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(Entry::key);
    if !asked::for_least(ask) {
        entries.reverse();
    }
    entries
}

/// The figures behind entries, in their order, at most so many.
pub(super) fn figures(entries: &[Entry], most: usize) -> Vec<FigureId> {
    let figures = entries.iter().flat_map(|entry| entry.quantity.figures());
    figures.copied().take(most).collect()
}
