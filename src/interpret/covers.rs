//! Answers that hold what another query asks for: a change shows its two figures, a sum its terms.
//!
//! When no reading is sure, the one whose answer settles the others is. It must not look at a word, nor at a value.

use super::stock::Stock;
use crate::dataset::{MetricId, Period};
use crate::query::{
    Among, Cells, Compare, Fold, Folding, Measure, Place, Query, Rank, Span, Term, Window,
};

/// The most figures that a sum or a course shows one by one.
const SHOWN: usize = 8;

/// A figure, by what it is of and when.
type Cell = (MetricId, Period);

/// Whether the answer to one query, open periods put in, says all that the answer to the other would.
pub(super) fn covers(wide: &Query, narrow: &Query, stock: &Stock) -> bool {
    match (wide, narrow) {
        (Query::Summary(Some(period)), Query::Figures(cells)) => {
            cells.outlet.is_none()
                && cells.when.points() == [period.clone()]
                && cells
                    .metrics
                    .iter()
                    .all(|metric| stock.has(*metric, period))
        }
        (_, Query::Figures(cells)) => shows(wide, cells, stock),
        (Query::Rank(wide), Query::Rank(narrow)) => orders(wide, narrow),
        (Query::Compare(wide), Query::Rank(narrow)) => tells_higher(wide, narrow, stock),
        (
            Query::Event {
                event,
                detail: None,
            },
            Query::Event { event: same, .. },
        ) => event == same,
        _ => false,
    }
}

/// Whether an answer shows all of these figures.
fn shows(wide: &Query, cells: &Cells, stock: &Stock) -> bool {
    let narrow = each(cells, stock);
    let shown = figures(wide, stock);
    let same_outlet = outlet(wide).is_none_or(|outlet| Some(outlet) == cells.outlet);
    same_outlet
        && cells.outlet.is_none()
        && !narrow.is_empty()
        && narrow.iter().all(|cell| shown.contains(cell))
}

/// Whether an order of two periods is told by the change between them.
fn tells_higher(wide: &Compare, narrow: &Rank, stock: &Stock) -> bool {
    let two = [one(&wide.left, stock), one(&wide.right, stock)].concat();
    let ordered = each(&narrow.over, stock);
    wide.by == Measure::Change
        && narrow.among == Among::Periods
        && narrow.place == Place::Nth(1)
        && narrow.over.outlet == wide.left.outlet
        && ordered.len() == 2
        && two.len() == 2
        && ordered.iter().all(|cell| two.contains(cell))
}

/// Whether one order holds the places that are asked of the other.
fn orders(wide: &Rank, narrow: &Rank) -> bool {
    wide.over == narrow.over
        && wide.by == narrow.by
        && wide.among == narrow.among
        && match (&wide.place, &narrow.place) {
            (Place::Ends, Place::Nth(1)) => true,
            (Place::Top(many), Place::Nth(place)) => wide.end == narrow.end && place <= many,
            (Place::All, Place::Nth(_) | Place::Top(_)) => wide.end == narrow.end,
            _ => false,
        }
}

/// The outlet that a query is limited to.
fn outlet(query: &Query) -> Option<crate::dataset::OutletId> {
    match query {
        Query::Figures(cells) | Query::Course(cells) => cells.outlet,
        Query::Compare(compare) => compare.left.outlet.or(compare.right.outlet),
        Query::Fold(fold) => fold.over.outlet,
        _ => None,
    }
}

/// The figures that an answer shows one by one.
fn figures(query: &Query, stock: &Stock) -> Vec<Cell> {
    match query {
        Query::Figures(cells) => each(cells, stock),
        Query::Compare(Compare {
            left,
            right,
            by: Measure::Change | Measure::Multiple,
        }) if left.metric == right.metric => [one(left, stock), one(right, stock)].concat(),
        Query::Fold(Fold {
            over,
            by: Folding::Sum | Folding::Mean,
            limits,
        }) if limits.is_empty() => few(each(over, stock)),
        Query::Course(cells) => few(each(cells, stock)),
        Query::Rank(Rank {
            over,
            among: Among::Periods,
            place: Place::Of(period),
            ..
        }) => over
            .metrics
            .iter()
            .map(|metric| (*metric, period.clone()))
            .collect(),
        Query::Rate(rate) => one(&rate.of, stock),
        Query::Split(split) => one(&split.of, stock),
        _ => Vec::new(),
    }
}

fn few(cells: Vec<Cell>) -> Vec<Cell> {
    if cells.len() <= SHOWN {
        cells
    } else {
        Vec::new()
    }
}

fn one(term: &Term, stock: &Stock) -> Vec<Cell> {
    within(term.metric, &term.when, stock)
}

fn each(cells: &Cells, stock: &Stock) -> Vec<Cell> {
    let metrics = cells.metrics.iter();
    metrics
        .flat_map(|metric| within(*metric, &cells.when, stock))
        .collect()
}

/// The figures of a metric in a window, as far as there are some.
fn within(metric: MetricId, window: &Window, stock: &Stock) -> Vec<Cell> {
    let known = || stock.main(metric).cloned();
    let periods: Vec<Period> = match &window.span {
        Span::At(points) => points.clone(),
        _ if window.grain.is_some() || !window.without.is_empty() => Vec::new(),
        Span::All => known().collect(),
        Span::Latest => known().next_back().into_iter().collect(),
        Span::Earliest => known().next().into_iter().collect(),
        Span::Within(from, to) => known()
            .filter(|period| {
                from.is_none_or(|from| period.from >= from) && to.is_none_or(|to| period.to <= to)
            })
            .collect(),
        Span::Last(_) | Span::First(_) => Vec::new(),
    };
    periods
        .into_iter()
        .filter(|period| stock.has(metric, period))
        .map(|period| (metric, period))
        .collect()
}
