//! Help, small talk, and questions that no dataset answers.

use super::ask::Ask;
use super::draft::{Draft, Values};
use super::snapshot::Snapshot;
use super::{Status, many};

/// Answers from the intent's own wording, with what the dataset is about.
pub(super) fn help(ask: &Ask) -> Draft {
    let values = about(ask.snapshot);
    Draft::new(Status::Help, ask.word("text", &values))
}

/// Refuses with the intent's own wording.
pub(super) fn refusal(ask: &Ask) -> Draft {
    let values = about(ask.snapshot);
    let latest = ask
        .metric_id()
        .and_then(|metric| super::lookup::latest(ask.data(), metric));
    let quantity = latest.as_ref().and_then(|choice| ask.quantity(choice));
    let values = values
        .maybe("value", quantity.as_ref())
        .text(
            "period",
            latest.map_or_else(String::new, |choice| choice.period.in_words()),
        )
        .text(
            "metric",
            ask.metric_id()
                .map_or_else(String::new, |metric| ask.short(metric)),
        );
    let status = if ask.has("predict") {
        Status::NoData
    } else {
        Status::OutOfScope
    };
    Draft {
        figures: if status == Status::NoData {
            values.figures().to_vec()
        } else {
            Vec::new()
        },
        ..Draft::new(status, ask.word("text", &values))
    }
}

/// Nothing was understood.
pub(super) fn not_understood(snapshot: &Snapshot) -> Draft {
    Draft::new(
        Status::NotUnderstood,
        snapshot.wording.say("not_understood", &about(snapshot)),
    )
}

/// About something else.
pub(super) fn out_of_scope(snapshot: &Snapshot, say: Option<&str>) -> Draft {
    let values = about(snapshot).text("say", say.unwrap_or_default());
    Draft::new(
        Status::OutOfScope,
        snapshot.wording.say("out_of_scope", &values),
    )
}

/// What the dataset is about, and questions worth trying.
pub(super) fn about(snapshot: &Snapshot) -> Values {
    let about = &snapshot.dataset.about;
    let examples: Vec<String> = about
        .suggestions
        .iter()
        .take(4)
        .map(|question| format!("\"{}\"", super::cite::escape(question)))
        .collect();
    let shorts: Vec<String> = snapshot
        .dataset
        .metrics
        .iter()
        .take(6)
        .map(|metric| super::cite::escape(&metric.short))
        .collect();
    Values::new()
        .text("scope", about.scope.clone())
        .text("title", about.title.clone())
        .list("examples", examples.clone())
        .text("example", examples.first().cloned().unwrap_or_default())
        .text("metrics", many::list(&shorts))
}
