//! What all targets need: the shipped files as a running bot holds them, and a day that does not move.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use footnote::diagnostic::{Diagnostics, SourceFile, terminal};
use footnote::engine::snapshot;
use footnote::message::{Snapshot, shipped as weights};
use jiff::civil::Date;

/// The day on which everything is asked.
pub fn today() -> Date {
    Date::constant(2026, 3, 1)
}

/// The shipped data and intents.
pub fn shipped() -> &'static Snapshot {
    static READ: OnceLock<Snapshot> = OnceLock::new();
    READ.get_or_init(|| {
        let (dataset, _) = footnote::dataset::load(&files("data"));
        let (intents, _) = footnote::intents::load(&files("intents"));
        let weights = weights().expect("the shipped weights can be read");
        snapshot(dataset, intents, weights, &mut Diagnostics::new())
    })
}

fn files(folder: &str) -> Vec<Arc<SourceFile>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let read = footnote::files::read_directory(&folder);
    read.expect("the shipped files can be read").files
}

/// A text as a file below a folder, as it comes from a disk.
pub fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    })
}

/// Prints problems, as they are shown.
pub fn show(problems: &Diagnostics) {
    terminal::render_all(problems, false);
}
