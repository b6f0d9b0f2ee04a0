//! Choices for what is half typed, and what was typed checked: metrics, years, outlets.
//!
//! It must not guess: what names nothing, or several things, comes back with suggestions.

use std::collections::BTreeSet;

use crate::abbreviation::{Ranked, WordMatcher};
use crate::compute::usable;
use crate::dataset::{
    Dataset, Figure, Member, MemberId, Metric, MetricId, Outlet, OutletId, Usage,
};

use super::snapshot::Snapshot;

/// The most choices that a chat shows under a half-typed option.
pub const MOST_CHOICES: usize = 25;
/// The longest label of a choice, in characters.
pub const LONGEST_LABEL: usize = 100;
/// The most metrics by members that are looked at.
const MOST_SLICES: usize = 400;
/// The most suggestions for what names nothing.
const MOST_SUGGESTIONS: usize = 4;
/// The likeness from which on a name typed by hand may be meant.
const SURE: f64 = 0.85;
/// How far it must lead.
const LEAD: f64 = 0.1;

/// A choice for a half-typed option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What comes back when it is chosen: an id, or a year.
    pub value: String,
    /// What is shown, at most [`LONGEST_LABEL`] characters.
    pub label: String,
}

/// What was given names nothing, or several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotGiven {
    /// What was likely meant, the likeliest first; may be empty.
    pub suggestions: Vec<Suggestion>,
}

/// The metrics for a half-typed name, the likeliest first.
pub fn metric_choices(snapshot: &Snapshot, typed: &str) -> Vec<Suggestion> {
    let data = &snapshot.dataset;
    let own = data.own_metrics().map(|(id, _)| id);
    let mut metrics: Vec<MetricId> = own.chain(slices_begun(data, typed)).collect();
    metrics.retain(|metric| usable(data, *metric).next().is_some());
    metrics.sort_by_key(|metric| !get(data, *metric).is_some_and(|metric| metric.headline));
    let names: Vec<Vec<&str>> = metrics
        .iter()
        .map(|metric| get(data, *metric).map(names_of).unwrap_or_default())
        .collect();
    let suggestion = |ranked: &Ranked| {
        let metric = *metrics.get(ranked.index)?;
        let own = get(data, metric)?;
        Some(Suggestion {
            value: own.id.clone(),
            label: labelled(&own.short, years_of(data, metric)),
        })
    };
    let ranked = ranked(typed, &names);
    let found = ranked.iter().filter_map(suggestion);
    found.take(MOST_CHOICES).collect()
}

/// The metrics by members of which a word is typed, as far as it goes: with all of them nobody could choose.
fn slices_begun(data: &Dataset, typed: &str) -> Vec<MetricId> {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let typed: Vec<String> = words(typed);
    let begun = |member: &Member| {
        let aliases = member.aliases.values().flatten();
        let mut names = std::iter::once(&member.label).chain(aliases);
        names.any(|name| {
            let known = words(name);
            let begins = |word: &String| known.iter().any(|known| known.starts_with(word.as_str()));
            typed.iter().any(|word| word.len() > 1 && begins(word))
        })
    };
    let members = data.members.iter().enumerate();
    let members: Vec<MemberId> = members
        .filter(|(_, member)| begun(member))
        .map(|(at, _)| MemberId(at))
        .take(MOST_CHOICES)
        .collect();
    let slices = data.metrics.iter().enumerate();
    let slices = slices.filter(|(_, metric)| {
        let mut own = metric.members.iter();
        own.any(|member| members.contains(member))
    });
    slices
        .map(|(at, _)| MetricId(at))
        .take(MOST_SLICES)
        .collect()
}

/// The years for a half-typed one, the latest first; of one metric if it is given.
pub fn year_choices(snapshot: &Snapshot, metric: Option<MetricId>, typed: &str) -> Vec<Suggestion> {
    let years: Vec<String> = years(snapshot, metric)
        .into_iter()
        .rev()
        .map(|year| year.to_string())
        .collect();
    let names: Vec<Vec<&str>> = years.iter().map(|year| vec![year.as_str()]).collect();
    let ranked = ranked(typed, &names);
    let found = ranked.iter().filter_map(|ranked| years.get(ranked.index));
    let suggestion = |year: &String| Suggestion {
        value: year.clone(),
        label: year.clone(),
    };
    found.take(MOST_CHOICES).map(suggestion).collect()
}

/// The outlets for a half-typed name, the likeliest first.
pub fn outlet_choices(snapshot: &Snapshot, typed: &str) -> Vec<Suggestion> {
    let outlets = &snapshot.dataset.outlets;
    let names: Vec<Vec<&str>> = outlets.iter().map(names_of_outlet).collect();
    let suggestion = |ranked: &Ranked| {
        let outlet = outlets.get(ranked.index)?;
        Some(Suggestion {
            value: outlet.id.clone(),
            label: labelled(&outlet.name, None),
        })
    };
    let ranked = ranked(typed, &names);
    let found = ranked.iter().filter_map(suggestion);
    found.take(MOST_CHOICES).collect()
}

/// The metric that was given by its id, its label or one of its names.
///
/// # Errors
/// If nothing, or more than one metric, is meant.
pub fn metric_given(snapshot: &Snapshot, text: &str) -> Result<MetricId, NotGiven> {
    let metrics = &snapshot.dataset.metrics;
    let suggestions = metric_choices(snapshot, text);
    let shown = suggestions
        .iter()
        .find(|suggestion| same(&suggestion.label, text));
    let id = shown.map_or(text, |suggestion| suggestion.value.as_str());
    let called =
        |metric: &Metric| [&metric.id, &metric.short, &metric.label].map(|name| same(name, id));
    let named = metrics
        .iter()
        .position(|metric| called(metric).contains(&true));
    let own = || snapshot.dataset.own_metrics().map(|(_, own)| names_of(own));
    let named = named.or_else(|| only(own(), text));
    named.map(MetricId).ok_or_else(|| not_given(suggestions))
}

/// The outlet that was given by its id or one of its names.
///
/// # Errors
/// If nothing, or more than one outlet, is meant.
pub fn outlet_given(snapshot: &Snapshot, text: &str) -> Result<OutletId, NotGiven> {
    let outlets = &snapshot.dataset.outlets;
    let by_id = outlets.iter().position(|outlet| same(&outlet.id, text));
    let named = by_id.or_else(|| only(outlets.iter().map(names_of_outlet), text));
    named
        .map(OutletId)
        .ok_or_else(|| not_given(outlet_choices(snapshot, text)))
}

/// The year that was given: one that has figures or not, but a year of four digits.
///
/// # Errors
/// If it is no such year; suggests those of the data, the latest first.
pub fn year_given(snapshot: &Snapshot, year: i64) -> Result<i16, NotGiven> {
    i16::try_from(year)
        .ok()
        .filter(|year| (1_000..=9_999).contains(year))
        .ok_or_else(|| not_given(year_choices(snapshot, None, "")))
}

/// "2010–2024", "2024": the first and the last year for which a metric has a figure; nothing if it has none.
pub fn years_of(dataset: &Dataset, metric: MetricId) -> Option<String> {
    let years = || usable(dataset, metric).map(|(_, figure)| figure.period.last_year());
    let (first, last) = (years().min()?, years().max()?);
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    })
}

/// The years that have figures, in order.
fn years(snapshot: &Snapshot, metric: Option<MetricId>) -> Vec<i16> {
    let data = &snapshot.dataset;
    let figures: Box<dyn Iterator<Item = &Figure>> = match metric {
        Some(metric) => Box::new(data.figures_of(metric).map(|(_, figure)| figure)),
        None => Box::new(data.figures.iter()),
    };
    let given = figures.filter(|figure| figure.usage != Usage::Never);
    let years: BTreeSet<i16> = given.map(|figure| figure.period.last_year()).collect();
    years.into_iter().collect()
}

/// Choices by the likeness of their nearest name, the best first; equal ones keep their order.
fn ranked(typed: &str, choices: &[Vec<&str>]) -> Vec<Ranked> {
    let matcher = WordMatcher::default();
    let best = |(index, names): (usize, &Vec<&str>)| {
        let best = matcher.rank(typed, names);
        best.first().map(|best| Ranked {
            index,
            likeness: best.likeness,
        })
    };
    let mut ranked: Vec<Ranked> = choices.iter().enumerate().filter_map(best).collect();
    ranked.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    ranked
}

/// The one choice that a text names: exactly, or more likely than all others.
fn only<'a>(choices: impl Iterator<Item = Vec<&'a str>>, text: &str) -> Option<usize> {
    let choices: Vec<Vec<&str>> = choices.collect();
    let exact = |names: &Vec<&str>| names.iter().any(|name| same(name, text));
    if let Some(exact) = choices.iter().position(exact) {
        return Some(exact);
    }
    let sure: Vec<(f64, usize)> = choices
        .iter()
        .enumerate()
        .map(|(index, names)| (sureness(text, names), index))
        .collect();
    let best = sure.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let rivals = sure.iter().filter(|(_, index)| *index != best.1);
    let rival = rivals.map(|(sureness, _)| *sureness).fold(0.0, f64::max);
    (best.0 >= SURE && best.0 >= rival + LEAD).then_some(best.1)
}

/// How surely a text is meant for one of some names: its words must be in the name, and the name's words in it.
fn sureness(text: &str, names: &[&str]) -> f64 {
    let matcher = WordMatcher::default();
    let likeness = |typed: &str, name: &str| {
        let ranked = matcher.rank(typed, &[name]);
        ranked.first().map_or(0.0, |ranked| ranked.likeness)
    };
    let both = |name: &&str| f64::midpoint(likeness(text, name), likeness(name, text));
    names.iter().map(both).fold(0.0, f64::max)
}

fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.trim().to_lowercase();
    plain(a) == plain(b)
}

fn not_given(mut suggestions: Vec<Suggestion>) -> NotGiven {
    suggestions.truncate(MOST_SUGGESTIONS);
    NotGiven { suggestions }
}

fn get(dataset: &Dataset, metric: MetricId) -> Option<&Metric> {
    dataset.metrics.get(metric.0)
}

/// What a metric is called: short, at length, and in people's words.
fn names_of(metric: &Metric) -> Vec<&str> {
    let aliases = metric.aliases.values().flatten().map(String::as_str);
    [metric.short.as_str(), metric.label.as_str()]
        .into_iter()
        .chain(aliases)
        .collect()
}

fn names_of_outlet(outlet: &Outlet) -> Vec<&str> {
    let aliases = outlet.aliases.iter().map(String::as_str);
    std::iter::once(outlet.name.as_str())
        .chain(aliases)
        .collect()
}

/// A name with its years, shortened within the name.
fn labelled(name: &str, years: Option<String>) -> String {
    let years = years.map_or_else(String::new, |years| format!(", {years}"));
    let room = LONGEST_LABEL - years.chars().count();
    if name.chars().count() <= room {
        return format!("{name}{years}");
    }
    let cut: String = name.chars().take(room - 1).collect();
    format!("{}…{years}", cut.trim_end())
}
