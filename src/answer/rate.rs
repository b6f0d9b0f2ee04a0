//! A figure spread over its period, or a rate as it was published.

use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::figures;
use super::voice::Voice;
use crate::compute::Spread;
use crate::query::Unit;

/// So many a day, a week, a month.
pub(super) fn worded(voice: &Voice, spread: &Spread) -> Draft {
    let Some(over) = spread.over else {
        return figures::one(voice, &spread.cell, "");
    };
    let values = Values::new()
        .quantity("rate", &spread.value)
        .quantity("value", &spread.cell.quantity)
        .period("period", &spread.cell.period)
        .text("metric", voice.short(spread.cell.metric))
        .text("over", over.to_string())
        .text("per", voice.say(unit(spread.per), &Values::new()));
    Draft::answered(voice.word("rate", &values), &values)
        .value(spread.value.bare())
        .computed(Computation::of(
            Operation::Spread(over),
            [&spread.cell.quantity],
        ))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "unit_hour",
        Unit::Day => "unit_day",
        Unit::WorkingDay => "unit_working_day",
        Unit::Week => "unit_week",
        Unit::Month => "unit_month",
        Unit::Quarter => "unit_quarter",
        Unit::Year => "unit_year",
    }
}
