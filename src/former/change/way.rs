//! Which way a question says that things went, and whether they did.

use super::Pair;
use crate::dataset::Period;
use crate::former::ask::Ask;

/// Which way a question says that things went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::former) enum Way {
    Up,
    Down,
}

/// The way that is said; none where both or neither is.
pub(in crate::former) fn way(ask: &Ask) -> Option<Way> {
    let up = ask.has_any(&["rise", "comparative", "more", "over"]);
    let down = ask.has_any(&["fall", "comparative_less", "under"]);
    match (up, down) {
        (true, false) => Some(Way::Up),
        (false, true) => Some(Way::Down),
        _ => None,
    }
}

/// Whether a change goes that way: what rises does so in time, what is more is so beside what it is set against.
pub(in crate::former) fn goes(ask: &Ask, pair: &Pair, way: Way, sign: i8) -> bool {
    let in_time = ask.has_any(&["rise", "fall"]) || is_said_of_later(ask, pair);
    let sign = if in_time { sign } else { -sign };
    match way {
        Way::Up => sign > 0,
        Way::Down => sign < 0,
    }
}

/// Whether the later period is what is said to be more or less: the other is the reference, or it is named first.
pub(in crate::former) fn is_said_of_later(ask: &Ask, pair: &Pair) -> bool {
    let is_side = |period: &&Period| {
        [&pair.base.period, &pair.later.period]
            .into_iter()
            .any(|side| side.to == period.to && side.from == period.from)
    };
    if let Some(reference) = ask.reference.as_ref().filter(is_side) {
        return reference.to <= pair.base.period.to;
    }
    ask.periods
        .points
        .first()
        .is_none_or(|first| first.to >= pair.later.period.from)
}

/// "Yes", "No" or the correction of a direction that the figures contradict.
pub(in crate::former) fn lead(ask: &Ask, pair: &Pair, sign: i8) -> String {
    let Some(way) = way(ask) else {
        return String::new();
    };
    if ask.reading.is_denied() {
        return String::new();
    }
    let agrees = goes(ask, pair, way, sign);
    let case = match (wants_yes_or_no(ask), agrees) {
        (true, true) => "lead_yes",
        (true, false) => "lead_no",
        (false, false) if way == Way::Down => "lead_not_fallen",
        (false, false) if ask.has("rise") => "lead_not_risen",
        _ => return String::new(),
    };
    ask.lead(case)
}

/// "Lower than in 2021?" wants a yes or no as much as "was it lower".
fn wants_yes_or_no(ask: &Ask) -> bool {
    let asks_for_more = ask.has_any(&["howmany", "what", "which", "how", "when", "why", "who"]);
    ask.reading.yes_no
        || ask.has("istrue")
        || ask.reading.question_mark && ask.reference.is_some() && !asks_for_more
}
