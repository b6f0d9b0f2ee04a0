//! One message, several questions: where one ends and the next begins.
//!
//! It cuts, and joins what cannot stand alone ("…, right?"); it reads nothing.

use jiff::civil::{Date, date};

use super::closed::{Effect, Roles};
use super::reader::Reader;
use super::token::{Token, TokenKind};
use super::vocabulary::comparable;
use crate::intents::{Evidence, Role, Sentence};
use crate::query::{Bound, Folding, Measure, Unit};

/// Smaller numbers claim nothing.
const LEAST_CLAIM: i128 = 100;
/// The day on which parts are read: any will do, as it only counts whether a period is named.
const ANY_DAY: Date = date(2000, 7, 1);

/// "Why" asks something all by itself.
fn is_reason(evidence: &Evidence) -> bool {
    evidence.role == Some(Role::Reason)
}

/// What may be computed from the figures asked for before: "and what is the difference?".
fn is_further(evidence: &Evidence) -> bool {
    evidence.by == Some(Measure::Difference)
        || evidence.fold == Some(Folding::Mean)
        || matches!(evidence.per, Some(Unit::Day | Unit::Week | Unit::Month))
}

/// What computes already.
fn computes(evidence: &Evidence) -> bool {
    let by = evidence.by.filter(|by| *by != Measure::OneIn);
    by.is_some()
        || is_further(evidence)
        || evidence.way.is_some()
        || evidence.fold == Some(Folding::Sum)
        || matches!(evidence.bound, Some(Bound::Over | Bound::Under))
        || evidence.end.is_some()
}

fn is_tag(evidence: &Evidence) -> bool {
    evidence.sentence == Some(Sentence::Tags)
}

/// The sentences of a message that say something, each a run of tokens; a greeting before them stays by itself.
pub(super) fn split_apart<'a>(tokens: &'a [Token], reader: &Reader) -> Vec<&'a [Token]> {
    cut(tokens, &ranges(tokens, reader))
}

fn cut<'a>(tokens: &'a [Token], ranges: &[(usize, usize)]) -> Vec<&'a [Token]> {
    if ranges.is_empty() {
        return vec![tokens];
    }
    let parts = ranges.iter();
    parts
        .filter_map(|(from, to)| tokens.get(*from..*to))
        .collect()
}

/// Where the sentences that say something begin and end, remarks on a sentence joined to it.
fn ranges(tokens: &[Token], reader: &Reader) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (from, to) in sentences(tokens, reader) {
        let content = Content::of(tokens.get(from..to).unwrap_or_default(), reader);
        match ranges.last_mut() {
            _ if content == Content::Nothing => {}
            Some(last) if content == Content::Tag => last.1 = to,
            _ => ranges.push((from, to)),
        }
    }
    ranges
}

/// What a sentence has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Only words that mean nothing.
    Nothing,
    /// A remark on the sentence before.
    Tag,
    /// Something of its own.
    Own,
}

impl Content {
    fn of(tokens: &[Token], reader: &Reader) -> Self {
        let stems: Vec<String> = tokens.iter().map(comparable).collect();
        let (mut at, mut tagged) = (0, false);
        while let Some(rest) = stems.get(at..).filter(|rest| !rest.is_empty()) {
            let token = tokens.get(at);
            if let Some(hit) = reader.vocabulary.longest(rest) {
                let tags = reader.vocabulary.says(&hit, is_tag);
                let filler =
                    token.is_some_and(|token| reader.vocabulary.is_filler(&comparable(token)));
                let asks = |evidence: &Evidence| is_reason(evidence) || is_further(evidence);
                if !tags && !filler || reader.vocabulary.says(&hit, asks) {
                    return Self::Own;
                }
                tagged |= tags;
                at += hit.length;
            } else if token.is_some_and(|token| token.kind == TokenKind::Number)
                || token.is_some_and(|token| {
                    token.kind == TokenKind::Word
                        && !reader.vocabulary.is_filler(&comparable(token))
                })
            {
                return Self::Own;
            } else {
                at += 1;
            }
        }
        if tagged { Self::Tag } else { Self::Nothing }
    }
}

/// Sentences, and clauses that begin a question of their own after a comma or "and".
fn sentences(tokens: &[Token], reader: &Reader) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if ends_sentence(token)
            && !is_inside_word(tokens, at)
            && !follows_abbreviation(tokens, at, &reader.closed.roles)
        {
            found.push((start, at + 1));
            start = at + 1;
        } else if at > start && begins_question(tokens, start, at, reader) {
            found.push((start, at));
            start = at;
        }
    }
    found.push((start, tokens.len()));
    for (from, to) in &mut found {
        *from += enumerator(
            tokens.get(*from..*to).unwrap_or_default(),
            &reader.closed.roles,
        );
    }
    found.retain(|(from, to)| from < to);
    found
}

/// How many tokens "First:", "2)" or "b." take at the start of a sentence.
fn enumerator(tokens: &[Token], roles: &Roles) -> usize {
    match tokens {
        [word, colon, _, ..] if colon.text == ":" && is_ordinal(word, roles) => 2,
        [number, bracket, _, ..] if bracket.text == ")" && number.text.chars().count() <= 2 => 2,
        _ => 0,
    }
}

fn is_ordinal(token: &Token, roles: &Roles) -> bool {
    let small = token
        .number
        .as_ref()
        .is_some_and(|number| number.value <= crate::dataset::Number::from_integer(9));
    small || roles.is(&token.text, Effect::Enumerator)
}

/// "tl;dr", "e.g.": a mark with a letter close on both sides ends nothing.
fn is_inside_word(tokens: &[Token], at: usize) -> bool {
    let ends = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .map(|token| token.chars.clone())
    };
    let (Some(before), Some(mark), Some(after)) =
        (ends(at.checked_sub(1)), ends(Some(at)), ends(Some(at + 1)))
    else {
        return false;
    };
    let initial = before.len() == 1 && before.end == mark.start;
    initial || before.end == mark.start && mark.end == after.start
}

fn ends_sentence(token: &Token) -> bool {
    token.kind == TokenKind::Symbol && matches!(token.text.as_str(), "?" | "!" | "." | ";" | "\n")
}

/// The dot in "John A. Smith", "U.S. dollars" or "incl. tax" ends no sentence.
fn follows_abbreviation(tokens: &[Token], at: usize, roles: &Roles) -> bool {
    let is_letter = |token: &Token| {
        token.kind == TokenKind::Word
            && (token.text.chars().count() == 1 || roles.is(&token.text, Effect::Abbreviation))
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let dot = tokens.get(at).is_some_and(|token| token.text == ".");
    dot && before.is_some_and(is_letter) && at + 1 < tokens.len()
}

/// A question begins after a comma and "and" if one was already asked, after a bare "and" if that one is complete, and after a
/// comma behind a premise.
fn begins_question(tokens: &[Token], start: usize, at: usize, reader: &Reader) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let roles = &reader.closed.roles;
    let is_and = |at: usize| roles.does(tokens.get(at), Effect::BeginsQuestion);
    let asked = has_opener(tokens, start, at, reader);
    match text(at) {
        "," if is_and(at + 1) => {
            let stated = || is_stated(tokens, start, at, reader);
            opens(tokens, at + 2, reader) && (asked || stated())
        }
        "," => !asked && opens(tokens, at + 1, reader) && is_premise(tokens, start, at, reader),
        _ if is_and(at) => {
            asked
                && is_complete(tokens, start, at, reader)
                && asks_more(tokens, start, at + 1, reader)
        }
        _ => false,
    }
}

/// Whether another question begins here, that names something, asks for a reason or goes on computing; "and what year" adds nothing of
/// its own.
fn asks_more(tokens: &[Token], start: usize, from: usize, reader: &Reader) -> bool {
    let part = tokens.get(from..).unwrap_or_default();
    let dated = !reader.whens(part, ANY_DAY).is_empty();
    let reason = reader
        .vocabulary
        .longest(&part.iter().take(6).map(comparable).collect::<Vec<_>>())
        .is_some_and(|hit| reader.vocabulary.says(&hit, is_reason));
    let before = tokens.get(start..from).unwrap_or_default();
    opens(tokens, from, reader)
        && (dated
            || reason
            || computes_on(before, part, reader)
            || names_something(tokens, from, tokens.len(), reader))
}

/// Whether a part asks for what is to be computed from the figures that the part before it asks for.
fn computes_on(before: &[Token], part: &[Token], reader: &Reader) -> bool {
    expresses(part, is_further, reader) && !expresses(before, computes, reader)
}

/// Whether one of these concepts is expressed.
fn expresses(tokens: &[Token], wanted: fn(&Evidence) -> bool, reader: &Reader) -> bool {
    let stems: Vec<String> = tokens.iter().map(comparable).collect();
    (0..stems.len()).any(|at| {
        let rest = stems.get(at..).unwrap_or_default();
        let hit = reader.vocabulary.longest(rest);
        hit.is_some_and(|hit| reader.vocabulary.says(&hit, wanted))
    })
}

/// "A in 2021 and 2022": what and when are named, which asks for the figures without a word that asks.
fn is_stated(tokens: &[Token], start: usize, end: usize, reader: &Reader) -> bool {
    let part = tokens.get(start..end).unwrap_or_default();
    names_something(tokens, start, end, reader) && !reader.whens(part, ANY_DAY).is_empty()
}

/// Whether a question stands by itself: it names something, and when, unless nothing behind it does either.
fn is_complete(tokens: &[Token], start: usize, end: usize, reader: &Reader) -> bool {
    let dated = |from: usize, to: usize| {
        let part = tokens.get(from..to).unwrap_or_default();
        !reader.whens(part, ANY_DAY).is_empty()
    };
    names_something(tokens, start, end, reader) && (dated(start, end) || !dated(end, tokens.len()))
}

/// "Given that 900 lamps went out in 2022": a number that is no figure, said of what has a name.
fn is_premise(tokens: &[Token], start: usize, end: usize, reader: &Reader) -> bool {
    let part = tokens.get(start..end).unwrap_or_default();
    let whens = reader.whens(part, ANY_DAY);
    let strange = part.iter().enumerate().any(|(at, token)| {
        let dated = whens.iter().any(|mention| mention.tokens.contains(&at));
        let number = token.number.as_ref().filter(|_| !dated);
        number.is_some_and(|number| {
            number.value >= LEAST_CLAIM.into() && !reader.is_value(number.value)
        })
    });
    strange && names_something(tokens, start, end, reader)
}

fn names_something(tokens: &[Token], start: usize, end: usize, reader: &Reader) -> bool {
    let part = tokens.get(start..end).unwrap_or_default();
    part.iter().any(|token| {
        let stem = comparable(token);
        reader.names.knows(&stem) && !reader.vocabulary.begins(&stem)
    })
}

fn has_opener(tokens: &[Token], start: usize, end: usize, reader: &Reader) -> bool {
    (start..end).any(|at| opens(tokens, at, reader))
}

fn opens(tokens: &[Token], at: usize, reader: &Reader) -> bool {
    let stems: Vec<String> = tokens.iter().skip(at).take(6).map(comparable).collect();
    let hit = reader.vocabulary.longest(&stems);
    hit.is_some_and(|hit| {
        reader
            .vocabulary
            .says(&hit, |evidence| evidence.sentence == Some(Sentence::Opens))
    })
}
