//! Why a question was answered as it was: what was read in it, which intents it resembles, and what decided.
//!
//! It repeats the steps of an answer and notes what it sees; it changes nothing.

mod markdown;
mod slots;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::answer::Answer;
use crate::message::{Memory, Snapshot, answer};
use crate::question::decide::{Candidate, Decision, FLOOR, MARGIN};
use crate::question::reading::{Reading, Word};

pub use markdown::markdown;
pub use slots::Slot;

/// How many intents an explanation names.
const MOST_RIVALS: usize = 5;
/// How many words are named that speak for an intent.
const MOST_EVIDENCE: usize = 6;

/// A question explained.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The questions in the message, in order.
    pub parts: Vec<Part>,
    /// What the message is answered with.
    pub answer: Answer,
}

/// One question of a message.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its words with the part that each plays.
    pub words: Vec<Word>,
    /// Misspelled words and what they were taken for.
    pub corrections: Vec<(String, String)>,
    /// What was found in it.
    pub slots: Vec<Slot>,
    /// Content words that nothing knows.
    pub unknown: Vec<String>,
    /// What intents are compared with.
    pub sketch: Vec<String>,
    /// The likeliest intents, the best first.
    pub rivals: Vec<Rival>,
    /// What decided, as a sentence.
    pub decision: String,
}

/// An intent that a question resembles.
#[derive(Debug, Clone)]
pub struct Rival {
    /// The intent's id.
    pub intent: String,
    /// What the classifier says of the text, plus what the slots correct.
    pub score: f32,
    /// What the classifier says of the text.
    pub text: f32,
    /// What the slots correct.
    pub correction: f32,
    /// Why the slots correct it, or that they fit.
    pub reason: &'static str,
    /// Whether the slots rule it out.
    pub vetoed: bool,
    /// The phrase that is nearest.
    pub phrase: Option<Nearest>,
    /// Words and word groups that speak for it, the strongest first, with what each adds.
    pub evidence: Vec<(String, f32)>,
}

/// A phrase of an intents file that a question resembles.
#[derive(Debug, Clone)]
pub struct Nearest {
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
pub fn explain(
    snapshot: &Snapshot,
    text: &str,
    conversation: &mut Memory,
    today: Date,
) -> Explanation {
    let readings = snapshot.reader.read(text, today);
    Explanation {
        parts: readings
            .into_iter()
            .map(|reading| part(snapshot, reading))
            .collect(),
        answer: answer(snapshot, text, conversation, today),
    }
}

fn part(snapshot: &Snapshot, reading: Reading) -> Part {
    let decision = snapshot.matcher.decide(&reading);
    let rivals: Vec<Rival> = decision
        .candidates
        .iter()
        .take(MOST_RIVALS)
        .filter_map(|candidate| rival(snapshot, &reading, candidate))
        .collect();
    Part {
        decision: in_a_sentence(&decision, &rivals),
        slots: slots::of(&snapshot.dataset, &reading),
        rivals,
        words: reading.words,
        corrections: reading.corrections,
        unknown: reading.unknown,
        sketch: reading.sketch,
    }
}

fn rival(snapshot: &Snapshot, reading: &Reading, candidate: &Candidate) -> Option<Rival> {
    let intent = snapshot.intents.list.get(candidate.intent)?;
    let nearest = snapshot.matcher.nearest(reading, candidate.intent);
    let phrase = nearest.and_then(|(at, likeness)| {
        let phrase = intent.phrases.get(at.phrase)?;
        Some(Nearest {
            text: phrase.text.clone(),
            file: intent.file.clone(),
            line: phrase.line,
            likeness,
        })
    });
    let mut evidence = snapshot.matcher.evidence(reading, candidate.intent);
    evidence.truncate(MOST_EVIDENCE);
    Some(Rival {
        intent: intent.id.clone(),
        score: candidate.score,
        text: candidate.text.total,
        correction: candidate.fit.correction(),
        reason: candidate.fit.reason(),
        vetoed: candidate.fit.is_veto(),
        phrase,
        evidence,
    })
}

fn in_a_sentence(decision: &Decision, rivals: &[Rival]) -> String {
    let [best, others @ ..] = rivals else {
        return "no intents to choose from".to_owned();
    };
    if best.vetoed {
        return format!(
            "none: the best, {}, lacks what it needs ({})",
            best.intent, best.reason
        );
    }
    if decision.accepted().is_none() {
        return format!(
            "none: the best, {}, has {:.2} and the floor is {FLOOR}",
            best.intent, best.score
        );
    }
    let lead = others.first().map_or_else(String::new, |second| {
        let lead = best.score - second.score;
        let close = if lead < MARGIN {
            ", which is close"
        } else {
            ""
        };
        format!(", {lead:.2} ahead of {}{close}", second.intent)
    });
    format!(
        "{} with {:.2}, above the floor of {FLOOR}{lead}",
        best.intent, best.score
    )
}
