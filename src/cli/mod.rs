//! The command line's commands: they read files, call the core and print what it says.

pub mod ask;
pub mod eval;
pub mod failure;
pub mod import;
mod lines;
pub mod load;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::Failure;

use crate::console::Screen;

/// Everything went well.
pub const FINE: u8 = 0;
/// There are problems in files.
pub const PROBLEMS: u8 = 1;
/// The command was used wrongly.
pub const USAGE: u8 = 2;
/// The program cannot start.
pub const CANNOT_START: u8 = 3;

/// Answers questions from a sourced dataset and cites, for every figure, the outlet that first published it.
#[derive(Debug, Parser)]
#[command(
    name = "footnote",
    version,
    arg_required_else_help = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Settings file; default: bot.toml, if there is one
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Directory with the dataset
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Directory with the intents
    #[arg(long, global = true, value_name = "DIR")]
    pub intents: Option<PathBuf>,
    /// The day that "today" means; default: today
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<jiff::civil::Date>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer one question, or the last of several turns
    Ask(ask::AskArgs),
    /// Make a data file from a table with a column of years
    Import(import::ImportArgs),
}

/// Runs the command line and returns the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut screen = Screen::stdout();
    let ended = run(&cli, &mut screen).and_then(|code| {
        screen.flush()?;
        Ok(code)
    });
    ExitCode::from(ended.unwrap_or_else(Failure::report))
}

fn run(cli: &Cli, screen: &mut Screen) -> Result<u8, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::Ask(args) => ask::run(common, args, screen),
        Command::Import(args) => import::run(args, screen),
    }
}
