//! About the data themselves: sources, outlets, definitions, coverage, disagreements, and what may be compared.
//!
//! It must not compute: it tells what is known of the figures.

mod compare;
mod conflict;
mod coverage;
mod definition;
mod gap;
mod outlet;
mod sources;

pub(super) use compare::{clash, compare, counts_twice, overlapping};
pub(super) use conflict::conflict;
pub(super) use coverage::coverage;
pub(super) use definition::definition;
pub(super) use gap::gap;
pub(super) use outlet::outlet;
pub(super) use sources::sources;

use crate::dataset::FigureId;
use crate::former::ask::{Ask, Origin};
use crate::former::cite::escape;
use crate::former::lookup;

/// The figures that a question about data is about: named by value, by metric and period, or those of the answer before.
fn figures(ask: &Ask) -> Vec<FigureId> {
    let by_value: Vec<FigureId> = ask.reading.figures().collect();
    if !by_value.is_empty() {
        return by_value;
    }
    let named = ask.origin == Origin::Named || !ask.reading.whens.is_empty();
    if !named
        && let Some(last) = ask
            .conversation
            .last
            .as_ref()
            .filter(|last| !last.figures.is_empty())
    {
        let own = |id: &&FigureId| {
            let figure = ask.data().figures.get(id.0);
            figure.is_some_and(|figure| ask.metrics.contains(&figure.metric))
        };
        let narrowed = ask.metrics.len() < last.metrics.len();
        return last
            .figures
            .iter()
            .filter(|id| !narrowed || own(id))
            .copied()
            .collect();
    }
    let Some(metric) = ask.metric_id() else {
        return Vec::new();
    };
    let at_points: Vec<FigureId> = ask
        .periods
        .points
        .iter()
        .filter_map(|period| lookup::find(ask.data(), metric, period))
        .map(|choice| choice.figure)
        .collect();
    if at_points.is_empty() {
        lookup::latest(ask.data(), metric)
            .map(|choice| choice.figure)
            .into_iter()
            .collect()
    } else {
        at_points
    }
}

fn line(ask: &Ask, id: FigureId) -> Option<String> {
    let figure = ask.data().figures.get(id.0)?;
    let quantity = ask.published(id)?;
    Some(format!(
        "**{}** {}, {}",
        quantity.text(),
        ask.metric(figure.metric)
            .map(|metric| escape(&metric.short))?,
        figure.period.in_words()
    ))
}
