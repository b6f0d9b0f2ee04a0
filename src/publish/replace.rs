//! Replacing one file whole: whoever looks finds the old one or the new one, also after a crash or a power cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes a text the whole of a file; folders on the way are made. Fails only where the file is what it was.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    let directory = directory_of(path);
    make_directory(directory)?;
    let temporary = temporary(path);
    let placed = fill(&temporary, path, text).and_then(|()| fs::rename(&temporary, path));
    if let Err(error) = placed {
        return Err(without(&temporary, error));
    }
    settle(directory);
    Ok(())
}

/// Takes a file away. Fails only where it is still there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)?;
    settle(directory_of(path));
    Ok(())
}

/// Beside the file, so that it can be renamed, and with a dot, so that nobody reads it.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}

/// Writes the temporary file and waits until the disk has it.
fn fill(temporary: &Path, path: &Path, text: &str) -> io::Result<()> {
    // One that a crash has left over.
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(temporary)?;
    file.write_all(text.as_bytes())?;
    match fs::metadata(path) {
        Ok(about) => file.set_permissions(about.permissions())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    file.sync_all()
}

/// The error, after the temporary file was taken away; what is left of it is passed over by every reader.
fn without(temporary: &Path, error: io::Error) -> io::Error {
    match fs::remove_file(temporary) {
        Err(second) if second.kind() != io::ErrorKind::NotFound => io::Error::new(
            error.kind(),
            format!("{error}, and {} stays: {second}", temporary.display()),
        ),
        _ => error,
    }
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(directory) if directory.as_os_str().is_empty() => Path::new("."),
        Some(directory) => directory,
        None => Path::new("."),
    }
}

/// Makes a folder and those above it, each of them for good.
fn make_directory(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let above = directory_of(path);
    make_directory(above)?;
    fs::create_dir(path)?;
    settle(above);
    Ok(())
}

/// Waits until the disk has the entries of a folder. They are changed by then, whatever comes of this: some mounted folders refuse it, and
/// a change that is there must not be reported as one that failed.
fn settle(directory: &Path) {
    if let Err(error) = sync_directory(directory) {
        tracing::warn!(
            folder = %directory.display(),
            %error,
            "the disk does not say whether it has the change of a folder; it may be lost if the power fails now"
        );
    }
}

/// Waits until the disk has the entries of a folder.
#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and its entries are written with the file.
#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}
