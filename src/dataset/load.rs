//! From the text of all data files to a checked dataset and everything that is wrong with them.
//!
//! Bad entries are left out and the rest is loaded. It must not read files: the texts come in as they were read.

use std::sync::Arc;

use super::build::Builder;
use super::collect::{Tables, collect};
use super::{Dataset, codes};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::toml_file::line_beginning;

/// The dataset that the files describe, and all problems found in them.
pub fn load(files: &[Arc<SourceFile>]) -> (Dataset, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut tables = Tables::default();
    for file in files {
        match misplaced(file) {
            Some(problem) => problems.push(problem),
            None => collect(file, &mut tables, &mut problems),
        }
    }
    let mut builder = Builder::new(&mut problems);
    builder.build(&tables);
    for file in files.iter().filter(|file| misplaced(file).is_none()) {
        builder.figures(file);
    }
    builder.rest(&tables);
    builder.check();
    let mut data = builder.data;
    data.index_figures();
    data.fingerprint = crate::fingerprint::of_files(files);
    (data, problems.sorted())
}

/// How lines of intents files begin, and of no data file.
const OF_INTENTS: [&str; 5] = ["phrases.", "[reply.", "answer =", "[concepts]", "[fillers]"];

/// An intents file among the data, or a file with nothing in it.
fn misplaced(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let place = |span| Place {
        file: Arc::clone(file),
        span,
    };
    if let Some(span) = line_beginning(&file.text, &OF_INTENTS) {
        let problem = Diagnostic::error(codes::NO_DATA, "this looks like an intents file");
        return Some(
            problem
                .at(&place(span), "no data file has this")
                .help("move it to the directory of intents"),
        );
    }
    let says = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    (!file.text.lines().any(says)).then(|| {
        Diagnostic::warning(codes::NO_DATA, "the file has nothing in it")
            .at(&place(0..0), "")
            .help("add a table such as `[[figure]]`, or remove the file")
    })
}
