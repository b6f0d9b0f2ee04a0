//! What there is in the dataset: metrics with their years, what people said, single cases.
//!
//! It must not give a figure.

use super::Status;
use super::about::span;
use super::cite::escape;
use super::draft::{Draft, Values};
use super::lists::{fitting, unless_none};
use super::voice::Voice;
use crate::dataset::MetricId;

/// Room for the headings.
const AROUND: usize = 300;
/// Room for what was said and for single cases, each.
const BESIDE: usize = 700;

/// Lists what there is.
pub(super) fn worded(voice: &Voice) -> Draft {
    let said = voice.snapshot.intents.list.iter();
    let said = said.filter(|intent| intent.topic.is_some());
    let said = said.map(|intent| format!("- {}", escape(&intent.title)));
    let (said, more_said) = fitting(said.collect(), BESIDE);
    let events = voice.data().events.iter();
    let events = events.map(|event| format!("- {}", escape(&event.name)));
    let (events, more_events) = fitting(events.collect(), BESIDE);
    let room = voice.room().saturating_sub(AROUND + 2 * BESIDE);
    let (metrics, more_metrics) = fitting(metrics(voice), room);
    let about = &voice.data().about;
    let values = Values::new()
        .text("title", escape(&about.title))
        .list("metrics", metrics)
        .text("more_metrics", unless_none(more_metrics))
        .list("said", said)
        .text("more_said", unless_none(more_said))
        .list("events", events)
        .text("more_events", unless_none(more_events));
    Draft::new(Status::Help, voice.say("topics", &values))
}

/// Each metric that has figures with its first and last year and what it is broken down by, the headline metric first.
fn metrics(voice: &Voice) -> Vec<String> {
    let own = voice.data().own_metrics();
    let mut all: Vec<MetricId> = own.map(|(id, _)| id).collect();
    all.sort_by_key(|metric| !voice.metric(*metric).is_some_and(|metric| metric.headline));
    let line = |metric: MetricId| {
        let years = span(voice, metric)?;
        let by = voice.by_members(metric);
        let by = by.map_or_else(String::new, |by| format!(", {by}"));
        Some(format!("- {}, {years}{by}", voice.short(metric)))
    };
    all.into_iter().filter_map(line).collect()
}
