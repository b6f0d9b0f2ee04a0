//! What is asserted, judged: yes, no or that it cannot be told, and the figures that say so, in the words of a plain answer.
//!
//! It must not judge: `compute` does. What stands behind a yes or no is the same sentence that answers the plain question.

mod credited;
mod lacking;
mod stretch;

use super::draft::{Draft, Values};
use super::voice::Voice;
use super::worded::plain;
use super::{Manner, Status, Verdict, figures as rows, lack};
use crate::compute::{Cell, Finding, Judged, Lack, Order, Shape, compute};
use crate::query::{
    Among, AmountUnit, Compare, Measure, Place, Query, Says, Scope, Term, Way, Window,
};
use credited::{attributed, elsewhere, sentences};
use lacking::{beside_lack, unequal};
use stretch::{all_of, so_far};

/// The verdict, and what it rests on.
pub(super) fn worded(voice: &Voice, judged: &Judged) -> Draft {
    let evidence = evidence(voice, judged);
    if evidence.status == Status::Clarify {
        return evidence;
    }
    let (verdict, lead, value) = match judged.holds {
        Some(true) if judged.is_exceeded() => (Verdict::Supported, "exceeded", "yes"),
        Some(true) => (Verdict::Supported, "supported", "yes"),
        Some(false) => (Verdict::Contradicted, "contradicted", "no"),
        None => (Verdict::CannotCheck, "cannot_check", "unknown"),
    };
    let lead = voice.word(lead, &Values::new());
    Draft {
        status: Status::Answered,
        text: format!("{lead} {}", evidence.text).trim().to_owned(),
        unit: None,
        choices: Vec::new(),
        ..evidence
    }
    .verdict(verdict)
    .value(value)
}

/// What the verdict rests on, without a yes or no before it.
pub(super) fn evidence(voice: &Voice, judged: &Judged) -> Draft {
    let manner = Manner {
        yes_no: false,
        presumes: None,
        intent: None,
        ..voice.manner.clone()
    };
    let own = Voice::new(voice.snapshot, &judged.check.of, &manner);
    attributed(voice, &own, judged)
        .or_else(|| elsewhere(voice, judged))
        .or_else(|| by_witnesses(voice, &own, judged))
        .unwrap_or_else(|| match judged.by.as_ref() {
            Finding::Order(order) => placed(&own, judged, order),
            by => plain(&own, by),
        })
}

/// The periods that decide it, where they are not all that was looked at.
fn by_witnesses(voice: &Voice, own: &Voice, judged: &Judged) -> Option<Draft> {
    let witnesses = &judged.witnesses;
    match (judged.by.as_ref(), witnesses.as_slice()) {
        (Finding::Lacks(Lack::Holes { cells, missing, .. }), _) if judged.holds.is_some() => {
            Some(so_far(own, cells, missing))
        }
        (Finding::Rows(_), []) if judged.check.scope != Scope::It => all_of(own, judged),
        (_, []) => unsaid_better(voice, own, judged),
        (Finding::Lacks(Lack::Unlike { left, right, .. }), _) => {
            Some(unequal(voice, judged, (left, right)))
        }
        (Finding::Lacks(Lack::OnlyBounds(_)), _) => Some(rows::many(own, witnesses, "")),
        (Finding::Lacks(lack), _) => Some(beside_lack(voice, own, lack, witnesses)),
        (Finding::Rows(_) | Finding::Course(_), [from, to, ..]) if is_step(judged, from, to) => {
            Some(step(own, from, to))
        }
        (Finding::Rows(_) | Finding::Course(_), [only]) => Some(rows::one(own, only, "")),
        (Finding::Rows(_) | Finding::Course(_), several) if judged.check.scope != Scope::It => {
            Some(rows::many(own, several, ""))
        }
        _ => None,
    }
}

/// One text behind another, with the figures of both.
fn beside(mut draft: Draft, more: Draft) -> Draft {
    draft.text = format!("{} {}", draft.text, more.text);
    for id in more.figures {
        if !draft.figures.contains(&id) {
            draft.figures.push(id);
        }
    }
    draft
}

/// Whether two periods decide it as a step from the one to the other.
fn is_step(judged: &Judged, from: &Cell, to: &Cell) -> bool {
    let of_steps = match &judged.check.says {
        Says::Goes(_) => true,
        Says::Is(_, amount) => {
            amount.unit != AmountUnit::Plain && from.quantity.shape() != Shape::Percent
        }
        _ => false,
    };
    of_steps && from.metric == to.metric && from.period.to < to.period.to
}

/// The change between two figures, as it answers the plain question.
fn step(own: &Voice, from: &Cell, to: &Cell) -> Draft {
    let term = |cell: &Cell| Term::new(cell.metric, Window::at(cell.period.clone()));
    let query = Query::Compare(Compare {
        left: term(to),
        right: term(from),
        by: Measure::Change,
    });
    let finding = compute(own.data(), &query);
    plain(&own.about(&query), &finding)
}

/// What is better and what worse was not said of the metric: the figures as they are, and that.
fn unsaid_better(voice: &Voice, own: &Voice, judged: &Judged) -> Option<Draft> {
    let asks = matches!(
        judged.check.says,
        Says::Goes(Way::Better | Way::Worse) | Says::Against(Way::Better | Way::Worse)
    );
    let open = asks && judged.holds.is_none();
    if !open || matches!(judged.by.as_ref(), Finding::Lacks(_)) {
        return None;
    }
    let mut draft = plain(own, &judged.by);
    let first = draft.figures.first().and_then(|id| voice.figure(*id))?;
    let better = voice.metric(first.metric)?.better;
    if better.is_none() {
        let why = lack::worded(own, &Lack::NoBetter(first.metric));
        draft.text = format!("{} {}", draft.text, why.text);
    }
    Some(draft)
}

/// The place of a period; what is first stands beside it, where that is another.
fn placed(own: &Voice, judged: &Judged, order: &Order) -> Draft {
    let Place::Of(period) = &order.place else {
        return plain(own, &judged.by);
    };
    let Query::Rank(asked) = own.query else {
        return plain(own, &judged.by);
    };
    if order.place_of_period(period) != Some(1) || order.among == Among::Metrics {
        let draft = plain(own, &judged.by);
        let told = |cell: &&Cell| draft.text.contains(&cell.quantity.text());
        let first = order.cells.first().filter(|cell| !told(cell));
        return match first.filter(|_| judged.holds != Some(true)) {
            Some(first) => beside(draft, sentences(own, &[first.figure])),
            None => draft,
        };
    }
    let mut first = asked.clone();
    first.place = Place::Nth(1);
    let query = Query::Rank(first);
    let finding = Finding::Order(Order {
        place: Place::Nth(1),
        ..order.clone()
    });
    plain(&own.about(&query), &finding)
}
