//! How metrics developed: their figures, the last step and the change over all, and what is missing between.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, lists};
use crate::compute::{Cell, Quantity, Series, Shape};

/// The most rows of one series; of a longer one the ends and the turning points are given.
const MOST_ROWS: usize = 24;

/// The course of each metric.
pub(super) fn worded(voice: &Voice, all: &[Series]) -> Draft {
    let mut drafts = all.iter().filter_map(|series| one(voice, series));
    let Some(first) = drafts.next() else {
        return super::lack::nothing(voice);
    };
    drafts.fold(first, |mut whole, next| {
        whole.text = format!("{}\n{}", whole.text, next.text);
        whole.figures.extend(next.figures);
        whole.computed |= next.computed;
        whole.value = None;
        whole
    })
}

fn one(voice: &Voice, series: &Series) -> Option<Draft> {
    let shown = shown(&series.cells);
    let (first, last) = (series.cells.first()?, series.cells.last()?);
    let before = series.cells.iter().rev().nth(1).unwrap_or(first);
    let step = change(&last.quantity, &before.quantity);
    let direction = step.as_ref().map(Quantity::sign);
    let row = |cell: &&Cell| format!("{}: **{}**", cell.period.in_words(), cell.quantity.text());
    let text =
        |change: Option<Quantity>| change.map_or_else(String::new, |change| change.signed_text());
    let overall = change(&last.quantity, &first.quantity).filter(|_| series.cells.len() > 2);
    let moved = overall.as_ref().map(Quantity::sign);
    let values = Values::new()
        .quantity("first", &first.quantity)
        .quantity("last", &last.quantity)
        .quantity("before", &before.quantity)
        .period("first_period", &first.period)
        .period("last_period", &last.period)
        .period("before_period", &before.period)
        .text("overall", text(overall))
        .text("step", text(step))
        .flag("rising", direction == Some(1))
        .flag("falling", direction == Some(-1))
        .flag("level", direction == Some(0))
        .flag("grown", moved == Some(1))
        .flag("shrunk", moved == Some(-1))
        .text("lead", "")
        .text("metric", voice.measured(first.metric))
        .list("rows", shown.iter().map(row).collect())
        .text("missing", lists::periods(&series.holes))
        .resting_on(&cells::figures(shown.iter().copied()));
    let bare = series.cells.iter().map(|cell| cell.quantity.bare());
    let draft = Draft::answered(voice.word("trend", &values), &values).values(bare.collect());
    Some(Draft {
        computed: direction.is_some(),
        ..draft
    })
}

/// In percent; in points for percentages, in numbers where there is no percentage.
fn change(later: &Quantity, base: &Quantity) -> Option<Quantity> {
    let percent = later
        .percent_change(base)
        .filter(|_| base.sign() > 0 && later.shape() != Shape::Percent);
    percent.or_else(|| later.minus(base))
}

/// All cells, or the ends, the highest and the lowest of many.
fn shown(all: &[Cell]) -> Vec<&Cell> {
    if all.len() <= MOST_ROWS {
        return all.iter().collect();
    }
    let by = |cell: &&Cell| cell.quantity.sort_key();
    let kept = [
        all.first(),
        all.iter().min_by_key(by),
        all.iter().max_by_key(by),
        all.iter().rev().nth(1),
        all.last(),
    ];
    let kept: Vec<&Cell> = kept.into_iter().flatten().collect();
    let is_kept = |cell: &&Cell| kept.iter().any(|known| known.figure == cell.figure);
    all.iter().filter(is_kept).collect()
}
