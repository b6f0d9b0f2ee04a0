//! A claimed sum over several periods: "1,253 in 2022 and 2023 together", "2,000 from 2020 to 2023 in total".
//!
//! It must not take one period's figure for the sum, nor add up where a period has no figure.

use super::claimed::{is_for_named_period, plain_numbers};
use super::known::Known;
use super::record;
use super::verdict::verdict_of;
use crate::answer::ask::Ask;
use crate::answer::draft::Draft;
use crate::answer::periods::years_between;
use crate::answer::{Verdict, lookup, many};
use crate::compute::{Choice, Quantity, usable_of};
use crate::dataset::{MetricId, UnitKind};
use crate::question::reading::{Counted, CountedKind};

/// Concepts of claims that are no sum.
const OTHERS: [&str; 10] = [
    "rise",
    "fall",
    "change",
    "difference",
    "max",
    "min",
    "rows",
    "average",
    "than",
    "previous_record",
];

/// "There were 1,253 in 2022 and 2023 together."
pub(super) fn check(ask: &Ask) -> Option<Draft> {
    let claims: Vec<&Counted> = plain_numbers(ask).collect();
    let metric = ask.metric_id()?;
    if !is_claimed(ask, metric, &claims) {
        return None;
    }
    let choices = operands(ask, metric);
    let quantities: Option<Vec<Quantity>> =
        choices.iter().map(|choice| ask.quantity(choice)).collect();
    let sum = Quantity::sum(&quantities?);
    let total = sum.filter(|_| is_complete(ask, &choices));
    let met = total
        .as_ref()
        .and_then(|total| Known::of(total.value()).meets_all(&claims));
    let verdict = met.map_or(Verdict::CannotCheck, |met| {
        verdict_of(met != ask.reading.is_denied())
    });
    Some(record::by_rows(
        ask,
        metric,
        verdict,
        &choices,
        total.as_ref(),
    ))
}

/// Whether one number, or the two ends of a range, is said of several periods together.
fn is_claimed(ask: &Ask, metric: MetricId, claims: &[&Counted]) -> bool {
    let counts = ask
        .metric(metric)
        .is_some_and(|metric| metric.kind == UnitKind::Count);
    let only_plain = ask
        .reading
        .numbers
        .iter()
        .all(|number| number.kind == CountedKind::Plain);
    let one = match claims {
        [_] => true,
        [low, high] => low.tokens.end == high.tokens.start,
        _ => false,
    };
    let together = ask.has_any(&["total", "sum"]);
    let several = match ask.periods.stretch {
        Some(_) => together || claims.iter().all(|claim| claim.bound.is_none()),
        None => together && ask.periods.points.len() >= 2,
    };
    let is_figure = || {
        let mut named = claims
            .iter()
            .flat_map(|claim| usable_of(ask.data(), &claim.figures));
        named.any(|(_, figure)| {
            figure.metric == metric
                && figure.period.kind != crate::dataset::PeriodKind::Year
                && is_for_named_period(ask, &figure.period)
        })
    };
    counts
        && only_plain
        && one
        && several
        && ask.metrics.len() == 1
        && !ask.has_any(&OTHERS)
        && !is_figure()
}

/// The figures of the stretch, or of each period that is named.
fn operands(ask: &Ask, metric: MetricId) -> Vec<Choice> {
    if ask.periods.stretch.is_some() {
        return ask.series(metric);
    }
    let points = ask.periods.points.iter();
    points
        .filter_map(|period| lookup::find(ask.data(), metric, period))
        .collect()
}

/// Whether no period that is meant lacks its figure.
fn is_complete(ask: &Ask, choices: &[Choice]) -> bool {
    let points = &ask.periods.points;
    if ask.periods.stretch.is_none() {
        return choices.len() == points.len();
    }
    let found = many::periods_of(choices);
    let ends = ask.periods.ends && points.iter().all(|point| found.contains(point));
    ends && years_between(&found).is_empty()
}
