//! The figures that a sum or average runs over, and what keeps them from being put together.
//!
//! It must not compute: it only says which figures are meant, which are missing, and which do not belong together.

use crate::compute::{Choice, Comparable, Quantity, apart, comparable, on_one_page, overlap};
use crate::dataset::{Dataset, FigureId, Metric, MetricId, Period, PeriodKind};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::{lookup, many, refuse, value};

/// The figures to add up or average, and the periods that lack one.
pub(super) struct Operands {
    pub found: Vec<Choice>,
    /// The periods that lack a figure, each with the metric that lacks it.
    missing: Vec<(MetricId, Period)>,
}

impl Operands {
    pub(super) fn of(ask: &Ask) -> Self {
        let mut found = Vec::new();
        let mut missing = Vec::new();
        for metric in &ask.metrics {
            let series = ask.series(*metric);
            let holes = holes(ask, &series).into_iter();
            missing.extend(holes.map(|period| (*metric, period)));
            found.extend(meant(ask, *metric, series));
        }
        let found = of_one_page(ask, found);
        let mut uneven = uneven(&ask.metrics, &found, ask);
        uneven.retain(|one| !missing.contains(one));
        missing.extend(uneven);
        Self { found, missing }
    }

    pub(super) fn quantities(&self, ask: &Ask) -> Vec<Quantity> {
        self.found
            .iter()
            .filter_map(|choice| ask.quantity(choice))
            .collect()
    }

    pub(super) fn periods(&self) -> Vec<Period> {
        let mut periods = many::periods_of(&self.found);
        periods.dedup();
        periods
    }

    /// What keeps a sum or average from being computed: nothing there, or holes.
    pub(super) fn refused(&self, ask: &Ask, metric: MetricId) -> Option<Draft> {
        if self.found.is_empty() {
            return Some(refuse::no_data(ask, Some(metric), &ask.periods.points));
        }
        let metric = self.missing.first()?.0;
        let unlike = of_other_lengths(ask, metric).or_else(|| self.of_other_periods(ask));
        if let Some((a, b)) = unlike {
            return Some(refuse::not_comparable(ask, a, b, Comparable::OtherPeriod));
        }
        let lacking = self.missing.iter().filter(|(of, _)| *of == metric);
        let lacking: Vec<Period> = lacking.map(|(_, period)| period.clone()).collect();
        Some(refuse::holes(
            ask,
            metric,
            &lacking,
            &self.have(ask, metric),
        ))
    }

    /// Just one figure of each of two metrics, where they are for other periods.
    fn of_other_periods(&self, ask: &Ask) -> Option<(FigureId, FigureId)> {
        let [a, b] = self.found.as_slice() else {
            return None;
        };
        let (one, other) = (
            metric_of(ask.data(), a.figure)?.0,
            metric_of(ask.data(), b.figure)?.0,
        );
        (one != other).then_some((a.figure, b.figure))
    }

    /// The periods for which a metric has a figure.
    fn have(&self, ask: &Ask, metric: MetricId) -> Vec<Period> {
        let own = self.found.iter().filter(|choice| {
            metric_of(ask.data(), choice.figure).is_some_and(|(of, _)| of == metric)
        });
        own.map(|choice| choice.period.clone()).collect()
    }

    /// Two operands that must not be added.
    pub(super) fn unlike(&self, ask: &Ask) -> Option<(FigureId, FigureId)> {
        let figures = many::figures_of(&self.found);
        let mut pairs = figures.iter().enumerate().flat_map(|(at, first)| {
            let others = figures.get(at + 1..).unwrap_or_default();
            others.iter().map(move |other| (*first, *other))
        });
        pairs.find(|(first, other)| !may_add(ask.data(), *first, *other))
    }
}

/// The figures of a metric for two periods of unlike length that are named: half a year and a year.
fn of_other_lengths(ask: &Ask, metric: MetricId) -> Option<(FigureId, FigureId)> {
    let [a, b] = ask.periods.points.as_slice() else {
        return None;
    };
    let find = |period: &Period| lookup::find(ask.data(), metric, period);
    let (a, b) = (find(a)?, find(b)?);
    (a.period.kind != b.period.kind).then_some((a.figure, b.figure))
}

/// Two figures for one period, of one page where several counts are known.
fn of_one_page(ask: &Ask, found: Vec<Choice>) -> Vec<Choice> {
    match found.as_slice() {
        [a, b] if ask.metrics.len() == 2 && !ask.snapshot.reader.is_open() => {
            on_one_page(ask.data(), a, b).map_or(found, |(a, b)| vec![a, b])
        }
        _ => found,
    }
}

/// Of several metrics the periods for which some have a figure and others none, with a metric that has none: their figures do not
/// belong together.
fn uneven(metrics: &[MetricId], found: &[Choice], ask: &Ask) -> Vec<(MetricId, Period)> {
    if metrics.len() < 2 || ask.snapshot.reader.is_open() {
        return Vec::new();
    }
    let are_same = |a: &Period, b: &Period| (a.kind, a.from, a.to) == (b.kind, b.from, b.to);
    let mut periods = many::periods_of(found);
    periods.sort();
    periods.dedup_by(|a, b| are_same(a, b));
    let has = |metric: MetricId, period: &Period| {
        found.iter().any(|choice| {
            let of = metric_of(ask.data(), choice.figure);
            of.is_some_and(|(of, _)| of == metric) && are_same(&choice.period, period)
        })
    };
    let without = |period: Period| {
        let metric = metrics.iter().find(|metric| !has(**metric, &period));
        metric.map(|metric| (*metric, period))
    };
    periods.into_iter().filter_map(without).collect()
}

/// Whether a sum or average is asked of what is only one figure.
pub(super) fn is_one_figure(ask: &Ask) -> bool {
    ask.metrics.len() == 1 && !ask.periods.is_range() && ask.periods.only().is_some()
}

/// The terms as a formula prints them: "473 + 655".
pub(super) fn added(quantities: &[Quantity]) -> String {
    let terms: Vec<String> = quantities.iter().map(Quantity::text).collect();
    terms.join(" + ")
}

/// Of several metrics the figure for the one period or date that is named, else the whole series.
fn meant(ask: &Ask, metric: MetricId, series: Vec<Choice>) -> Vec<Choice> {
    if ask.metrics.len() < 2 {
        return series;
    }
    if let Some(total) = value::running_total(ask, metric) {
        return vec![total];
    }
    let point = ask.periods.only().filter(|_| ask.periods.stretch.is_none());
    match (point, ask.periods.by) {
        (Some(point), _) => lookup::find(ask.data(), metric, point)
            .into_iter()
            .collect(),
        (None, Some(date)) => lookup::at_date(ask.data(), metric, date, false)
            .into_iter()
            .collect(),
        (None, None) => series,
    }
}

/// Years that a named stretch or list covers and the series lacks, at the series' own step.
pub(super) fn holes(ask: &Ask, series: &[Choice]) -> Vec<Period> {
    let years = series
        .iter()
        .filter(|choice| choice.period.kind == PeriodKind::Year);
    let have: Vec<i16> = years.map(|choice| choice.period.last_year()).collect();
    let periods = &ask.periods;
    match periods.stretch {
        Some((Some(from), Some(to))) if periods.ends => {
            let expected = (from.year()..=to.year()).step_by(step(&have));
            let lacking = expected.filter(|year| !have.contains(year));
            lacking.filter_map(Period::year).collect()
        }
        None if !periods.ends && periods.points.len() >= 2 => {
            let years = periods.points.iter();
            let years = years.filter(|point| point.kind == PeriodKind::Year);
            let lacking = years.filter(|year| !have.contains(&year.last_year()));
            lacking.cloned().collect()
        }
        _ => Vec::new(),
    }
}

/// How many years lie from one figure of a series to the next.
fn step(years: &[i16]) -> usize {
    let steps = years.windows(2).filter_map(|pair| match pair {
        [a, b] => usize::try_from(b - a).ok(),
        _ => None,
    });
    steps.min().unwrap_or(1).max(1)
}

/// Like may be added to like unless both count some things twice, and parts of one whole to each other if they do not overlap.
fn may_add(dataset: &Dataset, first: FigureId, other: FigureId) -> bool {
    let metrics = metric_of(dataset, first).zip(metric_of(dataset, other));
    let doubles = metrics.is_some_and(|(a, b)| a.0 != b.0 && overlap(a, b));
    first == other
        || !doubles
            && (comparable(dataset, other, first) == Comparable::Yes
                || metrics.is_some_and(|(a, b)| apart(a, b)))
}

fn metric_of(dataset: &Dataset, figure: FigureId) -> Option<(MetricId, &Metric)> {
    let metric = dataset.figures.get(figure.0)?.metric;
    Some((metric, dataset.metrics.get(metric.0)?))
}
