//! The texts of the forms in one language, taken apart once. It must not know what a form means.

use std::collections::HashMap;

use super::openings::Openings;
use super::rules::{RULES, Rule, Sort, sort_of};
use super::text::normal;
use crate::dataset::Dataset;

/// The canonical words of a language, ready for use.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    lines: Vec<Line>,
    by_key: HashMap<&'static str, usize>,
    by_sort: HashMap<Sort, Vec<usize>>,
    openings: Openings,
}

/// A form with its text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) key: &'static str,
    /// How many values it takes.
    pub(super) slots: usize,
    /// As it is written.
    written: Vec<Piece>,
    /// As it is compared.
    pub(super) normal: Vec<Piece>,
}

/// A piece of a form.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    /// The position of the value, and what it is.
    Slot(usize, Sort),
}

/// What is wrong with the text of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseFault {
    /// There is no such form.
    UnknownKey,
    /// The form has no such slot.
    UnknownSlot(String),
    /// A slot is missing, or stands twice.
    Slots(&'static str),
    /// A brace is not closed, or nothing stands there.
    Broken,
}

impl Phrases {
    /// Takes the sound ones of these texts.
    pub fn new<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut phrases = Self::default();
        for (key, text) in texts {
            if let Ok((sort, line)) = line(key, text) {
                let at = phrases.lines.len();
                phrases.by_key.insert(line.key, at);
                phrases.by_sort.entry(sort).or_default().push(at);
                phrases.lines.push(line);
            }
        }
        phrases.openings = Openings::of(&phrases);
        phrases
    }

    /// What is wrong with the text of a form.
    pub fn check(key: &str, text: &str) -> Result<(), PhraseFault> {
        line(key, text).map(|_| ())
    }

    /// The keys of all forms.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|(_, key, _)| *key)
    }

    /// Whether a text, which is normal, begins as canonical words do.
    pub(super) fn may_begin(&self, text: &str, data: &Dataset) -> bool {
        self.openings.fit(text, data)
    }

    /// The forms of a sort.
    pub(super) fn of(&self, sort: Sort) -> impl Iterator<Item = &Line> {
        let lines = self.by_sort.get(&sort).into_iter().flatten();
        lines.filter_map(|at| self.lines.get(*at))
    }

    pub(super) fn line(&self, key: &str) -> Option<&Line> {
        self.lines.get(*self.by_key.get(key)?)
    }

    /// A form with its values filled in.
    pub(super) fn fill(&self, key: &str, values: &[&str]) -> String {
        let pieces = self.line(key).into_iter().flat_map(|line| &line.written);
        let mut filled = String::new();
        for piece in pieces {
            filled.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Slot(at, _) => values.get(*at).copied().unwrap_or_default(),
            });
        }
        filled
    }

    /// Whether the first value of a form comes before the second.
    pub(super) fn in_order(&self, key: &str) -> bool {
        let mut pieces = self.line(key).into_iter().flat_map(|line| &line.written);
        let first = pieces.find_map(|piece| match piece {
            Piece::Slot(at, _) => Some(*at),
            Piece::Text(_) => None,
        });
        first == Some(0)
    }
}

fn line(key: &str, text: &str) -> Result<(Sort, Line), PhraseFault> {
    let rule = RULES.iter().find(|(_, own, _)| *own == key);
    let (sort, key, slots): Rule = *rule.ok_or(PhraseFault::UnknownKey)?;
    let names: Vec<&'static str> = slots.split_whitespace().collect();
    let written = pieces(text, &names)?;
    for (at, name) in names.iter().enumerate() {
        let times = written
            .iter()
            .filter(|piece| matches!(piece, Piece::Slot(own, _) if *own == at));
        if times.count() != 1 {
            return Err(PhraseFault::Slots(name));
        }
    }
    let compared = |piece: &Piece| match piece {
        Piece::Text(text) => Piece::Text(normal(text)),
        Piece::Slot(at, sort) => Piece::Slot(*at, *sort),
    };
    let normal = written.iter().map(compared).collect();
    let slots = names.len();
    Ok((
        sort,
        Line {
            key,
            slots,
            written,
            normal,
        },
    ))
}

/// The text, parted at its slots.
fn pieces(text: &str, names: &[&str]) -> Result<Vec<Piece>, PhraseFault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, slot)) = rest.split_once('{') {
        let (name, after) = slot.split_once('}').ok_or(PhraseFault::Broken)?;
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let at = names.iter().position(|own| *own == name);
        let slot = at
            .zip(sort_of(name))
            .map(|(at, sort)| Piece::Slot(at, sort));
        pieces.push(slot.ok_or_else(|| PhraseFault::UnknownSlot(name.to_owned()))?);
        rest = after;
    }
    if rest.contains('}') {
        return Err(PhraseFault::Broken);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    if pieces.is_empty() {
        return Err(PhraseFault::Broken);
    }
    Ok(pieces)
}
