//! Computing with sourced figures: exact arithmetic that carries its sources along.
//!
//! It must not word anything, choose what was meant, or let a number out without the figures it came from.

mod dispute;
mod finding;
mod format;
mod page;
mod quantity;
pub(crate) mod rounding;
mod select;

pub use dispute::{closest_conflict, conflicts_of, parties, rivals};
pub use finding::{
    Cell, Finding, Folded, Found, Judged, Lack, Missing, OneStep, Operand, Order, Pair, Parts,
    Rows, Series, Spread, Steps, Summary,
};
pub use format::percent_text;
pub use page::{on_one_page, split_on_one_page};
pub use quantity::{Precision, Quantity, Shape};
pub use select::{
    Choice, Comparable, apart, comparable, covers, overlap, parts, series, siblings, usable,
    usable_of, years,
};
