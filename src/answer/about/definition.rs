//! What a metric counts, and what is to be known of one of its figures.

use super::look_up;
use crate::answer::cite::escape;
use crate::answer::draft::{Draft, Values};
use crate::answer::voice::Voice;
use crate::compute::{Cell, conflicts_of};
use crate::dataset::MetricId;
use crate::query::{About, Cells, Window};

/// What each metric counts.
pub(super) fn worded(voice: &Voice, about: &About) -> Draft {
    let metrics = match about.of.metrics.as_slice() {
        [] => super::metric(voice, &about.of).into_iter().collect(),
        some => some.to_vec(),
    };
    let drafts = metrics
        .iter()
        .filter_map(|id| one(voice, *id, &about.of.when));
    let joined = drafts.reduce(|mut whole, next| {
        whole.text = format!("{}\n{}", whole.text, next.text);
        whole.figures.extend(next.figures);
        whole
    });
    joined.unwrap_or_else(|| crate::answer::lack::nothing(voice))
}

fn one(voice: &Voice, id: MetricId, when: &Window) -> Option<Draft> {
    let metric = voice.metric(id)?;
    let rows = look_up(voice, &Cells::new(vec![id], when.clone()));
    let cell = rows.ok().and_then(|rows| rows.cells.into_iter().next());
    let named = cell.as_ref().filter(|_| !when.points().is_empty());
    let values = Values::new()
        .text("metric", escape(&metric.short))
        .text("label", escape(&metric.label))
        .text("definition", metric.definition.clone())
        .text("coverage", metric.coverage.clone())
        .text("articles", metric.articles.clone())
        .text("basis", metric.basis.clone())
        .text("comparable", metric.comparable.clone())
        .resting_on(&crate::answer::cells::figures(&cell));
    let values = of_figure(voice, values, named, cell.as_ref());
    Some(Draft::answered(voice.word("definition", &values), &values))
}

/// What is to be known of the figure that is named, or that was spoken of.
fn of_figure(voice: &Voice, values: Values, named: Option<&Cell>, any: Option<&Cell>) -> Values {
    let meant = named.or(any.filter(|_| voice.manner.carried));
    let figure = meant.and_then(|cell| voice.figure(cell.figure));
    let conflict = figure.and_then(|figure| conflicts_of(voice.data(), figure).next());
    let values = values
        .text("caveat", figure.map_or("", |figure| figure.caveat.as_str()))
        .text(
            "conflict",
            conflict.map_or("", |conflict| conflict.say.as_str()),
        );
    match named {
        Some(cell) => values
            .quantity("value", &cell.quantity)
            .period("period", &cell.period),
        None => values
            .text("value", "")
            .text("period", "")
            .text("period_phrase", ""),
    }
}
