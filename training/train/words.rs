//! Learning what words say: which operation, and which traits its candidates have. Words and units are dropped at random (Srivastava et
//! al. 2014), so that no question is known by one of its words.

use std::collections::HashMap;

use footnote::interpret::operation::Operation;
use footnote::interpret::scorer::{UNITS, Units, Words};
use footnote::interpret::traits::{Sort, Trait};

use crate::adam::{Adam, Pace};
use crate::chance::Chance;

/// How often all questions are gone through.
const ROUNDS: usize = 6;
/// Questions that are learned from together.
const BATCH: usize = 256;
/// How far a step goes at most, over how many steps that is reached, and the part of it that the last step goes.
const RATE: f32 = 0.004;
const WARM: f32 = 50.0;
const LAST: f32 = 0.02;
/// What each step takes off the weights of what words speak for, of the rate.
const DECAY: f32 = 0.02;
/// The part of the words, and of the units, that is dropped.
const DROPPED_WORDS: f32 = 0.5;
const DROPPED_UNITS: f32 = 0.4;
/// What a trait counts beside an operation.
const TRAIT: f32 = 0.7;
/// How often a word must occur to be learned.
const OFTEN: usize = 8;

const OPERATIONS: usize = Operation::ALL.len();
const HEADS: usize = Words::HEADS;

/// A question to learn from: its words, its operation, and the traits that right candidates have.
pub(crate) struct Lesson<'a> {
    pub(crate) words: &'a [String],
    pub(crate) operation: Operation,
    pub(crate) traits: &'a [Trait],
}

/// What is learned. A row of a head has a place more than there are units: what it is worth before any word.
struct Learned {
    words: Vec<Units>,
    begin: Units,
    heads: Vec<Head>,
}

type Head = [f32; UNITS + 1];

/// Learns from lessons; `possible` says which traits the candidates of each operation may have.
pub(crate) fn learn(lessons: &[Lesson], possible: &[Vec<bool>]) -> Words {
    let names = often(lessons);
    let places: HashMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (*name, at))
        .collect();
    let known: Vec<Vec<usize>> = lessons
        .iter()
        .map(|lesson| {
            let words = lesson.words.iter();
            words
                .filter_map(|word| places.get(word.as_str()).copied())
                .collect()
        })
        .collect();
    let mut chance = Chance::new(1);
    let mut learned = begin(names.len(), &mut chance);
    let mut adam = (Adam::new(names.len()), Adam::new(1), Adam::new(HEADS));
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let all = (ROUNDS * order.len().div_ceil(BATCH)) as f32;
    let mut step = 0.0;
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let mut slope = Slope::new();
            for at in batch {
                let aim = Aim::of(&lessons[*at], possible);
                slope.add(&learned, &known[*at], &aim, &mut chance);
            }
            let rate = RATE * (1.0 - step / all).max(LAST) * ((step + 1.0) / WARM).min(1.0);
            step += 1.0;
            slope.descend(&mut learned, &mut adam, (rate, step), batch.len() as f32);
        }
    }
    let heads = learned.heads.iter().map(|head| {
        let mut row = [0.0; UNITS];
        row.copy_from_slice(&head[..UNITS]);
        (head[UNITS], row)
    });
    let words = names.iter().copied().zip(learned.words.iter().copied());
    Words::of(
        &learned.begin,
        heads.collect(),
        possible.to_vec(),
        words.collect(),
    )
}

/// Small numbers to begin with, as nothing tells units apart otherwise.
fn begin(words: usize, chance: &mut Chance) -> Learned {
    let most = 1.0 / (UNITS as f32).sqrt();
    Learned {
        words: (0..words)
            .map(|_| std::array::from_fn(|_| chance.around(0.1)))
            .collect(),
        begin: [0.0; UNITS],
        heads: (0..HEADS)
            .map(|_| std::array::from_fn(|_| chance.around(most)))
            .collect(),
    }
}

/// The words that occur often enough, sorted.
fn often<'a>(lessons: &[Lesson<'a>]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in lessons.iter().flat_map(|lesson| lesson.words) {
        *counts.entry(word).or_default() += 1;
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= OFTEN);
    let mut names: Vec<&str> = often.map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

/// What is right of a question: for each sort of traits those that are possible, and which of them are right.
struct Aim {
    operation: usize,
    sorts: Vec<(Vec<usize>, Vec<bool>)>,
}

impl Aim {
    fn of(lesson: &Lesson, possible: &[Vec<bool>]) -> Self {
        let own = &possible[lesson.operation.index()];
        let sorts = Sort::ALL.iter().filter_map(|sort| {
            let all = Trait::ALL
                .iter()
                .filter(|one| one.sort() == *sort && own[one.index()]);
            let (all, right): (Vec<usize>, Vec<bool>) = all
                .map(|one| (OPERATIONS + one.index(), lesson.traits.contains(one)))
                .unzip();
            (all.len() > 1 && right.contains(&true)).then_some((all, right))
        });
        Self {
            operation: lesson.operation.index(),
            sorts: sorts.collect(),
        }
    }
}

/// What a batch changes.
struct Slope {
    words: HashMap<usize, Units>,
    begin: Units,
    heads: Vec<Head>,
}

impl Slope {
    fn new() -> Self {
        Self {
            words: HashMap::new(),
            begin: [0.0; UNITS],
            heads: vec![[0.0; UNITS + 1]; HEADS],
        }
    }

    /// Adds the slope of one question.
    fn add(&mut self, learned: &Learned, words: &[usize], aim: &Aim, chance: &mut Chance) {
        let kept: Vec<usize> = words
            .iter()
            .copied()
            .filter(|_| chance.part() >= DROPPED_WORDS)
            .collect();
        let scale = 1.0 / (1.0 - DROPPED_WORDS);
        let mut units = learned.begin;
        for at in &kept {
            for (unit, own) in units.iter_mut().zip(&learned.words[*at]) {
                *unit += scale * own;
            }
        }
        for unit in &mut units {
            let dropped = chance.part() < DROPPED_UNITS;
            *unit = if dropped {
                0.0
            } else {
                unit.max(0.0) / (1.0 - DROPPED_UNITS)
            };
        }
        let mut back = [0.0; UNITS];
        for (at, push) in pushes(&learned.heads, &units, aim) {
            let head = &learned.heads[at];
            let own = &mut self.heads[at];
            for (((own, unit), back), worth) in own.iter_mut().zip(&units).zip(&mut back).zip(head)
            {
                *own += push * unit;
                *back += push * worth;
            }
            own[UNITS] += push;
        }
        for (back, unit) in back.iter_mut().zip(&units) {
            *back = if *unit > 0.0 {
                *back / (1.0 - DROPPED_UNITS)
            } else {
                0.0
            };
        }
        for (own, back) in self.begin.iter_mut().zip(&back) {
            *own += back;
        }
        for at in kept {
            let own = self.words.entry(at).or_insert([0.0; UNITS]);
            for (own, back) in own.iter_mut().zip(&back) {
                *own += scale * back;
            }
        }
    }

    /// Takes a step.
    fn descend(
        self,
        learned: &mut Learned,
        adam: &mut (Adam<UNITS>, Adam<UNITS>, Adam<{ UNITS + 1 }>),
        (rate, step): (f32, f32),
        questions: f32,
    ) {
        let still = Pace::new(rate, 0.0, step);
        for (at, slope) in self.words {
            let slope = slope.map(|slope| slope / questions);
            adam.0.step(at, &mut learned.words[at], &slope, still);
        }
        let begin = self.begin.map(|slope| slope / questions);
        adam.1.step(0, &mut learned.begin, &begin, still);
        let pace = Pace::new(rate, DECAY, step);
        for (at, (head, slope)) in learned.heads.iter_mut().zip(&self.heads).enumerate() {
            let slope = slope.map(|slope| slope / questions);
            adam.2.step(at, head, &slope, pace);
        }
    }
}

/// How far each thing that words speak for is pushed: its probability less its part of what is right.
fn pushes(heads: &[Head], units: &Units, aim: &Aim) -> Vec<(usize, f32)> {
    let worth = |at: &usize| {
        let head = &heads[*at];
        head[UNITS]
            + head
                .iter()
                .zip(units)
                .map(|(worth, unit)| worth * unit)
                .sum::<f32>()
    };
    let operations: Vec<usize> = (0..OPERATIONS).collect();
    let right: Vec<bool> = operations.iter().map(|at| *at == aim.operation).collect();
    let sorts = aim.sorts.iter().map(|(all, right)| (all, right, TRAIT));
    let mut pushes = Vec::with_capacity(HEADS);
    for (all, right, counts) in std::iter::once((&operations, &right, 1.0)).chain(sorts) {
        let worths: Vec<f32> = all.iter().map(worth).collect();
        let total = log_sum(worths.iter().copied());
        let own = worths.iter().zip(right).filter(|(_, right)| **right);
        let good = log_sum(own.map(|(worth, _)| *worth));
        for ((at, worth), right) in all.iter().zip(&worths).zip(right) {
            let share = if *right {
                libm::expf(worth - good)
            } else {
                0.0
            };
            pushes.push((*at, counts * (libm::expf(worth - total) - share)));
        }
    }
    pushes
}

/// The logarithm of a sum of exponentials, the same on every machine.
fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    most + libm::logf(values.map(|value| libm::expf(value - most)).sum())
}
