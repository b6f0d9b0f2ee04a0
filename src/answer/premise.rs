//! What a question takes for granted: put right before the answer where the figures say otherwise.
//!
//! It says nothing where the premise holds or cannot be told.

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::{Verdict, check};
use crate::compute::{Cell, Finding, Judged, Operand, Pair, Quantity, compute, judge};
use crate::query::{Check, Compare, Measure, Query, Says, Term, Way, Window};

/// The answer with its premise put right before it.
pub(super) fn corrected(voice: &Voice, finding: &Finding, draft: Draft) -> Draft {
    let Some(presumed) = &voice.manner.presumes else {
        return draft;
    };
    let judged = judge(voice.data(), presumed);
    if judged.holds != Some(false) {
        return draft;
    }
    let is_told = judged.by.as_ref() == finding && matches!(finding, Finding::Pair(_));
    let lead = match asked_fall(voice, presumed, &judged) {
        Some(fall) if is_told => {
            let case = if fall {
                "lead_not_fallen"
            } else {
                "lead_not_risen"
            };
            Draft::answered(voice.say(case, &Values::new()), &Values::new())
        }
        Some(fall) => {
            correction(voice, &judged, fall).unwrap_or_else(|| not_so(voice, &judged, &draft))
        }
        None => not_so(voice, &judged, &draft),
    };
    before(lead, draft)
}

fn before(lead: Draft, draft: Draft) -> Draft {
    let mut figures = draft.figures;
    figures.extend(
        lead.figures
            .into_iter()
            .filter(|id| !figures.contains(id))
            .collect::<Vec<_>>(),
    );
    Draft {
        text: format!("{} {}", lead.text.trim(), draft.text),
        figures,
        computed: draft.computed || lead.computed,
        ..draft
    }
    .verdict(Verdict::Contradicted)
}

/// Whether it was said to have fallen, of a claim that it moved.
fn asked_fall(voice: &Voice, presumed: &Check, judged: &Judged) -> Option<bool> {
    let Says::Goes(way) = presumed.says else {
        return None;
    };
    match way {
        Way::Down if !presumed.denied => Some(true),
        Way::Up if !presumed.denied => Some(false),
        Way::Better | Way::Worse => {
            let pair = pair(voice, judged)?;
            Some(pair.difference?.sign() > 0)
        }
        _ => None,
    }
}

/// The change that the premise is about.
fn pair(voice: &Voice, judged: &Judged) -> Option<Pair> {
    if let Finding::Pair(pair) = judged.by.as_ref() {
        return Some(pair.clone());
    }
    let [from, to] = judged.witnesses.as_slice() else {
        return None;
    };
    let term = |cell: &Cell| Term::new(cell.metric, Window::at(cell.period.clone()));
    let query = Query::Compare(Compare {
        left: term(to),
        right: term(from),
        by: Measure::Change,
    });
    match compute(voice.data(), &query) {
        Finding::Pair(pair) => Some(pair),
        _ => None,
    }
}

fn single(operand: &Operand) -> Option<&Cell> {
    match operand.cells.as_slice() {
        [cell] => Some(cell),
        _ => None,
    }
}

/// The direction put right: "They did not fall: they rose by 76.1%".
fn correction(voice: &Voice, judged: &Judged, fall: bool) -> Option<Draft> {
    let pair = pair(voice, judged)?;
    let (later, base) = (single(&pair.left)?, single(&pair.right)?);
    let difference = pair.difference.as_ref()?;
    let values = Values::new()
        .quantity("base", &base.quantity)
        .quantity("later", &later.quantity)
        .period("from", &base.period)
        .period("to", &later.period)
        .text("metric", voice.measured(later.metric))
        .quantity("difference", &difference.magnitude())
        .maybe("times", pair.multiple.as_ref())
        .maybe(
            "percent",
            pair.percent.as_ref().map(Quantity::magnitude).as_ref(),
        )
        .flag("rose", difference.sign() > 0)
        .flag("fell", difference.sign() < 0)
        .flag("asked_fall", fall);
    let draft = Draft::answered(voice.say("correction", &values), &values);
    Some(Draft {
        computed: pair.percent.is_some(),
        ..draft
    })
}

/// Any other premise: what the figures say instead, unless the answer says just that.
fn not_so(voice: &Voice, judged: &Judged, draft: &Draft) -> Draft {
    let evidence = check::evidence(voice, judged);
    let told = draft.text.contains(evidence.text.trim());
    let text = if told { "" } else { evidence.text.as_str() };
    let values = Values::new().sourced_text("evidence", text, &evidence.figures);
    Draft {
        text: voice.say("not_so", &values),
        ..evidence
    }
}
