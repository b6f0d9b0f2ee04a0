//! Periods without a figure inside what an answer looks over: they are always named.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, lists};
use crate::compute::Cell;
use crate::dataset::Period;

/// The draft, with the periods that have no figure named behind it.
pub(super) fn named(voice: &Voice, draft: Draft, holes: &[Period]) -> Draft {
    if holes.is_empty() {
        return draft;
    }
    let values = Values::new().text("missing", lists::periods(holes));
    Draft {
        text: format!("{} {}", draft.text, voice.say("trend_ends", &values)),
        ..draft
    }
}

/// The draft, with the bounds and ranges named behind it of which it cannot be told whether they meet what was to be met.
pub(super) fn unsure(voice: &Voice, draft: Draft, unsure: &[Cell]) -> Draft {
    if unsure.is_empty() {
        return draft;
    }
    let row = |cell: &Cell| format!("{} ({})", cell.period.in_words(), cell.quantity.text());
    let rows: Vec<String> = unsure.iter().map(row).collect();
    let figures = cells::figures(unsure);
    let values = Values::new().sourced_text("rows", lists::all(&rows), &figures);
    Draft {
        text: format!("{} {}", draft.text, voice.say("unsure", &values)),
        figures: [draft.figures, figures].concat(),
        ..draft
    }
}
