//! An immutable set of dataset, intents and the tables built from them; replaced whole when a file changes.

use super::wording::{TemplateProblem, Wording};
use crate::dataset::Dataset;
use crate::intents::{Intent, Intents};

/// Everything that answers are made from.
pub struct Snapshot {
    /// The figures.
    pub dataset: Dataset,
    /// The intents that the dataset can answer.
    pub intents: Intents,
    /// Topics on which the dataset has no statement: they belong to another subject.
    pub silent: Vec<Intent>,
    /// Words answers.
    pub wording: Wording,
}

impl Snapshot {
    /// Builds the tables, with the names that moderators gave among those of the data; templates that do not parse are reported and left out.
    pub fn new(mut dataset: Dataset, mut intents: Intents) -> (Self, Vec<TemplateProblem>) {
        for given in &intents.names {
            dataset.give_name(given.kind, &given.id, given.language, given.name.clone());
        }
        let list = std::mem::take(&mut intents.list);
        let (list, silent) = list
            .into_iter()
            .partition(|intent| applies(intent, &dataset));
        intents.list = list;
        let (wording, problems) = Wording::new(&intents);
        let snapshot = Self {
            dataset,
            intents,
            silent,
            wording,
        };
        (snapshot, problems)
    }
}

fn applies(intent: &Intent, dataset: &Dataset) -> bool {
    intent.topic.as_ref().is_none_or(|topic| {
        let mut statements = dataset.statements.iter();
        statements.any(|statement| statement.topic == *topic)
    })
}
