//! From the evidence of a question to the query that it means, or to a question back, or to a refusal with its reason.
//!
//! It is the last room that sees a word of the question: everything behind it takes a query. It must not look up a value.

pub mod features;
pub mod hints;
pub mod mask;
pub mod memory;
pub mod operation;
pub mod propose;
pub mod scorer;
pub mod stock;
pub mod subjects;
pub mod times;
pub mod tokens;
