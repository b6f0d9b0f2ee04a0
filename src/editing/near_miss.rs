//! What one name, word or phrase would make a question land on an intent, and what its answer would be.
//!
//! Each remedy is tried out before it is offered.

use std::ops::Range;

use jiff::civil::Date;

use super::drift::{Seen, ask};
use super::meant::as_names;
use super::report::InForce;
use super::typed::phrase_for;
use crate::dataset::Nameable;
use crate::interpret::decide::Decided;
use crate::message::{Memory, Snapshot};
use crate::question::stem::stem;

/// How many unknown words are tried.
const MOST_WORDS: usize = 3;

/// A question that misses an intent, and what would make it land there.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMiss {
    /// The intent's id.
    pub intent: String,
    /// How likely the question belongs to the intent, 0 to 1.
    pub score: f32,
    /// How likely it has to be.
    pub needed: f32,
    /// Words that nothing knows: with them in it a question may be refused at any score.
    pub unknown: Vec<String>,
    /// What would do it, each by itself.
    pub remedies: Vec<Remedy>,
}

/// One change that makes a question land where it should, or answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    /// The word goes among the words that mean nothing.
    Filler {
        /// The word, which nothing knows.
        word: String,
        /// The score then.
        score: f32,
    },
    /// The words become a name of something in the data.
    Name {
        /// The words, some of which nothing knows.
        words: String,
        /// Where they stand among the words of the question.
        at: Range<usize>,
        /// What they would name.
        kind: Nameable,
        /// Its id.
        id: String,
        /// The answer then.
        answer: Seen,
    },
    /// The phrase goes into the intent.
    Phrase {
        /// The phrase, with slots.
        phrase: String,
        /// The answer then.
        answer: Seen,
    },
}

/// What would make a question land on an intent; `None` if it lands there already, or there is no such intent.
pub fn near_miss(in_force: &InForce, question: &str, intent: &str) -> Option<NearMiss> {
    let snapshot = in_force.snapshot();
    let today = in_force.today();
    let score = score(snapshot, question, intent, today)?;
    if lands(snapshot, question, intent, today) {
        return None;
    }
    let decided = decided(snapshot, question, today)?;
    let needed = decided.thresholds.answer;
    let unknown: Vec<String> = unknown_as_typed(decided).take(MOST_WORDS).collect();
    let mut remedies = Vec::new();
    remedies.extend(as_names(in_force, question, &unknown));
    for word in &unknown {
        remedies.extend(as_filler(snapshot, question, word, intent, today));
    }
    remedies.extend(as_phrase(in_force, question, intent));
    Some(NearMiss {
        intent: intent.to_owned(),
        score,
        needed,
        unknown,
        remedies,
    })
}

/// The words that nothing knows as they were typed: spelling may have mended one into a word that is not known here either.
fn unknown_as_typed(decided: Decided) -> impl Iterator<Item = String> {
    let corrections = decided.evidence.corrections;
    decided.unknown.into_iter().map(move |word| {
        let typed = corrections.iter().find(|(_, mended)| *mended == word);
        typed.map_or(word, |(typed, _)| typed.clone())
    })
}

/// The first question of a text, decided by itself.
fn decided(snapshot: &Snapshot, question: &str, today: Date) -> Option<Decided> {
    let decided = snapshot.decide(question, &Memory::default(), today);
    decided.into_iter().next()
}

/// How likely the first question of a text belongs to an intent; none where there is no such intent.
fn score(snapshot: &Snapshot, question: &str, intent: &str, today: Date) -> Option<f32> {
    let mut intents = snapshot.intents.list.iter();
    intents.find(|known| known.id == intent)?;
    Some(snapshot.chance_of(&decided(snapshot, question, today)?, intent))
}

/// Whether a question is answered by an intent, or at least told what is missing.
fn lands(snapshot: &Snapshot, question: &str, intent: &str, today: Date) -> bool {
    let seen = ask(snapshot, question, today);
    seen.serves() && seen.intent.as_deref() == Some(intent)
}

fn as_filler(
    snapshot: &Snapshot,
    question: &str,
    word: &str,
    intent: &str,
    today: Date,
) -> Option<Remedy> {
    let without = replaced(question, word, "")?;
    lands(snapshot, &without, intent, today).then_some(())?;
    Some(Remedy::Filler {
        word: word.to_owned(),
        score: score(snapshot, &without, intent, today)?,
    })
}

/// The question with another text in place of a word, whatever its ending.
fn replaced(question: &str, word: &str, by: &str) -> Option<String> {
    let wanted = stem(word);
    let is_it = |written: &&str| {
        let bare = written
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        bare == word || stem(&bare) == wanted
    };
    question.split_whitespace().find(is_it)?;
    let words = question
        .split_whitespace()
        .map(|written| if is_it(&written) { by } else { written });
    Some(
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

fn as_phrase(in_force: &InForce, question: &str, intent: &str) -> Option<Remedy> {
    let (snapshot, today) = (in_force.snapshot(), in_force.today());
    let known = snapshot
        .intents
        .list
        .iter()
        .find(|known| known.id == intent)?;
    let file = in_force.file(&known.file)?;
    let added = phrase_for(in_force, &known.file, file, question).ok()?;
    let with_phrase = in_force.with(&known.file, added.text);
    lands(&with_phrase, question, intent, today).then(|| Remedy::Phrase {
        answer: ask(&with_phrase, question, today),
        phrase: added.phrase,
    })
}
