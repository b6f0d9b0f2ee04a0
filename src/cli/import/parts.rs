//! The files that an import writes: beside the place where they will be, then all at once in it.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::NamedTempFile;

use crate::cli::Failure;
use crate::dataset;
use crate::diagnostic::{MAX_FILE_BYTES, SourceFile};
use crate::files::shown;
use crate::import::{HEAD, Imported};

/// How large a file grows before the next one begins; every file has to be one that is loaded.
const LARGEST: usize = MAX_FILE_BYTES - 64 * 1024;

/// Files under way.
pub(super) struct Parts<'a> {
    out: &'a Path,
    done: Vec<NamedTempFile>,
    current: BufWriter<NamedTempFile>,
    size: usize,
}

impl<'a> Parts<'a> {
    /// Writes everything; what is stopped or fails leaves nothing behind.
    pub(super) fn write(
        out: &'a Path,
        force: bool,
        imported: &Imported,
        present: &[Arc<SourceFile>],
    ) -> Result<Vec<PathBuf>, Failure> {
        let failed = |error: io::Error| Failure::unwritten(out, &error);
        if let Some(directory) = out.parent() {
            fs::create_dir_all(directory).map_err(failed)?;
        }
        let stopped = stop_signal().map_err(failed)?;
        let mut parts = Self {
            out,
            done: Vec::new(),
            current: begun(out).map_err(failed)?,
            size: 0,
        };
        let written = imported.write(&mut |entry| {
            if stopped.load(Ordering::Relaxed) {
                return Err(io::Error::new(io::ErrorKind::Interrupted, "stopped"));
            }
            parts.push(entry)
        });
        written.and_then(|()| parts.close()).map_err(failed)?;
        parts.check(present)?;
        parts.place(force)
    }

    fn push(&mut self, entry: &str) -> io::Result<()> {
        if self.size + entry.len() > LARGEST {
            let next = begun(self.out)?;
            let full = std::mem::replace(&mut self.current, next);
            self.done
                .push(full.into_inner().map_err(io::IntoInnerError::into_error)?);
            self.size = 0;
        }
        self.size += entry.len();
        self.current.write_all(entry.as_bytes())
    }

    fn close(&mut self) -> io::Result<()> {
        self.current.flush()?;
        self.current.get_ref().as_file().sync_all()
    }

    /// Loads what was written, beside what is there; a file that does not load is not left to be found later.
    fn check(&self, present: &[Arc<SourceFile>]) -> Result<(), Failure> {
        if !self.done.is_empty() {
            return Ok(());
        }
        let text = fs::read_to_string(self.current.get_ref().path());
        let file = SourceFile {
            path: shown(self.out),
            text: text.map_err(|error| Failure::unwritten(self.out, &error))?,
        };
        let before = dataset::load(present).1.errors();
        let all: Vec<Arc<SourceFile>> = present.iter().cloned().chain([Arc::new(file)]).collect();
        let (_, problems) = dataset::load(&all);
        let sound = problems.errors() <= if present.is_empty() { 0 } else { before };
        if sound {
            Ok(())
        } else {
            Err(Failure::Files(problems))
        }
    }

    /// Gives the files their names.
    fn place(self, force: bool) -> Result<Vec<PathBuf>, Failure> {
        let last = self
            .current
            .into_inner()
            .map_err(|error| Failure::unwritten(self.out, &error.into_error()))?;
        let mut paths = Vec::new();
        for (at, file) in self.done.into_iter().chain([last]).enumerate() {
            let path = part(self.out, at + 1);
            let placed = if force {
                file.persist(&path)
            } else {
                file.persist_noclobber(&path)
            };
            placed.map_err(|failed| match failed.error.kind() {
                io::ErrorKind::AlreadyExists => exists(&path),
                _ => Failure::unwritten(&path, &failed.error),
            })?;
            paths.push(path);
        }
        Ok(paths)
    }
}

/// A file whose name begins with a dot, which nothing loads.
fn begun(out: &Path) -> io::Result<BufWriter<NamedTempFile>> {
    let directory = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".import-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(directory.unwrap_or(Path::new(".")))?;
    let mut file = BufWriter::new(file);
    file.write_all(HEAD.as_bytes())?;
    Ok(file)
}

/// `a.toml`, then `a-2.toml`.
fn part(out: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return out.to_owned();
    }
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!("{stem}-{number}.toml"))
}

/// Whether a path is one of the files that an import to `out` writes.
pub(super) fn is_part(path: &Path, out: &Path) -> bool {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let own = path.file_stem().unwrap_or_default().to_string_lossy();
    let number = own
        .strip_prefix(&*stem)
        .and_then(|rest| rest.strip_prefix('-'));
    own == stem || number.is_some_and(|number| number.parse::<u32>().is_ok())
}

pub(super) fn exists(path: &Path) -> Failure {
    let path = shown(path);
    Failure::Impossible(format!(
        "`{path}` exists; give another `--out`, or `--force` to replace it"
    ))
}

/// Becomes true when somebody interrupts the program, so that files under way are removed.
fn stop_signal() -> io::Result<Arc<AtomicBool>> {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || {
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            flag.store(true, Ordering::Relaxed);
        }
    });
    Ok(stopped)
}
