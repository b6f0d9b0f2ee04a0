//! `footnote schema`: the JSON Schema of a kind of file, for editors that complete and check while people type.

use std::io::Write;

use super::{FINE, Failure};
use crate::console::Screen;
use crate::{config, dataset, intents};

/// The arguments of `footnote schema`.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// The kind of file
    kind: Kind,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// A file of the dataset
    Data,
    /// A file of one intent
    Intent,
    /// A file with the words of a language
    Words,
    /// The file with names that moderators gave
    Names,
    /// The settings file, bot.toml
    Config,
}

/// Runs the command.
pub fn run(args: &SchemaArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let schema = match args.kind {
        Kind::Data => dataset::schema(),
        Kind::Intent => intents::schema(),
        Kind::Words => intents::words_schema(),
        Kind::Names => intents::names_schema(),
        Kind::Config => config::schema(),
    };
    writeln!(screen, "{schema:#}")?;
    Ok(FINE)
}
