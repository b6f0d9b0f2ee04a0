//! What an assertion speaks of: its numbers, the metrics that it may be about, and the periods that it names.
//!
//! It must not judge: whether the figures bear the assertion out is for the kinds of claim to say.

use crate::dataset::{MetricId, Period, PeriodKind};
use crate::former::ask::Ask;
use crate::former::lookup;
use crate::question::names::IN_FULL;
use crate::question::reading::{Counted, CountedKind};

/// The numbers that count things, in order.
pub(super) fn plain_numbers<'a>(ask: &Ask<'a>) -> impl Iterator<Item = &'a Counted> {
    ask.reading
        .numbers
        .iter()
        .filter(|number| number.kind == CountedKind::Plain)
}

/// The first number of a kind.
pub(super) fn first_of<'a>(ask: &Ask<'a>, kind: CountedKind) -> Option<&'a Counted> {
    ask.reading
        .numbers
        .iter()
        .find(|number| number.kind == kind)
}

/// The metrics that an assertion may be about: those that are named, with others that the same words name in full.
pub(super) fn metrics(ask: &Ask) -> Vec<MetricId> {
    let mentions = ask.reading.metrics.iter();
    let named = mentions.flat_map(|mention| {
        let others = mention
            .others
            .iter()
            .filter(|(_, recall)| *recall > IN_FULL);
        std::iter::once(mention.metric).chain(others.map(|(metric, _)| *metric))
    });
    named.chain(ask.metrics.iter().copied()).collect()
}

/// Whether a figure is for one of the periods that are named; any period will do if none is.
pub(super) fn is_for_named_period(ask: &Ask, period: &Period) -> bool {
    let periods = &ask.periods;
    let at_date = periods
        .by
        .is_some_and(|date| lookup::is_near(period.to, date));
    let named = periods.points.iter().any(|point| {
        point.from == period.from && point.to == period.to
            || point.kind == PeriodKind::AsOf && lookup::is_near(period.to, point.to)
    });
    at_date || named || periods.by.is_none() && periods.points.is_empty()
}
