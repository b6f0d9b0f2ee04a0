//! Reading the files of a directory: the only way data and intents enter the program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::SourceFile;

/// Why a directory cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {source}", path.display())]
pub struct ReadError {
    path: PathBuf,
    source: io::Error,
}

/// All `.toml` files below a directory, in the order of their paths.
pub fn read_directory(directory: &Path) -> Result<Vec<Arc<SourceFile>>, ReadError> {
    let mut paths = Vec::new();
    collect(directory, &mut paths)?;
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn collect(directory: &Path, paths: &mut Vec<PathBuf>) -> Result<(), ReadError> {
    let error = |source| ReadError { path: directory.to_owned(), source };
    for entry in fs::read_dir(directory).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Arc<SourceFile>, ReadError> {
    let text = fs::read_to_string(path).map_err(|source| ReadError { path: path.to_owned(), source })?;
    Ok(Arc::new(SourceFile { path: path.display().to_string(), text }))
}
