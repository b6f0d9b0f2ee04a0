//! What all claims about a change share: the two figures it lies between, as values and as a verdict.
//!
//! It must not find the two figures: [`change::pair`] does, as for questions.

use super::verdict::{Outcome, judged_outcome};
use crate::former::ask::Ask;
use crate::former::change::{self, Pair};
use crate::former::draft::{Draft, Values};
use crate::former::{Verdict, refuse};

/// The verdict on a claimed change, with the change as it is.
pub(super) fn judged_by(ask: &Ask, pair: &Pair, outcome: Outcome) -> Option<Draft> {
    let values = values(ask, pair)?;
    Some(judged_outcome(ask, outcome, "change", &values))
}

/// The direction put right: "They did not fall: they rose by 76.1%".
pub(in crate::former) fn correction(ask: &Ask, pair: &Pair) -> Draft {
    let Some(values) = values(ask, pair) else {
        return refuse::no_data(ask, Some(pair.metric), &[]);
    };
    let values = values.flag("asked_fall", ask.has("fall"));
    Draft::answered(ask.say("correction", &values), &values).verdict(Verdict::Contradicted)
}

fn values(ask: &Ask, pair: &Pair) -> Option<Values> {
    let (base, later) = (ask.quantity(&pair.base)?, ask.quantity(&pair.later)?);
    let difference = later.minus(&base)?;
    let values = change::sides(ask, pair, (&base, &later), &difference)
        .maybe("times", later.multiple_of(&base).as_ref())
        .flag("rose", difference.sign() > 0)
        .flag("fell", difference.sign() < 0);
    Some(values)
}
