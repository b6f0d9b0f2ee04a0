//! `footnote import`: a data file from a table.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{FINE, Failure};
use crate::console::{Screen, stderr_colours};
use crate::dataset::{ImportOptions, Imported, import};
use crate::diagnostic::terminal;
use crate::files::{read_file, shown};

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
pub fn run(args: &ImportArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let table = read_file(&args.table)?;
    let options = ImportOptions {
        outlet: args.outlet.clone(),
        title: args.title.clone(),
        published: args.published.clone(),
        url: args.url.clone(),
        unit: args.unit.clone(),
    };
    let Imported { text, warnings } = import(&table, &options).map_err(Failure::Files)?;
    write(args, &text)?;
    if !warnings.is_empty() {
        anstream::eprint!("{}", terminal::render_all(&warnings, stderr_colours()));
    }
    let figures = text.lines().filter(|line| *line == "[[figure]]").count();
    writeln!(screen, "{}: {figures} figures", shown(&args.out))?;
    Ok(FINE)
}

fn write(args: &ImportArgs, text: &str) -> Result<(), Failure> {
    if let Some(directory) = args.out.parent() {
        fs::create_dir_all(directory).map_err(|error| Failure::unwritten(&args.out, &error))?;
    }
    let opened = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .create_new(!args.force)
        .open(&args.out);
    opened
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(&args.out),
            _ => Failure::unwritten(&args.out, &error),
        })
}

fn exists(path: &Path) -> Failure {
    let path = shown(path);
    Failure::Impossible(format!(
        "`{path}` exists; give another `--out`, or `--force` to replace it"
    ))
}
