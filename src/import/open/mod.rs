//! From the bytes of a file to the sheets in it. It must not know what their cells mean, nor read files itself.

mod book;
mod delimited;
mod encoding;
mod json;
mod percentages;

use super::codes;
use super::grid::Grid;
use crate::diagnostic::Diagnostic;

/// The sheets of a file, and what is to be said of how they were read.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub(super) sheets: Vec<Grid>,
    pub(super) remarks: Vec<Diagnostic>,
}

/// Opens a spreadsheet, a delimited text or JSON, told apart by what the bytes are.
pub(super) fn open(
    name: &str,
    bytes: Vec<u8>,
    sheet: Option<&str>,
) -> Result<Opened, Box<Diagnostic>> {
    if book::is_book(&bytes) {
        return book::open(name, &bytes, sheet);
    }
    let (text, remark) = encoding::decode(name, bytes)?;
    let grid = if json::is_json(name, &text) {
        json::open(name, &text)?
    } else {
        delimited::open(name, &text)?
    };
    Ok(Opened {
        sheets: vec![grid],
        remarks: remark.into_iter().collect(),
    })
}

/// A file that is no table.
fn unreadable(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE, format!("`{name}` {why}"))
}
