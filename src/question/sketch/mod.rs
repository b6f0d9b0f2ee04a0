//! The sketch of an intent's phrase: its slots and concepts in order, which is what questions are compared with.

mod marks;
mod phrase;

pub(super) use marks::Marks;
pub(super) use phrase::phrase;

use crate::dataset::PeriodKind;
use crate::question::closed::Effect;
use crate::question::period::{Mention, When};
use crate::question::reader::Reader;
use crate::question::reading::{Bound, Counted, CountedKind};
use crate::question::token::{Token, TokenKind};
use crate::question::vocabulary::{NOTHING, SUBJECT, comparable};

/// A run of a phrase's tokens, with the periods and numbers in it.
pub(super) struct Run<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) stems: &'a [String],
    pub(super) whens: &'a [Mention],
    pub(super) numbers: &'a [Counted],
}

/// The sketch of a run of tokens.
pub(super) fn sketch(reader: &Reader, run: &Run, marks: &Marks) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < run.tokens.len() {
        if let Some((slot, next)) = slot_at(run, at) {
            out.push(slot);
            at = next;
            continue;
        }
        at += word_at(reader, run, marks, at, &mut out);
    }
    out
}

/// The slot that begins at a token, and where it ends.
fn slot_at(run: &Run, at: usize) -> Option<(String, usize)> {
    if let Some(when) = run.whens.iter().find(|when| when.tokens.start == at) {
        return Some((
            when_slot(&when.when).to_owned(),
            when.tokens.end.max(at + 1),
        ));
    }
    let number = run
        .numbers
        .iter()
        .find(|number| number.tokens.start == at)?;
    let slot = match (number.kind, number.bound) {
        (CountedKind::Ordinal, _) => "{ordinal}",
        (_, Some(Bound::Over | Bound::Under | Bound::AtLeast | Bound::AtMost | Bound::Equal)) => {
            "{threshold}"
        }
        (CountedKind::Percent, _) => "{percentage}",
        (CountedKind::Times, _) => "{multiple}",
        _ if !number.figures.is_empty() => "{figure}",
        _ => "{number}",
    };
    Some((slot.to_owned(), number.tokens.end))
}

pub(super) fn when_slot(when: &When) -> &'static str {
    match when {
        When::Point(period) if period.kind == PeriodKind::AsOf => "{by}",
        When::Point(_) | When::Decade(_) | When::Part(..) => "{year}",
        When::Range(..) | When::Last(_) | When::First(_) | When::All => "{range}",
        When::Since(_) | When::After(_) => "{since}",
        When::Before(_) | When::Until(_) => "{before}",
        When::By(_) => "{by}",
        When::Latest | When::Earliest => "{latest}",
        When::Calendar(_) => "{relative}",
        When::Shift(..) => "{shift}",
    }
}

/// Reads the word at a position: concepts, a plain word, or nothing; returns how many tokens were read.
fn word_at(reader: &Reader, run: &Run, marks: &Marks, at: usize, out: &mut Vec<String>) -> usize {
    let free = (at..run.tokens.len())
        .take_while(|at| marks.is_free(*at))
        .count();
    let hit = run
        .stems
        .get(at..at + free)
        .and_then(|stems| reader.vocabulary.longest(stems));
    if let Some(hit) = hit {
        for concept in &hit.concepts {
            let name = reader.vocabulary.name(*concept);
            let refines = reader.vocabulary.evidence(*concept).refines.is_some();
            if !refines && !matches!(name, NOTHING | SUBJECT) {
                out.push(format!("{{{name}}}"));
            }
        }
        return hit.length;
    }
    if marks.is_free(at)
        && let (Some(token), Some(stem)) = (run.tokens.get(at), run.stems.get(at))
        && is_plain(reader, token, stem)
    {
        out.push(stem.clone());
    }
    1
}

/// Whether a word says something by itself.
fn is_plain(reader: &Reader, token: &Token, stem: &str) -> bool {
    token.kind != TokenKind::Symbol
        && token.text.chars().count() > 1
        && !reader.vocabulary.is_filler_word(&token.text, stem)
        && reader.phrase_words.contains(stem)
}

/// Whether the first word that means something is an auxiliary verb.
pub(super) fn wants_yes_or_no(reader: &Reader, tokens: &[Token]) -> bool {
    for token in tokens.iter().take(6) {
        if reader.closed.roles.is(&token.text, Effect::Auxiliary) {
            return true;
        }
        let skip = token.kind == TokenKind::Symbol
            || reader.closed.roles.is(&token.text, Effect::BeforeQuestion);
        if !skip
            || !reader.vocabulary.is_filler(&comparable(token)) && token.kind == TokenKind::Word
        {
            return false;
        }
    }
    false
}
