//! Words weighed against words: how much of a name a question means, and how much of the question the name explains.
//!
//! It must not know a metric.

use super::meanings::{Meaning, Vector, WIDTH, Worth};

/// The words of a name or a description, each with its part of the weight, and where they lie as a whole.
#[derive(Debug)]
pub(super) struct Bag {
    words: Vec<(usize, f32)>,
    middle: [f32; WIDTH],
}

impl Bag {
    /// Weighs words: each by its number, what it means, and how rare it is in names.
    pub(super) fn new<'a>(
        worth: &Worth,
        words: impl Iterator<Item = (usize, &'a Meaning, f32)>,
    ) -> Self {
        let mut bag = Self {
            words: Vec::new(),
            middle: [0.0; WIDTH],
        };
        for (id, meaning, rare) in words {
            let weight = worth.named(meaning, rare);
            bag.words.push((id, weight));
            add(&mut bag.middle, &meaning.vector, weight);
        }
        normalise(&mut bag.middle);
        part(bag.words.iter_mut().map(|(_, weight)| weight));
        bag
    }

    /// Whether it has no word.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The words of a question, with how much each means each word of the dataset.
#[derive(Debug)]
pub(super) struct Said {
    /// Where each word stands, if it is to be told.
    tokens: Vec<Option<usize>>,
    weights: Vec<f32>,
    /// What all words weigh together.
    weight: f32,
    /// For each word of the question a row: how much each word of the dataset means the same, 0 to 1.
    alike: Vec<Vec<f32>>,
    middle: [f32; WIDTH],
}

impl Said {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            tokens: Vec::new(),
            weights: Vec::new(),
            weight: 0.0,
            alike: Vec::new(),
            middle: [0.0; WIDTH],
        }
    }

    /// Adds a word: where it stands, what it means, what it weighs, and how much it means each word of the dataset.
    pub(super) fn add(
        &mut self,
        token: Option<usize>,
        meaning: &Meaning,
        weight: f32,
        alike: Vec<f32>,
    ) {
        self.tokens.push(token);
        self.weights.push(weight);
        self.weight += weight;
        self.alike.push(alike);
        add(&mut self.middle, &meaning.vector, weight);
    }

    /// Brings the weights to parts of one when all words are there.
    pub(super) fn close(&mut self) {
        part(self.weights.iter_mut());
        normalise(&mut self.middle);
    }

    /// What all words weigh together.
    pub(super) fn weight(&self) -> f32 {
        self.weight
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// How near the whole of a bag lies, -1 to 1.
    pub(super) fn near(&self, bag: &Bag) -> f32 {
        let pairs = self.middle.iter().zip(&bag.middle);
        pairs.map(|(a, b)| a * b).sum()
    }

    /// How much of a bag is meant, and how much of what is said it explains, both 0 to 1.
    pub(super) fn covers(&self, bag: &Bag) -> (f32, f32) {
        let alike = |row: &[f32], id: usize| row.get(id).copied().unwrap_or_default();
        let likest = |id: usize| {
            let rows = self.alike.iter();
            rows.map(|row| alike(row, id)).fold(0.0, f32::max)
        };
        let recall = bag.words.iter().map(|(id, part)| part * likest(*id)).sum();
        let words = self.weights.iter().zip(&self.alike);
        let share = words.map(|(part, row)| {
            let words = bag.words.iter();
            part * words.map(|(id, _)| alike(row, *id)).fold(0.0, f32::max)
        });
        (recall, share.sum())
    }

    /// The words of the question that mean a word of a bag by at least so much.
    pub(super) fn meant(&self, bag: &Bag, least: f32) -> Vec<usize> {
        let means = |row: &Vec<f32>| {
            let mut words = bag.words.iter();
            words.any(|(id, _)| row.get(*id).is_some_and(|alike| *alike >= least))
        };
        let rows = self.tokens.iter().zip(&self.alike);
        rows.filter(|(_, row)| means(row))
            .filter_map(|(token, _)| *token)
            .collect()
    }
}

fn add(middle: &mut [f32; WIDTH], vector: &Vector, weight: f32) {
    for (sum, own) in middle.iter_mut().zip(vector) {
        *sum += weight * f32::from(*own);
    }
}

/// Brings a vector to length 1.
fn normalise(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
    for value in vector {
        *value /= length.max(f32::MIN_POSITIVE);
    }
}

/// Brings weights to parts of one.
fn part<'a>(weights: impl Iterator<Item = &'a mut f32>) {
    let weights: Vec<&mut f32> = weights.collect();
    let all: f32 = weights.iter().map(|weight| **weight).sum();
    for weight in weights {
        *weight /= all.max(f32::MIN_POSITIVE);
    }
}
