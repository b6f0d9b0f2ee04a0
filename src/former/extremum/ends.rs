//! Both ends of a series: the highest and the lowest, or how far they lie apart.
//!
//! It must not answer with one end alone.

use super::entry::Entry;
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::refuse;

/// Answers with both ends, or with the difference where that is asked for and can be computed.
pub(super) fn answer(ask: &Ask, metric: MetricId, entries: &[Entry]) -> Draft {
    let low = entries.iter().min_by_key(|entry| entry.key());
    let high = entries.iter().max_by_key(|entry| entry.key());
    let (Some(low), Some(high)) = (low, high) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let values = Values::new()
        .quantity("high", &high.quantity)
        .quantity("low", &low.quantity)
        .period("high_period", &high.choice.period)
        .period("low_period", &low.choice.period)
        .text("metric", ask.short(metric));
    let apart = ask.has_any(&["difference", "howmany", "change"]);
    let difference = high.quantity.minus(&low.quantity).filter(|_| apart);
    let (high, low) = (&high.quantity, &low.quantity);
    match difference {
        Some(difference) => {
            let values = values.quantity("difference", &difference);
            Draft::answered(ask.word("range", &values), &values)
                .value(difference.bare())
                .computed(Computation::of(Operation::Difference, [high, low]))
        }
        None => Draft::answered(ask.word("both", &values), &values)
            .values(vec![high.bare(), low.bare()]),
    }
}
