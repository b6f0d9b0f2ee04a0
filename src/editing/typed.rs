//! Slots in place of what a moderator typed in particular: "how many in 2022" becomes `how many in {year}`.
//!
//! It proposes; the draft shows what goes into the file.

use jiff::civil::Date;

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
