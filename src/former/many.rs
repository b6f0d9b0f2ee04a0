//! Several figures in one answer: rows by period or by metric, and lists in words.

use crate::compute::{Choice, Quantity};
use crate::dataset::{FigureId, MetricId, Period, PeriodKind};

use super::ask::Ask;
use super::draft::{Draft, Values};

/// The most rows of one answer.
const MOST_ROWS: usize = 24;

/// Figures as rows: "2022: 4,191".
pub(super) fn rows(ask: &Ask, found: &[(MetricId, Choice)], lacking: &str) -> Draft {
    let several_metrics = found
        .iter()
        .any(|(metric, _)| found.first().is_some_and(|(first, _)| first != metric));
    let mut quantities: Vec<Quantity> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let mut previous: Option<Quantity> = None;
    for (metric, choice) in found.iter().take(MOST_ROWS) {
        let Some(quantity) = ask.quantity(choice) else {
            continue;
        };
        let change = previous
            .filter(|_| !several_metrics && ask.has_any(&["percent", "rise", "fall", "change"]))
            .and_then(|before| quantity.percent_change(&before));
        let change =
            change.map_or_else(String::new, |change| format!(" ({})", change.signed_text()));
        let head = if several_metrics {
            format!("{}, {}", ask.short(*metric), choice.period.in_words())
        } else {
            choice.period.in_words()
        };
        lines.push(format!("{head}: **{}**{change}", quantity.text()));
        previous = Some(quantity.clone());
        quantities.push(quantity);
    }
    let figures: Vec<_> = quantities
        .iter()
        .flat_map(|quantity| quantity.figures().to_vec())
        .collect();
    let metric = found
        .first()
        .map_or_else(String::new, |(metric, _)| ask.short(*metric));
    let values = Values::new()
        .list("rows", lines)
        .text("metric", metric)
        .flag("several_metrics", several_metrics)
        .text("lacking", lacking)
        .resting_on(&figures);
    let text = ask.word("many", &values);
    Draft::answered(text, &values).values(quantities.iter().map(Quantity::bare).collect())
}

/// The periods of some choices, in their order.
pub(super) fn periods_of<'a>(choices: impl IntoIterator<Item = &'a Choice>) -> Vec<Period> {
    let choices = choices.into_iter();
    choices.map(|choice| choice.period.clone()).collect()
}

/// The figures of some choices, in their order.
pub(super) fn figures_of<'a>(choices: impl IntoIterator<Item = &'a Choice>) -> Vec<FigureId> {
    choices.into_iter().map(|choice| choice.figure).collect()
}

/// "2011, 2012 and 2013", neighbours joined: "2011 to 2019 and 2021".
pub(super) fn list_of_periods(periods: &[Period]) -> String {
    let mut runs: Vec<(&Period, &Period)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, last)) if follows(last, period) => *last = period,
            _ => runs.push((period, period)),
        }
    }
    let texts = runs.into_iter().map(|(first, last)| {
        if first == last {
            first.in_words()
        } else {
            format!("{} to {}", first.in_words(), last.in_words())
        }
    });
    list(&texts.collect::<Vec<_>>())
}

fn follows(before: &Period, after: &Period) -> bool {
    before.kind == PeriodKind::Year
        && after.kind == PeriodKind::Year
        && after.last_year() == before.last_year() + 1
}

/// "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The names of some metrics, as a list.
pub(super) fn list_of_metrics(ask: &Ask, metrics: &[MetricId]) -> String {
    let names = metrics.iter().map(|metric| ask.short(*metric));
    list(&names.collect::<Vec<_>>())
}
