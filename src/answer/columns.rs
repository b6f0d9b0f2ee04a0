//! Figures of several metrics side by side, each called by what tells it from the others: its members, else its metric.

use super::lists;
use super::voice::Voice;
use crate::compute::Cell;
use crate::dataset::MetricId;

/// Whether figures are of several metrics rather than of several periods.
pub(super) fn are(cells: &[Cell]) -> bool {
    cells
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.metric != b.metric))
}

/// What they are figures of: the metric that they all are narrowed down from, else all of them.
pub(super) fn metric(voice: &Voice, among: &[Cell]) -> String {
    let mut all: Vec<MetricId> = Vec::new();
    for cell in among {
        let whole = if are(among) {
            voice.data().whole_of(cell.metric)
        } else {
            cell.metric
        };
        if !all.contains(&whole) {
            all.push(whole);
        }
    }
    lists::all(&all.iter().map(|id| voice.measured(*id)).collect::<Vec<_>>())
}
