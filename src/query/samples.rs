//! For tests: datasets and the canonical words as they are shipped.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::Phrases;
use crate::dataset::{Dataset, Language};
use crate::diagnostic::SourceFile;
use crate::files::read_directory;

fn texts(directory: &str) -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    read_directory(&root.join(directory)).unwrap().files
}

/// The dataset of a directory.
pub(crate) fn dataset(directory: &str) -> Dataset {
    crate::dataset::load(&texts(directory)).0
}

/// The canonical words in English.
pub(crate) fn english() -> &'static Phrases {
    static WORDS: OnceLock<Phrases> = OnceLock::new();
    WORDS.get_or_init(|| {
        let (mut intents, problems) = crate::intents::load(&texts("intents/operations"));
        assert!(!problems.has_errors(), "{problems:?}");
        intents.words.remove(&Language::En).unwrap().canonical
    })
}
