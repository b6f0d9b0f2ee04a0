//! The rows of a sheet, looked at: which is the first with figures, and which above it name the columns.

use super::names_period;
use crate::import::grid::{Grid, Kind};
use crate::import::number::Survey;

/// How many rows are looked at to find the heading.
const LOOKED_AT: usize = 300;

/// How many rows a heading has at most.
const MOST_HEADING_ROWS: usize = 4;

/// How many rows tell of a series at most.
const MOST_KNOWN: usize = 40;

/// How a row with the titles of series begins.
const TITLES: [&str; 7] = [
    "libellé", "libelle", "label", "title", "titel", "título", "titolo",
];

/// What stands alone above the periods of series.
const PERIODS: [&str; 9] = [
    "période",
    "periode",
    "period",
    "date",
    "zeitraum",
    "periodo",
    "período",
    "период",
    "період",
];

/// What stands in a row, in numbers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Digest {
    pub(super) filled: usize,
    /// Cells that hold a number.
    pub(super) numbers: usize,
    /// Those that hold nothing else.
    plain: usize,
    /// Cells that name a period, such as a year.
    periods: usize,
    /// Cells with a mark in place of a number.
    pub(super) marks: usize,
    first: usize,
}

/// The rows of a sheet, looked at.
pub(super) struct Rows<'a> {
    pub(super) grid: &'a Grid,
    /// How many cells most rows have filled.
    pub(super) usual: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(grid: &'a Grid) -> Self {
        let mut rows = Self { grid, usual: 2 };
        let looked_at = (0..grid.height().min(LOOKED_AT)).filter(|row| !rows.is_comment(*row));
        let mut filled: Vec<usize> = looked_at
            .map(|row| rows.digest(row).filled)
            .filter(|filled| *filled > 1)
            .collect();
        filled.sort_unstable();
        let runs = filled.chunk_by(|a, b| a == b);
        rows.usual = runs
            .max_by_key(|run| (run.len(), run[0]))
            .map_or(2, |run| run[0]);
        rows
    }

    pub(super) fn digest(&self, row: usize) -> Digest {
        let mut digest = Digest {
            first: usize::MAX,
            ..Digest::default()
        };
        for (column, cell) in self.grid.cells(row).enumerate() {
            if cell.text.is_empty() {
                continue;
            }
            digest.filled += 1;
            digest.first = digest.first.min(column);
            if names_period(cell.text) || cell.kind == Kind::Date {
                digest.periods += 1;
            } else {
                let mut survey = Survey::default();
                survey.look(cell, (row, column), &|_| false);
                digest.numbers += survey.numbers;
                digest.plain += survey.plain;
                // A lone letter may be a mark, and may as well be a name, as may words.
                let lettered = cell.text.chars().all(|c| c.is_alphanumeric() || c == ' ');
                digest.marks += if lettered { 0 } else { survey.marks };
            }
        }
        digest
    }

    /// A line that begins with `#` or `//`, which is no row of a table.
    pub(super) fn is_comment(&self, row: usize) -> bool {
        let first = self.grid.cells(row).find(|cell| !cell.text.is_empty());
        first.is_some_and(|cell| {
            let text = cell.text;
            text.starts_with('#') && !text.starts_with("#N/A")
                || text.starts_with("//")
                || text.starts_with("%%")
        })
    }

    /// The first row with figures: as wide as the others, and no heading.
    pub(super) fn first_of_body(&self) -> Option<usize> {
        if let Some((_, first)) = self.series() {
            return Some(first);
        }
        let height = self.grid.height().min(LOOKED_AT);
        (0..height).find(|&row| {
            let digest = self.digest(row);
            let wide = digest.filled >= 2 && digest.filled * 2 >= self.usual;
            let headed = (0..row).rev().find(|above| self.digest(*above).filled > 0);
            let said = digest.numbers + digest.marks + digest.periods > 0;
            let first = self.grid.text(row, 0);
            let same = headed.is_some_and(|above| self.grid.text(above, 0) == first);
            let continues = !said && (first.is_empty() || same);
            let below_names = headed.is_some_and(|above| {
                let names = self.digest(above);
                let words = names.plain + names.periods == 0
                    && names.filled >= digest.filled
                    && digest.periods > 0;
                !self.is_comment(above)
                    && (self.names_periods(above) && !continues || words && names.filled >= 2)
            });
            let figures = digest.plain + digest.marks + digest.periods.saturating_sub(1) > 0
                || digest.periods == 1 && digest.first > 0
                || below_names
                || digest.numbers > 0 && names_period(self.grid.text(row, 0));
            wide && figures
                && !self.is_comment(row)
                && !self.numbers_the_columns(row)
                && !self.names_periods(row)
        })
    }

    /// "1, 2, 3" or "A, 1, 2" below the names of columns.
    pub(super) fn numbers_the_columns(&self, row: usize) -> bool {
        let cells: Vec<&str> = self
            .grid
            .cells(row)
            .map(|cell| cell.text)
            .filter(|text| !text.is_empty())
            .collect();
        let lettered = cells
            .first()
            .is_some_and(|first| matches!(*first, "A" | "А" | "a" | "(a)"));
        let numbers = cells.iter().skip(usize::from(lettered));
        let counted = numbers
            .clone()
            .enumerate()
            .all(|(at, text)| text.trim_matches(['(', ')']) == (at + 1).to_string());
        counted && numbers.count() >= 3 && row > 0
    }

    /// A row that names periods above columns: what it holds beside them are words, and below them stands something else.
    fn names_periods(&self, row: usize) -> bool {
        let digest = self.digest(row);
        let first = self.grid.text(row, 0);
        if digest.plain > 0 || digest.periods == 0 || !first.is_empty() && names_period(first) {
            return false;
        }
        let named = |row: usize, column: usize| names_period(self.grid.text(row, column));
        let columns: Vec<usize> = (1..self.grid.width(row))
            .filter(|column| named(row, *column))
            .collect();
        let below = row + 1..(row + 21).min(self.grid.height());
        let years_below = |column: &usize| {
            let mut filled = below
                .clone()
                .filter(|row| !self.grid.text(*row, *column).is_empty())
                .peekable();
            filled.peek().is_some() && filled.all(|row| named(row, *column))
        };
        let heading_above = (row > 0 && !self.grid.stands_apart(row)).then(|| self.digest(row - 1));
        let named_above = heading_above.is_some_and(|above| {
            above.filled >= digest.filled && above.plain + above.periods == 0 && above.filled >= 2
        });
        !columns.is_empty()
            && (!named_above && !columns.iter().all(years_below)
                || !columns.iter().any(years_below))
    }

    /// The row of titles above rows that tell of each series, as the Office for National Statistics writes them.
    pub(super) fn titles(&self, first: usize) -> Option<usize> {
        let called = |name: &str| (0..first).find(|row| self.grid.text(*row, 0) == name);
        called("Title")
            .filter(|title| called("CDID").is_some_and(|code| code > *title))
            .or_else(|| self.series().map(|(title, _)| title))
    }

    /// A row of titles, rows that tell of each series, and "Période" alone above the first period, as INSEE writes them: the titles and that
    /// period.
    fn series(&self) -> Option<(usize, usize)> {
        let first = |row: usize| self.grid.text(row, 0).to_lowercase();
        let alone =
            |row: &usize| PERIODS.contains(&first(*row).as_str()) && self.digest(*row).filled == 1;
        let last = (1..self.grid.height().min(MOST_KNOWN)).find(alone)?;
        let begins = names_period(self.grid.text(last + 1, 0)) && self.digest(last + 1).numbers > 0;
        let titled =
            |row: &usize| TITLES.contains(&first(*row).as_str()) && self.digest(*row).filled > 1;
        let title = (0..last).find(titled).filter(|_| begins)?;
        Some((title, last + 1))
    }

    /// The heading rows right above the first row of the body.
    pub(super) fn heading_above(&self, first: usize) -> Vec<usize> {
        if let Some(titles) = self.titles(first) {
            return vec![titles];
        }
        let mut rows: Vec<usize> = Vec::new();
        for row in (0..first).rev() {
            let digest = self.digest(row);
            if digest.filled == 0 || self.numbers_the_columns(row) {
                continue;
            }
            if self.is_comment(row)
                && !(rows.is_empty() && digest.filled * 2 > self.usual && digest.filled > 1)
            {
                break;
            }
            let is_heading = match rows.last() {
                None => digest.filled >= 2 || self.usual == 2 && digest.first > 0,
                Some(&below) => self.may_stand_above(row, below, digest),
            };
            if !is_heading {
                if rows.is_empty() && digest.filled < 2 {
                    continue;
                }
                break;
            }
            rows.push(row);
            if rows.len() == MOST_HEADING_ROWS {
                break;
            }
        }
        rows.reverse();
        rows
    }

    /// Whether a row is a heading above another heading row: "2019, , 2020, " above "men, women, men, women".
    fn may_stand_above(&self, row: usize, below: usize, digest: Digest) -> bool {
        let apart = self.grid.stands_apart(below);
        let first = |row: usize| !self.grid.text(row, 0).is_empty();
        let groups = digest.filled - usize::from(first(row));
        let fits = groups >= 2 || groups == 1 && (!first(row) || !first(below));
        let sentence = self
            .grid
            .cells(row)
            .any(|cell| cell.text.chars().count() > 120);
        !apart && digest.plain == 0 && fits && !sentence && !self.is_comment(row)
    }
}
