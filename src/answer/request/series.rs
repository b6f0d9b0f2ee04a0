//! Requests about the series of one metric: a comparison, a trend, the highest years.
//!
//! It must not compute: it resolves what the request names, and what answers such a question answers it.

use jiff::civil::Date;

use crate::answer::ask::Ask;
use crate::answer::draft::Draft;
use crate::answer::periods::Periods;
use crate::answer::{extremum, message, notes};
use crate::dataset::{MetricId, Period};
use crate::intents::AnswerKind;

/// How many of the highest figures are listed.
const MOST_PLACES: usize = 5;

/// The change from the earlier of two years to the later; of one year twice, its figure.
pub(super) fn compare(ask: &Ask, metric: MetricId, from: i16, to: i16) -> Draft {
    let (from, to) = (from.min(to), from.max(to));
    let mut points: Vec<Period> = [from, to].into_iter().filter_map(Period::year).collect();
    points.dedup();
    let kind = if from == to {
        AnswerKind::Value
    } else {
        AnswerKind::Change
    };
    let periods = Periods {
        points,
        ..Periods::default()
    };
    message::resolved(&ask.about(kind, metric, periods))
}

/// The course of a metric, between two years if they are given; of a single figure, the figure.
pub(super) fn trend(ask: &Ask, metric: MetricId, from: Option<i16>, to: Option<i16>) -> Draft {
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (Some(from.min(to)), Some(from.max(to))),
        ends => ends,
    };
    let stretch = (
        from.and_then(|year| Date::new(year, 1, 1).ok()),
        to.and_then(|year| Date::new(year, 12, 31).ok()),
    );
    let periods = Periods {
        stretch: (stretch != (None, None)).then_some(stretch),
        ends: from.is_some() && to.is_some(),
        ..Periods::default()
    };
    let trend = ask.about(AnswerKind::Trend, metric, periods);
    if let [_] = trend.series(metric).as_slice() {
        let periods = trend.periods.clone();
        return message::resolved(&ask.about(AnswerKind::Value, metric, periods));
    }
    message::resolved(&trend)
}

/// The highest figures of a metric; of a single figure, the figure.
pub(super) fn top(ask: &Ask, metric: MetricId) -> Draft {
    let all = ask.about(AnswerKind::Extremum, metric, Periods::default());
    if all.series(metric).len() < 2 {
        let periods = Periods::default();
        return message::resolved(&ask.about(AnswerKind::Value, metric, periods));
    }
    notes::noted(&all, extremum::top(&all, metric, MOST_PLACES))
}
