//! Further names for what a dataset has, given outside of its files: they count as those that stand in them.
//!
//! It must not judge whether a name is a good one.

use super::{Dataset, Language, Names};

/// What can be given a further name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nameable {
    /// What is counted.
    Metric,
    /// Who publishes.
    Outlet,
    /// What happened.
    Event,
}

/// Something that has names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing<'a> {
    /// What it is.
    pub kind: Nameable,
    /// Its id in the files.
    pub id: &'a str,
    /// What it is called when it is shown.
    pub shown: &'a str,
    /// All its names, that which is shown among them.
    pub names: Vec<&'a str>,
}

impl Nameable {
    /// All of them, in the order in which they are looked at.
    pub const ALL: [Self; 3] = [Self::Metric, Self::Outlet, Self::Event];

    /// One of them, for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Outlet => "outlet",
            Self::Event => "event",
        }
    }
}

impl Thing<'_> {
    /// Whether it goes by a name, capital letters and spaces apart.
    pub fn is_named(&self, name: &str) -> bool {
        self.names.iter().any(|known| plain(known) == plain(name))
    }
}

impl Dataset {
    /// Everything of the data that has an id and names: metrics, then outlets, then events.
    pub fn things(&self) -> impl Iterator<Item = Thing<'_>> {
        let metrics = self.own_metrics().map(|(_, metric)| Thing {
            kind: Nameable::Metric,
            id: &metric.id,
            shown: &metric.short,
            names: with(&[&metric.short, &metric.label], &metric.aliases),
        });
        let outlets = self.outlets.iter().map(|outlet| Thing {
            kind: Nameable::Outlet,
            id: &outlet.id,
            shown: &outlet.name,
            names: std::iter::once(&outlet.name)
                .chain(&outlet.aliases)
                .map(String::as_str)
                .collect(),
        });
        let events = self.events.iter().map(|event| Thing {
            kind: Nameable::Event,
            id: &event.id,
            shown: &event.name,
            names: with(&[&event.name], &event.aliases),
        });
        metrics.chain(outlets).chain(events)
    }

    /// Gives a thing one more name; false if there is no such thing.
    pub fn give_name(
        &mut self,
        kind: Nameable,
        id: &str,
        language: Language,
        name: String,
    ) -> bool {
        let names = match kind {
            Nameable::Metric => {
                let mut metrics = self.metrics.iter_mut();
                let metric = metrics.find(|metric| metric.id == id);
                metric.map(|metric| metric.aliases.entry(language).or_default())
            }
            Nameable::Outlet => {
                let mut outlets = self.outlets.iter_mut();
                let outlet = outlets.find(|outlet| outlet.id == id);
                outlet.map(|outlet| &mut outlet.aliases)
            }
            Nameable::Event => {
                let mut events = self.events.iter_mut();
                let event = events.find(|event| event.id == id);
                event.map(|event| event.aliases.entry(language).or_default())
            }
        };
        let Some(names) = names else { return false };
        if !names.iter().any(|known| plain(known) == plain(&name)) {
            names.push(name);
        }
        true
    }
}

fn with<'a>(shown: &[&'a String], aliases: &'a Names) -> Vec<&'a str> {
    let aliases = aliases.values().flatten();
    let shown = shown.iter().copied();
    shown.chain(aliases).map(String::as_str).collect()
}

/// What two writings of a name have in common.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Outlet;

    #[test]
    fn a_given_name_is_one_of_its_names_once() {
        let mut data = Dataset::default();
        data.outlets.push(Outlet {
            id: "gazette".to_owned(),
            name: "Keepers' Gazette".to_owned(),
            aliases: Vec::new(),
            kind: String::new(),
            basis: String::new(),
            note: String::new(),
        });
        let mut check = |kind, id: &str, name: &str, given: bool, names: &[&str]| {
            assert_eq!(
                data.give_name(kind, id, Language::En, name.to_owned()),
                given
            );
            assert_eq!(data.things().next().unwrap().names, names);
        };
        let first = ["Keepers' Gazette", "the KG"];
        check(Nameable::Outlet, "gazette", "the KG", true, &first);
        check(Nameable::Outlet, "gazette", "The  kg", true, &first);
        check(Nameable::Metric, "gazette", "the KG", false, &first);
        check(Nameable::Outlet, "times", "the KG", false, &first);
        let thing = data.things().next().unwrap();
        assert!(thing.is_named("the kg") && !thing.is_named("kg"));
    }
}
