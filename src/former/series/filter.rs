//! Which periods, or columns of a bare table, meet a condition; the first or the last of them when that is asked.
//!
//! It must not answer from the matching figures alone: it rests on all that were looked at.

use super::columns::Columns;
use super::condition::{in_words, matching};
use crate::compute::Choice;
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::doubt::asks_for_name;
use crate::former::draft::{Draft, Values};
use crate::former::{many, refuse};

/// Answers which periods meet a condition; the first, last or only one when that is asked.
pub(in crate::former) fn filter(ask: &Ask) -> Draft {
    if let Some(columns) = Columns::asked(ask).filter(|_| asks_for_name(ask.reading)) {
        return columns.list(ask);
    }
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let all = ask.series(metric);
    if all.is_empty() {
        return refuse::no_data(ask, Some(metric), &ask.periods.points);
    }
    let chosen = chosen(ask, metric);
    let have = many::periods_of(&all);
    let values = Values::new()
        .text("rows", rows(ask, &chosen))
        .text("metric", ask.short(metric))
        .text("condition", in_words(ask, metric))
        .text("have", many::list_of_periods(&have))
        .flag("empty", chosen.is_empty())
        .flag("columns", false)
        .flag("first", ask.has("first"))
        .flag("last", ask.has("last"))
        .resting_on(&many::figures_of(&chosen))
        .resting_on(&many::figures_of(&all));
    let draft = Draft::answered(ask.word("filter", &values), &values).printing(chosen.len());
    if chosen.is_empty() {
        return draft.value("none");
    }
    let periods = chosen.iter().map(|choice| choice.period.in_words());
    draft.values(periods.collect())
}

fn chosen(ask: &Ask, metric: MetricId) -> Vec<Choice> {
    let mut matching = matching(ask, metric);
    if ask.has("first") {
        matching.truncate(1);
    } else if ask.has("last") {
        matching = matching.pop().into_iter().collect();
    }
    matching
}

fn rows(ask: &Ask, choices: &[Choice]) -> String {
    let row = |choice: &Choice| {
        let value = ask.quantity(choice)?.text();
        Some(format!("{} ({value})", choice.period.in_words()))
    };
    many::list(&choices.iter().filter_map(row).collect::<Vec<_>>())
}
