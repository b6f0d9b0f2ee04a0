//! From the evidence of a question to the query that it means, or to a question back, or to a refusal with its reason.
//!
//! It is the last room that sees a word of the question: everything behind it takes a query. It must not look up a value.

mod covers;
pub mod decide;
pub mod encoder;
pub mod features;
pub mod hints;
pub mod kin;
pub mod mask;
pub mod meaning;
mod members;
pub mod memory;
mod named;
mod narrow;
pub mod operation;
pub mod propose;
pub mod scorer;
pub mod stock;
pub mod subjects;
pub mod times;
pub mod tokens;
pub mod traits;

use jiff::civil::Date;

use self::features::{Common, Feature, TextScores, Vector, compare, features};
use self::hints::Hints;
use self::kin::Kin;
use self::memory::Memory;
use self::operation::Operation;
use self::propose::{Candidate, Reply, Sight, propose};
use self::scorer::{QUESTION, TAUGHT_NONE, Told, Weights};
use self::stock::Stock;
use crate::dataset::Dataset;
use crate::intents::Intents;
use crate::question::evidence::Evidence;
use crate::question::matcher::Matcher;
use crate::question::reader::Reader;
use crate::question::token::TokenKind;

/// Operations less likely than this by the words are not proposed, unless among the first few.
const LEAST_LIKELY: f32 = -6.0;
/// How many operations are proposed at least and at most.
const OPERATIONS: (usize, usize) = (6, 14);
/// Of how many intents the nearest phrase is looked for.
const NEAR: usize = 6;
/// How many replies are proposed.
const REPLIES: usize = 3;

/// What interpreting needs beside the question, built at load.
pub struct Interpreter {
    stock: Stock,
    kin: Kin,
    intents: Vec<Known>,
}

/// An intent as far as candidates need it.
struct Known {
    operation: Operation,
    id: String,
    /// The statements of its topic, if it has one.
    said: Vec<usize>,
}

/// A question looked at once: what its words and phrases speak for.
pub struct Look {
    /// What concepts speak for.
    pub hints: Hints,
    /// The features of its words.
    pub words: Vec<String>,
    /// How well the phrases of each intent fit.
    pub intents: Vec<f32>,
    /// How well the phrases of each operation fit.
    pub phrases: Vec<f32>,
    /// For each intent that may reply, how like its nearest phrase is, 0 to 1.
    pub likeness: Vec<f32>,
    /// For each operation, how like its nearest phrase is, 0 to 1.
    pub nearest: Vec<f32>,
}

/// Candidates with what speaks for each.
pub struct Proposed {
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// For each of them its features.
    pub vectors: Vec<Vector>,
    /// The features that all of them share, in the order of [`QUESTION`].
    pub question: Vec<f32>,
    /// The places of words that nothing explains.
    pub unknown: Vec<usize>,
}

impl Interpreter {
    /// Builds the tables.
    pub fn new(dataset: &Dataset, intents: &Intents, reader: &Reader) -> Self {
        let operation = |intent| {
            let mut all = Operation::ALL.iter().copied();
            all.find(|operation| operation.is_of(intent))
                .unwrap_or(Operation::Nothing)
        };
        Self {
            stock: Stock::new(dataset),
            kin: Kin::new(dataset, reader),
            intents: intents
                .list
                .iter()
                .map(|intent| Known {
                    operation: operation(intent),
                    id: intent.id.clone(),
                    said: said_on(dataset, intent.topic.as_deref()),
                })
                .collect(),
        }
    }

    /// Which figures there are.
    pub fn stock(&self) -> &Stock {
        &self.stock
    }

    /// Looks at a question's words and phrases.
    pub fn look(
        &self,
        matcher: &Matcher,
        evidence: &Evidence,
        memory: &Memory,
        intents: &Intents,
    ) -> Look {
        let sketch = mask::sketch(evidence);
        let fits = matcher.fits(&sketch);
        let mut likeness = vec![0.0_f32; fits.len()];
        let replies = self.replies(&fits);
        let fitting = replies
            .iter()
            .map(|reply| reply.intent)
            .chain(likeliest(&fits));
        for at in fitting {
            if let Some((place, (_, near))) = likeness.get_mut(at).zip(matcher.nearest(&sketch, at))
            {
                *place = near;
            }
        }
        let mut phrases = vec![-2.0_f32; Operation::ALL.len()];
        let mut nearest = vec![0.0_f32; Operation::ALL.len()];
        for ((intent, score), near) in intents.list.iter().zip(&fits).zip(&likeness) {
            for operation in Operation::ALL
                .iter()
                .filter(|operation| operation.is_of(intent))
            {
                if let Some(best) = phrases.get_mut(operation.index()) {
                    *best = best.max(*score);
                }
                if let Some(best) = nearest.get_mut(operation.index()) {
                    *best = best.max(*near);
                }
            }
        }
        Look {
            hints: Hints::of(evidence),
            words: mask::features(evidence, !memory.is_empty()),
            intents: fits,
            phrases,
            likeness,
            nearest,
        }
    }

    /// The candidates of a question with their features, given what its words say.
    pub fn propose(
        &self,
        dataset: &Dataset,
        (evidence, look): (&Evidence, &Look),
        told: Told,
        memory: &Memory,
        today: Date,
    ) -> Proposed {
        let sight = Sight {
            evidence,
            hints: &look.hints,
            memory,
            dataset,
            stock: &self.stock,
            kin: &self.kin,
            today,
        };
        let common = Common::of(&sight);
        let before = memory.last().map(|turn| Operation::of(&turn.query));
        let wanted = wanted(&told.operations, &look.phrases, before);
        let candidates = propose(&sight, &wanted, &self.replies(&look.intents));
        let text = TextScores {
            told,
            phrases: look.phrases.clone(),
            intents: look.intents.clone(),
            likeness: look.likeness.clone(),
            nearest: look.nearest.clone(),
        };
        let mut vectors: Vec<Vector> = candidates
            .iter()
            .map(|candidate| features(&sight, &common, &text, candidate))
            .collect();
        compare(&candidates, &mut vectors);
        Proposed {
            question: of_question(&sight, &common, &text),
            unknown: common.unknown().to_vec(),
            candidates,
            vectors,
        }
    }

    /// The intents that reply in words or statements of their own, those whose phrases fit best.
    fn replies(&self, fits: &[f32]) -> Vec<Reply> {
        let fit = |at: usize| fits.get(at).copied().unwrap_or_default();
        let best = |is_meant: &dyn Fn(&Known) -> bool| {
            let known = self.intents.iter().enumerate();
            let mut found: Vec<usize> = known
                .filter(|(_, known)| is_meant(known))
                .map(|(at, _)| at)
                .collect();
            found.sort_by(|a, b| fit(*b).total_cmp(&fit(*a)).then(a.cmp(b)));
            found.truncate(REPLIES);
            found
        };
        let own = best(&|known| known.operation == Operation::Reply);
        let topics = best(&|known| !known.said.is_empty());
        own.into_iter()
            .chain(topics)
            .filter_map(|intent| {
                let known = self.intents.get(intent)?;
                Some(Reply {
                    intent,
                    id: known.id.clone(),
                    said: known.said.clone(),
                })
            })
            .collect()
    }
}

/// The intents whose phrases fit best.
fn likeliest(fits: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..fits.len()).collect();
    let fit = |at: usize| fits.get(at).copied().unwrap_or_default();
    order.sort_by(|a, b| fit(*b).total_cmp(&fit(*a)).then(a.cmp(b)));
    order.truncate(NEAR);
    order
}

/// The operations worth proposing, the likeliest first; what was asked before may be asked again.
fn wanted(operations: &[f32], phrases: &[f32], before: Option<Operation>) -> Vec<Operation> {
    let mut order: Vec<(Operation, f32)> = Operation::ALL
        .iter()
        .map(|operation| {
            let at = operation.index();
            let words = operations.get(at).copied().unwrap_or_default();
            let phrases = phrases.get(at).copied().unwrap_or_default();
            (*operation, words.max(phrases - 4.0))
        })
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let likely = order
        .iter()
        .filter(|(_, score)| *score > LEAST_LIKELY)
        .count();
    order.truncate(likely.clamp(OPERATIONS.0, OPERATIONS.1));
    let mut wanted: Vec<Operation> = order.into_iter().map(|(operation, _)| operation).collect();
    let always = [Operation::Value, Operation::Reply, Operation::Nothing];
    for always in before.into_iter().chain(always) {
        if !wanted.contains(&always) {
            wanted.push(always);
        }
    }
    wanted
}

/// The features that all candidates share, in the order of [`QUESTION`].
fn of_question(sight: &Sight, common: &Common, text: &TextScores) -> Vec<f32> {
    let evidence = sight.evidence;
    let words = |operation: Operation| {
        text.told
            .operations
            .get(operation.index())
            .copied()
            .unwrap_or(-9.0)
            .max(-9.0)
    };
    let best = |list: &[f32]| list.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let flag = |flag: bool| f32::from(u8::from(flag));
    #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
    let unknown = common.unknown().len() as f32;
    let length = evidence
        .words
        .iter()
        .filter(|word| word.kind != TokenKind::Symbol)
        .count();
    let recall = common.best_recall();
    let vector = vec![
        1.0,
        words(Operation::Nothing),
        best(&text.told.operations),
        recall,
        unknown.min(4.0) / 2.0,
        common.unknown_share(),
        flag(common.excludes()),
        flag(!sight.memory.is_empty()),
        best(&text.phrases).clamp(-2.0, 2.0),
        flag(recall < 0.3),
        flag(common.unknown_touches()),
        words(Operation::Reply),
        flag(evidence.yes_no),
        flag(length > 18),
        flag(common.unknown_proper(evidence)),
        flag(common.is_elliptic()),
        evidence.means_any(),
        evidence.alike.first().map_or(0.0, |one| one.alone),
        flag(evidence.called.is_some()),
        evidence
            .called
            .as_ref()
            .map_or(0.0, |called| 1.0 - called.nothing),
    ];
    debug_assert_eq!(vector.len(), QUESTION.len());
    vector
}

/// A candidate's place in the order of [`Proposed::candidates`], with its probability; the last is that of "none of these".
pub fn probabilities(weights: &Weights, proposed: &Proposed) -> (Vec<f32>, f32) {
    let shared = weights.network.shared(&proposed.question);
    let scores: Vec<f32> = proposed
        .candidates
        .iter()
        .zip(&proposed.vectors)
        .map(|(candidate, vector)| weights.score(&shared, candidate.operation, vector))
        .collect();
    // What was taught means something.
    let taught = |vector: &Vector| {
        vector
            .iter()
            .any(|(feature, _)| *feature == Feature::Taught)
    };
    let is_taught = proposed.vectors.iter().any(taught);
    let none = weights.none(&shared) - if is_taught { TAUGHT_NONE } else { 0.0 };
    let total = scorer::log_sum(scores.iter().copied().chain(std::iter::once(none)));
    let probability = |score: f32| (score - total).exp();
    (
        scores.into_iter().map(probability).collect(),
        probability(none),
    )
}

/// The statements on a topic, by position.
fn said_on(dataset: &Dataset, topic: Option<&str>) -> Vec<usize> {
    let said = dataset.statements.iter().enumerate();
    said.filter(|(_, statement)| Some(statement.topic.as_str()) == topic)
        .map(|(at, _)| at)
        .collect()
}
