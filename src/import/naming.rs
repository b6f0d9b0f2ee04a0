//! Which columns tell the rows of a table apart, and which only repeat another or are the same for all rows.

use super::codes;
use super::dimension::{Dimension, NONE};
use super::layout::{Hint, Role, Time};
use super::number::of_heading;
use super::problems::Problems;
use super::table::{Constant, Table};
use crate::diagnostic::Diagnostic;

impl Table {
    /// The columns whose names tell rows apart.
    pub(super) fn name_rows(&mut self, problems: &mut Problems) {
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
        tell_units(&mut found);
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
        let mut candidates = found.iter_mut().filter(|dimension| !dimension.is_unit);
        if let (Some(only), None) = (candidates.next(), candidates.next())
            && (only.name.is_empty()
                || only.name.starts_with('(')
                || of_heading(&only.name).is_some()
                || only
                    .column
                    .is_some_and(|column| self.layout.hints[column] == Some(Hint::Time)))
        {
            only.is_indicator = true;
        }
    }
}

/// Finds the units that go with the names of another column.
fn tell_units(found: &mut [Dimension]) {
    for at in 0..found.len() {
        let told = found[at].is_unit
            && found
                .iter()
                .any(|other| !other.is_unit && other.determines(&found[at]));
        found[at].is_told = told;
    }
}
