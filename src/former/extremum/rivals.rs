//! Metrics set against each other: which stands highest, in one period or over all, and which rose or fell most.
//!
//! It must not compare metrics that count unlike things, nor a total with its own parts where a name is asked for.

use super::asked;
use super::entry::{self, Entry};
use crate::compute::{comparable, siblings};
use crate::dataset::{Metric, MetricId};
use crate::former::ask::{Ask, Origin};
use crate::former::doubt::{asks_for_name, is_named, is_set_aside};
use crate::former::draft::{Draft, Values};
use crate::former::{change, lookup, refuse};

/// The most figures that the answer rests on.
const MOST_FIGURES: usize = 6;
/// The most metrics that are named beside the first.
const MOST_OTHERS: usize = 3;

/// Whether metrics are compared with one another rather than periods.
pub(super) fn are_asked_for(ask: &Ask) -> bool {
    let open = ask.snapshot.reader.is_open();
    let moved = open && ask.has_any(&["rise", "fall", "change"]);
    let named = ask.metrics.len() >= 2 && (ask.periods.points.len() <= 1 || moved);
    let unnamed =
        open && ask.origin != Origin::Named && !ask.has("yearword") && ask.data().metrics.len() > 1;
    named || unnamed || open && asks_for_name(ask.reading) || ask.pairs().is_some()
}

/// Answers which metric stands highest, in one period or over all.
pub(super) fn answer(ask: &Ask) -> Draft {
    let entries = paired(ask).unwrap_or_else(|| {
        let metrics = rivals(ask).into_iter();
        metrics
            .filter_map(|metric| representative(ask, metric))
            .collect()
    });
    let [first, second, ..] = entries.as_slice() else {
        return refuse::no_data(ask, ask.metric_id(), &ask.periods.points);
    };
    if !are_alike(ask, &entries) {
        let (a, b) = (first.choice.figure, second.choice.figure);
        return refuse::not_comparable(ask, a, b, comparable(ask.data(), a, b));
    }
    let sorted = entry::sorted(ask, entries);
    match sorted.get(asked::place(ask) - 1) {
        Some(entry) => draft(ask, entry, &sorted),
        None => refuse::no_data(ask, ask.metric_id(), &[]),
    }
}

/// Each metric in its own period, where they are named in turns.
fn paired(ask: &Ask) -> Option<Vec<Entry>> {
    let pairs = ask.pairs()?.into_iter();
    let entries = pairs.filter_map(|(metric, period)| {
        let choice = lookup::find(ask.data(), metric, period)?;
        Entry::new(ask, metric, choice)
    });
    Some(entries.collect())
}

fn draft(ask: &Ask, entry: &Entry, sorted: &[Entry]) -> Draft {
    let others = sorted
        .iter()
        .filter(|other| other.metric != entry.metric)
        .take(MOST_OTHERS)
        .map(|other| {
            let elsewhere = other.choice.period != entry.choice.period;
            let period = if elsewhere {
                format!(" {}", other.choice.period.phrase())
            } else {
                String::new()
            };
            format!(
                "{}{period}: {}",
                ask.short(other.metric),
                other.quantity.text()
            )
        })
        .collect();
    let values = Values::new()
        .quantity("value", &entry.quantity)
        .text("metric", ask.short(entry.metric))
        .period("period", &entry.choice.period)
        .list("others", others)
        .flag("lowest", asked::for_least(ask))
        .resting_on(&entry::figures(sorted, MOST_FIGURES));
    let draft = Draft::answered(ask.word("series", &values), &values);
    if asked::for_value(ask) && ask.metrics.len() < 2 && !asks_for_name(ask.reading) {
        return draft.value(entry.quantity.bare());
    }
    let label = ask.metric(entry.metric).map(|metric| metric.label.clone());
    draft.value(label.unwrap_or_default())
}

/// The metrics set against each other: the named ones, else all but those set aside, and no total beside its parts.
fn rivals(ask: &Ask) -> Vec<MetricId> {
    let stays = |metric: &MetricId| !is_set_aside(ask.reading, *metric);
    let by_name = asks_for_name(ask.reading);
    let mentions = ask.reading.metrics.iter();
    let in_full = mentions.filter(|mention| is_named(mention)).count();
    let named: Vec<MetricId> = ask.metrics.iter().copied().filter(stays).collect();
    if ask.origin == Origin::Named && named.len() >= 2 && (in_full >= 2 || !by_name) {
        return named;
    }
    let all = (0..ask.data().metrics.len()).map(MetricId);
    let rest: Vec<MetricId> = all.filter(stays).collect();
    let parts = rest.iter().copied();
    let parts: Vec<MetricId> = parts.filter(|metric| !is_total(ask, *metric)).collect();
    if by_name && parts.len() >= 2 {
        parts
    } else {
        rest
    }
}

/// Whether a metric's label says that it is the total of others.
pub(in crate::former) fn is_total(ask: &Ask, metric: MetricId) -> bool {
    const WHOLE: &[&str] = &["total", "overall", "all", "world", "sum"];
    ask.metric(metric).is_some_and(|metric| {
        metric
            .label
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| WHOLE.contains(&word))
    })
}

/// The figure that stands for a metric: in the named period, else its highest (or lowest) ever.
fn representative(ask: &Ask, metric: MetricId) -> Option<Entry> {
    if ask.has_any(&["rise", "fall", "change"]) && ask.periods.points.len() >= 2 {
        return change_of(ask, metric);
    }
    let choice = match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false)?,
        (None, Some(period)) => lookup::find(ask.data(), metric, period)?,
        (None, None) if ask.snapshot.reader.is_open() => {
            let all = entry::of(ask, metric, ask.series(metric));
            return entry::sorted(ask, all).into_iter().next();
        }
        (None, None) => lookup::latest(ask.data(), metric)?,
    };
    Entry::new(ask, metric, choice)
}

/// How much a metric rose between two named periods, or fell where that is asked for.
fn change_of(ask: &Ask, metric: MetricId) -> Option<Entry> {
    let pair = change::pair(ask, metric).ok()?;
    let (base, later) = (ask.quantity(&pair.base)?, ask.quantity(&pair.later)?);
    let rise = later.minus(&base)?;
    let fell = ask.has("fall") && !ask.has("rise");
    Some(Entry {
        metric,
        choice: pair.later,
        quantity: if fell { rise.negated()? } else { rise },
    })
}

/// Whether all may be set side by side with the first.
fn are_alike(ask: &Ask, entries: &[Entry]) -> bool {
    let metric = |entry: &Entry| Some((entry.metric, ask.metric(entry.metric)?));
    entries.first().and_then(metric).is_some_and(|first| {
        entries
            .iter()
            .all(|entry| metric(entry).is_some_and(|other| is_alike(first, other)))
    })
}

/// One group, or a part and its whole, or parts of one whole; and in the same kind of unit.
fn is_alike((a, first): (MetricId, &Metric), (b, other): (MetricId, &Metric)) -> bool {
    let related = other.group == first.group
        || other.part_of.contains(&a)
        || first.part_of.contains(&b)
        || siblings(other, first);
    related && other.kind == first.kind
}
