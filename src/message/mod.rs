//! A message answered: read, interpreted, computed, worded, joined and cited, one room a step.
//!
//! It must not look at a word itself, compute or word anything.

mod check;
mod focus;
mod named;
mod replay;
mod snapshot;
mod weights;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use crate::interpret::memory::Memory;
pub use check::check;
pub use focus::focus;
pub use named::names_its_subject;
pub use replay::{BadId, replay};
pub use snapshot::{Likeness, Snapshot};
pub use weights::{BadWeights, Weights, parsed, shipped};

use crate::answer::{
    Answer, Choice, Draft, Manner, Part, Status, finished, reading, unread, which, worded,
};
use crate::compute::{Finding, Lack, compute};
use crate::interpret::decide::{Decided, Outcome};
use crate::interpret::memory::Turn;
use crate::interpret::operation::Operation;
use crate::interpret::propose::Candidate;
use crate::query::{End, Query, Rank};
use crate::question::names::{IN_FULL, Target};

/// How many queries a question back offers at least and at most.
const OFFERS: (usize, usize) = (2, 4);

/// The chance from which something is likelier than all else.
const LIKELIER: f32 = 0.5;

/// Answers a message. The memory is changed to hold what was answered.
pub fn answer(snapshot: &Snapshot, text: &str, memory: &mut Memory, today: Date) -> Answer {
    considered(snapshot, text, memory, today).1
}

/// Answers a message, with the decisions that led to the answer; there are none where the text is a query's canonical words.
pub fn considered(
    snapshot: &Snapshot,
    text: &str,
    memory: &mut Memory,
    today: Date,
) -> (Vec<Decided>, Answer) {
    if let Some(query) = snapshot.canonical(text) {
        return (Vec::new(), answer_query(snapshot, &query, memory));
    }
    let decided = snapshot.decide(text, memory, today);
    let answer = answer_decided(snapshot, &decided, memory);
    (decided, answer)
}

/// Answers questions that were decided.
pub fn answer_decided(snapshot: &Snapshot, decided: &[Decided], memory: &mut Memory) -> Answer {
    let parts: Vec<Part> = decided
        .iter()
        .flat_map(|decided| parts(snapshot, decided, memory))
        .collect();
    finished(snapshot, &parts, None)
}

/// Answers a query that is known: a button's, a command's, that of an answer's id.
pub fn answer_query(snapshot: &Snapshot, query: &Query, memory: &mut Memory) -> Answer {
    answer_queries(snapshot, &[(query.clone(), false)], memory)
}

/// The same for several queries of one message, each with whether it is one of two readings.
fn answer_queries(snapshot: &Snapshot, queries: &[(Query, bool)], memory: &mut Memory) -> Answer {
    let mut parts: Vec<Part> = Vec::new();
    for (query, is_reading) in queries {
        let part = answered(snapshot, query, &Manner::default(), 1.0, memory);
        let is_first = parts.is_empty();
        parts.push(if *is_reading {
            as_reading(snapshot, part, is_first)
        } else {
            part
        });
    }
    finished(snapshot, &parts, None)
}

/// The answer to a question; two where it is between two readings.
fn parts(snapshot: &Snapshot, decided: &Decided, memory: &mut Memory) -> Vec<Part> {
    match (decided.outcome, decided.candidates.as_slice()) {
        (Outcome::Both, [first, second, ..]) => both(snapshot, decided, [first, second], memory)
            .unwrap_or_else(|| vec![part(snapshot, decided, memory)]),
        _ => vec![part(snapshot, decided, memory)],
    }
}

/// Two readings answered, each under its name; none where one of them has no answer.
fn both(
    snapshot: &Snapshot,
    decided: &Decided,
    readings: [&(Candidate, f32); 2],
    memory: &mut Memory,
) -> Option<Vec<Part>> {
    let sure = readings.iter().map(|(_, chance)| chance).sum();
    let mut after = memory.clone();
    let mut parts = Vec::new();
    // The likelier one is answered last, so that it is what a follow-up goes on from.
    for (candidate, _) in readings.into_iter().rev() {
        let manner = manner(snapshot, candidate, &decided.fits);
        let part = answered(snapshot, &candidate.query, &manner, sure, &mut after);
        if part.draft.status != Status::Answered {
            return None;
        }
        let is_first = !parts.is_empty();
        parts.insert(0, as_reading(snapshot, part, is_first));
    }
    *memory = after;
    Some(parts)
}

/// A part as one of two ways to read a question, under the words of its query.
fn as_reading(snapshot: &Snapshot, part: Part, is_first: bool) -> Part {
    let choice = part.query.as_ref().and_then(|query| snapshot.choice(query));
    let label = choice.map_or_else(String::new, |choice| choice.label);
    Part {
        draft: reading(snapshot, &label, part.draft, is_first),
        is_reading: true,
        ..part
    }
}

fn part(snapshot: &Snapshot, decided: &Decided, memory: &mut Memory) -> Part {
    let refused = |draft: Draft| Part {
        draft,
        query: None,
        is_reading: false,
        intent: None,
        confidence: decided.confidence(),
    };
    match (decided.outcome, decided.candidates.first()) {
        (Outcome::Answer, Some((candidate, chance))) => answered(
            snapshot,
            &candidate.query,
            &manner(snapshot, candidate, &decided.fits),
            *chance,
            memory,
        ),
        (Outcome::Both | Outcome::Ask, Some(_)) => {
            let choices = choices(snapshot, decided);
            // Where there is nothing to choose from, what tells no figure is told if it is likelier than not.
            let alone = choices.len() < OFFERS.0;
            let least = if alone {
                LIKELIER
            } else {
                decided.thresholds.answer
            };
            let told = lacking(snapshot, decided, least);
            if let Some((candidate, chance)) = told.or_else(|| reply(decided).filter(|_| alone)) {
                let manner = manner(snapshot, candidate, &decided.fits);
                return answered(snapshot, &candidate.query, &manner, chance, memory);
            }
            assumed(snapshot, decided, memory);
            if choices.len() < OFFERS.0 {
                refused(unread(snapshot, &decided.unknown, choices))
            } else {
                refused(which(snapshot, choices))
            }
        }
        _ => {
            // That the data leave it out on purpose is true, and says more than that it was not understood.
            if let Some(query) = left_out(decided) {
                let sure = decided.confidence();
                return answered(snapshot, &query, &Manner::default(), sure, memory);
            }
            let mut near = choices(snapshot, decided);
            if near.len() < OFFERS.0 {
                near.clear();
            }
            refused(unread(snapshot, &decided.unknown, near))
        }
    }
}

/// What the data leave out on purpose and the question names in full.
fn left_out(decided: &Decided) -> Option<Query> {
    decided
        .evidence
        .names
        .iter()
        .find_map(|name| match name.target {
            Target::Exclusion(exclusion) if name.recall > IN_FULL => {
                Some(Query::Exclusion(exclusion))
            }
            _ => None,
        })
}

/// Remembers the likeliest reading of a question that was asked back: who goes on without choosing goes on from it.
fn assumed(snapshot: &Snapshot, decided: &Decided, memory: &mut Memory) {
    if let Some((candidate, _)) = decided.candidates.first()
        && candidate.operation != Operation::Nothing
    {
        remembered(snapshot, &candidate.query, memory);
    }
}

/// The likeliest reading, with the chance of all that come to a missing figure, where it is one of those and they are meant with at
/// least that chance: whichever it is, there is no figure.
fn lacking<'a>(
    snapshot: &Snapshot,
    decided: &'a Decided,
    least: f32,
) -> Option<(&'a Candidate, f32)> {
    let lacks = |candidate: &Candidate| {
        matches!(
            compute(&snapshot.dataset, &candidate.query),
            Finding::Lacks(
                Lack::NoFigure { .. }
                    | Lack::Gap(_)
                    | Lack::NotBrokenDown(..)
                    | Lack::OnlyByMembers(_)
            )
        )
    };
    let (first, _) = decided.candidates.first()?;
    if !lacks(first) {
        return None;
    }
    let all = decided.candidates.iter();
    let chance: f32 = all
        .filter(|(candidate, _)| lacks(candidate))
        .map(|(_, chance)| chance)
        .sum();
    (chance >= least).then_some((first, chance))
}

/// A reply in words of an intent, where that is the likeliest reading and likelier than not.
fn reply(decided: &Decided) -> Option<(&Candidate, f32)> {
    let (first, chance) = decided.candidates.first()?;
    let is_reply = first.operation == Operation::Reply && *chance >= LIKELIER;
    is_reply.then_some((first, *chance))
}

fn answered(
    snapshot: &Snapshot,
    query: &Query,
    manner: &Manner,
    confidence: f32,
    memory: &mut Memory,
) -> Part {
    let finding = compute(&snapshot.dataset, query);
    let mut draft = worded(snapshot, query, &finding, manner);
    if matches!(&finding, Finding::Lacks(Lack::NoBetter(_))) {
        draft.choices = plain_ends(query)
            .iter()
            .filter_map(|query| snapshot.choice(query))
            .collect();
    }
    remembered(snapshot, query, memory);
    Part {
        draft,
        query: Some(query.clone()),
        is_reading: false,
        intent: snapshot.intent_of(query, manner),
        confidence,
    }
}

/// The highest and the lowest, to choose from where nothing says which of them is worse.
fn plain_ends(query: &Query) -> Vec<Query> {
    let Query::Rank(rank) = query else {
        return Vec::new();
    };
    let at = |end: End| {
        Query::Rank(Rank {
            end,
            ..rank.clone()
        })
    };
    vec![at(End::High), at(End::Low)]
}

/// Remembers what was answered; small talk changes nothing.
fn remembered(snapshot: &Snapshot, query: &Query, memory: &mut Memory) {
    if !matches!(query, Query::Reply(_)) {
        memory.remember(Turn {
            periods: focus(&snapshot.dataset, snapshot.stock(), query),
            query: query.clone(),
        });
    }
}

pub(crate) fn manner(snapshot: &Snapshot, candidate: &Candidate, fits: &[f32]) -> Manner {
    Manner {
        carried: candidate.is_carried(),
        assumed: candidate.is_assumed(),
        intent: candidate
            .intent
            .or_else(|| snapshot.fittest(&candidate.query, fits))
            .and_then(|at| snapshot.intents.list.get(at))
            .map(|intent| intent.id.clone()),
        ..Manner::default()
    }
}

/// The likeliest queries that have an answer, in canonical words; one alone is no choice, so the next stands beside it.
fn choices(snapshot: &Snapshot, decided: &Decided) -> Vec<Choice> {
    let mut found = Vec::new();
    for (candidate, is_likely) in decided.offered() {
        if found.len() >= OFFERS.1 || !is_likely && (found.is_empty() || found.len() >= OFFERS.0) {
            break;
        }
        let finding = compute(&snapshot.dataset, &candidate.query);
        if !matches!(finding, Finding::Lacks(_)) {
            found.extend(snapshot.choice(&candidate.query));
        }
    }
    found
}
