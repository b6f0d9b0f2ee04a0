//! Ids that are free: made of names, with a number behind them where the name is taken.

use std::collections::{HashMap, HashSet};

use crate::dataset::Dataset;

/// What the data files beside the new one have already.
#[derive(Debug, Default)]
pub(in crate::import) struct Taken {
    pub(super) has_subject: bool,
    /// Ids of outlets by their names.
    pub(super) outlets: HashMap<String, String>,
    ids: HashSet<String>,
}

impl Taken {
    /// What a loaded dataset has.
    pub(in crate::import) fn by(dataset: &Dataset) -> Self {
        let outlets = dataset
            .outlets
            .iter()
            .map(|outlet| (outlet.name.to_lowercase(), outlet.id.clone()));
        let ids = dataset
            .outlets
            .iter()
            .map(|outlet| &outlet.id)
            .chain(dataset.sources.iter().map(|source| &source.id))
            .chain(dataset.metrics.iter().map(|metric| &metric.id));
        Self {
            has_subject: !dataset.about.title.is_empty(),
            outlets: outlets.collect(),
            ids: ids.cloned().collect(),
        }
    }

    pub(super) fn ids(&self) -> Ids {
        Ids(self.ids.clone())
    }
}

/// Ids in use.
pub(super) struct Ids(HashSet<String>);

impl Ids {
    /// The id itself, or with the first number behind it that is free.
    pub(super) fn free(&mut self, id: String) -> String {
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.clone())
            .chain(numbered)
            .find(|id| !self.0.contains(id));
        let free = free.unwrap_or(id);
        self.0.insert(free.clone());
        free
    }
}

/// Letters, digits and hyphens.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if slug.is_empty() {
        otherwise.to_owned()
    } else {
        slug
    }
}
