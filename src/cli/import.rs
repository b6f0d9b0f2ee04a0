//! `footnote import`: a data file from a table.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::{CANNOT_START, FINE, PROBLEMS};
use crate::dataset::{ImportOptions, import};
use crate::diagnostic::{Diagnostic, Diagnostics, MAX_FILE_BYTES, decode, terminal, too_large};

/// The arguments of `footnote import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// A table with a column of years, then one metric a column
    #[arg(value_name = "TABLE.csv")]
    pub table: PathBuf,
    /// Who published the table
    #[arg(long, value_name = "NAME")]
    pub outlet: String,
    /// The title of the table
    #[arg(long, value_name = "TEXT")]
    pub title: String,
    /// When it was published: 1999-03-01, 1999-03 or unknown
    #[arg(long, value_name = "DATE")]
    pub published: String,
    /// Its link
    #[arg(long, value_name = "LINK")]
    pub url: Option<String>,
    /// The unit of all its numbers, such as people or percent
    #[arg(long, value_name = "WORD")]
    pub unit: Option<String>,
    /// The data file to write
    #[arg(long, value_name = "FILE.toml")]
    pub out: PathBuf,
    /// Write the file even if there is one already
    #[arg(long)]
    pub force: bool,
}

/// Runs the command.
pub fn run(args: &ImportArgs, out: &mut impl Write) -> u8 {
    match read(&args.table) {
        Ok(bytes) => convert(args, &bytes, out),
        Err(error) => cannot("read", &args.table, &error),
    }
}

/// One byte more than is allowed is enough to see that a file is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_FILE_BYTES).unwrap_or(u64::MAX);
    io::Read::read_to_end(
        &mut io::Read::take(fs::File::open(path)?, limit + 1),
        &mut bytes,
    )?;
    Ok(bytes)
}

fn convert(args: &ImportArgs, bytes: &[u8], out: &mut impl Write) -> u8 {
    let path = args.table.display().to_string();
    if bytes.len() > MAX_FILE_BYTES {
        let size = fs::metadata(&args.table).map_or(bytes.len(), |metadata| {
            usize::try_from(metadata.len()).unwrap_or(usize::MAX)
        });
        return report(too_large(&path, size));
    }
    let table = match decode(&path, bytes) {
        Ok(table) => table,
        Err(problem) => return report(*problem),
    };
    match import(&table, &options(args)) {
        Ok(text) => write(args, &text, out),
        Err(problems) => report_all(&problems),
    }
}

fn options(args: &ImportArgs) -> ImportOptions {
    ImportOptions {
        outlet: args.outlet.clone(),
        title: args.title.clone(),
        published: args.published.clone(),
        url: args.url.clone(),
        unit: args.unit.clone(),
    }
}

fn write(args: &ImportArgs, text: &str, out: &mut impl Write) -> u8 {
    let opened = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .create_new(!args.force)
        .open(&args.out);
    if let Err(error) = opened.and_then(|mut file| file.write_all(text.as_bytes())) {
        if error.kind() == io::ErrorKind::AlreadyExists {
            anstream::eprintln!(
                "error: `{}` exists; give another `--out`, or `--force` to replace it",
                args.out.display()
            );
            return CANNOT_START;
        }
        return cannot("write", &args.out, &error);
    }
    let figures = text.lines().filter(|line| *line == "[[figure]]").count();
    let _ = writeln!(out, "{}: {figures} figures", args.out.display());
    FINE
}

fn report(problem: Diagnostic) -> u8 {
    report_all(&Diagnostics::from_iter([problem]))
}

fn report_all(problems: &Diagnostics) -> u8 {
    anstream::eprintln!(
        "{}",
        terminal::render_all(problems, io::stderr().is_terminal())
    );
    PROBLEMS
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> u8 {
    anstream::eprintln!("error: cannot {what} `{}`: {error}", path.display());
    CANNOT_START
}
