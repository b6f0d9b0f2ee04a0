//! A figure spread over its period, or a rate as it was published.

use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, figures, lists};
use crate::compute::{Cell, Quantity, Spread};
use crate::query::Unit;

/// So many a day, a week, a month.
pub(super) fn worded(voice: &Voice, spread: &Spread) -> Draft {
    let Some(over) = spread.over else {
        return figures::one(voice, &spread.cell, "");
    };
    let all: Vec<&Cell> = std::iter::once(&spread.cell).chain(&spread.more).collect();
    let summed = Quantity::sum(&cells::quantities(all.iter().copied()));
    let whole = summed.as_ref().unwrap_or(&spread.cell.quantity);
    let values = Values::new()
        .quantity("rate", &spread.value)
        .quantity("value", whole);
    let values = if spread.more.is_empty() {
        values.period("period", &spread.cell.period)
    } else {
        let periods = lists::periods(&cells::periods(all.iter().copied()));
        values
            .text("period", periods.clone())
            .text("period_phrase", periods)
    };
    let values = values
        .text("metric", voice.short(spread.cell.metric))
        .text("unit", voice.unit(spread.cell.metric))
        .text("over", over.to_string())
        .text("per", voice.say(unit(spread.per), &Values::new()));
    Draft::answered(voice.word("rate", &values), &values)
        .value(spread.value.bare())
        .computed(Computation::of(Operation::Spread(over), [whole]))
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
