//! Figures that disagree: which disagreement is meant, and what is said of it.

use super::{figures, line};
use crate::compute::Quantity;
use crate::dataset::{Conflict, FigureId};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::question::names::Target;

/// Which number is right, and whether one was revised.
pub(in crate::former) fn conflict(ask: &Ask) -> Draft {
    let Some((conflict, figures)) = conflict_meant(ask) else {
        let figures = figures(ask);
        let figure = figures.first().and_then(|id| ask.data().figures.get(id.0));
        let values = Values::new()
            .text(
                "metric",
                ask.metric_id()
                    .map_or_else(String::new, |metric| ask.short(metric)),
            )
            .list(
                "lines",
                figures
                    .iter()
                    .take(2)
                    .filter_map(|id| line(ask, *id))
                    .collect(),
            )
            .maybe(
                "earlier",
                figures.first().and_then(|id| superseded(ask, *id)).as_ref(),
            )
            .text("caveat", figure.map_or("", |figure| figure.caveat.as_str()))
            .flag("revision", ask.has("revise"))
            .resting_on(&figures);
        return Draft::answered(ask.word("no_conflict", &values), &values);
    };
    let detail = if ask.has_any(&["why", "how", "revise"]) || conflict.say.is_empty() {
        conflict.detail.clone()
    } else {
        String::new()
    };
    let focus = super::figures(ask)
        .into_iter()
        .filter(|id| conflict.figures.contains(id));
    let lines: Vec<String> = focus
        .filter_map(|id| line(ask, id))
        .filter(|line| !is_said(line, &conflict.say))
        .take(3)
        .collect();
    let values = Values::new()
        .list("lines", lines)
        .text("about", conflict.about.clone())
        .sourced_text("say", conflict.say.clone(), &figures)
        .sourced_text("detail", detail, &figures)
        .resting_on(&figures);
    Draft::answered(ask.word("conflict", &values), &values)
}

/// The figure that a later one took the place of.
fn superseded(ask: &Ask, id: FigureId) -> Option<Quantity> {
    let old = ask
        .data()
        .figures
        .iter()
        .position(|figure| figure.superseded_by == Some(id))?;
    ask.published(FigureId(old))
}

/// Whether a text already gives the number that a line begins with.
fn is_said(line: &str, text: &str) -> bool {
    line.split("**")
        .nth(1)
        .is_some_and(|number| text.contains(number))
}

/// The conflict that the question's figures, words or metric and period point at.
fn conflict_meant<'a>(ask: &Ask<'a>) -> Option<(&'a Conflict, Vec<FigureId>)> {
    let named: Vec<FigureId> = ask
        .reading
        .numbers
        .iter()
        .flat_map(|number| number.figures.iter().copied())
        .collect();
    let hinted = |index: usize| {
        ask.reading
            .conflicts
            .iter()
            .find(|mention| mention.target == Target::Conflict(index))
            .map_or(0.0, |mention| mention.score)
    };
    let focus = figures(ask);
    let score = |(index, conflict): (usize, &Conflict)| {
        #[allow(clippy::cast_precision_loss, reason = "a question has few numbers")]
        let by_number = 6.0
            * conflict
                .figures
                .iter()
                .filter(|id| named.contains(id))
                .count() as f32;
        let by_focus = if conflict.figures.iter().any(|id| focus.contains(id)) {
            4.0
        } else {
            0.0
        };
        by_number + hinted(index) + by_focus
    };
    let best = ask
        .data()
        .conflicts
        .iter()
        .enumerate()
        .map(|entry| (score(entry), entry.1))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 1.5).then(|| (best.1, best.1.figures.clone()))
}
