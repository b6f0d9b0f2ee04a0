//! What can still be told where a query cannot be computed: from published records, and from the bounds that there are.
//!
//! It must not fill a period without a figure with anything but a record's limits.

use super::known::Known;
use super::records::{Bounds, bounds};
use super::ruling::Ruling;
use super::sides::Sides;
use super::tolerance::Tolerance;
use super::value::Said;
use super::{series, turned};
use crate::compute::{Cell, Finding, Lack, compute};
use crate::dataset::{Dataset, MetricId, Number, Period, UnitKind};
use crate::query::{AmountUnit, Cells, Check, Compare, Fold, Folding, Query, Term};

/// Whether a number may be said of what has no figure.
pub(super) fn is(dataset: &Dataset, check: &Check, lack: &Lack, said: Said) -> Ruling {
    let (bound, amount) = said;
    match (check.of.as_ref(), lack) {
        (Query::Figures(_), _) => match series::lacking(&check.of, lack) {
            Some(own) => decided(
                series::is(dataset, std::slice::from_ref(&own), check.scope, said),
                || records_of(dataset, own.metric, &own.holes),
            ),
            None => Ruling::default(),
        },
        (Query::Compare(asked), Lack::NoFigure { .. } | Lack::Gap(_) | Lack::OnlyBounds(_)) => {
            let Some((sides, by)) = sides(dataset, asked) else {
                return Ruling::default();
            };
            let ruling = Ruling::from(sides.is(bound, amount));
            turned(check.scope, decided(ruling, || by))
        }
        (Query::Fold(asked), Lack::Holes { .. } | Lack::OnlyBounds(_)) => {
            let known = partial_sum(dataset, asked, lack);
            let plain = amount.unit == AmountUnit::Plain;
            let holds = known
                .filter(|_| plain)
                .and_then(|known| known.meets(bound, amount.number, Tolerance::Plain));
            turned(check.scope, holds.into())
        }
        _ => Ruling::default(),
    }
}

/// The witnesses, where something is decided.
fn decided(ruling: Ruling, by: impl FnOnce() -> Vec<Cell>) -> Ruling {
    let witnesses = if ruling.holds.is_some() && ruling.witnesses.is_empty() {
        by()
    } else {
        ruling.witnesses
    };
    Ruling {
        witnesses,
        ..ruling
    }
}

fn records_of(dataset: &Dataset, metric: MetricId, holes: &[Period]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for cell in holes
        .iter()
        .flat_map(|hole| bounds(dataset, metric, hole).by)
    {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    cells
}

/// The sides of a comparison as far as they are known: each a figure, or what the records leave it.
pub(super) fn sides(dataset: &Dataset, asked: &Compare) -> Option<(Sides, Vec<Cell>)> {
    let percent = |metric: MetricId| {
        let metric = dataset.metrics.get(metric.0);
        metric.is_some_and(|metric| metric.kind == UnitKind::Percent)
    };
    let like = asked.left.metric == asked.right.metric
        && asked.left.outlet.is_none()
        && asked.right.outlet.is_none();
    if !like {
        return None;
    }
    let (left, right) = (side(dataset, &asked.left)?, side(dataset, &asked.right)?);
    let sides = Sides {
        left: left.known,
        right: right.known,
        by: asked.by,
        points: percent(asked.left.metric),
    };
    let mut by = left.by;
    for cell in right.by {
        if !by.contains(&cell) {
            by.push(cell);
        }
    }
    Some((sides, by))
}

fn side(dataset: &Dataset, term: &Term) -> Option<Bounds> {
    let cells = Cells {
        metrics: vec![term.metric],
        when: term.when.clone(),
        outlet: term.outlet,
    };
    match compute(dataset, &Query::Figures(cells)) {
        Finding::Rows(rows) => match rows.cells.as_slice() {
            [only] if rows.missing.is_empty() => Some(Bounds {
                known: Known::of(only.quantity.value()),
                by: vec![only.clone()],
            }),
            _ => None,
        },
        _ => match term.when.points() {
            [only] => {
                let bounds = bounds(dataset, term.metric, only);
                bounds.known.is_bounded().then_some(bounds)
            }
            _ => None,
        },
    }
}

/// What the figures that there are let be known of a sum: with what is missing it is more, if nothing of it is below zero.
fn partial_sum(dataset: &Dataset, asked: &Fold, lack: &Lack) -> Option<Known> {
    if asked.by != Folding::Sum {
        return None;
    }
    let zero = Number::from_integer(0);
    let (metric, missing, cells): (_, &[Period], _) = match lack {
        Lack::Holes {
            metric,
            missing,
            cells,
        } => (*metric, missing, cells),
        _ => return None,
    };
    let counts = dataset.metrics.get(metric.0)?.kind == UnitKind::Count;
    let values = cells.iter().map(|cell| Known::of(cell.quantity.value()));
    let values: Vec<Known> = values.collect();
    let positive = values
        .iter()
        .all(|known| known.above(zero, true) == Some(true));
    if !counts || !positive {
        return None;
    }
    let holes = missing.iter().map(|hole| {
        let known = bounds(dataset, metric, hole).known;
        if known.above(zero, true) == Some(true) {
            known
        } else {
            Known::between(Some(zero), None)
        }
    });
    values
        .into_iter()
        .chain(holes)
        .reduce(|sum, next| sum.plus(&next))
}
