//! Footnote answers questions from a sourced dataset and cites, for every figure, the outlet that first published it.

pub mod cli;
pub mod dataset;
pub mod compute;
pub mod diagnostic;
pub mod eval;
pub mod intents;
pub mod question;
