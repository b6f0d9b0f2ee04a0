//! Where the words stand in a text that would fill the slots of an example question.
//!
//! It points at them; whether a slot should stand there instead, whoever writes the example decides.

use std::ops::Range;

use jiff::civil::Date;

use super::names::IN_FULL;
use super::normalise::normalise;
use super::reader::Reader;
use super::reading::{Reading, Role};
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
        let reading = self.read_part(&tokens, &self.calendar(today));
        let mut runs = runs(&reading);
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

/// What is named, each as a run of tokens that is not empty.
fn runs(reading: &Reading) -> Vec<(&'static str, Range<usize>)> {
    let whens = reading.whens.iter();
    let whens = whens.map(|mention| (when_slot(&mention.when), mention.tokens.clone()));
    let metrics = reading.metrics.iter();
    let metrics = metrics
        .filter(|mention| mention.recall > IN_FULL)
        .filter_map(|mention| Some(("{metric}", run(reading, &mention.tokens)?)));
    let named = |sort, tokens: &[usize]| Some((sort, run(reading, tokens)?));
    let outlets = reading.outlets.iter();
    let outlets = outlets.filter_map(|outlet| named("{outlet}", &outlet.tokens));
    let events = reading.events.iter();
    let events = events.filter_map(|event| named("{event}", &event.tokens));
    whens
        .chain(metrics)
        .chain(outlets)
        .chain(events)
        .filter(|(_, run)| !run.is_empty())
        .collect()
}

/// The tokens from the first to the last of a name, if nothing stands between them but words that mean nothing.
fn run(reading: &Reading, tokens: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*tokens.iter().min()?, *tokens.iter().max()?);
    let belongs = |at: usize| {
        let filler = reading
            .words
            .get(at)
            .is_some_and(|word| word.role == Role::Filler);
        filler || tokens.contains(&at)
    };
    (first..=last).all(belongs).then_some(first..last + 1)
}
