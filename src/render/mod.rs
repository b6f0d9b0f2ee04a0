//! Answers for a medium: JSON for programs, plain text for terminals. It adds nothing to an answer and takes nothing away.

mod card;
mod json;
mod plain;

pub use card::{Card, LONGEST_EMBED, LONGEST_MESSAGE, Link, Tone, card, shortened};
pub use json::json;
pub use plain::{plain, plain_lines, plain_text, unformatted};
