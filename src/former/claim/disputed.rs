//! A number that is no figure of what is asserted but stands in a known disagreement.
//!
//! It must not decide the disagreement: it says what the data say of it.

use super::claimed;
use super::verdict::judged;
use crate::compute::usable_of;
use crate::dataset::{Conflict, FigureId};
use crate::former::Verdict;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::question::names::{Mention, Target};
use crate::question::reading::Counted;

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

/// The conflict that is named by the tokens of a number that is no figure of the metrics asserted.
fn conflict_named<'a>(ask: &Ask<'a>) -> Option<&'a Conflict> {
    let metrics = claimed::metrics(ask);
    let counts_it = |number: &Counted| {
        let mut named = usable_of(ask.data(), &number.figures);
        named.any(|(_, figure)| metrics.contains(&figure.metric))
    };
    let names = |mention: &Mention, number: &Counted| {
        let in_number = |token: &usize| number.tokens.contains(token);
        let alone = mention.tokens.iter().all(in_number);
        mention.tokens.iter().any(in_number) && (number.figures.is_empty() || !alone)
    };
    let strange = || {
        ask.reading
            .numbers
            .iter()
            .filter(|number| !counts_it(number))
    };
    let mut mentions = ask.reading.conflicts.iter();
    let mention = mentions.find(|mention| strange().any(|number| names(mention, number)))?;
    match mention.target {
        Target::Conflict(index) => ask.data().conflicts.get(index),
        _ => None,
    }
}
