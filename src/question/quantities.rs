//! Numbers of a question that are no periods: thresholds, claimed figures, percentages, places in an order.
//!
//! Digits are never fuzzy: a number names a figure only if it is that figure's number.

use std::collections::HashMap;
use std::ops::Range;

use num_traits::Signed;

use super::closed::{Closed, Effect};
use super::reading::{Bound, Counted, CountedKind, Role};
use super::sketch::Marks;
use super::token::{NumberToken, Suffix, Token};
use super::vocabulary::Vocabulary;
use crate::dataset::{FigureId, Number};
use crate::query::Topic;
use crate::rounding;

/// Numbers up to this are too common to name a figure by themselves.
const SMALL: i128 = 9;

/// Numbers from this on may name a figure by a rounded value.
const LARGE: i128 = 1_000;

/// What counting needs to know.
pub(super) struct Counting<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// What is compared of each.
    pub stems: &'a [String],
    /// The words of all languages.
    pub vocabulary: &'a Vocabulary,
    /// The words that say how others hang together.
    pub closed: &'a Closed,
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
            scaled: number.scaled,
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
        let known = self.values.iter();
        let mut near: Vec<(Number, &Vec<FigureId>)> = known
            .filter(|(known, _)| rounding::names(value, **known))
            .map(|(known, ids)| ((*known - value).abs(), ids))
            .collect();
        near.sort();
        near.into_iter().flat_map(|(_, ids)| ids.clone()).collect()
    }

    fn kind(&self, at: usize, number: &NumberToken) -> CountedKind {
        match number.suffix {
            Suffix::Percent => CountedKind::Percent,
            Suffix::Ordinal => CountedKind::Ordinal,
            Suffix::Times => CountedKind::Times,
            Suffix::None | Suffix::Decade => {
                let follows = |effect| self.closed.roles.run(self.tokens, at + 1, effect).is_some();
                if follows(Effect::Percent) {
                    CountedKind::Percent
                } else if follows(Effect::Times) {
                    CountedKind::Times
                } else {
                    CountedKind::Plain
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

    /// The bound just before or just after a number, and all tokens that take part.
    fn bound(&self, at: usize, marks: &Marks) -> (Option<Bound>, Range<usize>) {
        if let Some(end) = self.end_of_range(at, marks) {
            return end;
        }
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

    /// "Between 500 and 600": the lower end is a bound from below, the upper end one from above.
    fn end_of_range(&self, at: usize, marks: &Marks) -> Option<(Option<Bound>, Range<usize>)> {
        let text = |at: usize| self.tokens.get(at).map_or("", |token| token.text.as_str());
        let words = &self.closed.periods;
        let begins = |start: usize| {
            let ends = self.number_at(start + 1).zip(self.number_at(start + 3));
            words.is_between(text(start))
                && words.is_and(text(start + 2))
                && ends.is_some_and(|(low, high)| low.value < high.value)
                && (start..start + 4).all(|at| !marks.is_named(at))
                && !self.sets_against(start)
        };
        let start = |back: usize| at.checked_sub(back).filter(|start| begins(*start));
        if let Some(start) = start(1) {
            return Some((Some(Bound::AtLeast), start..at + 1));
        }
        start(3).map(|_| (Some(Bound::AtMost), at - 1..at + 1))
    }

    fn number_at(&self, at: usize) -> Option<&NumberToken> {
        self.tokens.get(at)?.number.as_ref()
    }

    /// "The difference between 473 and 655": what stands before names a relation of two numbers, which are no bounds then.
    fn sets_against(&self, at: usize) -> bool {
        (0..at).any(|from| {
            let hit = self
                .stems
                .get(from..at)
                .and_then(|stems| self.vocabulary.longest(stems));
            hit.is_some_and(|hit| {
                self.vocabulary.says(&hit, |evidence| {
                    evidence.by.is_some()
                        || evidence.fold.is_some()
                        || evidence.role == Some(crate::intents::Role::Base)
                        || evidence.topic == Some(Topic::Conflict)
                })
            })
        })
    }

    /// "Add up to 1,200", "went up to 1,200": a bound does not begin inside another expression.
    fn is_torn(&self, from: usize) -> bool {
        (from.saturating_sub(2)..from).any(|start| {
            let hit = self
                .stems
                .get(start..)
                .and_then(|stems| self.vocabulary.longest(stems));
            hit.is_some_and(|hit| start + hit.length > from)
        })
    }

    /// The bound that exactly these tokens express.
    fn bound_between(&self, from: usize, to: usize, marks: &Marks) -> Option<Bound> {
        let stems = self.stems.get(from..to)?;
        if !(from..to).all(|at| marks.is_free(at)) || self.is_torn(from) {
            return None;
        }
        let hit = self
            .vocabulary
            .longest(stems)
            .filter(|hit| hit.length == stems.len())?;
        hit.concepts
            .iter()
            .find_map(|concept| self.vocabulary.evidence(*concept).bound)
            .map(Bound::from)
    }
}
