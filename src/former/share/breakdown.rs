//! How a figure splits into its declared parts.

use crate::compute::{Choice, Quantity, parts, split_on_one_page};
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{lookup, refuse};

/// Answers how a figure splits into its declared parts.
pub(in crate::former) fn breakdown(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let mut wholes: Vec<(Choice, Vec<(MetricId, Choice)>)> = Vec::new();
    let choices = match (ask.periods.by, ask.periods.points.first()) {
        (Some(date), _) => lookup::at_date(ask.data(), metric, date, false)
            .into_iter()
            .collect(),
        (None, Some(period)) => lookup::find(ask.data(), metric, period)
            .into_iter()
            .collect(),
        (None, None) => all_choices(ask, metric),
    };
    for choice in choices {
        let parts = parts(ask.data(), metric, &choice.period);
        if !parts.is_empty() {
            wholes.push(split_on_one_page(ask.data(), &choice, &parts));
        }
    }
    match wholes.pop() {
        Some((choice, parts)) => split(ask, metric, &choice, &parts),
        None => refuse::no_breakdown(ask, metric),
    }
}

fn all_choices(ask: &Ask, metric: MetricId) -> Vec<Choice> {
    lookup::periods(ask.data(), metric)
        .iter()
        .filter_map(|period| {
            crate::compute::series(ask.data(), metric, period.kind)
                .into_iter()
                .find(|choice| choice.period == *period)
        })
        .collect()
}

fn split(ask: &Ask, metric: MetricId, choice: &Choice, parts: &[(MetricId, Choice)]) -> Draft {
    let Some(whole) = ask.quantity(choice) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let mut found: Vec<(MetricId, Quantity)> = parts
        .iter()
        .filter_map(|(part, choice)| Some((*part, ask.quantity(choice)?)))
        .collect();
    found.sort_by_key(|(_, quantity)| std::cmp::Reverse(quantity.sort_key()));
    let row = |(part, quantity): &(MetricId, Quantity)| match quantity.share_of(&whole) {
        Some(share) => format!(
            "{}: **{}** ({})",
            ask.short(*part),
            quantity.text(),
            share.text()
        ),
        None => format!("{}: **{}**", ask.short(*part), quantity.text()),
    };
    let figures: Vec<_> = found
        .iter()
        .flat_map(|(_, quantity)| quantity.figures().to_vec())
        .collect();
    let values = Values::new()
        .quantity("whole", &whole)
        .period("period", &choice.period)
        .text("metric", ask.short(metric))
        .list("rows", found.iter().map(row).collect())
        .text(
            "largest",
            found
                .first()
                .map_or_else(String::new, |(part, _)| ask.short(*part)),
        )
        .resting_on(&figures);
    let names = if ask.has_any(&["max", "min", "comparative", "comparative_less"]) {
        found
            .first()
            .map(|(part, _)| vec![ask.short(*part)])
            .unwrap_or_default()
    } else {
        found.iter().map(|(_, quantity)| quantity.bare()).collect()
    };
    Draft::answered(ask.word("breakdown", &values), &values).values(names)
}
