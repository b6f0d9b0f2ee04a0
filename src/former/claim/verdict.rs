//! How a verdict is worded: what leads it, and what stands in its place where the periods have no figure.
//!
//! It must not compare anything: the kinds of claim do that.

use crate::dataset::{FigureId, MetricId, Period};
use crate::former::ask::Ask;
use crate::former::draft::{Draft, Values};
use crate::former::{Status, Verdict, refuse, value};

/// How a claim stands to the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As claimed.
    Holds,
    /// More than claimed, the way that is claimed.
    Exceeded,
    /// Not as claimed.
    Fails,
}

impl Outcome {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    /// The outcome of the claim's denial.
    pub(super) fn denied(self) -> Self {
        Self::of(self == Self::Fails)
    }

    pub(super) fn verdict(self) -> Verdict {
        verdict_of(self != Self::Fails)
    }
}

/// The draft of a verdict, worded by a case of the intent.
pub(super) fn judged(ask: &Ask, verdict: Verdict, case: &str, values: &Values) -> Draft {
    worded(ask, lead_of(verdict), verdict, case, values)
}

/// The same for an outcome; where the claim is denied it is the denial that is judged.
pub(super) fn judged_outcome(ask: &Ask, outcome: Outcome, case: &str, values: &Values) -> Draft {
    match outcome {
        outcome if ask.reading.is_denied() => judged(ask, outcome.denied().verdict(), case, values),
        Outcome::Exceeded => worded(ask, "exceeded", Verdict::Supported, case, values),
        outcome => judged(ask, outcome.verdict(), case, values),
    }
}

/// A verdict before what another answer says.
pub(super) fn led(ask: &Ask, verdict: Verdict, draft: Draft) -> Draft {
    let lead = ask.word(lead_of(verdict), &Values::new());
    Draft {
        text: format!("{lead} {}", draft.text),
        ..draft
    }
    .verdict(verdict)
    .value(bare(verdict))
}

fn lead_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::Contradicted => "contradicted",
        Verdict::CannotCheck => "cannot_check",
    }
}

fn bare(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "yes",
        Verdict::Contradicted => "no",
        Verdict::CannotCheck => "unknown",
    }
}

fn worded(ask: &Ask, lead: &str, verdict: Verdict, case: &str, values: &Values) -> Draft {
    let lead = ask.word(lead, &Values::new());
    let text = format!("{lead} {}", ask.word(case, values));
    Draft::answered(text.trim().to_owned(), values)
        .verdict(verdict)
        .value(bare(verdict))
}

pub(super) fn verdict_of(holds: bool) -> Verdict {
    if holds {
        Verdict::Supported
    } else {
        Verdict::Contradicted
    }
}

/// A verdict that a single figure gives, in that figure's own sentence.
pub(super) fn by_figure(ask: &Ask, verdict: Verdict, id: FigureId) -> Draft {
    let values = Values::new().sourced_text("sentence", value::sentence(ask, id), &[id]);
    judged(ask, verdict, "sentence", &values)
}

/// The periods claimed about have no figure.
pub(super) fn uncheckable(ask: &Ask, metric: MetricId, missing: &[Period]) -> Draft {
    of_unknown(ask, (Verdict::CannotCheck, "cannot_check"), metric, missing)
}

/// The periods claimed about have no figure, but what is known of them rules the claim out.
pub(super) fn ruled_out(ask: &Ask, metric: MetricId, missing: &[Period]) -> Draft {
    of_unknown(
        ask,
        (Verdict::Contradicted, "contradicted"),
        metric,
        missing,
    )
    .value("no")
}

fn of_unknown(
    ask: &Ask,
    (verdict, lead): (Verdict, &str),
    metric: MetricId,
    missing: &[Period],
) -> Draft {
    let draft = refuse::no_data(ask, Some(metric), missing);
    let lead = ask.word(lead, &Values::new());
    Draft {
        status: Status::Answered,
        text: format!("{lead} {}", draft.text),
        ..draft
    }
    .verdict(verdict)
}
