//! A part of a whole at each of several times, and how its share moved.
//!
//! It must not add up what was asked for one by one.

use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, lack};
use crate::compute::{Pair, Quantity};
use crate::query::Measure;

/// The shares one by one, and by how many points the last differs from the first.
pub(super) fn worded(voice: &Voice, pairs: &[Pair]) -> Draft {
    let shares: Option<Vec<Quantity>> = pairs.iter().map(share).collect();
    let (Some(shares), Some(first), Some(last)) = (shares, pairs.first(), pairs.last()) else {
        return lack::nothing(voice);
    };
    let (Some(part), Some(whole)) = (first.left.cells.first(), first.right.cells.first()) else {
        return lack::nothing(voice);
    };
    let rows = pairs.iter().zip(&shares);
    let moved = shares.last().zip(shares.first());
    let moved = moved.and_then(|(last, first)| last.minus(first));
    let period = |pair: &Pair| {
        let cell = pair.left.cells.first();
        cell.map_or_else(String::new, |cell| cell.period.in_words())
    };
    let all = pairs
        .iter()
        .flat_map(|pair| pair.left.cells.iter().chain(&pair.right.cells));
    let values = Values::new()
        .list(
            "rows",
            rows.map(|(pair, share)| row(voice, pair, share)).collect(),
        )
        .text("first", period(first))
        .text("last", period(last))
        .text("part_metric", voice.short(part.metric))
        .text("whole_metric", voice.short(whole.metric))
        .flag("complement", first.by == Measure::RestShare)
        .resting_on(&cells::figures(all));
    let values = match &moved {
        Some(moved) => values.signed("change", moved),
        None => values.text("change", ""),
    };
    let computation = Computation::of(Operation::Quotient, [&first.left.value, &first.right.value]);
    Draft::answered(voice.word("shares", &values), &values)
        .values(shares.iter().map(Quantity::bare).collect())
        .computed(computation)
}

fn share(pair: &Pair) -> Option<Quantity> {
    let share = pair.left.value.share_of(&pair.right.value)?;
    if pair.by == Measure::RestShare {
        share.complement()
    } else {
        Some(share)
    }
}

/// One share with its operands.
fn row(voice: &Voice, pair: &Pair, share: &Quantity) -> String {
    let values = Values::new()
        .quantity("share", share)
        .quantity("part", &pair.left.value)
        .quantity("whole", &pair.right.value);
    let values = match pair.left.cells.first() {
        Some(cell) => values.period("period", &cell.period),
        None => values,
    };
    voice.say("share_row", &values)
}
