//! Answers that hold what another query asks for: a change shows its two figures, a sum its terms.
//!
//! When no reading is sure, the one whose answer settles the others is. It must not look at a word, nor at a value.

use super::stock::Stock;
use crate::dataset::{MetricId, Period};
use crate::query::{
    About, Among, Cells, Compare, Fold, Folding, Measure, Pick, Place, Query, Rank, Source, Span,
    Term, Topic, Window,
};

/// The most figures that a sum or a course shows one by one.
const SHOWN: usize = 8;

/// The most statements that one answer tells.
const TOLD: usize = 3;

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
        // How many times as much comes with the change in percent.
        (Query::Compare(wide), Query::Compare(narrow)) => {
            (wide.by, narrow.by) == (Measure::Multiple, Measure::Change)
                && (&wide.left, &wide.right) == (&narrow.left, &narrow.right)
        }
        (Query::Compare(wide), Query::Rank(narrow)) => tells_higher(wide, narrow, stock),
        (
            Query::Event {
                event,
                detail: None,
            },
            Query::Event { event: same, .. },
        ) => event == same,
        (Query::About(wide), Query::About(narrow)) => knows(wide, narrow),
        // Both tell which periods meet a condition, and how many of them do.
        (Query::Find(find), Query::Fold(fold)) | (Query::Fold(fold), Query::Find(find)) => {
            fold.by == Folding::Count
                && find.pick == Pick::All
                && (&find.over, &find.limits) == (&fold.over, &fold.limits)
        }
        (Query::Statements(wide), Query::Statements(narrow)) => {
            let all = wide.len() <= TOLD && narrow.iter().all(|one| wide.contains(one));
            all && wide.first() == narrow.first()
        }
        _ => false,
    }
}

/// Whether what is known of figures at any time holds what is asked of some of them, or the other way round for what is counted: a
/// definition beside a figure is the whole one.
fn knows(wide: &About, narrow: &About) -> bool {
    let is_open = |about: &About| about.of.when == Window::default();
    let same = |topic: Topic| wide.topic == topic && narrow.topic == topic;
    let metrics = !wide.of.metrics.is_empty() && wide.of.metrics == narrow.of.metrics;
    let outlet = wide.of.outlet.is_none() || wide.of.outlet == narrow.of.outlet;
    metrics
        && outlet
        && (same(Topic::Definition) && is_open(narrow)
            || same(Topic::Sources(Source::All)) && is_open(wide))
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
        // A check tells the figure that it goes by.
        Query::Check(check) if matches!(*check.of, Query::Figures(_)) => figures(&check.of, stock),
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
