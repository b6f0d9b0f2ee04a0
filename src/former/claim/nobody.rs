//! A claim that there was none: "nobody visited in 2022", "no rescues in 2020".
//!
//! It must not judge shares: that none of a whole were a part is for `share`.

use super::verdict::{by_figure, verdict_of};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::lookup;

/// Concepts that say more than that there was none.
const MORE: [&str; 9] = [
    "rise",
    "fall",
    "change",
    "comparative",
    "comparative_less",
    "than",
    "max",
    "min",
    "half",
];

/// "Nobody visited in 2022."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let says_none = ask.has("nobody") || denies_first(ask);
    let says_more = !ask.reading.numbers.is_empty() || ask.has_any(&MORE);
    if !says_none || says_more || ask.reading.metrics.len() != 1 || ask.periods.is_range() {
        return None;
    }
    let period = ask.periods.only()?;
    let own = lookup::find(ask.data(), metric, period)?;
    let none = ask.quantity(&own)?.sort_key() == 0.into();
    Some(by_figure(ask, verdict_of(none), own.figure))
}

/// "No rescues in 2020", "there were no rescues": the metric itself is denied.
fn denies_first(ask: &Ask) -> bool {
    let no = |word: &crate::question::reading::Word| matches!(word.text.as_str(), "no" | "zero");
    let words = &ask.reading.words;
    let mention = ask.reading.metrics.first();
    let before = mention.and_then(|mention| mention.tokens.first()?.checked_sub(1));
    before.and_then(|at| words.get(at)).is_some_and(no)
}
