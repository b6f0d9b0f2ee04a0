//! The sketch of a question: its slots and concepts in order, which is what intents are compared with.
//!
//! Questions and the intents' phrases are sketched by the same rules, so that they can be compared at all.

mod asides;
mod marks;
mod phrase;

pub(super) use marks::Marks;
pub(super) use phrase::phrase;

use self::asides::forget_asides;

use crate::dataset::PeriodKind;
use crate::question::closed::Effect;
use crate::question::period::When;
use crate::question::reader::Reader;
use crate::question::reading::{Bound, CountedKind, Reading, Role};
use crate::question::token::{Token, TokenKind};
use crate::question::vocabulary::{NOTHING, SUBJECT, comparable};

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
    forget_asides(reading, tokens, marks, &reader.closed.roles);
    reading.sketch = out;
}

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
            let refines = reader.vocabulary.evidence(*concept).refines.is_some();
            if refines || matches!(name, NOTHING | SUBJECT) {
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
