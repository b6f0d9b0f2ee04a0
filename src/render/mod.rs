//! Answers for a medium: JSON for programs, plain text for terminals, charts for people. It adds nothing to the figures and takes
//! nothing away.

pub mod chart;
mod font;
mod json;
mod plain;
mod png;

pub use json::json;
pub use plain::{plain, plain_text, unformatted};
pub use png::{PngError, png};
