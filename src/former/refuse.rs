//! Not answering: no such figure, not comparable, out of scope, not understood, and questions back.
//!
//! Each says in one sentence what there is instead.

use crate::compute::{Choice, Comparable, Quantity, covers};
use crate::dataset::{FigureId, MetricId, Period, PeriodKind};

use super::ask::Ask;
use super::draft::{Draft, Values};
use super::{Choice as Button, Status, lookup, many};

/// The most readings that a question back offers.
const MOST_CHOICES: usize = 4;

/// There is no figure for these periods; says which there are, and the latest.
pub(super) fn no_data(ask: &Ask, metric: Option<MetricId>, missing: &[Period]) -> Draft {
    let Some(metric) = metric else {
        return which_metric(ask);
    };
    let have = lookup::periods(ask.data(), metric);
    let years: Vec<Period> = have
        .iter()
        .filter(|period| period.kind == PeriodKind::Year)
        .cloned()
        .collect();
    let of_kind: Vec<Period> = missing.first().map_or_else(Vec::new, |lacking| {
        let part = lacking.kind != PeriodKind::Year;
        let alike = have.iter().filter(|period| period.kind == lacking.kind);
        alike.filter(|_| part).cloned().collect()
    });
    let shown: &[Period] = if !of_kind.is_empty() {
        of_kind
            .get(of_kind.len().saturating_sub(6)..)
            .unwrap_or_default()
    } else if years.is_empty() {
        have.get(have.len().saturating_sub(6)..).unwrap_or_default()
    } else {
        &years
    };
    let latest = lookup::latest(ask.data(), metric);
    let quantity = latest.as_ref().and_then(|choice| ask.quantity(choice));
    let values = Values::new()
        .text("metric", ask.short(metric))
        .text("missing", many::list_of_periods(missing))
        .text("have", many::list_of_periods(shown))
        .maybe("value", quantity.as_ref())
        .text(
            "period",
            latest
                .as_ref()
                .map_or_else(String::new, |choice| choice.period.in_words()),
        )
        .flag(
            "after",
            missing.iter().all(|period| {
                latest
                    .as_ref()
                    .is_some_and(|choice| period.from > choice.period.to)
            }) && !missing.is_empty(),
        );
    let known = ask.data().gaps.iter().find(|gap| {
        gap.metrics.contains(&metric)
            && missing
                .iter()
                .any(|period| gap.years.contains(&period.last_year()))
    });
    let say = known.map_or_else(String::new, |gap| format!(" {}", gap.say));
    let draft = Draft::answered(format!("{}{say}", ask.say("no_data", &values)), &values);
    Draft {
        status: Status::NoData,
        ..bounded(ask, metric, missing, draft)
    }
}

/// Two metrics have no figures for one period: says so of the first that has none for those that are named.
pub(super) fn no_data_of_either(ask: &Ask, a: MetricId, b: MetricId) -> Draft {
    let points = &ask.periods.points;
    let has_all = |metric: MetricId| {
        let mut points = points.iter();
        points.all(|period| lookup::find(ask.data(), metric, period).is_some())
    };
    let lacking = if has_all(a) && !has_all(b) { b } else { a };
    no_data(ask, Some(lacking), points)
}

/// Adds what a published record says of a year without a figure: it cannot lie above the highest or below the lowest.
fn bounded(ask: &Ask, metric: MetricId, missing: &[Period], draft: Draft) -> Draft {
    let [
        Period {
            kind: PeriodKind::Year,
            to,
            ..
        },
    ] = missing
    else {
        return draft;
    };
    let year = to.year();
    let figures = || crate::compute::usable(ask.data(), metric);
    let highest = figures()
        .find(|(_, figure)| covers(figure.highest_in, (year, year)))
        .map(|(id, _)| id);
    let lowest = figures()
        .find(|(_, figure)| covers(figure.lowest_in, (year, year)))
        .map(|(id, _)| id);
    let quantity = |id: Option<FigureId>| id.and_then(|id| ask.published(id));
    let (high, low) = (quantity(highest), quantity(lowest));
    if high.is_none() && low.is_none() {
        return draft;
    }
    let period = |id: Option<FigureId>| {
        id.and_then(|id| ask.data().figures.get(id.0))
            .map_or_else(String::new, |figure| figure.period.in_words())
    };
    let values = Values::new()
        .maybe("high", high.as_ref())
        .maybe("low", low.as_ref())
        .text("high_period", period(highest))
        .text("low_period", period(lowest))
        .text("year", year.to_string())
        .resting_on(&draft.figures);
    let text = format!("{} {}", draft.text, ask.say("between_records", &values));
    Draft {
        text,
        figures: values.figures().to_vec(),
        ..draft
    }
}

/// A stretch with missing years cannot be added up or averaged.
pub(super) fn holes(ask: &Ask, metric: MetricId, missing: &[Period], have: &[Period]) -> Draft {
    let values = Values::new()
        .text("metric", ask.short(metric))
        .text("missing", many::list_of_periods(missing))
        .text("have", many::list_of_periods(have));
    Draft::new(Status::NoData, ask.say("holes", &values))
}

/// Two figures that must not be set against each other, with both and the reason.
pub(super) fn not_comparable(ask: &Ask, a: FigureId, b: FigureId, why: Comparable) -> Draft {
    let side = |id: FigureId| {
        let figure = ask.data().figures.get(id.0)?;
        let metric = ask.metric(figure.metric)?;
        let outlet = figure
            .originator
            .and_then(|outlet| ask.data().outlets.get(outlet.0))
            .map_or("", |outlet| outlet.name.as_str());
        let quantity = ask.published(id)?;
        Some((
            ask.say(
                "side",
                &Values::new()
                    .quantity("value", &quantity)
                    .text("label", super::cite::escape(&metric.label))
                    .period("period", &figure.period)
                    .text("outlet", super::cite::escape(outlet)),
            ),
            metric,
        ))
    };
    let (Some((first, _)), Some((second, _))) = (side(a), side(b)) else {
        return no_data(ask, ask.metric_id(), &[]);
    };
    let reason = match why {
        Comparable::OtherPeriod => "reason_period",
        Comparable::OtherRate => "reason_rate",
        _ => "reason_metric",
    };
    let values = Values::new()
        .sourced_text("first", first, &[a])
        .sourced_text("second", second, &[b])
        .text("reason", ask.say(reason, &Values::new()));
    Draft {
        status: Status::NotComparable,
        ..Draft::answered(ask.say("not_comparable", &values), &values)
    }
}

/// Only a bound is known, so nothing can be computed.
pub(super) fn only_bounds(ask: &Ask, quantities: &[Quantity]) -> Draft {
    let figures: Vec<FigureId> = quantities
        .iter()
        .flat_map(|quantity| quantity.figures().to_vec())
        .collect();
    let texts: Vec<String> = quantities.iter().map(Quantity::text).collect();
    let values = Values::new().sourced_text("values", many::list(&texts), &figures);
    Draft {
        status: Status::NotComparable,
        ..Draft::answered(ask.say("only_bounds", &values), &values)
    }
}

/// A share needs a whole that the dataset declares.
pub(super) fn no_share(ask: &Ask) -> Draft {
    let metric = ask
        .metric_id()
        .map_or_else(String::new, |metric| ask.short(metric));
    let headline = ask
        .data()
        .metrics
        .iter()
        .find(|metric| metric.headline)
        .map_or_else(String::new, |metric| super::cite::escape(&metric.short));
    let values = Values::new()
        .text("metric", metric)
        .text("headline", headline);
    Draft::new(Status::NotComparable, ask.say("no_share", &values))
}

/// Percentages do not add up.
pub(super) fn cannot_add(ask: &Ask, metric: MetricId) -> Draft {
    Draft::new(
        Status::NotComparable,
        ask.say(
            "cannot_add",
            &Values::new().text("metric", ask.short(metric)),
        ),
    )
}

/// A rate per working day needs the number of working days, which is not in the data.
pub(super) fn no_working_days(ask: &Ask, metric: MetricId, choice: &Choice) -> Draft {
    let Some(quantity) = ask.quantity(choice) else {
        return no_data(ask, Some(metric), &[]);
    };
    let values = Values::new()
        .quantity("value", &quantity)
        .text("metric", ask.short(metric))
        .period("period", &choice.period);
    Draft {
        status: Status::NoData,
        ..Draft::answered(ask.say("no_working_days", &values), &values)
    }
}

/// No parts are known.
pub(super) fn no_breakdown(ask: &Ask, metric: MetricId) -> Draft {
    Draft::new(
        Status::NoData,
        ask.say(
            "no_breakdown",
            &Values::new().text("metric", ask.short(metric)),
        ),
    )
}

/// A narrower question than the metric answers.
pub(super) fn narrower(ask: &Ask) -> Draft {
    let metric = ask
        .metric_id()
        .map_or_else(String::new, |metric| ask.short(metric));
    let values = super::help::about(ask.snapshot).text("metric", metric);
    Draft::new(Status::NoData, ask.say("narrower", &values))
}

/// Which metric is meant: the headline metric and those that the dataset lists first.
pub(super) fn which_metric(ask: &Ask) -> Draft {
    let data = ask.data();
    let mut metrics: Vec<usize> = (0..data.metrics.len()).collect();
    metrics.sort_by_key(|index| {
        (
            !data
                .metrics
                .get(*index)
                .is_some_and(|metric| metric.headline),
            *index,
        )
    });
    which_of(ask, &metrics.into_iter().map(MetricId).collect::<Vec<_>>())
}

/// Which of these metrics is meant.
pub(super) fn which_of(ask: &Ask, metrics: &[MetricId]) -> Draft {
    let labels: Vec<String> = metrics
        .iter()
        .filter_map(|id| ask.metric(*id))
        .take(MOST_CHOICES)
        .map(|metric| metric.short.clone())
        .collect();
    let period = ask
        .periods
        .points
        .first()
        .map_or_else(String::new, |period| format!(" {}", period.in_words()));
    let button = |label: &String| Button {
        label: label.clone(),
        question: format!("{label}{period}"),
    };
    let choices: Vec<Button> = labels.iter().map(button).collect();
    let values = Values::new().list(
        "choices",
        choices
            .iter()
            .map(|choice| super::cite::escape(&choice.label))
            .collect(),
    );
    Draft {
        choices,
        ..Draft::new(Status::Clarify, ask.say("which", &values))
    }
}
