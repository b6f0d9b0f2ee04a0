//! Conditions in words: "are above 500", "rose on the period before".

use super::draft::Values;
use super::voice::Voice;
use crate::compute::{Cell, is_change};
use crate::dataset::{Number, format_number};
use crate::query::{Amount, AmountUnit, Bound, Limit, Way};

/// All conditions, as the predicate of a sentence: which way something went before by how much.
pub(super) fn in_words(voice: &Voice, limits: &[Limit], among: &[Cell]) -> String {
    let is_way = |limit: &&Limit| matches!(limit, Limit::Goes(_));
    let goes = limits.iter().any(|limit| is_way(&limit));
    let (ways, others): (Vec<&Limit>, Vec<&Limit>) = limits.iter().partition(is_way);
    let texts = ways.into_iter().chain(others);
    let texts = texts.map(|limit| one(voice, limit, goes, among));
    texts.collect::<Vec<_>>().join(", ")
}

/// By how much something changed from the period before; its way is said already, or by the sign.
fn change(voice: &Voice, bound: Bound, amount: &Amount, goes: bool) -> String {
    if amount.unit == AmountUnit::Times {
        let values = Values::new().text("times", number(amount));
        let limit = voice.say("limit_before", &values);
        return voice.say(case(bound), &Values::new().text("limit", limit));
    }
    let sign = if goes || amount.number <= Number::from_integer(0) {
        ""
    } else {
        "+"
    };
    let limit = Values::new().text("limit", format!("{sign}{}", number(amount)));
    let limit = voice.say(by(bound), &limit);
    if goes {
        return limit;
    }
    let changed = voice.say(way(Way::Any), &Values::new());
    format!("{changed} {limit}")
}

fn one(voice: &Voice, limit: &Limit, goes: bool, among: &[Cell]) -> String {
    let bounded = |bound: Bound, limit: String| {
        let values = Values::new().text("limit", limit);
        voice.say(case(bound), &values)
    };
    let metric = among.first().map(|cell| cell.metric);
    let changes = |amount| metric.is_some_and(|metric| is_change(voice.data(), metric, amount));
    match limit {
        Limit::Value(bound, amount) if changes(*amount) => change(voice, *bound, amount, goes),
        Limit::Value(bound, amount) => bounded(*bound, number(amount)),
        Limit::Than(bound, period) => {
            let own = among.iter().find(|cell| cell.period == *period);
            let value = own.map_or_else(String::new, |cell| cell.quantity.text());
            let values = Values::new()
                .text("period", period.in_words())
                .text("value", value);
            bounded(*bound, voice.say("limit_period", &values))
        }
        Limit::Beside(bound, other) => bounded(*bound, voice.measured(*other)),
        Limit::Mean(bound) => bounded(*bound, voice.say("limit_mean", &Values::new())),
        Limit::Goes(way) => voice.say(self::way(*way), &Values::new()),
    }
}

/// A number that was said, as it is printed.
pub(super) fn number(amount: &Amount) -> String {
    let number = format_number(amount.number);
    match amount.unit {
        AmountUnit::Percent => format!("{number}%"),
        AmountUnit::Plain | AmountUnit::Times => number,
    }
}

fn case(bound: Bound) -> &'static str {
    match bound {
        Bound::Over => "bound_over",
        Bound::Under => "bound_under",
        Bound::AtLeast => "bound_at_least",
        Bound::AtMost => "bound_at_most",
        Bound::Equal => "bound_equal",
        Bound::Near => "bound_near",
        Bound::Nearly => "bound_nearly",
    }
}

fn by(bound: Bound) -> &'static str {
    match bound {
        Bound::Over => "by_over",
        Bound::Under => "by_under",
        Bound::AtLeast => "by_at_least",
        Bound::AtMost => "by_at_most",
        Bound::Equal => "by_equal",
        Bound::Near => "by_near",
        Bound::Nearly => "by_nearly",
    }
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Up => "goes_up",
        Way::Down => "goes_down",
        Way::Flat => "goes_flat",
        Way::Any => "goes_any",
        Way::Better => "goes_better",
        Way::Worse => "goes_worse",
    }
}
