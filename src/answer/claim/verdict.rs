//! How a verdict is worded: what leads it, and what stands in its place where the periods have no figure.
//!
//! It must not compare anything: the kinds of claim do that.

use crate::answer::ask::Ask;
use crate::answer::draft::{Draft, Values};
use crate::answer::{Status, Verdict, refuse, value};
use crate::dataset::{FigureId, MetricId, Period};

/// The draft of a verdict, worded by a case of the intent.
pub(super) fn judged(ask: &Ask, verdict: Verdict, case: &str, values: &Values) -> Draft {
    let (lead, bare) = match verdict {
        Verdict::Supported => ("supported", "yes"),
        Verdict::Contradicted => ("contradicted", "no"),
        Verdict::CannotCheck => ("cannot_check", "unknown"),
    };
    let lead = ask.word(lead, &Values::new());
    let text = format!("{lead} {}", ask.word(case, values));
    Draft::answered(text.trim().to_owned(), values)
        .verdict(verdict)
        .value(bare)
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
    let draft = refuse::no_data(ask, Some(metric), missing);
    let lead = ask.word("cannot_check", &Values::new());
    Draft {
        status: Status::Answered,
        text: format!("{lead} {}", draft.text),
        ..draft
    }
    .verdict(Verdict::CannotCheck)
}
