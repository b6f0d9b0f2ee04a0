//! Which figures there are, ready to be asked for many candidates of each question: of values only their size.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::dataset::{
    Better, Dataset, Grain, Metric, MetricId, Number, OutletId, Period, PeriodKind, SourceId,
    Usage, Value,
};
use crate::query::Cells;

/// How many times the largest figure a number is that counts other units.
const BEYOND: i128 = 500;

/// Of what a figure is and when.
type Place = (MetricId, PeriodKind, Date, Date);

/// Which figures there are.
#[derive(Debug, Default)]
pub struct Stock {
    metrics: Vec<Series>,
    /// The outlet of each figure where it alone published one.
    cells: HashMap<Place, Option<OutletId>>,
    conflicts: HashMap<Place, HashSet<usize>>,
    outlets: HashMap<OutletId, Vec<MetricId>>,
    publishers: HashMap<MetricId, HashSet<Option<OutletId>>>,
    pages: HashMap<MetricId, HashSet<SourceId>>,
}

/// The periods of one metric.
#[derive(Debug, Default)]
struct Series {
    better: Option<Better>,
    all: Vec<Period>,
    main: Option<PeriodKind>,
    /// Whether figures of several periods have a sum.
    adds_up: bool,
    largest: Option<Number>,
}

impl Series {
    fn of(metric: &Metric) -> Self {
        Self {
            better: metric.better,
            adds_up: metric.is_additive(),
            ..Self::default()
        }
    }
}

impl Stock {
    /// Takes stock of a dataset.
    pub fn new(dataset: &Dataset) -> Self {
        let mut stock = Self {
            metrics: dataset.metrics.iter().map(Series::of).collect(),
            ..Self::default()
        };
        for figure in dataset
            .figures
            .iter()
            .filter(|figure| figure.usage != Usage::Never)
        {
            let period = &figure.period;
            let cell = (figure.metric, period.kind, period.from, period.to);
            match stock.cells.entry(cell) {
                Entry::Occupied(mut known) => {
                    let same = *known.get() == figure.originator;
                    known.insert(figure.originator.filter(|_| same));
                }
                Entry::Vacant(new) => {
                    new.insert(figure.originator);
                    if let Some(series) = stock.metrics.get_mut(figure.metric.0) {
                        series.all.push(period.clone());
                    }
                }
            }
            if let Some(series) = stock.metrics.get_mut(figure.metric.0) {
                series.adds_up &= figure.per.is_none();
                if let Value::Exact(number) = figure.value {
                    series.largest = series.largest.max(Some(number));
                }
            }
            for conflict in &figure.conflicts {
                stock.conflicts.entry(cell).or_default().insert(conflict.0);
            }
            let pages = stock.pages.entry(figure.metric).or_default();
            pages.insert(figure.source);
            let publishers = stock.publishers.entry(figure.metric).or_default();
            if publishers.insert(figure.originator)
                && let Some(outlet) = figure.originator
            {
                let own = stock.outlets.entry(outlet).or_default();
                own.push(figure.metric);
            }
        }
        for series in &mut stock.metrics {
            series.all.sort_by_key(|period| (period.to, period.from));
            series.main = main_kind(&series.all);
        }
        stock
    }

    /// Which way is better, where the data say so.
    pub fn better(&self, metric: MetricId) -> Option<Better> {
        self.metrics.get(metric.0)?.better
    }

    /// The periods of a metric, in order of time.
    pub fn periods(&self, metric: MetricId) -> &[Period] {
        self.metrics
            .get(metric.0)
            .map_or(&[], |series| series.all.as_slice())
    }

    /// The periods of a metric that are of its main kind.
    pub fn main(&self, metric: MetricId) -> impl DoubleEndedIterator<Item = &Period> {
        let series = self.metrics.get(metric.0);
        let kind = series.and_then(|series| series.main);
        let all = series.map_or(&[][..], |series| series.all.as_slice());
        all.iter().filter(move |period| Some(period.kind) == kind)
    }

    /// Whether there is a figure for a period, or figures of its parts that add up to one.
    pub fn has(&self, metric: MetricId, period: &Period) -> bool {
        self.has_own(metric, period) || self.adds_up(metric) && self.tiles(metric, period).is_some()
    }

    /// Whether there is a figure for just this period, or a state within a year.
    pub fn has_own(&self, metric: MetricId, period: &Period) -> bool {
        let exact = (metric, period.kind, period.from, period.to);
        self.cells.contains_key(&exact)
            || !matches!(period.kind, PeriodKind::AsOf | PeriodKind::Cumulative)
                && self.periods(metric).iter().any(|known| {
                    known.kind == PeriodKind::AsOf
                        && period.from <= known.to
                        && known.to <= period.to
                })
            || matches!(period.kind, PeriodKind::AsOf | PeriodKind::Cumulative)
                && self.periods(metric).iter().any(|known| {
                    matches!(known.kind, PeriodKind::AsOf | PeriodKind::Cumulative)
                        && (known.to.year(), known.to.month())
                            == (period.to.year(), period.to.month())
                })
            || period.kind == PeriodKind::Span
                && self
                    .periods(metric)
                    .iter()
                    .any(|known| known.from == period.from && known.to == period.to)
    }

    fn adds_up(&self, metric: MetricId) -> bool {
        let series = self.metrics.get(metric.0);
        series.is_some_and(|series| series.adds_up)
    }

    /// Whether each metric has a figure of its own for each of the periods that are named.
    pub fn has_all(&self, cells: &Cells) -> bool {
        let mut metrics = cells.metrics.iter();
        metrics.all(|metric| {
            let mut points = cells.when.points().iter();
            points.all(|point| self.has_own(*metric, point))
        })
    }

    /// The kind of periods that fill a period without a gap, the longest kind first: quarters that make up a half.
    pub fn tiles(&self, metric: MetricId, period: &Period) -> Option<Grain> {
        [Grain::Half, Grain::Quarter, Grain::Month]
            .into_iter()
            .find(|grain| {
                let known = self.periods(metric).iter();
                let mut parts = known.filter(|part| {
                    part.grain() == Some(*grain) && part.from >= period.from && part.to <= period.to
                });
                let mut next = period.from;
                let fills = parts.all(|part| {
                    let follows = part.from == next;
                    next = part.to.tomorrow().unwrap_or(part.to);
                    follows
                });
                fills && period.to.tomorrow().ok() == Some(next)
            })
    }

    /// Whether a number is far beyond all figures of a metric, as one is that counts other units.
    pub fn is_beyond(&self, metric: MetricId, number: Number) -> bool {
        let largest = self.metrics.get(metric.0).and_then(|series| series.largest);
        largest.is_some_and(|largest| number > largest * Number::from_integer(BEYOND))
    }

    /// Whether there is any figure inside a period.
    pub fn has_within(&self, metric: MetricId, period: &Period) -> bool {
        self.periods(metric)
            .iter()
            .any(|known| known.from >= period.from && known.to <= period.to)
    }

    /// The outlet that published all figures of a metric.
    pub fn only_outlet(&self, metric: MetricId) -> Option<OutletId> {
        let publishers = self.publishers.get(&metric)?;
        let mut all = publishers.iter();
        all.next()
            .copied()
            .flatten()
            .filter(|_| all.next().is_none())
    }

    /// Whether an outlet alone published the figures for all of these periods.
    pub fn is_sole(&self, outlet: OutletId, metric: MetricId, points: &[Period]) -> bool {
        let own = |point: &Period| {
            let cell = (metric, point.kind, point.from, point.to);
            self.cells.get(&cell) == Some(&Some(outlet))
        };
        self.only_outlet(metric) == Some(outlet) || !points.is_empty() && points.iter().all(own)
    }

    /// The only conflict about a metric, or about its figures within a period, by its position in the dataset.
    pub fn conflict(&self, metric: MetricId, within: Option<&Period>) -> Option<usize> {
        let holds = |from: &Date, to: &Date| {
            within.is_none_or(|period| period.from <= *from && *to <= period.to)
        };
        let about = self.conflicts.iter();
        let about = about.filter(|((of, _, from, to), _)| *of == metric && holds(from, to));
        let mut all: Vec<usize> = about.flat_map(|(_, found)| found).copied().collect();
        all.sort_unstable();
        all.dedup();
        match all.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Whether all figures of a metric stand on one page.
    pub fn is_of_one_page(&self, metric: MetricId) -> bool {
        self.pages
            .get(&metric)
            .is_some_and(|pages| pages.len() == 1)
    }

    /// The metrics of which an outlet published figures.
    pub fn of_outlet(&self, outlet: OutletId) -> &[MetricId] {
        self.outlets.get(&outlet).map_or(&[], Vec::as_slice)
    }
}

/// Years before anything else, else what there is most of.
fn main_kind(periods: &[Period]) -> Option<PeriodKind> {
    let count = |kind: PeriodKind| periods.iter().filter(|period| period.kind == kind).count();
    if count(PeriodKind::Year) > 0 {
        return Some(PeriodKind::Year);
    }
    let kinds = [
        PeriodKind::Half,
        PeriodKind::Span,
        PeriodKind::Month,
        PeriodKind::AsOf,
        PeriodKind::Cumulative,
    ];
    kinds
        .into_iter()
        .filter(|kind| count(*kind) > 0)
        .max_by_key(|kind| count(*kind))
}
