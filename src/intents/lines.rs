//! The line on which a byte of a file stands, for many bytes of one file.

use crate::diagnostic::SourceFile;

/// Where the lines of a file end.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(file: &SourceFile) -> Self {
        Self(file.text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte, from 1.
    pub(super) fn of(&self, offset: usize) -> usize {
        1 + self.0.partition_point(|end| *end < offset)
    }
}
