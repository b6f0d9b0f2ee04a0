//! What is said where nothing can be computed: which figures are missing, what there is instead, which metric could be meant.
//!
//! It must not word it.

use super::cells::{Shelf, days_between, lies_within};
use super::rhythm::Beat;
use super::window::Stretch;
use super::{Cell, Lack};
use crate::dataset::{Dataset, DimensionId, MetricId, Period};
use crate::query::By;

/// Figures inside a missing period that are shown at most.
const MOST_NEAREST: usize = 12;
/// Figures that a missing period lies within that are shown at most.
const MOST_AROUND: usize = 2;

/// A result, or what keeps it from being computed.
pub(super) type Outcome<T> = Result<T, Box<Lack>>;

/// The metrics that are meant: those that are named, else the headline, else the only one.
pub(super) fn metrics(dataset: &Dataset, named: &[MetricId]) -> Outcome<Vec<MetricId>> {
    let mut metrics: Vec<MetricId> = Vec::new();
    for metric in named {
        if dataset.metrics.get(metric.0).is_some() && !metrics.contains(metric) {
            metrics.push(*metric);
        }
    }
    if metrics.is_empty() {
        metrics.extend(headline(dataset));
    }
    if metrics.is_empty() {
        return Err(Box::new(Lack::NoMetric));
    }
    Ok(metrics)
}

/// The one metric that is meant.
pub(super) fn metric(dataset: &Dataset, named: &[MetricId]) -> Outcome<MetricId> {
    let metrics = metrics(dataset, named)?;
    metrics
        .first()
        .copied()
        .ok_or_else(|| Box::new(Lack::NoMetric))
}

/// The headline, or the only metric.
pub(super) fn headline(dataset: &Dataset) -> Option<MetricId> {
    let headline = dataset.metrics.iter().position(|metric| metric.headline);
    let only = || {
        let mut own = dataset.own_metrics();
        let first = own.next().map(|(id, _)| id);
        first.filter(|_| own.next().is_none())
    };
    headline.map(MetricId).or_else(only)
}

/// The metrics that a metric is broken down into by a dimension; that it is not.
pub(super) fn slices(dataset: &Dataset, by: &By, metric: MetricId) -> Outcome<Vec<MetricId>> {
    let slices = by.slices(dataset, metric);
    if slices.is_empty() {
        return Err(Box::new(Lack::NotBrokenDown(metric, by.dimension)));
    }
    Ok(slices)
}

/// Whether a metric has figures by members of its dimensions and none for the whole.
fn is_only_by_members(shelf: &Shelf) -> bool {
    let has_members =
        |dimension: &DimensionId| shelf.dataset.is_broken_down(shelf.metric, *dimension);
    let dimensions = shelf.dataset.dimensions_of(shelf.metric);
    shelf.cells.is_empty() && shelf.outlet.is_none() && dimensions.iter().any(has_members)
}

/// That a metric has no figure for these periods; a known gap where one is declared.
pub(super) fn no_figure(shelf: &Shelf, missing: &[Period]) -> Box<Lack> {
    if let Some(gap) = declared_gap(shelf, missing) {
        return Box::new(Lack::Gap(gap));
    }
    if is_only_by_members(shelf) {
        return Box::new(Lack::OnlyByMembers(shelf.metric));
    }
    Box::new(Lack::NoFigure {
        metric: shelf.metric,
        missing: missing.to_vec(),
        known: shelf.periods(),
        outlet: shelf.outlet,
        nearest: nearest(shelf, missing.first()),
    })
}

/// The figures of a stretch; that there is none where it is empty.
pub(super) fn some(shelf: &Shelf, stretch: Stretch) -> Outcome<Stretch> {
    if stretch.cells.is_empty() {
        return Err(no_figure(shelf, &stretch.missing));
    }
    Ok(stretch)
}

/// The figures of a stretch that has to be whole.
pub(super) fn whole(shelf: &Shelf, stretch: Stretch) -> Outcome<Vec<Cell>> {
    let stretch = some(shelf, stretch)?;
    if stretch.missing.is_empty() {
        return Ok(stretch.cells);
    }
    Err(Box::new(Lack::Holes {
        metric: shelf.metric,
        missing: stretch.missing,
        cells: stretch.cells,
    }))
}

/// The gap of the data that names the metric and every year that is missing.
fn declared_gap(shelf: &Shelf, missing: &[Period]) -> Option<usize> {
    let years = || {
        let years = missing
            .iter()
            .map(|period| period.from.year()..=period.to.year());
        years.flatten()
    };
    shelf.dataset.gaps.iter().position(|gap| {
        let named = gap.metrics.contains(&shelf.metric);
        shelf.outlet.is_none()
            && named
            && !missing.is_empty()
            && years().all(|year| gap.years.contains(&year))
    })
}

/// The figures inside a missing period, else those before and after it, else those that it lies within.
fn nearest(shelf: &Shelf, missing: Option<&Period>) -> Vec<Cell> {
    let Some(missing) = missing else {
        return shelf.end(true).cloned().into_iter().collect();
    };
    let inside = |cell: &&Cell| lies_within(&cell.period, missing.from, missing.to);
    let found: Vec<Cell> = shelf.cells.iter().filter(inside).cloned().collect();
    if !found.is_empty() {
        return found.into_iter().take(MOST_NEAREST).collect();
    }
    let own = beside(&shelf.of_beat(Beat::of(missing)), missing);
    if !own.is_empty() {
        return own;
    }
    let shares = |cell: &&Cell| cell.period.from <= missing.to && missing.from <= cell.period.to;
    let mut around: Vec<Cell> = shelf.cells.iter().filter(shares).cloned().collect();
    around.sort_by_key(|cell| days_between(cell.period.from, cell.period.to));
    around.truncate(MOST_AROUND);
    match shelf.beat(|_| true) {
        Some(main) if around.is_empty() => beside(&shelf.of_beat(main), missing),
        _ => around,
    }
}

/// The figures of a series before and after a period.
fn beside(series: &[Cell], period: &Period) -> Vec<Cell> {
    let before = series.iter().rfind(|cell| cell.period.to < period.from);
    let after = series.iter().find(|cell| cell.period.from > period.to);
    before.into_iter().chain(after).cloned().collect()
}
