//! Steps: from one figure of a series to the next, or from one series to another in the same period.
//!
//! It must not say which step is the sharpest.

use crate::compute::{Choice, Quantity, series};
use crate::dataset::{MetricId, PeriodKind};
use crate::former::ask::Ask;
use crate::former::lookup;

/// From one figure of a series to the next.
pub(super) struct Step {
    pub from: Choice,
    pub to: Choice,
    pub difference: Quantity,
    pub percent: Option<Quantity>,
}

impl Step {
    fn between(ask: &Ask, from: &Choice, to: &Choice) -> Option<Self> {
        let (a, b) = (ask.quantity(from)?, ask.quantity(to)?);
        Some(Self {
            from: from.clone(),
            to: to.clone(),
            difference: b.minus(&a)?,
            percent: b.percent_change(&a),
        })
    }

    /// "2022: +38.5%".
    pub(super) fn text(&self) -> String {
        let change = self.percent.as_ref().unwrap_or(&self.difference);
        format!("{}: {}", self.to.period.in_words(), change.signed_text())
    }
}

/// The steps asked about; where none of them leads to the very next period, all that there are.
pub(super) fn steps(ask: &Ask, metric: MetricId) -> Vec<Step> {
    if let [a, b, ..] = ask.metrics.as_slice() {
        return gaps_between(ask, *a, *b);
    }
    let all = series(ask.data(), metric, ask.kind_of_period(metric));
    let pairs = || all.iter().zip(all.iter().skip(1));
    let asked: Vec<Step> = pairs()
        .filter(|(from, to)| is_wanted(ask, to) && is_next(from, to))
        .filter_map(|(from, to)| Step::between(ask, from, to))
        .collect();
    if asked.is_empty() {
        pairs()
            .filter_map(|(from, to)| Step::between(ask, from, to))
            .collect()
    } else {
        asked
    }
}

fn is_wanted(ask: &Ask, to: &Choice) -> bool {
    if ask.periods.ends || ask.periods.points.is_empty() {
        ask.periods.admits(&to.period)
    } else {
        ask.periods.points.contains(&to.period)
    }
}

/// Years only follow one another when no year is missing between them.
fn is_next(from: &Choice, to: &Choice) -> bool {
    from.period.kind != PeriodKind::Year || to.period.last_year() - from.period.last_year() == 1
}

/// The gap between two series, period by period.
fn gaps_between(ask: &Ask, a: MetricId, b: MetricId) -> Vec<Step> {
    let gap = |to: Choice| {
        let from = lookup::find(ask.data(), b, &to.period)?;
        let difference = ask.quantity(&to)?.minus(&ask.quantity(&from)?)?.magnitude();
        Some(Step {
            from,
            to,
            difference,
            percent: None,
        })
    };
    ask.series(a).into_iter().filter_map(gap).collect()
}
