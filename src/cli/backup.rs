//! `footnote backup`: a copy of the database, also while the bot runs.

use std::io::Write;
use std::path::PathBuf;

use super::{Common, FINE, Failure, load};
use crate::console::Screen;
use crate::files::shown;

/// The arguments of `footnote backup`.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The file to write; there must be none of this name
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

/// Runs the command.
pub fn run(common: &Common, args: &BackupArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let store = load::existing_store(common)?;
    store.backup(&args.to)?;
    writeln!(screen, "the database was copied to {}", shown(&args.to))?;
    Ok(FINE)
}
