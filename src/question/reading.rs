//! Numbers as they were read, and the part that a word plays.
//!
//! They are evidence, not a decision.

use std::ops::Range;

use crate::dataset::{FigureId, Number};

/// What has taken a word, so that nothing else reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A period.
    Period,
    /// A name.
    Name,
    /// A number.
    Number,
    /// A concept.
    Concept,
}

/// A number that is no period.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The number.
    pub value: Number,
    /// Whether it is a plain number, a percentage, a multiple or a place in an order.
    pub kind: CountedKind,
    /// "more than", "at least" …
    pub bound: Option<Bound>,
    /// Whether it is plainly rounded: "14k", "about 14,000".
    pub rounded: bool,
    /// The number before its thousands or millions, as a metric in millions has it: 50 of "50 million".
    pub scaled: Option<Number>,
    /// Figures that have exactly this value.
    pub figures: Vec<FigureId>,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedKind {
    /// 5,000
    Plain,
    /// 40%
    Percent,
    /// 3x
    Times,
    /// 3rd
    Ordinal,
}

/// How a number bounds what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// More than.
    Over,
    /// Less than.
    Under,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Equal,
    /// About.
    Near,
    /// A little less than.
    Nearly,
}

impl From<crate::query::Bound> for Bound {
    fn from(bound: crate::query::Bound) -> Self {
        match bound {
            crate::query::Bound::Over => Self::Over,
            crate::query::Bound::Under => Self::Under,
            crate::query::Bound::AtLeast => Self::AtLeast,
            crate::query::Bound::AtMost => Self::AtMost,
            crate::query::Bound::Equal => Self::Equal,
            crate::query::Bound::Near => Self::Near,
            crate::query::Bound::Nearly => Self::Nearly,
        }
    }
}

impl Bound {
    /// Whether the number is only said roughly.
    pub fn is_rough(self) -> bool {
        matches!(self, Self::Near | Self::Nearly)
    }
}
