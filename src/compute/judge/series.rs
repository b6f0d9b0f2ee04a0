//! What is asserted of several periods: of each value, or of each step from one to the next.
//!
//! It must not pass over a period without a figure: only a published record says anything of it.

use super::known::{Known, all, any};
use super::records::bounds;
use super::ruling::{Point, Ruling, scoped};
use super::sides::Sides;
use super::tolerance::Tolerance;
use crate::compute::{Cell, Finding, Lack, Rows, Series, compute};
use crate::dataset::{Dataset, MetricId, Period, PeriodKind, UnitKind};
use crate::query::{Amount, AmountUnit, Bound, Cells, Query, Scope, Span, Way};

/// The series that a finding holds; none where it is a single figure or something else.
pub(super) fn of(dataset: &Dataset, query: &Query, scope: Scope, by: &Finding) -> Vec<Series> {
    match (query, by) {
        (_, Finding::Course(series)) => series.clone(),
        (Query::Figures(cells), Finding::Rows(rows)) => {
            let several = rows.cells.len() > 1 || !rows.missing.is_empty();
            match course(dataset, cells) {
                Some(series) if several || scope != Scope::It => series,
                _ if several => by_metric(rows),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The same figures as a course, which names the periods between them that have none.
fn course(dataset: &Dataset, cells: &Cells) -> Option<Vec<Series>> {
    let named = matches!(cells.when.span, Span::At(_) | Span::Latest | Span::Earliest);
    match (!named).then(|| compute(dataset, &Query::Course(cells.clone())))? {
        Finding::Course(series) => Some(series),
        _ => None,
    }
}

fn by_metric(rows: &Rows) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    for cell in &rows.cells {
        match series.iter_mut().find(|own| own.metric == cell.metric) {
            Some(own) => own.cells.push(cell.clone()),
            None => series.push(Series {
                metric: cell.metric,
                cells: vec![cell.clone()],
                holes: Vec::new(),
            }),
        }
    }
    for missing in &rows.missing {
        let own = series.iter_mut().find(|own| own.metric == missing.metric);
        match (own, &missing.period) {
            (Some(own), Some(period)) => own.holes.push(period.clone()),
            (None, Some(period)) => {
                series.push(without_figures(missing.metric, vec![period.clone()]));
            }
            _ => {}
        }
    }
    series
}

/// Periods of a metric none of which has a figure.
pub(super) fn without_figures(metric: MetricId, holes: Vec<Period>) -> Series {
    Series {
        metric,
        cells: Vec::new(),
        holes,
    }
}

/// The periods of a query that has no figures, where a record may still bound them.
pub(super) fn lacking(query: &Query, lack: &Lack) -> Option<Series> {
    let Query::Figures(cells) = query else {
        return None;
    };
    match lack {
        Lack::NoFigure {
            metric,
            missing,
            outlet: None,
            ..
        } => Some(without_figures(*metric, missing.clone())),
        Lack::Gap(_) => Some(without_figures(
            *cells.metrics.first()?,
            cells.when.points().to_vec(),
        )),
        _ => None,
    }
}

/// Whether values, or the steps between them, are as an amount says.
pub(super) fn is(
    dataset: &Dataset,
    series: &[Series],
    scope: Scope,
    (bound, amount): (Bound, Amount),
) -> Ruling {
    together(series, |own| {
        let metric = dataset.metrics.get(own.metric.0);
        let percent = metric.is_some_and(|metric| metric.kind == UnitKind::Percent);
        if amount.unit == AmountUnit::Plain || amount.unit == AmountUnit::Percent && percent {
            let ruling = scoped(scope, &values(dataset, own, percent, (bound, amount)));
            agreeing_with_sum(own, scope, percent, (bound, amount), ruling)
        } else {
            let test = |step: &Sides| step.is(bound, amount);
            scoped(scope, &steps(own, Crossing::Open, &test))
        }
    })
}

/// Whether a course goes a way: from end to end, or at every step, some or none.
pub(super) fn goes(series: &[Series], scope: Scope, way: Way) -> Ruling {
    let test = |step: &Sides| step.goes(way);
    together(series, |own| match scope {
        Scope::It => ends(own, &test),
        _ => scoped(scope, &steps(own, crossing(way), &test)),
    })
}

/// Several metrics, of all of which it has to hold.
fn together(series: &[Series], rule: impl Fn(&Series) -> Ruling) -> Ruling {
    let rulings: Vec<Ruling> = series.iter().map(rule).collect();
    let holds = all(rulings.iter().map(|ruling| ruling.holds)).filter(|_| !rulings.is_empty());
    let deciding = rulings
        .into_iter()
        .filter(|ruling| ruling.holds == holds && holds.is_some());
    Ruling {
        holds,
        witnesses: deciding.flat_map(|ruling| ruling.witnesses).collect(),
        elsewhere: Vec::new(),
    }
}

fn values(
    dataset: &Dataset,
    series: &Series,
    percent: bool,
    (bound, amount): (Bound, Amount),
) -> Vec<Point> {
    let tolerance = if percent {
        Tolerance::PublishedPercent
    } else {
        Tolerance::Plain
    };
    let met = |known: &Known| known.meets(bound, amount.number, tolerance);
    let mut points: Vec<Point> = series
        .cells
        .iter()
        .map(|cell| Point {
            holds: met(&Known::of(cell.quantity.value())),
            by: vec![cell.clone()],
        })
        .collect();
    points.extend(series.holes.iter().map(|hole| {
        let bounds = bounds(dataset, series.metric, hole);
        Point {
            holds: met(&bounds.known),
            by: bounds.by,
        }
    }));
    points
}

/// Of several periods as a whole a number may be said of each or of all together: a limit holds where both agree, a number where
/// one of them fits.
fn agreeing_with_sum(
    series: &Series,
    scope: Scope,
    percent: bool,
    (bound, amount): (Bound, Amount),
    ruling: Ruling,
) -> Ruling {
    let states = |cell: &Cell| cell.period.kind == PeriodKind::AsOf;
    let apart = percent || series.cells.len() < 2 || series.cells.iter().any(states);
    if scope != Scope::It || apart {
        return ruling;
    }
    let known = |cell: &Cell| Known::of(cell.quantity.value());
    let sum = series.cells.iter().map(known);
    let sum = sum.reduce(|sum, next| sum.plus(&next));
    let of_sum = sum
        .filter(|_| series.holes.is_empty())
        .and_then(|sum| sum.meets(bound, amount.number, Tolerance::Plain));
    let holds = if matches!(bound, Bound::Equal | Bound::Near | Bound::Nearly) {
        any([ruling.holds, of_sum].into_iter())
    } else {
        ruling.holds.filter(|_| ruling.holds == of_sum)
    };
    Ruling { holds, ..ruling }
}

/// What a step across a period without a figure tells of the steps that it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Crossing {
    /// One of them went that way if the whole did, and not all if it did not.
    Directed,
    /// One of them did if the whole did.
    Moved,
    /// Nothing.
    Open,
}

fn crossing(way: Way) -> Crossing {
    match way {
        Way::Up | Way::Down => Crossing::Directed,
        Way::Any => Crossing::Moved,
        _ => Crossing::Open,
    }
}

fn steps(
    series: &Series,
    crossing: Crossing,
    test: &impl Fn(&Sides) -> Option<bool>,
) -> Vec<Point> {
    let mut points = Vec::new();
    for step in series.cells.windows(2) {
        let [from, to] = step else { continue };
        let holds = test(&Sides::step(&to.quantity, &from.quantity));
        let by = vec![from.clone(), to.clone()];
        if !is_between(series, from, to) {
            points.push(Point { holds, by });
            continue;
        }
        // The steps that make up the whole: one of them may be known, the rest is not.
        let known = match crossing {
            Crossing::Directed => holds,
            Crossing::Moved => holds.filter(|moved| *moved),
            Crossing::Open => None,
        };
        points.push(Point { holds: known, by });
        points.push(unknown());
    }
    let outside = |hole: &Period| {
        let (first, last) = (series.cells.first(), series.cells.last());
        first.is_none_or(|first| hole.to < first.period.to)
            || last.is_none_or(|last| hole.to > last.period.to)
    };
    if series.holes.iter().any(outside) {
        points.push(unknown());
    }
    points
}

fn unknown() -> Point {
    Point {
        holds: None,
        by: Vec::new(),
    }
}

fn is_between(series: &Series, from: &Cell, to: &Cell) -> bool {
    let mut holes = series.holes.iter();
    holes.any(|hole| from.period.to < hole.to && hole.to < to.period.to)
}

/// From the first to the last, unless one of them has no figure.
fn ends(series: &Series, test: &impl Fn(&Sides) -> Option<bool>) -> Ruling {
    let (Some(first), Some(last)) = (series.cells.first(), series.cells.last()) else {
        return Ruling::default();
    };
    let mut holes = series.holes.iter();
    let open = holes.any(|hole| hole.to < first.period.to || hole.to > last.period.to);
    if open || first == last {
        return Ruling::default();
    }
    Ruling {
        holds: test(&Sides::step(&last.quantity, &first.quantity)),
        witnesses: vec![first.clone(), last.clone()],
        elsewhere: Vec::new(),
    }
}
