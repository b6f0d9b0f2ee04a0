//! A claimed change in percent.
//!
//! It must not take the percentage for a share: a word of change has to be said.

use super::change::judged_by;
use super::claimed::first_of;
use super::fit::fits_percent;
use super::verdict::Outcome;
use crate::dataset::Number;
use crate::former::ask::Ask;
use crate::former::change::{self, Way};
use crate::former::draft::Draft;
use crate::question::reading::{Counted, CountedKind};

/// "It rose by 40 percent", "40 percent more than in 2021"; "more than 40 percent" bounds a share.
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claim = first_of(ask, CountedKind::Percent)?;
    let metric = ask.metric_id()?;
    let moves = ask.has_any(&["rise", "fall", "change", "more", "comparative"]);
    let than = |concept: &str| claim.bound.is_none() && ask.has(concept);
    let (more_than, less_than) = (than("over"), than("under"));
    if !(moves || more_than || less_than) || ask.metrics.len() >= 2 {
        return None;
    }
    let pair = change::pair(ask, metric).ok()?;
    let (base, later) = (ask.quantity(&pair.base)?, ask.quantity(&pair.later)?);
    let in_time = ask.has_any(&["rise", "fall", "change"]) || change::is_said_of_later(ask, &pair);
    let (base, later) = if in_time {
        (base, later)
    } else {
        (later, base)
    };
    let actual = later.percent_change(&base)?.sort_key();
    let falls = (ask.has_any(&["fall", "comparative_less"]) || less_than) && !ask.has("rise");
    let way = if falls { Way::Down } else { Way::Up };
    judged_by(ask, &pair, Outcome::of(holds(claim, way, actual)))
}

/// Whether a change in percent is as claimed: by so much, and the way that is said.
pub(super) fn holds(claim: &Counted, way: Way, actual: Number) -> bool {
    let actual = if way == Way::Down { -actual } else { actual };
    fits_percent(claim.value, claim.rounded, claim.bound, actual)
}
