//! What a question asks: its words, how they are spelled, and which of the known kinds of question it is.
//!
//! It reads text and says what it understood; it looks up no figures and writes no answers.

pub mod classifier;
pub mod closed;
mod edits;
pub mod evidence;
mod features;
mod fillers;
mod index;
mod lexicon;
pub mod likeness;
pub mod matcher;
mod matrix;
pub mod names;
pub mod normalise;
pub mod number;
pub mod parlance;
mod parts;
pub mod period;
pub mod phrase;
mod quantities;
pub mod reader;
pub mod reading;
mod shortened;
mod sketch;
mod spans;
pub mod spelling;
pub mod stem;
mod svm;
pub mod token;
pub mod vocabulary;

pub use fillers::Filler;
pub use index::stems_of;
