//! A claimed multiple between two periods: "doubled", "three times as many", "halved".
//!
//! It must not compare metrics with each other.

use super::change::judged_by;
use super::claimed::{first_of, spelled};
use super::fit::near;
use super::verdict::uncheckable;
use crate::answer::ask::Ask;
use crate::answer::draft::Draft;
use crate::answer::{change, refuse};
use crate::compute::{Comparable, comparable};
use crate::dataset::Number;
use crate::question::reading::CountedKind;

/// "It doubled."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claimed = claimed_multiple(ask)?;
    let metric = ask.metric_id()?;
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
    let actual = later.multiple_of(&base)?.sort_key();
    judged_by(ask, &pair, holds(ask, claimed, actual))
}

/// Whether a multiple is as claimed; "more than double" wants more, "how many more" does not.
fn holds(ask: &Ask, claimed: Number, actual: Number) -> bool {
    if ask.has("over") || ask.has("more") && !ask.has("howmany") {
        actual > claimed
    } else if ask.has("under") {
        actual < claimed
    } else {
        near(claimed, actual)
    }
}

fn claimed_multiple(ask: &Ask) -> Option<Number> {
    let number = first_of(ask, CountedKind::Times).map(|number| number.value);
    let halved = (ask.has("half") && ask.has("fall")).then(|| Number::new(1, 2));
    number
        .or_else(|| spelled(ask, &[("double", 2), ("triple", 3), ("quadruple", 4)]))
        .or(halved)
}
