//! Reading files: the only way data, intents and settings enter the program.
//!
//! It hands on texts and says what cannot be read; it does not look into a text.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, MAX_FILE_BYTES, SourceFile, decode, too_large};

const UNREADABLE: &str = "F003";
const NO_DIRECTORY: &str = "F004";
const NOTHING_IN_IT: &str = "F005";
const PASSED_OVER: &str = "F009";

/// How many directories may lie in one another; a link to a directory above would go on for ever.
const DEEPEST: usize = 8;

/// The texts of a directory, and which of its files could not be read.
#[derive(Debug, Default)]
pub struct Texts {
    /// The files, in the order of their paths.
    pub files: Vec<Arc<SourceFile>>,
    /// What could not be read.
    pub problems: Diagnostics,
}

/// All `.toml` files below a directory; an error if there is no such directory or nothing in it.
///
/// Names that begin with a dot are passed over: editors and mounted volumes keep their own copies under such names.
pub fn read_directory(directory: &Path) -> Result<Texts, Box<Diagnostic>> {
    if !directory.is_dir() {
        return Err(Box::new(no_directory(directory)));
    }
    let mut texts = Texts::default();
    let mut paths = Vec::new();
    collect(directory, DEEPEST, &mut paths, &mut texts.problems);
    paths.sort();
    for path in paths {
        match read_file(&path) {
            Ok(file) => texts.files.push(file),
            Err(problem) => texts.problems.push(*problem),
        }
    }
    if texts.files.is_empty() && !texts.problems.has_errors() {
        return Err(Box::new(nothing_in(directory)));
    }
    Ok(texts)
}

/// One file as text; what is too large is refused before it is read.
pub fn read_file(path: &Path) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
    let name = shown(path);
    let bytes = read_bytes(path, MAX_FILE_BYTES).map_err(|problem| match problem {
        Unread::TooLarge(bytes) => Box::new(too_large(&name, bytes)),
        other => Box::new(other.told(&name)),
    })?;
    decode(&name, &bytes)
}

/// The largest table that is imported, in bytes; spreadsheets and JSON take some times as much memory.
const MAX_TABLE_BYTES: usize = 1024 * 1024 * 1024;

/// Endings of the names of tables.
const TABLES: [&str; 12] = [
    "csv", "tsv", "tab", "txt", "json", "jsonl", "ndjson", "xlsx", "xlsm", "xlsb", "xls", "ods",
];

/// The bytes of a table, whatever its encoding; what is too large is refused before it is read.
pub fn read_table(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = shown(path);
    read_bytes(path, MAX_TABLE_BYTES).map_err(|problem| Box::new(problem.told(&name)))
}

/// The tables in a directory, in the order of their names; the path itself where it is none.
pub fn tables(path: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Box::new(unreadable(&shown(path), &error));
    let entries: Result<Vec<_>, _> = fs::read_dir(path).map_err(failed)?.collect();
    let is_table = |path: &PathBuf| {
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        path.is_file() && TABLES.contains(&ending.as_str())
    };
    let paths = entries
        .map_err(failed)?
        .into_iter()
        .map(|entry| entry.path());
    let mut found: Vec<PathBuf> = paths.filter(is_table).collect();
    found.sort();
    if found.is_empty() {
        let message = format!("the directory `{}` holds no table", shown(path));
        return Err(Box::new(Diagnostic::error(NOTHING_IN_IT, message)));
    }
    Ok(found)
}

/// A path as it is printed: as typed, with slashes.
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

enum Unread {
    TooLarge(usize),
    NoFile,
    Failed(io::Error),
}

impl Unread {
    fn told(self, name: &str) -> Diagnostic {
        match self {
            Self::TooLarge(bytes) => {
                let mebibytes = bytes.div_ceil(1024 * 1024);
                Diagnostic::error(
                    UNREADABLE,
                    format!("`{name}` is too large: {mebibytes} MiB"),
                )
            }
            Self::NoFile => Diagnostic::error(UNREADABLE, format!("`{name}` is no file")),
            Self::Failed(error) => unreadable(name, &error),
        }
    }
}

fn read_bytes(path: &Path, most: usize) -> Result<Vec<u8>, Unread> {
    let about = fs::metadata(path).map_err(Unread::Failed)?;
    if !about.is_file() {
        return Err(Unread::NoFile);
    }
    let size = usize::try_from(about.len()).unwrap_or(usize::MAX);
    if size > most {
        return Err(Unread::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(size);
    let limit = most as u64 + 1;
    File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(Unread::Failed)?;
    Ok(bytes)
}

fn collect(directory: &Path, depth: usize, paths: &mut Vec<PathBuf>, problems: &mut Diagnostics) {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => return problems.push(unreadable(&shown(directory), &error)),
    };
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            Ok(entry) => {
                let path = entry.path();
                if path.is_dir() && depth > 0 {
                    collect(&path, depth - 1, paths, problems);
                } else if path
                    .extension()
                    .is_some_and(|extension| extension == "toml")
                {
                    paths.push(path);
                } else if is_likely_meant(&path) {
                    problems.push(passed_over(&path));
                }
            }
            Err(error) => problems.push(unreadable(&shown(directory), &error)),
        }
    }
}

/// Endings of files that were likely meant to be read.
const LIKELY: [&str; 5] = ["txt", "tml", "yaml", "yml", "json"];

/// `lamps.toml.txt`, `lamps.toml.bak`, `value.txt`: what only has the wrong ending.
fn is_likely_meant(path: &Path) -> bool {
    let ending = |name: &Path| {
        name.extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
    };
    let inner = path.file_stem().map(Path::new).and_then(ending);
    let own = ending(path).filter(|_| !is_readme(path));
    inner.is_some_and(|inner| inner == "toml")
        || own.is_some_and(|own| LIKELY.contains(&own.as_str()))
}

fn is_readme(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.eq_ignore_ascii_case("readme")
}

fn passed_over(path: &Path) -> Diagnostic {
    let message = format!("`{}` is not read: only `.toml` files are", shown(path));
    Diagnostic::warning(PASSED_OVER, message)
        .help("let its name end in `.toml`, or move it elsewhere")
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Diagnostic::error(UNREADABLE, format!("there is no file `{name}`"))
        }
        io::ErrorKind::PermissionDenied => {
            Diagnostic::error(UNREADABLE, format!("`{name}` may not be read"))
                .help("give the user that runs this program permission to read it")
        }
        _ => Diagnostic::error(UNREADABLE, format!("`{name}` cannot be read: {error}")),
    }
}

fn no_directory(path: &Path) -> Diagnostic {
    let name = shown(path);
    let problem = if path.exists() {
        format!("`{name}` is a file, where a directory is expected")
    } else {
        format!("there is no directory `{name}`")
    };
    Diagnostic::error(NO_DIRECTORY, problem)
}

fn nothing_in(path: &Path) -> Diagnostic {
    let message = format!("the directory `{}` holds no `.toml` file", shown(path));
    Diagnostic::error(NOTHING_IN_IT, message)
}
