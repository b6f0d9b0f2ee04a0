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
    /// How many of these periods, the newest, belong to answers about the metrics of the last one.
    pub of_metric: usize,
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
        let before = self.last.as_ref().map(|last| &last.metrics);
        let goes_on = before == Some(&topic.metrics);
        let mut run = if goes_on { self.of_metric } else { 0 };
        for period in &topic.periods {
            let known = self.periods.iter().position(|known| known == period);
            let counted = known.is_some_and(|at| at + run >= self.periods.len());
            run += usize::from(!counted);
            self.periods.retain(|known| known != period);
            self.periods.push(period.clone());
        }
        self.of_metric = run.min(MOST_PERIODS);
        let excess = self.periods.len().saturating_sub(MOST_PERIODS);
        self.periods.drain(..excess);
        self.last = Some(topic);
    }
}
