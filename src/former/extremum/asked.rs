//! What the words of a question ask of an order: its top or bottom, one place or several, a value or a period.
//!
//! It must not look at figures.

use crate::dataset::Period;
use crate::former::ask::Ask;
use crate::question::reading::{Counted, CountedKind};

/// A larger number is no count of places.
const MOST_PLACES: i128 = 20;

/// Whether the highest is asked for; "recorded" speaks of no record.
fn for_most(ask: &Ask) -> bool {
    let concepts = ask.reading.concepts.iter();
    let named = concepts.filter(|concept| *concept == "max").count();
    let words = ask.reading.words.iter();
    named > words.filter(|word| word.text == "recorded").count()
}

/// Whether the order begins with the lowest.
pub(super) fn for_least(ask: &Ask) -> bool {
    ask.has_any(&["min", "comparative_less"]) && !for_most(ask)
}

/// "The highest and the lowest", "how much more than the lowest".
pub(super) fn for_both_ends(ask: &Ask) -> bool {
    (for_most(ask) || ask.has("comparative")) && ask.has("min") && !ask.has("rank")
}

/// In which year two series lay furthest apart.
pub(super) fn for_gap(ask: &Ask) -> bool {
    ask.metrics.len() == 2 && ask.has("difference") && ask.has("yearword")
}

/// The period whose place in the order is asked for.
pub(super) fn for_rank<'a>(ask: &'a Ask) -> Option<&'a Period> {
    let ranked = ask.has("rank") && ask.periods.stretch.is_none();
    ask.periods.only().filter(|_| ranked)
}

/// "top three".
pub(super) fn for_top(ask: &Ask) -> Option<usize> {
    let small = |number: &&Counted| {
        number.kind == CountedKind::Plain
            && number.value.is_integer()
            && number.value.to_integer() <= MOST_PLACES
    };
    let number = ask.reading.numbers.iter().find(small)?;
    usize::try_from(number.value.to_integer()).ok()
}

/// The place asked for, from 1.
pub(super) fn place(ask: &Ask) -> usize {
    let mut numbers = ask.reading.numbers.iter();
    let number = numbers
        .find(|number| number.kind == CountedKind::Ordinal)
        .and_then(|number| usize::try_from(number.value.to_integer()).ok());
    match number {
        Some(n) => n.max(1),
        None if ask.has("ordinal2") => 2,
        None if ask.has("ordinal3") => 3,
        None => 1,
    }
}

/// "What is the highest …" asks for a value; "which year", "when" for a period.
pub(super) fn for_value(ask: &Ask) -> bool {
    in_one_year(ask)
        || !ask.has_any(&["yearword", "when", "which", "monthword"])
            && ask.has_any(&["what", "howmany"])
}

/// "What is the most … in one year": the year is no question.
fn in_one_year(ask: &Ask) -> bool {
    let asks = ask.has_any(&["what", "howmany"]) && !ask.has_any(&["which", "when"]);
    let mut pairs = ask.reading.words.windows(2);
    asks && pairs.any(|pair| match pair {
        [one, year] => {
            matches!(one.text.as_str(), "one" | "a" | "any" | "single")
                && matches!(year.stem.as_str(), "year" | "season")
        }
        _ => false,
    })
}
