//! The cases that an answer may be worded in, and the values that each case's template may use.
//!
//! This table is the one place where both are written down: loading checks templates against it, answers are held to it, and the
//! documentation prints it.

mod own;
mod say;
mod shared;

pub use own::own;
pub use say::SAY;
pub use shared::SHARED;

use super::AnswerKind;

/// One case: when an answer takes it, and what its template may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// Its key under `[reply.…]` or `[say]`.
    pub name: &'static str,
    /// Its values, in the notation that [`Case::values`] reads.
    notation: &'static str,
    /// When it is used.
    pub about: &'static str,
}

/// A value of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueName {
    /// What the template calls it.
    pub name: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// True if it may be missing.
    pub optional: bool,
}

/// What a value looks like to a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text to print.
    Text,
    /// Several texts, for `join`.
    List,
    /// Yes or no, for `if`.
    Flag,
}

/// What help and refusals know: what the dataset is about.
const ABOUT: &str = "scope title examples* example metrics";

const TWO_FIGURES: &str = "first second first_metric second_metric";

const fn case(name: &'static str, notation: &'static str, about: &'static str) -> Case {
    Case {
        name,
        notation,
        about,
    }
}

impl Case {
    /// The values: names apart by spaces, `*` after a list, `!` after a yes or no, `?` after what may be missing.
    pub fn values(&self) -> impl Iterator<Item = ValueName> {
        self.notation.split_whitespace().map(|word| {
            let name = word.trim_end_matches(['*', '!', '?']);
            let shape = match word.chars().last() {
                Some('*') => Shape::List,
                Some('!') => Shape::Flag,
                _ => Shape::Text,
            };
            ValueName {
                name,
                shape,
                optional: word.ends_with('?'),
            }
        })
    }

    /// Whether the case has a value of that name.
    pub fn has(&self, name: &str) -> bool {
        self.values().any(|value| value.name == name)
    }
}

/// The case of that name as answers of a kind see it: the kind's own, else a shared one.
pub fn find(kind: AnswerKind, name: &str) -> Option<&'static Case> {
    own(kind)
        .iter()
        .chain(SHARED)
        .find(|case| case.name == name)
}

/// The stock sentence of that name.
pub fn stock(name: &str) -> Option<&'static Case> {
    SHARED.iter().chain(SAY).find(|case| case.name == name)
}

/// All stock sentences.
pub fn all_stock() -> impl Iterator<Item = &'static Case> {
    SHARED.iter().chain(SAY)
}
