//! What is left of a whole when one of its parts is denied: "how many were not in fog".
//!
//! It must not guess a whole: the data have to declare it.

use super::ask::Ask;
use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::{refuse, share};
use crate::dataset::MetricId;

/// The rest, where a question denies a metric; a refusal where nothing is known of the rest.
pub(super) fn answer(ask: &Ask) -> Option<Draft> {
    let denied = ask.reading.denied_metrics();
    if ask.snapshot.reader.is_open() || denied.is_empty() && !denies_something(ask) {
        return None;
    }
    let named = match denied.as_slice() {
        [nth] => ask.reading.metrics.get(*nth),
        _ => None,
    };
    let part = named.and_then(|mention| {
        let is_meant = |metric: &MetricId| {
            let mut others = mention.others.iter();
            *metric == mention.metric || others.any(|(other, _)| other == metric)
        };
        ask.metrics.iter().copied().find(is_meant)
    });
    let one_period = ask.periods.points.len() <= 1 && !ask.periods.is_range();
    let rest = part
        .filter(|_| one_period)
        .and_then(|part| of_whole(ask, part));
    Some(rest.unwrap_or_else(|| refuse::narrower(ask)))
}

/// A denial behind what is asked that stands before no metric: what it denies is not known.
fn denies_something(ask: &Ask) -> bool {
    let sketch = &ask.reading.sketch;
    let asked = sketch
        .iter()
        .position(|token| matches!(token.as_str(), "{howmany}" | "{metric}"));
    let denied = sketch.iter().rposition(|token| token == "{not}");
    ask.reading.is_denied() && asked.is_some() && asked < denied
}

fn of_whole(ask: &Ask, part: MetricId) -> Option<Draft> {
    let mut others = ask.metrics.iter().copied().filter(|metric| *metric != part);
    let whole = match others.next() {
        Some(other) if share::is_part(ask, part, other) => other,
        Some(_) => return None,
        None => share::whole_of(ask, part)?,
    };
    let (of_part, of_whole) = share::on_one_page(ask, part, whole)?;
    let (a, b) = (ask.quantity(&of_part)?, ask.quantity(&of_whole)?);
    let Some(rest) = b.minus(&a) else {
        return Some(refuse::only_bounds(ask, &[a, b]));
    };
    let values = Values::new()
        .quantity("value", &rest)
        .quantity("part", &a)
        .quantity("whole", &b)
        .text("part_metric", ask.short(part))
        .text("whole_metric", ask.short(whole))
        .period("period", &of_part.period);
    let draft = Draft::answered(ask.say("rest", &values), &values);
    let computation = Computation::of(Operation::Difference, [&b, &a]);
    Some(draft.value(rest.bare()).computed(computation))
}
