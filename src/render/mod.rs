//! Answers for a medium: JSON for programs, plain text for terminals. It adds nothing to an answer and takes nothing away.

mod block;
mod json;
mod plain;

pub use block::{MOST_OF_EMBED, code_block, shortened, whole_lines};
pub use json::json;
pub use plain::{plain, plain_text, unformatted};
