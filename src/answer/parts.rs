//! A figure and its parts, each with its share, and what they leave over.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, holes};
use crate::compute::{Cell, Parts, Quantity};

/// The most parts that are shown.
const MOST_ROWS: usize = 20;

/// The whole and its parts.
pub(super) fn worded(voice: &Voice, parts: &Parts) -> Draft {
    let by = parts.by.as_ref();
    let row = |(part, share): &(Cell, Option<Quantity>)| {
        let share = share.as_ref().map(|share| format!(" ({})", share.text()));
        let share = share.unwrap_or_default();
        format!(
            "{}: **{}**{share}",
            voice.beside(part.metric, parts.by.as_ref()),
            part.quantity.text()
        )
    };
    let largest = match parts.parts.as_slice() {
        [(first, _), _, ..] => voice.beside(first.metric, by),
        _ => String::new(),
    };
    let values = Values::new()
        .quantity("whole", &parts.whole.quantity)
        .period("period", &parts.whole.period)
        .text("metric", voice.short(parts.whole.metric))
        .list("rows", rows(voice, parts, row))
        .flag(
            "summed",
            by.is_none() || parts.parts.iter().any(|(_, share)| share.is_some()),
        )
        .text(
            "by",
            by.map_or_else(String::new, |by| voice.dimension(by.dimension)),
        )
        .text("largest", largest)
        .maybe("rest", parts.rest.as_ref().filter(|rest| rest.sign() > 0))
        .resting_on(&cells::figures(parts.parts.iter().map(|(part, _)| part)));
    let bare = parts.parts.iter().map(|(part, _)| part.quantity.bare());
    let draft = Draft::answered(voice.word("breakdown", &values), &values).values(bare.collect());
    let draft = holes::members(voice, draft, (&parts.missing, by), &parts.whole.period);
    Draft {
        computed: parts.parts.iter().any(|(_, share)| share.is_some()),
        ..draft
    }
}

/// The parts that are shown, one a row, and how many more there are.
fn rows(
    voice: &Voice,
    parts: &Parts,
    row: impl Fn(&(Cell, Option<Quantity>)) -> String,
) -> Vec<String> {
    let mut rows: Vec<String> = parts.parts.iter().take(MOST_ROWS).map(row).collect();
    let more = parts.parts.len().saturating_sub(MOST_ROWS);
    if more > 0 {
        let values = Values::new().text("more", more.to_string());
        rows.push(voice.say("and_more", &values));
    }
    rows
}
