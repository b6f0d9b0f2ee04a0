//! What a metric counts, and what is to be known of one of its figures.

use super::figures;
use crate::compute::conflicts_of;
use crate::former::ask::{Ask, Origin};
use crate::former::cite::escape;
use crate::former::draft::{Draft, Values};
use crate::former::refuse;

/// What a metric counts.
pub(in crate::former) fn definition(ask: &Ask) -> Draft {
    let figures = figures(ask);
    let by_value = ask.reading.figures().next();
    let figure = by_value
        .or(figures.first().copied())
        .and_then(|id| ask.data().figures.get(id.0));
    let Some(metric) = figure.map(|figure| figure.metric).or(ask.metric_id()) else {
        return refuse::which_metric(ask);
    };
    let Some(entry) = ask.metric(metric) else {
        return refuse::which_metric(ask);
    };
    let base = Values::new()
        .text("metric", escape(&entry.short))
        .text("label", escape(&entry.label))
        .text("definition", entry.definition.clone())
        .text("coverage", entry.coverage.clone())
        .text("articles", entry.articles.clone())
        .text("basis", entry.basis.clone())
        .text("comparable", entry.comparable.clone())
        .resting_on(&figures.iter().take(1).copied().collect::<Vec<_>>());
    let values = if let (Some(id), Some(figure)) = (by_value, figure) {
        let conflict = conflicts_of(ask.data(), figure)
            .next()
            .map_or_else(String::new, |conflict| conflict.say.clone());
        let values = base
            .maybe("value", ask.published(id).as_ref())
            .period("period", &figure.period)
            .text("caveat", figure.caveat.clone());
        values.sourced_text("conflict", conflict, &[id])
    } else {
        let carried = figures
            .first()
            .copied()
            .filter(|_| ask.origin == Origin::Carried);
        let carried = carried.and_then(|id| ask.data().figures.get(id.0));
        let conflict = carried.and_then(|figure| conflicts_of(ask.data(), figure).next());
        let caveat = carried.map_or("", |figure| figure.caveat.as_str());
        base.text("value", "")
            .text("period_phrase", "")
            .text("caveat", caveat)
            .sourced_text(
                "conflict",
                conflict.map_or("", |conflict| conflict.say.as_str()),
                &figures,
            )
    };
    Draft::answered(ask.word("definition", &values), &values)
}
