//! `footnote drift`: which known questions these intents answer differently from those of another directory.

use std::io::Write;
use std::path::PathBuf;

use super::{Common, FINE, Failure, load};
use crate::console::Screen;
use crate::editing::{compared, drift_markdown};

/// The most characters that a comment on GitHub may have, less room for what stands around it.
const MOST: usize = 60_000;

/// The arguments of `footnote drift`.
#[derive(Debug, clap::Args)]
pub struct DriftArgs {
    /// Directory with the intents as they were
    #[arg(long, value_name = "DIR")]
    base: PathBuf,
    /// Directory with the dataset as it was; default: the dataset as it is
    #[arg(long, value_name = "DIR")]
    base_data: Option<PathBuf>,
}

/// Runs the command.
pub fn run(common: &Common, args: &DriftArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let before = Common {
        intents: Some(args.base.clone()),
        data: args.base_data.clone().or_else(|| common.data.clone()),
        ..common.clone()
    };
    let before = load::engine(&before)?;
    let after = load::engine(common)?;
    after.warn();
    let comparison = compared(
        &before.engine.snapshot(),
        &after.engine.snapshot(),
        common.today(),
    );
    write!(screen, "{}", drift_markdown(&comparison, MOST))?;
    Ok(FINE)
}
