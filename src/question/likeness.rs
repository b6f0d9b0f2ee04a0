//! Metrics whose names mean about what a question says in other words: "rookies" for "first-time donors".
//!
//! Which words mean about the same stands in a table that comes with the program. It must not choose a metric, nor hide that a word
//! is only like a name.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words with those that mean about the same and how alike they are, in hundredths: a line each, in alphabetical order.
static TABLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../assets/words/alike.txt")
        .lines()
        .collect()
});

/// How much of what makes a name likely is that all of it is meant, whatever else the question says.
const OF_NAME: f32 = 0.3;

/// The words of a dataset's names, with all words that mean about the same.
#[derive(Debug, Default)]
pub struct Likeness {
    /// Words of the language, each with the words of names that it is or is like.
    words: HashMap<String, Vec<(usize, f32)>>,
    /// The words of names: where each stands.
    places: Vec<Vec<Place>>,
    /// The metric of each name.
    names: Vec<usize>,
}

/// A place in a name.
#[derive(Debug, Clone, Copy)]
struct Place {
    name: usize,
    /// The part of the name that the word is.
    part: f32,
}

/// A metric whose names are like words of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The metric, by position.
    pub metric: usize,
    /// How much of its name is meant, 0 to 1.
    pub recall: f32,
    /// How much of what the question says that name explains, 0 to 1.
    pub share: f32,
    /// The words that are like words of any of its names.
    pub tokens: Vec<usize>,
}

impl Alike {
    /// How likely the metric is meant beside others.
    pub fn score(&self) -> f32 {
        self.recall * (OF_NAME + self.share)
    }
}

impl Likeness {
    /// Takes up the words of names, each with its weight, and what is like them.
    pub fn new(metric_names: &[(usize, Vec<(&str, f32)>)]) -> Self {
        let mut own = Self::default();
        let mut ids: HashMap<&str, usize> = HashMap::new();
        for (name, (metric, words)) in metric_names.iter().enumerate() {
            own.names.push(*metric);
            let all: f32 = words.iter().map(|(_, weight)| weight).sum();
            for (word, weight) in words {
                let next = own.places.len();
                let id = *ids.entry(word).or_insert(next);
                if id == next {
                    own.places.push(Vec::new());
                }
                let part = weight / all.max(f32::MIN_POSITIVE);
                if let Some(places) = own.places.get_mut(id) {
                    places.push(Place { name, part });
                }
            }
        }
        for (word, id) in ids {
            own.words
                .entry(word.to_owned())
                .or_default()
                .push((id, 1.0));
            for (other, alike) in like(word) {
                own.words
                    .entry(other.to_owned())
                    .or_default()
                    .push((id, alike));
            }
        }
        own
    }

    /// The metrics whose names are like the words that say something, the likeliest first.
    pub fn of<'a>(&self, words: impl Iterator<Item = (usize, &'a str)>) -> Vec<Alike> {
        let mut names: Vec<Matched> = vec![Matched::default(); self.names.len()];
        let mut said = 0.0;
        for (at, word) in words {
            said += 1.0;
            for (id, alike) in self.words.get(word).map_or(&[][..], Vec::as_slice) {
                for place in self.places.get(*id).map_or(&[][..], Vec::as_slice) {
                    if let Some(name) = names.get_mut(place.name) {
                        name.take(at, *id, place.part, *alike);
                    }
                }
            }
        }
        let mut best: Vec<Alike> = Vec::new();
        for (metric, name) in self.names.iter().zip(names) {
            if !name.words.is_empty() {
                add(&mut best, name.told(*metric, said));
            }
        }
        best.sort_by(|a, b| {
            b.score()
                .total_cmp(&a.score())
                .then(a.metric.cmp(&b.metric))
        });
        best
    }
}

/// What of a name a question has.
#[derive(Debug, Clone, Default)]
struct Matched {
    /// Its words by number, each with its part of the name and how alike the likest word of the question is.
    words: Vec<(usize, f32, f32)>,
    /// Words of the question, each with how alike the likest word of the name is.
    tokens: Vec<(usize, f32)>,
}

impl Matched {
    fn take(&mut self, at: usize, word: usize, part: f32, alike: f32) {
        match self.words.iter_mut().find(|(known, ..)| *known == word) {
            Some((.., most)) => *most = most.max(alike),
            None => self.words.push((word, part, alike)),
        }
        match self.tokens.last_mut().filter(|(last, _)| *last == at) {
            Some((_, most)) => *most = most.max(alike),
            None => self.tokens.push((at, alike)),
        }
    }

    fn told(&self, metric: usize, said: f32) -> Alike {
        Alike {
            metric,
            recall: self.words.iter().map(|(_, part, alike)| part * alike).sum(),
            share: self.tokens.iter().map(|(_, alike)| alike).sum::<f32>() / f32::max(said, 1.0),
            tokens: self.tokens.iter().map(|(at, _)| *at).collect(),
        }
    }
}

/// Keeps the likeliest name of each metric, with the words of all of them.
fn add(best: &mut Vec<Alike>, mut one: Alike) {
    let Some(known) = best.iter_mut().find(|known| known.metric == one.metric) else {
        best.push(one);
        return;
    };
    if one.score() > known.score() {
        std::mem::swap(known, &mut one);
    }
    for at in one.tokens {
        if !known.tokens.contains(&at) {
            known.tokens.push(at);
        }
    }
}

/// The words that mean about the same as another, with how alike they are, 0 to 1; all as stems.
fn like(word: &str) -> impl Iterator<Item = (&'static str, f32)> {
    let found = TABLE.binary_search_by(|line| line.split(' ').next().unwrap_or_default().cmp(word));
    let line = found.ok().and_then(|at| TABLE.get(at)).copied();
    line.unwrap_or_default()
        .split(' ')
        .skip(1)
        .filter_map(|pair| {
            let (other, alike) = pair.split_once('=')?;
            Some((other, alike.parse::<f32>().ok()? / 100.0))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likest(question: &[&str]) -> Option<usize> {
        let names = [
            (0, vec![("discard", 1.0), ("blood", 0.2)]),
            (1, vec![("wait", 1.0), ("time", 0.3)]),
            (2, vec![("teacher", 1.0)]),
        ];
        let all = Likeness::new(&names).of(question.iter().copied().enumerate());
        all.first().map(|one| one.metric)
    }

    #[test]
    fn words_that_mean_about_the_same_are_like_a_name() {
        assert_eq!(likest(&["instructor"]), Some(2));
        assert_eq!(likest(&["blood", "discard"]), Some(0));
        assert_eq!(likest(&["xylophon"]), None);
    }

    #[test]
    fn the_table_is_in_alphabetical_order_and_can_be_read() {
        let words: Vec<&str> = TABLE
            .iter()
            .map(|line| line.split(' ').next().unwrap_or_default())
            .collect();
        assert!(words.is_sorted(), "binary search needs the order");
        for word in words {
            assert!(
                like(word).all(|(_, alike)| (0.0..1.0).contains(&alike)),
                "{word}"
            );
            assert!(like(word).next().is_some(), "{word}");
        }
    }
}
