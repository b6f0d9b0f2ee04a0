//! The metrics that a question means: those that it names, those of the figures or outlets that it names, or those of the answer before.
//!
//! It must not resolve periods, only ask which metric has a figure for them.

use super::ask::Origin;
use super::conversation::Conversation;
use super::lookup;
use super::periods::Periods;
use super::snapshot::Snapshot;
use crate::compute::{Quantity, usable};
use crate::dataset::{Dataset, MetricId, Per, Usage, Vocabulary};
use crate::question::names::IN_FULL;
use crate::question::reading::{Counted, CountedKind, MetricMention, Reading};

/// Smaller numbers name a figure only beside a word that does.
const TELLING: i128 = 100;

/// The metrics meant: named, named by a figure, carried over, or the headline metric.
pub(super) fn meant(
    snapshot: &Snapshot,
    reading: &Reading,
    conversation: &Conversation,
    periods: &Periods,
) -> (Vec<MetricId>, Origin) {
    let dataset = &snapshot.dataset;
    let outlets: Vec<usize> = reading.outlets.iter().map(|named| named.index).collect();
    if !reading.metrics.is_empty() {
        let chosen = reading.metrics.iter().map(|mention| {
            within_limits(dataset, reading, mention)
                .unwrap_or_else(|| best_of(dataset, mention, &outlets, periods, asks_rate(reading)))
        });
        let mut metrics: Vec<MetricId> = Vec::new();
        for metric in chosen {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        return (metrics, Origin::Named);
    }
    if let Some(metric) = outlets
        .first()
        .and_then(|outlet| metric_of_outlet(dataset, *outlet, periods))
    {
        return (vec![metric], Origin::Named);
    }
    let telling = |number: &&Counted| {
        number.value >= TELLING.into()
            || number.kind == CountedKind::Percent
            || asks_rate(reading).is_some()
    };
    let figures = reading
        .numbers
        .iter()
        .filter(telling)
        .filter(|number| number.bound.is_none() || conversation.last.is_none())
        .filter_map(|number| number.figures.first());
    let mut of_figures: Vec<MetricId> = figures
        .filter_map(|id| dataset.figures.get(id.0))
        .map(|figure| figure.metric)
        .collect();
    of_figures.dedup();
    if !of_figures.is_empty() {
        return (of_figures, Origin::Named);
    }
    if let Some(carried) = carried(reading, conversation) {
        return (carried, Origin::Carried);
    }
    if snapshot.reader.is_open() && concerns_all(reading, dataset.metrics.len()) {
        return (
            (0..dataset.metrics.len()).map(MetricId).collect(),
            Origin::Assumed,
        );
    }
    let headline = dataset.metrics.iter().position(|metric| metric.headline);
    let only = (dataset.metrics.len() == 1).then_some(0);
    (
        headline.or(only).map(MetricId).into_iter().collect(),
        Origin::Assumed,
    )
}

/// The metrics of the answer before; of several the one whose place is named: "the second one".
fn carried(reading: &Reading, conversation: &Conversation) -> Option<Vec<MetricId>> {
    let last = &conversation.last.as_ref()?.metrics;
    let several = last.len() >= 2 && !reading.has_slots();
    let nth = reading.nth_named().filter(|_| several);
    match nth.and_then(|nth| last.get(nth)) {
        Some(metric) => Some(vec![*metric]),
        None => (!last.is_empty()).then(|| last.clone()),
    }
}

/// In a bare table a total, or the gap between its two columns, needs no column's name.
fn concerns_all(reading: &Reading, metrics: usize) -> bool {
    let total = reading.has_any(&["total", "sum"]) && reading.whens.len() == 1;
    let gap = metrics == 2 && reading.has("difference");
    metrics > 1 && (total || gap)
}

/// The metric of an outlet's figure for the period that is named, its safest figures first; its main one if no period is named.
fn metric_of_outlet(dataset: &Dataset, outlet: usize, periods: &Periods) -> Option<MetricId> {
    let own = dataset.figures.iter().filter(|figure| {
        figure
            .originator
            .is_some_and(|originator| originator.0 == outlet)
            && figure.usage != Usage::Never
    });
    let named = periods.points.first();
    let fits = |metric: MetricId| {
        named.is_none_or(|period| lookup::find(dataset, metric, period).is_some())
    };
    let mut fitting: Vec<_> = own.filter(|figure| fits(figure.metric)).collect();
    fitting.sort_by_key(|figure| {
        (
            figure.usage != Usage::Headline,
            dataset
                .metrics
                .get(figure.metric.0)
                .is_none_or(|metric| !metric.headline),
        )
    });
    fitting
        .first()
        .map(|figure| figure.metric)
        .filter(|_| named.is_some())
}

/// A rate that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rate {
    /// Per day or working day.
    Daily,
    /// Per week or month.
    Longer,
}

fn asks_rate(reading: &Reading) -> Option<Rate> {
    if reading.has_any(&["perday", "working"]) {
        Some(Rate::Daily)
    } else {
        reading
            .has_any(&["perweek", "permonth"])
            .then_some(Rate::Longer)
    }
}

/// Whether a metric's figures are rates per day.
fn is_daily(dataset: &Dataset, metric: MetricId) -> bool {
    usable(dataset, metric)
        .any(|(_, figure)| matches!(figure.per, Some(Per::Day | Per::WorkingDay)))
}

/// A published rate that the same words name beside a count.
fn rate_beside(dataset: &Dataset, mention: &MetricMention) -> Option<MetricId> {
    let all =
        std::iter::once(mention.metric).chain(mention.others.iter().map(|(metric, _)| *metric));
    all.into_iter().find(|metric| is_daily(dataset, *metric))
}

/// Of metrics that the same words name in part, the first whose values lie about the limit that is named.
fn within_limits(
    dataset: &Dataset,
    reading: &Reading,
    mention: &MetricMention,
) -> Option<MetricId> {
    let limit = reading.thresholds().next()?.value;
    if dataset.about.vocabulary != Vocabulary::Open || mention.recall >= IN_FULL {
        return None;
    }
    let reaches = |metric: MetricId| {
        let keys = || {
            usable(dataset, metric)
                .filter_map(|(id, _)| Quantity::published(dataset, id))
                .map(|quantity| quantity.sort_key())
        };
        keys().max() >= Some(limit) && keys().min() <= Some(limit)
    };
    let others = mention
        .others
        .iter()
        .filter(|(_, recall)| *recall + 0.1 >= mention.recall)
        .map(|(metric, _)| *metric);
    std::iter::once(mention.metric)
        .chain(others)
        .find(|metric| reaches(*metric))
}

/// Of metrics that the same words name, the first that has a figure for the periods asked about.
///
/// One that the words name only in part, or no better than in passing, does not stand in for the one that is meant.
fn best_of(
    dataset: &Dataset,
    mention: &MetricMention,
    outlets: &[usize],
    periods: &Periods,
    rate: Option<Rate>,
) -> MetricId {
    match rate {
        Some(Rate::Daily) => {
            if let Some(metric) = rate_beside(dataset, mention) {
                return metric;
            }
        }
        Some(Rate::Longer) => {
            let all = std::iter::once((mention.metric, mention.recall))
                .chain(mention.others.iter().copied());
            let longer: Vec<(MetricId, f32)> = all
                .filter(|(metric, _)| !is_daily(dataset, *metric))
                .collect();
            let recall = longer.first().map_or(0.0, |(_, recall)| *recall);
            let fits = |(metric, own): &&(MetricId, f32)| {
                let mut points = periods.points.iter();
                *own + 0.1 >= recall
                    && points.all(|period| lookup::find(dataset, *metric, period).is_some())
            };
            let fitting = longer.iter().find(fits).or(longer.first());
            return fitting.map_or(mention.metric, |(metric, _)| *metric);
        }
        None => {}
    }
    let by_outlet = |metric: MetricId| {
        outlets.is_empty()
            || usable(dataset, metric).any(|(_, figure)| {
                figure
                    .originator
                    .is_some_and(|outlet| outlets.contains(&outlet.0))
            })
    };
    let fits = |metric: MetricId| {
        let by = periods
            .by
            .is_none_or(|date| lookup::at_date(dataset, metric, date, false).is_some());
        by && by_outlet(metric)
            && periods
                .points
                .iter()
                .all(|period| lookup::find(dataset, metric, period).is_some())
    };
    let foreign = !by_outlet(mention.metric);
    let others = mention
        .others
        .iter()
        .filter(|(_, recall)| *recall >= IN_FULL || foreign);
    let candidates = std::iter::once(mention.metric).chain(others.map(|(metric, _)| *metric));
    candidates
        .into_iter()
        .find(|metric| fits(*metric))
        .unwrap_or(mention.metric)
}
