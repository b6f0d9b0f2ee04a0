//! Answers for a medium: JSON for programs, plain text for terminals. It adds nothing to an answer and takes nothing away.

mod json;
mod plain;

pub use json::json;
pub use plain::{plain, plain_lines, plain_text, unformatted};
