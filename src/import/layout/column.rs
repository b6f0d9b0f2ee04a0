//! What the cells of a column look like, from a sample of its rows.

use super::words::{Hint, hint};
use crate::import::footnotes::Footnotes;
use crate::import::frame::Frame;
use crate::import::grid::{Grid, Kind};
use crate::import::legend::Legend;
use crate::import::number::Survey;
use crate::import::period::{self, Label, Part};

/// How many rows of a long table are looked at.
const SAMPLE: usize = 2000;

/// A column as it looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) filled: usize,
    /// Cells with numbers.
    pub(super) numbers: usize,
    /// Those of them that are ranges, such as "15–64".
    pub(super) ranges: usize,
    /// Those that are plain numbers.
    pub(super) plain: usize,
    pub(super) marks: usize,
    pub(super) texts: usize,
    /// Cells that name a period.
    pub(super) periods: usize,
    /// Those that are a plain year, which may be a number as well.
    pub(super) plain_years: usize,
    /// Those that name a financial year.
    pub(super) financial_years: usize,
    /// Cells that name a month or quarter without a year.
    pub(super) parts: usize,
    /// Cells that begin with a number and hold others.
    pub(super) several: usize,
    /// Cells with a whole number from 1 to 12.
    pub(super) small: usize,
    /// The longest text.
    pub(super) longest: usize,
    pub(super) hint: Option<Hint>,
}

impl Column {
    pub(super) fn look(
        grid: &Grid,
        frame: &Frame,
        column: usize,
        name: &str,
        legend: &Legend,
    ) -> Self {
        let footnotes = Footnotes::of_any(legend);
        let mut found = Self {
            hint: hint(name),
            ..Self::default()
        };
        let step = frame.body.len().div_ceil(SAMPLE).max(1);
        for &row in frame.body.iter().step_by(step) {
            let cell = grid.cell(row, column);
            if cell.text.is_empty() {
                continue;
            }
            found.filled += 1;
            found.longest = found.longest.max(cell.text.chars().count());
            found.small += usize::from(
                cell.text
                    .parse()
                    .is_ok_and(|number: u8| (1..=12).contains(&number)),
            );
            match footnotes.read(cell.text).map(|read| read.label) {
                Some(Label::Part(_)) => found.parts += 1,
                Some(Label::Named(_) | Label::Financial(_) | Label::Pair(..)) => {
                    found.periods += 1;
                    found.financial_years += 1;
                }
                Some(Label::Digits(_) | Label::ShortYear(..))
                    if !matches!(found.hint, Some(Hint::Time | Hint::Month)) => {}
                Some(_) => found.periods += 1,
                None => {}
            }
            let year = cell.text.len() == 4 && cell.text.bytes().all(|byte| byte.is_ascii_digit());
            found.plain_years += usize::from(year && cell.kind != Kind::Percent);
            let starts = cell.text.starts_with(|c: char| c.is_ascii_digit())
                && cell.text.ends_with([')', ']']);
            let parts = cell
                .text
                .split(|c: char| !c.is_ascii_digit() && c != '.')
                .filter(|part| !part.is_empty())
                .count();
            found.several += usize::from(starts && parts > 1);
            let mut survey = Survey::default();
            survey.look(cell, (row, column), &|_| false);
            found.numbers += survey.numbers;
            found.ranges += survey.ranges;
            found.plain += survey.plain;
            found.marks += survey.marks;
            found.texts += survey.texts;
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Most cells hold numbers, or marks beside some numbers.
    pub(super) fn is_numeric(&self) -> bool {
        self.numbers > 0
            && (self.numbers + self.marks) * 2 >= self.filled
            && self.ranges * 2 <= self.numbers
            || self.numbers == 0
                && self.marks > 0
                && self.texts == 0
                && self.hint.is_none_or(|hint| hint == Hint::Value)
    }

    /// Nearly all cells name periods.
    pub(super) fn is_periods(&self) -> bool {
        self.periods > 0 && self.periods * 10 >= self.filled * 8
    }

    /// All are numbers such as 1999, which may be anything.
    pub(super) fn is_plain_years(&self) -> bool {
        self.plain_years == self.filled
    }

    /// All are years, of the calendar or of finance.
    pub(super) fn is_years(&self) -> bool {
        self.plain_years + self.financial_years == self.filled
    }

    /// Months or quarters of a year that stands elsewhere.
    pub(super) fn is_parts(&self) -> bool {
        let named = self.filled > 0 && self.parts * 10 >= self.filled * 8;
        let numbered = self.small == self.filled && self.filled > 0;
        named || numbered && matches!(self.hint, Some(Hint::Month | Hint::Quarter))
    }
}

/// The part of a year that a cell of such a column names.
pub(in crate::import) fn part(text: &str, hint: Option<Hint>) -> Option<Part> {
    if let Some(Label::Part(part)) = period::read(text).map(|read| read.label) {
        return Some(part);
    }
    let number: u8 = text.parse().ok()?;
    match hint {
        Some(Hint::Quarter) if (1..=4).contains(&number) => Some(Part::Quarter(number)),
        Some(Hint::Month) if (1..=12).contains(&number) => Some(Part::Month(number)),
        _ => None,
    }
}
