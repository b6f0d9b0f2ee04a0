//! An immutable set of dataset, intents and the tables built from them; replaced whole when a file changes.

use crate::dataset::Dataset;
use crate::intents::{Intent, Intents};
use crate::question::decide::Matcher;
use crate::question::phrase::phrases;
use crate::question::reader::Reader;

use super::wording::{TemplateProblem, Wording};

/// Everything that answers are made from.
pub struct Snapshot {
    /// The figures.
    pub dataset: Dataset,
    /// The intents that the dataset can answer.
    pub intents: Intents,
    /// Topics on which the dataset has no statement: they belong to another subject.
    pub silent: Vec<Intent>,
    /// Reads questions.
    pub reader: Reader,
    /// Chooses intents.
    pub matcher: Matcher,
    /// Words answers.
    pub wording: Wording,
}

impl Snapshot {
    /// Builds the tables; templates that do not parse are reported and left out.
    pub fn new(dataset: Dataset, mut intents: Intents) -> (Self, Vec<TemplateProblem>) {
        let list = std::mem::take(&mut intents.list);
        let (list, silent) = list
            .into_iter()
            .partition(|intent| applies(intent, &dataset));
        intents.list = list;
        let phrases = phrases(&intents);
        let reader = Reader::new(&dataset, &intents.words, &phrases);
        let matcher = Matcher::new(&reader, &intents, phrases);
        let (wording, problems) = Wording::new(&intents);
        (
            Self {
                dataset,
                intents,
                silent,
                reader,
                matcher,
                wording,
            },
            problems,
        )
    }
}

fn applies(intent: &Intent, dataset: &Dataset) -> bool {
    intent.topic.as_ref().is_none_or(|topic| {
        dataset
            .statements
            .iter()
            .any(|statement| statement.topic == *topic)
    })
}
