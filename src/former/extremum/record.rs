//! Broken records: what was the highest before, what broke it, and how long it stood.
//!
//! It must not limit itself to the periods asked about: a record stands against the whole series.

use super::entry::{Entry, sorted, whole_series};
use super::place;
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::change;
use crate::former::draft::{Draft, Values};

/// A record and what broke it.
struct Broken<'a> {
    old: &'a Entry,
    by: &'a Entry,
}

/// The highest before the standing record (or before the period that is named), and how long it stood.
pub(super) fn previous(ask: &Ask, metric: MetricId, entries: Vec<Entry>) -> Draft {
    let all = whole_series(ask, metric);
    match broken(ask, &all) {
        Some(broken) if asks_how_much(ask) => change::between(ask, &pair(metric, &broken)),
        Some(broken) => draft(ask, metric, &broken),
        None => place::answer(ask, metric, &sorted(ask, entries), 1),
    }
}

/// "By how much was the record broken?"
fn asks_how_much(ask: &Ask) -> bool {
    ask.has_any(&["howmany", "more", "difference", "percent", "over"])
        && !ask.has_any(&["yearword", "when"])
}

fn pair(metric: MetricId, Broken { old, by }: &Broken) -> change::Pair {
    change::Pair {
        metric,
        base: old.choice.clone(),
        later: by.choice.clone(),
    }
}

fn draft(ask: &Ask, metric: MetricId, Broken { old, by }: &Broken) -> Draft {
    let year = |entry: &Entry| i32::from(entry.choice.period.last_year());
    let years = (year(by) - year(old)).to_string();
    let percent = change::percent_text(&by.quantity, &old.quantity);
    let values = Values::new()
        .quantity("value", &old.quantity)
        .period("period", &old.choice.period)
        .maybe("more", by.quantity.minus(&old.quantity).as_ref())
        .text("percent", percent)
        .quantity("broken_by", &by.quantity)
        .period("broken", &by.choice.period)
        .text("metric", ask.short(metric))
        .text("years", years.clone());
    let draft = Draft::answered(ask.word("previous", &values), &values);
    if ask.has("howmany") && ask.has("yearword") {
        draft.value(years)
    } else if ask.has_any(&["yearword", "when"]) && !ask.has("what") {
        draft.value(old.choice.period.in_words())
    } else {
        draft.value(old.quantity.bare())
    }
}

/// The record that the named period broke, or held until it was broken; else the one before the highest of all.
fn broken<'a>(ask: &Ask, all: &'a [Entry]) -> Option<Broken<'a>> {
    let point = ask.periods.only();
    let named = point.and_then(|point| all.iter().find(|entry| entry.choice.period == *point));
    let Some(named) = named else {
        let by = all.iter().max_by_key(|entry| entry.key())?;
        let old = highest_before(all, by)?;
        return Some(Broken { old, by });
    };
    match highest_before(all, named) {
        Some(old) if old.key() < named.key() => Some(Broken { old, by: named }),
        _ => {
            let by = first_above(all, named)?;
            Some(Broken { old: named, by })
        }
    }
}

fn highest_before<'a>(all: &'a [Entry], entry: &Entry) -> Option<&'a Entry> {
    all.iter()
        .filter(|old| old.choice.period.to < entry.choice.period.from)
        .max_by_key(|old| old.key())
}

fn first_above<'a>(all: &'a [Entry], entry: &Entry) -> Option<&'a Entry> {
    all.iter()
        .filter(|later| later.choice.period.from > entry.choice.period.to)
        .find(|later| later.key() > entry.key())
}
