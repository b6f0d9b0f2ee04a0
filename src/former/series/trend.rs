//! How a metric developed: its figures, the change over all and in the last step, and what is missing between.
//!
//! It must not speak of a development where a period that is named has no figure.

use super::operands::holes;
use crate::compute::{Choice, Quantity};
use crate::dataset::Period;
use crate::former::ask::Ask;
use crate::former::change::percent_text;
use crate::former::draft::{Draft, Values};
use crate::former::periods::years_between;
use crate::former::{many, refuse};

/// Answers how a metric developed: its figures, the change over all, and what is missing between.
pub(in crate::former) fn trend(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let choices = ask.series(metric);
    let lacking = named_without_figure(ask, &choices);
    if !lacking.is_empty() {
        return refuse::no_data(ask, Some(metric), &lacking);
    }
    let points: Vec<Point> = choices
        .iter()
        .filter_map(|choice| Some((choice.period.clone(), ask.quantity(choice)?)))
        .collect();
    let ([first, ..], [.., before, last]) = (points.as_slice(), points.as_slice()) else {
        return refuse::no_data(ask, Some(metric), &holes(ask, &choices));
    };
    let missing = years_between(&many::periods_of(&choices));
    let values = values_of(ask, first, before, last)
        .text("metric", ask.short(metric))
        .list("rows", points.iter().map(row).collect())
        .text("missing", many::list_of_periods(&missing))
        .resting_on(&many::figures_of(&choices));
    let bare = points.iter().map(|(_, quantity)| quantity.bare()).collect();
    Draft::answered(ask.word("trend", &values), &values).values(bare)
}

/// A figure of the series with its period.
type Point = (Period, Quantity);

/// The periods named one by one that have no figure.
fn named_without_figure(ask: &Ask, choices: &[Choice]) -> Vec<Period> {
    let lacks = |point: &&Period| !choices.iter().any(|choice| choice.period == **point);
    let points = ask.periods.points.iter().filter(|_| !ask.periods.ends);
    points.filter(lacks).cloned().collect()
}

/// The ends of the series and its last step.
fn values_of(
    ask: &Ask,
    (first_period, first): &Point,
    (before_period, before): &Point,
    (last_period, last): &Point,
) -> Values {
    let direction = last.minus(before).map_or(0, |step| step.sign());
    Values::new()
        .quantity("first", first)
        .quantity("last", last)
        .quantity("before", before)
        .period("first_period", first_period)
        .period("last_period", last_period)
        .period("before_period", before_period)
        .text("overall", percent_text(last, first))
        .text("step", percent_text(last, before))
        .flag("rising", direction > 0)
        .flag("falling", direction < 0)
        .text("lead", lead(ask, direction))
}

fn row((period, quantity): &Point) -> String {
    format!("{}: **{}**", period.in_words(), quantity.text())
}

/// "Yes" or "No" to "is it going up?".
fn lead(ask: &Ask, direction: i8) -> String {
    let (up, down) = (ask.has("rise"), ask.has("fall"));
    if !ask.reading.yes_no || up == down {
        return String::new();
    }
    ask.lead(if up == (direction > 0) {
        "lead_yes"
    } else {
        "lead_no"
    })
}
