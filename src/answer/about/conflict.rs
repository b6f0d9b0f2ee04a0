//! Figures that disagree, and figures that were revised.

use super::{line, line_of, look_up};
use crate::answer::draft::{Draft, Values};
use crate::answer::voice::Voice;
use crate::answer::{cells, rivals};
use crate::compute::{Cell, Quantity, declared_conflict};
use crate::dataset::{Conflict, FigureId};
use crate::query::About;

/// The most figures that are named.
const MOST_LINES: usize = 3;

/// What disagrees, and what was revised.
pub(super) fn worded(voice: &Voice, about: &About) -> Draft {
    let entry = about.entry.and_then(|at| voice.data().conflicts.get(at));
    if let Some(conflict) = entry {
        return disagreement(voice, conflict, &[]);
    }
    if about.of.metrics.is_empty() && !voice.data().conflicts.is_empty() {
        return all(voice);
    }
    if about.of.when.points().is_empty()
        && let Some(conflict) = of_any_period(voice, about)
    {
        return disagreement(voice, conflict, &[]);
    }
    let rows = match look_up(voice, &about.of) {
        Ok(rows) => rows,
        Err(draft) => return *draft,
    };
    let mut cells = rows.cells.iter();
    match cells.find_map(|cell| declared_conflict(voice.data(), cell.figure)) {
        Some(conflict) => disagreement(voice, conflict, &rows.cells),
        None => undisputed(voice, &rows.cells),
    }
}

/// What disagrees anywhere in the data.
fn all(voice: &Voice) -> Draft {
    let conflicts = || voice.data().conflicts.iter().take(MOST_LINES);
    let figures: Vec<FigureId> = conflicts()
        .flat_map(|conflict| conflict.figures.iter().copied())
        .collect();
    let says: Vec<&str> = conflicts().map(|conflict| conflict.say.as_str()).collect();
    let values = Values::new()
        .list("lines", Vec::new())
        .text("about", "")
        .sourced_text("say", says.join(" "), &figures)
        .text("detail", "")
        .resting_on(&figures);
    Draft::answered(voice.word("conflict", &values), &values)
}

/// A declared disagreement about a metric, where no period is named.
fn of_any_period<'a>(voice: &Voice<'a>, about: &About) -> Option<&'a Conflict> {
    let data = voice.data();
    let mut conflicts = data.conflicts.iter();
    conflicts.find(|conflict| {
        let figures = conflict.figures.iter();
        let mut own = figures.filter_map(|id| data.figures.get(id.0));
        own.any(|figure| about.of.metrics.contains(&figure.metric))
    })
}

fn disagreement(voice: &Voice, conflict: &Conflict, focus: &[Cell]) -> Draft {
    let unsaid = |id: &FigureId| {
        let value = voice.published(*id)?.text();
        (!conflict.say.contains(&value)).then(|| line_of(voice, *id))?
    };
    let own = focus.iter().map(|cell| cell.figure);
    let own: Vec<FigureId> = own.filter(|id| conflict.figures.contains(id)).collect();
    let lines = own.iter().filter_map(unsaid).take(MOST_LINES);
    let figures = &conflict.figures;
    let values = Values::new()
        .list("lines", lines.collect())
        .text("about", conflict.about.clone())
        .sourced_text("say", conflict.say.clone(), figures)
        .sourced_text("detail", conflict.detail.clone(), figures)
        .resting_on(figures);
    Draft::answered(voice.word("conflict", &values), &values)
}

/// No conflict is declared: other counts of the same, and what was printed first.
fn undisputed(voice: &Voice, cells: &[Cell]) -> Draft {
    let first = cells.first();
    let earlier: Vec<(FigureId, Quantity)> = cells
        .iter()
        .flat_map(|cell| &cell.others)
        .filter(|id| {
            voice
                .figure(**id)
                .is_some_and(|figure| figure.superseded_by.is_some())
        })
        .filter_map(|id| Some((*id, voice.published(*id)?)))
        .collect();
    let caveat = first.and_then(|cell| voice.figure(cell.figure));
    let others: Vec<FigureId> = cells
        .iter()
        .flat_map(|cell| rivals::of(voice.data(), cell.figure))
        .collect();
    let rows = others.iter().map(|id| rivals::row(voice, *id, None));
    let values = Values::new()
        .text(
            "metric",
            first.map_or_else(String::new, |cell| voice.short(cell.metric)),
        )
        .list(
            "lines",
            cells
                .iter()
                .take(MOST_LINES)
                .map(|cell| line(voice, cell))
                .chain(rows)
                .collect(),
        )
        .maybe("earlier", earlier.first().map(|(_, quantity)| quantity))
        .text("caveat", caveat.map_or("", |figure| figure.caveat.as_str()))
        .flag("revision", true)
        .flag("rivals", !others.is_empty())
        .resting_on(&cells::figures(cells))
        .resting_on(&others);
    Draft::answered(voice.word("no_conflict", &values), &values)
}
