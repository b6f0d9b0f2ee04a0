//! How the value of an answer was computed: an operation over figures, which can be printed, and done again from the figures alone.
//!
//! It must not keep a number but how many days a count is spread over.

use crate::compute::Quantity;
use crate::dataset::FigureId;

/// How the value of an answer was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computation {
    operation: Operation,
    /// The operands in order; none for [`Operation::Other`].
    operands: Vec<FigureId>,
    formula: String,
}

impl Computation {
    /// An operation over quantities; those that rest on one figure are that figure, and with any other it is [`Operation::Other`].
    pub(crate) fn of<'a>(
        operation: Operation,
        operands: impl IntoIterator<Item = &'a Quantity>,
    ) -> Self {
        let operands: Vec<&Quantity> = operands.into_iter().collect();
        let printed: Vec<String> = operands.iter().map(|operand| operand.text()).collect();
        let figure = |operand: &&Quantity| match operand.figures() {
            [figure] => Some(*figure),
            _ => None,
        };
        let figures: Option<Vec<FigureId>> = operands.iter().map(figure).collect();
        let formula = operation.formula(&printed);
        match figures.filter(|figures| are_distinct(figures)) {
            Some(operands) => Self {
                operation,
                operands,
                formula,
            },
            None => Self::other(formula),
        }
    }

    /// What is no operation over single figures.
    pub(crate) fn other(formula: String) -> Self {
        Self {
            operation: Operation::Other,
            operands: Vec::new(),
            formula,
        }
    }

    /// The same with its result printed behind the formula.
    pub(crate) fn giving(mut self, result: &Quantity) -> Self {
        self.formula = format!("{} = {}", self.formula, result.text());
        self
    }

    /// The formula as printed: "473 + 655".
    pub fn formula(&self) -> &str {
        &self.formula
    }

    pub(crate) fn operation(&self) -> Operation {
        self.operation
    }

    /// The figures computed with, in order.
    pub(crate) fn operands(&self) -> &[FigureId] {
        &self.operands
    }
}

fn are_distinct(figures: &[FigureId]) -> bool {
    let mut rest = figures.iter();
    while let Some(figure) = rest.next() {
        if rest.as_slice().contains(figure) {
            return false;
        }
    }
    true
}

/// An operation over figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
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
    /// The formula with its operands.
    pub(crate) fn formula(self, operands: &[String]) -> String {
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
    pub(crate) fn result(self, operands: &[Quantity]) -> Option<Quantity> {
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
}
