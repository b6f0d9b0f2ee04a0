//! A number claimed of a year without a figure, that a published record rules out: more than the highest of those years, less than the lowest.
//!
//! It must not judge what a record leaves open.

use super::claimed::plain_numbers;
use super::verdict::ruled_out;
use crate::compute::{Quantity, covers, usable};
use crate::dataset::{Figure, MetricId, PeriodKind};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::lookup;
use crate::question::reading::{Bound, Counted};

/// "2015 had 9,500 outages", where the most from 2010 to 2020 were 8,000.
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let point = ask.periods.only()?;
    let mut numbers = plain_numbers(ask);
    let (claim, None) = (numbers.next()?, numbers.next()) else {
        return None;
    };
    let open = point.kind == PeriodKind::Year && ask.periods.stretch.is_none();
    if !open || ask.reading.is_denied() || lookup::find(ask.data(), metric, point).is_some() {
        return None;
    }
    let year = (point.last_year(), point.last_year());
    let highest = record(ask, metric, |figure| covers(figure.highest_in, year));
    let lowest = record(ask, metric, |figure| covers(figure.lowest_in, year));
    let beyond = is_above(claim, highest.as_ref()) || is_below(claim, lowest.as_ref());
    beyond.then(|| ruled_out(ask, metric, std::slice::from_ref(point)))
}

fn record(ask: &Ask, metric: MetricId, spans: impl Fn(&Figure) -> bool) -> Option<Quantity> {
    let (id, _) = usable(ask.data(), metric).find(|(_, figure)| spans(figure))?;
    ask.published(id)
}

fn is_above(claim: &Counted, highest: Option<&Quantity>) -> bool {
    let upwards = !matches!(claim.bound, Some(Bound::Under | Bound::AtMost));
    let exceeds = |highest: &Quantity| match claim.bound {
        Some(Bound::Over) => claim.value >= highest.sort_key(),
        Some(bound) if bound.is_rough() => {
            claim.value > highest.sort_key() && !bound.holds(highest.sort_key(), claim.value)
        }
        _ => claim.value > highest.sort_key(),
    };
    upwards && highest.is_some_and(exceeds)
}

fn is_below(claim: &Counted, lowest: Option<&Quantity>) -> bool {
    let downwards = !matches!(claim.bound, Some(Bound::Over | Bound::AtLeast));
    let falls_short = |lowest: &Quantity| match claim.bound {
        Some(Bound::Under) => claim.value <= lowest.sort_key(),
        Some(bound) if bound.is_rough() => {
            claim.value < lowest.sort_key() && !bound.holds(lowest.sort_key(), claim.value)
        }
        _ => claim.value < lowest.sort_key(),
    };
    downwards && lowest.is_some_and(falls_short)
}
