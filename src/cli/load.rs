//! From the options of the command line to an engine.

use std::path::PathBuf;

use super::Common;
use crate::answer::Snapshot;
use crate::engine::Engine;
use crate::files::{ReadError, read_directory};
use crate::{dataset, intents};

/// Loads data and intents; problems that do not keep it from starting go to standard error.
pub fn engine(common: &Common) -> Result<Engine, ReadError> {
    let data = common.data.clone().unwrap_or_else(|| PathBuf::from("data"));
    let intents_dir = common.intents.clone().unwrap_or_else(|| PathBuf::from("intents"));
    let (dataset, _) = dataset::load(&read_directory(&data)?);
    let (intents, problems) = intents::load(&read_directory(&intents_dir)?);
    for problem in problems {
        anstream::eprintln!("{:?}", problem.message);
    }
    let (snapshot, problems) = Snapshot::new(dataset, intents);
    for problem in problems {
        anstream::eprintln!("{problem:?}");
    }
    let today = common.today.unwrap_or_else(|| jiff::Zoned::now().date());
    Ok(Engine::new(snapshot, today))
}
