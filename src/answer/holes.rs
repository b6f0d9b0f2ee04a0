//! Periods without a figure inside what an answer looks over: they are always named.

use super::draft::{Draft, Values};
use super::lists;
use super::voice::Voice;
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
