//! Which cells of an OpenDocument spreadsheet are shown as percentages: calamine gives their fractions without saying so.
//!
//! It must not read a value.

use std::collections::HashSet;
use std::io::{BufReader, Cursor};

use calamine::Sheets;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::book::Book;

/// A row and a column, from 0.
type Place = (u32, u32);

/// The most columns of a sheet, and the most cells of one run that are told apart.
const COLUMNS: u32 = 16_384;

/// The cells of a sheet that are percentages; none in other formats, which say so themselves.
///
/// # Errors
/// What is wrong with the file, in the words of the library that found it.
pub(super) fn percentages(
    book: &Book,
    bytes: &[u8],
    sheet: &str,
) -> Result<HashSet<Place>, String> {
    let Sheets::Ods(_) = book else {
        return Ok(HashSet::new());
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
    at: Place,
    rows: u32,
    found: HashSet<Place>,
}

impl Walk {
    fn open(&mut self, element: &BytesStart, sheet: &str) -> Result<(), String> {
        match element.name().as_ref() {
            b"table:table" => {
                self.within = attribute(element, "table:name")?.as_deref() == Some(sheet);
                self.at = (0, 0);
            }
            b"table:table-row" if self.within => {
                self.rows = times(element, "table:number-rows-repeated")?;
                self.at.1 = 0;
            }
            b"table:table-cell" | b"table:covered-table-cell" if self.within => {
                let columns = times(element, "table:number-columns-repeated")?.min(COLUMNS);
                let kind = attribute(element, "office:value-type")?;
                if kind.as_deref() == Some("percentage") {
                    let rows = self.rows.min(COLUMNS);
                    self.found.extend((0..rows).flat_map(|row| {
                        (0..columns).map(move |column| (self.at.0 + row, self.at.1 + column))
                    }));
                }
                self.at.1 = self.at.1.saturating_add(columns);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"table:table" => self.within = false,
            b"table:table-row" if self.within => self.at.0 = self.at.0.saturating_add(self.rows),
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
                .unescape_value()
                .map(std::borrow::Cow::into_owned)
                .map_err(|error| error.to_string())
        })
        .transpose()
}
