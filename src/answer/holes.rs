//! Periods without a figure inside what an answer looks over: they are always named.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{cells, lists};
use crate::compute::Cell;
use crate::dataset::{MetricId, Period};
use crate::query::By;

/// The most members that are named as missing.
const MOST_MEMBERS: usize = 8;

/// The draft, with the periods that have no figure named behind it.
pub(super) fn named(voice: &Voice, draft: Draft, holes: &[Period]) -> Draft {
    if holes.is_empty() {
        return draft;
    }
    let values = Values::new().text("missing", lists::periods(holes));
    Draft {
        text: format!("{} {}", draft.text, voice.say("trend_ends", &values)),
        ..draft
    }
}

/// The draft, with the members named behind it that have no figure for the period.
pub(super) fn members(
    voice: &Voice,
    draft: Draft,
    (missing, by): (&[MetricId], Option<&By>),
    period: &Period,
) -> Draft {
    if missing.is_empty() {
        return draft;
    }
    let names = missing.iter().map(|metric| voice.beside(*metric, by));
    let mut names: Vec<String> = names.take(MOST_MEMBERS).collect();
    if let Some(more) = missing
        .len()
        .checked_sub(MOST_MEMBERS)
        .filter(|more| *more > 0)
    {
        let values = Values::new().text("more", more.to_string());
        names.push(voice.say("and_more", &values));
    }
    let listed = match names.as_slice() {
        [shown @ .., more] if missing.len() > MOST_MEMBERS => {
            format!("{} {more}", shown.join(", "))
        }
        _ => lists::all(&names),
    };
    let values = Values::new()
        .text("members", listed)
        .period("period", period);
    Draft {
        text: format!("{} {}", draft.text, voice.say("members_missing", &values)),
        ..draft
    }
}

/// The draft, with the bounds and ranges named behind it of which it cannot be told whether they meet what was to be met.
pub(super) fn unsure(voice: &Voice, draft: Draft, unsure: &[Cell]) -> Draft {
    bounds(voice, draft, ("unsure", Values::new()), unsure)
}

/// The draft, with the bounds and ranges named behind it that may stand before what is told.
pub(super) fn open(voice: &Voice, draft: Draft, open: &[Cell], lowest: bool) -> Draft {
    bounds(
        voice,
        draft,
        ("open", Values::new().flag("lowest", lowest)),
        open,
    )
}

fn bounds(voice: &Voice, draft: Draft, (case, values): (&str, Values), of: &[Cell]) -> Draft {
    if of.is_empty() {
        return draft;
    }
    let row = |cell: &Cell| format!("{} ({})", cell.period.in_words(), cell.quantity.text());
    let rows: Vec<String> = of.iter().map(row).collect();
    let figures = cells::figures(of);
    let values = values.sourced_text("rows", lists::all(&rows), &figures);
    Draft {
        text: format!("{} {}", draft.text, voice.say(case, &values)),
        figures: [draft.figures, figures].concat(),
        ..draft
    }
}
