//! A number for a metric and a period: the plainest claim.
//!
//! It must not let a number pass for another metric or period than the one asserted.

use super::claimed::{self, is_for_named_period, plain_numbers};
use super::fit::fits;
use super::verdict::{by_figure, judged, uncheckable};
use crate::answer::ask::{Ask, Origin};
use crate::answer::draft::{Draft, Values};
use crate::answer::{Verdict, lookup, value};
use crate::compute::{Choice, usable_of};
use crate::dataset::{Figure, FigureId, MetricId, Period, PeriodKind};
use crate::question::reading::{Bound, Counted};

/// "655 outages in 2022."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claim = plain_numbers(ask).next()?;
    let named: Vec<(FigureId, &Figure)> = usable_of(ask.data(), &claim.figures).collect();
    if let Some(id) = right(ask, &named) {
        if leaves_numbers_over(ask) {
            return Some(by_figure(ask, Verdict::CannotCheck, id));
        }
        if ask.has_any(&["max", "min", "previous_record"]) {
            return None;
        }
        if claim.bound.is_none_or(Bound::is_rough) {
            return Some(holds(ask, id));
        }
    }
    let metric = ask.metric_id()?;
    let named = named.first().copied();
    let points = &ask.periods.points;
    match (own_choice(ask, metric, named), named) {
        (Some(own), _) if meets(ask, claim, &own) => Some(holds(ask, own.figure)),
        (None, None) if points.is_empty() => None,
        (None, None) => Some(uncheckable(ask, metric, points)),
        (own, named) => {
            let (own, named) = (own.map(|own| own.figure), named.map(|(id, _)| id));
            Some(differs(ask, metric, own, named))
        }
    }
}

/// Of the figures that the number names, the one for the metric and period asserted.
fn right(ask: &Ask, named: &[(FigureId, &Figure)]) -> Option<FigureId> {
    let metrics = claimed::metrics(ask);
    let mut named = named.iter();
    let fits = |figure: &Figure| {
        metrics.contains(&figure.metric) && is_for_named_period(ask, &figure.period)
    };
    named.find(|(_, figure)| fits(figure)).map(|(id, _)| *id)
}

/// Whether there are further numbers that are neither figures nor bounds, so that the first does not say all.
fn leaves_numbers_over(ask: &Ask) -> bool {
    plain_numbers(ask)
        .skip(1)
        .any(|other| other.bound.is_none() && other.figures.is_empty())
}

fn meets(ask: &Ask, claim: &Counted, own: &Choice) -> bool {
    ask.quantity(own)
        .is_some_and(|quantity| fits(claim, quantity.sort_key()))
}

/// The figure of a metric for the period that is named, else for that of the figure that the number names.
fn own_choice(ask: &Ask, metric: MetricId, named: Option<(FigureId, &Figure)>) -> Option<Choice> {
    match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false),
        (None, Some(period)) => lookup::find(ask.data(), metric, period),
        (None, None) => lookup::find(ask.data(), metric, &named?.1.period),
    }
}

/// The figure is as claimed; whether it is everyone's, it cannot say.
fn holds(ask: &Ask, id: FigureId) -> Draft {
    let verdict = if ask.has("everyone") {
        Verdict::CannotCheck
    } else {
        Verdict::Supported
    };
    by_figure(ask, verdict, id)
}

/// What the claimed number really is, and what the figure asked about is.
pub(super) fn differs(
    ask: &Ask,
    metric: MetricId,
    own: Option<FigureId>,
    other: Option<FigureId>,
) -> Draft {
    let meant = other.and_then(|id| ask.data().figures.get(id.0));
    let sentence =
        |id: Option<FigureId>| id.map_or_else(String::new, |id| value::sentence(ask, id));
    let own = own.filter(|own| Some(*own) != other);
    let figures: Vec<FigureId> = other.into_iter().chain(own).collect();
    let point = ask.periods.points.first();
    let running = |figure: &Figure| figure.period.kind == PeriodKind::Cumulative;
    let values = Values::new()
        .sourced_text("meant", sentence(other), &figures)
        .sourced_text("own", sentence(own), &figures)
        .text("metric", ask.short(metric))
        .text("caveat", meant.map_or("", |figure| figure.caveat.as_str()))
        .text("period", point.map_or_else(String::new, Period::in_words))
        .flag("running", meant.is_some_and(running))
        .flag(
            "same_metric",
            meant.is_some_and(|figure| figure.metric == metric),
        );
    let verdict = if ask.origin == Origin::Named || own.is_some() {
        Verdict::Contradicted
    } else {
        Verdict::CannotCheck
    };
    judged(ask, verdict, "differs", &values)
}
