//! Footnote answers questions from a sourced dataset and cites, for every figure, the outlet that first published it.
//!
//! The core, in order: [`dataset`] and [`intents`] hold what was loaded, [`question`] reads, [`compute`] computes with sources,
//! [`answer`] words and cites. Around it stand the shells.

pub mod abbreviation;
pub mod answer;
pub mod check;
pub mod cli;
pub mod compute;
pub mod config;
pub mod console;
pub mod dataset;
pub mod desk;
pub mod diagnostic;
mod discord;
pub mod editing;
pub mod engine;
pub mod eval;
pub mod explain;
pub mod files;
pub mod fingerprint;
mod http;
pub mod import;
pub mod intents;
pub mod interpret;
mod lookup;
pub mod message;
pub mod publish;
pub mod query;
pub mod question;
pub mod render;
mod rounding;
pub mod store;
mod telemetry;
mod toml_file;
pub mod watch;
