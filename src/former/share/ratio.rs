//! One figure as a multiple of another.

use super::rate::is_rate;
use crate::compute::{Choice, Comparable, Quantity, comparable};
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::change::{pair, same_period};
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::{refuse, value};

/// Answers "how many times".
pub(in crate::former) fn ratio(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if let Some(draft) = crate::former::series::sum_against(ask) {
        return draft;
    }
    if let (Some(a), Some(b)) = (ask.metrics.first().copied(), ask.metrics.get(1).copied())
        && ask.periods.points.len() <= 1
    {
        return match same_period(ask, a, b) {
            Some((first, second)) => multiple(ask, (a, &first), (b, &second)),
            None => refuse::no_data_of_either(ask, a, b),
        };
    }
    if let Some(draft) = crate::former::change::chain(ask, metric) {
        return draft;
    }
    if ask.metrics.len() == 1 && ask.periods.points.len() <= 1 && is_rate(ask, metric) {
        return value::answer(ask);
    }
    match pair(ask, metric) {
        Ok(pair) => {
            let swap = !ask.periods.ends
                && ask
                    .periods
                    .points
                    .first()
                    .is_some_and(|first| first.to < pair.later.period.from)
                && ask.periods.points.len() >= 2;
            let (top, bottom) = if swap {
                (&pair.base, &pair.later)
            } else {
                (&pair.later, &pair.base)
            };
            multiple(ask, (metric, top), (metric, bottom))
        }
        Err(missing) => refuse::no_data(ask, Some(metric), &missing),
    }
}

fn multiple(ask: &Ask, top: (MetricId, &Choice), bottom: (MetricId, &Choice)) -> Draft {
    let allowed = [
        comparable(ask.data(), top.1.figure, bottom.1.figure),
        comparable(ask.data(), bottom.1.figure, top.1.figure),
    ];
    if !allowed
        .iter()
        .any(|allowed| matches!(allowed, Comparable::Yes | Comparable::PartOf))
    {
        return refuse::not_comparable(ask, top.1.figure, bottom.1.figure, allowed[0]);
    }
    let (Some(a), Some(b)) = (ask.quantity(top.1), ask.quantity(bottom.1)) else {
        return refuse::no_data(ask, Some(top.0), &[]);
    };
    let (Some(times), Some(values)) = (a.multiple_of(&b), self::times(ask, top, bottom)) else {
        return refuse::only_bounds(ask, &[a, b]);
    };
    Draft::answered(ask.word("times", &values), &values)
        .value(times.bare())
        .computed(Computation::of(Operation::Quotient, [&a, &b]))
}

/// What there is to print of one figure as a multiple of another; nothing where only a bound is known.
pub(in crate::former) fn times(
    ask: &Ask,
    top: (MetricId, &Choice),
    bottom: (MetricId, &Choice),
) -> Option<Values> {
    let (a, b) = (ask.quantity(top.1)?, ask.quantity(bottom.1)?);
    let same_metric = top.0 == bottom.0;
    let change = a.percent_change(&b).filter(|_| same_metric);
    let signed = change
        .as_ref()
        .map_or_else(String::new, Quantity::signed_text);
    let values = Values::new()
        .quantity("times", &a.multiple_of(&b)?)
        .quantity("top", &a)
        .quantity("bottom", &b)
        .period("top_period", &top.1.period)
        .period("bottom_period", &bottom.1.period)
        .text("top_metric", ask.short(top.0))
        .text("bottom_metric", ask.short(bottom.0))
        .maybe("percent", a.share_of(&b).as_ref())
        .maybe("change", change.as_ref())
        .text("signed_change", signed)
        .flag("same_metric", same_metric);
    Some(values)
}
