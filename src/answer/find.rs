//! Periods that meet a condition, with their values; "none" is said plainly.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, columns, holes, limits, lists};
use crate::compute::{Cell, Found};
use crate::query::Pick;

/// The periods that were found, and those that were looked at.
pub(super) fn worded(voice: &Voice, found: &Found) -> Draft {
    let chosen: &[Cell] = match (found.pick, found.cells.as_slice()) {
        (Pick::First, [first, ..]) => std::slice::from_ref(first),
        (Pick::Last, [.., last]) => std::slice::from_ref(last),
        (_, all) => all,
    };
    let side_by_side = columns::are(&found.among);
    let name = |cell: &Cell| {
        if side_by_side {
            voice.members(cell.metric)
        } else {
            cell.period.in_words()
        }
    };
    let row = |cell: &Cell| {
        let other = found
            .beside
            .iter()
            .find(|other| other.period == cell.period);
        let value = cell.quantity.text();
        let value = other.map_or(value.clone(), |other| {
            let values = Values::new()
                .quantity("value", &cell.quantity)
                .quantity("other", &other.quantity);
            voice.say("against_other", &values)
        });
        format!("{} ({value})", name(cell))
    };
    let values = Values::new()
        .text(
            "rows",
            lists::all(&chosen.iter().map(row).collect::<Vec<_>>()),
        )
        .text("metric", columns::metric(voice, &found.among))
        .text("count", chosen.len().to_string())
        .text("among", found.among.len().to_string())
        .text(
            "condition",
            limits::in_words(voice, &found.limits, &found.among),
        )
        .text("have", lists::periods(&cells::periods(&found.among)))
        .flag("empty", chosen.is_empty())
        .flag("columns", side_by_side)
        .flag("first", found.pick == Pick::First)
        .flag("last", found.pick == Pick::Last)
        .resting_on(&cells::figures(chosen))
        .resting_on(&cells::figures(&found.among))
        .resting_on(&cells::figures(&found.beside));
    let draft = Draft::answered(voice.word("filter", &values), &values).printing(chosen.len());
    let draft = holes::unsure(voice, draft, &found.unsure);
    let draft = holes::named(voice, draft, &found.holes);
    if chosen.is_empty() {
        return draft.value("none");
    }
    draft.values(chosen.iter().map(name).collect())
}
