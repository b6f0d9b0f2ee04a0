//! The first few places of a series: "the three worst years".
//!
//! It must not fill up: where there are fewer, it says how many.

use super::asked;
use super::entry::{Entry, figures};
use crate::dataset::MetricId;
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};

/// Answers with the first `n` of an order.
pub(super) fn answer(ask: &Ask, metric: MetricId, sorted: &[Entry], n: usize) -> Draft {
    let chosen = sorted.get(..n).unwrap_or(sorted);
    let values = Values::new()
        .list("rows", chosen.iter().map(row).collect())
        .text("metric", ask.short(metric))
        .text("n", chosen.len().to_string())
        .flag("lowest", asked::for_least(ask))
        .resting_on(&figures(chosen, usize::MAX));
    let periods = ask.has_any(&["yearword", "which", "when"]);
    let bare = |entry: &Entry| {
        if periods {
            entry.choice.period.in_words()
        } else {
            entry.quantity.bare()
        }
    };
    let list = chosen.iter().map(bare).collect();
    Draft::answered(ask.word("top", &values), &values).values(list)
}

fn row(entry: &Entry) -> String {
    let period = entry.choice.period.in_words();
    format!("{period}: **{}**", entry.quantity.text())
}
