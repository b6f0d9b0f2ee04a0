//! Which column is for what: periods, names, figures, flags. It must not read a figure.

mod column;
mod heading;
mod roles;
mod words;

use super::codes;
use super::frame::Frame;
use super::grid::Grid;
use super::legend::Legend;
use super::period::{Label, Part};
use crate::diagnostic::Diagnostic;
use column::Column;
pub(super) use column::part;
pub(super) use heading::{Heading, headings};
pub(super) use words::Hint;
use words::hint;

/// Where a table has its periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Orientation {
    /// A row for each period: a column holds the years
    Down,
    /// A column for each period: the heading holds the years
    Across,
}

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Empty,
    Periods,
    /// Months or quarters of the year in another column.
    Parts,
    Figures,
    /// Names by which rows differ: countries, sexes.
    Labels,
    Unit,
    Scale,
    Flags,
    Remarks,
    LeftOut(&'static str),
}

/// Where a row's period comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// The headings.
    Across,
    /// A column, and one with the part of the year.
    Down(usize, Option<usize>),
    /// The options.
    Told,
}

/// A column with figures.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) column: usize,
    /// What it counts, if its heading says so.
    pub(super) name: Option<String>,
    /// Whether the heading gives the period, or a part of the row's year.
    pub(super) dated: bool,
    pub(super) part: Option<Part>,
    /// The column with its flags.
    pub(super) flags: Option<usize>,
}

/// A table's columns.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) headings: Vec<Heading>,
    pub(super) roles: Vec<Role>,
    pub(super) hints: Vec<Option<Hint>>,
    pub(super) time: Time,
    pub(super) slots: Vec<Slot>,
}

/// Tells the columns of a table apart.
pub(super) fn recognise(
    grid: &Grid,
    frame: &Frame,
    wanted: Option<Orientation>,
    told: bool,
    legend: &Legend,
) -> Result<Layout, Box<Diagnostic>> {
    let headings = headings(grid, frame, legend);
    let columns: Vec<Column> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| Column::look(grid, frame, at, &heading.name, legend))
        .collect();
    let looked = Looked {
        grid,
        frame,
        headings: &headings,
        columns: &columns,
        legend,
        named: wanted == Some(Orientation::Down),
    };
    let time = looked.time(wanted, told)?;
    let roles = looked.roles(time);
    let slots = looked.slots(time, &roles)?;
    let hints = columns.iter().map(|column| column.hint).collect();
    Ok(Layout {
        headings,
        roles,
        hints,
        time,
        slots,
    })
}

struct Looked<'a> {
    grid: &'a Grid,
    frame: &'a Frame,
    headings: &'a [Heading],
    columns: &'a [Column],
    legend: &'a Legend,
    /// Whether headings are names, whatever they look like.
    named: bool,
}

impl Looked<'_> {
    fn time(&self, wanted: Option<Orientation>, told: bool) -> Result<Time, Box<Diagnostic>> {
        let down = self
            .periods_down()
            .filter(|_| wanted != Some(Orientation::Across));
        let across = (0..self.columns.len())
            .filter(|column| self.is_dated(*column, down.is_some()))
            .count();
        let across = if wanted == Some(Orientation::Down) {
            0
        } else {
            across
        };
        let whole = (0..self.columns.len()).any(|column| self.is_dated(column, false));
        match (down, across) {
            (Some(_), 1..) if whole && wanted.is_none() => Err(self.both()),
            (Some(column), _) if self.is_begun(column) => Err(self.two_ends(column)),
            (Some(column), _) => Ok(Time::Down(column, self.parts_beside(column))),
            (None, 1..) => self.across(),
            (None, 0) if told => Ok(Time::Told),
            (None, 0) => Err(self.none()),
        }
    }

    /// Whether a heading gives the period of its column; a part of a year does where rows have years, and above figures only.
    fn is_dated(&self, column: usize, years_down: bool) -> bool {
        let figures = self.columns[column].is_numeric() || self.columns[column].is_empty();
        let label = self.headings[column]
            .period
            .as_ref()
            .map(|(read, _)| read.label);
        match label {
            None | Some(Label::ShortYear(..)) => false,
            Some(label) if self.named && !matches!(label, Label::Part(_)) => false,
            Some(Label::Part(_)) => years_down && figures,
            Some(_) => true,
        }
    }

    /// The column with the rows' periods: the one that is called so, or the first that holds nothing else.
    fn periods_down(&self) -> Option<usize> {
        let holds = |column: &usize| {
            let looked = &self.columns[*column];
            looked.is_periods() && self.headings[*column].period.is_none()
        };
        let named = |column: &usize| self.columns[*column].hint == Some(Hint::Time);
        let all = 0..self.columns.len();
        let first = all.clone().find(|column| named(column) && holds(column));
        let other = |column: &usize| {
            let looked = &self.columns[*column];
            let sure = !looked.is_plain_years() || self.are_years(*column);
            looked.hint.is_none() && holds(column) && sure && looked.periods == looked.filled
        };
        let quarters = |column: &usize| {
            matches!(
                self.columns[*column].hint,
                Some(Hint::Month | Hint::Quarter)
            ) && holds(column)
        };
        first
            .or_else(|| all.clone().find(other))
            .or_else(|| all.clone().find(quarters))
            .or_else(|| {
                // A column that is called so and holds much else: its cells are refused one by one.
                all.clone().find(|column| {
                    named(column)
                        && self.columns[*column].periods > 0
                        && self.headings[*column].period.is_none()
                })
            })
    }

    /// Whether numbers of four digits in a column that is not called so are years: all of recent centuries, going up or down, or in a
    /// column without a name.
    fn are_years(&self, column: usize) -> bool {
        let body = self.frame.body.iter().take(300);
        let years: Vec<u16> = body
            .filter_map(|row| self.grid.text(*row, column).parse().ok())
            .collect();
        let recent = years.iter().all(|year| (1700..=2100).contains(year));
        let up = years.windows(2).all(|two| two[0] < two[1]);
        let down = years.windows(2).all(|two| two[0] > two[1]);
        recent && (self.headings[column].name.is_empty() || column == 0 && (up || down))
    }

    fn parts_beside(&self, periods: usize) -> Option<usize> {
        let years = self.columns[periods].is_years();
        (0..self.columns.len()).find(|column| {
            *column != periods
                && years
                && self.columns[*column].is_parts()
                && self.headings[*column].period.is_none()
        })
    }

    /// Periods in the heading, unless they are a row of figures that was taken for one.
    fn across(&self) -> Result<Time, Box<Diagnostic>> {
        let all = || (0..self.columns.len()).filter(|column| !self.columns[*column].is_empty());
        let dated = || all().filter(|column| self.is_dated(*column, false));
        let first = self.is_dated(0, false) && all().count() > dated().count();
        let years = dated().all(|column| self.columns[column].is_plain_years());
        if !first && !years {
            return Ok(Time::Across);
        }
        let row = self.frame.heading.last().copied().unwrap_or_default();
        let message = format!(
            "{}: it is not to be told whether this row names periods or has figures",
            self.grid.place_of_row(row)
        );
        Err(Box::new(
            Diagnostic::error(codes::NO_PERIODS, message)
                .help("put a row with the names of the columns above the figures"),
        ))
    }

    /// Whether a column holds the beginnings of stretches whose ends stand in another.
    fn is_begun(&self, column: usize) -> bool {
        let called = |column: usize, known: &[&str]| {
            let name = words::plain(&self.headings[column].name);
            name.split(' ').any(|word| known.contains(&word))
        };
        let begins = called(
            column,
            &[
                "start",
                "from",
                "begin",
                "beginning",
                "von",
                "début",
                "desde",
            ],
        );
        let ends = |other: usize| called(other, &["end", "to", "until", "bis", "fin", "hasta"]);
        begins
            && (0..self.columns.len())
                .any(|other| other != column && ends(other) && self.columns[other].is_periods())
    }

    fn two_ends(&self, column: usize) -> Box<Diagnostic> {
        let row = self.frame.heading.last().copied().unwrap_or_default();
        let message = format!(
            "{}: periods with their beginning and their end in two columns are not read",
            self.grid.place(row, column)
        );
        Box::new(
            Diagnostic::error(codes::NO_PERIODS, message)
                .help("write them in one column, such as 2019-2021 or Jan-Jun 2020"),
        )
    }

    fn both(&self) -> Box<Diagnostic> {
        let row = self.frame.heading.first().copied().unwrap_or_default();
        let message = format!(
            "{}: periods stand both in the heading and in a column",
            self.grid.place_of_row(row)
        );
        Box::new(
            Diagnostic::error(codes::NO_PERIODS, message)
                .help("say which are meant with `--layout across` or `--layout down`"),
        )
    }

    fn none(&self) -> Box<Diagnostic> {
        let row = self.frame.heading.last().copied().unwrap_or_default();
        let names: Vec<String> = self
            .headings
            .iter()
            .map(|heading| heading.whole.clone())
            .filter(|name| !name.is_empty())
            .take(8)
            .collect();
        let message = format!(
            "{}: neither the heading nor a column says for when the numbers are (columns: {})",
            self.grid.place_of_row(row),
            names.join(", ")
        );
        Box::new(Diagnostic::error(codes::NO_PERIODS, message)
            .help("call the column with the years `year`; or say with `--period 2020` for when all of them are"))
    }

    fn slots(&self, time: Time, roles: &[Role]) -> Result<Vec<Slot>, Box<Diagnostic>> {
        let mut slots: Vec<Slot> = Vec::new();
        for (column, role) in roles.iter().enumerate() {
            if *role == Role::Flags {
                let alone = self.columns[column].hint == Some(Hint::Flags) && time != Time::Across;
                let before = slots.last_mut();
                let before = before
                    .filter(|slot| slot.flags.is_none() && (slot.column + 1 == column || alone));
                if let Some(before) = before {
                    before.flags = Some(column);
                }
            } else if *role == Role::Figures {
                let slot = self.slot(time, column, &slots)?;
                slots.push(slot);
            }
        }
        if slots.is_empty() {
            Err(self.no_figures())
        } else {
            Ok(slots)
        }
    }

    fn slot(&self, time: Time, column: usize, before: &[Slot]) -> Result<Slot, Box<Diagnostic>> {
        let heading = &self.headings[column];
        let years_down = matches!(time, Time::Down(..) | Time::Told);
        let part = heading
            .period
            .as_ref()
            .and_then(|(read, _)| match read.label {
                Label::Part(part) => Some(part),
                _ => None,
            });
        let dated = self.is_dated(column, years_down) && (time != Time::Told || part.is_some());
        let written = if dated { &heading.name } else { &heading.whole };
        if written.is_empty() && !dated {
            return Err(self.nameless(column));
        }
        let generic = written.is_empty() || hint(written) == Some(Hint::Value);
        let name = if dated {
            heading.name.clone()
        } else {
            heading.name_or_whole()
        };
        let twin = !dated && before.iter().any(|slot| slot.name.as_ref() == Some(&name));
        let name = if twin {
            format!("{name} ({})", self.grid.column_words(column))
        } else {
            name
        };
        Ok(Slot {
            column,
            name: (!generic).then_some(name),
            dated,
            part: part.filter(|_| dated),
            flags: None,
        })
    }

    fn nameless(&self, column: usize) -> Box<Diagnostic> {
        let row = self.frame.heading.last().copied().unwrap_or_default();
        let message = format!(
            "{}: a column with numbers has no name",
            self.grid.place(row, column)
        );
        Box::new(Diagnostic::error(codes::HEADER, message).help("name it in the heading, or put quotes around fields that hold the separator: \"12,450\""))
    }

    fn no_figures(&self) -> Box<Diagnostic> {
        Box::new(Diagnostic::error(
            codes::NO_TABLE,
            format!(
                "{}: no column holds numbers beside the periods",
                self.grid.name
            ),
        ))
    }
}

impl Heading {
    /// The name without marks of footnotes, or all that was written.
    pub(super) fn name_or_whole(&self) -> String {
        if self.period.is_none() && !self.name.is_empty() {
            self.name.clone()
        } else {
            self.whole.clone()
        }
    }
}
