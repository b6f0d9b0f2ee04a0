//! `footnote import`: data files from tables, shown before they are written.

mod parts;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::count;
use super::progress::Progress;
use super::{FINE, Failure};
use crate::console::{Screen, stderr_colours};
use crate::dataset;
use crate::diagnostic::{SourceFile, terminal};
use crate::files::{read_directory, read_table, shown, tables};
use crate::import::{Dates, Decimal, Import, Imported, Options, Orientation};
use parts::Parts;

/// The arguments of `footnote import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// Tables, or directories of tables: .csv, .tsv, .json, .xlsx, .xls, .ods
    #[arg(value_name = "FILE", required = true)]
    pub tables: Vec<PathBuf>,
    /// Who published the tables; once for all, or once for each FILE
    #[arg(long, value_name = "NAME", required = true)]
    pub outlet: Vec<String>,
    /// The title of the tables; once for all, or once for each FILE
    #[arg(long, value_name = "TEXT", required = true)]
    pub title: Vec<String>,
    /// When they were published: 1999-03-01, 1999-03 or unknown; once for all, or once for each FILE
    #[arg(long, value_name = "DATE", required = true)]
    pub published: Vec<String>,
    /// Their link; once for all, or once for each FILE
    #[arg(long, value_name = "LINK")]
    pub url: Vec<String>,
    /// The unit of all numbers, such as people or percent
    #[arg(long, value_name = "WORD")]
    pub unit: Option<String>,
    /// The one sheet of a spreadsheet to read; default: all that are shown
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Where the periods are; default: where they are found
    #[arg(long, value_name = "NAME", value_enum)]
    pub layout: Option<Orientation>,
    /// What parts decimals; default: what the numbers tell
    #[arg(long, value_name = "SIGN", value_enum)]
    pub decimal: Option<Decimal>,
    /// How dates are written, or what they stand for
    #[arg(long, value_name = "HOW", value_enum)]
    pub dates: Option<Dates>,
    /// The month in which years such as 2019/20 begin, from 1 to 12
    #[arg(long, value_name = "MONTH", value_parser = clap::value_parser!(u8).range(1..=12))]
    pub year_starts: Option<u8>,
    /// The period of all numbers, where a table gives none
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Leave out cells that cannot be read, with a warning
    #[arg(long)]
    pub leave_out: bool,
    /// The data file to write
    #[arg(long, value_name = "FILE.toml")]
    pub out: PathBuf,
    /// Write the file even if there is one already
    #[arg(long)]
    pub force: bool,
    /// Write without asking
    #[arg(long)]
    pub yes: bool,
}

/// Runs the command.
pub fn run(args: &ImportArgs, screen: &mut Screen) -> Result<u8, Failure> {
    if !args.force && args.out.exists() {
        return Err(parts::exists(&args.out));
    }
    let present = present(args);
    let imported = recognise(args, &present)?;
    writeln!(screen, "{}", imported.report())?;
    screen.flush()?;
    for warning in &imported.warnings {
        anstream::eprintln!("{}\n", terminal::render(warning, stderr_colours()));
    }
    if !args.yes && !is_wanted(args, screen)? {
        writeln!(screen, "nothing is written")?;
        return Ok(FINE);
    }
    let progress = Progress::start("writing");
    let written = Parts::write(&args.out, args.force, &imported, &present);
    drop(progress);
    let paths: Vec<String> = written?.iter().map(|path| shown(path)).collect();
    let (metrics, figures) = (imported.metrics(), imported.figures());
    writeln!(
        screen,
        "{}: {}, {}",
        paths.join(", "),
        count(figures, "figure"),
        count(metrics, "metric")
    )?;
    Ok(FINE)
}

/// Everything that the files hold, once it is known to load beside what lies in the directory.
fn recognise(args: &ImportArgs, present: &[Arc<SourceFile>]) -> Result<Imported, Failure> {
    let mut paths = Vec::new();
    for path in &args.tables {
        paths.extend(tables(path)?);
    }
    let mut progress = Progress::start("reading");
    let mut import = Import::beside(&dataset::load(present).0);
    for (at, path) in paths.iter().enumerate() {
        let options = options(args, path, at, paths.len())?;
        progress.say(&format!("reading {}", shown(path)));
        import.add(&shown(path), read_table(path)?, &options);
    }
    import.finish().map_err(Failure::Files)
}

/// The data files that lie in the directory already.
fn present(args: &ImportArgs) -> Vec<Arc<SourceFile>> {
    let directory = args
        .out
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let texts = read_directory(directory.unwrap_or(Path::new(".")));
    let mut files = texts.map(|texts| texts.files).unwrap_or_default();
    files.retain(|file| !parts::is_part(Path::new(&file.path), &args.out));
    files
}

fn options(args: &ImportArgs, path: &Path, at: usize, count: usize) -> Result<Options, Failure> {
    let title = each("title", &args.title, at, count)?.unwrap_or_default();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let shared = count > 1 && args.title.len() == 1;
    Ok(Options {
        outlet: each("outlet", &args.outlet, at, count)?.unwrap_or_default(),
        title: if shared {
            format!("{title}: {stem}")
        } else {
            title
        },
        published: each("published", &args.published, at, count)?.unwrap_or_default(),
        url: each("url", &args.url, at, count)?,
        unit: args.unit.clone(),
        sheet: args.sheet.clone(),
        layout: args.layout,
        decimal: args.decimal,
        dates: args.dates,
        year_starts: args.year_starts,
        period: args.period.clone(),
        leave_out: args.leave_out,
    })
}

/// What an option says of one file: it is given once, or once for each file.
fn each(name: &str, values: &[String], at: usize, count: usize) -> Result<Option<String>, Failure> {
    match values {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        _ if values.len() == count => Ok(values.get(at).cloned()),
        _ => Err(Failure::Usage {
            message: format!(
                "`--{name}` is given {} times for {count} files; give it once, or once for each",
                values.len()
            ),
            example: None,
        }),
    }
}

/// Asks whoever sits at the terminal; without one nobody can say yes.
fn is_wanted(args: &ImportArgs, screen: &mut Screen) -> Result<bool, Failure> {
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(Failure::Usage {
            message: format!(
                "`{}` is not written, since there is no terminal to ask: look at the above and add `--yes`",
                shown(&args.out)
            ),
            example: None,
        });
    }
    write!(screen, "Write {}? [y/N] ", shown(&args.out))?;
    screen.flush()?;
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}
