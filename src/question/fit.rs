//! Whether the slots of a reading allow a kind of answer: the veto of structure over likeness.
//!
//! Each rule looks at slots and concepts only, never at words.

use super::period::When;
use super::reading::{Bound, Reading};
use crate::intents::AnswerKind;

/// How well a reading's slots fit a kind of answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// What the kind asks for is there.
    Full,
    /// Nothing speaks against it, but something is missing that could be assumed.
    Loose(&'static str),
    /// What the kind cannot do without is missing.
    Veto(&'static str),
}

impl Fit {
    /// What it adds to the classifier's score.
    pub fn correction(self) -> f32 {
        match self {
            Self::Full => 0.0,
            Self::Loose(_) => -0.35,
            Self::Veto(_) => -2.0,
        }
    }

    /// Whether it rules the kind out.
    pub fn is_veto(self) -> bool {
        matches!(self, Self::Veto(_))
    }

    /// Why it is not full.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Full => "slots fit",
            Self::Loose(why) | Self::Veto(why) => why,
        }
    }
}

/// What a kind of answer needs.
pub fn fit(kind: AnswerKind, reading: &Reading) -> Fit {
    match kind {
        AnswerKind::Value => value(reading),
        AnswerKind::Extremum => need(
            asks_for_extremum(reading),
            "no highest or lowest is asked for",
        ),
        AnswerKind::Change => need_soft(
            operands(reading) > 0
                || reading.has_any(&["rise", "fall", "change", "difference", "compare"]),
            "nothing to set against each other",
        ),
        AnswerKind::Ratio => need_soft(
            operands(reading) >= 2 || reading.has("times"),
            "needs two figures",
        ),
        AnswerKind::Share => need_soft(
            reading.has_any(&["share", "percent", "onein", "half", "ratio"]),
            "no share is asked for",
        ),
        AnswerKind::Sharpest => need(
            asks_for_sharpest(reading),
            "no sharpest change is asked for",
        ),
        AnswerKind::Sum => need_soft(several(reading), "needs several figures to add up"),
        AnswerKind::Average => need(
            reading.has_any(&["average", "median", "mode", "means"]),
            "no average is asked for",
        ),
        AnswerKind::Count => need_soft(counts(reading), "nothing to count"),
        AnswerKind::Filter => filter(reading),
        AnswerKind::Rate => need(
            reading.has_any(&["perday", "perweek", "permonth", "perhour"]),
            "no rate is asked for",
        ),
        AnswerKind::Breakdown => need_soft(reading.has("breakdown"), "no breakdown is asked for"),
        AnswerKind::Outlet if reading.outlets.is_empty() => Fit::Veto("no outlet is named"),
        AnswerKind::Outlet => need_soft(
            !reading.has_any(&["link", "publish", "howmany"]) && reading.metrics.is_empty(),
            "its figures or pages are asked for",
        ),
        AnswerKind::Event => need(!reading.events.is_empty(), "no event is named"),
        AnswerKind::Statement if reading.has("howmany") && reading.has_slots() => {
            Fit::Veto("a figure is asked for")
        }
        AnswerKind::Statement => need_soft(!asks_for_figure(reading), "a figure is asked for"),
        AnswerKind::Conflict => need_soft(
            reading.has_any(&["conflict", "revise"]) || reading.figures().count() >= 2,
            "no disagreement is asked about",
        ),
        AnswerKind::Help => need(
            !reading.has_slots() || reading.has("help"),
            "something is asked about the data",
        ),
        _ => Fit::Full,
    }
}

/// A metric in a named year, or counted, is asked for as a figure unless the question is why, or who said what.
fn asks_for_figure(reading: &Reading) -> bool {
    let of_year = reading
        .whens
        .iter()
        .any(|mention| matches!(mention.when, When::Point(_)));
    let counted = reading.has_any(&["howmany", "share", "percent"]);
    !reading.metrics.is_empty() && (counted || of_year && !reading.has_any(&["why", "saying"]))
}

fn counts(reading: &Reading) -> bool {
    reading.has_any(&["yearword", "monthword"])
}

fn asks_for_sharpest(reading: &Reading) -> bool {
    let largest = reading.has_any(&["max", "min", "comparative"]);
    let change = reading.has_any(&["rise", "fall", "change", "difference"]);
    reading.has_any(&["sharpest", "speed"]) || largest && change
}

fn asks_for_extremum(reading: &Reading) -> bool {
    let plain = ["max", "min", "rank", "previous_record", "sharpest"];
    let compared = ["comparative", "comparative_less", "more", "over", "under"];
    reading.has_any(&plain) || reading.has_any(&compared) || has_ordinal(reading)
}

fn need(met: bool, why: &'static str) -> Fit {
    if met { Fit::Full } else { Fit::Veto(why) }
}

fn need_soft(met: bool, why: &'static str) -> Fit {
    if met { Fit::Full } else { Fit::Loose(why) }
}

fn value(reading: &Reading) -> Fit {
    let named =
        !reading.metrics.is_empty() || !reading.whens.is_empty() || !reading.numbers.is_empty();
    if !named {
        Fit::Loose("neither a metric nor a period is named")
    } else if reading.has_any(&["average", "median"]) {
        Fit::Loose("an average is asked for")
    } else {
        Fit::Full
    }
}

fn filter(reading: &Reading) -> Fit {
    let bounded = !reading.numbers.is_empty();
    let placed = reading.has_any(&["first", "last", "only"]);
    if bounded || placed {
        Fit::Full
    } else {
        Fit::Veto("no condition is named")
    }
}

fn has_ordinal(reading: &Reading) -> bool {
    reading.has_any(&["ordinal2", "ordinal3"])
        || reading
            .numbers
            .iter()
            .any(|number| number.kind == super::reading::CountedKind::Ordinal)
}

/// How many things a comparison could set against each other.
fn operands(reading: &Reading) -> usize {
    let periods: usize = reading
        .whens
        .iter()
        .map(|mention| {
            if matches!(mention.when, When::Range(..)) {
                2
            } else {
                1
            }
        })
        .sum();
    let plain = reading
        .numbers
        .iter()
        .filter(|number| number.bound.is_none_or(Bound::is_rough))
        .count();
    periods
        .max(reading.metrics.len())
        .max(plain)
        .max(reading.whens.len() + reading.metrics.len() / 2)
}

fn several(reading: &Reading) -> bool {
    let ranged = reading.whens.iter().any(|mention| {
        matches!(
            mention.when,
            When::Range(..)
                | When::Last(_)
                | When::First(_)
                | When::All
                | When::Since(_)
                | When::Until(_)
                | When::After(_)
                | When::Before(_)
        )
    });
    ranged
        || reading.whens.len() >= 2
        || reading.metrics.len() >= 2
        || reading.numbers.len() >= 2
        || reading.has("sum")
}
