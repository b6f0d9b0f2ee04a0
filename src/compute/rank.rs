//! Figures in order: periods of a metric, or metrics of a period.
//!
//! It must not say that a figure is the highest where a bound may be higher: what bounds leave open stands apart.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;

use super::additive::unlike;
use super::cells::{Shelf, same_stretch};
use super::interval::Interval;
use super::lack::{self, Outcome};
use super::limit::better;
use super::rhythm::Beat;
use super::select::{is_part, usable};
use super::window::{Stretch, each, series};
use super::{Cell, Comparable, Lack, Order, Precision};
use crate::dataset::{Better, Dataset, Metric, MetricId, Period, PeriodKind};
use crate::query::{Among, By, Cells, End, Place, Rank, Span, Window};

/// Puts figures in order.
pub(super) fn rank(dataset: &Dataset, asked: &Rank) -> Outcome<Order> {
    let (mut holes, mut missing) = (Vec::new(), Vec::new());
    let cells = match (&asked.by, asked.among) {
        (Some(by), _) => {
            let metric = lack::metric(dataset, &asked.over.metrics)?;
            let found = members(dataset, metric, by, &asked.over)?;
            missing = found.missing;
            found.cells
        }
        (None, Among::Metrics) => metrics(dataset, asked)?,
        (None, Among::Periods) => {
            let found = periods(dataset, asked)?;
            holes = found.1;
            found.0
        }
    };
    let metric = cells.first().map(|cell| cell.metric);
    let end = plain_end(dataset, metric, asked.end)?;
    let cells = sorted(cells, end);
    if cells.len() < needed(&asked.place) {
        return Err(Box::new(Lack::TooFew(cells)));
    }
    let doubtful = doubtful(&cells, &asked.place);
    let told = cells.len().saturating_sub(doubtful.len());
    if !doubtful.is_empty() && (matches!(asked.place, Place::Of(_)) || told < needed(&asked.place))
    {
        return Err(Box::new(Lack::OnlyBounds(doubtful)));
    }
    let (unsure, cells) = cells.into_iter().partition(|cell| doubtful.contains(cell));
    Ok(Order {
        cells,
        unsure,
        among: asked.among,
        end,
        place: asked.place.clone(),
        wants: asked.wants,
        holes,
        by: asked.by.clone(),
        missing,
    })
}

/// The figures of a metric's periods, with those that lack one.
fn periods(dataset: &Dataset, asked: &Rank) -> Outcome<(Vec<Cell>, Vec<Period>)> {
    let metric = lack::metric(dataset, &asked.over.metrics)?;
    let shelf = Shelf::of(dataset, metric, asked.over.outlet);
    let stretch = match &asked.place {
        Place::Of(period) => beside(&shelf, &asked.over.when, period)?,
        Place::Before(period) => {
            let mut stretch = along(&shelf, &asked.over.when, period);
            stretch.cells.retain(|cell| cell.period.to < period.from);
            stretch.missing.retain(|hole| hole.to < period.from);
            stretch
        }
        _ => series(&shelf, &asked.over.when),
    };
    let stretch = lack::some(&shelf, stretch)?;
    if stretch
        .cells
        .iter()
        .any(|cell| !Beat::of(&cell.period).is_series())
    {
        return Err(Box::new(Lack::TooFew(stretch.cells)));
    }
    Ok((stretch.cells, stretch.missing))
}

/// All periods among which one has its place; it has to have a figure.
fn beside(shelf: &Shelf, when: &Window, period: &Period) -> Outcome<Stretch> {
    let Some(own) = shelf.find(period) else {
        return Err(lack::no_figure(shelf, std::slice::from_ref(period)));
    };
    let mut stretch = along(shelf, when, &own.period);
    if !stretch.cells.iter().any(|cell| cell.figure == own.figure) {
        stretch = all_like(shelf, &own.period);
    }
    Ok(stretch)
}

/// The window in periods like the one that is named; everything where the window names just that period.
fn along(shelf: &Shelf, when: &Window, period: &Period) -> Stretch {
    let itself = matches!(when.points(), [only] if same_stretch(only, period));
    let open = matches!(when.span, Span::All | Span::Latest | Span::Earliest) || itself;
    if open && when.grain.is_none() && when.without.is_empty() {
        return all_like(shelf, period);
    }
    let grain = when.grain.or(period.grain());
    let span = if open { Span::All } else { when.span.clone() };
    series(
        shelf,
        &Window {
            span,
            grain,
            without: when.without.clone(),
        },
    )
}

/// All figures of periods like one, with the holes between them.
fn all_like(shelf: &Shelf, period: &Period) -> Stretch {
    let beat = Beat::of(period);
    let cells = shelf.of_beat(beat);
    let ends = cells.first().zip(cells.last());
    let between = shelf.rhythm(beat).zip(ends).map(|(rhythm, (first, last))| {
        let mut all = rhythm.between(first.period.from, last.period.to);
        all.retain(|period| !cells.iter().any(|cell| same_stretch(&cell.period, period)));
        all
    });
    Stretch {
        missing: between.unwrap_or_default(),
        cells,
    }
}

/// The figures of several metrics for one period, or for several.
fn metrics(dataset: &Dataset, asked: &Rank) -> Outcome<Vec<Cell>> {
    let named = asked.over.metrics.len() > 1;
    let metrics = if named {
        lack::metrics(dataset, &asked.over.metrics)?
    } else {
        company(dataset, lack::metric(dataset, &asked.over.metrics)?)
    };
    let shelves = metrics
        .iter()
        .map(|metric| Shelf::of(dataset, *metric, asked.over.outlet));
    let shelves: Vec<Shelf> = shelves.collect();
    let when = common(&shelves, &asked.over.when);
    let mut cells: Vec<Cell> = Vec::new();
    let mut first_lack = None;
    for shelf in &shelves {
        let stretch = each(shelf, &when);
        if stretch.cells.is_empty() {
            first_lack = first_lack.or_else(|| Some(lack::no_figure(shelf, &stretch.missing)));
        }
        cells.extend(stretch.cells);
    }
    match first_lack {
        Some(lack) if named || cells.is_empty() => return Err(lack),
        _ => {}
    }
    let unit = |cell: &Cell| dataset.metrics.get(cell.metric.0).map(unit_of);
    if let Some((first, rest)) = cells.split_first()
        && let Some(other) = rest.iter().find(|cell| unit(cell) != unit(first))
    {
        return Err(unlike(first, other, Comparable::OtherMetric));
    }
    Ok(cells)
}

/// The figures of a metric's members for one period, and the members that have none.
pub(super) struct Members {
    pub(super) cells: Vec<Cell>,
    pub(super) missing: Vec<MetricId>,
}

/// The figures of a metric by the members of a dimension.
pub(super) fn members(
    dataset: &Dataset,
    metric: MetricId,
    by: &By,
    over: &Cells,
) -> Outcome<Members> {
    let slices = lack::slices(dataset, by, metric)?;
    let when = usual(dataset, &slices, &over.when);
    let (mut cells, mut missing) = (Vec::new(), Vec::new());
    for slice in &slices {
        let shelf = match when.points() {
            [only] => Shelf::around(dataset, *slice, over.outlet, only),
            _ => Shelf::of(dataset, *slice, over.outlet),
        };
        let stretch = each(&shelf, &when);
        if stretch.cells.is_empty() {
            missing.push(shelf.metric);
        }
        cells.extend(stretch.cells);
    }
    if cells.is_empty() {
        let known = counted(dataset, &slices).into_iter();
        return Err(Box::new(Lack::NoFigure {
            metric,
            missing: when.points().to_vec(),
            known: known.map(|(period, _)| period).collect(),
            outlet: over.outlet,
            nearest: Vec::new(),
        }));
    }
    Ok(Members { cells, missing })
}

/// The window with a period of its own where none is named: the latest for which half as many members have a figure as ever have.
fn usual(dataset: &Dataset, slices: &[MetricId], when: &Window) -> Window {
    let open = matches!(when.span, Span::All | Span::Latest | Span::Earliest);
    if !open {
        return when.clone();
    }
    let mut counts = counted(dataset, slices);
    counts.retain(|(period, _)| when.grain.is_none() || period.grain() == when.grain);
    let is_year = |period: &Period| period.kind == PeriodKind::Year;
    if counts.iter().any(|(period, _)| is_year(period)) && when.grain.is_none() {
        counts.retain(|(period, _)| is_year(period));
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let most = most.unwrap_or_default();
    let mut full = counts.into_iter().filter(|(_, count)| 2 * count >= most);
    let period = if when.span == Span::Earliest {
        full.next()
    } else {
        full.next_back()
    };
    period.map_or_else(|| when.clone(), |(period, _)| Window::at(period))
}

/// The periods of some metrics in order of time, with how many of them have a figure for each.
fn counted(dataset: &Dataset, metrics: &[MetricId]) -> Vec<(Period, usize)> {
    let mut counts: HashMap<(PeriodKind, Date, Date), (&Period, usize)> = HashMap::new();
    for metric in metrics {
        for (_, figure) in usable(dataset, *metric) {
            let period = &figure.period;
            let key = (period.kind, period.from, period.to);
            counts.entry(key).or_insert((period, 0)).1 += 1;
        }
    }
    let mut counts: Vec<(Period, usize)> = counts
        .into_values()
        .map(|(period, count)| (period.clone(), count))
        .collect();
    counts.sort_by_key(|(period, _)| (period.to, period.from, period.kind));
    counts
}

/// The metrics that one stands beside: of its group, else its parts, else of its unit.
fn company(dataset: &Dataset, metric: MetricId) -> Vec<MetricId> {
    let Some(own) = dataset.metrics.get(metric.0) else {
        return Vec::new();
    };
    let of = |fits: &dyn Fn(MetricId, &Metric) -> bool| {
        let all = dataset.own_metrics();
        let fitting = all.filter(|(id, other)| unit_of(other) == unit_of(own) && fits(*id, other));
        fitting.map(|(id, _)| id).collect::<Vec<_>>()
    };
    let group = of(&|_, other| other.group == own.group);
    let parts = of(&|id, _| is_part(dataset, id, metric));
    if group.len() > 1 {
        group
    } else if parts.len() > 1 {
        parts
    } else {
        of(&|_, _| true)
    }
}

fn unit_of(metric: &Metric) -> (crate::dataset::UnitKind, &str) {
    (metric.kind, metric.unit.as_str())
}

/// The window with a period of its own: the latest for which two of the metrics have a figure, where none is named.
fn common(shelves: &[Shelf], when: &Window) -> Window {
    let open = matches!(when.span, Span::All | Span::Latest | Span::Earliest);
    if !open || when.grain.is_some() {
        return when.clone();
    }
    let earliest = when.span == Span::Earliest;
    let mut periods: Vec<Period> = shelves.iter().flat_map(Shelf::periods).collect();
    let shared = |period: &Period| {
        let with = shelves.iter().filter(|shelf| shelf.exact(period).is_some());
        with.count() > 1
    };
    periods.retain(shared);
    let is_year = |period: &Period| period.kind == crate::dataset::PeriodKind::Year;
    let key = |period: &&Period| (period.to, Reverse(period.from));
    let period = if earliest {
        periods
            .iter()
            .min_by_key(|period| (!is_year(period), key(period)))
    } else {
        periods
            .iter()
            .max_by_key(|period| (is_year(period), key(period)))
    };
    period.map_or_else(|| when.clone(), |period| Window::at(period.clone()))
}

/// High or low for best and worst, by what the metric declares.
fn plain_end(dataset: &Dataset, metric: Option<MetricId>, end: End) -> Outcome<End> {
    let is_best = match end {
        End::Best => true,
        End::Worst => false,
        plain => return Ok(plain),
    };
    let metric = metric.ok_or_else(|| Box::new(Lack::NoMetric))?;
    let high = better(&Shelf::of(dataset, metric, None))? == Better::Higher;
    Ok(if high == is_best { End::High } else { End::Low })
}

/// The asked end first; equal values in order of time.
fn sorted(mut cells: Vec<Cell>, end: End) -> Vec<Cell> {
    cells.sort_by(|a, b| {
        let order = a.quantity.sort_key().cmp(&b.quantity.sort_key());
        if end == End::High {
            order.reverse()
        } else {
            order
        }
    });
    cells
}

/// How many figures it takes to speak of a place.
fn needed(place: &Place) -> usize {
    match place {
        Place::Nth(nth) => usize::from(*nth).max(2),
        Place::Before(_) => 1,
        _ => 2,
    }
}

/// The bounds and ranges that leave open what stands at the places that are asked for.
fn doubtful(cells: &[Cell], place: &Place) -> Vec<Cell> {
    let last = cells.len().saturating_sub(1);
    let asked: Vec<usize> = match place {
        Place::Nth(nth) => vec![usize::from(*nth).saturating_sub(1)],
        Place::Top(count) => (0..usize::from(*count).min(cells.len())).collect(),
        Place::All => Vec::new(),
        Place::Ends => vec![0, last],
        Place::Of(period) => {
            let own = cells
                .iter()
                .position(|cell| same_stretch(&cell.period, period));
            own.into_iter().collect()
        }
        Place::Before(_) => vec![0],
    };
    let mut found: Vec<Cell> = Vec::new();
    for cell in asked.iter().filter_map(|at| cells.get(*at)) {
        let open = cells
            .iter()
            .filter(|other| *other != cell && is_open(cell, other));
        for one in open.flat_map(|other| [cell, other]) {
            let is_bound = one.quantity.precision() == Precision::Bound;
            if is_bound && !found.contains(one) {
                found.push(one.clone());
            }
        }
    }
    found
}

fn is_open(one: &Cell, other: &Cell) -> bool {
    let order = Interval::of(&one.quantity).order(Interval::of(&other.quantity));
    order.is_none()
}

impl Order {
    /// The place of a figure by position, from 1: equal values share one.
    pub fn place_of(&self, at: usize) -> Option<usize> {
        let own = self.cells.get(at)?.quantity.sort_key();
        let same = |cell: &Cell| cell.quantity.sort_key() == own;
        self.cells.iter().position(same).map(|first| first + 1)
    }

    /// The place of a period, from 1.
    pub fn place_of_period(&self, period: &Period) -> Option<usize> {
        let is_it = |cell: &Cell| same_stretch(&cell.period, period);
        let at = self.cells.iter().position(is_it);
        let at = at.or_else(|| {
            let inside =
                |cell: &Cell| period.from <= cell.period.from && cell.period.to <= period.to;
            self.cells.iter().position(inside)
        });
        self.place_of(at?)
    }

    /// The figures at the n-th place, from 1: several where values are equal.
    pub fn at_place(&self, nth: usize) -> &[Cell] {
        let Some(key) = nth.checked_sub(1).and_then(|at| self.cells.get(at)) else {
            return &[];
        };
        let key = key.quantity.sort_key();
        let same = |cell: &Cell| cell.quantity.sort_key() == key;
        let first = self.cells.iter().position(same).unwrap_or_default();
        let count = self.cells.iter().filter(|cell| same(cell)).count();
        self.cells.get(first..first + count).unwrap_or_default()
    }
}
