//! A data file from the tables that people have: opened, recognised, shown, written. By hand is only what recognises a layout; formats and
//! encodings are read by libraries.
//!
//! Down this list, each uses what stands above it: `grid` (cells and places), `open` (bytes to grids), `number` and `period` (what a cell
//! says), `frame` (where the table stands), `layout` (which column is for what), `table` (cells with their coordinates), `tally` (all of
//! them gone through), `write` (entries). It must not read or write files, ask anybody, or take anything for what it may not be: what is
//! not certain becomes an error or a warning with its cell.

mod caveat;
mod codes;
mod dimension;
mod footnotes;
mod frame;
mod grid;
mod labels;
mod layout;
mod legend;
mod manner;
mod naming;
mod number;
mod open;
mod options;
mod period;
mod problems;
mod report;
mod sheets;
mod table;
mod tally;
mod times;
mod write;

pub use layout::Orientation;
pub use number::Decimal;
pub use options::Options;
pub use period::Dates;

use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostic, Diagnostics};
use grid::Grid;
use problems::Problems;
use table::Table;
use tally::Tally;
use write::{Counted, Plan, Taken};

/// Tables under way.
#[derive(Debug, Default)]
pub struct Import {
    tables: Vec<Counted>,
    problems: Problems,
    taken: Taken,
}

/// Tables that may be written.
#[derive(Debug)]
pub struct Imported {
    tables: Vec<Counted>,
    plan: Plan,
    taken: Taken,
    /// What was read in a way that may not be meant.
    pub warnings: Diagnostics,
}

impl Import {
    /// An import beside the data that lie in the same directory already.
    pub fn beside(dataset: &Dataset) -> Self {
        Self {
            taken: Taken::by(dataset),
            ..Self::default()
        }
    }

    /// Recognises the tables of one file; problems are kept.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>, options: &Options) {
        options.check(&mut self.problems);
        match open::open(name, bytes, options.sheet.as_deref()) {
            Err(problem) => self.problems.add("files that cannot be read", *problem),
            Ok(opened) => {
                for remark in opened.remarks {
                    self.problems.add("remarks on files", remark);
                }
                self.sheets(opened.sheets, options);
            }
        }
    }

    fn sheets(&mut self, sheets: Vec<Grid>, options: &Options) {
        let several = sheets.len() > 1;
        let (tables, others): (Vec<Grid>, Vec<Grid>) = sheets
            .into_iter()
            .partition(|grid| !several || !is_about(grid) && frame::find(grid).is_ok());
        let notes: Vec<String> = others.iter().flat_map(lines).collect();
        let mut refused: Vec<Diagnostic> = others.iter().map(without_table).collect();
        let titled = tables.len() > 1;
        let years = sheets::years(&tables);
        let before = self.tables.len();
        for (at, grid) in tables.into_iter().enumerate() {
            let year = years.as_ref().and_then(|years| years.get(at));
            let mut options = options.clone();
            if let Some(sheet) = grid.name.split('`').nth(1).filter(|_| titled) {
                options.title = format!("{}: {sheet}", options.title.trim());
            }
            match Table::recognise(grid, &notes, year, &options, &mut self.problems) {
                Ok(table) => self.count(table),
                Err(problem) => refused.push(*problem),
            }
        }
        let found = self.tables.len() > before;
        for mut problem in refused {
            if found {
                problem.severity = crate::diagnostic::Severity::Warning;
                problem.message += "; it is left out";
            }
            self.problems.add("sheets without a table", problem);
        }
    }

    fn count(&mut self, table: Table) {
        let tally = Tally::of(&table, &mut self.problems);
        if tally.figures == 0 && !self.problems.has_errors() {
            let message = format!("{}: the table holds no figure", table.grid.name);
            self.problems.add(
                "tables without a figure",
                Diagnostic::error(codes::NO_TABLE, message),
            );
        }
        self.tables.push(Counted { table, tally });
    }

    /// All tables, if nothing keeps them from being written; else everything that does.
    pub fn finish(mut self) -> Result<Imported, Diagnostics> {
        let plan = Plan::of(&self.tables, &self.taken, &mut self.problems);
        if self.problems.has_errors() || self.tables.is_empty() {
            return Err(self.problems.finish());
        }
        Ok(Imported {
            tables: self.tables,
            plan,
            taken: self.taken,
            warnings: self.problems.finish(),
        })
    }
}

/// Whether a sheet is called as those that tell of the others.
fn is_about(grid: &Grid) -> bool {
    let name = grid
        .name
        .split('`')
        .nth(1)
        .unwrap_or_default()
        .to_lowercase();
    let known = [
        "note",
        "legend",
        "content",
        "cover",
        "metadata",
        "information",
        "read me",
        "readme",
        "index",
        "glossary",
    ];
    known.iter().any(|known| name.starts_with(known))
}

fn without_table(grid: &Grid) -> Diagnostic {
    frame::find(grid).err().map_or_else(
        || {
            Diagnostic::error(
                codes::NO_TABLE,
                format!("{} tells of the other sheets by its name", grid.name),
            )
        },
        |problem| *problem,
    )
}

/// The rows of a sheet as lines.
fn lines(grid: &Grid) -> Vec<String> {
    let line = |row| {
        grid.cells(row)
            .map(|cell| cell.text)
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    (0..grid.height()).map(line).collect()
}

impl Imported {
    /// What was recognised, for people to look at.
    pub fn report(&self) -> String {
        let tables = self.tables.iter().enumerate();
        tables
            .map(|(at, counted)| report::of(counted, &self.plan, at))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// How many figures there are.
    pub fn figures(&self) -> usize {
        self.tables
            .iter()
            .map(|counted| counted.tally.figures)
            .sum()
    }

    /// How many metrics there are.
    pub fn metrics(&self) -> usize {
        self.plan.metrics.len()
    }

    /// Hands over the entries of a data file one by one, each a whole table of TOML.
    pub fn write<E>(&self, hand: &mut dyn FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        write::write(&self.tables, &self.plan, &self.taken, hand)
    }

    /// All of them as one text.
    pub fn text(&self) -> String {
        let mut text = String::from(HEAD);
        let written: Result<(), std::convert::Infallible> = self.write(&mut |entry| {
            text.push_str(entry);
            Ok(())
        });
        match written {
            Ok(()) => text,
            Err(never) => match never {},
        }
    }
}

/// The first line of a data file, by which editors find its schema.
pub const HEAD: &str = "#:schema ../schema/data.json\n";

#[cfg(test)]
mod tests;
