//! Finding the figure for a metric and a period as people mean it: the period itself, or the running total at its end.
//!
//! It never takes a figure of another year for the one asked for.

use jiff::civil::Date;

use crate::compute::{Choice, series, usable};
use crate::dataset::{Dataset, MetricId, Period, PeriodKind, Vocabulary};

/// How far a date may lie from the one that was named ("mid-April" for 12 April).
const NEAR_DAYS: i32 = 20;
/// The days of a month.
const MONTH_DAYS: i32 = 31;

/// The figure of a metric for a named period.
pub(super) fn find(dataset: &Dataset, metric: MetricId, period: &Period) -> Option<Choice> {
    match period.kind {
        PeriodKind::AsOf | PeriodKind::Cumulative => at_date(dataset, metric, period.to, false)
            .or_else(|| closing_year(dataset, metric, period)),
        PeriodKind::Year => {
            same(dataset, metric, period).or_else(|| as_of_within(dataset, metric, period))
        }
        _ => same(dataset, metric, period)
            .or_else(|| about(dataset, metric, period))
            .or_else(|| at_date(dataset, metric, period.to, true))
            .or_else(|| total_over(dataset, metric, period))
            .or_else(|| as_of_within(dataset, metric, period)),
    }
}

/// The running total over about the stretch that is named: from the same month, to within a month of its end.
fn total_over(dataset: &Dataset, metric: MetricId, period: &Period) -> Option<Choice> {
    let begins = |date: Date| in_month(date, period.from);
    let apart = |date: Date| {
        period
            .to
            .since(date)
            .map_or(i32::MAX, |span| span.get_days().abs())
    };
    let fits =
        |choice: &Choice| begins(choice.period.from) && apart(choice.period.to) <= MONTH_DAYS;
    series(dataset, metric, PeriodKind::Cumulative)
        .into_iter()
        .find(fits)
}

/// In a bare table a year is often named by the day it closes on: "December 31, 2019".
fn closing_year(dataset: &Dataset, metric: MetricId, period: &Period) -> Option<Choice> {
    let open = dataset.about.vocabulary == Vocabulary::Open;
    let year = Period::year(period.to.year()).filter(|_| open)?;
    same(dataset, metric, &year)
}

/// The figure of a metric for exactly this period.
pub(super) fn same(dataset: &Dataset, metric: MetricId, period: &Period) -> Option<Choice> {
    series(dataset, metric, period.kind)
        .into_iter()
        .find(|choice| choice.period.from == period.from && choice.period.to == period.to)
}

/// A state or running total at a date: the one nearest to it; in the same month at least.
pub(super) fn at_date(
    dataset: &Dataset,
    metric: MetricId,
    date: Date,
    same_month: bool,
) -> Option<Choice> {
    let totals = [PeriodKind::Cumulative, PeriodKind::AsOf]
        .into_iter()
        .flat_map(|kind| series(dataset, metric, kind));
    let apart = |choice: &Choice| {
        date.since(choice.period.to)
            .map_or(i32::MAX, |span| span.get_days().abs())
    };
    let near = totals.filter(|choice| {
        if same_month {
            in_month(choice.period.to, date)
        } else {
            apart(choice) <= NEAR_DAYS || in_month(choice.period.to, date)
        }
    });
    near.min_by_key(apart)
        .or_else(|| year_to_date(dataset, metric, date).filter(|_| !same_month))
}

fn in_month(a: Date, b: Date) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}

/// Whether two dates may be meant by the same words: some days apart, or in one month.
pub(super) fn is_near(a: Date, b: Date) -> bool {
    in_month(a, b)
        || b.since(a)
            .is_ok_and(|span| span.get_days().abs() <= NEAR_DAYS)
}

/// "Early 2025": the figure whose period covers most of a vague stretch.
fn about(dataset: &Dataset, metric: MetricId, period: &Period) -> Option<Choice> {
    period.words.as_ref()?;
    let kinds = [PeriodKind::Span, PeriodKind::Month, PeriodKind::AsOf];
    let all = kinds
        .into_iter()
        .flat_map(|kind| series(dataset, metric, kind));
    let shared = |choice: &Choice| {
        let (from, to) = (
            period.from.max(choice.period.from),
            period.to.min(choice.period.to),
        );
        to.since(from).map_or(i32::MIN, |span| span.get_days())
    };
    all.filter(|choice| shared(choice) >= 0).max_by_key(shared)
}

/// A count from the first of January to a date.
fn year_to_date(dataset: &Dataset, metric: MetricId, date: Date) -> Option<Choice> {
    let so_far = |choice: &Choice| {
        let (from, to) = (choice.period.from, choice.period.to);
        from == from.first_of_year() && from.year() == date.year() && in_month(to, date)
    };
    series(dataset, metric, PeriodKind::Span)
        .into_iter()
        .find(so_far)
}

/// A state of things at some date within the period.
fn as_of_within(dataset: &Dataset, metric: MetricId, period: &Period) -> Option<Choice> {
    let counts = |choice: &Choice| {
        let figure = dataset.figures.get(choice.figure.0);
        figure.is_some_and(|figure| figure.per.is_none())
    };
    let within = |choice: &Choice| {
        choice.period.to >= period.from && choice.period.to <= period.to && counts(choice)
    };
    series(dataset, metric, PeriodKind::AsOf)
        .into_iter()
        .rfind(within)
}

/// The latest figure of a metric, whatever the kind of its period: yearly figures before parts of years.
pub(super) fn latest(dataset: &Dataset, metric: MetricId) -> Option<Choice> {
    let kinds = [PeriodKind::Year, PeriodKind::Cumulative, PeriodKind::AsOf];
    let whole = kinds
        .into_iter()
        .filter_map(|kind| series(dataset, metric, kind).pop())
        .max_by_key(|choice| choice.period.to);
    let rest = [PeriodKind::Half, PeriodKind::Month, PeriodKind::Span];
    whole.or_else(|| {
        rest.into_iter()
            .filter_map(|kind| series(dataset, metric, kind).pop())
            .max_by_key(|choice| choice.period.to)
    })
}

/// The kind of period that a metric has most figures for, years first.
pub(super) fn main_kind(dataset: &Dataset, metric: MetricId) -> PeriodKind {
    let kinds = [
        PeriodKind::Year,
        PeriodKind::Half,
        PeriodKind::Month,
        PeriodKind::Span,
        PeriodKind::Cumulative,
        PeriodKind::AsOf,
    ];
    let years = series(dataset, metric, PeriodKind::Year).len();
    if years > 0 {
        return PeriodKind::Year;
    }
    kinds
        .into_iter()
        .max_by_key(|kind| {
            (
                series(dataset, metric, *kind).len(),
                std::cmp::Reverse(*kind),
            )
        })
        .unwrap_or(PeriodKind::Year)
}

/// Every period that a metric has a figure for, in order of time.
pub(super) fn periods(dataset: &Dataset, metric: MetricId) -> Vec<Period> {
    let mut periods: Vec<Period> = usable(dataset, metric)
        .filter(|(_, figure)| figure.superseded_by.is_none())
        .map(|(_, figure)| figure.period.clone())
        .collect();
    periods.sort_by_key(|period| (period.to, period.from));
    periods.dedup();
    periods
}
