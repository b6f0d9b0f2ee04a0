//! Claims that are decided although something is missing or unlike: what is missing, and what tells all the same.

use super::beside;
use super::credited::sentences;
use crate::answer::cells::figures;
use crate::answer::draft::{Draft, Values};
use crate::answer::lack;
use crate::answer::voice::Voice;
use crate::compute::{Cell, Judged, Lack};
use crate::dataset::{FigureId, MetricId, Period};
use crate::query::{Query, Window};

/// What cannot be computed, with the figures that decide it all the same.
pub(super) fn beside_lack(voice: &Voice, own: &Voice, lack: &Lack, witnesses: &[Cell]) -> Draft {
    let draft = lack::worded(own, lack);
    let draft = match (lack, without_figure(own.query, witnesses)) {
        (Lack::Gap(_), Some((metric, period))) => {
            lack::bounded(own, metric, std::slice::from_ref(period), draft)
        }
        _ => draft,
    };
    let unsaid = witnesses
        .iter()
        .filter(|cell| !draft.text.contains(&cell.quantity.text()));
    let unsaid: Vec<FigureId> = unsaid.map(|cell| cell.figure).collect();
    let mut draft = if unsaid.is_empty() {
        draft
    } else {
        beside(draft, sentences(voice, &unsaid))
    };
    let more = figures(witnesses).into_iter();
    let more: Vec<FigureId> = more.filter(|id| !draft.figures.contains(id)).collect();
    draft.figures.extend(more);
    draft
}

/// The metric and the single period without a figure that a record bounds.
fn without_figure<'a>(query: &'a Query, witnesses: &[Cell]) -> Option<(MetricId, &'a Period)> {
    let known = |period: &Period| witnesses.iter().any(|cell| cell.period == *period);
    let (metric, periods): (_, Vec<&Period>) = match query {
        Query::Figures(cells) => (
            *cells.metrics.first()?,
            cells.when.points().iter().collect(),
        ),
        Query::Compare(compare) => {
            let both = [&compare.left.when, &compare.right.when];
            let points = both.into_iter().flat_map(Window::points);
            (
                compare.left.metric,
                points.filter(|period| !known(period)).collect(),
            )
        }
        _ => return None,
    };
    match periods.as_slice() {
        [only] => Some((metric, only)),
        _ => None,
    }
}

/// A part of a year beside another whole one.
pub(super) fn unequal(voice: &Voice, judged: &Judged, (left, right): (&Cell, &Cell)) -> Draft {
    let days = |cell: &Cell| cell.period.to.duration_since(cell.period.from);
    let (part, whole) = if days(left) < days(right) {
        (left, right)
    } else {
        (right, left)
    };
    let values = Values::new()
        .quantity("part", &part.quantity)
        .quantity("whole", &whole.quantity)
        .period("part_period", &part.period)
        .period("whole_period", &whole.period)
        .text("metric", voice.short(part.metric));
    let case = if judged.holds.is_some() {
        "part_above"
    } else {
        "part_of_year"
    };
    Draft::answered(voice.word(case, &values), &values)
}
