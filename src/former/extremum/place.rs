//! What stands at one place of a series: the highest, the second lowest.
//!
//! It must not hide a tie: all periods with the value are named.

use super::asked;
use super::entry::{Entry, figures};
use crate::compute::series;
use crate::dataset::MetricId;
use crate::former::ask::{Ask, Origin};
use crate::former::draft::{Draft, Values};
use crate::former::{many, refuse};

/// The figures that are printed: the one at the place, and the runner-up.
const PRINTED: usize = 2;

/// Answers with what stands at a place, counted from 1.
pub(super) fn answer(ask: &Ask, metric: MetricId, sorted: &[Entry], place: usize) -> Draft {
    let Some(entry) = sorted.get(place - 1) else {
        return refuse::no_data(ask, Some(metric), &[]);
    };
    let ties: Vec<String> = sorted
        .iter()
        .filter(|other| other.key() == entry.key())
        .map(|other| other.choice.period.in_words())
        .collect();
    let runner = sorted.get(place);
    let runner_period = runner.map(|runner| runner.choice.period.in_words());
    let series = series(ask.data(), metric, entry.choice.period.kind);
    let first = series.first().map(|choice| choice.period.in_words());
    let values = Values::new()
        .quantity("value", &entry.quantity)
        .period("period", &entry.choice.period)
        .text("periods", many::list(&ties))
        .text("metric", ask.short(metric))
        .text("place", in_words(place))
        .flag("lowest", asked::for_least(ask))
        .flag("nth", place > 1)
        .flag("partial", sorted.len() < series.len())
        .text("first", first.unwrap_or_default())
        .text("among", sorted.len().to_string())
        .maybe("runner", runner.map(|runner| &runner.quantity))
        .text("runner_period", runner_period.unwrap_or_default())
        .text("yesno", yes_or_no(ask, entry))
        .flag("carried", ask.origin == Origin::Carried)
        .resting_on(&figures(sorted, PRINTED));
    let printed = if place > 1 { 1 } else { PRINTED };
    let draft = Draft::answered(ask.word("place", &values), &values).printing(printed);
    if asked::for_value(ask) {
        draft.value(entry.quantity.bare())
    } else {
        draft.values(ties)
    }
}

/// "Was that the record?": whether the period spoken of stands at the place.
fn yes_or_no(ask: &Ask, entry: &Entry) -> String {
    let spoken_of = ask.conversation.periods.last();
    let about_it = ask.reading.yes_no && ask.reading.whens.is_empty();
    match spoken_of.filter(|_| about_it) {
        Some(period) if *period == entry.choice.period => ask.lead("lead_yes"),
        Some(_) => ask.lead("lead_no"),
        None => String::new(),
    }
}

/// "1st", "4th", "11th", "22nd".
pub(in crate::former) fn in_words(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_as_they_are_said() {
        let table = [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (21, "21st"),
            (22, "22nd"),
            (103, "103rd"),
            (111, "111th"),
        ];
        for (place, expected) in table {
            assert_eq!(in_words(place), expected);
        }
    }
}
