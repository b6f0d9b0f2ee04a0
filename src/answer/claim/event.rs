//! A denial of something that happened: an event of the data is just that.
//!
//! It must not judge details of the event, only that there was one.

use super::verdict::judged;
use crate::answer::Verdict;
use crate::answer::ask::Ask;
use crate::answer::draft::{Draft, Values};

/// "Nobody was ever on board."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let named = ask.reading.events.first()?;
    let event = ask.data().events.get(named.index)?;
    if !ask.has_any(&["nobody", "not"]) {
        return None;
    }
    let values = Values::new().text("summary", event.summary.clone());
    Some(judged(ask, Verdict::Contradicted, "event", &values).citing(event))
}
