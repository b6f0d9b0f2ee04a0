//! Which metrics are meant, by what words mean: "rookies" for "first-time donors".
//!
//! A small model, learned on other datasets, weighs the words of a question and those of every name and description. It must not
//! choose a metric, nor hide that a word is only like a name.

mod bag;
mod context;
mod meanings;

use std::collections::HashMap;

use bag::{Bag, Beside, Said, Weighed};
use context::{Echo, Side};
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

/// Two metrics that are meant on both sides of a word which joins: "the crew and the guests".
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// The likeliest before it, of what is said there.
    pub left: Alike,
    /// The likeliest behind it.
    pub right: Alike,
}

impl Sides {
    /// How likely both are meant, 0 to 1.
    pub fn likely(&self) -> f32 {
        self.left.likely.min(self.right.likely)
    }
}

/// A word of a question.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// Its stem.
    pub word: &'a str,
    /// Where it stands.
    pub at: usize,
    /// Whether it is told as one that means what a name says.
    pub tells: bool,
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
        let echo = |word: &Word| meanings.context.echo(&word.meaning.vector);
        let echoes: Vec<Echo> = own.words.iter().map(echo).collect();
        let metric = |metric: &Known| Metric {
            names: metric
                .names
                .iter()
                .map(|name| own.bag(name, &echoes))
                .collect(),
            description: own.bag(&metric.description, &echoes),
        };
        own.metrics = metrics.iter().map(metric).collect();
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

    fn bag(&self, words: &[String], echoes: &[Echo]) -> Bag {
        let ids = words.iter().filter_map(|word| self.ids.get(word).copied());
        let words: Vec<(usize, &Word, &Echo)> = ids
            .filter_map(|id| Some((id, self.words.get(id)?, echoes.get(id)?)))
            .collect();
        let echoes: Vec<&Echo> = words.iter().map(|(.., echo)| *echo).collect();
        let units = self.meanings.context.units(&echoes);
        let words = words.into_iter().zip(units);
        Bag::new(
            self.meanings,
            words.map(|((id, word, _), units)| (id, &word.meaning, word.rare, units)),
        )
    }

    /// The metrics that the words of a question may mean, the likeliest first, and those that the two sides of words which join mean.
    pub fn of(&self, words: &[Heard], joins: &[usize]) -> (Vec<Alike>, Vec<Sides>) {
        let beside = self.beside(words);
        let said = |range| beside.said(range, &self.meanings.context);
        let sides = joins.iter().filter_map(|at| {
            let cut = words.partition_point(|word| word.at < *at);
            let first = |range| self.meant(&said(range)).into_iter().next();
            let (left, right) = (first(0..cut)?, first(cut..words.len())?);
            (left.metric != right.metric).then_some(Sides { left, right })
        });
        let sides = sides.collect();
        (self.meant(&said(0..words.len())), sides)
    }

    fn meant(&self, said: &Said) -> Vec<Alike> {
        if said.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Alike, f32)> = self
            .metrics
            .iter()
            .enumerate()
            .filter_map(|(at, metric)| metric.told(at, said, &self.meanings.worth))
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
    fn beside(&self, words: &[Heard]) -> Beside {
        let Meanings { worth, context, .. } = self.meanings;
        let ids: Vec<Option<usize>> = words
            .iter()
            .map(|heard| self.ids.get(heard.word).copied())
            .collect();
        let known = ids.iter().map(|id| id.and_then(|id| self.words.get(id)));
        let meanings: Vec<(Meaning, f32)> = words
            .iter()
            .zip(known)
            .map(|(heard, known)| match known {
                Some(known) => (known.meaning.clone(), known.rare),
                None => (self.meanings.of(heard.word), 0.0),
            })
            .collect();
        let echoes: Vec<Echo> = meanings
            .iter()
            .map(|(meaning, _)| context.echo(&meaning.vector))
            .collect();
        let units = context.units(&echoes.iter().collect::<Vec<_>>());
        let weighed = words.iter().zip(meanings).zip(units);
        let weighed = weighed.map(|((heard, (meaning, rare)), units)| Weighed {
            token: heard.tells.then_some(heard.at),
            weight: worth.said(&meaning, rare, context.weight(Side::Said, &units)),
            vector: meaning.vector,
            units,
        });
        Beside::new(weighed.collect(), self.words.len(), |at, word, id| {
            let same = ids.get(at) == Some(&Some(id));
            let known = self.words.get(id).filter(|_| !same);
            known.map_or(1.0, |known| {
                worth.alike(&word.vector, &known.meaning.vector)
            })
        })
    }
}

impl Metric {
    /// What the metric has of a question, with what that is worth.
    fn told(&self, metric: usize, said: &Said, worth: &Worth) -> Option<(Alike, f32)> {
        let mut room = Vec::new();
        let named = self.names.iter().map(|name| {
            let (recall, share) = said.covers(name, &mut room);
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
                + worth.description_share * said.covers(&self.description, &mut room).1
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

    fn heard<'a>(question: &[&'a str]) -> Vec<Heard<'a>> {
        let words = question.iter().enumerate();
        words
            .map(|(at, word)| Heard {
                word,
                at,
                tells: true,
            })
            .collect()
    }

    fn named() -> Vec<Vec<String>> {
        [&["discard", "blood"][..], &["wait", "time"], &["teacher"]]
            .iter()
            .map(|name| name.iter().map(ToString::to_string).collect())
            .collect()
    }

    fn known(names: &[Vec<String>]) -> Likeness {
        let described: Vec<Known> = names
            .iter()
            .map(|name| Known {
                names: vec![name],
                description: Vec::new(),
            })
            .collect();
        Likeness::new(&described, Meanings::shipped())
    }

    #[test]
    fn both_sides_of_a_word_that_joins_are_heard_by_themselves() {
        let question = heard(&["instructor", "and", "blood", "discard"]);
        let (_, sides) = known(&named()).of(&question, &[1]);
        let both: Vec<(usize, usize)> = sides
            .iter()
            .map(|one| (one.left.metric, one.right.metric))
            .collect();
        assert_eq!(both, [(2, 0)]);
        assert!(known(&named()).of(&heard(&["blood"]), &[1]).1.is_empty());
    }

    fn likest(question: &[&str]) -> Option<usize> {
        let (all, _) = known(&named()).of(&heard(question), &[]);
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
        let names = ["torvenau", "teacher"].map(|name| vec![name.to_owned()]);
        let (all, _) = known(&names).of(&heard(&["torvenau"]), &[]);
        let first = all.first();
        assert_eq!(
            first.map(|one| (one.metric, one.tokens.as_slice())),
            Some((0, &[0][..]))
        );
        assert!(all.iter().map(|one| one.likely).sum::<f32>() <= 1.001);
    }
}
