//! How the share of a part moved from one period to another, in percentage points.
//!
//! It must not take the change of the part for that of its share.

use super::ask::Ask;
use super::change::{self, Pair};
use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::{lookup, refuse, share};
use crate::compute::{Choice, Quantity, on_one_page};
use crate::dataset::{MetricId, UnitKind};

/// Answers how a share changed, where one is asked about over two periods.
pub(super) fn answer(ask: &Ask) -> Option<Draft> {
    let part = ask.metric_id()?;
    let counts = ask
        .metric(part)
        .is_some_and(|metric| metric.kind == UnitKind::Count);
    let asked = counts && ask.has_any(&["share", "percent"]) && says_share(ask);
    if !asked || ask.snapshot.reader.is_open() {
        return None;
    }
    let (part, whole) = share::part_and_whole(ask)?;
    let pair = match change::pair(ask, part) {
        Ok(pair) => pair,
        Err(missing) => return Some(refuse::no_data(ask, Some(part), &missing)),
    };
    Some(between(ask, &pair, whole))
}

/// "Share" names what moved; "percent" alone is how the change is to be given.
fn says_share(ask: &Ask) -> bool {
    ask.has("share")
        && (ask.has_any(&["rise", "fall", "change", "difference", "compare"])
            || ask.periods.points.len() == 2)
}

fn between(ask: &Ask, pair: &Pair, whole: MetricId) -> Draft {
    let share = |choice: &Choice| -> Option<Quantity> {
        let of_whole = lookup::same(ask.data(), whole, &choice.period)?;
        let (part, whole) = on_one_page(ask.data(), choice, &of_whole)?;
        ask.quantity(&part)?.share_of(&ask.quantity(&whole)?)
    };
    let (Some(base), Some(later)) = (share(&pair.base), share(&pair.later)) else {
        let missing = [&pair.base, &pair.later].map(|choice| choice.period.clone());
        return refuse::no_data(ask, Some(whole), &missing);
    };
    let Some(difference) = later.minus(&base) else {
        return refuse::only_bounds(ask, &[base, later]);
    };
    let name = Values::new()
        .text("part", ask.short(pair.metric))
        .text("whole", ask.short(whole));
    let values = change::sides(ask, pair, (&base, &later), &difference)
        .text("metric", ask.say("share_of", &name))
        .signed("signed_difference", &difference)
        .maybe("times", None)
        .text("signed_percent", "")
        .text("lead", change::lead(ask, pair, difference.sign()))
        .text("claim", "")
        .flag("points", true)
        .flag("carried", ask.carried_periods);
    let case = match difference.sign() {
        1 => "rose",
        -1 => "fell",
        _ => "same",
    };
    Draft::answered(ask.word(case, &values), &values)
        .value(difference.bare())
        .computed(Computation::of(Operation::Difference, [&later, &base]))
}
