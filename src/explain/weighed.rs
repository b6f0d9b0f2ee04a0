//! The candidates of a decision in canonical words, with the features that spoke for and against each.

use std::fmt;

use crate::interpret::decide::Decided;
use crate::interpret::scorer::QUESTION;
use crate::message::Snapshot;

/// How many features are named for, and how many against.
const MOST_REASONS: usize = 5;
/// What adds less is not worth naming.
const LEAST: f32 = 0.05;

/// Something that a question may mean, weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The query in canonical words.
    pub words: String,
    /// What is asked to be done.
    pub operation: &'static str,
    /// The intent that words the answer.
    pub intent: Option<String>,
    /// How likely it is, 0 to 1.
    pub chance: f32,
    /// What spoke for it, the strongest first.
    pub pro: Vec<Reason>,
    /// What spoke against it, the strongest first.
    pub con: Vec<Reason>,
}

/// A feature and what it added: how much less the candidate is worth without it. Features work together, so what they add does not sum up.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Its name in the weights.
    pub feature: &'static str,
    /// What it added.
    pub adds: f32,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:+.2}", self.feature, self.adds)
    }
}

/// The likeliest candidates.
pub(super) fn candidates(snapshot: &Snapshot, decided: &Decided, most: usize) -> Vec<Weighed> {
    let weights = snapshot.weights();
    let shared = weights.network.shared(&decided.question);
    let all = decided.candidates.iter().zip(&decided.vectors).take(most);
    all.map(|((candidate, chance), vector)| {
        let operation = candidate.operation;
        let score = weights.score(&shared, operation, vector);
        let reasons = (0..vector.len()).map(|at| {
            let mut without = vector.clone();
            let (feature, _) = without.remove(at);
            Reason {
                feature: feature.code(),
                adds: score - weights.score(&shared, operation, &without),
            }
        });
        let (pro, con) = sorted(reasons.collect());
        let choice = snapshot.choice(&candidate.query);
        Weighed {
            words: choice.map_or_else(String::new, |choice| choice.label),
            operation: operation.code(),
            intent: snapshot.intent_of_candidate(decided, candidate),
            chance: *chance,
            pro,
            con,
        }
    })
    .collect()
}

/// That none of the candidates is meant.
pub(super) fn none(snapshot: &Snapshot, decided: &Decided) -> Weighed {
    let weights = snapshot.weights();
    let score = |question: &[f32]| weights.none(&weights.network.shared(question));
    let all = score(&decided.question);
    let reasons = QUESTION.iter().enumerate().map(|(at, feature)| {
        let mut without = decided.question.clone();
        if let Some(value) = without.get_mut(at) {
            *value = 0.0;
        }
        Reason {
            feature,
            adds: all - score(&without),
        }
    });
    let (pro, con) = sorted(reasons.collect());
    Weighed {
        words: "none of these".to_owned(),
        operation: "none",
        intent: None,
        chance: decided.none,
        pro,
        con,
    }
}

/// The strongest reasons for and against.
fn sorted(mut reasons: Vec<Reason>) -> (Vec<Reason>, Vec<Reason>) {
    reasons.retain(|reason| reason.adds.abs() >= LEAST);
    reasons.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    let (pro, con): (Vec<Reason>, Vec<Reason>) =
        reasons.into_iter().partition(|reason| reason.adds > 0.0);
    let first = |reasons: Vec<Reason>| reasons.into_iter().take(MOST_REASONS).collect();
    (first(pro), first(con))
}
