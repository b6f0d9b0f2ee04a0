//! A claimed multiple between two periods: "doubled", "three times as many", "halved".
//!
//! It must not compare metrics with each other.

use super::change::judged_by;
use super::claimed::first_of;
use super::verdict::{Outcome, uncheckable};
use crate::compute::{Comparable, comparable};
use crate::dataset::Number;
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::{change, refuse};
use crate::question::reading::{Bound, CountedKind, Role};
use crate::question::rounding;

/// Words for a multiple.
const WORDS: [(&str, i128); 3] = [("double", 2), ("triple", 3), ("quadruple", 4)];

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
    let (base, later) = if is_said_of_earlier(ask) {
        (later, base)
    } else {
        (base, later)
    };
    let actual = later.multiple_of(&base)?.sort_key();
    judged_by(ask, &pair, claimed.outcome(actual))
}

/// "2021 had twice as many as 2022": of two periods the first is what is said to be a multiple, unless something became one.
fn is_said_of_earlier(ask: &Ask) -> bool {
    let became = |text: &str| text.ends_with("ed") || text.ends_with("ing");
    let mut words = ask.reading.words.iter();
    let moves = ask.has_any(&["rise", "fall", "change"])
        || words.any(|word| word.role == Role::Concept && became(&word.text));
    let points = &ask.periods.points;
    let backwards = matches!(points.as_slice(), [first, second] if first.to < second.from);
    backwards && !moves && ask.periods.stretch.is_none()
}

/// A multiple that is claimed, with how it is bounded.
pub(super) struct Multiple {
    value: Number,
    bound: Option<Bound>,
}

impl Multiple {
    /// What became of it: what more than tripled has tripled, unless a bound says how much is meant.
    pub(super) fn outcome(&self, actual: Number) -> Outcome {
        let one = Number::from_integer(1);
        let beyond = if self.value > one {
            actual > self.value
        } else {
            actual < self.value
        };
        match self.bound {
            Some(Bound::Near) | None if rounding::is_multiple(self.value, actual) => Outcome::Holds,
            None if beyond => Outcome::Exceeded,
            None => Outcome::Fails,
            Some(bound) => Outcome::of(bound.holds(actual, self.value)),
        }
    }

    /// The same where it is said that something is a multiple, not that it became one: nothing beyond will do.
    pub(super) fn outcome_as_stated(&self, actual: Number) -> Outcome {
        Outcome::of(self.outcome(actual) == Outcome::Holds)
    }

    pub(super) fn half(bound: Option<Bound>) -> Self {
        Self {
            value: Number::new(1, 2),
            bound,
        }
    }
}

/// The multiple that is claimed; "more than double" wants more, "how many more" does not.
pub(super) fn claimed_multiple(ask: &Ask) -> Option<Multiple> {
    if let Some(number) = first_of(ask, CountedKind::Times) {
        return Some(Multiple {
            value: number.value,
            bound: number.bound.or_else(|| loose_bound(ask)),
        });
    }
    if let Some((concept, times)) = WORDS.iter().find(|(concept, _)| ask.has(concept)) {
        return Some(Multiple {
            value: Number::from_integer(*times),
            bound: ask.reading.bound_of(concept).or_else(|| loose_bound(ask)),
        });
    }
    let halved = ask.has("half") && ask.has("fall");
    let bound = ask.reading.bound_of("half");
    let bound = if falls_to_half(ask) {
        bound
    } else {
        bound.map(turned)
    };
    halved.then(|| Multiple::half(bound))
}

/// "Fell to less than half": the half is what is left, not what has gone.
fn falls_to_half(ask: &Ask) -> bool {
    let words = ask.reading.words.iter().map(|word| word.text.as_str());
    words
        .take_while(|word| !word.starts_with("half"))
        .any(|word| matches!(word, "to" | "below" | "under"))
}

/// What is lost by more than half has less than half left.
fn turned(bound: Bound) -> Bound {
    match bound {
        Bound::Over => Bound::Under,
        Bound::Under => Bound::Over,
        Bound::AtLeast => Bound::AtMost,
        Bound::AtMost => Bound::AtLeast,
        other => other,
    }
}

/// A bound that stands apart from its multiple.
fn loose_bound(ask: &Ask) -> Option<Bound> {
    if ask.has("over") || ask.has("more") && !ask.has("howmany") {
        Some(Bound::Over)
    } else {
        ask.has("under").then_some(Bound::Under)
    }
}
