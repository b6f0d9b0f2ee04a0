//! A figure by its declared parts.
//!
//! It must not call parts what the data do not.

use super::cells::Shelf;
use super::compare::{choice, with};
use super::lack::{self, Outcome};
use super::page::split_on_one_page;
use super::select::{apart, is_part};
use super::window::each;
use super::{Cell, Choice, Lack, Parts, Quantity};
use crate::dataset::{Dataset, Metric, MetricId, UnitKind};
use crate::query::{Span, Term};

/// Splits a figure into its parts.
pub(super) fn split(dataset: &Dataset, asked: &Term) -> Outcome<Parts> {
    let shelf = Shelf::of(dataset, asked.metric, asked.outlet);
    let no_parts = || Box::new(Lack::NoParts(asked.metric));
    let declared = |id: &MetricId| {
        let metric = dataset.metrics.get(id.0);
        metric.is_some_and(|metric| metric.part_of.contains(&asked.metric))
    };
    let ids = (0..dataset.metrics.len()).map(MetricId);
    let parts: Vec<Shelf> = ids
        .filter(declared)
        .map(|id| Shelf::of(dataset, id, asked.outlet))
        .collect();
    let wholes: Vec<Cell> = match asked.when.span {
        Span::Latest | Span::All => shelf.cells.iter().rev().cloned().collect(),
        Span::Earliest => shelf.cells.clone(),
        _ => lack::some(&shelf, each(&shelf, &asked.when))?.cells,
    };
    if wholes.is_empty() {
        return Err(lack::no_figure(&shelf, &[]));
    }
    let grain = asked.when.grain;
    let wholes = wholes
        .into_iter()
        .filter(|cell| grain.is_none() || cell.period.grain() == grain);
    let mut split = wholes.filter_map(|whole| {
        let found = parts
            .iter()
            .filter_map(|part| part.exact(&whole.period).cloned());
        let found = outermost(dataset, found.collect());
        (!found.is_empty()).then_some((whole, found))
    });
    let (whole, found) = split.next().ok_or_else(no_parts)?;
    let (whole, found) = one_page(dataset, whole, found);
    Ok(shared(dataset, whole, found))
}

/// Parts that are no parts of other parts, if there are several of them.
fn outermost(dataset: &Dataset, parts: Vec<Cell>) -> Vec<Cell> {
    let nested = |part: &Cell| {
        let mut others = parts.iter();
        others.any(|other| is_part(dataset, part.metric, other.metric))
    };
    let outer: Vec<Cell> = parts.iter().filter(|part| !nested(part)).cloned().collect();
    if outer.len() > 1 { outer } else { parts }
}

/// A whole with its parts of one page, where several counts are known.
fn one_page(dataset: &Dataset, whole: Cell, parts: Vec<Cell>) -> (Cell, Vec<Cell>) {
    let choices: Vec<(MetricId, Choice)> = parts
        .iter()
        .map(|part| (part.metric, choice(dataset, part)))
        .collect();
    let (chosen, chosen_parts) = split_on_one_page(dataset, &choice(dataset, &whole), &choices);
    let pairs = parts.into_iter().zip(chosen_parts);
    let parts =
        pairs.map(|(part, (_, chosen))| with(dataset, &part, chosen.figure).unwrap_or(part));
    let parts = parts.collect();
    (with(dataset, &whole, chosen.figure).unwrap_or(whole), parts)
}

fn shared(dataset: &Dataset, whole: Cell, mut parts: Vec<Cell>) -> Parts {
    parts.sort_by_key(|part| std::cmp::Reverse(part.quantity.sort_key()));
    let counts = |metric: MetricId| {
        let metric = dataset.metrics.get(metric.0);
        metric.is_some_and(|metric| metric.kind != UnitKind::Percent)
    };
    let has_shares = whole.quantity.is_positive() && counts(whole.metric);
    let rest = rest(dataset, &whole, &parts).filter(|_| has_shares);
    let parts = parts.into_iter().map(|part| {
        let may = has_shares && same_unit(dataset, part.metric, whole.metric);
        let share = may.then(|| part.quantity.share_of(&whole.quantity));
        (part, share.flatten())
    });
    Parts {
        parts: parts.collect(),
        whole,
        rest,
    }
}

/// What the parts leave over, where they do not overlap.
fn rest(dataset: &Dataset, whole: &Cell, parts: &[Cell]) -> Option<Quantity> {
    let metrics = parts
        .iter()
        .map(|part| Some((part.metric, dataset.metrics.get(part.metric.0)?)))
        .collect::<Option<Vec<(MetricId, &Metric)>>>()?;
    let all_apart = metrics.iter().enumerate().all(|(at, one)| {
        let mut others = metrics.iter().skip(at + 1);
        others.all(|other| apart(*one, *other))
    });
    let alike = parts
        .iter()
        .all(|part| same_unit(dataset, part.metric, whole.metric));
    if !all_apart || !alike {
        return None;
    }
    let quantities: Vec<Quantity> = parts.iter().map(|part| part.quantity.clone()).collect();
    let rest = whole.quantity.minus(&Quantity::sum(&quantities)?)?;
    (rest.sign() >= 0).then_some(rest)
}

fn same_unit(dataset: &Dataset, a: MetricId, b: MetricId) -> bool {
    let unit = |id: MetricId| {
        let metric = dataset.metrics.get(id.0);
        metric.map(|metric| (metric.kind, metric.unit.as_str()))
    };
    unit(a) == unit(b)
}
