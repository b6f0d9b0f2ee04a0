//! What an outlet is and which of the figures come from it.

use crate::answer::cite::escape;
use crate::answer::draft::{Draft, Values};
use crate::answer::lack;
use crate::answer::voice::Voice;
use crate::dataset::{FigureId, MetricId, Usage};
use crate::query::About;

/// The most metrics that are named.
const MOST_METRICS: usize = 5;

/// What an outlet is and which of its figures are here.
pub(super) fn worded(voice: &Voice, about: &About) -> Draft {
    let found = about.of.outlet;
    let found = found.and_then(|id| Some((id, voice.data().outlets.get(id.0)?)));
    let Some((id, outlet)) = found else {
        return lack::nothing(voice);
    };
    let figures = voice.data().figures.iter().enumerate();
    let own =
        figures.filter(|(_, figure)| figure.originator == Some(id) && figure.usage != Usage::Never);
    let own: Vec<_> = own.collect();
    let mut metrics: Vec<MetricId> = own.iter().map(|(_, figure)| figure.metric).collect();
    metrics.sort();
    metrics.dedup();
    metrics.truncate(MOST_METRICS);
    let best = own
        .iter()
        .max_by_key(|(_, figure)| (figure.usage == Usage::Headline, figure.period.to));
    let best: Vec<FigureId> = best.iter().map(|(at, _)| FigureId(*at)).collect();
    let values = Values::new()
        .text("name", escape(&outlet.name))
        .text("kind", outlet.kind.clone())
        .text("basis", outlet.basis.clone())
        .text("note", outlet.note.clone())
        .text("metrics", voice.shorts(&metrics))
        .text("count", own.len().to_string())
        .resting_on(&best);
    let draft = Draft::answered(voice.word("outlet", &values), &values);
    draft.value(outlet.name.clone())
}
