//! Checking what somebody asserts: each kind of claim is a module, and the first whose check applies gives the verdict.
//!
//! The verdict compares the assertion with figures and says nothing about anything else: what the data cannot tell is not judged.

mod attribution;
mod cause;
mod change;
mod claimed;
mod computed;
mod difference;
mod direction;
mod disputed;
mod event;
mod every_step;
mod extremum;
mod first;
mod fit;
mod known;
mod misreport;
mod multiple;
mod never;
mod nobody;
mod number;
mod out_of_reach;
mod part_of_year;
mod percent;
mod record;
mod relation;
mod several;
mod share;
mod total;
mod verdict;
mod wrong_period;

use super::ask::Ask;
use super::draft::{Draft, Values};
use super::{Verdict, lookup, value};

pub(super) use change::correction;
pub(super) use every_step::is_said_of_every_step;
pub(super) use relation::word_before;

/// A check of one kind of claim: nothing if the assertion is of another kind.
type Check = fn(&Ask) -> Option<Draft>;

/// The kinds of claim, the most particular first: a new one takes a module and its place in this list.
const CHECKS: [Check; 24] = [
    misreport::check,
    cause::check,
    event::check,
    disputed::check,
    attribution::check,
    computed::check,
    record::check,
    first::check,
    part_of_year::check,
    total::check,
    every_step::check,
    never::check,
    relation::check,
    difference::check,
    wrong_period::check,
    several::check,
    multiple::check,
    percent::check,
    share::check,
    nobody::check,
    out_of_reach::check,
    number::check,
    extremum::check,
    direction::check,
];

/// Checks an assertion.
pub(super) fn answer(ask: &Ask) -> Draft {
    CHECKS
        .iter()
        .find_map(|check| check(ask))
        .unwrap_or_else(|| cannot_check(ask))
}

/// Nothing in the data bears on it, or it was not read in full; says what there is instead.
pub(super) fn cannot_check(ask: &Ask) -> Draft {
    let values = nearest(ask).unwrap_or_else(|| Values::new().text("sentence", ""));
    verdict::judged(ask, Verdict::CannotCheck, "nothing", &values)
}

/// The figure for the period that is named, else the latest one.
fn nearest(ask: &Ask) -> Option<Values> {
    let metric = ask.metric_id()?;
    let named = ask.periods.points.first();
    let choice = named
        .and_then(|period| lookup::find(ask.data(), metric, period))
        .or_else(|| lookup::latest(ask.data(), metric))?;
    let sentence = value::sentence(ask, choice.figure);
    Some(Values::new().sourced_text("sentence", sentence, &[choice.figure]))
}
