//! Published records: a figure that is known as the highest or lowest of a stretch bounds years that have no figure themselves.
//!
//! It must not judge what a record leaves open.

use super::verdict::{judged, verdict_of};
use crate::answer::ask::Ask;
use crate::answer::change::Way;
use crate::answer::draft::{Draft, Values};
use crate::answer::{Verdict, lookup};
use crate::compute::usable;
use crate::dataset::{MetricId, Period};

/// "No year between 2011 and 2023 exceeded N."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let (Some(from), Some(to)) = ask.periods.stretch? else {
        return None;
    };
    let claim = ask.reading.thresholds().next()?;
    let years = (from.year(), to.year());
    let (id, figure) =
        usable(ask.data(), metric).find(|(_, figure)| covers(figure.highest_in, years))?;
    let quantity = ask.published(id)?;
    if claim.value < quantity.sort_key() {
        return None;
    }
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &figure.period)
        .text("metric", ask.short(metric))
        .text("from", from.year().to_string())
        .text("to", to.year().to_string());
    let denies = ask.has_any(&["not", "nobody"]);
    Some(judged(ask, verdict_of(denies), "record_bound", &values))
}

/// One side of a claimed direction has no figure: the other may still be known as a record of its year.
pub(super) fn of_unknown_side(
    ask: &Ask,
    metric: MetricId,
    missing: &[Period],
    way: Way,
) -> Option<Draft> {
    let [unknown] = missing else { return None };
    let points = &ask.periods.points;
    let known = points.iter().find(|point| *point != unknown)?;
    let own = lookup::find(ask.data(), metric, known)?;
    let figure = ask.data().figures.get(own.figure.0)?;
    let years = (unknown.last_year(), unknown.last_year());
    let lowest = covers(figure.lowest_in, years);
    let claims_unknown_lower = (way == Way::Up) != (points.first() == Some(unknown));
    let refuted = if claims_unknown_lower {
        lowest
    } else {
        covers(figure.highest_in, years)
    };
    if !refuted {
        return None;
    }
    let values = Values::new()
        .quantity("value", &ask.quantity(&own)?)
        .period("period", &own.period)
        .text("metric", ask.short(metric))
        .text("from", unknown.in_words())
        .text("to", unknown.in_words())
        .flag("lowest", lowest);
    Some(judged(ask, Verdict::Contradicted, "record_side", &values))
}

/// Whether a record spans these years, first and last.
fn covers(record: Option<(i16, i16)>, (from, to): (i16, i16)) -> bool {
    record.is_some_and(|(first, last)| first <= from && to <= last)
}
