//! The terminal: what answers, conversations and explanations look like there, and how lines come in.
//!
//! It shows what the core says and decides nothing about it.

mod chat;
mod explanation;
mod input;
pub mod lines;
mod metrics;
mod paint;
mod screen;

pub use chat::{Chat, Reply};
pub use explanation::explanation;
pub use input::Input;
pub use metrics::years_of;
pub use screen::{Screen, stderr_colours};
