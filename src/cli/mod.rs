//! The command line's commands: they read files, call the core and print what it says.

pub mod eval;
