//! Why a question was answered as it was: what was read in it, which queries it may have meant, and what spoke for and against each.
//!
//! It prints the record that the answer came of; it decides nothing itself.

mod markdown;
mod roles;
mod slots;
#[cfg(test)]
mod tests;
mod weighed;

use jiff::civil::Date;

use crate::answer::Answer;
use crate::interpret::decide::{Decided, Outcome};
use crate::message::{Memory, Snapshot, considered};

pub use markdown::markdown;
pub use roles::{Role, Said};
pub use slots::Slot;
pub use weighed::{Reason, Weighed};

/// How many candidates an explanation names.
const MOST_CANDIDATES: usize = 5;
/// How many intents an explanation compares phrases of.
const MOST_PHRASES: usize = 3;

/// A question explained.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The questions in the message, in order; none where the message is a query's canonical words.
    pub parts: Vec<Part>,
    /// What the message is answered with.
    pub answer: Answer,
}

/// One question of a message, as it was decided.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its words with the part that each plays.
    pub words: Vec<Said>,
    /// Misspelled words and what they were taken for.
    pub corrections: Vec<(String, String)>,
    /// What was found in it.
    pub slots: Vec<Slot>,
    /// Words that nothing explains.
    pub unknown: Vec<String>,
    /// What the phrases of intents are compared with.
    pub sketch: Vec<String>,
    /// The likeliest queries, the best first.
    pub candidates: Vec<Weighed>,
    /// That none of them is meant.
    pub none: Weighed,
    /// The likest intents, each with its nearest phrase.
    pub phrases: Vec<Nearest>,
    /// What was decided, as a sentence.
    pub decision: String,
}

/// A phrase of an intents file that a question resembles.
#[derive(Debug, Clone)]
pub struct Nearest {
    /// The intent's id.
    pub intent: String,
    /// The phrase as written.
    pub text: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// How near it is, 0 to 1.
    pub likeness: f32,
}

/// Explains a message as the next turn of a conversation, which is changed as an answer changes it.
pub fn explain(snapshot: &Snapshot, text: &str, memory: &mut Memory, today: Date) -> Explanation {
    let (decided, answer) = considered(snapshot, text, memory, today);
    Explanation {
        parts: decided
            .iter()
            .map(|decided| part(snapshot, decided))
            .collect(),
        answer,
    }
}

fn part(snapshot: &Snapshot, decided: &Decided) -> Part {
    let evidence = &decided.evidence;
    let candidates = weighed::candidates(snapshot, decided, MOST_CANDIDATES);
    Part {
        words: roles::of(decided),
        corrections: evidence.corrections.clone(),
        slots: slots::of(&snapshot.dataset, evidence),
        unknown: decided.unknown.clone(),
        sketch: snapshot.sketch(evidence),
        none: weighed::none(snapshot, decided),
        phrases: phrases(snapshot, decided),
        decision: in_a_sentence(decided, &candidates),
        candidates,
    }
}

fn phrases(snapshot: &Snapshot, decided: &Decided) -> Vec<Nearest> {
    let likest = snapshot.likest(decided, MOST_PHRASES);
    let one = likest.into_iter().filter_map(|like| {
        let intent = snapshot.intents.list.get(like.intent)?;
        let (at, likeness) = like.phrase?;
        let phrase = intent.phrases.get(at)?;
        Some(Nearest {
            intent: intent.id.clone(),
            text: phrase.text.clone(),
            file: intent.file.clone(),
            line: phrase.line,
            likeness,
        })
    });
    one.collect()
}

/// What became of it, by which probability and threshold.
fn in_a_sentence(decided: &Decided, candidates: &[Weighed]) -> String {
    let percent = |part: f32| format!("{:.0}%", part * 100.0);
    let limits = decided.thresholds;
    let claims = decided.candidates.first();
    let claims = claims.is_some_and(|(candidate, _)| candidate.operation.is_claim());
    let needed = percent(if claims { limits.claim } else { limits.answer });
    let Some(best) = candidates.first() else {
        return "refused: nothing it could mean".to_owned();
    };
    let chance = percent(best.chance);
    match decided.outcome {
        Outcome::Answer => format!("answered: the likeliest has {chance}, needed {needed}"),
        Outcome::Both => format!(
            "answered in two ways: the likeliest has {chance} of the {needed} needed, with the second the {} for that",
            percent(limits.both)
        ),
        Outcome::Ask => format!(
            "asked back: the likeliest has {chance} of the {needed} needed, a few of them together the {} for a question back",
            percent(limits.ask)
        ),
        Outcome::Refuse => format!(
            "refused: the likeliest has {chance} of the {needed} needed, none of these {}",
            percent(decided.none)
        ),
    }
}
