//! Computing with sourced figures: what a query comes to, in exact arithmetic that carries its sources along.
//!
//! It must not word anything, choose what was meant, or let a number out without the figures it came from.

mod additive;
mod cells;
mod compare;
mod dispute;
mod figures;
mod find;
mod finding;
mod fold;
mod format;
mod interval;
mod judge;
mod lack;
mod limit;
mod page;
mod parts;
mod quantity;
mod rank;
mod rate;
mod rhythm;
pub(crate) use crate::rounding;
mod select;
mod step;
mod window;

pub use dispute::{closest_conflict, conflicts_of, declared_conflict, parties, rivals};
pub use finding::{
    Cell, Finding, Folded, Found, Judged, Lack, Missing, OneStep, Operand, Order, Pair, Parts,
    Rows, Series, Spread, Steps, Summary,
};
pub use format::percent_text;
pub use judge::judge;
#[cfg(test)]
pub(crate) use judge::notation;
pub use limit::is_change;
pub use page::{on_one_page, split_on_one_page};
pub use quantity::{Precision, Quantity, Shape};
pub use select::{
    Choice, Comparable, apart, comparable, covers, is_part, overlap, parts, series, siblings,
    usable, usable_of, years,
};

use crate::dataset::Dataset;
use crate::query::Query;

/// What a query comes to.
pub fn compute(dataset: &Dataset, query: &Query) -> Finding {
    let found = match query {
        Query::Figures(asked) => match fold::in_place_of_figure(dataset, asked) {
            Some(sum) => sum.map(Finding::Folded),
            None => figures::rows(dataset, asked).map(Finding::Rows),
        },
        Query::Compare(asked) => match compare::each_time(dataset, asked) {
            Some(pairs) => pairs.map(Finding::Pairs),
            None => compare::compare(dataset, asked).map(Finding::Pair),
        },
        Query::Fold(asked) => fold::fold(dataset, asked).map(Finding::Folded),
        Query::Find(asked) => find::find(dataset, asked).map(Finding::Found),
        Query::Rank(asked) => rank::rank(dataset, asked).map(Finding::Order),
        Query::Step(asked) => step::step(dataset, asked).map(Finding::Steps),
        Query::Course(asked) => figures::course(dataset, asked).map(Finding::Course),
        Query::Split(asked) => parts::split(dataset, asked),
        Query::Rate(asked) => rate::rate(dataset, asked).map(Finding::Spread),
        Query::Summary(period) => figures::summary(dataset, period.as_ref()).map(Finding::Summary),
        Query::Check(check) => Ok(Finding::Judged(judge(dataset, check))),
        Query::About(_)
        | Query::Event { .. }
        | Query::Statements(_)
        | Query::Exclusion(_)
        | Query::Reply(_) => Ok(Finding::Known),
    };
    found.unwrap_or_else(|lack| Finding::Lacks(*lack))
}

/// The figure that stands for a metric and a period, as people mean it.
pub fn cell_at(
    dataset: &Dataset,
    metric: crate::dataset::MetricId,
    period: &crate::dataset::Period,
) -> Option<Cell> {
    cells::Shelf::of(dataset, metric, None)
        .find(period)
        .cloned()
}

#[cfg(test)]
mod tests;
