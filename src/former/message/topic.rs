//! What an answer was about, for the conversation to remember.
//!
//! It must not keep text of the question: ids and periods only.

use crate::dataset::{Figure, MetricId, Period};
use crate::former::Status;
use crate::former::ask::{Ask, Origin};
use crate::former::conversation::Topic;
use crate::former::draft::Draft;
use crate::former::event;
use crate::intents::AnswerKind;

/// The topic of an answer; none if it told nothing of the data.
pub(super) fn of(ask: &Ask, draft: &Draft) -> Option<Topic> {
    if matches!(
        draft.status,
        Status::Help | Status::NotUnderstood | Status::OutOfScope | Status::Clarify
    ) {
        return None;
    }
    Some(Topic {
        kind: kind(ask),
        metrics: metrics(ask, draft),
        periods: periods(ask, draft),
        figures: draft.figures.clone(),
        event: event::spoken_of(ask),
        statements: statements(ask),
    })
}

/// Sources and meanings are asked in passing: a follow-up goes on from the answer before.
fn kind(ask: &Ask) -> AnswerKind {
    match (ask.kind, &ask.conversation.last) {
        (AnswerKind::Sources | AnswerKind::Definition, Some(last)) => last.kind,
        (kind, _) => kind,
    }
}

/// The metrics asked about; where they were only assumed, that of the figure which was given.
fn metrics(ask: &Ask, draft: &Draft) -> Vec<MetricId> {
    first_figure(ask, draft)
        .filter(|_| ask.origin == Origin::Assumed)
        .map_or_else(|| ask.metrics.clone(), |figure| vec![figure.metric])
}

/// The periods asked about; where none was, that of the first figure which was given.
fn periods(ask: &Ask, draft: &Draft) -> Vec<Period> {
    let mut periods = ask.periods.points.clone();
    if periods.is_empty() {
        let known = draft.figures.iter();
        let mut figures = known.filter_map(|id| ask.data().figures.get(id.0));
        periods.extend(figures.next().map(|figure| figure.period.clone()));
    }
    periods.dedup();
    periods
}

fn statements(ask: &Ask) -> Vec<usize> {
    if ask.kind != AnswerKind::Statement {
        return Vec::new();
    }
    let said = event::statements(ask).into_iter();
    said.map(|(index, _)| index).collect()
}

fn first_figure<'a>(ask: &Ask<'a>, draft: &Draft) -> Option<&'a Figure> {
    ask.data().figures.get(draft.figures.first()?.0)
}
