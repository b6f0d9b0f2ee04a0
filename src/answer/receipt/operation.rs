//! The arithmetic of an answer as an operation over its figures: read off the formula, written down in few letters, and done again.
//!
//! It must not keep a number but how many days a count is spread over.

use super::printed;
use crate::compute::Quantity;
use crate::dataset::{Dataset, FigureId};

/// How a value was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// `a ÷ b − 1`, in percent.
    PercentChange,
    /// `a − b`.
    Difference,
    /// `a ÷ b`.
    Quotient,
    /// `a + b + …`.
    Sum,
    /// `(a + b + …) ÷ n`.
    Mean,
    /// The middle one.
    Median,
    /// A count over so many days, weeks or months.
    Spread(u32),
    /// Something else, from the figures as a whole.
    Other,
}

impl Operation {
    /// The operation of a formula, with its operands in order; [`Operation::Other`] if it is none of them over these figures.
    pub(super) fn of(data: &Dataset, formula: &str, figures: &[FigureId]) -> (Self, Vec<FigureId>) {
        let formula = formula.split(" = ").next().unwrap_or_default();
        shape(formula)
            .and_then(|(operation, terms)| Some((operation, operands(data, &terms, figures)?)))
            .unwrap_or((Self::Other, Vec::new()))
    }

    /// The formula with its operands.
    pub(super) fn formula(self, operands: &[String]) -> String {
        let sum = || operands.join(" + ");
        match (self, operands) {
            (Self::PercentChange, [a, b]) => format!("{a} ÷ {b} − 1"),
            (Self::Difference, [a, b]) => format!("{a} − {b}"),
            (Self::Quotient, [a, b]) => format!("{a} ÷ {b}"),
            (Self::Mean, _) => format!("({}) ÷ {}", sum(), operands.len()),
            (Self::Median, _) => format!("median of {}", operands.join(", ")),
            (Self::Spread(over), [a]) => format!("{a} ÷ {over}"),
            _ => sum(),
        }
    }

    /// The result; nothing where the operands allow none.
    pub(super) fn result(self, operands: &[Quantity]) -> Option<Quantity> {
        match (self, operands) {
            (Self::PercentChange, [a, b]) => a.percent_change(b),
            (Self::Difference, [a, b]) => a.minus(b),
            (Self::Quotient, [a, b]) if a.sort_key() < b.sort_key() => a.share_of(b),
            (Self::Quotient, [a, b]) => a.multiple_of(b),
            (Self::Sum, _) => Quantity::sum(operands),
            (Self::Mean, _) => Quantity::mean(operands),
            (Self::Median, _) => Quantity::median(operands),
            (Self::Spread(over), [a]) if over > 0 => a.spread(over),
            _ => None,
        }
    }

    /// Whether so many operands make sense.
    pub(super) fn takes(self, operands: usize) -> bool {
        match self {
            Self::PercentChange | Self::Difference | Self::Quotient => operands == 2,
            Self::Spread(over) => operands == 1 && over > 0,
            Self::Sum | Self::Mean | Self::Median => operands >= 1,
            Self::Other => operands == 0,
        }
    }
}

/// The operation and the terms of a formula as printed.
fn shape(formula: &str) -> Option<(Operation, Vec<&str>)> {
    let two = |(a, b)| vec![a, b];
    if let Some(items) = formula.strip_prefix("median of ") {
        return Some((Operation::Median, items.split(", ").collect()));
    }
    if let Some(change) = formula.strip_suffix(" − 1") {
        return Some((Operation::PercentChange, two(change.split_once(" ÷ ")?)));
    }
    if let Some((sum, _)) = formula
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") ÷ "))
    {
        return Some((Operation::Mean, sum.split(" + ").collect()));
    }
    if let Some(terms) = formula.split_once(" − ") {
        return Some((Operation::Difference, two(terms)));
    }
    if let Some((value, over)) = formula.split_once(" ÷ ") {
        return Some(match over.parse() {
            Ok(over) => (Operation::Spread(over), vec![value]),
            Err(_) => (Operation::Quotient, vec![value, over]),
        });
    }
    Some((Operation::Sum, formula.split(" + ").collect()))
}

/// The figures that the terms print, each used once.
fn operands(data: &Dataset, terms: &[&str], figures: &[FigureId]) -> Option<Vec<FigureId>> {
    let mut free: Vec<FigureId> = figures.to_vec();
    let mut taken = Vec::new();
    for term in terms {
        let at = free
            .iter()
            .position(|figure| printed(data, *figure) == *term)?;
        taken.push(free.remove(at));
    }
    Some(taken)
}
