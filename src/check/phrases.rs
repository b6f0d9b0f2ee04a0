//! Whether each example question finds its own intent, and whether two intents claim the same one.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::message::{Memory, Snapshot, answer, answer_decided};
use crate::intents::{AnswerKind, Intent, Phrase, codes};
use crate::question::decide::Decision;
use crate::question::reading::Reading;

use super::{Outcome, Trial};

/// Reports the phrases of an intent that another one wins.
pub(super) fn try_all(trial: &mut Trial<'_>, position: usize, outcome: &mut Outcome) {
    let Some(intent) = trial.snapshot.intents.list.get(position) else {
        return;
    };
    for phrase in &intent.phrases {
        let Some(question) = trial.filler.fill(&phrase.text, phrase.language) else {
            continue;
        };
        outcome.phrases += 1;
        if intent.kind == AnswerKind::Event && !phrase.text.contains("{event}") {
            outcome
                .problems
                .extend(lost_after_event(trial, intent, phrase, &question));
            continue;
        }
        let readings = trial.snapshot.reader.read(&question, trial.today);
        let decide = |reading| trial.snapshot.matcher.decide(reading);
        let decisions: Vec<Decision> = readings.iter().map(decide).collect();
        if let Some(witness) = &mut trial.witness {
            let got = answer_decided(trial.snapshot, &readings, &decisions, trial.today);
            witness(&question, &got);
        }
        if let ([reading], [decision]) = (readings.as_slice(), decisions.as_slice()) {
            outcome.problems.extend(lost(
                trial.snapshot,
                (position, phrase),
                reading,
                decision,
                &question,
            ));
        }
    }
}

/// The problem of a phrase that names no event and does not find its intent once an event was spoken of.
fn lost_after_event(
    trial: &Trial<'_>,
    intent: &Intent,
    phrase: &Phrase,
    question: &str,
) -> Option<Diagnostic> {
    let event = trial.snapshot.dataset.events.first()?;
    let mut conversation = Memory::default();
    answer(trial.snapshot, &event.name, &mut conversation, trial.today);
    let got = answer(trial.snapshot, question, &mut conversation, trial.today);
    let landed = got.intent.as_deref();
    (landed != Some(intent.id.as_str())).then(|| {
        let landed = landed.map_or_else(|| "no intent".to_owned(), |landed| format!("`{landed}`"));
        Diagnostic::error(
            codes::LOST,
            format!("{landed} takes this example question up where an event was spoken of"),
        )
        .at(&phrase.place, "")
        .help("after an event, ask for a detail of it, or name the event")
    })
}

/// The problem of a phrase that does not find its own intent.
fn lost(
    snapshot: &Snapshot,
    (position, phrase): (usize, &Phrase),
    reading: &Reading,
    decision: &Decision,
    question: &str,
) -> Option<Diagnostic> {
    let best = decision.candidates.first()?;
    let own = decision
        .candidates
        .iter()
        .find(|candidate| candidate.intent == position)?;
    let help = format!("`footnote explain \"{question}\"` shows why");
    if best.intent == position {
        return decision.accepted().is_none().then(|| {
            let why = if own.fit.is_veto() {
                own.fit.reason()
            } else {
                "its score is too low"
            };
            Diagnostic::error(
                codes::LOST,
                format!("no intent takes this example question up: {why}"),
            )
            .at(&phrase.place, format!("scores {:.2}", own.score))
            .help(help)
        });
    }
    let winner = snapshot.intents.list.get(best.intent)?;
    if snapshot
        .intents
        .list
        .get(position)
        .is_some_and(|intent| answers_alike(winner, intent))
    {
        return None;
    }
    let by = best.score - own.score;
    let why = if own.fit.is_veto() {
        format!(": {}", own.fit.reason())
    } else {
        String::new()
    };
    let message = format!("`{}` wins this example question by {by:.2}{why}", winner.id);
    let problem = Diagnostic::error(codes::LOST, message)
        .at(&phrase.place, "")
        .help(help);
    let near = snapshot.matcher.nearest(reading, best.intent);
    let near = near.and_then(|(near, _)| winner.phrases.get(near.phrase));
    Some(match near {
        Some(near) => problem.at(&near.place, "the nearest there"),
        None => problem,
    })
}

/// Whether an intent gives the answers that another one would: it has the same kind and takes whatever topic is named.
fn answers_alike(winner: &Intent, intent: &Intent) -> bool {
    winner.kind == intent.kind && winner.topic.is_none() && intent.topic.is_some()
}

/// Example questions of two intents that are the same once slots and groups of words are put in.
pub(super) fn rivals(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let list = &snapshot.intents.list;
    let mut known: HashMap<&[String], (&Intent, &Place)> = HashMap::new();
    let mut found = Vec::new();
    for (at, sketch) in snapshot.matcher.sketches() {
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
