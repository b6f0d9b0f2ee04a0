//! Published records: what the highest and the lowest figure of a stretch let be known of its years without a figure.
//!
//! It must not give a record for the figure of another year.

use super::known::{Known, all};
use super::tolerance::Tolerance;
use crate::compute::{Cell, Quantity, covers, usable};
use crate::dataset::{Dataset, Figure, FigureId, MetricId, Period, PeriodKind};
use crate::query::{AmountUnit, Limit};

/// What is known of a period without a figure, and the figures that say it.
#[derive(Debug, Clone, Default)]
pub(super) struct Bounds {
    /// Its limits.
    pub(super) known: Known,
    /// The records.
    pub(super) by: Vec<Cell>,
}

/// What the records of a metric say of a year.
pub(super) fn bounds(dataset: &Dataset, metric: MetricId, period: &Period) -> Bounds {
    if period.kind != PeriodKind::Year {
        return Bounds::default();
    }
    let year = (period.last_year(), period.last_year());
    let lowest = record(dataset, metric, |figure| covers(figure.lowest_in, year));
    let highest = record(dataset, metric, |figure| covers(figure.highest_in, year));
    let edge = |cell: &Option<Cell>| cell.as_ref().map(|cell| cell.quantity.sort_key());
    Bounds {
        known: Known::between(edge(&lowest), edge(&highest)),
        by: lowest.into_iter().chain(highest).collect(),
    }
}

/// Whether a period without a figure may meet limits, as far as the records tell.
pub(super) fn may_meet(
    dataset: &Dataset,
    metric: MetricId,
    hole: &Period,
    limits: &[Limit],
) -> bool {
    let known = bounds(dataset, metric, hole).known;
    let met = limits.iter().map(|limit| match limit {
        Limit::Value(bound, amount) if amount.unit == AmountUnit::Plain => {
            known.meets(*bound, amount.number, Tolerance::Plain)
        }
        _ => None,
    });
    all(met) != Some(false)
}

fn record(dataset: &Dataset, metric: MetricId, spans: impl Fn(&Figure) -> bool) -> Option<Cell> {
    let mut figures = usable(dataset, metric)
        .filter(|(_, figure)| figure.superseded_by.is_none() && figure.value.exact().is_some());
    let (id, figure) = figures.find(|(_, figure)| spans(figure))?;
    cell(dataset, id, figure)
}

/// A figure by itself.
fn cell(dataset: &Dataset, id: FigureId, figure: &Figure) -> Option<Cell> {
    Some(Cell {
        metric: figure.metric,
        period: figure.period.clone(),
        figure: id,
        others: Vec::new(),
        quantity: Quantity::published(dataset, id)?,
    })
}
