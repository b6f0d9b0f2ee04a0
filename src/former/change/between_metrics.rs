//! How much more of one metric than of another in one period.

use super::{asks_for_size, same_period};
use crate::compute::{Comparable, comparable};
use crate::former::ask::Ask;
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::{refuse, value};

/// How much more of one metric than of another in one period.
pub(super) fn between_metrics(ask: &Ask) -> Draft {
    let (Some(a), Some(b)) = (ask.metrics.first().copied(), ask.metrics.get(1).copied()) else {
        return refuse::which_metric(ask);
    };
    let Some((first, second)) = same_period(ask, a, b) else {
        return value::answer(ask);
    };
    let allowed = [
        comparable(ask.data(), first.figure, second.figure),
        comparable(ask.data(), second.figure, first.figure),
    ];
    if !allowed
        .iter()
        .any(|allowed| matches!(allowed, Comparable::Yes | Comparable::PartOf))
    {
        return refuse::not_comparable(ask, first.figure, second.figure, allowed[0]);
    }
    let (Some(qa), Some(qb)) = (ask.quantity(&first), ask.quantity(&second)) else {
        return refuse::no_data(ask, Some(a), &[]);
    };
    let Some(difference) = qa.minus(&qb) else {
        return refuse::only_bounds(ask, &[qa, qb]);
    };
    let values = Values::new()
        .quantity("first", &qa)
        .quantity("second", &qb)
        .text("first_metric", ask.short(a))
        .text("second_metric", ask.short(b))
        .period("period", &first.period)
        .quantity("difference", &difference.magnitude())
        .flag("more", difference.sign() >= 0);
    let computation = Computation::of(Operation::Difference, [&qa, &qb]);
    Draft::answered(ask.word("between_metrics", &values), &values)
        .value(if asks_for_size(ask, difference.sign()) {
            difference.magnitude().bare()
        } else {
            difference.bare()
        })
        .computed(computation)
}
