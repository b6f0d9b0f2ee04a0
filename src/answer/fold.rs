//! Several figures made one: sums, averages, counts.

use super::computation::{Computation, Operation};
use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, columns, figures, holes, limits, lists};
use crate::compute::{Cell, Folded, Quantity};
use crate::dataset::MetricId;
use crate::query::Folding;

/// The folded figures, with the periods that are missing from them.
pub(super) fn worded(voice: &Voice, folded: &Folded) -> Draft {
    let draft = match folded.by {
        Folding::Sum => sum(voice, folded),
        Folding::Mean | Folding::Median => average(voice, folded),
        Folding::Count => count(voice, folded),
    };
    let draft = holes::unsure(voice, draft, &folded.unsure);
    holes::named(voice, draft, &folded.holes)
}

fn metrics(voice: &Voice, cells: &[Cell]) -> String {
    let mut metrics: Vec<MetricId> = Vec::new();
    for cell in cells {
        if !metrics.contains(&cell.metric) {
            metrics.push(cell.metric);
        }
    }
    voice.all_measured(&metrics)
}

fn sum(voice: &Voice, folded: &Folded) -> Draft {
    if let [only] = folded.cells.as_slice() {
        // A sum of one figure is that figure.
        return figures::one(voice, only, "");
    }
    let quantities = cells::quantities(&folded.cells);
    let terms: Vec<String> = quantities.iter().map(Quantity::text).collect();
    let values = Values::new()
        .quantity("total", &folded.value)
        .text("terms", terms.join(" + "))
        .text("metric", metrics(voice, &folded.cells))
        .text("periods", lists::periods(&cells::periods(&folded.cells)))
        .flag("carried", voice.manner.carried);
    Draft::answered(voice.word("total", &values), &values)
        .value(folded.value.bare())
        .computed(Computation::of(Operation::Sum, &quantities))
}

fn average(voice: &Voice, folded: &Folded) -> Draft {
    let quantities = cells::quantities(&folded.cells);
    let median = folded.by == Folding::Median;
    let operation = if median {
        Operation::Median
    } else {
        Operation::Mean
    };
    let values = Values::new()
        .quantity("average", &folded.value)
        .text("metric", metrics(voice, &folded.cells))
        .text("periods", lists::periods(&cells::periods(&folded.cells)))
        .text("n", quantities.len().to_string())
        .flag("median", median)
        .flag("sparse", false);
    Draft::answered(voice.word("average", &values), &values)
        .value(folded.value.bare())
        .computed(Computation::of(operation, &quantities))
}

/// What was counted: members or metrics side by side, else periods.
fn counted(voice: &Voice, cells: &[Cell], among: &[Cell]) -> String {
    if columns::are(among) {
        let names = cells.iter().map(|cell| voice.members(cell.metric));
        return lists::all(&names.collect::<Vec<_>>());
    }
    lists::periods(&cells::periods(cells))
}

fn count(voice: &Voice, folded: &Folded) -> Draft {
    let among = if folded.among.is_empty() {
        &folded.cells
    } else {
        &folded.among
    };
    let values = Values::new()
        .quantity("count", &folded.value)
        .text("among", among.len().to_string())
        .text("periods", counted(voice, &folded.cells, among))
        .text("metric", columns::metric(voice, among))
        .text("condition", limits::in_words(voice, &folded.limits, among))
        .flag("empty", folded.cells.is_empty())
        .flag("columns", columns::are(among))
        .resting_on(&cells::figures(among))
        .resting_on(&cells::figures(&folded.beside));
    Draft::answered(voice.word("count", &values), &values)
        .printing(folded.cells.len())
        .value(folded.value.bare())
}
