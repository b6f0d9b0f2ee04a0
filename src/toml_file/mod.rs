//! TOML files that people write: tables with places, and every slip reported in one run with what to write instead.
//!
//! The dataset's and the intents' loaders read with it. It must not know what the tables mean.

mod hint;
mod inside;
mod keys;
mod reader;
mod scan;
mod spot;
mod syntax;
mod wrong_type;

pub(crate) use inside::inside;
pub(crate) use keys::keys_of;
pub(crate) use reader::{Entry, Reader, backticked, read};
pub(crate) use spot::{Cell, Spot};

/// The place of the first line that begins with one of these words: what tells one sort of file from another.
pub(crate) fn line_beginning(text: &str, words: &[&str]) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if words.iter().any(|word| line.starts_with(word)) {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

/// How one sort of file is written, and the codes of what can be wrong with any file of that sort.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Format {
    /// The text is no TOML.
    pub(crate) syntax: &'static str,
    /// There is no such table.
    pub(crate) unknown_table: &'static str,
    /// The table has no such key.
    pub(crate) unknown_key: &'static str,
    /// The value is not of the type that its key wants.
    pub(crate) wrong_type: &'static str,
    /// One table where a list belongs, or the reverse.
    pub(crate) table_shape: &'static str,
    /// True if tables such as `[reply.en]` stand for themselves, false if they belong to the table before them.
    pub(crate) dotted: bool,
    /// The tables of which there may be many: `[[figure]]`.
    pub(crate) lists: &'static [&'static str],
    /// The keys that stand above all tables.
    pub(crate) keys: fn() -> &'static [&'static str],
}
