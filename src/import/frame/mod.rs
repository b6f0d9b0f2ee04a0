//! Where in a sheet the table stands: what lies above it, its heading rows, its rows, and the notes below. It must not know what columns mean.

mod rows;

use super::codes;
use super::grid::Grid;
use super::period::{self, Label};
use crate::diagnostic::Diagnostic;
use rows::Rows;

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

/// Finds the table.
pub(super) fn find(grid: &Grid) -> Result<Frame, Box<Diagnostic>> {
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

fn no_table(grid: &Grid) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            codes::NO_TABLE,
            format!(
                "{} holds no table: no row has numbers beside names or years",
                grid.name
            ),
        )
        .help("a table has one row of names above rows with numbers"),
    )
}

fn no_heading(grid: &Grid, row: usize) -> Box<Diagnostic> {
    let message = format!(
        "{}: no row above the numbers names the columns",
        grid.place_of_row(row)
    );
    Box::new(
        Diagnostic::error(codes::HEADER, message)
            .help("put a row above them, such as `year,births,deaths`"),
    )
}

impl Rows<'_> {
    /// The rows from `start` on, sorted into what they are.
    fn body(&self, frame: &mut Frame, start: usize) -> Result<(), Box<Diagnostic>> {
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
    text.chars().count() <= 60
        && !is_note(text)
        && !text.starts_with(['*', '(', '[', '#'])
        && !says_of_which(text)
}

/// Lines that say that the rows below them are parts of the row above, and name nothing.
const OF_WHICH: [&str; 15] = [
    "of which",
    "of whom",
    "including",
    "thereof",
    "davon",
    "darunter",
    "dont",
    "de los cuales",
    "di cui",
    "в том числе",
    "из них",
    "у тому числі",
    "в тому числі",
    "з них",
    "w tym",
];

fn says_of_which(text: &str) -> bool {
    let bare = text.trim_end_matches([':', ' ', ',']).to_lowercase();
    OF_WHICH.contains(&bare.as_str())
}

fn second_table(grid: &Grid, row: usize) -> Box<Diagnostic> {
    let message = format!("{}: a second table begins here", grid.place_of_row(row));
    Box::new(
        Diagnostic::error(codes::NO_TABLE, message)
            .help("put each table into a file or sheet of its own"),
    )
}

#[cfg(test)]
mod tests;
