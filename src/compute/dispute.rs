//! Who disputes a figure: the conflicts that it stands in, and the figures that stand against it there.
//!
//! It must not say which of them is right.

use super::select::usable_of;
use crate::dataset::{Conflict, Dataset, Figure, FigureId, Usage};

/// The conflicts that a figure stands in.
pub fn conflicts_of<'a>(
    dataset: &'a Dataset,
    figure: &'a Figure,
) -> impl Iterator<Item = &'a Conflict> {
    let conflicts = figure.conflicts.iter();
    conflicts.filter_map(|conflict| dataset.conflicts.get(conflict.0))
}

/// Of a figure's conflicts the one with a rival for the same metric and year, then the one between the fewest figures; nothing if
/// the figure is not marked as disputed.
pub fn closest_conflict(dataset: &Dataset, id: FigureId) -> Option<&Conflict> {
    disputed(dataset, id)?;
    declared_conflict(dataset, id)
}

/// The same, for figures that are not marked as disputed too: what to say to those who ask about the disagreement itself.
pub fn declared_conflict(dataset: &Dataset, id: FigureId) -> Option<&Conflict> {
    let figure = dataset.figures.get(id.0)?;
    conflicts_of(dataset, figure).min_by_key(|conflict| {
        let others = conflict.figures.iter().filter(|other| **other != id);
        let mut others = others.filter_map(|other| dataset.figures.get(other.0));
        let rival = others.any(|other| other.metric == figure.metric && same_year(other, figure));
        (!rival, conflict.figures.len())
    })
}

/// The figures of the same year in the closest conflict of a disputed figure, itself among them.
pub fn parties(dataset: &Dataset, id: FigureId) -> Vec<FigureId> {
    let conflict = closest_conflict(dataset, id);
    let figure = dataset.figures.get(id.0);
    let found = conflict.zip(figure).map(|(conflict, figure)| {
        let usable = usable_of(dataset, &conflict.figures);
        let parties = usable.filter(|(_, other)| same_year(other, figure));
        parties.map(|(party, _)| party).collect()
    });
    found.unwrap_or_default()
}

/// The figures that dispute a disputed one for the very same period, in any of its conflicts.
pub fn rivals(dataset: &Dataset, id: FigureId) -> Vec<FigureId> {
    let Some(figure) = disputed(dataset, id) else {
        return Vec::new();
    };
    let mut rivals: Vec<FigureId> = conflicts_of(dataset, figure)
        .flat_map(|conflict| against(dataset, conflict, figure))
        .filter(|rival| *rival != id)
        .collect();
    rivals.sort();
    rivals.dedup();
    rivals
}

/// The figures of a conflict that stand against one of it: of the same metric, or of another where the two are alone.
fn against(dataset: &Dataset, conflict: &Conflict, figure: &Figure) -> Vec<FigureId> {
    let unit = |figure: &Figure| {
        let metric = dataset.metrics.get(figure.metric.0);
        metric.map(|metric| (metric.kind, metric.unit.as_str()))
    };
    let alike = |rival: &Figure| {
        rival.per == figure.per
            && (rival.period.kind, rival.period.from) == (figure.period.kind, figure.period.from)
            && rival.period.to == figure.period.to
            && unit(rival) == unit(figure)
    };
    let figures = usable_of(dataset, &conflict.figures);
    let alike: Vec<(FigureId, &Figure)> = figures.filter(|(_, rival)| alike(rival)).collect();
    let two = alike.len() == 2;
    let against = alike
        .into_iter()
        .filter(|(_, rival)| two || rival.metric == figure.metric);
    against.map(|(id, _)| id).collect()
}

fn disputed(dataset: &Dataset, id: FigureId) -> Option<&Figure> {
    let figure = dataset.figures.get(id.0);
    figure.filter(|figure| figure.usage == Usage::Conflict)
}

fn same_year(a: &Figure, b: &Figure) -> bool {
    a.period.to.year() == b.period.to.year()
}
