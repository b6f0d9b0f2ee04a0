//! Figures as published: rows, courses, and everything there is for a period.
//!
//! It must not compute with them.

use super::cells::{Shelf, lies_within};
use super::lack::{self, Outcome};
use super::window::{Stretch, each, series};
use super::{Cell, Lack, Missing, Rows, Series, Summary};
use crate::dataset::{Dataset, MetricId, Period};
use crate::query::Cells;

/// Metrics that a summary of the dataset shows at most.
const MOST_IN_SUMMARY: usize = 10;

/// Figures one by one.
pub(super) fn rows(dataset: &Dataset, asked: &Cells) -> Outcome<Rows> {
    let mut rows = Rows {
        cells: Vec::new(),
        missing: Vec::new(),
    };
    let metrics = lack::metrics(dataset, &asked.metrics)?;
    let mut first_lack = None;
    for metric in metrics {
        let shelf = Shelf::of(dataset, metric, asked.outlet);
        let stretch = each(&shelf, &asked.when);
        if stretch.cells.is_empty() && first_lack.is_none() {
            first_lack = Some(lack::no_figure(&shelf, &stretch.missing));
        }
        rows.missing.extend(missing(metric, &stretch));
        rows.cells.extend(stretch.cells);
    }
    match first_lack {
        Some(lack) if rows.cells.is_empty() => Err(lack),
        _ => Ok(rows),
    }
}

fn missing(metric: MetricId, stretch: &Stretch) -> Vec<Missing> {
    let of = |period: Option<Period>| Missing { metric, period };
    if stretch.cells.is_empty() && stretch.missing.is_empty() {
        return vec![of(None)];
    }
    let periods = stretch.missing.iter().cloned();
    periods.map(|period| of(Some(period))).collect()
}

/// How metrics developed.
pub(super) fn course(dataset: &Dataset, asked: &Cells) -> Outcome<Vec<Series>> {
    let mut found: Vec<Series> = Vec::new();
    let mut first_lack = None;
    for metric in lack::metrics(dataset, &asked.metrics)? {
        let shelf = Shelf::of(dataset, metric, asked.outlet);
        match lack::some(&shelf, series(&shelf, &asked.when)) {
            Ok(stretch) => found.push(Series {
                metric,
                cells: stretch.cells,
                holes: stretch.missing,
            }),
            Err(lack) => first_lack = first_lack.or(Some(lack)),
        }
    }
    if let (true, Some(lack)) = (found.is_empty(), first_lack) {
        return Err(lack);
    }
    if found.iter().all(|series| series.cells.len() < 2) {
        let cells = found.into_iter().flat_map(|series| series.cells);
        return Err(Box::new(Lack::TooFew(cells.collect())));
    }
    Ok(found)
}

/// Everything there is for a period, or the latest of the main metrics, each with the figure before it.
pub(super) fn summary(dataset: &Dataset, period: Option<&Period>) -> Outcome<Summary> {
    let mut ids: Vec<MetricId> = dataset.own_metrics().map(|(id, _)| id).collect();
    let headline = lack::headline(dataset);
    ids.sort_by_key(|metric| Some(*metric) != headline);
    let shelves = ids.iter().map(|metric| Shelf::of(dataset, *metric, None));
    let shelves: Vec<Shelf> = shelves.collect();
    let mut found: Vec<(Cell, Option<Cell>)> = Vec::new();
    for shelf in &shelves {
        let cell = match period {
            Some(period) => shelf.find(period),
            None => shelf.end(true),
        };
        found.extend(cell.map(|cell| (cell.clone(), shelf.before(cell))));
    }
    let mut within = period.map_or_else(Vec::new, |period| parts_of(&shelves, period));
    if period.is_none() {
        found.truncate(MOST_IN_SUMMARY);
    } else if found.is_empty() {
        found.extend(within.drain(..).map(|cell| (cell, None)));
    }
    within.retain(|cell| found.iter().all(|(known, _)| known.figure != cell.figure));
    if found.is_empty() {
        let lack = shelves.first().map(|shelf| {
            let missing: Vec<Period> = period.cloned().into_iter().collect();
            lack::no_figure(shelf, &missing)
        });
        return Err(lack.unwrap_or_else(|| Box::new(Lack::NoMetric)));
    }
    let (cells, before) = found.into_iter().unzip();
    Ok(Summary {
        period: period.cloned(),
        cells,
        before,
        within,
    })
}

/// The figures of parts of a period.
fn parts_of(shelves: &[Shelf], period: &Period) -> Vec<Cell> {
    let all = shelves.iter().flat_map(|shelf| &shelf.cells);
    all.filter(|cell| lies_within(&cell.period, period.from, period.to))
        .cloned()
        .collect()
}
