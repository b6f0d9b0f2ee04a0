//! For when a figure holds, as a table says it, and as a data file writes it. It must not take one period for another.

mod ending;
mod label;
mod names;
mod pattern;
mod settle;
mod token;

use jiff::civil::Date;

pub(super) use ending::Ending;
pub(super) use label::{Label, Labelled, Part, raised, read};
pub use settle::Dates;
pub(super) use settle::{Hints, Settled, settle, speaks_of_time, year_start};

/// A stretch of time, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Stretch {
    /// Whole calendar years, the first and the last.
    Years(i16, i16),
    /// Whole months, the first and the last, as year and number.
    Months((i16, u8), (i16, u8)),
    /// Days, the first and the last.
    Days(Date, Date),
    /// The state of things on a day.
    At(Date),
}

/// A period of the table, with its words where dates alone would say something else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct When {
    pub(super) stretch: Stretch,
    /// How the table calls it: "2019/20".
    pub(super) words: Option<String>,
}

impl Stretch {
    /// A stretch of months from its first one.
    pub(super) fn months(year: i16, month: u8, count: u8) -> Self {
        let last = month + count - 1;
        let years = i16::from((last - 1) / 12);
        Self::Months((year, month), (year + years, (last - 1) % 12 + 1))
    }

    /// Key and value as a data file has them.
    pub(super) fn written(self) -> (&'static str, String) {
        let of = |(year, month): (i16, u8)| format!("{year:04}-{month:02}");
        match self {
            Self::Years(first, last) if first == last => ("period", format!("{first:04}")),
            Self::Years(first, last) => ("period", format!("{first:04}..{last:04}")),
            Self::Months(first, last) if first == last => ("period", of(first)),
            Self::Months((year, first), (same, last)) if year == same => {
                ("period", part(year, first, last))
            }
            Self::Months(first, last) => ("period", format!("{}..{}", of(first), of(last))),
            Self::Days(first, last) => ("period", format!("{first}..{last}")),
            Self::At(day) => ("as_of", day.to_string()),
        }
    }
}

/// Months of one year: a year, a half, a quarter or a stretch.
fn part(year: i16, first: u8, last: u8) -> String {
    match (first, last) {
        (1, 12) => format!("{year:04}"),
        (1, 6) => format!("{year:04}-H1"),
        (7, 12) => format!("{year:04}-H2"),
        (1 | 4 | 7 | 10, last) if last == first + 2 => format!("{year:04}-Q{}", last / 3),
        _ => format!("{year:04}-{first:02}..{year:04}-{last:02}"),
    }
}

impl When {
    /// As people read it: the table's words, or the period as a data file writes it.
    pub(super) fn shown(&self) -> String {
        self.words
            .clone()
            .unwrap_or_else(|| self.stretch.written().1)
    }
}

#[cfg(test)]
mod tests;
