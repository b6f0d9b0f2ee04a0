//! The terminal: what answers, conversations and explanations look like there, and how lines come in.
//!
//! It shows what the core says and decides nothing about it.

mod chat;
mod command;
mod explanation;
mod input;
pub mod lines;
mod paint;
mod screen;
mod wrap;

pub use chat::{Chat, Reply};
pub use explanation::explanation;
pub use input::Input;
pub use screen::{Screen, stderr_colours};
pub use wrap::wrapped;
