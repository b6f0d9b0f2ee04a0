//! What was found in a question, in words: periods, metrics, numbers and whatever else is named.

use crate::dataset::{Dataset, Grain, format_number};
use crate::question::evidence::{Evidence, Word};
use crate::question::likeness::Alike;
use crate::question::names::Target;
use crate::question::period::When;
use crate::question::reading::{Bound, Counted, CountedKind};

/// How many names are told, the best first.
const MOST_NAMES: usize = 6;
/// How many metrics are told whose names are only like what is said.
const MOST_ALIKE: usize = 2;
/// The least part of a name that is told.
const LEAST_TOLD: f32 = 0.3;

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

/// Everything found in a question: periods, names with their rivals, numbers, concepts.
pub(super) fn of(dataset: &Dataset, evidence: &Evidence) -> Vec<Slot> {
    let said = |tokens: &mut dyn Iterator<Item = usize>| said(&evidence.words, tokens);
    let slot = |kind, words, meaning| Slot {
        kind,
        words,
        meaning,
    };
    let mut slots = Vec::new();
    for mention in &evidence.whens {
        let words = said(&mut mention.tokens.clone());
        slots.push(slot("period", words, when(&mention.when)));
    }
    let mut told = 0;
    for mention in &evidence.names {
        let Some((kind, name)) = named(dataset, mention.target) else {
            continue;
        };
        if mention.recall >= LEAST_TOLD && told < MOST_NAMES {
            told += 1;
            let words = said(&mut mention.tokens.iter().copied());
            let meaning = format!("{name}, {} of its name", percent(mention.recall));
            slots.push(slot(kind, words, meaning));
        }
    }
    for alike in likest(evidence).take(MOST_ALIKE) {
        if let Some((_, name)) = named(dataset, Target::Metric(alike.metric)) {
            let words = said(&mut alike.tokens.iter().copied());
            let meaning = format!(
                "{name}, {} of its name in other words",
                percent(alike.recall)
            );
            slots.push(slot("like", words, meaning));
        }
    }
    for number in &evidence.numbers {
        let words = said(&mut number.tokens.clone());
        slots.push(slot("number", words, counted(dataset, number)));
    }
    if !evidence.concepts.is_empty() {
        let names: Vec<&str> = evidence
            .concepts
            .iter()
            .map(|concept| concept.name.as_str())
            .collect();
        slots.push(slot("concepts", String::new(), names.join(", ")));
    }
    slots
}

/// Metrics that nothing names, and whose names mean about what is said, the likeliest first.
fn likest(evidence: &Evidence) -> impl Iterator<Item = &Alike> {
    let is_named = |alike: &Alike| {
        let mut names = evidence.names.iter();
        names.any(|mention| mention.target == Target::Metric(alike.metric))
    };
    evidence
        .alike
        .iter()
        .filter(move |alike| alike.recall >= LEAST_TOLD && !is_named(alike))
}

/// What a name stands for.
fn named(dataset: &Dataset, target: Target) -> Option<(&'static str, String)> {
    Some(match target {
        Target::Metric(at) => {
            let metric = dataset.metrics.get(at)?;
            ("metric", format!("{} ({})", metric.short, metric.id))
        }
        Target::Outlet(at) => ("outlet", dataset.outlets.get(at)?.name.clone()),
        Target::Event(at) => ("event", dataset.events.get(at)?.name.clone()),
        Target::Statement(at) => ("statement", dataset.statements.get(at)?.id.clone()),
        Target::Conflict(at) => ("conflict", dataset.conflicts.get(at)?.id.clone()),
        Target::Exclusion(at) => ("not covered", dataset.exclusions.get(at)?.id.clone()),
        Target::Dimension(at) => ("dimension", dataset.dimensions.get(at)?.label.clone()),
        Target::Member(at) => ("member", dataset.members.get(at)?.label.clone()),
        Target::Gap(_) => return None,
    })
}

fn said(words: &[Word], tokens: &mut dyn Iterator<Item = usize>) -> String {
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
        When::Shift(count, Grain::Year) => format!("the period under discussion, {count:+}"),
        When::Shift(count, grain) => {
            let part = format!("{grain:?}").to_lowercase();
            format!("the period under discussion, {count:+} {part}")
        }
        When::Decade(year) => format!("the ten years from {year}"),
        When::All => "all of the data".to_owned(),
        When::Part(first, last) if first == last => format!("month {first} of a year"),
        When::Part(first, last) => format!("months {first} to {last} of a year"),
    }
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

fn percent(part: f32) -> String {
    format!("{:.0}%", part * 100.0)
}
