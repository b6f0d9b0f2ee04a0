//! A figure by its declared parts.
//!
//! It must not call parts what the data do not.

use super::cells::Shelf;
use super::compare::{choice, with};
use super::lack::{self, Outcome};
use super::page::split_on_one_page;
use super::select::{apart, is_part};
use super::window::each;
use super::{Cell, Choice, Finding, Lack, Parts, Quantity, rank};
use crate::dataset::{Dataset, MetricId, UnitKind};
use crate::query::{Among, By, Cells, End, Place, Rank, Span, Split, Wants};

/// Splits a figure into its parts.
pub(super) fn split(dataset: &Dataset, split: &Split) -> Outcome<Finding> {
    let asked = &split.of;
    let shelf = Shelf::of(dataset, asked.metric, asked.outlet);
    let no_parts = || Box::new(Lack::NoParts(asked.metric));
    let (into, by) = into(dataset, split)?;
    if let Some(by) = by.as_ref().filter(|_| shelf.cells.is_empty()) {
        return members_alone(dataset, split, by);
    }
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
        let found = into.iter().filter_map(|part| {
            let shelf = Shelf::around(dataset, *part, asked.outlet, &whole.period);
            shelf.exact(&whole.period).cloned()
        });
        let found: Vec<Cell> = found.collect();
        let found = match by {
            Some(_) => found,
            None => outermost(dataset, found),
        };
        (!found.is_empty()).then_some((whole, found))
    });
    let (whole, found) = split.next().ok_or_else(no_parts)?;
    let has = |metric: &&MetricId| found.iter().any(|part| part.metric == **metric);
    let missing = into.iter().filter(|metric| by.is_some() && !has(metric));
    let missing = missing.copied().collect();
    let (whole, found) = one_page(dataset, whole, found);
    let parts = shared(dataset, whole, found, by);
    Ok(Finding::Parts(Parts { missing, ..parts }))
}

/// Members of a metric that has no figure for the whole: in order, the highest first.
fn members_alone(dataset: &Dataset, split: &Split, by: &By) -> Outcome<Finding> {
    let asked = &split.of;
    let rank = Rank {
        over: Cells {
            metrics: vec![asked.metric],
            when: asked.when.clone(),
            outlet: asked.outlet,
        },
        among: Among::Metrics,
        end: End::High,
        place: Place::All,
        wants: Wants::Value,
        by: Some(by.clone()),
    };
    rank::rank(dataset, &rank).map(Finding::Order)
}

/// The metrics that a figure is split into: members by a dimension, else the metrics that are declared parts, else members by the first
/// dimension that the metric has.
fn into(dataset: &Dataset, split: &Split) -> Outcome<(Vec<MetricId>, Option<By>)> {
    let metric = split.of.metric;
    if let Some(by) = &split.by {
        return Ok((lack::slices(dataset, by, metric)?, Some(by.clone())));
    }
    let declared = dataset
        .own_metrics()
        .filter(|(_, own)| own.part_of.contains(&metric));
    let declared: Vec<MetricId> = declared.map(|(id, _)| id).collect();
    if !declared.is_empty() {
        return Ok((declared, None));
    }
    let dimensions = dataset.dimensions_of(metric).iter();
    let by = dimensions.map(|dimension| By::every(*dimension));
    let mut members = by.map(|by| (by.slices(dataset, metric), Some(by)));
    let found = members.find(|(slices, _)| slices.len() > 1);
    Ok(found.unwrap_or_default())
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

fn shared(dataset: &Dataset, whole: Cell, mut parts: Vec<Cell>, by: Option<By>) -> Parts {
    parts.sort_by_key(|part| std::cmp::Reverse(part.quantity.sort_key()));
    let counts = |metric: MetricId| {
        let metric = dataset.metrics.get(metric.0);
        metric.is_some_and(|metric| metric.kind != UnitKind::Percent)
    };
    let has_shares = whole.quantity.is_positive() && counts(whole.metric);
    let rest = match &by {
        Some(by) if !adds_up(dataset, whole.metric, by) => None,
        _ => rest(dataset, &whole, &parts, by.is_some()),
    };
    let rest = rest.filter(|_| has_shares);
    let parts = parts.into_iter().map(|part| {
        let declared = by.is_none() || is_part(dataset, part.metric, whole.metric);
        let may = has_shares && declared && same_unit(dataset, part.metric, whole.metric);
        let share = may.then(|| part.quantity.share_of(&whole.quantity));
        (part, share.flatten())
    });
    Parts {
        parts: parts.collect(),
        whole,
        rest,
        by,
        missing: Vec::new(),
    }
}

/// Whether the members of a dimension never count the same things.
fn adds_up(dataset: &Dataset, metric: MetricId, by: &By) -> bool {
    let whole = dataset.metrics.get(dataset.whole_of(metric).0);
    whole.is_some_and(|whole| whole.adds_up.contains(&by.dimension))
}

/// What the parts leave over, where they do not overlap.
fn rest(dataset: &Dataset, whole: &Cell, parts: &[Cell], known: bool) -> Option<Quantity> {
    let all_apart = known
        || parts.iter().enumerate().all(|(at, one)| {
            let mut others = parts.iter().skip(at + 1);
            others.all(|other| apart(dataset, one.metric, other.metric))
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
