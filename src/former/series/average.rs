//! Averages: the mean or median of a metric over several periods, or of several metrics in one.
//!
//! It must not hide that years are missing between those it averages.

use super::operands::{Operands, is_one_figure};
use crate::compute::Quantity;
use crate::former::ask::Ask;
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::periods::years_between;
use crate::former::{many, refuse, value};

/// Answers with a mean or median.
pub(in crate::former) fn average(ask: &Ask) -> Draft {
    averaged(ask).0
}

/// The same with the average itself; none where another answer takes its place.
pub(in crate::former) fn averaged(ask: &Ask) -> (Draft, Option<Quantity>) {
    let Some(metric) = ask.metric_id() else {
        return (refuse::which_metric(ask), None);
    };
    if is_one_figure(ask) {
        return (value::answer(ask), None);
    }
    let operands = Operands::of(ask);
    if let Some(draft) = operands.refused(ask, metric) {
        return (draft, None);
    }
    let quantities = operands.quantities(ask);
    let median = ask.has("median");
    let operation = if median {
        Operation::Median
    } else {
        Operation::Mean
    };
    let Some(average) = operation.result(&quantities) else {
        return (refuse::only_bounds(ask, &quantities), None);
    };
    let periods = operands.periods();
    let sparse = ask.periods.points.is_empty() && !years_between(&periods).is_empty();
    let values = Values::new()
        .quantity("average", &average)
        .text("metric", many::list_of_metrics(ask, &ask.metrics))
        .text("periods", many::list_of_periods(&periods))
        .text("n", quantities.len().to_string())
        .flag("median", median)
        .flag("sparse", sparse);
    let draft = Draft::answered(ask.word("average", &values), &values)
        .value(average.bare())
        .computed(Computation::of(operation, &quantities));
    (draft, Some(average))
}
