//! The fields of a CSV text with the places where they stand. It must not know what they mean.

use std::ops::Range;
use std::sync::Arc;

use crate::dataset::codes;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile};

/// A field without the spaces around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// The first row and the others.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) header: Vec<Field>,
    pub(super) rows: Vec<Vec<Field>>,
}

impl Grid {
    /// Reads commas, semicolons or tabs, whichever the first line has most of. Rows of another length are reported.
    pub(super) fn read(table: &Arc<SourceFile>, problems: &mut Diagnostics) -> Self {
        let text = table.text.as_str();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut starts = Vec::new();
        let mut records = Vec::new();
        for record in reader.records().map_while(Result::ok) {
            starts.push(record.position().map_or(0, |position| {
                usize::try_from(position.byte()).unwrap_or_default()
            }));
            records.push(record);
        }
        let ends = starts.iter().copied().skip(1).chain([text.len()]);
        let mut rows = records
            .iter()
            .zip(starts.iter().copied().zip(ends))
            .map(|(record, (start, end))| fields(record, text, start..end));
        let header = rows.next().unwrap_or_default();
        let rows: Vec<_> = rows
            .filter(|row| row.iter().any(|field| !field.text.is_empty()))
            .collect();
        for long in rows.iter().filter_map(|row| row.get(header.len())) {
            problems.push(
                Diagnostic::error(
                    codes::TABLE,
                    format!(
                        "this row has more than the {} fields of the first row",
                        header.len()
                    ),
                )
                .at(
                    &Place {
                        file: Arc::clone(table),
                        span: long.span.clone(),
                    },
                    "one too many",
                )
                .help("put quotes around a field that contains the separator: \"12,450\""),
            );
        }
        Self { header, rows }
    }

    /// Turns a table whose first row holds the years on its side.
    pub(super) fn upright(self, is_year: impl Fn(&str) -> bool) -> Self {
        let across =
            self.header.len() > 1 && self.header.iter().skip(1).all(|field| is_year(&field.text));
        let down = self
            .rows
            .iter()
            .filter_map(|row| row.first())
            .any(|field| is_year(&field.text));
        if !across || down {
            return self;
        }
        let column = |at: usize| {
            self.rows
                .iter()
                .map(move |row| row.get(at).cloned().unwrap_or_default())
        };
        let turned =
            |at: usize, head: &Field| std::iter::once(head.clone()).chain(column(at)).collect();
        let mut rows = self
            .header
            .iter()
            .enumerate()
            .map(|(at, head)| turned(at, head));
        Self {
            header: rows.next().unwrap_or_default(),
            rows: rows.collect(),
        }
    }
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |byte: u8| first.bytes().filter(|&found| found == byte).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|&byte| count(byte))
        .unwrap_or(b',')
}

/// The fields of one record, found again in its text one after the other.
fn fields(record: &csv::StringRecord, text: &str, range: Range<usize>) -> Vec<Field> {
    let mut at = range.start;
    let mut found = Vec::new();
    for field in record {
        let trimmed = field.trim();
        let start = text
            .get(at..range.end)
            .and_then(|rest| rest.find(trimmed))
            .map_or(at, |offset| at + offset);
        let end = (start + trimmed.len()).min(range.end);
        found.push(Field {
            text: trimmed.to_string(),
            span: start..end,
        });
        at = text
            .get(end..range.end)
            .and_then(|rest| rest.find([',', ';', '\t']))
            .map_or(end, |offset| end + offset + 1);
    }
    found
}
