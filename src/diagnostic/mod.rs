//! Problems in files, as data: what is wrong, where, and what to write instead.
//!
//! A `Diagnostic` knows nothing of terminals or Discord; the renderers below this module read it and add nothing to it.

mod decode;
mod excerpt;
pub mod github;
pub mod json;
pub mod line;
mod list;
mod position;
mod suggest;
pub mod terminal;

use std::ops::Range;
use std::sync::Arc;

pub use decode::{MAX_FILE_BYTES, decode, too_large};
pub use list::Diagnostics;
pub use position::Position;
pub use suggest::nearest;

/// A text file as it was read, kept so that a problem can point into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as the user would type it, relative to where the program was started.
    pub path: String,
    /// The whole text, without a byte order mark: [`decode`] takes it off.
    pub text: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file, or the entry, cannot be used.
    Error,
    /// It can be used, but somebody should look.
    Warning,
}

/// A place in a file, with what to say beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Bytes of the file's text.
    pub span: Range<usize>,
    /// A few words printed at the caret; may be empty.
    pub text: String,
}

/// A replacement that would mend the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The file to change.
    pub file: Arc<SourceFile>,
    /// The bytes to replace.
    pub span: Range<usize>,
    /// What to write there.
    pub replacement: String,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code: `D…` for data, `I…` for intents, `C…` for configuration, `F…` for files.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One lower-case sentence with names in backticks: what was found, what was expected.
    pub message: String,
    /// Places, the main one first; empty when the problem has no place in a file's text.
    pub labels: Vec<Label>,
    /// What to do, as a sentence.
    pub help: Option<String>,
    /// A replacement that would do it.
    pub fix: Option<Fix>,
}

/// A place in a file, before anything is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Bytes of the file's text.
    pub span: Range<usize>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds a place with a few words beside it; the first one added is the main one.
    #[must_use]
    pub fn at(mut self, place: &Place, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            file: Arc::clone(&place.file),
            span: place.span.clone(),
            text: text.into(),
        });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers a replacement that would mend it.
    #[must_use]
    pub fn fix(mut self, place: &Place, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            file: Arc::clone(&place.file),
            span: place.span.clone(),
            replacement: replacement.into(),
        });
        self
    }
}
