//! The score below which a question is refused, found without a single out-of-scope example.
//!
//! A fifth of the labels is hidden in turn, together with a fifth of the other labels' examples: what is hidden with its label
//! should be refused, what is hidden alone should be answered.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of examples are far below 2^24"
)]

use super::classifier::{Classifier, Example};

/// In how many parts labels and examples are cut.
const FOLDS: usize = 5;
/// The share of questions that is expected to be out of scope.
const STRANGERS: f32 = 0.2;

/// A question that took no part in training, and whether answering it with the best label would have been right.
struct Trial {
    score: f32,
    right: bool,
}

/// The floor under `Score::total` that does best on what was hidden; negative infinity if there is too little to hide.
pub fn threshold(examples: &[Example], labels: usize, titles: &[Vec<String>]) -> f32 {
    let mut strangers = Vec::new();
    let mut friends = Vec::new();
    for fold in 0..FOLDS {
        try_fold(fold, examples, labels, titles, &mut strangers, &mut friends);
    }
    best_floor(&strangers, &friends)
}

/// Trains without one fold, and scores what was left out.
fn try_fold(
    fold: usize,
    examples: &[Example],
    labels: usize,
    titles: &[Vec<String>],
    strangers: &mut Vec<Trial>,
    friends: &mut Vec<Trial>,
) {
    let is_hidden = |label: usize| label % FOLDS == fold;
    let mut seen = vec![0; labels];
    let (mut training, mut left_out) = (Vec::new(), Vec::new());
    for example in examples.iter().filter(|example| example.label < labels) {
        let nth = seen[example.label];
        seen[example.label] += 1;
        let part = if is_hidden(example.label) || nth % FOLDS == fold {
            &mut left_out
        } else {
            &mut training
        };
        part.push(example.clone());
    }
    let titles: Vec<Vec<String>> = titles
        .iter()
        .enumerate()
        .map(|(label, title)| {
            if is_hidden(label) {
                Vec::new()
            } else {
                title.clone()
            }
        })
        .collect();
    let classifier = Classifier::train(&training, labels, &titles);
    for example in left_out {
        let scores = classifier.score(&example.tokens);
        let Some(best) = scores.best() else { continue };
        let trials = if is_hidden(example.label) {
            &mut *strangers
        } else {
            &mut *friends
        };
        trials.push(Trial {
            score: best.total,
            right: best.label == example.label,
        });
    }
}

/// The score that, as a floor, gives the greatest share of rightly answered friends and refused strangers.
fn best_floor(strangers: &[Trial], friends: &[Trial]) -> f32 {
    let mut best = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    let gain_of = |trials: &[Trial], share: f32| {
        if trials.is_empty() {
            0.0
        } else {
            share / trials.len() as f32
        }
    };
    let (refused, answered) = (
        gain_of(strangers, STRANGERS),
        gain_of(friends, 1.0 - STRANGERS),
    );
    let of_strangers = strangers.iter().map(|trial| (trial.score, refused));
    let of_friends = friends
        .iter()
        .map(|trial| (trial.score, if trial.right { -answered } else { 0.0 }));
    let mut steps: Vec<(f32, f32)> = of_strangers.chain(of_friends).collect();
    steps.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut gain = 0.0;
    for (at, (score, step)) in steps.iter().enumerate() {
        gain += step;
        let next = steps.get(at + 1).map_or(*score, |next| next.0);
        if gain > best.1.max(0.0) {
            best = (f32::midpoint(*score, next), gain);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trials(trials: &[(f32, bool)]) -> Vec<Trial> {
        trials
            .iter()
            .map(|&(score, right)| Trial { score, right })
            .collect()
    }

    type Trials = &'static [(f32, bool)];

    #[test]
    fn the_floor_lies_between_strangers_and_friends() {
        let table: &[(Trials, Trials, f32)] = &[
            (
                &[(0.1, false), (0.2, false)],
                &[(0.6, true), (0.8, true)],
                0.4,
            ),
            (
                &[(0.1, false), (0.7, false)],
                &[(0.5, true), (0.8, true)],
                0.3,
            ),
            (&[], &[(0.5, true)], f32::NEG_INFINITY),
            (&[], &[], f32::NEG_INFINITY),
        ];
        for (strangers, friends, expected) in table {
            let floor = best_floor(&trials(strangers), &trials(friends));
            assert!(
                (floor - expected).abs() < 1e-6 || floor.total_cmp(expected).is_eq(),
                "{floor} is not {expected}"
            );
        }
    }
}
