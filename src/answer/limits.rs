//! Conditions in words: "are above 500", "rose on the period before".

use super::draft::Values;
use super::voice::Voice;
use crate::compute::Cell;
use crate::dataset::format_number;
use crate::query::{Amount, AmountUnit, Bound, Limit, Way};

/// All conditions, as the predicate of a sentence.
pub(super) fn in_words(voice: &Voice, limits: &[Limit], among: &[Cell]) -> String {
    let texts = limits.iter().map(|limit| one(voice, limit, among));
    texts.collect::<Vec<_>>().join(", ")
}

fn one(voice: &Voice, limit: &Limit, among: &[Cell]) -> String {
    let bounded = |bound: Bound, limit: String| {
        let values = Values::new().text("limit", limit);
        voice.say(case(bound), &values)
    };
    match limit {
        Limit::Value(bound, amount) => bounded(*bound, number(amount)),
        Limit::Than(bound, period) => {
            let own = among.iter().find(|cell| cell.period == *period);
            let value = own.map_or_else(String::new, |cell| cell.quantity.text());
            let values = Values::new()
                .text("period", period.in_words())
                .text("value", value);
            bounded(*bound, voice.say("limit_period", &values))
        }
        Limit::Mean(bound) => bounded(*bound, voice.say("limit_mean", &Values::new())),
        Limit::Goes(way) => voice.say(goes(*way), &Values::new()),
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

fn goes(way: Way) -> &'static str {
    match way {
        Way::Up => "goes_up",
        Way::Down => "goes_down",
        Way::Flat => "goes_flat",
        Way::Any => "goes_any",
        Way::Better => "goes_better",
        Way::Worse => "goes_worse",
    }
}
