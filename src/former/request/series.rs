//! Requests about the series of one metric: a comparison, a trend, the highest years.
//!
//! It must not compute: it resolves what the request names, and what answers such a question answers it.

use jiff::civil::Date;

use crate::dataset::{MetricId, Period, PeriodKind};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::periods::Periods;
use crate::former::{Status, extremum, many, message, notes};
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
    let draft = message::resolved(&trend);
    match beyond(&trend, metric, from, to).as_slice() {
        years if !years.is_empty() && draft.status == Status::Answered => {
            let values = Values::new().text("missing", many::list_of_periods(years));
            let text = format!("{} {}", draft.text, ask.say("trend_ends", &values));
            Draft { text, ..draft }
        }
        _ => draft,
    }
}

/// The named years before the first figure or after the last of a series of years.
fn beyond(trend: &Ask, metric: MetricId, from: Option<i16>, to: Option<i16>) -> Vec<Period> {
    let have = trend.series(metric);
    let years = have
        .iter()
        .filter(|choice| choice.period.kind == PeriodKind::Year)
        .map(|choice| choice.period.last_year());
    let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
        return Vec::new();
    };
    let before = from.into_iter().flat_map(|from| from..first);
    let after = to.into_iter().flat_map(|to| last + 1..=to);
    before.chain(after).filter_map(Period::year).collect()
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
