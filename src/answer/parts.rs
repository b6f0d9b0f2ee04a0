//! A figure and its parts, each with its share, and what they leave over.

use super::cells;
use super::draft::{Draft, Values};
use super::voice::Voice;
use crate::compute::{Cell, Parts, Quantity};

/// The whole and its parts.
pub(super) fn worded(voice: &Voice, parts: &Parts) -> Draft {
    let row = |(part, share): &(Cell, Option<Quantity>)| {
        let share = share.as_ref().map(|share| format!(" ({})", share.text()));
        let share = share.unwrap_or_default();
        format!(
            "{}: **{}**{share}",
            voice.short(part.metric),
            part.quantity.text()
        )
    };
    let largest = match parts.parts.as_slice() {
        [(first, _), _, ..] => voice.short(first.metric),
        _ => String::new(),
    };
    let values = Values::new()
        .quantity("whole", &parts.whole.quantity)
        .period("period", &parts.whole.period)
        .text("metric", voice.short(parts.whole.metric))
        .list("rows", parts.parts.iter().map(row).collect())
        .text("largest", largest)
        .maybe("rest", parts.rest.as_ref().filter(|rest| rest.sign() > 0))
        .resting_on(&cells::figures(parts.parts.iter().map(|(part, _)| part)));
    let bare = parts.parts.iter().map(|(part, _)| part.quantity.bare());
    let draft = Draft::answered(voice.word("breakdown", &values), &values).values(bare.collect());
    Draft {
        computed: parts.parts.iter().any(|(_, share)| share.is_some()),
        ..draft
    }
}
