//! What a question asks: its words, how they are spelled, and which of the known kinds of question it is.
//!
//! It reads text and says what it understood; it looks up no figures and writes no answers.

pub mod abbreviation;
pub mod classifier;
mod edits;
mod features;
mod lexicon;
pub mod matcher;
mod matrix;
pub mod normalise;
pub mod number;
pub mod period;
pub mod spelling;
pub mod stem;
mod svm;
pub mod threshold;
pub mod token;
pub mod words;
