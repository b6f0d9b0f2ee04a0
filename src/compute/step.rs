//! The sharpest rise or fall from one period to the next.
//!
//! It must not step across a period without a figure.

use num_traits::Signed;

use super::additive::only_bounds;
use super::cells::Shelf;
use super::lack::{self, Outcome};
use super::limit::plain_way;
use super::rhythm::Beat;
use super::window::series;
use super::{Cell, Lack, OneStep, Steps};
use crate::dataset::{Dataset, Number, UnitKind};
use crate::query::{Span, Step, Way};

/// Puts the steps of a metric in order, the sharpest first.
pub(super) fn step(dataset: &Dataset, asked: &Step) -> Outcome<Steps> {
    let metric = lack::metric(dataset, &asked.over.metrics)?;
    let shelf = Shelf::of(dataset, metric, asked.over.outlet);
    let stretch = lack::some(&shelf, series(&shelf, &asked.over.when))?;
    if stretch
        .cells
        .iter()
        .any(|cell| !Beat::of(&cell.period).is_series())
    {
        return Err(Box::new(Lack::TooFew(stretch.cells)));
    }
    let way = plain_way(&shelf, asked.way)?;
    let metric = dataset.metrics.get(metric.0);
    let is_percent = metric.is_some_and(|metric| metric.kind == UnitKind::Percent);
    let by_percent = asked.percent && !is_percent;
    let pairs = pairs(&shelf, &stretch.cells, &asked.over.when.span);
    let mut steps: Vec<OneStep> = pairs
        .iter()
        .filter_map(|(from, to)| one(from, to, is_percent))
        .collect();
    if steps.is_empty() {
        return Err(none(&pairs, stretch.cells));
    }
    steps.retain(|step| goes(way, step.difference.sign()));
    steps.retain(|step| !by_percent || step.percent.is_some());
    steps.sort_by_key(|step| {
        let size = size(step, by_percent).abs();
        std::cmp::Reverse(if way == Way::Flat { -size } else { size })
    });
    Ok(Steps {
        steps,
        way,
        percent: by_percent,
        holes: stretch.missing,
    })
}

/// Neighbours in time; of a period that is named by itself, or has the only figure, that and the one before it.
fn pairs(shelf: &Shelf, cells: &[Cell], span: &Span) -> Vec<(Cell, Cell)> {
    let known = |cell: &Cell| cells.iter().any(|other| other.figure == cell.figure);
    let named = |cell: &Cell| matches!(span, Span::At(periods) if periods.contains(&cell.period));
    let pairs = cells.iter().filter_map(|to| {
        let from = shelf.before(to)?;
        (cells.len() == 1 || named(to) || known(&from)).then(|| (from, to.clone()))
    });
    pairs.collect()
}

fn one(from: &Cell, to: &Cell, is_percent: bool) -> Option<OneStep> {
    let rises_from = from.quantity.is_positive() && !is_percent;
    let percent = rises_from.then(|| to.quantity.percent_change(&from.quantity));
    Some(OneStep {
        from: from.clone(),
        to: to.clone(),
        difference: to.quantity.minus(&from.quantity)?,
        percent: percent.flatten(),
    })
}

/// No step: neighbours of which only bounds are known, or no neighbours at all.
fn none(pairs: &[(Cell, Cell)], cells: Vec<Cell>) -> Box<Lack> {
    if pairs.is_empty() {
        return Box::new(Lack::TooFew(cells));
    }
    only_bounds(&cells)
}

fn goes(way: Way, sign: i8) -> bool {
    match way {
        Way::Up | Way::Better => sign > 0,
        Way::Down | Way::Worse => sign < 0,
        Way::Flat => sign == 0,
        Way::Any => sign != 0,
    }
}

fn size(step: &OneStep, by_percent: bool) -> Number {
    let percent = step.percent.as_ref().filter(|_| by_percent);
    percent.unwrap_or(&step.difference).sort_key()
}
