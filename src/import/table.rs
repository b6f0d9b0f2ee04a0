//! A table as it was recognised: every cell with a figure has its coordinates, which are what is counted, of whom, and when. It must not
//! compose names: that is for whoever writes the figures down.

use std::collections::HashMap;

use super::codes;
use super::dimension::{Dimension, NONE};
use super::frame::{self, Frame};
use super::grid::Grid;
use super::layout::{self, Hint, Layout};
use super::legend::Legend;
use super::manner::{self, Written};
use super::number::{self, Decimal, Manner, Said, Unread, Zeros};
use super::options::Options;
use super::problems::Problems;
use super::sheets::Year;
use super::times::{Moment, Times};
use crate::dataset::Value;
use crate::diagnostic::Diagnostic;

/// A column with one name for all rows.
#[derive(Debug, Clone)]
pub(super) struct Constant {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) hint: Option<Hint>,
}

/// The table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) grid: Grid,
    pub(super) frame: Frame,
    pub(super) layout: Layout,
    pub(super) legend: Legend,
    pub(super) times: Times,
    /// How each column with figures is written.
    pub(super) written: HashMap<usize, Written>,
    /// Names by which rows differ.
    pub(super) dimensions: Vec<Dimension>,
    /// Names that all rows share.
    pub(super) constants: Vec<Constant>,
    /// What became of columns that are neither figures nor periods nor dimensions.
    pub(super) fates: HashMap<usize, String>,
    /// What columns with figures count, without repetitions.
    pub(super) measures: Vec<Option<String>>,
    pub(super) options: Options,
}

/// A cell at the coordinates of a figure.
pub(super) struct Found<'a> {
    /// The position of its row in the body.
    pub(super) at: usize,
    pub(super) row: usize,
    /// The position of its column among those with figures.
    pub(super) slot: usize,
    pub(super) moment: Moment<'a>,
    pub(super) said: Result<Said<'a>, Unread<'a>>,
}

impl Table {
    /// Recognises what a sheet holds; an error where it holds no table.
    pub(super) fn recognise(
        grid: Grid,
        more_notes: &[String],
        year: Option<&String>,
        options: &Options,
        problems: &mut Problems,
    ) -> Result<Self, Box<Diagnostic>> {
        let frame = frame::find(&grid)?;
        let legend = Legend::of(&frame.above, &frame.notes, more_notes);
        let recognise = |told| layout::recognise(&grid, &frame, options.layout, told, &legend);
        let year = year.and_then(|year| Year::of(year, &frame.above));
        // A year of the whole sheet is asked for only where nothing in its table says when.
        let (layout, year) = match (recognise(options.period.is_some()), year) {
            (Err(problem), Some(year)) if problem.code == codes::NO_PERIODS => {
                (recognise(true)?, Some(year))
            }
            (layout, _) => (layout?, None),
        };
        let mut options = options.clone();
        wider_rows(&grid, &frame, problems);
        if let Some(year) = &year {
            of_one_year(&grid, year, problems);
            options.period = Some(year.text.clone());
        }
        let mut times = Times::read(&grid, &frame, &layout, &legend, &options, problems);
        if let Some(remark) = year.and_then(|year| year.remark) {
            times.remark(&remark);
        }
        let options = &options;
        let written = manner::read(&grid, &frame, &layout.slots, &legend, options, problems);
        let mut measures: Vec<Option<String>> = Vec::new();
        for slot in &layout.slots {
            if !measures.contains(&slot.name) {
                measures.push(slot.name.clone());
            }
        }
        let mut table = Self {
            grid,
            frame,
            layout,
            legend,
            times,
            written,
            dimensions: Vec::new(),
            constants: Vec::new(),
            fates: HashMap::new(),
            measures,
            options: options.clone(),
        };
        table.name_rows(problems);
        table.scale_above(problems);
        table.twin_columns(problems);
        Ok(table)
    }

    /// What a line above the table says of all numbers may not be meant of each column.
    fn scale_above(&self, problems: &mut Problems) {
        let said = self
            .frame
            .above
            .iter()
            .find_map(|line| Some((line, number::of_heading(line)?)));
        if let Some((line, scale)) = said {
            let message = format!(
                "{}: `{line}` is taken to say that numbers are in {scale}s, where no heading says otherwise",
                self.grid.name
            );
            problems.add(
                "units from lines above the table",
                Diagnostic::warning(codes::UNIT, message),
            );
        }
    }

    /// Two columns of figures with one name are told apart by their places.
    fn twin_columns(&self, problems: &mut Problems) {
        let row = self.frame.heading.last().copied().unwrap_or_default();
        let heading = |column: usize| &self.layout.headings[column];
        for slot in self.layout.slots.iter().filter(|slot| !slot.dated) {
            let own = heading(slot.column).name_or_whole();
            if let Some(name) = slot.name.as_ref().filter(|name| **name != own) {
                let message = format!(
                    "{}: another column is called `{own}` too; this one is called `{name}`",
                    self.grid.place(row, slot.column)
                );
                let problem = Diagnostic::warning(codes::HEADER, message);
                problems.add(
                    "columns with the same name",
                    problem.help("give each a name of its own"),
                );
            }
        }
    }

    /// Every cell with its coordinates, in the order of the rows.
    pub(super) fn visit<'a>(&'a self, each: &mut dyn FnMut(Found<'a>)) {
        for (at, &row) in self.frame.body.iter().enumerate() {
            for (slot_at, slot) in self.layout.slots.iter().enumerate() {
                if let Some(moment) = self.times.of(at, slot) {
                    each(Found {
                        at,
                        row,
                        slot: slot_at,
                        moment,
                        said: self.said(row, slot.column),
                    });
                }
            }
        }
    }

    fn said(&self, row: usize, column: usize) -> Result<Said<'_>, Unread<'_>> {
        let cell = self.grid.cell(row, column);
        if self.legend.is_missing(cell.text) {
            return Ok(Said::Nothing(cell.text));
        }
        let explained = |mark: &str| self.legend.knows(mark);
        let written = self.written.get(&column);
        let manner = Manner {
            decimal: written.map_or(Decimal::Point, |written| written.decimal),
            unit: written.and_then(|written| written.unit.as_deref()),
            lakhs: written.is_some_and(|written| written.lakhs),
            zeros: written.map_or(Zeros::Beside, |written| written.zeros),
            explained: &explained,
        };
        number::read(cell, &manner)
    }

    /// The number of a row of the body and a column with figures.
    pub(super) fn value(&self, at: usize, slot: usize) -> Option<Value> {
        let (row, slot) = (*self.frame.body.get(at)?, self.layout.slots.get(slot)?);
        match self.said(row, slot.column) {
            Ok(Said::Number(read)) => Some(read.value),
            _ => None,
        }
    }

    /// What is counted and of whom, as one number; the period is not in it.
    pub(super) fn metric_key(&self, at: usize, slot: usize) -> u128 {
        let name = &self.layout.slots[slot].name;
        let measure = self
            .measures
            .iter()
            .position(|known| known == name)
            .unwrap_or_default();
        self.dimensions
            .iter()
            .fold(measure as u128, |key, dimension| {
                let id = dimension.ids.get(at).copied().unwrap_or(NONE);
                let digit = if id == NONE { 0 } else { u128::from(id) + 1 };
                key.wrapping_mul(dimension.members.len() as u128 + 1)
                    .wrapping_add(digit)
            })
    }
}

/// A period that stands in the name and the title of a sheet.
fn of_one_year(grid: &Grid, year: &Year, problems: &mut Problems) {
    let message = format!(
        "{}: all its numbers are taken to be for {}, by its name and by the line `{}`",
        grid.name, year.text, year.line
    );
    problems.add(
        "periods in the names of sheets",
        Diagnostic::warning(codes::PERIOD_READ, message),
    );
}

/// Cells beyond the heading, which were parted by a separator that was not meant as one.
fn wider_rows(grid: &Grid, frame: &Frame, problems: &mut Problems) {
    for &row in &frame.body {
        let beyond =
            (frame.width..grid.width(row)).find(|column| !grid.text(row, *column).is_empty());
        if let Some(column) = beyond {
            let message = format!(
                "{}: this row has more than the {} cells of the heading",
                grid.place(row, column),
                frame.width
            );
            let problem = Diagnostic::error(codes::HEADER, message);
            problems.add(
                "rows with too many cells",
                problem.help("put quotes around a field that contains the separator: \"12,450\""),
            );
        }
    }
}
