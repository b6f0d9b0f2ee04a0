//! Which metrics are meant, by what words mean: "rookies" for "first-time donors".
//!
//! A small model, learned on other datasets, weighs the words of a question and those of every name and description. It must not
//! choose a metric, nor hide that a word is only like a name.

mod bag;
mod meanings;

use std::collections::HashMap;

use bag::{Bag, Said};
pub use meanings::Meanings;
use meanings::{Meaning, Worth};

/// From this on, of 1, a word of the question is told as one that means what a name says.
const MEANT: f32 = 0.35;
/// Metrics that are less likely than this are not told.
const LEAST: f32 = 1e-4;

/// What is known of a metric: its names and its description, as stems.
pub struct Known<'a> {
    /// Its names.
    pub names: Vec<&'a [String]>,
    /// The words of its definition, its unit and its sentence.
    pub description: Vec<String>,
}

/// The words of a dataset's names and descriptions, with what they mean.
#[derive(Debug)]
pub struct Likeness {
    meanings: &'static Meanings,
    ids: HashMap<String, usize>,
    words: Vec<Word>,
    metrics: Vec<Metric>,
}

/// A word of the dataset.
#[derive(Debug)]
struct Word {
    meaning: Meaning,
    /// How few of the metrics have it in a name: the logarithm of how many there are for each that has it; 0 where none has.
    rare: f32,
}

#[derive(Debug)]
struct Metric {
    names: Vec<Bag>,
    description: Bag,
}

/// A metric that a question may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The metric, by position.
    pub metric: usize,
    /// How much of its likeliest name is meant, 0 to 1.
    pub recall: f32,
    /// How much of what the question says that name explains, 0 to 1.
    pub share: f32,
    /// How likely it is meant beside the other metrics, and beside none at all, 0 to 1.
    pub likely: f32,
    /// How likely it is meant if no other is, 0 to 1.
    pub alone: f32,
    /// The words of the question that mean words of that name.
    pub tokens: Vec<usize>,
}

impl Likeness {
    /// Takes up what is known of each metric, by position.
    pub fn new(metrics: &[Known], meanings: &'static Meanings) -> Self {
        let mut own = Self {
            meanings,
            ids: HashMap::new(),
            words: Vec::new(),
            metrics: Vec::new(),
        };
        own.count(metrics);
        own.metrics = metrics
            .iter()
            .map(|metric| Metric {
                names: metric.names.iter().map(|name| own.bag(name)).collect(),
                description: own.bag(&metric.description),
            })
            .collect();
        own
    }

    /// Numbers the words, and counts how many metrics have each in a name.
    fn count(&mut self, metrics: &[Known]) {
        let mut having: Vec<(usize, usize)> = Vec::new();
        for (position, metric) in metrics.iter().enumerate() {
            let named = metric.names.iter().copied().flatten();
            let named = named.map(|word| (word, true));
            let described = metric.description.iter().map(|word| (word, false));
            for (word, in_name) in named.chain(described) {
                let next = self.ids.len();
                let id = *self.ids.entry(word.clone()).or_insert(next);
                if id == next {
                    having.push((0, usize::MAX));
                    self.words.push(Word {
                        meaning: self.meanings.of(word),
                        rare: 0.0,
                    });
                }
                if let Some((count, last)) = having
                    .get_mut(id)
                    .filter(|(_, last)| in_name && *last != position)
                {
                    *count += 1;
                    *last = position;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "there are few metrics")]
        let rare = |count: usize| ((1 + metrics.len()) as f32 / count as f32).ln();
        for (word, (count, _)) in self.words.iter_mut().zip(having) {
            if count > 0 {
                word.rare = rare(count);
            }
        }
    }

    fn bag(&self, words: &[String]) -> Bag {
        let ids = words.iter().filter_map(|word| self.ids.get(word).copied());
        let words = ids.filter_map(|id| Some((id, self.words.get(id)?)));
        let worth = &self.meanings.worth;
        Bag::new(
            worth,
            words.map(|(id, word)| (id, &word.meaning, word.rare)),
        )
    }

    /// The metrics that the words of a question may mean, the likeliest first; each word with where it stands, if it is to be told.
    pub fn of<'a>(&self, words: impl Iterator<Item = (&'a str, Option<usize>)>) -> Vec<Alike> {
        let said = self.said(words);
        if said.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Alike, f32)> = self
            .metrics
            .iter()
            .enumerate()
            .filter_map(|(at, metric)| metric.told(at, &said, &self.meanings.worth))
            .collect();
        let nothing = self.meanings.worth.nothing(said.weight());
        let most = found
            .iter()
            .map(|(_, worth)| *worth)
            .fold(nothing, f32::max);
        let chance = |worth: f32| (worth - most).exp();
        let all: f32 = found.iter().map(|(_, worth)| chance(*worth)).sum();
        for (one, worth) in &mut found {
            one.likely = chance(*worth) / (all + chance(nothing));
            one.alone = 1.0 / (1.0 + (nothing - *worth).exp());
        }
        let mut found: Vec<Alike> = found.into_iter().map(|(one, _)| one).collect();
        found.retain(|one| one.likely >= LEAST);
        found.sort_by(|a, b| b.likely.total_cmp(&a.likely).then(a.metric.cmp(&b.metric)));
        found
    }

    /// The words of a question beside those of the dataset.
    fn said<'a>(&self, words: impl Iterator<Item = (&'a str, Option<usize>)>) -> Said {
        let mut said = Said::new();
        for (word, token) in words {
            let id = self.ids.get(word).copied();
            let known = id.and_then(|id| self.words.get(id));
            let new = known.is_none().then(|| self.meanings.of(word));
            let meaning = known.map(|known| &known.meaning).or(new.as_ref());
            if let Some(meaning) = meaning {
                let alike = |other: &Word| self.meanings.worth.alike(meaning, &other.meaning);
                let mut row: Vec<f32> = self.words.iter().map(alike).collect();
                if let Some(same) = id.and_then(|id| row.get_mut(id)) {
                    *same = 1.0;
                }
                let rare = known.map_or(0.0, |known| known.rare);
                said.add(token, meaning, self.meanings.worth.said(meaning, rare), row);
            }
        }
        said.close();
        said
    }
}

impl Metric {
    /// What the metric has of a question, with what that is worth.
    fn told(&self, metric: usize, said: &Said, worth: &Worth) -> Option<(Alike, f32)> {
        let named = self.names.iter().map(|name| {
            let (recall, share) = said.covers(name);
            let sum = worth.near * said.near(name) + worth.recall * recall + worth.share * share;
            (name, recall, share, sum)
        });
        let named: Vec<(&Bag, f32, f32, f32)> = named.collect();
        let best = named.iter().max_by(|a, b| a.3.total_cmp(&b.3))?;
        let sum = best.3
            + named
                .iter()
                .map(|one| (one.3 - best.3).exp())
                .sum::<f32>()
                .ln();
        let described = if self.description.is_empty() {
            worth.undescribed
        } else {
            worth.description_near * said.near(&self.description)
                + worth.description_share * said.covers(&self.description).1
        };
        let alike = Alike {
            metric,
            recall: best.1,
            share: best.2,
            likely: 0.0,
            alone: 0.0,
            tokens: said.meant(best.0, MEANT),
        };
        Some((alike, sum + described))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likest(question: &[&str]) -> Option<usize> {
        let names: Vec<Vec<String>> = [&["discard", "blood"][..], &["wait", "time"], &["teacher"]]
            .iter()
            .map(|name| name.iter().map(ToString::to_string).collect())
            .collect();
        let described: Vec<Known> = names
            .iter()
            .map(|name| Known {
                names: vec![name],
                description: Vec::new(),
            })
            .collect();
        let all = Likeness::new(&described, Meanings::shipped()).of(question
            .iter()
            .enumerate()
            .map(|(at, word)| (*word, Some(at))));
        all.first()
            .filter(|one| !one.tokens.is_empty())
            .map(|one| one.metric)
    }

    #[test]
    fn words_that_mean_about_the_same_are_like_a_name() {
        assert_eq!(likest(&["instructor"]), Some(2));
        assert_eq!(likest(&["blood", "discard"]), Some(0));
        assert_eq!(likest(&["xylophon"]), None);
        assert_eq!(likest(&[]), None);
    }

    #[test]
    fn a_word_that_no_table_has_is_itself() {
        let name = ["torvenau".to_owned()];
        let other = ["teacher".to_owned()];
        let described = [&name[..], &other[..]].map(|name| Known {
            names: vec![name],
            description: Vec::new(),
        });
        let all =
            Likeness::new(&described, Meanings::shipped()).of([("torvenau", Some(3))].into_iter());
        let first = all.first();
        assert_eq!(
            first.map(|one| (one.metric, one.tokens.as_slice())),
            Some((0, &[3][..]))
        );
        assert!(all.iter().map(|one| one.likely).sum::<f32>() <= 1.001);
    }
}
