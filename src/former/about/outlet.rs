//! What an outlet is and which figures come from it.

use crate::dataset::{FigureId, MetricId, Usage};
use crate::former::ask::Ask;
use crate::former::cite::escape;
use crate::former::draft::{Draft, Values};
use crate::former::{many, refuse};

/// What an outlet is and which of its figures are here.
pub(in crate::former) fn outlet(ask: &Ask) -> Draft {
    let Some(index) = ask.reading.outlets.first().map(|named| named.index) else {
        return refuse::which_metric(ask);
    };
    let Some(outlet) = ask.data().outlets.get(index) else {
        return refuse::which_metric(ask);
    };
    let own: Vec<(usize, MetricId)> = ask
        .data()
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| {
            figure.originator.is_some_and(|outlet| outlet.0 == index)
                && figure.usage != Usage::Never
        })
        .map(|(at, figure)| (at, figure.metric))
        .collect();
    let mut metrics: Vec<MetricId> = own.iter().map(|(_, metric)| *metric).collect();
    metrics.sort();
    metrics.dedup();
    let names: Vec<String> = metrics
        .iter()
        .take(5)
        .map(|metric| ask.short(*metric))
        .collect();
    let best = own.iter().map(|(at, _)| FigureId(*at)).max_by_key(|id| {
        ask.data()
            .figures
            .get(id.0)
            .map(|figure| (figure.usage == Usage::Headline, figure.period.to))
    });
    let figures: Vec<FigureId> = best.into_iter().collect();
    let values = Values::new()
        .text("name", escape(&outlet.name))
        .text("kind", outlet.kind.clone())
        .text("basis", outlet.basis.clone())
        .text("note", outlet.note.clone())
        .text("metrics", many::list(&names))
        .text("count", own.len().to_string())
        .resting_on(&figures);
    Draft::answered(ask.word("outlet", &values), &values).value(outlet.name.clone())
}
