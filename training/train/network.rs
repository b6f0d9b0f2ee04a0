//! Learning what features are worth: Adam on small batches of questions, with units dropped at random (Srivastava et al. 2014). Two threads halve each batch, and all sums are made in one order, so that the same questions give the same network.

use footnote::interpret::features::Feature;
use footnote::interpret::operation::Operation;
use footnote::interpret::scorer::{Kind, Network, QUESTION, Row, WIDTH};

use crate::adam::{Adam, Pace};
use crate::chance::Chance;
use crate::fit::side_by_side;
use crate::sample::Scored;

/// How often all questions are gone through.
const ROUNDS: usize = 8;
/// Questions that are learned from together.
const BATCH: usize = 64;
/// How far a step goes at most, and over how many steps that is reached.
const RATE: f32 = 0.003;
const WARM: f32 = 100.0;
/// The part of the full rate that the last step goes.
const LAST: f32 = 0.02;
/// What each step takes off every weight, of the rate.
const DECAY: f32 = 0.01;
/// The part of the units that is dropped, of 256.
const DROPPED: u8 = 51;
/// A candidate that moves less than this is left alone.
const LEAST: f32 = 1e-6;

/// Behind the rows of the network stands one that all kinds have in common in what units are worth: it is added to theirs at the end.
const COMMON: usize = Network::ROWS;
const ROWS: usize = Network::ROWS + 1;

/// Rows as they are learned.
type Rows = Vec<Row>;

/// A question to learn from, with no more of it than is needed: there are tens of thousands, with a hundred candidates each.
pub(crate) struct Lesson {
    /// The features that its candidates share.
    question: Vec<f32>,
    /// What may be meant, "none of these" last.
    candidates: Vec<Meant>,
}

/// What may be meant: its kind, its features, and whether it is right.
struct Meant {
    kind: Kind,
    vector: Sparse,
    right: bool,
}

/// Features with their values, each by itself: side by side they would take a half more, and there are millions.
#[derive(Default)]
struct Sparse {
    features: Box<[Feature]>,
    values: Box<[f32]>,
}

impl Sparse {
    fn of(vector: &[(Feature, f32)]) -> Self {
        let kept = || {
            let own = vector.iter();
            own.filter(|(feature, _)| *feature != Feature::Taught)
        };
        Self {
            features: kept().map(|(feature, _)| *feature).collect(),
            values: kept().map(|(_, value)| *value).collect(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (Feature, f32)> {
        self.features
            .iter()
            .copied()
            .zip(self.values.iter().copied())
    }
}

impl Lesson {
    /// What is to be learned of a question; that a phrase is taught has a worth of its own, which is not learned.
    pub(crate) fn of(scored: Scored) -> Self {
        let found = scored.right.iter().any(|right| *right);
        let Scored {
            proposed,
            right,
            none,
        } = scored;
        let all = proposed.candidates.iter().zip(proposed.vectors).zip(right);
        let all = all.map(|((candidate, vector), right)| Meant {
            kind: Kind::of(candidate.operation),
            vector: Sparse::of(&vector),
            right,
        });
        let none = Meant {
            kind: Kind::NONE,
            vector: Sparse::default(),
            right: none || !found,
        };
        Self {
            question: proposed.question,
            candidates: all.chain([none]).collect(),
        }
    }
}

/// Learns a network from questions with their candidates.
pub(crate) fn learn(lessons: &[Lesson]) -> Network {
    let mut chance = Chance::new(1);
    let mut rows = begin(&mut chance);
    let mut adam = Adam::new(ROWS);
    let mut batches: Vec<Vec<usize>> = batches(lessons);
    let all = (ROUNDS * batches.len()) as f32;
    let mut step = 0.0;
    for round in 0..ROUNDS {
        chance.shuffle(&mut batches);
        let mut loss = 0.0;
        for batch in &batches {
            let (slope, own) = slope(lessons, batch, &rows, &mut chance);
            let rate = RATE * (1.0 - step / all).max(LAST) * ((step + 1.0) / WARM).min(1.0);
            step += 1.0;
            let pace = Pace::new(rate, DECAY, step);
            for (at, (row, slope)) in rows.iter_mut().zip(&slope).enumerate() {
                adam.step(at, row, slope, pace);
            }
            loss += own;
        }
        eprintln!(
            "round {round} of the network: log loss {:.4}",
            loss / lessons.len().max(1) as f32
        );
    }
    finished(rows, lessons)
}

/// Small numbers to begin with, as nothing tells units apart otherwise.
fn begin(chance: &mut Chance) -> Rows {
    let mut rows = vec![[0.0; WIDTH]; ROWS];
    let feature = 1.0 / (Feature::ALL.len() as f32).sqrt();
    let question = 1.0 / (QUESTION.len() as f32).sqrt();
    let features = Network::question(0);
    let all = Network::bias(Kind::NONE) + 1;
    for (at, row) in rows.iter_mut().enumerate().take(all) {
        let most = if (features..features + QUESTION.len()).contains(&at) {
            question
        } else {
            feature
        };
        for weight in row {
            *weight = chance.around(most);
        }
    }
    rows
}

/// The questions in batches of about as many candidates each.
fn batches(lessons: &[Lesson]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    order.sort_by_key(|at| lessons[*at].candidates.len());
    order.chunks(BATCH).map(<[usize]>::to_vec).collect()
}

/// The slope of a batch, and the sum of its losses.
fn slope(lessons: &[Lesson], batch: &[usize], rows: &Rows, chance: &mut Chance) -> (Rows, f32) {
    let halves: Vec<(&[usize], Chance)> = batch
        .chunks(batch.len().div_ceil(2).max(1))
        .map(|half| (half, chance.own()))
        .collect();
    let added = side_by_side(&halves, |(half, chance)| {
        let mut chance = chance.clone();
        let mut slope = vec![[0.0; WIDTH]; ROWS];
        let losses = half
            .iter()
            .map(|at| add_question(&lessons[*at], rows, &mut slope, &mut chance));
        let loss: f32 = losses.sum();
        (slope, loss)
    });
    let mut added = added.into_iter();
    let (mut slope, mut loss) = added.next().unwrap_or_default();
    for (other, lost) in added {
        loss += lost;
        for (sum, own) in slope.iter_mut().zip(&other) {
            add(sum, 1.0, own);
        }
    }
    let part = 1.0 / batch.len().max(1) as f32;
    for weight in slope.iter_mut().flatten() {
        *weight *= part;
    }
    (slope, loss)
}

/// A candidate on its way: its kind, its features, and what its units came to.
struct Weighed<'a> {
    kind: Kind,
    vector: &'a Sparse,
    units: Row,
    right: bool,
}

/// Adds the slope of one question, and gives minus the logarithm of the probability of all that is right.
fn add_question(one: &Lesson, rows: &Rows, slope: &mut Rows, chance: &mut Chance) -> f32 {
    let question = &one.question;
    let mut common = [0.0; WIDTH];
    for (at, value) in question.iter().enumerate() {
        add(&mut common, *value, &rows[Network::question(at)]);
    }
    let all: Vec<Weighed> = one
        .candidates
        .iter()
        .map(|one| Weighed {
            kind: one.kind,
            vector: &one.vector,
            units: units(rows, &common, one.kind, &one.vector, chance),
            right: one.right,
        })
        .collect();
    let scores: Vec<f32> = all
        .iter()
        .map(|one| {
            let worth = &rows[Network::worth(one.kind)];
            let has_common = one.kind != Kind::NONE;
            dot(&one.units, worth)
                + if has_common {
                    dot(&one.units, &rows[COMMON])
                } else {
                    0.0
                }
        })
        .collect();
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares: Vec<f32> = scores
        .iter()
        .map(|score| libm::expf(score - most))
        .collect();
    let total: f32 = shares.iter().sum();
    let right = all.iter().zip(&shares).filter(|(one, _)| one.right);
    let good = right.map(|(_, share)| share).sum::<f32>().max(1e-30);
    let mut moved = [0.0; WIDTH];
    for (one, share) in all.iter().zip(&shares) {
        let push = share / total - if one.right { share / good } else { 0.0 };
        if push.abs() >= LEAST {
            push_back(one, push, (rows, &mut *slope), &mut moved);
        }
    }
    for (at, value) in question.iter().enumerate() {
        add(&mut slope[Network::question(at)], *value, &moved);
    }
    libm::logf(total) - libm::logf(good)
}

/// What the units of a candidate come to, without those that are dropped and those below zero.
fn units(rows: &Rows, shared: &Row, kind: Kind, vector: &Sparse, chance: &mut Chance) -> Row {
    let mut units = *shared;
    add(&mut units, 1.0, &rows[Network::bias(kind)]);
    for (feature, value) in vector.iter() {
        add(&mut units, value, &rows[Network::feature(feature)]);
    }
    let kept = 256.0 / (256.0 - f32::from(DROPPED));
    for units in units.chunks_mut(8) {
        for (unit, drawn) in units.iter_mut().zip(chance.next().to_le_bytes()) {
            *unit = if drawn < DROPPED {
                0.0
            } else {
                kept * unit.max(0.0)
            };
        }
    }
    units
}

/// Adds what a candidate that is pushed changes, and to `moved` what its units change.
fn push_back(one: &Weighed, push: f32, (rows, slope): (&Rows, &mut Rows), moved: &mut Row) {
    let kept = 256.0 / (256.0 - f32::from(DROPPED));
    let worth = &rows[Network::worth(one.kind)];
    let common = one.kind != Kind::NONE;
    add(&mut slope[Network::worth(one.kind)], push, &one.units);
    if common {
        add(&mut slope[COMMON], push, &one.units);
    }
    let mut back = [0.0; WIDTH];
    for (at, unit) in one.units.iter().enumerate() {
        if *unit > 0.0 {
            let shared = if common { rows[COMMON][at] } else { 0.0 };
            back[at] = push * kept * (worth[at] + shared);
        }
    }
    add(&mut slope[Network::bias(one.kind)], 1.0, &back);
    for (feature, value) in one.vector.iter() {
        add(&mut slope[Network::feature(feature)], value, &back);
    }
    add(moved, 1.0, &back);
}

/// The network as it is kept: rounded, and nothing for what no question had.
fn finished(mut rows: Rows, lessons: &[Lesson]) -> Network {
    let mut had = vec![false; Feature::ALL.len()];
    let candidates = lessons.iter().flat_map(|one| &one.candidates);
    for (feature, _) in candidates.flat_map(|one| one.vector.iter()) {
        had[feature as usize] = true;
    }
    for (at, _) in had.iter().enumerate().filter(|(_, had)| !**had) {
        rows[at] = [0.0; WIDTH];
    }
    let common = rows.pop().unwrap_or([0.0; WIDTH]);
    for operation in Operation::ALL {
        add(
            &mut rows[Network::worth(Kind::of(*operation))],
            1.0,
            &common,
        );
    }
    for weight in rows.iter_mut().flatten() {
        *weight = (*weight * 1000.0).round() / 1000.0;
    }
    Network::of(rows).unwrap_or_default()
}

fn add(sum: &mut Row, factor: f32, row: &Row) {
    for (sum, own) in sum.iter_mut().zip(row) {
        *sum += factor * own;
    }
}

fn dot(units: &Row, worth: &Row) -> f32 {
    units
        .iter()
        .zip(worth)
        .map(|(unit, worth)| unit * worth)
        .sum()
}
