//! What a dataset offers to fill the slots of a question with.

use crate::compute::{Comparable, comparable, years};
use crate::dataset::{Dataset, FigureId, MetricId, Number, Value};

/// A metric with its exact yearly figures, in order of time.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) metric: MetricId,
    pub(super) years: Vec<(i16, FigureId, Number)>,
}

/// Two metrics with exact figures for the same years.
#[derive(Debug, Clone)]
pub(super) struct Couple {
    pub(super) first: MetricId,
    pub(super) second: MetricId,
    pub(super) years: Vec<i16>,
}

/// What was chosen from a dataset.
#[derive(Debug, Clone)]
pub(super) struct Material {
    pub(super) series: Option<Series>,
    pub(super) part_and_whole: Option<Couple>,
    pub(super) alike: Option<Couple>,
}

impl Material {
    /// Chooses: the headline metric where it serves, else the first that does.
    pub(super) fn of(data: &Dataset) -> Self {
        let all: Vec<Series> = by_prominence(data)
            .into_iter()
            .map(|metric| series(data, metric))
            .collect();
        Self {
            series: all.iter().find(|series| series.years.len() >= 2).cloned(),
            part_and_whole: couple(&all, |part, whole| is_part(data, part.metric, whole.metric)),
            alike: couple(&all, |a, b| a.metric != b.metric && may_compare(data, a, b)),
        }
    }
}

/// All metrics, headline metrics first.
fn by_prominence(data: &Dataset) -> Vec<MetricId> {
    let mut metrics: Vec<MetricId> = (0..data.metrics.len()).map(MetricId).collect();
    metrics.sort_by_key(|metric| {
        !data
            .metrics
            .get(metric.0)
            .is_some_and(|metric| metric.headline)
    });
    metrics
}

fn series(data: &Dataset, metric: MetricId) -> Series {
    let exact = |id: FigureId| {
        let figure = data.figures.get(id.0)?;
        match (figure.value, figure.per) {
            (Value::Exact(number), None) => Some(number),
            _ => None,
        }
    };
    let years = years(data, metric).into_iter().filter_map(|choice| {
        Some((
            choice.period.last_year(),
            choice.figure,
            exact(choice.figure)?,
        ))
    });
    Series {
        metric,
        years: years.collect(),
    }
}

/// The first two series of that relation with a year in common, those with several preferred.
fn couple(all: &[Series], related: impl Fn(&Series, &Series) -> bool) -> Option<Couple> {
    let pairs = all
        .iter()
        .flat_map(|first| all.iter().map(move |second| (first, second)));
    let couples = pairs
        .filter(|(first, second)| related(first, second))
        .map(|(first, second)| Couple {
            first: first.metric,
            second: second.metric,
            years: common(first, second),
        });
    let mut best: Option<Couple> = None;
    for couple in couples {
        let better =
            couple.years.len().min(2) > best.as_ref().map_or(0, |best| best.years.len().min(2));
        if better {
            best = Some(couple);
        }
    }
    best
}

fn common(first: &Series, second: &Series) -> Vec<i16> {
    let in_second = |year: &i16| second.years.iter().any(|(other, ..)| other == year);
    first
        .years
        .iter()
        .map(|(year, ..)| *year)
        .filter(in_second)
        .collect()
}

fn is_part(data: &Dataset, part: MetricId, whole: MetricId) -> bool {
    data.metrics
        .get(part.0)
        .is_some_and(|part| part.part_of.contains(&whole))
}

fn may_compare(data: &Dataset, a: &Series, b: &Series) -> bool {
    let shared = common(a, b).pop();
    let figure = |series: &Series| {
        series
            .years
            .iter()
            .find(|(year, ..)| Some(*year) == shared)
            .map(|(_, figure, _)| *figure)
    };
    figure(a).zip(figure(b)).is_some_and(|(a, b)| {
        [comparable(data, a, b), comparable(data, b, a)]
            .iter()
            .any(|verdict| matches!(verdict, Comparable::Yes | Comparable::PartOf))
    })
}
