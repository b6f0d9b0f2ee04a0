//! What there is in the dataset: metrics with their years, what people said, single cases.
//!
//! It must not give a figure.

use crate::dataset::MetricId;
use crate::former::Status;
use crate::former::ask::Ask;
use crate::former::choices::years_of;
use crate::former::cite::escape;
use crate::former::draft::{Draft, Values};

use super::listing::{fitting, unless_none};

/// Room for the headings.
const AROUND: usize = 300;
/// Room for what was said and for single cases, each.
const BESIDE: usize = 700;

/// Lists what there is.
pub(super) fn topics(ask: &Ask) -> Draft {
    let said = ask.snapshot.intents.list.iter();
    let said = said.filter(|intent| intent.topic.is_some());
    let said = said.map(|intent| format!("- {}", escape(&intent.title)));
    let (said, more_said) = fitting(said.collect(), BESIDE);
    let events = ask.data().events.iter();
    let events = events.map(|event| format!("- {}", escape(&event.name)));
    let (events, more_events) = fitting(events.collect(), BESIDE);
    let room = super::LONGEST - AROUND - 2 * BESIDE;
    let (metrics, more_metrics) = fitting(metrics(ask), room);
    let about = &ask.data().about;
    let values = Values::new()
        .text("title", escape(&about.title))
        .list("metrics", metrics)
        .text("more_metrics", unless_none(more_metrics))
        .list("said", said)
        .text("more_said", unless_none(more_said))
        .list("events", events)
        .text("more_events", unless_none(more_events));
    Draft::new(Status::Help, ask.say("topics", &values))
}

/// Each metric that has figures with its first and last year, the headline metric first.
fn metrics(ask: &Ask) -> Vec<String> {
    let mut all: Vec<MetricId> = (0..ask.data().metrics.len()).map(MetricId).collect();
    all.sort_by_key(|metric| !ask.metric(*metric).is_some_and(|metric| metric.headline));
    let line = |metric: MetricId| {
        let years = years_of(ask.data(), metric)?;
        Some(format!("- {}, {years}", ask.short(metric)))
    };
    all.into_iter().filter_map(line).collect()
}
