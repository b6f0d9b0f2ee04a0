//! Which cells of a spreadsheet in .ods are shown as percentages: calamine gives their fractions without saying so.
//!
//! It must not read a value.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};
use std::ops::Range;

use calamine::Sheets;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::book::Book;

/// Cells of a sheet: by the first of some equal rows how many there are, and the columns.
#[derive(Debug, Default)]
pub(super) struct Percentages(BTreeMap<u32, (u32, Vec<Range<u32>>)>);

impl Percentages {
    /// Whether the cell in a row and column, from 0, is one of them.
    pub(super) fn has(&self, (row, column): (u32, u32)) -> bool {
        let before = self.0.range(..=row).next_back();
        before.is_some_and(|(first, (rows, columns))| {
            row - first < *rows && columns.iter().any(|own| own.contains(&column))
        })
    }
}

/// The cells of a sheet that are percentages; none in other formats, which say so themselves.
///
/// # Errors
/// What is wrong with the file, in the words of the library that found it.
pub(super) fn percentages(
    book: &Book<'_>,
    bytes: &[u8],
    sheet: &str,
) -> Result<Percentages, String> {
    let Sheets::Ods(_) = book else {
        return Ok(Percentages::default());
    };
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let content = archive
        .by_name("content.xml")
        .map_err(|error| error.to_string())?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(walk.found),
            Ok(Event::Start(element)) => walk.open(&element, sheet)?,
            Ok(Event::Empty(element)) => {
                walk.open(&element, sheet)?;
                walk.close(element.name().as_ref());
            }
            Ok(Event::End(element)) => walk.close(element.name().as_ref()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
        buffer.clear();
    }
}

/// Where in the sheets the reader is.
#[derive(Default)]
struct Walk {
    within: bool,
    row: u32,
    column: u32,
    rows: u32,
    found: Percentages,
}

impl Walk {
    fn open(&mut self, element: &BytesStart, sheet: &str) -> Result<(), String> {
        match element.name().as_ref() {
            "table:table" => {
                self.within = attribute(element, "table:name")?.as_deref() == Some(sheet);
                (self.row, self.column) = (0, 0);
            }
            "table:table-row" if self.within => {
                self.rows = times(element, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" if self.within => {
                let columns = times(element, "table:number-columns-repeated")?;
                let end = self.column.saturating_add(columns);
                let kind = attribute(element, "office:value-type")?;
                if kind.as_deref() == Some("percentage") {
                    let own = self.found.0.entry(self.row);
                    own.or_insert((self.rows, Vec::new()))
                        .1
                        .push(self.column..end);
                }
                self.column = end;
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "table:table" => self.within = false,
            "table:table-row" if self.within => self.row = self.row.saturating_add(self.rows),
            _ => {}
        }
    }
}

/// How often a row or cell comes.
fn times(element: &BytesStart, name: &str) -> Result<u32, String> {
    let said = attribute(element, name)?;
    Ok(said.and_then(|text| text.parse().ok()).unwrap_or(1))
}

fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, String> {
    let attribute = element
        .try_get_attribute(name)
        .map_err(|error| error.to_string())?;
    attribute
        .map(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map(std::borrow::Cow::into_owned)
                .map_err(|error| error.to_string())
        })
        .transpose()
}
