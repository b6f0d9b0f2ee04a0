//! The tests of the whole: questions to a made-up dataset, the program as people start it, properties, and the house rules.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be, in its helpers too"
)]

mod bad_input;
mod broken_files;
mod cases;
mod chart;
mod chat;
mod commands;
mod crash;
mod docs;
mod editing;
mod health;
mod import;
mod intents;
mod properties;
mod requests;
mod support;
mod tables;
mod tidy;
