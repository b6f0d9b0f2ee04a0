//! For when a figure holds: years, halves, months, spans, cumulative counts and dates.

use jiff::civil::Date;

/// What sort of period it is. Only periods of one kind are compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A calendar year, or a financial year named by one.
    Year,
    /// January to June or July to December.
    Half,
    /// One calendar month.
    Month,
    /// Any other stretch with a start and an end.
    Span,
    /// A running total since a start.
    Cumulative,
    /// A state of things at a date.
    AsOf,
}

/// A period, from its first to its last day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Its kind.
    pub kind: PeriodKind,
    /// The first day; for `AsOf` the same as `to`.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How to print it when the dates alone would say more than is known: "a month in early 2025".
    pub words: Option<String>,
}
