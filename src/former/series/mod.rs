//! Computations over a whole series: sums, averages, counts, filters, developments, summaries.
//!
//! A missing period must never be bridged: a sum or average over a stretch with holes is refused, with what there is.

mod average;
mod columns;
mod condition;
mod count;
mod filter;
mod operands;
mod sum;
mod summary;
mod trend;

pub(super) use average::{average, averaged};
pub(super) use count::count;
pub(super) use filter::filter;
pub(super) use sum::{sum, sum_against};
pub(super) use summary::summary;
pub(super) use trend::trend;
