//! Which years and metrics there are, and which are missing.

use super::look_up;
use crate::answer::draft::{Draft, Values};
use crate::answer::voice::Voice;
use crate::answer::{figures, lack, lists};
use crate::compute::{Choice, series, usable, years};
use crate::dataset::{FigureId, MetricId, Period, PeriodKind};
use crate::query::About;

/// The most metrics that are named with their years.
const MOST_METRICS: usize = 12;
/// The most periods of one kind that are listed.
const MOST_PERIODS: usize = 10;

/// What the dataset has: periods of a metric, missing years, metrics.
pub(super) fn worded(voice: &Voice, about: &About) -> Draft {
    let Some(metric) = super::metric(voice, &about.of) else {
        return lack::nothing(voice);
    };
    if !about.of.when.points().is_empty() {
        return match look_up(voice, &about.of) {
            Ok(rows) => figures::worded(voice, &rows),
            Err(draft) => *draft,
        };
    }
    if about.of.metrics.len() > 1 {
        return several(voice, &about.of.metrics);
    }
    let yearly = years(voice.data(), metric);
    let have = periods(&yearly);
    let other = other_periods(voice, metric);
    let missing = lists::years_between(&have);
    let mut gaps = voice.data().gaps.iter();
    let gap = gaps.find(|gap| gap.metrics.contains(&metric) && !gap.years.is_empty());
    let latest = latest(voice, metric);
    let values = Values::new()
        .text("metric", voice.short(metric))
        .text("have", lists::periods(&have))
        .list("other", other.clone())
        .text("missing", lists::periods(&missing))
        .text("gap", gap.map_or("", |gap| gap.say.as_str()))
        .text("metrics", lists::all(&metrics(voice)))
        .text("n_metrics", voice.data().own_metrics().count().to_string())
        .text("by", voice.by_members(metric).unwrap_or_default())
        .text("scope", voice.data().about.scope.clone())
        .flag("asks_metrics", about.of.metrics.is_empty())
        .flag("asks_missing", false)
        .resting_on(&latest);
    let bare = if have.is_empty() {
        other
    } else {
        have.iter().map(Period::in_words).collect()
    };
    Draft::answered(voice.word("coverage", &values), &values).values(bare)
}

/// Several metrics, each with its first and last year.
fn several(voice: &Voice, metrics: &[MetricId]) -> Draft {
    let row = |metric: &MetricId| {
        let years = span(voice, *metric)?;
        Some(format!("{}: **{years}**", voice.short(*metric)))
    };
    let rows: Vec<String> = metrics.iter().filter_map(row).collect();
    let figures = metrics.iter().flat_map(|metric| latest(voice, *metric));
    let values = Values::new()
        .list("rows", rows.clone())
        .text("metric", "")
        .flag("several_metrics", true)
        .text("lacking", "")
        .resting_on(&figures.collect::<Vec<_>>());
    Draft::answered(voice.word("many", &values), &values).values(rows)
}

fn periods(choices: &[Choice]) -> Vec<Period> {
    choices.iter().map(|choice| choice.period.clone()).collect()
}

fn latest(voice: &Voice, metric: MetricId) -> Vec<FigureId> {
    let figures = usable(voice.data(), metric);
    let standing = figures.filter(|(_, figure)| figure.superseded_by.is_none());
    let last = standing.max_by_key(|(_, figure)| figure.period.to);
    last.map(|(id, _)| id).into_iter().collect()
}

/// The halves, months, dates and running totals that there are beside the years, one list a kind.
fn other_periods(voice: &Voice, metric: MetricId) -> Vec<String> {
    let kinds = [
        PeriodKind::Half,
        PeriodKind::Span,
        PeriodKind::Month,
        PeriodKind::Cumulative,
        PeriodKind::AsOf,
    ];
    let lists = kinds.map(|kind| {
        let choices = series(voice.data(), metric, kind);
        lists::periods_within(&periods(&choices), MOST_PERIODS)
    });
    lists.into_iter().filter(|list| !list.is_empty()).collect()
}

/// The metrics with the years that they have figures for, the headline metric first.
fn metrics(voice: &Voice) -> Vec<String> {
    let own = voice.data().own_metrics();
    let mut all: Vec<MetricId> = own.map(|(id, _)| id).collect();
    all.sort_by_key(|metric| voice.metric(*metric).is_none_or(|metric| !metric.headline));
    let row = |metric: MetricId| {
        let years = span(voice, metric)?;
        let by = voice.by_members(metric);
        let by = by.map_or_else(String::new, |by| format!(", {by}"));
        Some(format!("{} ({years}{by})", voice.short(metric)))
    };
    all.into_iter().filter_map(row).take(MOST_METRICS).collect()
}

/// "2016–2023": the first and the last year that a metric has a figure for; by members where it has none for the whole.
pub(in crate::answer) fn span(voice: &Voice, metric: MetricId) -> Option<String> {
    let data = voice.data();
    let years = |metric| usable(data, metric).map(|(_, figure)| figure.period.last_year());
    let mut known: Vec<i16> = years(metric).collect();
    if known.is_empty() {
        known = data.with_slices(metric).flat_map(years).collect();
    }
    let (first, last) = (known.iter().min()?, known.iter().max()?);
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    })
}
