//! About the data themselves: sources, outlets, definitions, coverage, disagreements, and what may be compared.
//!
//! It must not compute: it tells what is known of the figures.

mod comparable;
mod conflict;
mod coverage;
mod definition;
mod outlet;
mod sources;

pub(super) use coverage::span;

use super::draft::Draft;
use super::lack;
use super::voice::Voice;
use crate::compute::{Cell, Finding, Rows, compute};
use crate::dataset::{FigureId, MetricId};
use crate::query::{About, Cells, Query, Span, Topic};

/// What is known of what was asked about.
pub(super) fn worded(voice: &Voice, about: &About) -> Draft {
    match about.topic {
        Topic::Definition => definition::worded(voice, about),
        Topic::Sources(kind) => sources::worded(voice, about, kind),
        Topic::Outlet => outlet::worded(voice, about),
        Topic::Coverage => coverage::worded(voice, about),
        Topic::Conflict => conflict::worded(voice, about),
        Topic::Comparable => comparable::worded(voice, about),
        Topic::Gap => gap(voice, about),
    }
}

/// What is known to be missing.
fn gap(voice: &Voice, about: &About) -> Draft {
    let mut gaps = voice.data().gaps.iter();
    let of = |metric: &MetricId| about.of.metrics.contains(metric);
    let named = gaps.position(|gap| gap.metrics.iter().any(of));
    match about.entry.or(named) {
        Some(index) => lack::gap(voice, index),
        None => coverage::worded(voice, about),
    }
}

/// The figures that a question about data is about: those asked for; the latest where no period is named.
fn look_up(voice: &Voice, of: &Cells) -> Result<Rows, Box<Draft>> {
    let mut of = of.clone();
    if of.when.span == Span::All {
        of.when.span = Span::Latest;
    }
    match compute(voice.data(), &Query::Figures(of)) {
        Finding::Rows(rows) if !rows.cells.is_empty() => Ok(rows),
        Finding::Lacks(lack) => Err(Box::new(lack::worded(voice, &lack))),
        _ => Err(Box::new(lack::nothing(voice))),
    }
}

/// The metric asked about, else the headline.
fn metric(voice: &Voice, of: &Cells) -> Option<MetricId> {
    let headline = || {
        let mut metrics = voice.data().metrics.iter();
        metrics.position(|metric| metric.headline).map(MetricId)
    };
    of.metrics.first().copied().or_else(headline)
}

/// "**655** lamp outages, 2022".
fn line(voice: &Voice, cell: &Cell) -> String {
    let value = cell.quantity.text();
    let metric = voice.short(cell.metric);
    format!("**{value}** {metric}, {}", cell.period.in_words())
}

/// The same of a figure.
fn line_of(voice: &Voice, id: FigureId) -> Option<String> {
    let figure = voice.figure(id)?;
    let value = voice.published(id)?.text();
    let metric = voice.short(figure.metric);
    Some(format!(
        "**{value}** {metric}, {}",
        figure.period.in_words()
    ))
}
