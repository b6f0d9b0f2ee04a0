//! The sharpest step from one period to the next, with both its figures.

use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, holes};
use crate::compute::{OneStep, Quantity, Steps};
use crate::query::{Query, Way};

/// The steps that are named behind the sharpest.
const MOST_NEXT: usize = 2;

/// The sharpest step, or that there was none.
pub(super) fn worded(voice: &Voice, steps: &Steps) -> Draft {
    let draft = match steps.steps.split_first() {
        Some((best, rest)) => sharpest(voice, best, rest, steps.percent),
        None => none(voice, steps.way),
    };
    holes::named(voice, draft, &steps.holes)
}

fn sharpest(voice: &Voice, best: &OneStep, rest: &[OneStep], by_percent: bool) -> Draft {
    let percent = best.percent.as_ref().map(Quantity::signed_text);
    let next = rest.get(..MOST_NEXT).unwrap_or(rest);
    let values = Values::new()
        .quantity("base", &best.from.quantity)
        .quantity("later", &best.to.quantity)
        .period("from", &best.from.period)
        .period("to", &best.to.period)
        .signed("difference", &best.difference)
        .text("percent", percent.unwrap_or_default())
        .text("metric", voice.measured(best.to.metric))
        .list(
            "steps",
            next.iter().map(|step| text(step, by_percent)).collect(),
        )
        .flag("falling", best.difference.sign() < 0)
        .resting_on(&cells::figures(
            next.iter().flat_map(|step| [&step.to, &step.from]),
        ));
    let operands = [&best.to.quantity, &best.from.quantity];
    let computation = match &best.percent {
        Some(percent) => Computation::of(Operation::PercentChange, operands).giving(percent),
        None => Computation::of(Operation::Difference, operands),
    };
    Draft::answered(voice.word("sharpest", &values), &values)
        .printing(2)
        .value(best.to.period.in_words())
        .computed(computation)
}

/// "2022: +182, +38.5%", or its percentage alone where they are in order by that.
fn text(step: &OneStep, by_percent: bool) -> String {
    let difference = Some(&step.difference).filter(|_| !by_percent || step.percent.is_none());
    let changes = difference.into_iter().chain(&step.percent);
    let changes: Vec<String> = changes.map(Quantity::signed_text).collect();
    format!("{}: {}", step.to.period.in_words(), changes.join(", "))
}

fn none(voice: &Voice, way: Way) -> Draft {
    let metric = match voice.query {
        Query::Step(step) => step.over.metrics.first().copied(),
        _ => None,
    };
    let values = Values::new()
        .text(
            "metric",
            metric.map_or_else(String::new, |metric| voice.measured(metric)),
        )
        .flag("rising", way == Way::Up)
        .flag("falling", way == Way::Down);
    Draft::answered(voice.word("no_step", &values), &values).value("none")
}
