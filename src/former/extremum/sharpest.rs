//! The sharpest change: the step of a series, or the gap between two, that stands out most.
//!
//! It must not say what a step is: that is for `step`.

use std::cmp::Reverse;

use num_traits::Signed;

use super::step::{Step, steps};
use super::{asked, rivals};
use crate::compute::Quantity;
use crate::dataset::{FigureId, MetricId, Number};
use crate::former::ask::{Ask, Origin};
use crate::former::computation::Computation;
use crate::former::draft::{Draft, Values};
use crate::former::refuse;

/// The most figures that the answer rests on beside those of the sharpest step.
const MOST_FIGURES: usize = 6;

/// The sharpest rise or fall from one period to the next, or which of two periods grew faster.
pub(in crate::former) fn sharpest(ask: &Ask) -> Draft {
    if ask.origin != Origin::Named && rivals::are_asked_for(ask) && !asked::for_gap(ask) {
        return rivals::answer(ask);
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let mut steps = steps(ask, metric);
    let order = Order::of(ask);
    steps.sort_by_key(|step| Reverse(order.key(step)));
    let Some(best) = steps.first() else {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    };
    let mut in_time: Vec<&Step> = steps.iter().collect();
    in_time.sort_by_key(|step| step.to.period.to);
    let (from, to) = (best.from.period.in_words(), best.to.period.in_words());
    let values = values_of(ask, metric, best, &in_time);
    let draft = Draft::answered(ask.word("sharpest", &values), &values);
    let computation = Computation::other(format!("{to} − {from}"));
    let value = if asked::for_value(ask) {
        best.difference.bare()
    } else {
        to
    };
    draft.value(value).computed(computation)
}

fn values_of(ask: &Ask, metric: MetricId, best: &Step, in_time: &[&Step]) -> Values {
    let figures: Vec<FigureId> = in_time
        .iter()
        .flat_map(|step| step.difference.figures().to_vec())
        .take(MOST_FIGURES)
        .collect();
    let percent = best.percent.as_ref().map(Quantity::signed_text);
    let asks_pace = ask.has("speed") && !ask.has_any(&["which", "max"]);
    Values::new()
        .period("from", &best.from.period)
        .period("to", &best.to.period)
        .signed("difference", &best.difference)
        .text("percent", percent.unwrap_or_default())
        .text("metric", ask.short(metric))
        .list("steps", in_time.iter().map(|step| step.text()).collect())
        .flag("slowing", is_slowing(in_time))
        .flag("asks_pace", asks_pace)
        .flag("falling", best.difference.sign() < 0)
        .resting_on(&figures)
}

/// Whether the last step was smaller, in percent, than the one before.
fn is_slowing(in_time: &[&Step]) -> bool {
    let percent = |step: &Step| step.percent.as_ref().map(Quantity::sort_key);
    matches!(in_time, [.., before, last] if percent(last) < percent(before))
}

/// What makes one step sharper than another.
struct Order {
    relative: bool,
    sharpest: Sharpest,
}

enum Sharpest {
    Rise,
    Fall,
    Change,
    LeastChange,
}

impl Order {
    fn of(ask: &Ask) -> Self {
        let sharpest = if ask.has("min") && !ask.has("max") {
            Sharpest::LeastChange
        } else if !ask.has_any(&["rise", "fall", "speed"]) {
            Sharpest::Change
        } else if ask.has("fall") && !ask.has("rise") {
            Sharpest::Fall
        } else {
            Sharpest::Rise
        };
        Self {
            relative: ask.has_any(&["percent", "speed"]),
            sharpest,
        }
    }

    fn key(&self, step: &Step) -> Number {
        let relative = step.percent.as_ref().filter(|_| self.relative);
        let number = relative.unwrap_or(&step.difference).sort_key();
        match self.sharpest {
            Sharpest::Rise => number,
            Sharpest::Fall => -number,
            Sharpest::Change => number.abs(),
            Sharpest::LeastChange => -number.abs(),
        }
    }
}
