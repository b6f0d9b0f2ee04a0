//! From the text of all data files to a checked dataset and everything that is wrong with them.
//!
//! Bad entries are left out and the rest is loaded. It must not read files: the texts come in as they were read.

use std::sync::Arc;

use super::Dataset;
use super::build::Builder;
use super::collect::{Tables, collect};
use crate::diagnostic::{Diagnostics, SourceFile};

/// The dataset that the files describe, and all problems found in them.
pub fn load(files: &[Arc<SourceFile>]) -> (Dataset, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut tables = Tables::default();
    for file in files {
        collect(file, &mut tables, &mut problems);
    }
    let mut builder = Builder::new(&mut problems);
    builder.build(&tables);
    builder.check();
    let mut data = builder.data;
    data.fingerprint = crate::fingerprint::of_files(files);
    (data, problems.sorted())
}
