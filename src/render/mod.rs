//! Answers for a medium: JSON for programs, plain text for terminals, charts for people. It adds nothing to the figures and takes
//! nothing away.

mod block;
mod card;
pub mod chart;
mod font;
mod json;
mod palette;
mod plain;
mod png;

pub use block::{
    LONGEST_LABEL, MOST_OF_EMBED, code_block, escaped, on_one_line, shortened, whole_lines, width,
};
pub use card::{Card, LONGEST_MESSAGE, Link, Tone, card, fitted};
pub use json::json;
pub use plain::{plain, plain_lines, plain_text, unformatted};
pub use png::{PngError, png};
