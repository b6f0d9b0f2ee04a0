//! Slots in place of what a moderator typed in particular: "how many in 2022" becomes `how many in {year}`.
//!
//! It proposes; the draft shows what goes into the file.

use std::sync::Arc;

use jiff::civil::Date;

use super::phrase::add_phrase;
use super::report::InForce;
use crate::check::language_of;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::intents::{Piece, SLOTS, pieces};
use crate::question::Filler;
use crate::question::reader::Reader;

/// A phrase with slots in it, and the words that they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slotted {
    /// The phrase, with the slots.
    pub text: String,
    /// Each slot with the words in whose place it stands, in the order of the phrase.
    pub slots: Vec<(&'static str, String)>,
}

/// The phrase with slots in place of the periods, metrics, outlets and events that it names; `None` if it names none, or would be
/// nothing but one slot.
pub fn with_slots(reader: &Reader, phrase: &str, today: Date) -> Option<Slotted> {
    let outside = |filler: &Filler| !within_braces(phrase, filler.bytes.start);
    let mut fillers = reader.fillers(phrase, today);
    fillers.retain(outside);
    let mut named: Vec<&str> = pieces(phrase)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Slot(name) => Some(name),
            Piece::Text(_) => None,
        })
        .collect();
    let mut slotted = Slotted {
        text: String::with_capacity(phrase.len()),
        slots: Vec::new(),
    };
    let mut from = 0;
    for (at, filler) in fillers.iter().enumerate() {
        let alone = is_alone(&fillers, at, &named);
        let Some(name) = name(filler.sort, alone, &named) else {
            continue;
        };
        slotted.text.push_str(phrase.get(from..filler.bytes.start)?);
        slotted.text += &["{", name, "}"].concat();
        let words = phrase.get(filler.bytes.clone())?.to_owned();
        slotted.slots.push((name, words));
        named.push(name);
        from = filler.bytes.end;
    }
    slotted.text.push_str(phrase.get(from..)?);
    let own_words = pieces(&slotted.text)
        .into_iter()
        .any(|piece| matches!(piece, Piece::Text(text) if text.contains(char::is_alphabetic)));
    let says_something = own_words || slotted.slots.len() > 1;
    (from > 0 && says_something).then_some(slotted)
}

/// A phrase that goes into an intent's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The phrase.
    pub phrase: String,
    /// Its slots, where it has others than it was typed with.
    pub slotted: Option<Slotted>,
    /// The text of the file with it.
    pub text: String,
}

/// What goes into an intent's file for a question: slots stand in place of what it was typed with, unless the question is answered only
/// as it was typed, or the phrase with the slots stands there already.
///
/// Fails if the phrase cannot be added either way, with what is wrong with it.
pub fn phrase_for(
    in_force: &InForce,
    path: &str,
    file: &Arc<SourceFile>,
    typed: &str,
) -> Result<Added, Box<Diagnostic>> {
    let language = language_of(typed);
    let as_typed = add_phrase(file, language, typed).map(|text| Added {
        phrase: typed.to_owned(),
        slotted: None,
        text,
    });
    let Some(slotted) = with_slots(&in_force.snapshot().reader, typed, in_force.today()) else {
        return as_typed;
    };
    let with_slots = add_phrase(file, language, &slotted.text).map(|text| Added {
        phrase: slotted.text.clone(),
        slotted: Some(slotted),
        text,
    });
    let answers = |added: &Added| in_force.answers(path, added.text.clone(), typed);
    match (with_slots, as_typed) {
        (Ok(with_slots), Ok(as_typed)) if !answers(&with_slots) && answers(&as_typed) => {
            Ok(as_typed)
        }
        (Err(_), Ok(as_typed)) => Ok(as_typed),
        (with_slots, _) => with_slots,
    }
}

/// Whether no other slot of its sort stands in the phrase or will.
fn is_alone(fillers: &[Filler], at: usize, named: &[&str]) -> bool {
    let sort = fillers.get(at).map(|filler| filler.sort);
    let others = fillers
        .iter()
        .enumerate()
        .any(|(other, filler)| other != at && Some(filler.sort) == sort);
    let written = |name: &&str| {
        SLOTS
            .iter()
            .any(|slot| slot.name == *name && Some(slot.sort) == sort)
    };
    !others && !named.iter().any(written)
}

/// The name of a slot of a sort that is not taken: one by itself is `{year}`, of several the first is `{year_a}`.
fn name(sort: &str, alone: bool, taken: &[&str]) -> Option<&'static str> {
    let plain = sort.trim_matches(['{', '}']);
    let of_sort = SLOTS
        .iter()
        .filter(|slot| slot.sort == sort)
        .map(|slot| slot.name);
    let (bare, numbered): (Vec<&str>, Vec<&str>) = of_sort
        .filter(|name| name.starts_with(plain))
        .partition(|name| *name == plain);
    let in_order = if alone {
        [bare, numbered].concat()
    } else {
        [numbered, bare].concat()
    };
    in_order.into_iter().find(|name| !taken.contains(name))
}

fn within_braces(phrase: &str, at: usize) -> bool {
    let before = phrase.get(..at).unwrap_or_default();
    before.rfind('{') > before.rfind('}')
}
