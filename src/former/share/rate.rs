//! A count spread over its period, and rates that are published.

use crate::compute::{Choice, Quantity};
use crate::dataset::{MetricId, Per, Period, PeriodKind, UnitKind};
use crate::former::ask::Ask;
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, refuse, value};

/// Answers "how many a day": a count spread over its period.
pub(in crate::former) fn rate(ask: &Ask) -> Draft {
    rated(ask).0
}

/// The same with the rate itself; none where another answer takes its place.
pub(in crate::former) fn rated(ask: &Ask) -> (Draft, Option<Quantity>) {
    let Some(metric) = ask.metric_id() else {
        return (refuse::which_metric(ask), None);
    };
    if let Some(choice) = published_rate(ask, metric) {
        let draft = value::one(ask, metric, &choice, "");
        return (draft, ask.quantity(&choice));
    }
    let percent = ask
        .metric(metric)
        .is_some_and(|metric| metric.kind != UnitKind::Count);
    if is_rate(ask, metric) || percent {
        return (value::answer(ask), None);
    }
    let choice = match ask.periods.points.first() {
        Some(period) => lookup::find(ask.data(), metric, period),
        None => crate::compute::years(ask.data(), metric).pop(),
    };
    let Some(choice) = choice.filter(|choice| {
        matches!(
            choice.period.kind,
            PeriodKind::Year | PeriodKind::Half | PeriodKind::Month | PeriodKind::Span
        )
    }) else {
        return (
            refuse::no_data(ask, Some(metric), &ask.periods.points),
            None,
        );
    };
    spread(ask, metric, &choice)
}

/// A rate that stands beside the counts of a metric: the latest per day, or per whatever is asked, in the period asked about.
fn published_rate(ask: &Ask, metric: MetricId) -> Option<Choice> {
    let wanted = if ask.has("working") {
        Per::WorkingDay
    } else if ask.has("permonth") {
        Per::Month
    } else if ask.has("perweek") {
        Per::Week
    } else {
        Per::Day
    };
    let within = |period: &Period| {
        ask.periods
            .points
            .first()
            .is_none_or(|point| point.from <= period.from && period.to <= point.to)
    };
    let rates = crate::compute::usable(ask.data(), metric)
        .filter(|(_, figure)| figure.per == Some(wanted) && within(&figure.period));
    let latest = rates.max_by_key(|(_, figure)| figure.period.to)?;
    Some(Choice {
        figure: latest.0,
        period: latest.1.period.clone(),
        others: Vec::new(),
    })
}

/// Whether a metric's figures are rates.
pub(super) fn is_rate(ask: &Ask, metric: MetricId) -> bool {
    crate::compute::usable(ask.data(), metric).any(|(_, figure)| figure.per.is_some())
}

fn spread(ask: &Ask, metric: MetricId, choice: &Choice) -> (Draft, Option<Quantity>) {
    let (over, unit) = divisor(ask, &choice.period);
    let Some(quantity) = ask.quantity(choice) else {
        return (refuse::no_data(ask, Some(metric), &[]), None);
    };
    if ask.has("working") {
        return (refuse::no_working_days(ask, metric, choice), None);
    }
    let Some(rate) = quantity.spread(over) else {
        return (refuse::only_bounds(ask, &[quantity]), None);
    };
    let values = Values::new()
        .quantity("rate", &rate)
        .quantity("value", &quantity)
        .period("period", &choice.period)
        .text("metric", ask.short(metric))
        .text("over", over.to_string())
        .text("per", unit);
    let draft = Draft::answered(ask.word("rate", &values), &values)
        .value(rate.bare())
        .computed(Computation::of(Operation::Spread(over), [&quantity]));
    (draft, Some(rate))
}

/// Over how many days, weeks or months a period is spread.
fn divisor(ask: &Ask, period: &Period) -> (u32, &'static str) {
    let days = period
        .to
        .since(period.from)
        .map_or(364, |span| span.get_days())
        + 1;
    let days = u32::try_from(days).unwrap_or(365);
    if ask.has("permonth") {
        let months = i32::from(period.to.year() - period.from.year()) * 12
            + i32::from(period.to.month() - period.from.month())
            + 1;
        (u32::try_from(months).unwrap_or(12), "month")
    } else if ask.has("perweek") {
        ((days + 3) / 7, "week")
    } else if ask.has("perhour") {
        (days * 24, "hour")
    } else {
        (days, "day")
    }
}

/// "The jail rate": of a count that no rate is published for, and none is to be spread over time.
pub(in crate::former) fn asks_for_rate(ask: &Ask) -> bool {
    let over_time = ["perday", "perweek", "permonth", "perhour", "working"];
    let published = |metric: MetricId| is_rate(ask, metric);
    ask.has("rateword")
        && !ask.snapshot.reader.is_open()
        && !ask.has_any(&over_time)
        && !ask.metric_id().is_none_or(published)
}
