//! A table as it was recognised: every cell with a figure has its coordinates, which are what is counted, of whom, and when. It must not
//! compose names: that is for whoever writes the figures down.

use std::collections::HashMap;

use super::codes;
use super::dimension::{Dimension, NONE};
use super::frame::{self, Frame};
use super::grid::Grid;
use super::layout::{self, Hint, Layout, Role, Time};
use super::legend::Legend;
use super::manner::{self, Written};
use super::number::{self, Decimal, Manner, Read, Said, Unread};
use super::options::Options;
use super::problems::Problems;
use super::times::{Moment, Times};
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
        options: &Options,
        problems: &mut Problems,
    ) -> Result<Self, (Grid, Diagnostic)> {
        let frame = match frame::find(&grid) {
            Ok(frame) => frame,
            Err(problem) => return Err((grid, problem)),
        };
        let layout =
            match layout::recognise(&grid, &frame, options.layout, options.period.is_some()) {
                Ok(layout) => layout,
                Err(problem) => return Err((grid, problem)),
            };
        wider_rows(&grid, &frame, problems);
        let legend = Legend::read(
            frame
                .above
                .iter()
                .chain(&frame.notes)
                .chain(more_notes)
                .map(String::as_str),
        );
        let times = Times::read(&grid, &frame, &layout, options, problems);
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
        table.twin_columns(problems);
        Ok(table)
    }

    /// The columns whose names tell rows apart.
    fn name_rows(&mut self, problems: &mut Problems) {
        let mut found: Vec<Dimension> = Vec::new();
        for (column, role) in self.layout.roles.clone().iter().enumerate() {
            if !matches!(
                role,
                Role::Labels | Role::Unit | Role::Scale | Role::Remarks
            ) {
                continue;
            }
            let name = self.layout.headings[column].whole.clone();
            let mut dimension = Dimension::of_column(&self.grid, &self.frame, column, &name);
            dimension.is_unit = matches!(role, Role::Unit | Role::Scale);
            dimension.is_indicator = self.layout.hints[column] == Some(Hint::Indicator);
            if dimension.is_constant() {
                self.constant(dimension, column);
            } else if *role != Role::Remarks && !dimension.members.is_empty() {
                found.push(dimension);
            }
        }
        self.fill_down(&mut found, problems);
        self.drop_codes(&mut found);
        self.sections(&mut found, problems);
        self.find_indicator(&mut found);
        let second = found
            .iter_mut()
            .filter(|dimension| dimension.is_indicator)
            .skip(1);
        second.for_each(|dimension| dimension.is_indicator = false);
        self.left_out(problems);
        self.nameless_rows(&found, problems);
        self.dimensions = found;
    }

    /// Rows without a name in a table whose rows have names.
    fn nameless_rows(&self, found: &[Dimension], problems: &mut Problems) {
        let named: Vec<&Dimension> = found
            .iter()
            .filter(|dimension| !dimension.is_unit)
            .collect();
        for (at, &row) in self.frame.body.iter().enumerate() {
            if !named.is_empty() && named.iter().all(|dimension| dimension.member(at).is_none()) {
                let message = format!("{}: this row has no name", self.grid.place_of_row(row));
                problems.add(
                    "rows without a name",
                    Diagnostic::warning(codes::HEADER, message),
                );
            }
        }
    }

    /// Columns that hold something and are passed over.
    fn left_out(&self, problems: &mut Problems) {
        let row = self.frame.heading.last().copied().unwrap_or_default();
        for (column, role) in self.layout.roles.iter().enumerate() {
            let Role::LeftOut(why) = role else { continue };
            if self.layout.hints[column] == Some(Hint::Technical) {
                continue;
            }
            let heading = &self.layout.headings[column].whole;
            if let Time::Down(periods, _) = self.layout.time
                && self.layout.headings[periods].whole == *heading
                && self
                    .frame
                    .body
                    .iter()
                    .any(|row| self.grid.text(*row, column) != self.grid.text(*row, periods))
            {
                let message = format!(
                    "{}: a second table stands beside the first",
                    self.grid.place(row, column)
                );
                let problem = Diagnostic::error(codes::NO_TABLE, message);
                problems.add(
                    "tables side by side",
                    problem.help("put each table into a file or sheet of its own"),
                );
                continue;
            }
            let message = format!(
                "{}: the column `{heading}` is left out: {why}",
                self.grid.place(row, column)
            );
            problems.add(
                "columns that are left out",
                Diagnostic::warning(codes::LEFT_OUT, message),
            );
        }
    }

    fn constant(&mut self, dimension: Dimension, column: usize) {
        let value = dimension.members.into_iter().next().unwrap_or_default();
        self.fates.insert(column, format!("`{value}` in all rows"));
        self.constants.push(Constant {
            name: dimension.name,
            value,
            hint: self.layout.hints[column],
        });
    }

    /// Blanks in the first column of names mean the name above, as under merged cells.
    fn fill_down(&self, found: &mut [Dimension], problems: &mut Problems) {
        let coded = |dimension: &Dimension| {
            dimension
                .column
                .is_some_and(|column| self.layout.hints[column] == Some(Hint::Code))
        };
        let others = found.len() > 1 || matches!(self.layout.time, Time::Down(..));
        let Some(first) = found
            .first_mut()
            .filter(|first| others && !first.is_unit && !coded(first))
        else {
            return;
        };
        if first.ids.first() == Some(&NONE) {
            return;
        }
        if let (Some(at), Some(column)) = (first.fill_down(), first.column) {
            let message = format!(
                "{}: blank, taken for the name above",
                self.grid.place(self.frame.body[at], column)
            );
            let problem = Diagnostic::warning(codes::LEFT_OUT, message);
            problems.add(
                "blank names",
                problem.help("so are all other blanks of this column"),
            );
        }
    }

    /// Columns whose names go with those of another are no dimensions of their own.
    fn drop_codes(&mut self, found: &mut Vec<Dimension>) {
        let mut at = 0;
        while at < found.len() {
            let own = &found[at];
            let with = found.iter().enumerate().find(|(other_at, other)| {
                *other_at != at
                    && !own.is_unit
                    && !other.is_unit
                    && other.determines(own)
                    && self.says_less(own, other, *other_at < at)
            });
            if let (Some((_, other)), Some(column)) = (with, own.column) {
                self.fates
                    .insert(column, format!("left out: goes with `{}`", other.name));
                found.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// Whether a column adds nothing to one that determines it: codes, and groups of many names.
    fn says_less(&self, own: &Dimension, other: &Dimension, behind: bool) -> bool {
        let coded = |dimension: &Dimension| {
            let hinted = dimension
                .column
                .is_some_and(|column| self.layout.hints[column] == Some(Hint::Code));
            hinted || dimension.looks_coded()
        };
        let mutual = own.determines(other);
        if mutual && own.is_numbered() != other.is_numbered() {
            own.is_numbered()
        } else if mutual {
            coded(own) && (!coded(other) || behind)
        } else {
            coded(own)
                || own.has_blanks()
                || other.members.len() >= 10 && own.members.len() * 3 <= other.members.len()
        }
    }

    /// Headings among the rows, such as "Women".
    fn sections(&mut self, found: &mut Vec<Dimension>, problems: &mut Problems) {
        let sections = Dimension::of_sections(&self.grid, &self.frame);
        if sections.members.is_empty() {
            return;
        }
        for (at, row) in self.frame.section.iter().enumerate() {
            let first = at == 0 || self.frame.section[at - 1] != *row;
            if let Some(row) = row.filter(|_| first) {
                let text = self
                    .grid
                    .cells(row)
                    .map(|cell| cell.text)
                    .find(|text| !text.is_empty())
                    .unwrap_or_default();
                let message = format!(
                    "{}: `{text}` is taken for a heading of the rows below it",
                    self.grid.place_of_row(row)
                );
                problems.add(
                    "headings among the rows",
                    Diagnostic::warning(codes::HEADER, message),
                );
            }
        }
        found.insert(0, sections);
    }

    /// Where headings name periods, a single column of names without a name of its own says what is counted.
    fn find_indicator(&self, found: &mut [Dimension]) {
        let named = found.iter().any(|dimension| dimension.is_indicator);
        let said = self
            .constants
            .iter()
            .any(|constant| constant.hint == Some(Hint::Indicator));
        let counted = self.measures.iter().any(Option::is_some);
        if named || said || counted || self.layout.time != Time::Across {
            return;
        }
        let mut names = found.iter_mut().filter(|dimension| !dimension.is_unit);
        if let (Some(only), None) = (names.next(), names.next())
            && (only.name.is_empty()
                || only.name.starts_with('(')
                || number::of_heading(&only.name).is_some()
                || only
                    .column
                    .is_some_and(|column| self.layout.hints[column] == Some(Hint::Time)))
        {
            only.is_indicator = true;
        }
    }

    /// Two columns of figures with one name and one period cannot be told apart.
    fn twin_columns(&self, problems: &mut Problems) {
        let slots = &self.layout.slots;
        for (at, slot) in slots.iter().enumerate() {
            let first = slots[..at]
                .iter()
                .find(|first| !slot.dated && slot.name.is_some() && first.name == slot.name);
            if let (Some(first), Some(name)) = (first, &slot.name) {
                let row = self.frame.heading.last().copied().unwrap_or_default();
                let (second, first) = (
                    self.grid.place(row, slot.column),
                    self.grid.column_words(first.column),
                );
                let message =
                    format!("{second}: two columns are called `{name}`; the other is {first}");
                let problem = Diagnostic::error(codes::HEADER, message);
                problems.add(
                    "columns with the same name",
                    problem.help("give each a name of its own"),
                );
            }
        }
    }

    /// Every cell with its coordinates, in the order of the rows.
    pub(super) fn visit<'a>(&'a self, each: &mut dyn FnMut(Found<'a>)) {
        let explained = |mark: &str| self.legend.knows(mark);
        for (at, &row) in self.frame.body.iter().enumerate() {
            for (slot_at, slot) in self.layout.slots.iter().enumerate() {
                let Some(moment) = self.times.of(at, slot) else {
                    continue;
                };
                let written = self.written.get(&slot.column);
                let manner = Manner {
                    decimal: written.map_or(Decimal::Point, |written| written.decimal),
                    unit: written.and_then(|written| written.unit.as_deref()),
                    explained: &explained,
                };
                let cell = self.grid.cell(row, slot.column);
                let said = if self.legend.is_missing(cell.text) {
                    Ok(Said::Nothing(cell.text))
                } else {
                    number::read(cell, &manner)
                };
                each(Found {
                    at,
                    row,
                    slot: slot_at,
                    moment,
                    said,
                });
            }
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

    /// What to say with a figure: its marks, its flags, the remarks of its row.
    pub(super) fn caveat(&self, found: &Found<'_>, read: &Read<'_>) -> String {
        let slot = &self.layout.slots[found.slot];
        let mut marks: Vec<&str> = read.marks.clone();
        marks.extend(found.moment.marks.iter().map(String::as_str));
        let flag = slot
            .flags
            .map_or("", |column| self.grid.text(found.row, column));
        if !flag.is_empty() && !is_normal(flag) {
            marks.push(flag);
        }
        let mut sentences: Vec<String> = Vec::new();
        for mark in marks {
            let sentence = self.sentence(mark);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        for (column, role) in self.layout.roles.iter().enumerate() {
            let text = self.grid.text(found.row, column);
            let alone = !self.fates.contains_key(&column);
            if *role == Role::Remarks && alone && !text.is_empty() {
                sentences.push(format!("The table notes: {}", ended(text)));
            }
        }
        sentences.join(" ")
    }

    /// What a mark means.
    fn sentence(&self, mark: &str) -> String {
        if let Some(meaning) = self.legend.meaning(mark) {
            return format!("Marked “{mark}” in the table: {}", ended(meaning));
        }
        if mark.chars().count() > 5 {
            return format!("Marked in the table: {}", ended(mark));
        }
        match usual(mark) {
            Some(meaning) => {
                format!("Marked “{mark}” in the table, which usually stands for {meaning}.")
            }
            None => format!("Marked “{mark}” in the table, which does not say what for."),
        }
    }

    /// Whether a mark is explained by the table or by custom.
    pub(super) fn is_understood(&self, mark: &str) -> bool {
        self.legend.knows(mark) || usual(mark).is_some() || mark.chars().count() > 5
    }
}

/// What a mark, or each of its letters, usually stands for.
fn usual(mark: &str) -> Option<String> {
    if let Some(meaning) = number::customary(mark) {
        return Some(meaning.to_owned());
    }
    let letters: Option<Vec<&str>> = mark
        .split("")
        .filter(|letter| !letter.trim().is_empty())
        .map(number::customary)
        .collect();
    letters
        .filter(|letters| (2..=3).contains(&letters.len()))
        .map(|letters| letters.join(" and "))
}

/// Flags of figures of which there is nothing to say.
fn is_normal(flag: &str) -> bool {
    matches!(
        flag.to_lowercase().as_str(),
        "a" | "normal"
            | "normal value"
            | "actual"
            | "final"
            | "0"
            | "-"
            | "none"
            | "nan"
            | "f: free (free for publication)"
    )
}

fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
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
