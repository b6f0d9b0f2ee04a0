//! A number for a metric and a period: the plainest claim.
//!
//! It must not let a number pass for another metric or period than the one asserted.

use super::claimed::{self, is_for_named_period, plain_numbers};
use super::fit::is_round;
use super::known::Known;
use super::verdict::{by_figure, judged, uncheckable, verdict_of};
use crate::compute::{Choice, usable_of};
use crate::dataset::{Figure, FigureId, MetricId, Period, PeriodKind};
use crate::former::ask::{Ask, Origin};
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, lookup, value};
use crate::question::reading::Counted;

/// "655 outages in 2022", "more than 400 and fewer than 500".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claim = plain_numbers(ask).next()?;
    let named = named_by(ask, claim);
    if let Some(id) = right(ask, &named) {
        if leaves_numbers_over(ask) {
            return Some(by_figure(ask, Verdict::CannotCheck, id));
        }
        if ask.has_any(&["max", "min", "previous_record"]) {
            return None;
        }
        let known = ask
            .published(id)
            .map(|quantity| Known::of(quantity.value()));
        let fits = known.and_then(|known| known.meets(claim)) != Some(false);
        if fits && !has_bounds(ask) {
            return Some(holds(ask, id));
        }
    }
    let metric = ask.metric_id()?;
    let named = named.first().copied();
    let points = &ask.periods.points;
    let Some(own) = own_choice(ask, metric, named) else {
        return match named {
            Some((id, _)) if claim.bound.is_none() => Some(differs(ask, metric, None, Some(id))),
            _ if points.is_empty() => None,
            _ => Some(uncheckable(ask, metric, points)),
        };
    };
    Some(match meets(ask, &own) {
        Some(true) => holds(ask, own.figure),
        Some(false) => differs(ask, metric, Some(own.figure), named.map(|(id, _)| id)),
        None => by_figure(ask, Verdict::CannotCheck, own.figure),
    })
}

/// The figures that a number names; where it is a bound or rounded, only those of what the same words may name, as any other is chance.
fn named_by<'a>(ask: &Ask<'a>, claim: &Counted) -> Vec<(FigureId, &'a Figure)> {
    let mentions = ask.reading.metrics.iter();
    let others = mentions.flat_map(|mention| mention.others.iter().map(|(metric, _)| *metric));
    let metrics: Vec<MetricId> = claimed::metrics(ask).into_iter().chain(others).collect();
    let loose = claim.bound.is_some() || claim.rounded || is_round(claim.value);
    usable_of(ask.data(), &claim.figures)
        .filter(|(_, figure)| !loose || metrics.contains(&figure.metric))
        .collect()
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

fn has_bounds(ask: &Ask) -> bool {
    plain_numbers(ask).any(|number| number.bound.is_some())
}

/// Whether a figure is as the numbers claim: all that bound it, and the first if none does.
fn meets(ask: &Ask, own: &Choice) -> Option<bool> {
    let first = plain_numbers(ask).take(1);
    let bounds = plain_numbers(ask).skip(1);
    let claims: Vec<&Counted> = first
        .chain(bounds.filter(|number| number.bound.is_some()))
        .collect();
    Known::of(ask.quantity(own)?.value()).meets_all(&claims)
}

/// The figure of a metric for the period that is named, else for that of the figure that the number names.
fn own_choice(ask: &Ask, metric: MetricId, named: Option<(FigureId, &Figure)>) -> Option<Choice> {
    match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false),
        (None, Some(period)) => lookup::find(ask.data(), metric, period),
        (None, None) => lookup::find(ask.data(), metric, &named?.1.period),
    }
}

/// The figure is as claimed, or as denied; whether it is everyone's, it cannot say.
fn holds(ask: &Ask, id: FigureId) -> Draft {
    let verdict = if ask.has("everyone") {
        Verdict::CannotCheck
    } else {
        verdict_of(!ask.reading.is_denied())
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
    let other = other.filter(|other| Some(*other) != own);
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
    let denied = ask.reading.is_denied();
    let verdict = if denied && (own.is_none() || !ask.reading.denied_metrics().is_empty()) {
        Verdict::CannotCheck
    } else if ask.origin == Origin::Named || own.is_some() {
        verdict_of(denied)
    } else {
        Verdict::CannotCheck
    };
    judged(ask, verdict, "differs", &values)
}
