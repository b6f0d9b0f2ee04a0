//! What fills the slots of a reading, in words: periods, metrics, numbers and whatever else is named.

use crate::dataset::{Dataset, MetricId, format_number};
use crate::question::names::{Mention, Target};
use crate::question::period::When;
use crate::question::reading::{Bound, Counted, CountedKind, MetricMention, Reading, Word};

/// How many statements, conflicts and other metrics are named.
const MOST_HINTS: usize = 3;

/// Something that was found in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What kind of thing: "period", "metric".
    pub kind: &'static str,
    /// The words of the question that say it.
    pub words: String,
    /// What they were taken for.
    pub meaning: String,
}

/// Everything found in a reading.
pub(super) fn of(dataset: &Dataset, reading: &Reading) -> Vec<Slot> {
    let said = |tokens: &[usize]| said(&reading.words, tokens.iter().copied());
    let slot = |kind, words, meaning| Slot {
        kind,
        words,
        meaning,
    };
    let mut slots = Vec::new();
    for mention in &reading.whens {
        let words = said(&mention.tokens.clone().collect::<Vec<_>>());
        slots.push(slot("period", words, when(&mention.when)));
    }
    for mention in &reading.metrics {
        slots.push(slot(
            "metric",
            said(&mention.tokens),
            metric(dataset, mention),
        ));
    }
    for number in &reading.numbers {
        let words = said(&number.tokens.clone().collect::<Vec<_>>());
        slots.push(slot("number", words, counted(dataset, number)));
    }
    for named in &reading.outlets {
        let outlet = dataset.outlets.get(named.index);
        let name = outlet.map_or_else(String::new, |outlet| outlet.name.clone());
        slots.push(slot("outlet", said(&named.tokens), name));
    }
    for named in &reading.events {
        let event = dataset.events.get(named.index);
        let name = event.map_or_else(String::new, |event| event.name.clone());
        slots.push(slot("event", said(&named.tokens), name));
    }
    let hints = reading.statements.iter().take(MOST_HINTS);
    for mention in hints.chain(reading.conflicts.iter().take(MOST_HINTS)) {
        let (kind, id) = hint(dataset, mention.target);
        slots.push(slot(kind, said(&mention.tokens), covered(id, mention)));
    }
    for exclusion in &reading.exclusions {
        let id = dataset
            .exclusions
            .get(*exclusion)
            .map_or("", |exclusion| exclusion.id.as_str());
        slots.push(slot("not covered", String::new(), id.to_owned()));
    }
    if !reading.concepts.is_empty() {
        slots.push(slot("concepts", String::new(), reading.concepts.join(", ")));
    }
    slots
}

fn said(words: &[Word], tokens: impl Iterator<Item = usize>) -> String {
    let said: Vec<&str> = tokens
        .filter_map(|at| words.get(at))
        .map(|word| word.text.as_str())
        .collect();
    said.join(" ")
}

fn when(when: &When) -> String {
    match when {
        When::Point(period) => period.in_words(),
        When::Range(from, to) => format!("from {} to {}", from.in_words(), to.in_words()),
        When::Since(period) => format!("since {}", period.in_words()),
        When::After(period) => format!("after {}", period.in_words()),
        When::Before(period) => format!("before {}", period.in_words()),
        When::Until(period) => format!("until {}, included", period.in_words()),
        When::By(period) => format!("by {}", period.in_words()),
        When::Latest => "the latest of the data".to_owned(),
        When::Earliest => "the earliest of the data".to_owned(),
        When::Last(count) => format!("the last {count} of the data"),
        When::First(count) => format!("the first {count} of the data"),
        When::Calendar(years) => format!("today's year, {years:+}"),
        When::Shift(years) => format!("the period under discussion, {years:+}"),
        When::Decade(year) => format!("the ten years from {year}"),
        When::All => "all of the data".to_owned(),
    }
}

fn metric(dataset: &Dataset, mention: &MetricMention) -> String {
    let name = |MetricId(at): MetricId| {
        dataset.metrics.get(at).map_or_else(String::new, |metric| {
            format!("{} ({})", metric.short, metric.id)
        })
    };
    let others = mention.others.iter().take(MOST_HINTS);
    let others: Vec<String> = others
        .map(|(id, recall)| format!("{}, {}", name(*id), percent(*recall)))
        .collect();
    let also = if others.is_empty() {
        String::new()
    } else {
        format!("; or {}", others.join("; "))
    };
    format!(
        "{}, {} of its name{also}",
        name(mention.metric),
        percent(mention.recall)
    )
}

fn counted(dataset: &Dataset, number: &Counted) -> String {
    let bound = match number.bound {
        None => "",
        Some(Bound::Over) => "more than ",
        Some(Bound::Under) => "less than ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "at most ",
        Some(Bound::Equal) => "exactly ",
        Some(Bound::Near) => "about ",
        Some(Bound::Nearly) => "nearly ",
    };
    let unit = match number.kind {
        CountedKind::Plain => "",
        CountedKind::Percent => "%",
        CountedKind::Times => " times",
        CountedKind::Ordinal => ". in order",
    };
    let rounded = if number.rounded { ", rounded" } else { "" };
    let figures = number
        .figures
        .iter()
        .filter_map(|id| dataset.figures.get(id.0));
    let figures: Vec<&str> = figures.map(|figure| figure.id.as_str()).collect();
    let known = if figures.is_empty() {
        String::new()
    } else {
        format!("; the value of {}", figures.join(", "))
    };
    format!(
        "{bound}{}{unit}{rounded}{known}",
        format_number(number.value)
    )
}

fn hint(dataset: &Dataset, target: Target) -> (&'static str, &str) {
    match target {
        Target::Statement(at) => (
            "statement",
            dataset
                .statements
                .get(at)
                .map_or("", |statement| statement.id.as_str()),
        ),
        Target::Conflict(at) => (
            "conflict",
            dataset
                .conflicts
                .get(at)
                .map_or("", |conflict| conflict.id.as_str()),
        ),
        _ => ("name", ""),
    }
}

fn covered(id: &str, mention: &Mention) -> String {
    format!("{id}, {} of its name", percent(mention.recall))
}

fn percent(part: f32) -> String {
    format!("{:.0}%", part * 100.0)
}
