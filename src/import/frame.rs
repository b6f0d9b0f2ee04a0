//! Where in a sheet the table stands: what lies above it, its heading rows, its rows, and the notes below. It must not know what columns mean.

use super::codes;
use super::grid::{Grid, Kind};
use super::number::Survey;
use super::period::{self, Label};
use crate::diagnostic::Diagnostic;

/// The parts of a sheet.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Lines above the table.
    pub(super) above: Vec<String>,
    /// The rows with the columns' names, from the top.
    pub(super) heading: Vec<usize>,
    /// The rows of the table.
    pub(super) body: Vec<usize>,
    /// For each of them the row with a heading of its own above it, such as "Women".
    pub(super) section: Vec<Option<usize>>,
    /// Lines below the table, or among its rows.
    pub(super) notes: Vec<String>,
    /// Rows that repeat the heading.
    pub(super) repeated: usize,
    /// How many columns there are.
    pub(super) width: usize,
}

/// How many rows are looked at to find the heading.
const LOOKED_AT: usize = 300;

/// How many rows a heading has at most.
const MOST_HEADING_ROWS: usize = 4;

/// What stands in a row, in numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Digest {
    filled: usize,
    /// Cells that hold a number.
    numbers: usize,
    /// Those that hold nothing else.
    plain: usize,
    /// Cells that name a period, such as a year.
    periods: usize,
    /// Cells with a mark in place of a number.
    marks: usize,
    first: usize,
}

/// Finds the table.
pub(super) fn find(grid: &Grid) -> Result<Frame, Diagnostic> {
    let rows = Rows::new(grid);
    let first = rows.first_of_body().ok_or_else(|| no_table(grid))?;
    let heading = rows.heading_above(first);
    let Some(&bottom) = heading.last() else {
        return Err(no_heading(grid, first));
    };
    let mut frame = Frame {
        width: heading
            .iter()
            .map(|row| grid.width(*row))
            .max()
            .unwrap_or_default(),
        ..Frame::default()
    };
    let top = heading.first().copied().unwrap_or(bottom);
    // Between titles and figures the Office for National Statistics writes what it knows of each series.
    let known = if rows.titles(first).is_some() {
        bottom + 1..first
    } else {
        0..0
    };
    let start = known.end.max(bottom + 1);
    let above = (0..top)
        .chain(known)
        .filter(|row| rows.digest(*row).filled > 0);
    frame.above = above.map(|row| line(grid, row)).collect();
    frame.heading = heading;
    rows.body(&mut frame, start)?;
    Ok(frame)
}

/// A row as one line.
fn line(grid: &Grid, row: usize) -> String {
    let cells = grid
        .cells(row)
        .map(|cell| cell.text)
        .filter(|text| !text.is_empty());
    cells.collect::<Vec<_>>().join(" ")
}

fn no_table(grid: &Grid) -> Diagnostic {
    Diagnostic::error(
        codes::NO_TABLE,
        format!(
            "{} holds no table: no row has numbers beside names or years",
            grid.name
        ),
    )
    .help("a table has one row of names above rows with numbers")
}

fn no_heading(grid: &Grid, row: usize) -> Diagnostic {
    let message = format!(
        "{}: no row above the numbers names the columns",
        grid.place_of_row(row)
    );
    Diagnostic::error(codes::HEADER, message)
        .help("put a row above them, such as `year,births,deaths`")
}

/// The rows of a sheet, looked at.
struct Rows<'a> {
    grid: &'a Grid,
    /// How many cells most rows have filled.
    usual: usize,
}

impl<'a> Rows<'a> {
    fn new(grid: &'a Grid) -> Self {
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

    fn digest(&self, row: usize) -> Digest {
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
                // A lone letter may be a mark, and may as well be a name.
                let lettered = cell.text.chars().all(char::is_alphanumeric);
                digest.marks += if lettered { 0 } else { survey.marks };
            }
        }
        digest
    }

    /// A line that begins with `#` or `//`, which is no row of a table.
    fn is_comment(&self, row: usize) -> bool {
        let first = self.grid.cells(row).find(|cell| !cell.text.is_empty());
        first.is_some_and(|cell| {
            let text = cell.text;
            text.starts_with('#') && !text.starts_with("#N/A")
                || text.starts_with("//")
                || text.starts_with("%%")
        })
    }

    /// The first row with figures: as wide as the others, and no heading.
    fn first_of_body(&self) -> Option<usize> {
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
    fn numbers_the_columns(&self, row: usize) -> bool {
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
    fn titles(&self, first: usize) -> Option<usize> {
        let called = |name: &str| (0..first).find(|row| self.grid.text(*row, 0) == name);
        called("Title").filter(|title| called("CDID").is_some_and(|code| code > *title))
    }

    /// The heading rows right above the first row of the body.
    fn heading_above(&self, first: usize) -> Vec<usize> {
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

    /// The rows from `start` on, sorted into what they are.
    fn body(&self, frame: &mut Frame, start: usize) -> Result<(), Diagnostic> {
        let bottom = *frame.heading.last().unwrap_or(&start);
        let grid = self.grid;
        let mut section: Option<usize> = None;
        let mut waiting: Vec<usize> = Vec::new();
        for row in start..grid.height() {
            let filled = grid
                .cells(row)
                .filter(|cell| !cell.text.is_empty())
                .take(3)
                .count();
            let kind = self.kind(row, filled, bottom, frame);
            match kind {
                RowKind::Empty => {}
                RowKind::Footnotes => {
                    frame
                        .notes
                        .extend((row..grid.height()).map(|row| line(grid, row)));
                    break;
                }
                RowKind::Repeated => frame.repeated += 1,
                RowKind::Note => waiting.push(row),
                RowKind::Figures => {
                    if let Some(title) = waiting.pop() {
                        frame
                            .notes
                            .extend(waiting.drain(..).map(|row| line(grid, row)));
                        if is_title(grid, title) {
                            section = Some(title);
                        } else {
                            frame.notes.push(line(grid, title));
                        }
                    }
                    frame.body.push(row);
                    frame.section.push(section);
                }
                RowKind::OtherHeading => return Err(second_table(grid, row)),
            }
        }
        frame
            .notes
            .extend(waiting.iter().map(|row| line(grid, *row)));
        if frame.body.is_empty() {
            Err(no_table(grid))
        } else {
            Ok(())
        }
    }

    fn kind(&self, row: usize, filled: usize, bottom: usize, frame: &Frame) -> RowKind {
        let grid = self.grid;
        if filled == 0 || row == bottom + 1 && self.numbers_the_columns(row) {
            return RowKind::Empty;
        }
        if self.is_comment(row) {
            return RowKind::Note;
        }
        let same = |other: &usize| {
            let width = grid.width(row).max(grid.width(*other));
            (0..width).all(|column| grid.text(row, column) == grid.text(*other, column))
        };
        if frame.heading.iter().any(same) {
            return RowKind::Repeated;
        }
        let first = grid
            .cells(row)
            .find(|cell| !cell.text.is_empty())
            .map_or("", |cell| cell.text);
        if first.eq_ignore_ascii_case("footnoteSeqID") {
            return RowKind::Footnotes;
        }
        if filled == 1 {
            let period = names_period(first);
            return if period {
                RowKind::Figures
            } else {
                RowKind::Note
            };
        }
        let beside = grid
            .cells(row)
            .filter(|cell| !cell.text.is_empty())
            .nth(1)
            .map_or("", |cell| cell.text);
        let number = beside.bytes().any(|byte| byte.is_ascii_digit());
        let symbol = !first.starts_with(|c: char| c.is_ascii_digit()) && explains_a_mark(first);
        if filled == 2 && (self.usual > 2 && is_note(first) && !number || symbol) {
            return RowKind::Note;
        }
        let mut cells = grid.cells(row).skip(1).filter(|cell| !cell.text.is_empty());
        let wordy = |text: &str| {
            !text.bytes().any(|byte| byte.is_ascii_digit()) && text.chars().count() > 3
        };
        let texts = cells.all(|cell| wordy(cell.text));
        let apart = texts && filled >= 2 && grid.stands_apart(row);
        let usual = grid.cells(row).filter(|cell| !cell.text.is_empty()).count() >= self.usual;
        if apart && usual && self.digest(row).numbers == 0 && self.figures_follow(row) {
            return RowKind::OtherHeading;
        }
        RowKind::Figures
    }

    fn figures_follow(&self, row: usize) -> bool {
        row + 1 < self.grid.height() && {
            let digest = self.digest(row + 1);
            digest.numbers + digest.marks > 0
        }
    }
}

enum RowKind {
    Empty,
    /// The heading of a list of footnotes.
    Footnotes,
    Repeated,
    Note,
    Figures,
    OtherHeading,
}

/// Whether a text names a period by itself: a year, a quarter, a month of a year.
pub(super) fn names_period(text: &str) -> bool {
    let long = text.len() > 40;
    let label = (!long)
        .then(|| period::read(text))
        .flatten()
        .map(|read| read.label);
    !matches!(
        label,
        None | Some(Label::Part(_) | Label::Digits(_) | Label::ShortYear(..))
    )
}

/// How lines with notes begin.
const NOTES: [&str; 18] = [
    "source",
    "note",
    "quelle",
    "anmerkung",
    "fuente",
    "nota",
    "источник",
    "примечание",
    "джерело",
    "примітка",
    "legend",
    "footnote",
    "contact",
    "copyright",
    "©",
    "last updated",
    "flag",
    "symbol",
];

fn is_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    NOTES.iter().any(|begin| lower.starts_with(begin)) || text.chars().count() > 80
}

/// "* per 1,000", "(1) Without Crete", "2 Excluding stillbirths".
fn explains_a_mark(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| {
        matches!(c, '*' | '†' | '‡' | '(' | ')' | '[' | ']') || c.is_ascii_digit()
    });
    let mark = text.len() - behind.len();
    let words =
        behind.starts_with(' ') && behind.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    (1..=4).contains(&mark) && words && period::read(text).is_none()
}

/// A row with one text that names the rows below it.
fn is_title(grid: &Grid, row: usize) -> bool {
    let cells: Vec<&str> = grid
        .cells(row)
        .map(|cell| cell.text)
        .filter(|text| !text.is_empty())
        .collect();
    let [text] = cells[..] else { return false };
    text.chars().count() <= 60 && !is_note(text) && !text.starts_with(['*', '(', '[', '#'])
}

fn second_table(grid: &Grid, row: usize) -> Diagnostic {
    let message = format!("{}: a second table begins here", grid.place_of_row(row));
    Diagnostic::error(codes::NO_TABLE, message)
        .help("put each table into a file or sheet of its own")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::open;

    /// The numbers of the heading rows, of the body's rows, and the notes.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let opened = open::open("a.csv", text.as_bytes().to_vec(), None).unwrap();
        let grid = &opened.sheets[0];
        let found = match find(grid) {
            Ok(frame) => {
                let numbers = |rows: &[usize]| {
                    rows.iter()
                        .map(|row| grid.number(*row).to_string())
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let sections: Vec<&str> = frame
                    .section
                    .iter()
                    .flatten()
                    .map(|row| grid.text(*row, 0))
                    .collect();
                format!(
                    "{} | {} | {}{}{}",
                    numbers(&frame.heading),
                    numbers(&frame.body),
                    frame.notes.join("; "),
                    if sections.is_empty() {
                        String::new()
                    } else {
                        format!(" | {}", sections.join(" "))
                    },
                    if frame.repeated > 0 {
                        " | repeated"
                    } else {
                        ""
                    },
                )
            }
            Err(problem) => problem.message,
        };
        assert_eq!(found.trim(), expected, "{text}");
    }

    #[test]
    fn tables_are_found_among_what_stands_around_them() {
        check("year,a\n2020,5\n2021,6\n", "1 | 2 3 |");
        check("# by nobody\n#\nyear,a,b\n2020,5,6\n", "3 | 4 |");
        check(
            "Births by year\n\nyear,a,b\n2020,5,6\n\nSource: Office\n",
            "3 | 4 | Source: Office",
        );
        check(
            "\"Source\",\"Office\",\n\n\"Updated\",\"2025-07-01\",\n\nName,Code,2019,2020,2021\nOralia,ORA,5,6,7\n",
            "5 | 6 |",
        );
        check(
            ",Births,,Deaths,\nyear,men,women,men,women\n2020,5,6,7,8\n",
            "1 2 | 3 |",
        );
        check(
            "Country,2019,,2020,\n,men,women,men,women\nOralia,5,6,7,8\n",
            "1 2 | 3 |",
        );
        check("Country,2020\nOralia,5\n", "1 | 2 |");
        check(
            "year,rank,start\n2020,1999,2003\n2021,2000,2004\n",
            "1 | 2 3 |",
        );
        check("year,a,b,c\n1,2,3,4\n2020,5,6,7\n", "1 | 3 |");
        check(
            "year,a\nMen\n2020,5\nWomen\n2020,6\n",
            "1 | 3 5 |  | Men Women",
        );
        check("year,a\n2020,5\nyear,a\n2021,6\n", "1 | 2 4 |  | repeated");
        check(
            "year,a,b\n2020,5,6\n\nyear,cats,dogs\n2020,7,8\n",
            "a.csv, line 4: a second table begins here",
        );
        check(
            "2020,5\n2021,6\n",
            "a.csv, line 1: no row above the numbers names the columns",
        );
        check(
            "a text\nand another\n",
            "a.csv holds no table: no row has numbers beside names or years",
        );
        check(
            "",
            "a.csv holds no table: no row has numbers beside names or years",
        );
        check(
            "Entity,Code,Year,Value\nOralia,ORA,2019,2020\nOralia,ORA,2020,2150\n",
            "1 | 2 3 |",
        );
    }
}
