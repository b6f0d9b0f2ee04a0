//! A data file from a table with a year column and one metric a column. It must not read or write files.

mod cell;
mod grid;
mod write;
mod year;

use std::sync::Arc;

use super::{codes, period_text};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile};
use cell::{Cell, read_cell};
use grid::{Field, Grid};
use year::{Year, read_year};

/// What a table does not say about itself.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Who published the table.
    pub outlet: String,
    /// Its title.
    pub title: String,
    /// When it was published: a day, a month or "unknown".
    pub published: String,
    /// Its link.
    pub url: Option<String>,
    /// The unit of all its numbers.
    pub unit: Option<String>,
}

/// A data file made of a table.
#[derive(Debug)]
pub struct Imported {
    /// The text of the file.
    pub text: String,
    /// Cells and columns that were read in a way that may not be meant.
    pub warnings: Diagnostics,
}

/// One column with a name, read.
#[derive(Debug)]
struct Column {
    name: String,
    cells: Vec<(usize, Cell)>,
}

/// A data file that holds the table's figures, or everything that is wrong with the table.
pub fn import(table: &Arc<SourceFile>, options: &ImportOptions) -> Result<Imported, Diagnostics> {
    let mut problems = Diagnostics::new();
    check_options(options, &mut problems);
    let grid = Grid::read(table, &mut problems).upright(|text| read_year(text).is_some());
    let Some(years_at) = year_column(&grid) else {
        problems.push(no_years(table, &grid));
        return Err(problems.sorted());
    };
    let years = read_years(table, &grid, years_at, &mut problems);
    let columns = read_columns(table, &grid, years_at, &years, &mut problems);
    if columns.is_empty() && !problems.has_errors() {
        problems.push(no_numbers(table));
    }
    if problems.has_errors() {
        Err(problems.sorted())
    } else {
        Ok(Imported {
            text: write::file(options, &years, &columns),
            warnings: problems.sorted(),
        })
    }
}

fn check_options(options: &ImportOptions, problems: &mut Diagnostics) {
    for (name, value) in [("--outlet", &options.outlet), ("--title", &options.title)] {
        if value.trim().is_empty() {
            problems.push(Diagnostic::error(
                codes::EMPTY_TEXT,
                format!("`{name}` is empty"),
            ));
        }
    }
    let published = options.published.trim();
    if published != "unknown" && period_text::parse_published(published).is_none() {
        let message = format!("`--published {published}` is no date of publication");
        problems.push(
            Diagnostic::error(codes::PUBLISHED, message)
                .help("write 1998-04-16, 1998-04 or unknown"),
        );
    }
    let link = options.url.as_deref().unwrap_or("https://");
    if !link.starts_with("https://") && !link.starts_with("http://")
        || link.contains(char::is_whitespace)
    {
        problems.push(
            Diagnostic::error(codes::URL, format!("`--url {link}` is no link"))
                .help("a link begins with `https://` and has no spaces"),
        );
    }
}

/// The column that is named for years, or else the first one that holds nothing else.
fn year_column(grid: &Grid) -> Option<usize> {
    const NAMES: [&str; 10] = [
        "year",
        "years",
        "date",
        "period",
        "fiscal year",
        "financial year",
        "год",
        "годы",
        "рік",
        "роки",
    ];
    let width = grid.header.len();
    let holds_years = |column: usize| {
        let mut cells = grid
            .rows
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|field| !field.text.is_empty())
            .peekable();
        cells.peek().is_some() && cells.all(|field| read_year(&field.text).is_some())
    };
    let named = grid
        .header
        .iter()
        .position(|field| NAMES.contains(&field.text.to_lowercase().as_str()));
    named.or_else(|| (0..width).find(|&column| holds_years(column)))
}

fn place(table: &Arc<SourceFile>, field: &Field) -> Place {
    Place {
        file: Arc::clone(table),
        span: field.span.clone(),
    }
}

fn no_years(table: &Arc<SourceFile>, grid: &Grid) -> Diagnostic {
    let span = grid.header.first().map_or(0..0, |field| field.span.clone());
    Diagnostic::error(codes::TABLE, "the table has no column of years")
        .at(&Place { file: Arc::clone(table), span }, "looked for one here")
        .help("name the column `year`, with years such as 1994 below, then one column for each metric")
}

fn no_numbers(table: &Arc<SourceFile>) -> Diagnostic {
    Diagnostic::error(codes::TABLE, "the table has no numbers beside its years").at(
        &Place {
            file: Arc::clone(table),
            span: 0..0,
        },
        "",
    )
}

/// The year of each row; rows without one are left out, unreadable and repeated ones are reported.
fn read_years(
    table: &Arc<SourceFile>,
    grid: &Grid,
    column: usize,
    problems: &mut Diagnostics,
) -> Vec<Option<Year>> {
    let mut seen: Vec<(Year, &Field)> = Vec::new();
    let mut years = Vec::new();
    for row in &grid.rows {
        let field = row.get(column).filter(|field| !field.text.is_empty());
        let year = field.and_then(|field| {
            let year = read_year(&field.text);
            if year.is_none() {
                problems.push(
                    Diagnostic::error(codes::TABLE, format!("`{}` is no year", field.text))
                        .at(&place(table, field), "in the column of years")
                        .help("write a year such as 1994; 1993/94, FY1994 and dates are read too"),
                );
            }
            Some((year?, field))
        });
        if let Some((year, field)) = &year {
            match seen.iter().find(|(known, _)| known.period == year.period) {
                Some((_, first)) => problems.push(
                    Diagnostic::error(codes::TABLE, format!("two rows are for {}", year.period))
                        .at(&place(table, field), "the second one")
                        .at(&place(table, first), "the first one"),
                ),
                None => seen.push((year.clone(), field)),
            }
        }
        years.push(year.map(|(year, _)| year));
    }
    years
}

/// The columns beside the years that hold numbers.
fn read_columns(
    table: &Arc<SourceFile>,
    grid: &Grid,
    years_at: usize,
    years: &[Option<Year>],
    problems: &mut Diagnostics,
) -> Vec<Column> {
    let mut columns = Vec::new();
    for (at, header) in grid
        .header
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != years_at)
    {
        let fields = grid
            .rows
            .iter()
            .enumerate()
            .filter(|(row, _)| years.get(*row).is_some_and(Option::is_some));
        let mut cells = Vec::new();
        for (row, field) in fields.filter_map(|(row, fields)| Some((row, fields.get(at)?))) {
            match read_cell(&field.text) {
                Ok(None) => {
                    problems.extend(unread(table, header, field));
                }
                Ok(Some(cell)) => {
                    problems.extend(doubtful(table, header, field, &cell));
                    cells.push((row, cell));
                }
                Err(()) => problems.push(
                    Diagnostic::error(codes::TABLE, format!("`{}` is no number", field.text))
                        .at(&place(table, field), format!("in column `{}`", header.text))
                        .help("write a number such as 12,450, 2.5, 35% or (120); leave the cell empty if there is none"),
                ),
            }
        }
        if header.text.is_empty() && !cells.is_empty() {
            problems.push(
                Diagnostic::error(codes::TABLE, "a column with numbers has no name")
                    .at(&place(table, header), "name it here"),
            );
        }
        let twin = grid.header.get(..at).unwrap_or_default().iter();
        let mut twin = twin.filter(|other| !other.text.is_empty() && other.text == header.text);
        if let Some(first) = twin.next() {
            problems.push(
                Diagnostic::warning(
                    codes::TABLE,
                    format!("two columns are called `{}`", header.text),
                )
                .at(&place(table, header), "the second one")
                .at(&place(table, first), "the first one")
                .help("give each column a name of its own"),
            );
        }
        if !cells.is_empty() {
            columns.push(Column {
                name: header.text.clone(),
                cells,
            });
        }
    }
    columns
}

/// Words such as "n/a" are taken for no number.
fn unread(table: &Arc<SourceFile>, header: &Field, field: &Field) -> Option<Diagnostic> {
    let says = field.text.chars().any(char::is_alphabetic);
    says.then(|| {
        Diagnostic::warning(
            codes::TABLE,
            format!("`{}` is taken for no number", field.text),
        )
        .at(&place(table, field), format!("in column `{}`", header.text))
        .help("leave the cell empty if that is meant")
    })
}

/// A comma or point that may part thousands as well as decimals.
fn doubtful(
    table: &Arc<SourceFile>,
    header: &Field,
    field: &Field,
    cell: &Cell,
) -> Option<Diagnostic> {
    let behind = |sign: char| field.text.rsplit_once(sign).map(|(_, behind)| behind);
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let point = field.text.matches('.').count() == 1
        && behind('.').is_some_and(|behind| digits(behind) == 3);
    let comma = field.text.matches(',').count() == 1
        && !field.text.contains('.')
        && behind(',').is_some_and(|behind| digits(behind) != 3);
    (point || comma).then(|| {
        Diagnostic::warning(
            codes::TABLE,
            format!("`{}` is read as {}", field.text, cell.value),
        )
        .at(&place(table, field), format!("in column `{}`", header.text))
        .help("write decimals with a point, and thousands with a comma or with nothing")
    })
}

#[cfg(test)]
mod tests;
