//! Numbers of a question that are no periods: thresholds, claimed figures, percentages, places in an order.
//!
//! Digits are never fuzzy: a number names a figure only if it is that figure's number.

use std::collections::HashMap;
use std::ops::Range;

use super::reading::{Bound, Counted, CountedKind, Role};
use super::sketch::Marks;
use super::token::{NumberToken, Suffix, Token};
use super::vocabulary::Vocabulary;
use crate::dataset::{FigureId, Number};

/// Numbers up to this are too common to name a figure by themselves.
const SMALL: i128 = 9;

/// Numbers from this on may name a figure by a rounded value.
const LARGE: i128 = 1_000;
/// A rounded number lies within a fortieth of what it rounds.
const ROUNDING: i128 = 40;

/// What counting needs to know.
pub(super) struct Counting<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// What is compared of each.
    pub stems: &'a [String],
    /// The words of all languages.
    pub vocabulary: &'a Vocabulary,
    /// Figures by value.
    pub values: &'a HashMap<Number, Vec<FigureId>>,
}

/// The numbers outside periods and names, marked as such.
pub(super) fn counted(counting: &Counting, marks: &mut Marks) -> Vec<Counted> {
    let mut numbers = Vec::new();
    for (at, token) in counting.tokens.iter().enumerate() {
        if let Some(number) = &token.number
            && marks.is_free(at)
            && !counting.is_part_of_words(at, number)
        {
            let counted = counting.read(at, number, marks);
            marks.put(counted.tokens.clone(), Role::Number);
            numbers.push(counted);
        }
    }
    numbers
}

impl Counting<'_> {
    fn read(&self, at: usize, number: &NumberToken, marks: &Marks) -> Counted {
        let kind = self.kind(at, number);
        let (bound, tokens) = self.bound(at, marks);
        let rounded = number.rounded || bound.is_some_and(Bound::is_rough);
        Counted {
            value: number.value,
            kind,
            bound,
            rounded,
            figures: self.figures(number.value, kind, rounded),
            tokens,
        }
    }

    /// The figures that a number names: those of its value, or of about its value where it is plainly rounded.
    fn figures(&self, value: Number, kind: CountedKind, rounded: bool) -> Vec<FigureId> {
        if kind == CountedKind::Ordinal || value <= Number::from_integer(SMALL) {
            return Vec::new();
        }
        if let Some(exact) = self.values.get(&value) {
            return exact.clone();
        }
        if !rounded || value < Number::from_integer(LARGE) {
            return Vec::new();
        }
        let apart = |known: &Number| {
            if *known > value {
                *known - value
            } else {
                value - *known
            }
        };
        let near = self
            .values
            .iter()
            .filter(|(known, _)| apart(known) * Number::from_integer(ROUNDING) <= value);
        let mut near: Vec<(Number, &Vec<FigureId>)> =
            near.map(|(known, ids)| (apart(known), ids)).collect();
        near.sort();
        near.into_iter().flat_map(|(_, ids)| ids.clone()).collect()
    }

    fn kind(&self, at: usize, number: &NumberToken) -> CountedKind {
        match number.suffix {
            Suffix::Percent => CountedKind::Percent,
            Suffix::Ordinal => CountedKind::Ordinal,
            Suffix::Times => CountedKind::Times,
            Suffix::None | Suffix::Decade => {
                match self.tokens.get(at + 1).map(|next| next.text.as_str()) {
                    Some(
                        "percent" | "per" | "pct" | "%" | "percentage" | "процент" | "процентов"
                        | "процента" | "відсотків" | "відсотки",
                    ) if !self.is_per_time(at) => CountedKind::Percent,
                    Some("times" | "x" | "fold" | "раз" | "раза" | "рази" | "разів") => {
                        CountedKind::Times
                    }
                    _ => CountedKind::Plain,
                }
            }
        }
    }

    /// "Two numbers disagree": a number in words that only belongs to an expression counts nothing.
    fn is_part_of_words(&self, at: usize, number: &NumberToken) -> bool {
        let spelled = self
            .tokens
            .get(at)
            .is_some_and(|token| !token.text.contains(|c: char| c.is_ascii_digit()));
        let hit = self
            .stems
            .get(at..)
            .and_then(|stems| self.vocabulary.longest(stems));
        spelled
            && self.kind(at, number) == CountedKind::Plain
            && hit.is_some_and(|hit| hit.length > 1)
    }

    fn is_per_time(&self, at: usize) -> bool {
        let text = |at: usize| self.tokens.get(at).map(|token| token.text.as_str());
        text(at + 1) == Some("per") && text(at + 2) != Some("cent")
    }

    /// The bound just before or just after a number, and all tokens that take part.
    fn bound(&self, at: usize, marks: &Marks) -> (Option<Bound>, Range<usize>) {
        for length in (1..=4).rev() {
            let Some(start) = at.checked_sub(length) else {
                continue;
            };
            for skip in 0..=1_usize.min(length - 1) {
                if let Some(bound) = self.bound_between(start, at - skip, marks) {
                    return (Some(bound), start..at + 1);
                }
            }
        }
        for length in (2..=3).rev() {
            if let Some(bound) = self
                .bound_between(at + 1, at + 1 + length, marks)
                .filter(|bound| matches!(bound, Bound::AtLeast | Bound::AtMost))
            {
                return (Some(bound), at..at + 1 + length);
            }
        }
        (None, at..at + 1)
    }

    /// The bound that exactly these tokens express.
    fn bound_between(&self, from: usize, to: usize, marks: &Marks) -> Option<Bound> {
        let stems = self.stems.get(from..to)?;
        if !(from..to).all(|at| marks.is_free(at)) {
            return None;
        }
        let hit = self
            .vocabulary
            .longest(stems)
            .filter(|hit| hit.length == stems.len())?;
        hit.concepts
            .iter()
            .find_map(|concept| Bound::of_concept(self.vocabulary.name(*concept)))
    }
}
