//! Spreadsheets: .xlsx, .xlsm, .xlsb, .xls and .ods. It must not know what their cells mean.

use std::io::Cursor;

use calamine::{
    Data, Dimensions, Range, Reader, SheetVisible, Sheets, StyleRange, open_workbook_auto_from_rs,
};

use super::percentages::percentages;
use super::{Opened, unreadable};
use crate::diagnostic::Diagnostic;
use crate::import::codes;
use crate::import::grid::{Grid, Kind, Naming};

pub(super) type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// Whether bytes begin as a zip archive or as an old binary file do.
pub(super) fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// The sheets that are shown, or the one that is named.
pub(super) fn open(
    name: &str,
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<Opened, Box<Diagnostic>> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        unreadable(
            name,
            &format!("is no spreadsheet that can be read: {error}"),
        )
    })?;
    let mut opened = Opened::default();
    for name_of_sheet in chosen(name, &book, sheet, &mut opened.remarks)? {
        let range = book.worksheet_range(&name_of_sheet).map_err(|error| {
            unreadable(
                name,
                &format!("has a sheet `{name_of_sheet}` that cannot be read: {error}"),
            )
        })?;
        let styles = book
            .worksheet_style(&name_of_sheet)
            .unwrap_or_else(|_| StyleRange::empty());
        let merged = merged(&mut book, &name_of_sheet);
        let shown = percentages(&book, bytes, &name_of_sheet).map_err(|error| {
            unreadable(
                name,
                &format!("has a sheet `{name_of_sheet}` whose percentages cannot be told: {error}"),
            )
        })?;
        let is_percentage = |at| shown.has(at) || is_percentage(&styles, at);
        let title = format!("{name}, sheet `{name_of_sheet}`");
        opened
            .sheets
            .push(grid(title, &range, &merged, is_percentage));
    }
    Ok(opened)
}

/// The names of the sheets to read.
fn chosen(
    name: &str,
    book: &Book<'_>,
    sheet: Option<&str>,
    remarks: &mut Vec<Diagnostic>,
) -> Result<Vec<String>, Box<Diagnostic>> {
    let all = book.sheets_metadata();
    if let Some(sheet) = sheet {
        let found = all.iter().find(|known| known.name == sheet);
        return found.map(|known| vec![known.name.clone()]).ok_or_else(|| {
            let names: Vec<String> = all
                .iter()
                .map(|known| format!("`{}`", known.name))
                .collect();
            Box::new(
                unreadable(name, &format!("has no sheet `{sheet}`"))
                    .help(format!("its sheets are {}", names.join(", "))),
            )
        });
    }
    let (shown, hidden): (Vec<_>, Vec<_>) = all
        .iter()
        .partition(|known| known.visible == SheetVisible::Visible);
    remarks.extend(hidden.iter().map(|hidden| {
        let message = format!("{name}, sheet `{}` is hidden and left out", hidden.name);
        Diagnostic::warning(codes::LEFT_OUT, message).help("name it with `--sheet` to read it")
    }));
    Ok(shown.iter().map(|known| known.name.clone()).collect())
}

/// Cells that are drawn as one, which only the newer format of Excel tells.
fn merged(book: &mut Book<'_>, sheet: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn grid(
    name: String,
    range: &Range<Data>,
    merged: &[Dimensions],
    is_percentage: impl Fn((u32, u32)) -> bool,
) -> Grid {
    let mut grid = Grid::new(name, Naming::Letters);
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, cells) in range.rows().enumerate() {
        if cells.iter().all(|cell| *cell == Data::Empty) {
            continue;
        }
        let row = first_row + u32::try_from(row).unwrap_or(u32::MAX);
        grid.begin_row(row as usize + 1);
        for _ in 0..first_column {
            grid.push("", Kind::Text);
        }
        for (column, cell) in cells.iter().enumerate() {
            let at = (
                row,
                first_column + u32::try_from(column).unwrap_or(u32::MAX),
            );
            let cell = match cell {
                Data::Empty => above(at, range, merged).unwrap_or(cell),
                _ => cell,
            };
            push(&mut grid, cell, is_percentage(at));
        }
    }
    grid
}

/// What stands in the first of the cells that are drawn as one down a column.
fn above<'a>(at: (u32, u32), range: &'a Range<Data>, merged: &[Dimensions]) -> Option<&'a Data> {
    let around = merged.iter().find(|around| around.contains(at.0, at.1))?;
    let down = around.start.1 == at.1 && around.start.0 < at.0;
    range.get_value(around.start).filter(|_| down)
}

fn is_percentage(styles: &StyleRange, at: (u32, u32)) -> bool {
    let format = styles
        .get(at)
        .and_then(|style| style.number_format.as_ref());
    format.is_some_and(|format| format.format_code.contains('%'))
}

fn push(grid: &mut Grid, cell: &Data, percentage: bool) {
    match cell {
        Data::Empty => grid.push("", Kind::Text),
        Data::String(text) => grid.push(&one_line(text), Kind::Text),
        Data::Int(number) if !percentage => grid.push(&number.to_string(), Kind::Number),
        Data::Int(number) => grid.push(&format!("{}", number * 100), Kind::Percent),
        Data::Float(number) if !percentage => grid.push(&fifteen_digits(*number), Kind::Number),
        Data::Float(number) => grid.push(&fifteen_digits(*number * 100.0), Kind::Percent),
        Data::Bool(truth) => grid.push(if *truth { "true" } else { "false" }, Kind::Text),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            grid.push(&format!("{year:04}-{month:02}-{day:02}"), Kind::Date);
        }
        Data::DateTime(duration) => grid.push(&fifteen_digits(duration.as_f64()), Kind::Number),
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or(text);
            grid.push(
                day,
                if day.len() == "2020-03-31".len() {
                    Kind::Date
                } else {
                    Kind::Text
                },
            );
        }
        Data::DurationIso(text) => grid.push(text, Kind::Text),
        Data::Error(error) => grid.push(&error.to_string(), Kind::Text),
    }
}

/// A text without the breaks of its lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number as spreadsheets show it at most: 0.1 + 0.2 is 0.3.
fn fifteen_digits(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_a_spreadsheet_shows() {
        let check = |number: f64, expected: &str| assert_eq!(fifteen_digits(number), expected);
        check(0.1 + 0.2, "0.3");
        check(2019.0, "2019");
        check(-1234.5, "-1234.5");
        check(0.053_000_000_000_000_005 * 100.0, "5.3");
        check(1e-7, "0.0000001");
        check(1_234_567_890_123.0, "1234567890123");
    }
}
