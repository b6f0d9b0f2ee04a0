//! What is claimed of a stretch some of whose periods have no figure: the figures that there are, and what a record says of the rest.

use super::beside;
use crate::answer::cells::figures;
use crate::answer::draft::{Draft, Values};
use crate::answer::voice::Voice;
use crate::answer::{figures as rows, holes, lack, lists};
use crate::compute::{Cell, Finding, Judged, Quantity, Series, compute, covers, usable};
use crate::dataset::Period;
use crate::query::{Bound, Query, Says, Scope};

/// The figures of a sum that lacks some, which tell enough.
pub(super) fn so_far(own: &Voice, cells: &[Cell], missing: &[Period]) -> Draft {
    let row = |cell: &Cell| format!("{}: {}", cell.period.in_words(), cell.quantity.text());
    let texts = cells.iter().map(row);
    let metric = cells.first().map(|cell| cell.metric);
    let quantities: Vec<_> = cells.iter().map(|cell| cell.quantity.clone()).collect();
    let total = Quantity::sum(&quantities);
    let values = Values::new()
        .sourced_text(
            "rows",
            texts.collect::<Vec<_>>().join("; "),
            &figures(cells),
        )
        .maybe("total", total.as_ref())
        .text(
            "metric",
            metric.map_or_else(String::new, |metric| own.measured(metric)),
        );
    let draft = Draft::answered(own.word("rows", &values), &values);
    let draft = Draft {
        computed: total.is_some(),
        ..draft
    };
    let draft = holes::named(own, draft, missing);
    match metric {
        Some(metric) => lack::bounded(own, metric, missing, draft),
        None => draft,
    }
}

/// All periods of a stretch; what a record says of those without a figure stands behind them.
pub(super) fn all_of(own: &Voice, judged: &Judged) -> Option<Draft> {
    let Query::Figures(asked) = own.query else {
        return None;
    };
    let Finding::Course(series) = compute(own.data(), &Query::Course(asked.clone())) else {
        return None;
    };
    let [series] = series.as_slice() else {
        return None;
    };
    let draft = rows::many(own, &series.cells, &lists::periods(&series.holes));
    let record = (!series.holes.is_empty() && judged.holds.is_some())
        .then(|| record_of(own, judged, series))
        .flatten();
    Some(match record {
        Some(record) => beside(draft, record),
        None => draft,
    })
}

/// The record that bounds the periods of a stretch that have no figure, on the side that the claim is about.
fn record_of(own: &Voice, judged: &Judged, series: &Series) -> Option<Draft> {
    let Says::Is(bound, _) = judged.check.says else {
        return None;
    };
    let above = matches!(bound, Bound::Over | Bound::AtLeast);
    let lowest = above == (judged.check.scope == Scope::Every);
    let (first, last) = (series.cells.first()?, series.cells.last()?);
    let years = (first.period.last_year(), last.period.last_year());
    let (id, figure) = usable(own.data(), series.metric).find(|(_, figure)| {
        let range = if lowest {
            figure.lowest_in
        } else {
            figure.highest_in
        };
        covers(range, years)
    })?;
    let values = Values::new()
        .quantity("value", &own.published(id)?)
        .period("period", &figure.period)
        .text("metric", own.measured(series.metric))
        .text("from", first.period.in_words())
        .text("to", last.period.in_words())
        .flag("lowest", lowest);
    Some(Draft::answered(own.word("record_bound", &values), &values))
}
