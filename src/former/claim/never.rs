//! A claim that something never went one way: "it never rose".
//!
//! It must not judge by one step alone, nor call it borne out where years are missing between.

use super::change::judged_by;
use super::every_step::pair;
use super::verdict::{Outcome, uncheckable};
use crate::compute::Choice;
use crate::former::ask::Ask;
use crate::former::change::{self, Way};
use crate::former::draft::Draft;
use crate::former::many;
use crate::former::periods::years_between;

/// "It has never risen": the first step that did rise refutes it.
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let never = ask.has("nobody") && ask.reading.is_denied();
    let of_series = ask.periods.only().is_none() || ask.periods.stretch.is_some();
    let moves = ask.has_any(&["rise", "fall"]) && ask.reading.numbers.is_empty();
    if !(never && of_series && moves) {
        return None;
    }
    let (metric, way) = (ask.metric_id()?, change::way(ask)?);
    let choices = ask.series(metric);
    let whole = pair(metric, choices.first()?, choices.last()?);
    let went = |base: &Choice, later: &Choice| {
        let difference = ask.quantity(later)?.minus(&ask.quantity(base)?)?;
        Some(difference.sign() == if way == Way::Up { 1 } else { -1 })
    };
    let mut open = years_between(&many::periods_of(&choices));
    for step in choices.windows(2) {
        let [base, later] = step else { continue };
        match went(base, later) {
            Some(true) => return judged_by(ask, &pair(metric, base, later), Outcome::Holds),
            Some(false) => {}
            None => open.push(later.period.clone()),
        }
    }
    if open.is_empty() {
        judged_by(ask, &whole, Outcome::Fails)
    } else {
        Some(uncheckable(ask, metric, &open))
    }
}
