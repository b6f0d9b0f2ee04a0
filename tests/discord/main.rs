//! Bots against Discord on loopback: the fake by itself, with the barest of bots.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test ends where something is not as it should be, in its helpers too"
)]

mod addressing;
#[path = "../support/bare.rs"]
mod bare;
mod buttons;
mod commands;
mod connections;
mod console;
#[path = "../support/discord/mod.rs"]
mod discord;
mod edits;
mod endpoint;
mod fake;
mod faults;
mod forms;
mod interactions;
mod messages;
mod moderating;
mod notices;
mod parity;
mod privacy;
mod publishing;
mod refusals;
mod rights;
mod scopes;
mod settings;
mod starts;
