//! Who published what: whether a figure is the outlet's to which it is credited.
//!
//! It must not judge the number itself.

use super::ruling::Ruling;
use super::{cells_of, of_any_outlet, ruled};
use crate::compute::{Cell, Finding, Lack, compute};
use crate::dataset::{Dataset, Figure, FigureId, OutletId, Usage};
use crate::query::Check;

/// Whether an outlet was the first to publish one of the figures, or a rival of it.
pub(super) fn by(dataset: &Dataset, by: &Finding, outlet: OutletId) -> Ruling {
    let cells = cells_of(by);
    let of = |id: &FigureId| dataset.figures.get(id.0);
    let own = |cell: &&Cell| {
        let all = std::iter::once(&cell.figure).chain(&cell.others);
        let mut all = all.filter_map(of);
        all.any(|figure| figure.usage != Usage::Never && figure.originator == Some(outlet))
    };
    let named = |cell: &&Cell| of(&cell.figure).is_some_and(|figure| figure.originator.is_some());
    let published: Vec<Cell> = cells
        .iter()
        .copied()
        .filter(|cell| own(cell))
        .cloned()
        .collect();
    let holds = if published.is_empty() {
        (!cells.is_empty() && cells.iter().all(named)).then_some(false)
    } else {
        Some(true)
    };
    Ruling {
        holds,
        elsewhere: others(dataset, &published, outlet),
        witnesses: published,
    }
}

/// The outlet's own figures, where another stands for the period.
fn others(dataset: &Dataset, cells: &[Cell], outlet: OutletId) -> Vec<FigureId> {
    let own = |id: &FigureId| {
        let figure: Option<&Figure> = dataset.figures.get(id.0);
        figure
            .is_some_and(|figure| figure.usage != Usage::Never && figure.originator == Some(outlet))
    };
    let stands_for_other = |cell: &&Cell| !own(&cell.figure);
    let cells = cells.iter().filter(stands_for_other);
    cells
        .flat_map(|cell| cell.others.iter().copied().filter(own))
        .collect()
}

/// A number that is right, but not the outlet's to which it is credited.
pub(super) fn unless_other(
    dataset: &Dataset,
    check: &Check,
    by: &Finding,
    ruling: Ruling,
) -> Ruling {
    let lacks = matches!(
        by,
        Finding::Lacks(Lack::NoFigure { .. } | Lack::Holes { .. })
    );
    let Some(open) = of_any_outlet(&check.of).filter(|_| lacks && ruling.holds.is_none()) else {
        return ruling;
    };
    let any = Check {
        of: Box::new(open),
        ..check.clone()
    };
    let found = compute(dataset, &any.of);
    let of_others = ruled(dataset, &any, &found);
    if of_others.holds != Some(true) {
        return ruling;
    }
    let cells = cells_of(&found);
    Ruling {
        holds: Some(false),
        elsewhere: cells.iter().map(|cell| cell.figure).take(2).collect(),
        witnesses: cells.into_iter().take(2).cloned().collect(),
    }
}
