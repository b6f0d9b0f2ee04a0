//! A claim about every step of a series: "it rose every year".
//!
//! It must not call a step what nobody counted: where years are missing between, the claim can be contradicted but not borne out.

use super::change::judged_by;
use super::verdict::{Outcome, uncheckable};
use crate::answer::ask::Ask;
use crate::answer::change::{self, Pair, Way};
use crate::answer::draft::Draft;
use crate::answer::many;
use crate::answer::periods::years_between;
use crate::compute::Choice;
use crate::dataset::MetricId;

/// "Rose every year", "has been falling year by year".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    if !is_said_of_every_step(ask) {
        return None;
    }
    let (metric, way) = (ask.metric_id()?, change::way(ask)?);
    let choices = ask.series(metric);
    let whole = pair(metric, choices.first()?, choices.last()?);
    let contrary = choices.windows(2).find_map(|step| {
        let [base, later] = step else { return None };
        let step = pair(metric, base, later);
        (!goes(ask, &step, way)?).then_some(step)
    });
    if let Some(step) = contrary {
        return judged_by(ask, &step, Outcome::Fails);
    }
    let missing = years_between(&many::periods_of(&choices));
    if missing.is_empty() {
        judged_by(ask, &whole, Outcome::Holds)
    } else {
        Some(uncheckable(ask, metric, &missing))
    }
}

/// Whether a rise or a fall is said of each of several periods.
pub(in crate::answer) fn is_said_of_every_step(ask: &Ask) -> bool {
    ask.has("rows") && ask.has_any(&["rise", "fall"]) && ask.periods.points.len() < 2
}

fn pair(metric: MetricId, base: &Choice, later: &Choice) -> Pair {
    Pair {
        metric,
        base: base.clone(),
        later: later.clone(),
    }
}

/// Whether a step goes the way that is claimed; nothing if bounds leave it open.
fn goes(ask: &Ask, step: &Pair, way: Way) -> Option<bool> {
    let (base, later) = (ask.quantity(&step.base)?, ask.quantity(&step.later)?);
    let sign = later.minus(&base)?.sign();
    Some(match way {
        Way::Up => sign > 0,
        Way::Down => sign < 0,
    })
}
