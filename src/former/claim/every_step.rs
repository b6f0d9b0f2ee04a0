//! A claim about every step of a series: "it rose every year".
//!
//! It must not call a step what nobody counted: where years are missing between, the claim can be contradicted but not borne out.

use super::change::judged_by;
use super::claimed::{first_of, plain_numbers};
use super::known::Known;
use super::multiple::{Multiple, claimed_multiple};
use super::percent;
use super::verdict::{Outcome, uncheckable};
use crate::compute::Choice;
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::change::{self, Pair, Way};
use crate::former::draft::Draft;
use crate::former::many;
use crate::former::periods::years_between;
use crate::question::reading::{Counted, CountedKind};

/// "Rose every year", "has been falling year by year".
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    if !is_said_of_every_step(ask) {
        return None;
    }
    let (metric, claim) = (ask.metric_id()?, claimed(ask)?);
    let choices = ask.series(metric);
    let whole = pair(metric, choices.first()?, choices.last()?);
    let contrary = choices.windows(2).find_map(|step| {
        let [base, later] = step else { return None };
        let step = pair(metric, base, later);
        (!goes(ask, &step, &claim)?).then_some(step)
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
pub(in crate::former) fn is_said_of_every_step(ask: &Ask) -> bool {
    let moves = ask.has_any(&["rise", "fall", "double", "triple", "quadruple"]);
    let ends = ask.periods.points.len() < 2 || ask.periods.stretch.is_some();
    ask.has("rows") && moves && ends
}

/// The step from one figure of a metric to another.
pub(super) fn pair(metric: MetricId, base: &Choice, later: &Choice) -> Pair {
    Pair {
        metric,
        base: base.clone(),
        later: later.clone(),
    }
}

/// What is said of each step.
enum Step<'a> {
    Times(Multiple),
    Percent(&'a Counted, Way),
    Goes(Way, Vec<&'a Counted>),
}

fn claimed<'a>(ask: &Ask<'a>) -> Option<Step<'a>> {
    if let Some(multiple) = claimed_multiple(ask) {
        return Some(Step::Times(multiple));
    }
    let way = change::way(ask)?;
    Some(match first_of(ask, CountedKind::Percent) {
        Some(claim) => Step::Percent(claim, way),
        None => Step::Goes(way, plain_numbers(ask).collect()),
    })
}

/// Whether a step goes as is claimed; nothing if bounds leave it open.
fn goes(ask: &Ask, step: &Pair, claim: &Step) -> Option<bool> {
    let (base, later) = (ask.quantity(&step.base)?, ask.quantity(&step.later)?);
    Some(match claim {
        Step::Times(multiple) => {
            multiple.outcome(later.multiple_of(&base)?.sort_key()) != Outcome::Fails
        }
        Step::Percent(claim, way) => {
            percent::holds(claim, *way, later.percent_change(&base)?.sort_key())
        }
        Step::Goes(way, numbers) => {
            let difference = later.minus(&base)?;
            let sign = if *way == Way::Up { 1 } else { -1 };
            let size = Known::of(difference.magnitude().value());
            difference.sign() == sign && size.meets_all(numbers)?
        }
    })
}
