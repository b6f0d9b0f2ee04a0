//! Whether each example question finds its own intent, and whether two intents claim the same one.

use std::collections::HashMap;

use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Place};
use crate::intents::{Intent, Intents, Phrase, codes};
use crate::message::{Memory, answer};
use crate::question::matcher::Matcher;
use crate::question::phrase::phrases;
use crate::question::reader::Reader;

use super::{Outcome, Trial};

/// A lead smaller than this is none.
const LEAD: f32 = 0.1;

/// The phrases as they are read where no name is known: what is wrong with them there is wrong with any data.
pub(super) struct Neutral {
    matcher: Matcher,
}

impl Neutral {
    /// Reads all phrases without any data.
    pub(super) fn new(intents: &Intents) -> Self {
        let phrases = phrases(intents);
        let reader = Reader::new(&Dataset::default(), &intents.words, &phrases);
        Self {
            matcher: Matcher::new(&reader, intents, phrases),
        }
    }

    /// Phrases that another intent's phrases fit better than those of their own.
    pub(super) fn lost(&self, intents: &Intents) -> Vec<Diagnostic> {
        let list = &intents.list;
        let found = self.matcher.sketches().filter_map(|(at, sketch)| {
            let intent = list.get(at.intent)?;
            let phrase = intent.phrases.get(at.phrase)?;
            let fits = self.matcher.fits(sketch);
            let own = fits.get(at.intent)?;
            let (best, fit) = fits
                .iter()
                .enumerate()
                .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
            let winner = list.get(best)?;
            let by = fit - own;
            let wins = by >= LEAD && !answers_alike(winner, intent);
            wins.then(|| {
                let near = self.matcher.nearest(sketch, best);
                let near = near.and_then(|(near, _)| winner.phrases.get(near.phrase));
                lost(phrase, winner, by, near)
            })
        });
        found.collect()
    }

    /// Example questions of two intents that are the same once slots and groups of words are put in.
    pub(super) fn rivals(&self, intents: &Intents) -> Vec<Diagnostic> {
        let list = &intents.list;
        let mut known: HashMap<&[String], (&Intent, &Place)> = HashMap::new();
        let mut found = Vec::new();
        for (at, sketch) in self.matcher.sketches() {
            let Some(intent) = list.get(at.intent) else {
                continue;
            };
            let Some(phrase) = intent.phrases.get(at.phrase) else {
                continue;
            };
            match known.get(sketch) {
                Some((first, place)) if first.id != intent.id => {
                    found.push(rival(first, place, phrase, sketch));
                }
                Some(_) => {}
                None => {
                    known.insert(sketch, (intent, &phrase.place));
                }
            }
        }
        found
    }
}

/// Asks the phrases of an intent of the data at hand, for whoever wants to see the answers.
pub(super) fn ask_all(trial: &mut Trial<'_>, intent: &Intent, outcome: &mut Outcome) {
    outcome.phrases += intent.phrases.len();
    let Some(witness) = &mut trial.witness else {
        return;
    };
    for phrase in &intent.phrases {
        if let Some(question) = trial.filler.fill(&phrase.text, phrase.language) {
            let mut memory = Memory::default();
            let got = answer(trial.snapshot, &question, &mut memory, trial.today);
            witness(&question, &got);
        }
    }
}

/// The problem of a phrase that another intent wins.
fn lost(phrase: &Phrase, winner: &Intent, by: f32, near: Option<&Phrase>) -> Diagnostic {
    let message = format!("`{}` wins this example question by {by:.2}", winner.id);
    let problem = Diagnostic::error(codes::LOST, message)
        .at(&phrase.place, "")
        .help("say it in other words, or leave it to the other intent");
    match near {
        Some(near) => problem.at(&near.place, "the nearest there"),
        None => problem,
    }
}

/// Whether an intent gives the answers that another one would: it has the same kind and takes whatever topic is named.
fn answers_alike(winner: &Intent, intent: &Intent) -> bool {
    winner.kind == intent.kind && winner.topic.is_none() && intent.topic.is_some()
}

fn rival(first: &Intent, place: &Place, phrase: &Phrase, sketch: &[String]) -> Diagnostic {
    let message = format!(
        "to the bot this example question is the same as one of `{}`",
        first.id
    );
    Diagnostic::error(codes::RIVALS, message)
        .at(&phrase.place, "")
        .at(place, "the same")
        .help(format!(
            "both are read as `{}`; leave it in one intent, or say what makes the difference",
            sketch.join(" ")
        ))
}
