//! Conditions on values: "over 500", "less than in 2019", "not above 3%", and the figures that meet them.
//!
//! It must not answer: counting and listing what meets a condition is for others.

use num_traits::Signed;

use crate::compute::{Choice, years};
use crate::dataset::{MetricId, Number, UnitKind, format_number};
use crate::former::ask::Ask;
use crate::former::doubt::is_other_period;
use crate::former::draft::Values;
use crate::former::lookup;
use crate::question::reading::{Bound, CountedKind};

/// A limit so many times larger than every value is not meant in the values' unit.
const BEYOND: i128 = 20;

/// A condition on values.
struct Condition {
    bound: Bound,
    limit: Number,
}

/// The figures of a metric that meet the conditions; the first or last figures are looked for among those that are not zero.
pub(super) fn matching(ask: &Ask, metric: MetricId) -> Vec<Choice> {
    let conditions = conditions(ask, metric);
    let any_will_do = !conditions.is_empty() || !ask.has_any(&["first", "last"]);
    let is_zero = |choice: &Choice| {
        ask.quantity(choice)
            .is_none_or(|quantity| quantity.sign() == 0)
    };
    let mut series = ask.series(metric);
    series.retain(|choice| {
        !is_other_period(ask.reading, &choice.period)
            && (any_will_do || !is_zero(choice))
            && meets(ask, &conditions, choice)
    });
    series
}

/// Whether a figure of a metric meets what is asked of it.
pub(super) fn is_met(ask: &Ask, metric: MetricId, choice: &Choice) -> bool {
    meets(ask, &conditions(ask, metric), choice)
}

/// The conditions in words.
pub(super) fn in_words(ask: &Ask, metric: MetricId) -> String {
    let texts = conditions(ask, metric).into_iter().map(|condition| {
        let case = match condition.bound {
            Bound::Over => "bound_over",
            Bound::Under => "bound_under",
            Bound::AtLeast => "bound_at_least",
            Bound::AtMost => "bound_at_most",
            Bound::Equal => "bound_equal",
            Bound::Near => "bound_near",
            Bound::Nearly => "bound_nearly",
        };
        let limit = format_number(condition.limit);
        ask.say(case, &Values::new().text("limit", limit))
    });
    texts.collect::<Vec<_>>().join(", ")
}

fn conditions(ask: &Ask, metric: MetricId) -> Vec<Condition> {
    let percent = ask.snapshot.reader.is_open()
        || ask
            .metric(metric)
            .is_some_and(|metric| metric.kind == UnitKind::Percent);
    let limits = ask.reading.numbers.iter().filter(|number| {
        number.kind == CountedKind::Plain || percent && number.kind == CountedKind::Percent
    });
    let denied = ask.reading.denies_bound();
    let named: Vec<Condition> = limits
        .map(|number| {
            let bound = number.bound.unwrap_or(Bound::Equal);
            Condition {
                bound: if denied { bound.denied() } else { bound },
                limit: in_unit_of(ask, metric, number.value),
            }
        })
        .collect();
    if named.is_empty() {
        against_period(ask, metric).into_iter().collect()
    } else {
        named
    }
}

/// "More than in 1980": the figure of the one period named is the limit.
fn against_period(ask: &Ask, metric: MetricId) -> Option<Condition> {
    let compared = ask.has_any(&["than", "over", "under"]) && ask.periods.stretch.is_none();
    let point = ask.periods.only().filter(|_| compared)?;
    let choice = lookup::find(ask.data(), metric, point)?;
    let bound = if ask.has_any(&["comparative_less", "under"]) {
        Bound::Under
    } else {
        Bound::Over
    };
    Some(Condition {
        bound,
        limit: ask.quantity(&choice)?.sort_key(),
    })
}

/// In a bare table "$5,000 million" may mean 5,000: a scale that puts the limit beyond every value is the table's unit.
fn in_unit_of(ask: &Ask, metric: MetricId, limit: Number) -> Number {
    if !ask.snapshot.reader.is_open() {
        return limit;
    }
    let values = years(ask.data(), metric)
        .into_iter()
        .filter_map(|choice| ask.quantity(&choice));
    let Some(largest) = values.map(|quantity| quantity.sort_key().abs()).max() else {
        return limit;
    };
    let scaled = [1, 1_000, 1_000_000, 1_000_000_000]
        .into_iter()
        .map(|scale| limit / Number::from_integer(scale));
    let within = |limit: &Number| *limit <= largest * Number::from_integer(BEYOND);
    scaled.into_iter().find(within).unwrap_or(limit)
}

/// Whether a figure meets all conditions.
fn meets(ask: &Ask, conditions: &[Condition], choice: &Choice) -> bool {
    ask.quantity(choice).is_some_and(|quantity| {
        let value = quantity.sort_key();
        let mut all = conditions.iter();
        all.all(|condition| condition.bound.holds(value, condition.limit))
    })
}
