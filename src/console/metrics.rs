//! What there is on a metric, for lists in the terminal.

use crate::compute::usable;
use crate::dataset::{Dataset, MetricId};

/// The years of a metric's figures: `2016–2023`, `2023`; nothing if it has none that may be given.
pub fn years_of(dataset: &Dataset, metric: MetricId) -> Option<String> {
    let years = || usable(dataset, metric).map(|(_, figure)| figure.period.last_year());
    let (first, last) = (years().min()?, years().max()?);
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    })
}
