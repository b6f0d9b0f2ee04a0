//! Questions that the bot did not serve, grouped by likeness, and where each group may belong.
//!
//! It gets texts and counts from the inbox; who asked is not among them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::message::Snapshot;
use crate::question::reader::Reader;
use crate::question::stem::stem;

/// The share of their parts that two questions of one group have in common.
const ALIKE: f32 = 0.6;

/// A question of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its text, normalised.
    pub text: String,
    /// How often it was asked.
    pub count: u32,
}

/// Questions that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The one that was asked most.
    pub question: String,
    /// How often all of them were asked together.
    pub count: u32,
    /// All of them, the one that was asked most first.
    pub members: Vec<Asked>,
}

/// An intent that a question may belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The intent's id.
    pub intent: String,
    /// Its title.
    pub title: String,
    /// The score; see [`crate::question::decide::FLOOR`].
    pub score: f32,
    /// Why its kind of answer cannot be given for this question, if it cannot.
    pub ruled_out: Option<&'static str>,
}

impl Guess {
    /// The score, and what speaks against it.
    pub fn standing(&self) -> String {
        match self.ruled_out {
            Some(why) => format!("{:.2}, but {why}", self.score),
            None => format!("{:.2}", self.score),
        }
    }
}

/// The questions in groups, the most asked first; the same questions give the same groups in whatever order they come.
pub fn grouped(reader: &Reader, asked: &[Asked], today: Date) -> Vec<Group> {
    let mut sorted: Vec<&Asked> = asked.iter().collect();
    sorted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let mut groups: Vec<(BTreeSet<String>, Group)> = Vec::new();
    for asked in sorted {
        let parts = parts(reader, &asked.text, today);
        let home = groups
            .iter_mut()
            .find(|(of_group, _)| are_alike(of_group, &parts));
        match home {
            Some((_, group)) => {
                group.count += asked.count;
                group.members.push(asked.clone());
            }
            None => groups.push((
                parts,
                Group {
                    question: asked.text.clone(),
                    count: asked.count,
                    members: vec![asked.clone()],
                },
            )),
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    groups.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| a.question.cmp(&b.question))
    });
    groups
}

/// What likeness hangs on: slots, concepts and words that mean something; all words if none does.
fn parts(reader: &Reader, text: &str, today: Date) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for reading in reader.read(text, today) {
        parts.extend(reading.sketch);
        parts.extend(reading.unknown.iter().map(|word| stem(word)));
    }
    if parts.is_empty() {
        parts.extend(text.split_whitespace().map(str::to_lowercase));
    }
    parts
}

fn are_alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (shared, all) = (a.intersection(b).count(), a.union(b).count());
    #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
    let share = shared as f32 / all.max(1) as f32;
    share >= ALIKE
}

/// The intents that a question is likeliest to belong to, at most so many.
pub fn guesses(snapshot: &Snapshot, question: &str, most: usize, today: Date) -> Vec<Guess> {
    let readings = snapshot.reader.read(question, today);
    let Some(reading) = readings.first() else {
        return Vec::new();
    };
    let decision = snapshot.matcher.decide(reading);
    let guess = |candidate: &crate::question::decide::Candidate| {
        let intent = snapshot.intents.list.get(candidate.intent)?;
        Some(Guess {
            intent: intent.id.clone(),
            title: intent.title.clone(),
            score: candidate.score,
            ruled_out: candidate.fit.is_veto().then(|| candidate.fit.reason()),
        })
    };
    decision
        .candidates
        .iter()
        .take(most)
        .filter_map(guess)
        .collect()
}
