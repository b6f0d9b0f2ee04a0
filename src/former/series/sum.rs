//! Sums: figures of a metric over several periods, or of several metrics in one.
//!
//! It must not add what is unlike, nor percentages.

use super::operands::{Operands, added, is_one_figure};
use crate::compute::{Quantity, comparable};
use crate::dataset::{MetricId, UnitKind};
use crate::former::ask::{Ask, Origin};
use crate::former::computation::{Computation, Operation};
use crate::former::draft::{Draft, Values};
use crate::former::{Status, about, change, many, refuse, value};

/// Answers with a sum.
pub(in crate::former) fn sum(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    if let Some(draft) = sum_against(ask) {
        return draft;
    }
    if is_one_figure(ask) && !ask.has("all") {
        return value::answer(ask);
    }
    if is_percent(ask, metric) && !ask.snapshot.reader.is_open() {
        return refuse::cannot_add(ask, metric);
    }
    let operands = Operands::of(ask);
    if let Some(draft) = operands.refused(ask, metric) {
        return draft;
    }
    if let Some((a, b)) = operands.unlike(ask) {
        if about::counts_twice(ask, a, b) {
            return Draft {
                status: Status::NotComparable,
                value: None,
                ..about::overlapping(ask, a, b)
            };
        }
        return refuse::not_comparable(ask, a, b, comparable(ask.data(), a, b));
    }
    let quantities = operands.quantities(ask);
    let Some(total) = Quantity::sum(&quantities) else {
        return refuse::only_bounds(ask, &quantities);
    };
    let values = Values::new()
        .quantity("total", &total)
        .text("terms", added(&quantities))
        .text("metric", many::list_of_metrics(ask, &ask.metrics))
        .text("periods", many::list_of_periods(&operands.periods()))
        .flag("carried", ask.origin == Origin::Carried);
    Draft::answered(ask.word("total", &values), &values)
        .value(total.bare())
        .computed(Computation::of(Operation::Sum, &quantities))
}

fn is_percent(ask: &Ask, metric: MetricId) -> bool {
    ask.metric(metric)
        .is_some_and(|metric| metric.kind == UnitKind::Percent)
}

/// "2022 and 2023 together against 2024": the sum of all figures but the last, set against the last.
pub(in crate::former) fn sum_against(ask: &Ask) -> Option<Draft> {
    let metric = ask.metric_id().filter(|_| ask.has("sum"))?;
    let found = change::several(ask, metric);
    if found.len() != 3 || ask.periods.ends {
        return None;
    }
    let mut choices: Vec<_> = found.into_iter().map(|(_, choice)| choice).collect();
    choices.sort_by_key(|choice| choice.period.to);
    let last = choices.pop()?;
    let operands = choices.iter().filter_map(|choice| ask.quantity(choice));
    let operands: Vec<Quantity> = operands.collect();
    let (total, other) = (Quantity::sum(&operands)?, ask.quantity(&last)?);
    let difference = other.minus(&total)?;
    let values = Values::new()
        .quantity("total", &total)
        .text("terms", added(&operands))
        .quantity("other", &other)
        .period("other_period", &last.period)
        .text(
            "periods",
            many::list_of_periods(&many::periods_of(&choices)),
        )
        .quantity("difference", &difference.magnitude())
        .text("percent", other.percent_change(&total)?.signed_text())
        .text("metric", ask.short(metric))
        .flag("above", difference.sign() > 0);
    Some(
        Draft::answered(ask.word("against", &values), &values)
            .value(difference.bare())
            .computed(Computation::of(Operation::Difference, [&other, &total])),
    )
}
