//! Canonical words of a query: short and plain, for buttons and lists, and read back as the same query.
//!
//! The words of a language come from its files as [`Phrases`]. What would not read back, because names of the dataset get in each other's
//! way or no form says it, carries the query's code behind it. It must not know how questions are worded.

mod build;
mod build_parts;
mod leaf;
mod names;
mod openings;
mod parse;
mod phrases;
mod rules;
mod spell;
mod spell_parts;
mod text;
mod value;

#[cfg(test)]
pub(super) mod drawn;
#[cfg(test)]
mod tests;

pub use phrases::{PhraseFault, Phrases};

use super::{Query, decode, encode};
use crate::dataset::Dataset;
use spell::Speller;

/// What a button holds, in characters.
const LABEL: usize = 80;
/// The longest text that is read.
const LONGEST: usize = 1000;

/// The words of a query, which [`read`] reads as the same query.
pub fn words(query: &Query, data: &Dataset, phrases: &Phrases) -> String {
    for by_id in [false, true] {
        let words = spelled(query, data, phrases, by_id);
        if readings(&text::asked(&words), data, phrases) == [query.clone()] {
            return words;
        }
    }
    let words = spelled(query, data, phrases, false);
    format!("{words} [{}]", encode(query, data))
}

/// The words of a query, cut to what a button holds; for people only.
pub fn label(query: &Query, data: &Dataset, phrases: &Phrases) -> String {
    let words = spelled(query, data, phrases, false);
    if words.chars().count() <= LABEL {
        return words;
    }
    let mut cut: String = words.chars().take(LABEL - 1).collect();
    if let Some(at) = cut.rfind(' ').filter(|at| *at > LABEL / 2) {
        cut.truncate(at);
    }
    cut.truncate(cut.trim_end_matches([',', ':', ' ']).len());
    cut.push('…');
    cut
}

/// The query whose words these are; nothing where they are anything else.
pub fn read(text: &str, data: &Dataset, phrases: &Phrases) -> Option<Query> {
    if text.len() > LONGEST {
        return None;
    }
    let asked = text::asked(text);
    if asked.ends_with(']') {
        return coded(text, data, phrases);
    }
    let mut found = readings(&asked, data, phrases);
    found.pop().filter(|_| found.is_empty())
}

/// The queries that are spelled like this.
fn readings(asked: &str, data: &Dataset, phrases: &Phrases) -> Vec<Query> {
    if !phrases.may_begin(asked, data) {
        return Vec::new();
    }
    let mut found = parse::parse(asked, data, phrases);
    found.retain(|query| {
        [false, true]
            .into_iter()
            .any(|by_id| text::asked(&spelled(query, data, phrases, by_id)) == asked)
    });
    found
}

/// Words with a code behind them.
fn coded(text: &str, data: &Dataset, phrases: &Phrases) -> Option<Query> {
    let text = text.trim().trim_end_matches('?').trim_end();
    let (before, code) = text.strip_suffix(']')?.rsplit_once('[')?;
    let query = decode(code, data).ok()?;
    let words = spelled(&query, data, phrases, false);
    (text::asked(&words) == text::asked(before)).then_some(query)
}

fn spelled(query: &Query, data: &Dataset, phrases: &Phrases, by_id: bool) -> String {
    let speller = Speller {
        data,
        phrases,
        by_id,
    };
    speller.query(query)
}
