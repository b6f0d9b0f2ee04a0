//! How many periods, or columns of a bare table, meet a condition.
//!
//! It must not leave out how many there are in all: a count is printed among what it was counted in.

use super::columns::Columns;
use super::condition::{in_words, matching};
use crate::compute::Quantity;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{many, refuse};

/// Answers how many periods meet a condition.
pub(in crate::former) fn count(ask: &Ask) -> Draft {
    if let Some(columns) = Columns::asked(ask) {
        return columns.count(ask);
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let all = ask.series(metric);
    if all.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    let matching = matching(ask, metric);
    let count = Quantity::count_of(&many::figures_of(&matching));
    let periods = many::periods_of(&matching);
    let values = Values::new()
        .quantity("count", &count)
        .text("among", all.len().to_string())
        .text("periods", many::list_of_periods(&periods))
        .text("metric", ask.short(metric))
        .text("condition", in_words(ask, metric))
        .flag("empty", matching.is_empty())
        .flag("columns", false)
        .resting_on(&many::figures_of(&all));
    Draft::answered(ask.word("count", &values), &values)
        .printing(matching.len())
        .value(count.bare())
}
