//! What is remembered of a conversation: enough to fill in what a follow-up leaves out, and no text.

use crate::dataset::{FigureId, MetricId, Period};
use crate::intents::AnswerKind;

/// The memory of one conversation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conversation {
    /// What the last answer was about.
    pub last: Option<Topic>,
    /// Periods of the last answers, the newest last, at most [`MOST_PERIODS`].
    pub periods: Vec<Period>,
    /// True if the last answer was about the metrics of the one before it.
    pub keeps_to_metric: bool,
}

/// What an answer was about.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// What computed it.
    pub kind: AnswerKind,
    /// The metrics.
    pub metrics: Vec<MetricId>,
    /// The periods.
    pub periods: Vec<Period>,
    /// The figures that it showed.
    pub figures: Vec<FigureId>,
    /// The event, by position.
    pub event: Option<usize>,
    /// The topic of statements that it gave.
    pub statements: Vec<usize>,
}

/// How many periods are remembered.
pub(super) const MOST_PERIODS: usize = 4;

impl Conversation {
    /// Remembers an answer's topic in place of the one before.
    pub fn remember(&mut self, topic: Topic) {
        for period in &topic.periods {
            self.periods.retain(|known| known != period);
            self.periods.push(period.clone());
        }
        let before = self.last.as_ref().map(|last| &last.metrics);
        self.keeps_to_metric = before == Some(&topic.metrics);
        let excess = self.periods.len().saturating_sub(MOST_PERIODS);
        self.periods.drain(..excess);
        self.last = Some(topic);
    }
}
