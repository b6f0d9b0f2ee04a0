//! The table of kinds of answer: which module computes and words each.
//!
//! It must not choose the kind: `kind` and `table_kind` do.

use super::{kind, table_kind};
use crate::former::ask::Ask;
use crate::former::draft::Draft;
use crate::former::{about, change, claim, event, extremum, help, refuse, series, share, value};
use crate::intents::AnswerKind;

/// The answer of the kind that computes; a known gap in the data comes first.
pub(super) fn dispatch(ask: &Ask) -> Draft {
    if let Some(draft) = about::gap(ask) {
        return draft;
    }
    let kind = table_kind::of(ask).unwrap_or_else(|| kind::computed_kind(ask));
    if denies_operand(ask, kind) {
        return refuse::narrower(ask);
    }
    match kind {
        AnswerKind::Value => value::answer(ask),
        AnswerKind::Change => change::answer(ask),
        AnswerKind::Ratio => share::ratio(ask),
        AnswerKind::Share => share::share(ask),
        AnswerKind::Extremum => extremum::answer(ask),
        AnswerKind::Sharpest => extremum::sharpest(ask),
        AnswerKind::Sum => series::sum(ask),
        AnswerKind::Average => series::average(ask),
        AnswerKind::Count => series::count(ask),
        AnswerKind::Filter => series::filter(ask),
        AnswerKind::Trend => series::trend(ask),
        AnswerKind::Summary => series::summary(ask),
        AnswerKind::Rate => share::rate(ask),
        AnswerKind::Breakdown => share::breakdown(ask),
        AnswerKind::Sources => about::sources(ask),
        AnswerKind::Outlet => about::outlet(ask),
        AnswerKind::Definition => about::definition(ask),
        AnswerKind::Coverage => about::coverage(ask),
        AnswerKind::Conflict => about::conflict(ask),
        AnswerKind::Comparable => about::compare(ask),
        AnswerKind::Claim => claim::answer(ask),
        AnswerKind::Event => event::event(ask),
        AnswerKind::Statement => event::statement(ask),
        AnswerKind::Help => help::help(ask),
        AnswerKind::Refusal => help::refusal(ask),
    }
}

/// "The average of those not in fog": no computation but the rest of one figure can take a denied metric.
fn denies_operand(ask: &Ask, kind: AnswerKind) -> bool {
    let computes = matches!(
        kind,
        AnswerKind::Change
            | AnswerKind::Ratio
            | AnswerKind::Extremum
            | AnswerKind::Sharpest
            | AnswerKind::Sum
            | AnswerKind::Average
            | AnswerKind::Trend
            | AnswerKind::Rate
            | AnswerKind::Breakdown
    );
    computes && !ask.snapshot.reader.is_open() && !ask.reading.denied_metrics().is_empty()
}
