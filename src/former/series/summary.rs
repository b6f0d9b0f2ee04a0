//! Summaries: everything there is for one period, or the main findings of the dataset.
//!
//! It must not judge: it lists figures, and for the headline metric its last change, its record and its parts.

use crate::compute::{Choice, Quantity, parts, years};
use crate::dataset::{FigureId, MetricId, Period};
use crate::former::ask::Ask;
use crate::former::change::percent_text;
use crate::former::cite::escape;
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, many, periods, refuse, value};

/// The most figures that a summary lists.
const MOST_LINES: usize = 9;

/// Answers with everything there is for a year, or with the main findings.
pub(in crate::former) fn summary(ask: &Ask) -> Draft {
    match ask.periods.only().filter(|_| !ask.carried_periods) {
        Some(period) => of_period(ask, period),
        None => of_dataset(ask),
    }
}

fn of_period(ask: &Ask, period: &Period) -> Draft {
    let mut found = figures_for(ask, period);
    if found.is_empty() {
        return refuse::no_data(ask, ask.metric_id(), std::slice::from_ref(period));
    }
    let more = found.len().saturating_sub(MOST_LINES);
    let more = (more > 0).then(|| more.to_string());
    found.truncate(MOST_LINES);
    let line = |(metric, choice): &(MetricId, Choice)| line(ask, *metric, choice);
    let choices = || found.iter().map(|(_, choice)| choice);
    let values = Values::new()
        .period("period", period)
        .list("rows", found.iter().filter_map(line).collect())
        .text("more", more.unwrap_or_default())
        .resting_on(&many::figures_of(choices()));
    let quantities = choices().filter_map(|choice| ask.quantity(choice));
    let bare = quantities.map(|quantity| quantity.bare()).collect();
    Draft::answered(ask.word("period", &values), &values).values(bare)
}

/// What each metric has for a period, headline metrics first.
fn figures_for(ask: &Ask, period: &Period) -> Vec<(MetricId, Choice)> {
    let all = (0..ask.data().metrics.len()).map(MetricId);
    let with_figure =
        all.filter_map(|metric| Some((metric, lookup::same(ask.data(), metric, period)?)));
    let mut found: Vec<(MetricId, Choice)> = with_figure.collect();
    found.sort_by_key(|(metric, _)| !ask.metric(*metric).is_some_and(|metric| metric.headline));
    found
}

fn line(ask: &Ask, metric: MetricId, choice: &Choice) -> Option<String> {
    let quantity = ask.quantity(choice)?;
    let before = periods::shift(&choice.period, -1)
        .and_then(|before| lookup::find(ask.data(), metric, &before))
        .and_then(|before| ask.quantity(&before));
    let change = before
        .and_then(|before| quantity.percent_change(&before))
        .map(|change| {
            let values = Values::new().text("change", change.signed_text());
            format!(" ({})", ask.say("on_year_before", &values))
        });
    let label = ask.metric(metric).map(|metric| escape(&metric.label));
    Some(format!(
        "**{}** {}{}",
        quantity.text(),
        label.unwrap_or_default(),
        change.unwrap_or_default()
    ))
}

/// The main findings: the headline metric's last change and record, its parts, and the rest of what the last year has.
fn of_dataset(ask: &Ask) -> Draft {
    let data = ask.data();
    let position = data.metrics.iter().position(|metric| metric.headline);
    let Some(headline) = position.map(MetricId).or(ask.metric_id()) else {
        return refuse::which_metric(ask);
    };
    let series = years(data, headline);
    let Some((last, earlier)) = series.split_last() else {
        return refuse::no_data(ask, Some(headline), &[]);
    };
    let last_two = earlier
        .last()
        .and_then(|before| Some((ask.quantity(last)?, before, ask.quantity(before)?)));
    let Some((value, before, before_value)) = last_two else {
        return value::one(ask, headline, last, "");
    };
    let (record_period, record) = record(ask, earlier).unzip();
    let parts = parts_of(ask, headline, last, &value);
    let figures: Vec<FigureId> = parts
        .iter()
        .flat_map(|(_, quantity)| quantity.figures().to_vec())
        .collect();
    let sentence = value::sentence(ask, last.figure);
    let values = Values::new()
        .sourced_text("sentence", sentence, value.figures())
        .quantity("value", &value)
        .quantity("before", &before_value)
        .period("period", &last.period)
        .text("before_period", before.period.in_words())
        .text("change", percent_text(&value, &before_value))
        .maybe("record", record.as_ref())
        .text("record_period", record_period.unwrap_or_default())
        .list("parts", parts.into_iter().map(|(text, _)| text).collect())
        .text("metric", ask.short(headline))
        .resting_on(&figures);
    Draft::answered(ask.word("dataset", &values), &values).value(value.bare())
}

/// The highest of some figures, with its period in words.
fn record(ask: &Ask, choices: &[Choice]) -> Option<(String, Quantity)> {
    choices
        .iter()
        .filter_map(|choice| Some((choice.period.in_words(), ask.quantity(choice)?)))
        .max_by_key(|(_, quantity)| quantity.sort_key())
}

/// The parts of a figure, each with its share in words.
fn parts_of(
    ask: &Ask,
    metric: MetricId,
    choice: &Choice,
    whole: &Quantity,
) -> Vec<(String, Quantity)> {
    let part = |(metric, choice): &(MetricId, Choice)| {
        let part = ask.quantity(choice)?;
        let share = part.share_of(whole)?.text();
        let text = format!("{}: **{}** ({share})", ask.short(*metric), part.text());
        Some((text, part))
    };
    let parts = parts(ask.data(), metric, &choice.period);
    parts.iter().filter_map(part).collect()
}
