//! Fields parted by commas, semicolons, tabs or bars. It must not know what they mean.

use csv::{ReaderBuilder, StringRecord};

use super::unreadable;
use crate::diagnostic::Diagnostic;
use crate::import::grid::{Grid, Kind, Naming};

/// What may part fields, the likelier first where two part all lines alike.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// How many records are looked at to find what parts the fields.
const LOOKED_AT: usize = 200;

/// The sheet of a text.
pub(super) fn open(name: &str, text: &str) -> Result<Grid, Box<Diagnostic>> {
    let (told, body) = told_delimiter(text);
    let delimiter = told.unwrap_or_else(|| delimiter(body));
    let skipped = text.len() - body.len();
    let lines_before = text[..skipped].matches('\n').count();
    let mut grid = Grid::new(name.to_owned(), Naming::Lines);
    grid.delimiter = Some(delimiter);
    let mut reader = reader(body, delimiter);
    let mut record = StringRecord::new();
    let mut keys = None;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(grid),
            Ok(true) => {
                let (line, byte) = record
                    .position()
                    .map_or((1, 0), |at| (at.line(), at.byte()));
                let empty = usize::try_from(byte)
                    .ok()
                    .map_or(0, |byte| empty_lines(body, byte));
                let line = usize::try_from(line).unwrap_or(usize::MAX);
                grid.begin_row(line + empty + lines_before);
                push(&mut grid, &record, delimiter, &mut keys);
            }
            Err(error) => {
                return Err(Box::new(unreadable(
                    name,
                    &format!("cannot be read: {error}"),
                )));
            }
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// How many empty lines the reader passes over before a record.
fn empty_lines(text: &str, byte: usize) -> usize {
    let rest = text.as_bytes().get(byte..).unwrap_or_default();
    let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    breaks.filter(|byte| **byte == b'\n').count()
}

/// The record's cells. Eurostat writes several keys into the first field: `freq,unit,geo\TIME_PERIOD`, then `A,NR,XK`.
fn push(grid: &mut Grid, record: &StringRecord, delimiter: u8, keys: &mut Option<usize>) {
    let first = record.get(0).unwrap_or_default();
    let parts = *keys.get_or_insert_with(|| {
        let combined = delimiter == b'\t' && first.contains(',') && first.contains('\\');
        if combined {
            first.split(',').count()
        } else {
            1
        }
    });
    for (at, field) in record.iter().enumerate() {
        if at == 0 && parts > 1 {
            let mut keys = field.split(',');
            for _ in 0..parts {
                grid.push(keys.next().unwrap_or_default(), Kind::Text);
            }
        } else {
            grid.push(field, Kind::Text);
        }
    }
}

/// The delimiter of a line `sep=;`, and the text behind it.
fn told_delimiter(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end().trim_matches('"');
    let sign = first
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| first.as_bytes().get(4..));
    match sign {
        Some([sign]) => (Some(*sign), rest),
        Some([]) if text.starts_with("sep=\t") => (Some(b'\t'), rest),
        _ => (None, text),
    }
}

/// What parts most records into equally many fields.
fn delimiter(text: &str) -> u8 {
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let mut widths: Vec<usize> = reader(text, delimiter)
            .records()
            .take(LOOKED_AT)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .filter(|width| *width > 1)
            .collect();
        widths.sort_unstable();
        let same = widths.chunk_by(|a, b| a == b).map(<[usize]>::len).max();
        let fits = same.unwrap_or_default();
        if fits > best.0 {
            best = (fits, delimiter);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_parted_by_what_parts_all_lines() {
        let check = |text: &str, expected: &[&[&str]]| {
            let grid = open("a.csv", text).unwrap();
            let found: Vec<Vec<&str>> = (0..grid.height())
                .map(|row| grid.cells(row).map(|cell| cell.text).collect())
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("year,a\n2020,5\n", &[&["year", "a"], &["2020", "5"]]);
        check(
            "Jahr;Wert\n2020;1,5\n",
            &[&["Jahr", "Wert"], &["2020", "1,5"]],
        );
        check(
            "Jahr;Wert, in t\n2020;1,5\n",
            &[&["Jahr", "Wert, in t"], &["2020", "1,5"]],
        );
        check("sep=|\na|b\n", &[&["a", "b"]]);
        check("\"sep=;\"\r\na;b\r\n", &[&["a", "b"]]);
        check("a\tb\n\"x\ty\"\t2\n", &[&["a", "b"], &["x y", "2"]]);
        check(
            "geo,unit\\time\t2019 \t2020 \nXK,NR\t5 b\t: \n",
            &[
                &["geo", "unit\\time", "2019", "2020"],
                &["XK", "NR", "5 b", ":"],
            ],
        );
        check("one\ntwo\n", &[&["one"], &["two"]]);
    }

    #[test]
    fn places_count_all_lines() {
        let grid = open("a.csv", "sep=;\n\nyear;a\n\n2020;5\n").unwrap();
        assert_eq!(grid.place(1, 1), "a.csv, line 5, column 2");
        assert!(grid.stands_apart(1));
    }
}
