//! A whole message checked: its assertions, each with a verdict and the figure behind it.
//!
//! It must not judge what it did not read: of several sentences each is read by itself, after those before it.

use jiff::civil::Date;

use super::{Memory, Snapshot, manner, remembered};
use crate::answer::{self, Answer, Checked, Part, claims, finished, unchecked, worded};
use crate::compute::compute;
use crate::interpret::decide::Decided;
use crate::interpret::propose::Candidate;
use crate::query::Query;

/// The most assertions of one message that are checked.
const MOST: usize = 8;

/// Checks a message: what it asserts is held against the figures, and what it asks is left aside.
pub fn check(snapshot: &Snapshot, text: &str, today: Date) -> Answer {
    let mut memory = Memory::default();
    let mut checked = Vec::new();
    let mut query = None;
    let mut sure = 1.0_f32;
    for evidence in snapshot.reader.sentences(text, today) {
        if checked.len() >= MOST {
            break;
        }
        let decided = snapshot.decide_one(evidence, &memory, today);
        let Some((candidate, chance)) = claim(&decided) else {
            continue;
        };
        sure = sure.min(chance);
        checked.push(judged(snapshot, &decided, candidate, chance, &mut memory));
        query = Some(candidate.query.clone());
    }
    let part = Part {
        query: query.filter(|_| checked.len() == 1),
        is_reading: false,
        intent: snapshot.claim_intent(),
        confidence: if checked.is_empty() { 0.0 } else { sure },
        draft: claims(snapshot, checked),
    };
    finished(snapshot, &[part], Some(answer::LONGEST_REQUEST))
}

/// The likeliest claim, with its probability given that something is claimed; none where something else is likelier to be meant.
fn claim(decided: &Decided) -> Option<(&Candidate, f32)> {
    let claims = || {
        let all = decided.candidates.iter();
        all.filter(|(candidate, _)| candidate.operation.is_claim())
    };
    let (best, chance) = claims().next()?;
    let all: f32 = claims().map(|(_, chance)| chance).sum();
    let rest = 1.0 - all;
    (all >= rest).then_some((best, chance / (all + decided.none).max(f32::EPSILON)))
}

fn judged(
    snapshot: &Snapshot,
    decided: &Decided,
    candidate: &Candidate,
    chance: f32,
    memory: &mut Memory,
) -> Checked {
    let query: &Query = &candidate.query;
    let label = snapshot
        .choice(query)
        .map_or_else(String::new, |choice| choice.label);
    if chance < decided.thresholds.claim {
        return Checked {
            label,
            draft: unchecked(snapshot),
        };
    }
    let finding = compute(&snapshot.dataset, query);
    let draft = worded(
        snapshot,
        query,
        &finding,
        &manner(snapshot, candidate, &decided.fits),
    );
    remembered(snapshot, query, memory);
    Checked { label, draft }
}
