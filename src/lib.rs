//! Footnote answers questions from a sourced dataset and cites, for every figure, the outlet that first published it.

pub mod dataset;
pub mod compute;
pub mod diagnostic;
pub mod intents;
pub mod question;
