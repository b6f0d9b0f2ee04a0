//! Published records: a figure that is known as the highest or lowest of a stretch bounds years that have no figure themselves.
//!
//! It must not judge what a record leaves open.

use jiff::civil::Date;

use super::verdict::{by_figure, judged, verdict_of};
use crate::answer::ask::Ask;
use crate::answer::change::Way;
use crate::answer::draft::{Draft, Values};
use crate::answer::{Verdict, lookup};
use crate::compute::{covers, usable};
use crate::dataset::{Figure, MetricId, Period};
use crate::question::reading::Bound;

/// "No year between 2011 and 2023 exceeded N", "never more than N before 2024".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let (from, Some(to)) = ask.periods.stretch? else {
        return None;
    };
    let claim = ask.reading.thresholds().next()?;
    let above = matches!(claim.bound, Some(Bound::Over | Bound::AtLeast));
    let spans = |figure: &Figure| match from {
        Some(from) => covers(figure.highest_in, (from.year(), to.year())),
        None => covers(figure.highest_in, (to.year(), to.year())),
    };
    let (id, figure) = usable(ask.data(), metric).find(|(_, figure)| spans(figure))?;
    let quantity = ask.published(id)?;
    let denies = ask.has_any(&["not", "nobody"]);
    if claim.value < quantity.sort_key() {
        let within = ask.periods.admits(&figure.period) && above;
        return within.then(|| by_figure(ask, verdict_of(!denies), id));
    }
    let first = from.map_or(figure.highest_in?.0, Date::year);
    let values = Values::new()
        .quantity("value", &quantity)
        .period("period", &figure.period)
        .text("metric", ask.short(metric))
        .text("from", first.to_string())
        .text("to", to.year().to_string());
    let verdict = match from {
        Some(_) => verdict_of(denies),
        None => Verdict::CannotCheck,
    };
    Some(judged(ask, verdict, "record_bound", &values))
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
