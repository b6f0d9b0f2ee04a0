//! What is remembered of a conversation: the last queries and the periods of their figures; no text.

use crate::dataset::{MetricId, Period};
use crate::query::{Cells, Limit, Query};

/// How many turns are remembered.
const MOST: usize = 4;

/// The memory of one conversation, the newest turn last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    turns: Vec<Turn>,
}

/// A question that was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The query.
    pub query: Query,
    /// The periods of the figures of its answer, in order.
    pub periods: Vec<Period>,
}

impl Memory {
    /// Remembers a turn.
    pub fn remember(&mut self, turn: Turn) {
        self.turns.push(turn);
        let excess = self.turns.len().saturating_sub(MOST);
        self.turns.drain(..excess);
    }

    /// The last turn.
    pub fn last(&self) -> Option<&Turn> {
        self.turns.last()
    }

    /// The metrics of the newest turns that were about one each, in the order of the talk, each once.
    pub fn metrics_of_talk(&self) -> Vec<MetricId> {
        self.run(Turn::metrics)
    }

    /// The periods of the newest turns that were about one each, in the order of the talk, each once.
    pub fn periods_of_talk(&self) -> Vec<Period> {
        self.run(|turn| turn.periods.clone())
    }

    /// What the newest turns were about, as long as each was about one thing.
    fn run<T: PartialEq>(&self, of: impl Fn(&Turn) -> Vec<T>) -> Vec<T> {
        let mut found: Vec<T> = Vec::new();
        for turn in self.turns.iter().rev() {
            let mut own = of(turn);
            let (Some(only), true) = (own.pop(), own.is_empty()) else {
                break;
            };
            if !found.contains(&only) {
                found.push(only);
            }
        }
        found.reverse();
        found
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }
}

impl Turn {
    /// The metrics that it was about.
    pub fn metrics(&self) -> Vec<MetricId> {
        metrics(&self.query)
    }
}

/// The last two of what was spoken of one after another, and all of it where that is more: "the difference?", "all three together?".
pub(super) fn ends_of_talk<T>(talk: &[T]) -> Vec<&[T]> {
    let two = talk.len().checked_sub(2).and_then(|from| talk.get(from..));
    let all = (talk.len() > 2).then_some(talk);
    two.into_iter().chain(all).collect()
}

/// The metrics of a query, each once.
pub fn metrics(query: &Query) -> Vec<MetricId> {
    let mut found = Vec::new();
    let mut add = |metric: &MetricId| {
        if !found.contains(metric) {
            found.push(*metric);
        }
    };
    match query {
        Query::Figures(cells) | Query::Course(cells) => cells.metrics.iter().for_each(add),
        Query::Compare(compare) => {
            add(&compare.left.metric);
            add(&compare.right.metric);
        }
        Query::Split(split) => add(&split.of.metric),
        Query::Rate(rate) => add(&rate.of.metric),
        Query::Check(check) => return metrics(&check.of),
        other => {
            if let Some(cells) = cells(other) {
                cells.metrics.iter().for_each(&mut add);
            }
            for limit in limits(other) {
                if let Limit::Beside(_, metric) = limit {
                    add(metric);
                }
            }
        }
    }
    found
}

/// The conditions of a query.
fn limits(query: &Query) -> &[Limit] {
    match query {
        Query::Fold(fold) => &fold.limits,
        Query::Find(find) => &find.limits,
        _ => &[],
    }
}

/// The figures that a query runs over, where it names them as one block.
pub fn cells(query: &Query) -> Option<&Cells> {
    match query {
        Query::Figures(cells) | Query::Course(cells) => Some(cells),
        Query::Fold(fold) => Some(&fold.over),
        Query::Find(find) => Some(&find.over),
        Query::Rank(rank) => Some(&rank.over),
        Query::Step(step) => Some(&step.over),
        Query::About(about) => Some(&about.of),
        Query::Check(check) => cells(&check.of),
        _ => None,
    }
}

/// The periods of a query's figures, as far as the data have them.
pub fn periods(query: &Query, stock: &super::stock::Stock) -> Vec<Period> {
    use crate::query::{Place, Span};
    let of = |metric: Option<MetricId>, span: &Span| -> Vec<Period> {
        let main = metric.into_iter().flat_map(|metric| stock.main(metric));
        match span {
            Span::At(points) => points.clone(),
            Span::Latest => main.last().cloned().into_iter().collect(),
            Span::Earliest => main.take(1).cloned().collect(),
            _ => Vec::new(),
        }
    };
    match query {
        Query::Compare(compare) => {
            let mut found = of(Some(compare.right.metric), &compare.right.when.span);
            for period in of(Some(compare.left.metric), &compare.left.when.span) {
                if !found.contains(&period) {
                    found.push(period);
                }
            }
            found
        }
        Query::Split(split) => of(Some(split.of.metric), &split.of.when.span),
        Query::Rate(rate) => of(Some(rate.of.metric), &rate.of.when.span),
        Query::Summary(period) => period.iter().cloned().collect(),
        Query::Check(check) => periods(&check.of, stock),
        Query::Rank(rank) => match &rank.place {
            Place::Of(period) | Place::Before(period) => vec![period.clone()],
            _ => of(rank.over.metrics.first().copied(), &rank.over.when.span),
        },
        other => cells(other).map_or(Vec::new(), |cells| {
            of(cells.metrics.first().copied(), &cells.when.span)
        }),
    }
}
