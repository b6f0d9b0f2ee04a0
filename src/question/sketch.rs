//! The sketch of a question: its slots and concepts in order, which is what intents are compared with.
//!
//! Questions and the intents' phrases are sketched by the same rules, so that they can be compared at all.

use std::ops::Range;

use jiff::civil::{Date, date};

use super::names::Mention as NameMention;
use super::number::spelled_numbers;
use super::period::{Mention, When};
use super::phrase::{PhraseTokens, STAND_IN};
use super::reader::Reader;
use super::reading::{Bound, CountedKind, Reading, Role};
use super::token::{Token, TokenKind};
use super::vocabulary::{NOTHING, SUBJECT, comparable};
use crate::dataset::PeriodKind;

/// Auxiliary verbs that begin a question which wants yes or no.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "would",
    "might", "will", "isn", "wasn", "aren", "didn",
];

/// Who has taken which token.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    roles: Vec<Option<Role>>,
    soft: Vec<bool>,
    hinted: Vec<bool>,
}

impl Marks {
    pub(super) fn new(length: usize) -> Self {
        Self {
            roles: vec![None; length],
            soft: vec![false; length],
            hinted: vec![false; length],
        }
    }

    pub(super) fn put(&mut self, tokens: Range<usize>, role: Role) {
        for slot in self.roles.get_mut(tokens).into_iter().flatten() {
            slot.get_or_insert(role);
        }
    }

    /// Marks the words of a name; unless the whole name is there, words of the language may still be read as concepts.
    pub(super) fn name(&mut self, mention: &NameMention, whole: bool) {
        for at in &mention.tokens {
            if let Some(slot) = self.roles.get_mut(*at) {
                slot.get_or_insert(Role::Name);
            }
            if let Some(soft) = self.soft.get_mut(*at) {
                *soft = !whole;
            }
        }
    }

    /// Gives a word of a name back, to be read as a concept.
    pub(super) fn release(&mut self, at: usize) {
        if let Some(slot) = self.roles.get_mut(at) {
            *slot = None;
        }
    }

    /// Marks words as known without taking them.
    pub(super) fn hint(&mut self, mention: &NameMention) {
        for at in &mention.tokens {
            if let Some(slot) = self.hinted.get_mut(*at) {
                *slot = true;
            }
        }
    }

    fn is_hinted(&self, at: usize) -> bool {
        self.hinted.get(at).copied().unwrap_or(false)
    }

    pub(super) fn is_free(&self, at: usize) -> bool {
        self.roles.get(at).is_some_and(Option::is_none)
    }

    fn is_open(&self, at: usize) -> bool {
        self.is_free(at) || self.soft.get(at).copied().unwrap_or(false)
    }

    pub(super) fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().flatten().unwrap_or(Role::Mark)
    }
}

/// Fills in the concepts, the unknown words and the sketch of a reading.
pub(super) fn sketch(
    reader: &Reader,
    reading: &mut Reading,
    tokens: &[Token],
    stems: &[String],
    marks: &mut Marks,
) {
    reading.question_mark = tokens.last().is_some_and(|token| token.text == "?");
    reading.yes_no = wants_yes_or_no(reader, tokens);
    let mut out = if reading.yes_no {
        vec!["{yesno}".to_owned()]
    } else {
        Vec::new()
    };
    let mut at = 0;
    while at < tokens.len() {
        if let Some((slot, next)) = slot_at(reading, at) {
            out.push(slot);
            at = next;
            continue;
        }
        at += word_at(reader, reading, tokens, stems, marks, at, &mut out);
    }
    forget_asides(reading, tokens, marks);
    reading.sketch = out;
}

/// The least number of words of a clause that may be an aside.
const ASIDE: usize = 5;

/// Unknown words of a long clause that fills no slot are an aside ("I have read the pinned messages, …") and veto nothing.
fn forget_asides(reading: &mut Reading, tokens: &[Token], marks: &Marks) {
    let clauses: Vec<Range<usize>> = clauses(tokens);
    let fills = |clause: &Range<usize>| {
        clause
            .clone()
            .any(|at| matches!(marks.role(at), Role::Period | Role::Name | Role::Number))
    };
    let names = |clause: &Range<usize>| clause.clone().any(|at| marks.role(at) == Role::Name);
    if clauses.len() < 2 || !clauses.iter().any(names) {
        return;
    }
    let words = |clause: &Range<usize>| {
        clause
            .clone()
            .filter(|at| {
                tokens
                    .get(*at)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            })
            .count()
    };
    let asides = clauses
        .iter()
        .filter(|clause| !fills(clause) && words(clause) >= ASIDE);
    let aside: Vec<&str> = asides
        .flat_map(Clone::clone)
        .filter(|at| marks.role(*at) == Role::Unknown)
        .filter_map(|at| tokens.get(at))
        .map(|token| token.text.as_str())
        .collect();
    reading
        .unknown
        .retain(|word| !aside.contains(&word.as_str()));
}

/// Runs of tokens between commas, colons, brackets and dashes.
fn clauses(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let ends = token.kind == TokenKind::Symbol
            && matches!(token.text.as_str(), "," | ":" | "(" | ")" | ";")
            || matches!(token.text.as_str(), "but" | "because");
        if ends {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..tokens.len());
    found
}

/// The day on which phrases are read: any will do, as only the sort of a period counts there.
const PHRASES_READ: Date = date(2000, 7, 1);

/// The slot that begins at a token, and where it ends.
fn slot_at(reading: &Reading, at: usize) -> Option<(String, usize)> {
    if let Some(when) = reading.whens.iter().find(|when| when.tokens.start == at) {
        return Some((
            when_slot(&when.when).to_owned(),
            when.tokens.end.max(at + 1),
        ));
    }
    let number = reading
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
        When::Point(_) | When::Decade(_) => "{year}",
        When::Range(..) | When::Last(_) | When::First(_) | When::All => "{range}",
        When::Since(_) | When::After(_) => "{since}",
        When::Before(_) | When::Until(_) => "{before}",
        When::By(_) => "{by}",
        When::Latest | When::Earliest => "{latest}",
        When::Calendar(_) => "{relative}",
        When::Shift(_) => "{shift}",
    }
}

/// Reads the word at a position: a concept, a name, or nothing; returns how many tokens were read.
fn word_at(
    reader: &Reader,
    reading: &mut Reading,
    tokens: &[Token],
    stems: &[String],
    marks: &mut Marks,
    at: usize,
    out: &mut Vec<String>,
) -> usize {
    let free = (at..tokens.len())
        .take_while(|at| marks.is_open(*at))
        .count();
    let hit = stems
        .get(at..at + free)
        .and_then(|stems| reader.vocabulary.longest(stems));
    if let Some(hit) = hit.filter(|hit| hit.length > 1 || marks.is_free(at)) {
        for concept in &hit.concepts {
            let name = reader.vocabulary.name(*concept);
            if name == SUBJECT {
                reading.subject = true;
            }
            if matches!(name, NOTHING | SUBJECT) {
                continue;
            }
            out.push(format!("{{{name}}}"));
            reading.concepts.push(name.to_owned());
        }
        let role = if reader.vocabulary.is_subject(&hit) {
            Role::Subject
        } else {
            Role::Concept
        };
        marks.put(at..at + hit.length, role);
        out.extend(rest_of_name(reading, at, at + hit.length).map(str::to_owned));
        return hit.length;
    }
    if !marks.is_free(at) {
        out.extend(name_slot(reading, at).map(str::to_owned));
        return 1;
    }
    let (Some(token), Some(stem)) = (tokens.get(at), stems.get(at)) else {
        return 1;
    };
    let role = match role_of(reader, reading, token, stem) {
        Role::Unknown if marks.is_hinted(at) => Role::Name,
        role => role,
    };
    if role == Role::Phrase {
        out.push(stem.clone());
    }
    if role == Role::Unknown {
        reading.unknown.push(token.text.clone());
    }
    marks.put(at..at + 1, role);
    1
}

fn role_of(reader: &Reader, reading: &Reading, token: &Token, stem: &str) -> Role {
    if token.kind == TokenKind::Symbol {
        Role::Mark
    } else if reader.is_neutral(stem, reading) {
        Role::Subject
    } else if reader.vocabulary.is_filler_word(&token.text, stem) || token.text.chars().count() == 1
    {
        Role::Filler
    } else if reader.phrase_words.contains(stem) {
        Role::Phrase
    } else {
        Role::Unknown
    }
}

fn name_slot(reading: &Reading, at: usize) -> Option<&'static str> {
    let begins = |tokens: &[usize]| tokens.first() == Some(&at);
    if reading
        .metrics
        .iter()
        .any(|mention| begins(&mention.tokens))
    {
        Some("{metric}")
    } else if reading.outlets.iter().any(|named| begins(&named.tokens)) {
        Some("{outlet}")
    } else if reading.events.iter().any(|named| begins(&named.tokens)) {
        Some("{event}")
    } else {
        None
    }
}

/// The slot of a name that begins with a concept's words and goes on after them: "total" in "total outages".
fn rest_of_name(reading: &Reading, from: usize, to: usize) -> Option<&'static str> {
    let goes_on = |tokens: &[usize]| {
        tokens
            .first()
            .is_some_and(|first| (from..to).contains(first))
            && tokens.iter().any(|at| *at >= to)
    };
    let metrics = reading.metrics.iter().map(|mention| &mention.tokens);
    metrics
        .into_iter()
        .any(|tokens| goes_on(tokens))
        .then_some("{metric}")
}

/// Whether the first word that means something is an auxiliary verb.
fn wants_yes_or_no(reader: &Reader, tokens: &[Token]) -> bool {
    for token in tokens.iter().take(6) {
        if AUXILIARIES.contains(&token.text.as_str()) {
            return true;
        }
        let skip = token.kind == TokenKind::Symbol
            || matches!(
                token.text.as_str(),
                "so" | "and"
                    | "but"
                    | "hey"
                    | "ok"
                    | "okay"
                    | "well"
                    | "then"
                    | "hi"
                    | "hello"
                    | "yo"
            );
        if !skip
            || !reader.vocabulary.is_filler(&comparable(token)) && token.kind == TokenKind::Word
        {
            return false;
        }
    }
    false
}

/// The sketch of an intent's phrase: as that of a question with such periods, and slots for the rest.
pub(super) fn phrase(reader: &Reader, phrase: PhraseTokens) -> Vec<String> {
    let tokens = spelled_numbers(phrase.tokens);
    let stems: Vec<String> = tokens.iter().map(comparable).collect();
    let whens = reader.whens(&tokens, PHRASES_READ);
    let mut slots = phrase.slots.into_iter();
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.text == STAND_IN {
            out.extend(text_of_phrase(reader, &tokens, &stems, &whens, start..at));
            out.extend(slots.next().flatten().map(|slot| slot.sort.to_owned()));
            start = at + 1;
        }
    }
    out.extend(text_of_phrase(
        reader,
        &tokens,
        &stems,
        &whens,
        start..tokens.len(),
    ));
    out
}

fn text_of_phrase(
    reader: &Reader,
    tokens: &[Token],
    stems: &[String],
    whens: &[Mention],
    range: Range<usize>,
) -> Vec<String> {
    let (Some(own), Some(stems)) = (tokens.get(range.clone()), stems.get(range.clone())) else {
        return Vec::new();
    };
    let within = whens
        .iter()
        .filter(|mention| range.start <= mention.tokens.start && mention.tokens.end <= range.end);
    let whens: Vec<Mention> = within
        .map(|mention| Mention {
            when: mention.when.clone(),
            tokens: mention.tokens.start - range.start..mention.tokens.end - range.start,
        })
        .collect();
    let mut marks = Marks::new(own.len());
    for mention in &whens {
        marks.put(mention.tokens.clone(), Role::Period);
    }
    let numbers = reader.numbers(own, stems, &mut marks);
    let mut reading = Reading {
        whens,
        numbers,
        ..Reading::default()
    };
    sketch(reader, &mut reading, own, stems, &mut marks);
    if range.start > 0 {
        reading.sketch.retain(|token| token != "{yesno}");
    }
    reading.sketch
}
