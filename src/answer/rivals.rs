//! Other counts of the same thing for the same period, which a figure must not stand without.

use super::cells::is_above;
use super::draft::Values;
use super::voice::Voice;
use crate::compute::{rivals, usable};
use crate::dataset::{Dataset, Figure, FigureId, MetricId, Number, Value};

/// A rounded number within so many hundredths is the same number.
const NEAR: i128 = 5;

/// The figures that disagree with one: of its metric and period, unless it rounds to them or replaced them, and those that a conflict
/// sets against it.
pub(crate) fn of(dataset: &Dataset, id: FigureId) -> Vec<FigureId> {
    let Some(own) = dataset.figures.get(id.0) else {
        return Vec::new();
    };
    let beside = usable(dataset, own.metric).filter(|(_, other)| is_same_time(own, other));
    let beside = beside.filter(|(_, other)| !agrees(other.value, own.value));
    let beside = beside.map(|(other, _)| other);
    let mut found: Vec<FigureId> = Vec::new();
    for other in beside.chain(rivals(dataset, id)) {
        let figure = dataset.figures.get(other.0);
        let stands = figure.is_some_and(|other| disagrees(own, other));
        if other != id && stands && !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

fn is_same_time(a: &Figure, b: &Figure) -> bool {
    let same = (a.period.kind, a.period.from, a.period.to);
    same == (b.period.kind, b.period.from, b.period.to)
}

fn disagrees(own: &Figure, other: &Figure) -> bool {
    other.superseded_by.is_none() && other.per == own.per && other.value != own.value
}

/// Whether one value is another rounded, or bounds it: "about 14,000" beside 13,699.
fn agrees(a: Value, b: Value) -> bool {
    let exact = |value: Value| matches!(value, Value::Exact(_));
    let rounded = |value: Value| match value {
        Value::About(n) | Value::Almost(n) => Some(n),
        _ => None,
    };
    let number = |value: Value| match value {
        Value::Exact(n) | Value::About(n) | Value::Almost(n) => Some(n),
        _ => None,
    };
    let near = |x: Number, y: Number| {
        let size = if x < y { y } else { x };
        let gap = if x < y { y - x } else { x - y };
        gap * Number::from_integer(100) <= size * Number::from_integer(NEAR)
    };
    if exact(a) && exact(b) {
        return a == b;
    }
    match (number(a), number(b)) {
        (Some(x), Some(y)) if rounded(a).or(rounded(b)).is_some() => near(x, y),
        _ => a == b || is_above(a, b).is_none() && is_above(b, a).is_none(),
    }
}

/// Whether a text gives a number: as a whole, not as a part of another.
pub(crate) fn gives(text: &str, number: &str) -> bool {
    let mut found = text.match_indices(number);
    found.any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let mut after = text.get(at + number.len()..).unwrap_or_default().chars();
        let (next, second) = (after.next(), after.next());
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let goes_on = matches!(next, Some(',' | '.')) && is_digit(second);
        !is_digit(before) && !matches!(before, Some(',' | '.')) && !is_digit(next) && !goes_on
    })
}

/// "Lamp & Tide has **309**", with what it counts where that is another metric.
pub(crate) fn row(voice: &Voice, id: FigureId, beside: Option<MetricId>) -> String {
    let (Some(quantity), Some(figure)) = (voice.published(id), voice.figure(id)) else {
        return String::new();
    };
    let other = beside.is_some_and(|metric| metric != figure.metric);
    let metric = if other {
        voice.short(figure.metric)
    } else {
        String::new()
    };
    let values = Values::new()
        .quantity("value", &quantity)
        .text("outlet", voice.outlet_of(id))
        .text("metric", metric);
    voice.say("year_rival", &values)
}
