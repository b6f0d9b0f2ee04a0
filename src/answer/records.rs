//! Records that were published: they say of periods without a figure that none of them lies above or below.

use super::cells::is_above;
use crate::compute::{Cell, covers, usable};
use crate::dataset::Dataset;

/// Whether no year of these can lie beyond a figure, the highest or the lowest: each is covered by a record that the figure is or passes.
pub(super) fn settle(dataset: &Dataset, cell: &Cell, lowest: bool, years: &[i16]) -> bool {
    let own = cell.quantity.value();
    let settles = |year: i16| {
        usable(dataset, cell.metric).any(|(id, figure)| {
            let (record, passes) = if lowest {
                (figure.lowest_in, is_above(figure.value, own))
            } else {
                (figure.highest_in, is_above(own, figure.value))
            };
            covers(record, (year, year)) && (id == cell.figure || passes == Some(true))
        })
    };
    years.iter().all(|year| settles(*year))
}
