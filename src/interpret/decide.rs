//! What becomes of a question: answered when sure, asked back when the right query is probably among a few, else refused.
//!
//! It decides by probabilities alone; there is no list of checks beside them.

use super::covers::covers;
use super::features::Vector;
use super::meaning::meaning;
use super::memory;
use super::operation::Operation;
use super::propose::Candidate;
use super::scorer::{Thresholds, Weights};
use super::stock::Stock;
use super::subjects::Origin;
use super::{Proposed, probabilities};
use crate::query::{Query, Span};
use crate::question::evidence::Evidence;

/// How many candidates are kept, the likeliest first.
const KEPT: usize = 12;
/// A candidate less likely than this does not stand for others, whatever its answer holds.
const STANDING: f32 = 0.15;
/// Candidates less likely than this are not offered.
const OFFERED: f32 = 0.03;

/// A question, decided; also what an explanation prints.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The likeliest candidates with their probabilities, the likeliest first; those that mean the same count together.
    pub candidates: Vec<(Candidate, f32)>,
    /// The probability that none of them is meant.
    pub none: f32,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Words that nothing explains, as they were read.
    pub unknown: Vec<String>,
    /// What was read.
    pub evidence: Evidence,
    /// How well the phrases of each intent fit, in the order of the intents.
    pub fits: Vec<f32>,
    /// The features of each candidate, in the same order.
    pub vectors: Vec<Vector>,
    /// The features that all candidates share.
    pub question: Vec<f32>,
    /// What it was decided by.
    pub thresholds: Thresholds,
}

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The first candidate is answered.
    Answer,
    /// The first two candidates are answered, each as what it is.
    Both,
    /// The first few candidates are offered.
    Ask,
    /// Nothing is likely enough.
    Refuse,
}

/// Decides by the probabilities of what is proposed.
pub fn decide(
    weights: &Weights,
    stock: &Stock,
    proposed: Proposed,
    (evidence, fits): (Evidence, Vec<f32>),
) -> Decided {
    let (chances, none) = probabilities(weights, &proposed);
    let mut order: Vec<usize> = (0..chances.len()).collect();
    let chance = |at: &usize| chances.get(*at).copied().unwrap_or_default();
    order.sort_by(|a, b| chance(b).total_cmp(&chance(a)).then(a.cmp(b)));
    let mut kept: Vec<(usize, f32, Query)> = Vec::new();
    for at in order.into_iter().take(4 * KEPT) {
        let Some(candidate) = proposed.candidates.get(at) else {
            continue;
        };
        let meaning = meaning(&candidate.query, stock);
        if let Some((first, sum, _)) = kept.iter_mut().find(|(_, _, known)| *known == meaning) {
            *sum += chance(&at);
            // What is said stands for what is assumed or like it.
            let stands = proposed.candidates.get(*first);
            if candidate.is_said() && !stands.is_some_and(Candidate::is_said) {
                *first = at;
            }
        } else if kept.len() < KEPT {
            kept.push((at, chance(&at), meaning));
        }
    }
    kept.sort_by(|a, b| b.1.total_cmp(&a.1));
    settle(weights, stock, &mut kept);
    let mut candidates: Vec<(Candidate, f32)> = kept
        .iter()
        .filter_map(|(at, chance, _)| Some((proposed.candidates.get(*at)?.clone(), *chance)))
        .collect();
    let mut vectors: Vec<Vector> = kept
        .iter()
        .filter_map(|(at, _, _)| proposed.vectors.get(*at).cloned())
        .collect();
    if let Some(both) = beside_each_other(weights, stock, &candidates) {
        candidates.insert(0, both);
        vectors.insert(0, vectors.first().cloned().unwrap_or_default());
    }
    let unknown = proposed
        .unknown
        .iter()
        .filter_map(|at| evidence.words.get(*at))
        .map(|word| word.text.clone());
    Decided {
        outcome: outcome(weights, &candidates),
        candidates,
        none,
        vectors,
        unknown: unknown.collect(),
        question: proposed.question,
        thresholds: weights.thresholds,
        evidence,
        fits,
    }
}

/// When no candidate is sure, lets the one whose answer holds what the others ask for stand first, with their chances.
fn settle(weights: &Weights, stock: &Stock, kept: &mut Vec<(usize, f32, Query)>) {
    let needed = weights.thresholds.answer;
    if kept.first().is_none_or(|(_, chance, _)| *chance >= needed) {
        return;
    }
    let settled = |(at, (_, chance, wide)): (usize, &(usize, f32, Query))| {
        let others = kept.iter().enumerate();
        let covered =
            others.filter(|(other, (_, _, narrow))| *other != at && covers(wide, narrow, stock));
        (
            at,
            chance + covered.map(|(_, (_, chance, _))| chance).sum::<f32>(),
        )
    };
    let standing = kept
        .iter()
        .enumerate()
        .filter(|(_, (_, chance, _))| *chance >= STANDING);
    let best = standing
        .map(settled)
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    if let Some((at, chance)) = best.filter(|(_, chance)| *chance >= needed) {
        let mut first = kept.remove(at);
        first.1 = chance;
        kept.insert(0, first);
    }
}

/// When it is between two figures, one query for both: each is told with what it counts and when, so that nobody has to guess.
fn beside_each_other(
    weights: &Weights,
    stock: &Stock,
    candidates: &[(Candidate, f32)],
) -> Option<(Candidate, f32)> {
    let [(first, chance), (second, other), ..] = candidates else {
        return None;
    };
    let needed = weights.thresholds.answer;
    let between = *chance < needed && *other >= STANDING && chance + other >= needed;
    let query = joined(&first.query, &second.query).filter(|query| {
        between && memory::cells(query).is_some_and(|cells| stock.has_all(cells))
    })?;
    let both = Candidate {
        query,
        tokens: first.tokens.with(&second.tokens),
        ..first.clone()
    };
    Some((both, chance + other))
}

/// Figures of two metrics for the same periods, or of one metric for both periods.
fn joined(first: &Query, second: &Query) -> Option<Query> {
    let (Query::Figures(one), Query::Figures(other)) = (first, second) else {
        return None;
    };
    let mut both = one.clone();
    if let ([_], [metric]) = (one.metrics.as_slice(), other.metrics.as_slice())
        && (&one.when, &one.outlet) == (&other.when, &other.outlet)
    {
        both.metrics.push(*metric);
        return Some(Query::Figures(both));
    }
    let (Span::At(points), Span::At(others)) = (&mut both.when.span, &other.when.span) else {
        return None;
    };
    let same = one.metrics == other.metrics && one.outlet == other.outlet;
    let single = points.len() == 1 && others.len() == 1;
    points.extend(others.iter().cloned());
    (same && single).then_some(Query::Figures(both))
}

/// Whether one of the two likeliest is surely meant, and both tell something that holds whichever it is.
fn is_between(needed: f32, candidates: &[(Candidate, f32)]) -> bool {
    let [(first, chance), (second, other), ..] = candidates else {
        return false;
    };
    let tells = |candidate: &Candidate| {
        candidate.operation.is_of_figures() && !candidate.operation.is_claim()
    };
    *other >= OFFERED && chance + other >= needed && tells(first) && tells(second)
}

fn outcome(weights: &Weights, candidates: &[(Candidate, f32)]) -> Outcome {
    let limits = weights.thresholds;
    let Some((best, chance)) = candidates.first() else {
        return Outcome::Refuse;
    };
    let needed = if best.operation.is_claim() {
        limits.claim
    } else {
        limits.answer
    };
    let offered: f32 = candidates
        .iter()
        .filter(|(candidate, chance)| {
            *chance >= OFFERED && candidate.operation != Operation::Nothing
        })
        .take(4)
        .map(|(_, chance)| chance)
        .sum();
    if *chance >= needed {
        Outcome::Answer
    } else if is_between(limits.both, candidates) {
        Outcome::Both
    } else if offered >= limits.ask {
        Outcome::Ask
    } else {
        Outcome::Refuse
    }
}

impl Decided {
    /// The candidates that may be offered, the likeliest first, each with whether it is likely.
    pub fn offered(&self) -> impl Iterator<Item = (&Candidate, bool)> {
        let meant = self.candidates.iter().filter(|(candidate, _)| {
            !matches!(candidate.operation, Operation::Nothing | Operation::Reply)
        });
        meant.map(|(candidate, chance)| (candidate, *chance >= OFFERED))
    }

    /// The probability of the first candidate.
    pub fn confidence(&self) -> f32 {
        self.candidates.first().map_or(0.0, |(_, chance)| *chance)
    }
}

impl Candidate {
    /// Whether the question names its metrics.
    fn is_said(&self) -> bool {
        self.subject
            .as_ref()
            .is_some_and(|subject| subject.origin == Origin::Said)
    }

    /// Whether a metric or period was taken over from the conversation.
    pub fn is_carried(&self) -> bool {
        self.when == Origin::Carried
            || self
                .subject
                .as_ref()
                .is_some_and(|subject| subject.origin == Origin::Carried)
    }

    /// Whether the metric was assumed.
    pub fn is_assumed(&self) -> bool {
        self.subject
            .as_ref()
            .is_some_and(|subject| subject.origin == Origin::Assumed)
    }
}
