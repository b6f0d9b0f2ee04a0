//! The kind of answer that computes over a bare table: words of the columns' names stand beside words that ask, and what is asked for
//! shows in their combination.
//!
//! It must not touch questions to data whose names were written with care.

use crate::former::ask::{Ask, Origin};
use crate::former::{doubt, share};
use crate::intents::AnswerKind;

/// The kind that takes the place of the intent's own, if one does.
pub(super) fn of(ask: &Ask) -> Option<AnswerKind> {
    if !ask.snapshot.reader.is_open() {
        return None;
    }
    let single = ask.metrics.len() == 1;
    let points = ask.periods.points.len();
    let kind = match ask.kind {
        AnswerKind::Change | AnswerKind::Value | AnswerKind::Sharpest
            if single && asks_for_span(ask) =>
        {
            AnswerKind::Extremum
        }
        AnswerKind::Average if ask.metrics.len() == 2 && ask.has("ratio") => AnswerKind::Ratio,
        AnswerKind::Average | AnswerKind::Share if single && points >= 2 && says_change(ask) => {
            AnswerKind::Change
        }
        AnswerKind::Share if !single && sums_percentages(ask) => AnswerKind::Sum,
        AnswerKind::Value if says_sum(ask) && adds_metrics(ask) => AnswerKind::Sum,
        AnswerKind::Claim if asks_which_number(ask) => AnswerKind::Filter,
        AnswerKind::Share | AnswerKind::Value | AnswerKind::Average | AnswerKind::Ratio
            if asks_for_extreme(ask) =>
        {
            AnswerKind::Extremum
        }
        AnswerKind::Value if says_sum(ask) && points >= 2 => AnswerKind::Sum,
        AnswerKind::Sum if says_change(ask) && points == 2 => AnswerKind::Change,
        AnswerKind::Coverage if asks_for_end(ask) => AnswerKind::Filter,
        _ => return None,
    };
    Some(kind)
}

fn says_change(ask: &Ask) -> bool {
    ask.has_any(&["change", "difference"])
}

fn says_sum(ask: &Ask) -> bool {
    ask.has_any(&["total", "sum"])
}

/// "The difference between the highest and the lowest".
fn asks_for_span(ask: &Ask) -> bool {
    ["max", "min", "difference"]
        .iter()
        .all(|concept| ask.has(concept))
}

/// "The total percentage of A and B".
fn sums_percentages(ask: &Ask) -> bool {
    let total = ask.has("sum") || says_total_percentage(ask);
    let mut metrics = ask.metrics.iter();
    total && metrics.all(|metric| share::is_percentage_itself(ask, *metric))
}

fn says_total_percentage(ask: &Ask) -> bool {
    let mut pairs = ask.reading.words.windows(2);
    pairs.any(|pair| {
        let [total, percent] = pair else { return false };
        total.text == "total" && matches!(percent.text.as_str(), "percentage" | "percent" | "share")
    })
}

/// Whether several metrics are asked about that count alike, so that they may add up, and none is named.
fn adds_metrics(ask: &Ask) -> bool {
    if ask.origin != Origin::Assumed || ask.metrics.len() < 2 {
        return false;
    }
    let metrics = ask.metrics.iter().filter_map(|metric| ask.metric(*metric));
    let mut kinds =
        metrics.map(|metric| (metric.kind, metric.label.to_lowercase().contains("total")));
    let Some((kind, false)) = kinds.next() else {
        return false;
    };
    kinds.all(|other| other == (kind, false))
}

/// "Which of them had over 40?": a name is asked for, not whether it is so.
fn asks_which_number(ask: &Ask) -> bool {
    !ask.reading.yes_no
        && !ask.reading.numbers.is_empty()
        && (doubt::asks_for_name(ask.reading) || ask.has("which"))
}

/// "Which year had the highest share", "which country has the lowest average": words of the column's name do not make it another question.
fn asks_for_extreme(ask: &Ask) -> bool {
    let year = ask.has("yearword")
        && ask.has_any(&["which", "what", "when"])
        && ask.metrics.len() == 1
        && ask.periods.points.is_empty();
    ask.has_any(&["max", "min"]) && (year || doubt::asks_for_name(ask.reading))
}

/// "The first year of lamp oil": a year is asked for, not whether there are figures.
fn asks_for_end(ask: &Ask) -> bool {
    ask.has_any(&["first", "last"]) && ask.has("yearword") && ask.origin == Origin::Named
}
