//! A number that is no figure but stands in a known disagreement.
//!
//! It must not decide the disagreement: it says what the data say of it.

use super::verdict::judged;
use crate::answer::Verdict;
use crate::answer::ask::Ask;
use crate::answer::draft::{Draft, Values};
use crate::compute::usable_of;
use crate::dataset::{Conflict, FigureId};
use crate::question::names::Target;

/// "There were 60,000 of them", where outlets disagree on just that.
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let conflict = conflict_named(ask)?;
    let figures: Vec<FigureId> = usable_of(ask.data(), &conflict.figures)
        .map(|(id, _)| id)
        .collect();
    let values = Values::new()
        .sourced_text("say", conflict.say.clone(), &figures)
        .sourced_text("detail", conflict.detail.clone(), &figures);
    Some(judged(ask, Verdict::Contradicted, "disputed", &values))
}

/// The conflict that is named by the tokens of a number that is no figure.
fn conflict_named<'a>(ask: &Ask<'a>) -> Option<&'a Conflict> {
    let numbers = ask.reading.numbers.iter();
    let strange: Vec<usize> = numbers
        .filter(|number| number.figures.is_empty())
        .flat_map(|number| number.tokens.clone())
        .collect();
    let mut mentions = ask.reading.conflicts.iter();
    let mention =
        mentions.find(|mention| mention.tokens.iter().any(|token| strange.contains(token)))?;
    match mention.target {
        Target::Conflict(index) => ask.data().conflicts.get(index),
        _ => None,
    }
}
