//! Questions that the bot did not serve, grouped by likeness, and where each group may belong.
//!
//! It gets texts and counts from the inbox; who asked is not among them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::message::{Memory, Snapshot};
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
    /// How likely the question belongs to it, 0 to 1.
    pub score: f32,
    /// Its phrase that is nearest, with the likeness from 0 to 1.
    pub nearest: Option<(String, f32)>,
}

impl Guess {
    /// How likely it is, and what it is likest to.
    pub fn standing(&self) -> String {
        let chance = format!("{:.0}%", self.score * 100.0);
        match &self.nearest {
            Some((phrase, likeness)) => {
                format!("{chance}, like \"{phrase}\" by {:.0}%", likeness * 100.0)
            }
            None => chance,
        }
    }
}

/// The questions in groups, the most asked first; the same questions give the same groups in whatever order they come.
pub fn grouped(snapshot: &Snapshot, asked: &[Asked], today: Date) -> Vec<Group> {
    let mut sorted: Vec<&Asked> = asked.iter().collect();
    sorted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let mut groups: Vec<(BTreeSet<String>, Group)> = Vec::new();
    for asked in sorted {
        let parts = parts(snapshot, &asked.text, today);
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
fn parts(snapshot: &Snapshot, text: &str, today: Date) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for decided in snapshot.decide(text, &Memory::default(), today) {
        parts.extend(snapshot.sketch(&decided.evidence));
        parts.extend(decided.unknown.iter().map(|word| stem(word)));
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

/// The intents that a question is likeliest to belong to, at most so many: those of the likeliest readings, then those with the
/// likest phrases.
pub fn guesses(snapshot: &Snapshot, question: &str, most: usize, today: Date) -> Vec<Guess> {
    let decided = snapshot.decide(question, &Memory::default(), today);
    let Some(decided) = decided.first() else {
        return Vec::new();
    };
    let likest = snapshot.likest(decided, snapshot.intents.list.len());
    let mut ids: Vec<String> = Vec::new();
    let read = decided.candidates.iter();
    let read = read.filter_map(|(candidate, _)| snapshot.intent_of_candidate(decided, candidate));
    let like = likest.iter().filter_map(|like| {
        let intent = snapshot.intents.list.get(like.intent)?;
        Some(intent.id.clone())
    });
    for id in read.chain(like) {
        if ids.len() < most && !ids.contains(&id) {
            ids.push(id);
        }
    }
    let guess = |id: String| {
        let mut list = snapshot.intents.list.iter();
        let at = list.position(|intent| intent.id == id)?;
        let intent = snapshot.intents.list.get(at)?;
        let like = likest.iter().find(|like| like.intent == at)?;
        let nearest = like.phrase.and_then(|(phrase, likeness)| {
            Some((intent.phrases.get(phrase)?.text.clone(), likeness))
        });
        Some(Guess {
            title: intent.title.clone(),
            score: snapshot.chance_of(decided, &id),
            nearest,
            intent: id,
        })
    };
    ids.into_iter().filter_map(guess).collect()
}
