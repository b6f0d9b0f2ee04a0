//! Choosing figures: which one stands for a metric and a period, what belongs to a series, what may be compared.

use std::cmp::Reverse;

use crate::dataset::{
    Confidence, Dataset, Figure, FigureId, Metric, MetricId, Period, PeriodKind, Usage, Value,
};

/// The figure that stands for a metric and a period, with others for the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The period.
    pub period: Period,
    /// The figure to answer with.
    pub figure: FigureId,
    /// Other figures of the same metric for the same period.
    pub others: Vec<FigureId>,
}

/// All choices of a metric for one kind of period, in order of time.
pub fn series(dataset: &Dataset, metric: MetricId, kind: PeriodKind) -> Vec<Choice> {
    let mut figures: Vec<(FigureId, &Figure)> = usable(dataset, metric)
        .filter(|(_, figure)| figure.period.kind == kind)
        .collect();
    figures.sort_by_key(|(id, figure)| {
        (
            figure.period.to,
            figure.period.from,
            preference(figure),
            *id,
        )
    });
    let mut choices: Vec<Choice> = Vec::new();
    for (id, figure) in figures {
        match choices.last_mut() {
            Some(last) if same_period(&last.period, &figure.period) => last.others.push(id),
            _ => choices.push(Choice {
                period: figure.period.clone(),
                figure: id,
                others: Vec::new(),
            }),
        }
    }
    choices
}

/// The choices of a metric for years: what most computations run over.
pub fn years(dataset: &Dataset, metric: MetricId) -> Vec<Choice> {
    series(dataset, metric, PeriodKind::Year)
}

/// Figures of a metric that may be given, with their ids.
pub fn usable(dataset: &Dataset, metric: MetricId) -> impl Iterator<Item = (FigureId, &Figure)> {
    let own = dataset.figures_of(metric);
    own.filter(|(_, figure)| figure.usage != Usage::Never)
}

/// Whether a record, given by its first and last year, spans these years, first and last.
pub fn covers(record: Option<(i16, i16)>, (from, to): (i16, i16)) -> bool {
    record.is_some_and(|(first, last)| first <= from && to <= last)
}

/// Of these figures those that may be given.
pub fn usable_of<'a>(
    dataset: &'a Dataset,
    ids: &[FigureId],
) -> impl Iterator<Item = (FigureId, &'a Figure)> {
    ids.iter()
        .filter_map(|id| Some((*id, dataset.figures.get(id.0)?)))
        .filter(|(_, figure)| figure.usage != Usage::Never)
}

fn same_period(a: &Period, b: &Period) -> bool {
    a.kind == b.kind && a.to == b.to && (a.from == b.from || a.kind == PeriodKind::Cumulative)
}

/// Lower is better: standing figures before superseded ones, exact before rounded, safe before disputed, sure before weak.
pub(super) fn preference(figure: &Figure) -> (bool, bool, u8, Reverse<Confidence>) {
    let usage = match figure.usage {
        Usage::Headline => 0,
        Usage::Careful => 1,
        Usage::Conflict | Usage::Never => 2,
    };
    (
        figure.superseded_by.is_some(),
        !matches!(figure.value, Value::Exact(_)),
        usage,
        Reverse(figure.confidence),
    )
}

/// Whether two figures may be set against each other, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparable {
    /// The same metric (or group) and the same kind of period.
    Yes,
    /// The first is a declared part of the second for the same period.
    PartOf,
    /// Different things are counted.
    OtherMetric,
    /// Different kinds of period.
    OtherPeriod,
    /// One of them is a rate.
    OtherRate,
}

/// Whether `a` may be compared with `b`.
pub fn comparable(dataset: &Dataset, a: FigureId, b: FigureId) -> Comparable {
    let (Some(a), Some(b)) = (dataset.figures.get(a.0), dataset.figures.get(b.0)) else {
        return Comparable::OtherMetric;
    };
    let (Some(metric_a), Some(metric_b)) = (
        dataset.metrics.get(a.metric.0),
        dataset.metrics.get(b.metric.0),
    ) else {
        return Comparable::OtherMetric;
    };
    let together = same_period(&a.period, &b.period) && a.period.from == b.period.from;
    if together && a.per == b.per && is_part(dataset, a.metric, b.metric) {
        return Comparable::PartOf;
    }
    if metric_a.kind != metric_b.kind || metric_a.group != metric_b.group {
        return Comparable::OtherMetric;
    }
    match (same_length(&a.period, &b.period), a.per == b.per) {
        (true, true) => Comparable::Yes,
        (false, _) => Comparable::OtherPeriod,
        (_, false) => Comparable::OtherRate,
    }
}

/// Like lengths compare: years, halves, quarters, months; a span with the same stretch of another year, a total with one of the same start.
fn same_length(a: &Period, b: &Period) -> bool {
    match (a.grain(), b.grain()) {
        (Some(one), Some(other)) => one == other,
        (None, None) if a.kind != b.kind => false,
        (None, None) => match a.kind {
            PeriodKind::Span => {
                (a.from.month(), a.from.day(), a.to.month())
                    == (b.from.month(), b.from.day(), b.to.month())
            }
            PeriodKind::Cumulative => a.from == b.from,
            _ => true,
        },
        _ => false,
    }
}

/// Whether a metric is declared a part of another, or of a part of it.
pub fn is_part(dataset: &Dataset, part: MetricId, whole: MetricId) -> bool {
    let mut seen = vec![part];
    let mut at = 0;
    while let Some(metric) = seen.get(at).copied() {
        let metric = dataset.metrics.get(metric.0);
        for of in metric.into_iter().flat_map(|metric| &metric.part_of) {
            if *of == whole {
                return part != whole;
            }
            if !seen.contains(of) {
                seen.push(*of);
            }
        }
        at += 1;
    }
    false
}

/// Whether two metrics are declared parts of one whole.
pub fn siblings(a: &Metric, b: &Metric) -> bool {
    a.part_of.iter().any(|whole| b.part_of.contains(whole))
}

/// Whether two metrics are parts of one whole that do not overlap, as it is divided by the same.
pub fn apart(dataset: &Dataset, a: MetricId, b: MetricId) -> bool {
    if dataset.whole_of(a) == dataset.whole_of(b) {
        return dataset.tells_apart(a, b);
    }
    let pair = dataset.metrics.get(a.0).zip(dataset.metrics.get(b.0));
    pair.is_some_and(|(first, other)| {
        let nested = first.part_of.contains(&b) || other.part_of.contains(&a);
        let divided = first.part_by.is_some() && first.part_by == other.part_by;
        siblings(first, other) && !nested && divided
    })
}

/// Whether two metrics may count the same things: one is a part of the other, or both of one whole, divided by different things.
pub fn overlap(dataset: &Dataset, a: MetricId, b: MetricId) -> bool {
    let pair = dataset.metrics.get(a.0).zip(dataset.metrics.get(b.0));
    pair.is_some_and(|(first, other)| {
        let nested = first.part_of.contains(&b) || other.part_of.contains(&a);
        let of_one = siblings(first, other) || dataset.whole_of(a) == dataset.whole_of(b);
        nested || of_one && !apart(dataset, a, b)
    })
}

/// The declared parts of a metric that have a figure for a period, with their choices.
pub fn parts(dataset: &Dataset, whole: MetricId, period: &Period) -> Vec<(MetricId, Choice)> {
    let mut found = Vec::new();
    for (id, metric) in dataset.own_metrics() {
        if metric.part_of.contains(&whole) {
            let choice = series(dataset, id, period.kind)
                .into_iter()
                .find(|choice| same_period(&choice.period, period));
            found.extend(choice.map(|choice| (id, choice)));
        }
    }
    found
}
