//! Words weighed against words: how much of a name a question means, and how much of the question the name explains.
//!
//! It must not know a metric.

use std::ops::Range;

use super::context::{Context, Side, UNITS, Units};
use super::meanings::{LENGTH, Meaning, Meanings, Vector, WIDTH};

/// The words of a name or a description, each with its part of the weight, and where they lie as a whole.
#[derive(Debug)]
pub(super) struct Bag {
    words: Vec<(usize, f32)>,
    middle: [f32; WIDTH],
}

impl Bag {
    /// Weighs words: each by its number, what it means, how rare it is in names, and what units come to at it.
    pub(super) fn new<'a>(
        meanings: &Meanings,
        words: impl Iterator<Item = (usize, &'a Meaning, f32, Units)>,
    ) -> Self {
        let context = &meanings.context;
        let mut middle = Middle::new();
        let mut own = Vec::new();
        for (id, meaning, rare, units) in words {
            let beside = context.weight(Side::Named, &units);
            let weight = meanings.worth.named(meaning, rare, beside);
            own.push((id, weight));
            middle.add(weight, &meaning.vector, &units);
        }
        part(own.iter_mut().map(|(_, weight)| weight));
        Self {
            words: own,
            middle: middle.of(context, Side::Named),
        }
    }

    /// Whether it has no word.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A word of a question.
#[derive(Debug)]
pub(super) struct Weighed {
    /// Where it stands, if it is to be told.
    pub(super) token: Option<usize>,
    /// What it weighs.
    pub(super) weight: f32,
    /// Where it lies among all words.
    pub(super) vector: Vector,
    /// What units come to at it.
    pub(super) units: Units,
}

/// Where a text lies as a whole, word by word.
struct Middle {
    words: [f32; WIDTH],
    units: Units,
}

impl Middle {
    fn new() -> Self {
        Self {
            words: [0.0; WIDTH],
            units: [0.0; UNITS],
        }
    }

    fn add(&mut self, weight: f32, vector: &Vector, units: &Units) {
        for (sum, own) in self.words.iter_mut().zip(vector) {
            *sum += weight * f32::from(*own) / LENGTH;
        }
        for (sum, own) in self.units.iter_mut().zip(units) {
            *sum += weight * own;
        }
    }

    /// Brought to length 1.
    fn of(self, context: &Context, side: Side) -> [f32; WIDTH] {
        let mut middle = context.moved(side, &self.units);
        for (sum, own) in middle.iter_mut().zip(&self.words) {
            *sum += own;
        }
        normalise(&mut middle);
        middle
    }
}

/// The words of a question beside those of the dataset.
#[derive(Debug)]
pub(super) struct Beside {
    words: Vec<Weighed>,
    /// A row for each word of the dataset: how much each word of the question means the same, 0 to 1.
    alike: Vec<f32>,
}

impl Beside {
    /// Sets words beside so many words of a dataset; `alike` says how much one means the other.
    pub(super) fn new(
        words: Vec<Weighed>,
        of: usize,
        alike: impl Fn(usize, &Weighed, usize) -> f32,
    ) -> Self {
        let row = |id: usize| {
            let own = words.iter().enumerate();
            own.map(move |(at, word)| (at, word, id))
        };
        let rows = (0..of).flat_map(row);
        Self {
            alike: rows.map(|(at, word, id)| alike(at, word, id)).collect(),
            words,
        }
    }

    /// Some of the words, weighed against each other.
    pub(super) fn said(&self, range: Range<usize>, context: &Context) -> Said<'_> {
        let words = self.words.get(range.clone()).unwrap_or_default();
        let mut middle = Middle::new();
        for word in words {
            middle.add(word.weight, &word.vector, &word.units);
        }
        let mut parts: Vec<f32> = words.iter().map(|word| word.weight).collect();
        part(parts.iter_mut());
        Said {
            weight: words.iter().map(|word| word.weight).sum(),
            beside: self,
            range,
            parts,
            middle: middle.of(context, Side::Said),
        }
    }

    /// How much some words mean a word of the dataset.
    fn row(&self, id: usize, range: &Range<usize>) -> &[f32] {
        let from = id * self.words.len();
        self.alike
            .get(from + range.start..from + range.end)
            .unwrap_or_default()
    }
}

/// Words of a question, weighed against each other.
#[derive(Debug)]
pub(super) struct Said<'a> {
    beside: &'a Beside,
    range: Range<usize>,
    /// The part of the weight that each word has.
    parts: Vec<f32>,
    /// What all words weigh together.
    weight: f32,
    middle: [f32; WIDTH],
}

impl Said<'_> {
    /// What all words weigh together.
    pub(super) fn weight(&self) -> f32 {
        self.weight
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How near the whole of a bag lies, -1 to 1.
    pub(super) fn near(&self, bag: &Bag) -> f32 {
        let pairs = self.middle.iter().zip(&bag.middle);
        pairs.map(|(a, b)| a * b).sum()
    }

    /// How much of a bag is meant, and how much of what is said it explains, both 0 to 1; `most` is room to work in.
    pub(super) fn covers(&self, bag: &Bag, most: &mut Vec<f32>) -> (f32, f32) {
        most.clear();
        most.resize(self.parts.len(), 0.0);
        let mut recall = 0.0;
        for (id, part) in &bag.words {
            let row = self.beside.row(*id, &self.range);
            recall += part * row.iter().copied().fold(0.0, f32::max);
            for (most, alike) in most.iter_mut().zip(row) {
                *most = most.max(*alike);
            }
        }
        let share = self.parts.iter().zip(most.iter());
        (recall, share.map(|(part, most)| part * most).sum())
    }

    /// The words of the question that mean a word of a bag by at least so much.
    pub(super) fn meant(&self, bag: &Bag, least: f32) -> Vec<usize> {
        let words = self.beside.words.get(self.range.clone());
        let words = words.unwrap_or_default().iter().enumerate();
        let means = |at: usize| {
            let mut own = bag.words.iter();
            own.any(|(id, _)| {
                let row = self.beside.row(*id, &self.range);
                row.get(at).is_some_and(|alike| *alike >= least)
            })
        };
        words
            .filter(|(at, _)| means(*at))
            .filter_map(|(_, word)| word.token)
            .collect()
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
