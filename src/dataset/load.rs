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
    data.fingerprint = fingerprint(files);
    (data, problems.sorted())
}

/// The FNV-1a hash of paths and texts, as 12 hex digits: the same files give the same one on every machine.
fn fingerprint(files: &[Arc<SourceFile>]) -> String {
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let bytes = sorted.iter().flat_map(|file| {
        file.path
            .bytes()
            .chain([0])
            .chain(file.text.bytes())
            .chain([0])
    });
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:012x}", hash >> 16)
}
