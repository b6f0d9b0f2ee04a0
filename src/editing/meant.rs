//! What words that nothing knows may be a name of: tried out with each thing of the data in their place, then as the name itself.
//!
//! It proposes; whether people mean that thing, the moderators know.

use std::ops::Range;
use std::sync::Arc;

use super::drift::{Seen, ask};
use super::name::{NAMES, Naming, add_name, new_names};
use super::near_miss::Remedy;
use super::report::InForce;
use crate::check::language_of;
use crate::dataset::Thing;
use crate::diagnostic::SourceFile;
use crate::message::Snapshot;
use crate::question::stem::stem;

/// The most things that are proposed.
const MOST: usize = 2;
/// The most words of a name that is proposed.
const LONGEST: usize = 4;
/// The most things that are tried with the same words.
const MOST_TRIED: usize = 80;
/// The most things of which it is tried whether the words would do as their name: for each all files are put together anew.
const MOST_NAMED: usize = 6;

/// The names that would each make a question answered: the whole run of unknown words, then with a neighbour.
pub(super) fn as_names(in_force: &InForce, question: &str, unknown: &[String]) -> Vec<Remedy> {
    let words: Vec<&str> = question.split_whitespace().collect();
    let runs = runs(&words, unknown);
    let found = runs.into_iter().map(|at| proposed(in_force, &words, &at));
    found
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Runs of the question's words that have an unknown one in them, the likeliest name first.
fn runs(words: &[&str], unknown: &[String]) -> Vec<Range<usize>> {
    let stems: Vec<String> = unknown.iter().map(|word| stem(word)).collect();
    let is_unknown = |word: &&str| {
        let bare = bare(word).to_lowercase();
        !bare.is_empty() && (unknown.contains(&bare) || stems.contains(&stem(&bare)))
    };
    let Some(start) = words.iter().position(&is_unknown) else {
        return Vec::new();
    };
    let rest = words.iter().skip(start);
    let end = start + rest.take_while(|word| is_unknown(word)).count();
    let end = end.min(start + LONGEST);
    let wider = [start..end, start..end + 1, start.saturating_sub(1)..end];
    let mut runs: Vec<Range<usize>> = Vec::new();
    for run in wider {
        if run.end <= words.len() && run.len() <= LONGEST && !runs.contains(&run) {
            runs.push(run);
        }
    }
    runs
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The things that the words of a run may name, those that share a word with it first, then headline metrics.
fn proposed(in_force: &InForce, words: &[&str], at: &Range<usize>) -> Vec<Remedy> {
    let snapshot = in_force.snapshot();
    let run = words.get(at.clone()).unwrap_or_default();
    let name = run
        .iter()
        .map(|word| bare(word))
        .collect::<Vec<_>>()
        .join(" ");
    let mut things: Vec<Thing<'_>> = snapshot.dataset.things().collect();
    things.sort_by_key(|thing| {
        (
            std::cmp::Reverse(shared(thing, &name)),
            !is_headline(snapshot, thing),
        )
    });
    let fits = things.into_iter().take(MOST_TRIED).filter_map(|thing| {
        let (before, after) = (words.get(..at.start)?, words.get(at.end..)?);
        let asked = [before, &[thing.shown], after].concat().join(" ");
        ask(snapshot, &asked, in_force.today())
            .serves()
            .then_some(thing)
    });
    let tried = fits.take(MOST_NAMED).filter_map(|thing| {
        let answer = answer_with(in_force, &thing, &name, &words.join(" "))?;
        Some(Remedy::Name {
            words: name.clone(),
            at: at.clone(),
            kind: thing.kind,
            id: thing.id.to_owned(),
            answer,
        })
    });
    tried.take(MOST).collect()
}

/// How many words a thing's names share with some words.
fn shared(thing: &Thing<'_>, words: &str) -> usize {
    let stems = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(|word| stem(&word.to_lowercase()))
            .collect()
    };
    let wanted = stems(words);
    let of = |name: &&str| {
        let own = stems(name);
        wanted.iter().filter(|word| own.contains(word)).count()
    };
    thing.names.iter().map(of).max().unwrap_or_default()
}

fn is_headline(snapshot: &Snapshot, thing: &Thing<'_>) -> bool {
    let mut metrics = snapshot.dataset.metrics.iter();
    metrics.any(|metric| metric.headline && metric.id == thing.id)
}

/// What the question is answered with once a thing has the name; none if it is not.
fn answer_with(in_force: &InForce, thing: &Thing<'_>, name: &str, question: &str) -> Option<Seen> {
    let file = in_force.names().map_or_else(
        || {
            Arc::new(SourceFile {
                path: NAMES.to_owned(),
                text: new_names(""),
            })
        },
        Arc::clone,
    );
    let naming = Naming {
        kind: thing.kind,
        id: thing.id,
        language: language_of(name),
        name,
    };
    let text = add_name(&file, naming).ok()?;
    let seen = ask(&in_force.with(&file.path, text), question, in_force.today());
    seen.serves().then_some(seen)
}
