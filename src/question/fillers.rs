//! Where the words stand in a text that would fill the slots of an example question.
//!
//! It points at them; whether a slot should stand there instead, whoever writes the example decides.

use std::ops::Range;

use jiff::civil::Date;

use super::evidence::Evidence;
use super::names::{IN_FULL, Target};
use super::normalise::normalise;
use super::reader::Reader;
use super::sketch::when_slot;

/// Words that fill a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// The slot's sort, in braces: `{year}`.
    pub sort: &'static str,
    /// The bytes of the text.
    pub bytes: Range<usize>,
}

impl Reader {
    /// The periods, metrics, outlets and events of a text that asks one question, in order and apart from one another.
    pub fn fillers(&self, text: &str, today: Date) -> Vec<Filler> {
        let normalised = normalise(text);
        let (tokens, _) = self.tokens(text);
        let mut runs = runs(&self.evidence_of(&tokens, today));
        runs.sort_by_key(|(_, run)| run.start);
        let mut found: Vec<Filler> = Vec::new();
        for (sort, run) in runs {
            let (Some(first), Some(last)) = (tokens.get(run.start), tokens.get(run.end - 1)) else {
                continue;
            };
            let bytes = normalised.original(first.chars.start..last.chars.end);
            if found
                .last()
                .is_none_or(|before| before.bytes.end <= bytes.start)
            {
                found.push(Filler { sort, bytes });
            }
        }
        found
    }
}

/// What is named, each as a run of tokens that is not empty; of names that share words the best.
fn runs(evidence: &Evidence) -> Vec<(&'static str, Range<usize>)> {
    let whens = evidence.whens.iter();
    let whens = whens.map(|mention| (when_slot(&mention.when), mention.tokens.clone()));
    let mut found: Vec<(&'static str, Range<usize>)> =
        whens.filter(|(_, run)| !run.is_empty()).collect();
    for mention in &evidence.names {
        let sort = match mention.target {
            Target::Metric(_) if mention.recall > IN_FULL => "{metric}",
            Target::Outlet(_) => "{outlet}",
            Target::Event(_) => "{event}",
            _ => continue,
        };
        let Some(run) = run(evidence, &mention.tokens) else {
            continue;
        };
        let meets = |known: &Range<usize>| known.start < run.end && run.start < known.end;
        if !found.iter().any(|(_, known)| meets(known)) {
            found.push((sort, run));
        }
    }
    found
}

/// The tokens from the first to the last of a name, if nothing stands between them but words that mean nothing.
fn run(evidence: &Evidence, tokens: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*tokens.iter().min()?, *tokens.iter().max()?);
    let belongs = |at: usize| {
        let filler = evidence.words.get(at).is_some_and(|word| word.filler);
        filler || tokens.contains(&at)
    };
    (first..=last).all(belongs).then_some(first..last + 1)
}
