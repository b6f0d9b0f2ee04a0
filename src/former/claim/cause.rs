//! A claimed reason: the figures say that something rose or fell, never why.
//!
//! It must not judge the reason, only give what others said of it and who said it.

use super::verdict::judged;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, event};

/// "It fell because of the fog."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    if !ask.has("why") {
        return None;
    }
    let said = event::statements(ask);
    let values = Values::new().list("lines", event::lines(ask, &said));
    let mut draft = judged(ask, Verdict::CannotCheck, "cause", &values);
    draft.pages = event::pages_of_statements(&said);
    Some(draft)
}
