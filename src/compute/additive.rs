//! What may be added up: counts and amounts over periods or metrics that share nothing.
//!
//! It must not add percentages, rates, prices or states.

use super::lack::Outcome;
use super::select::{apart, comparable, is_part, overlap};
use super::{Cell, Comparable, Lack, Precision, Quantity};
use crate::dataset::{Dataset, Metric, PeriodKind};

/// The sum of figures, or why there is none.
pub(super) fn sum(dataset: &Dataset, cells: &[Cell]) -> Outcome<Quantity> {
    if let [only] = cells {
        return Ok(only.quantity.clone());
    }
    if !cells.iter().all(|cell| is_additive(dataset, cell)) {
        return Err(Box::new(Lack::NotAdditive(cells.to_vec())));
    }
    apart_each(dataset, cells)?;
    let sum = Quantity::sum(&quantities(cells));
    sum.ok_or_else(|| only_bounds(cells))
}

/// The values of figures.
pub(super) fn quantities(cells: &[Cell]) -> Vec<Quantity> {
    cells.iter().map(|cell| cell.quantity.clone()).collect()
}

/// That only bounds or ranges are known: of those figures that are.
pub(super) fn only_bounds(cells: &[Cell]) -> Box<Lack> {
    let bounds = cells
        .iter()
        .filter(|cell| cell.quantity.precision() == Precision::Bound);
    Box::new(Lack::OnlyBounds(bounds.cloned().collect()))
}

/// Whether a figure has a sum with others of its kind.
pub(super) fn is_additive(dataset: &Dataset, cell: &Cell) -> bool {
    let figure = dataset.figures.get(cell.figure.0);
    let is_rate = figure.is_none_or(|figure| figure.per.is_some());
    let state = cell.period.kind == PeriodKind::AsOf;
    let metric = dataset.metrics.get(cell.metric.0);
    metric.is_some_and(Metric::is_additive) && !is_rate && !state
}

/// That no two of the figures count the same things, and that they may be put together at all.
pub(super) fn apart_each(dataset: &Dataset, cells: &[Cell]) -> Outcome<()> {
    for (at, first) in cells.iter().enumerate() {
        for other in cells.iter().skip(at + 1) {
            if first.metric == other.metric {
                same_metric(first, other)?;
            } else {
                metrics_apart(dataset, first, other)?;
            }
        }
    }
    Ok(())
}

/// Two figures of one metric must not share a day.
fn same_metric(first: &Cell, other: &Cell) -> Outcome<()> {
    let (a, b) = (&first.period, &other.period);
    if a.from <= b.to && b.from <= a.to {
        return Err(unlike(first, other, Comparable::OtherPeriod));
    }
    Ok(())
}

fn metrics_apart(dataset: &Dataset, first: &Cell, other: &Cell) -> Outcome<()> {
    let (a, b) = (first.metric, other.metric);
    let nested = is_part(dataset, a, b) || is_part(dataset, b, a);
    if nested || overlap(dataset, a, b) {
        return Err(Box::new(Lack::Overlap(a, b)));
    }
    let may = apart(dataset, a, b);
    match comparable(dataset, first.figure, other.figure) {
        Comparable::Yes => Ok(()),
        Comparable::OtherMetric if may => Ok(()),
        why => Err(unlike(first, other, why)),
    }
}

/// Two figures that must not be put together.
pub(super) fn unlike(left: &Cell, right: &Cell, why: Comparable) -> Box<Lack> {
    Box::new(Lack::Unlike {
        left: left.clone(),
        right: right.clone(),
        why,
    })
}
