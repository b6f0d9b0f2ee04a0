//! A claimed sum over several periods: "1,253 in 2022 and 2023 together", "2,000 from 2020 to 2023 in total".
//!
//! It must not take one period's figure for the sum, nor add up where a period has no figure.

use jiff::civil::Date;

use super::claimed::plain_numbers;
use super::known::Known;
use super::record;
use super::verdict::{by_figure, verdict_of};
use crate::compute::{Choice, Quantity, series};
use crate::dataset::{MetricId, PeriodKind, UnitKind};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::periods::years_between;
use crate::former::{Verdict, lookup, many};
use crate::question::reading::{Bound, Counted, CountedKind};

/// Concepts of claims that are no sum.
const OTHERS: [&str; 14] = [
    "perday",
    "perweek",
    "permonth",
    "working",
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
    if let Some(own) = published(ask, metric) {
        let known = Known::of(ask.quantity(&own)?.value()).meets_all(&claims);
        return Some(by_figure(ask, verdict(ask, known), own.figure));
    }
    let choices = operands(ask, metric);
    let quantities: Option<Vec<Quantity>> =
        choices.iter().map(|choice| ask.quantity(choice)).collect();
    let sum = Quantity::sum(&quantities?);
    let total = sum.filter(|_| is_complete(ask, &choices));
    let met = total
        .as_ref()
        .and_then(|total| Known::of(total.value()).meets_all(&claims));
    let verdict = verdict(ask, met);
    Some(record::by_rows(
        ask,
        metric,
        verdict,
        &choices,
        total.as_ref(),
    ))
}

fn verdict(ask: &Ask, met: Option<bool>) -> Verdict {
    met.map_or(Verdict::CannotCheck, |met| {
        verdict_of(met != ask.reading.is_denied())
    })
}

/// The running total that was published for just the stretch.
fn published(ask: &Ask, metric: MetricId) -> Option<Choice> {
    let (Some(from), Some(to)) = ask.periods.stretch? else {
        return None;
    };
    let same_month = |a: Date, b: Date| (a.year(), a.month()) == (b.year(), b.month());
    let mut totals = series(ask.data(), metric, PeriodKind::Cumulative).into_iter();
    totals.find(|total| same_month(total.period.from, from) && same_month(total.period.to, to))
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
        Some(_) => together || claims.iter().all(|claim| !sets_limit(claim)),
        None => together && ask.periods.points.len() >= 2,
    };
    counts && only_plain && one && several && ask.metrics.len() == 1 && !ask.has_any(&OTHERS)
}

fn sets_limit(claim: &Counted) -> bool {
    claim
        .bound
        .is_some_and(|bound| !bound.is_rough() && bound != Bound::Equal)
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
