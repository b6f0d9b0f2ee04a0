//! The tests of the whole: questions to a made-up dataset, the program as people start it, properties, and the house rules.

mod bad_input;
mod cases;
mod commands;
mod properties;
mod support;
mod tidy;
