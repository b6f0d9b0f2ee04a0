//! A claimed difference between two periods, as a number: "rose by 182", "182 more than in 2021".
//!
//! It must not take the number that something rose to for the one that it rose by.

use super::change::judged_by;
use super::claimed::plain_numbers;
use super::known::Known;
use super::verdict::{Outcome, uncheckable};
use crate::compute::{Comparable, comparable, usable_of};
use crate::former::ask::Ask;
use crate::former::change::{self, Way};
use crate::former::draft::Draft;
use crate::former::refuse;
use crate::question::reading::{Bound, Counted};

/// "It rose by 182 in 2022."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id()?;
    let claims: Vec<&Counted> = plain_numbers(ask).collect();
    let way = claimed_way(ask, &claims)?;
    if ask.metrics.len() >= 2 {
        return None;
    }
    let pair = match change::pair(ask, metric) {
        Ok(pair) => pair,
        Err(missing) => return Some(uncheckable(ask, metric, &missing)),
    };
    let (later, base) = (pair.later.figure, pair.base.figure);
    match comparable(ask.data(), later, base) {
        Comparable::Yes => {}
        why => return Some(refuse::not_comparable(ask, later, base, why)),
    }
    let (base, later) = (ask.quantity(&pair.base)?, ask.quantity(&pair.later)?);
    let difference = later.minus(&base)?;
    let goes = change::goes(ask, &pair, way, difference.sign());
    let fits = Known::of(difference.magnitude().value()).meets_all(&claims)?;
    judged_by(ask, &pair, Outcome::of(goes && fits))
}

/// The way of a difference that one number, or the two ends of a range, is said to be; nothing if it is said to be something else.
fn claimed_way(ask: &Ask, claims: &[&Counted]) -> Option<Way> {
    match claims {
        [only] => way_of(ask, only),
        [low, high] if low.bound == Some(Bound::AtLeast) && high.bound == Some(Bound::AtMost) => {
            way_of(ask, low)
        }
        _ => None,
    }
}

fn way_of(ask: &Ask, claim: &Counted) -> Option<Way> {
    let word = |at: Option<usize>| {
        let word = at.and_then(|at| ask.reading.words.get(at));
        word.map_or("", |word| word.text.as_str())
    };
    let (before, behind) = (
        word(claim.tokens.start.checked_sub(1)),
        word(Some(claim.tokens.end)),
    );
    let beside = match behind {
        "more" => Some(Way::Up),
        "fewer" | "less" => Some(Way::Down),
        _ => None,
    };
    if beside.is_some() && ask.has("than") {
        return beside;
    }
    let moved = match (ask.has("rise"), ask.has("fall")) {
        (true, false) => Some(Way::Up),
        (false, true) => Some(Way::Down),
        _ => None,
    };
    let names_figure = || {
        let mut named = usable_of(ask.data(), &claim.figures);
        named.any(|(_, figure)| ask.metrics.contains(&figure.metric))
    };
    let apart = !matches!(before, "to" | "at" | "from" | "past" | "with") && !names_figure();
    let is_limit = claim.bound.is_some_and(|bound| !bound.is_rough());
    moved.filter(|_| before == "by" || apart && !is_limit)
}
