//! Columns that are the sum of columns beside them, seen by their numbers in every row: `Total`, `Men`, `Women`.
//!
//! It must not go by names: what is called a total may leave something out.

use std::collections::BTreeMap;
use std::ops::Range;

use num_traits::{CheckedAdd, Signed, Zero};

use super::Counted;
use super::plan::Plan;
use crate::dataset::Number;
use crate::import::number::Said;
use crate::import::period::Stretch;

/// Rows in which it has to hold at least.
const LEAST_ROWS: usize = 3;
/// Columns that are added up, at least and at most.
const PARTS: Range<usize> = 2..13;
/// Tables with more columns than this are not looked through.
const MOST_COLUMNS: usize = 60;

/// The numbers of a metric, by period.
type Column = BTreeMap<Stretch, Number>;

/// For each metric the one that it is a part of, by position; none of those that overlap.
pub(super) fn wholes(plan: &Plan, tables: &[Counted]) -> Vec<Option<usize>> {
    let mut found = vec![None; plan.metrics.len()];
    if found.len() > MOST_COLUMNS {
        return found;
    }
    let columns = columns(plan, tables);
    for (at, whole) in columns.iter().enumerate() {
        let Some(parts) = parts(&columns, at, whole) else {
            continue;
        };
        for part in parts {
            if let Some(own) = found.get_mut(part) {
                *own = own.or(Some(at));
            }
        }
    }
    found
}

/// The columns behind a column, or before it, that it is the sum of: as many as there may be.
fn parts(columns: &[Column], at: usize, whole: &Column) -> Option<Range<usize>> {
    let behind = PARTS.rev().map(|count| at + 1..at + 1 + count);
    let before = PARTS
        .rev()
        .filter_map(|count| Some(at.checked_sub(count)?..at));
    behind.chain(before).find(|range| {
        columns
            .get(range.clone())
            .is_some_and(|own| add_up(own, whole))
    })
}

/// Whether columns add up to another in every row that has it, and none of them is below zero, or nothing but zero.
fn add_up(parts: &[Column], whole: &Column) -> bool {
    let holds = |(when, all): (&Stretch, &Number)| {
        let sum = parts.iter().try_fold(Number::zero(), |sum, part| {
            let own = part.get(when).filter(|own| !own.is_negative())?;
            sum.checked_add(own)
        });
        sum == Some(*all)
    };
    let says = |part: &Column| part.values().any(|own| !own.is_zero());
    whole.len() >= LEAST_ROWS && whole.iter().all(holds) && parts.iter().all(says)
}

/// The exact numbers of each metric.
fn columns(plan: &Plan, tables: &[Counted]) -> Vec<Column> {
    let mut columns = vec![Column::new(); plan.metrics.len()];
    for (at, Counted { table, tally }) in tables.iter().enumerate() {
        table.visit(&mut |found| {
            let own = tally.metric_of.get(&table.metric_key(found.at, found.slot));
            let metric = own.and_then(|own| plan.metric_of.get(at)?.get(*own));
            let column = metric.and_then(|metric| columns.get_mut(*metric));
            if let (Ok(Said::Number(read)), Some(column)) = (&found.said, column)
                && let Some(number) = read.value.exact()
                && !tally.skipped.contains(&(found.at, found.slot))
            {
                column.insert(found.moment.when.stretch, number);
            }
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_add_up_to_another_are_its_parts() {
        let column = |numbers: &[i128]| -> Column {
            let years = (2000_i16..).map(|year| Stretch::Years(year, year));
            years
                .zip(numbers.iter().map(|number| Number::from_integer(*number)))
                .collect()
        };
        let check = |columns: &[&[i128]], at: usize, expected: Option<Range<usize>>| {
            let columns: Vec<Column> = columns.iter().map(|numbers| column(numbers)).collect();
            assert_eq!(parts(&columns, at, &columns[at]), expected, "{columns:?}");
        };
        let (women, men, all): (&[i128], &[i128], &[i128]) = (&[3, 4, 5], &[2, 2, 1], &[5, 6, 6]);
        check(&[all, women, men], 0, Some(1..3));
        check(&[women, men, all], 2, Some(0..2));
        check(&[women, &[2, 2, 2], all], 2, None);
        check(&[&[3, 4], &[2, 2], &[5, 6]], 2, None);
        check(&[&[5, 6, 6], &[0, 0, 0], &[5, 6, 6]], 0, None);
        check(&[&[7, 6, 6], &[-2, 0, 0], &[5, 6, 6]], 2, None);
    }
}
