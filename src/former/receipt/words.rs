//! What the buttons *How computed* and *Sources* show.
//!
//! It must not compute: the operation does.

use super::{Receipt, printed};
use crate::compute::Quantity;
use crate::dataset::FigureId;
use crate::former::cite::{citations, escape, one, short_date};
use crate::former::computation::Operation;
use crate::former::draft::Values;
use crate::former::{Citation, Snapshot};

/// The formula with its result, then the figures.
pub(super) fn how_computed(snapshot: &Snapshot, receipt: &Receipt) -> String {
    let data = &snapshot.dataset;
    let operands = receipt.operands();
    let quantities: Vec<Quantity> = operands
        .iter()
        .filter_map(|figure| Quantity::published(data, *figure))
        .collect();
    let printed: Vec<String> = operands
        .iter()
        .map(|figure| printed(data, *figure))
        .collect();
    let known = receipt
        .operation
        .filter(|operation| *operation != Operation::Other);
    let formula = known.map_or_else(String::new, |operation| operation.formula(&printed));
    let result = known.and_then(|operation| operation.result(&quantities));
    let shown = if operands.is_empty() {
        receipt.figures.as_slice()
    } else {
        operands
    };
    let rows = shown.iter().map(|figure| row(snapshot, *figure)).collect();
    let values = Values::new()
        .sourced_text("formula", formula, operands)
        .maybe("result", result.as_ref())
        .list("rows", rows)
        .flag("published", receipt.operation.is_none())
        .text("more", left_out(receipt));
    snapshot.wording.say("how_computed", &values)
}

/// A figure with its period and where it comes from.
fn row(snapshot: &Snapshot, id: FigureId) -> String {
    let data = &snapshot.dataset;
    let figure = data.figures.get(id.0);
    let metric = figure.and_then(|figure| data.metrics.get(figure.metric.0));
    let cited = citations(data, &[id], &[]);
    let values = Values::new()
        .sourced_text("value", printed(data, id), &[id])
        .text(
            "label",
            metric.map_or_else(String::new, |metric| escape(&metric.label)),
        )
        .text(
            "period",
            figure.map_or_else(String::new, |figure| figure.period.in_words()),
        )
        .text("source", cited.first().map_or_else(String::new, one));
    snapshot.wording.say("how_operand", &values)
}

fn left_out(receipt: &Receipt) -> String {
    if receipt.left_out == 0 {
        String::new()
    } else {
        receipt.left_out.to_string()
    }
}

/// Each citation in full.
pub(super) fn sources(snapshot: &Snapshot, cited: &[Citation]) -> String {
    let rows = cited.iter().map(|citation| {
        let line = source(snapshot, citation);
        let values = Values::new().text("source", line);
        snapshot.wording.say("source_row", &values)
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// "**Lamp & Tide**, via The Seaside Post, 5 Mar 2024: [Title](<…>)".
fn source(snapshot: &Snapshot, citation: &Citation) -> String {
    let title = citation.title.as_deref().map(escape);
    let values = Values::new()
        .text("outlet", escape(&citation.outlet))
        .text("body", escape(&citation.body))
        .text(
            "via",
            citation.via.as_deref().map(escape).unwrap_or_default(),
        )
        .text(
            "published",
            short_date(&citation.published).unwrap_or_default(),
        )
        .text("title", title.unwrap_or_default())
        .text("url", citation.url.clone().unwrap_or_default())
        .flag("single", citation.single);
    snapshot.wording.say("source_in_full", &values)
}
