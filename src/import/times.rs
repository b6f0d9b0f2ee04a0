//! The periods of a table's rows and headings. It must not take one period for another.

use std::collections::HashMap;

use super::dimension::NONE;
use super::footnotes::Footnotes;
use super::frame::Frame;
use super::grid::Grid;
use super::labels::{Labels, no_period, refuse, report_doubts};
use super::layout::{self, Layout, Time};
use super::legend::Legend;
use super::options::Options;
use super::period::{self, Ending, Hints, Labelled, Stretch, When, settle};
use super::problems::Problems;

/// All periods of a table.
#[derive(Debug, Default)]
pub(super) struct Times {
    whens: Vec<When>,
    /// Marks beside a period's label.
    marks: Vec<Vec<String>>,
    /// For each row of the body the position of its period.
    rows: Vec<u32>,
    /// For each column with a dated heading the position of its period.
    columns: HashMap<usize, u32>,
    /// The period of all.
    told: Option<u32>,
    /// For each row of the body the part of the headings' years that it is for.
    parts: Vec<RowPart>,
}

/// The part of a heading's year that a row is for.
#[derive(Debug, Clone, Copy)]
enum RowPart {
    Whole,
    Part(period::Part),
    /// Its label was refused.
    Unread,
}

/// A period and the marks beside its label.
#[derive(Debug, Clone)]
pub(super) struct Moment<'a> {
    pub(super) when: When,
    pub(super) marks: &'a [String],
}

impl Times {
    pub(super) fn read(
        grid: &Grid,
        frame: &Frame,
        layout: &Layout,
        legend: &Legend,
        options: &Options,
        problems: &mut Problems,
    ) -> Self {
        let hints = hints(frame, layout, options);
        let mut times = Self::default();
        match layout.time {
            Time::Told => times.told(options, hints),
            Time::Across => {
                times.across(grid, frame, layout, hints, problems);
                if let Some(parts) = layout
                    .roles
                    .iter()
                    .position(|role| *role == layout::Role::Parts)
                {
                    times.parts_of_rows(grid, frame, layout, parts, problems);
                }
            }
            Time::Down(column, part) => {
                times.down(
                    grid,
                    frame,
                    layout,
                    (column, part),
                    (hints, legend),
                    problems,
                );
            }
        }
        times
    }

    /// The period of a cell, by the position of its row in the body; none where it was refused.
    pub(super) fn of(&self, at: usize, slot: &layout::Slot) -> Option<Moment<'_>> {
        let at_row = at;
        let row = self.rows.get(at).copied();
        let id = match row {
            _ if self.told.is_some() && !(slot.dated && slot.part.is_none()) => self.told?,
            Some(row) => row,
            None => *self.columns.get(&slot.column)?,
        };
        let at = usize::try_from(id).ok()?;
        let when = self.whens.get(at)?;
        let marks = self.marks.get(at).map_or(&[][..], Vec::as_slice);
        let of_row = match self.parts.get(at_row) {
            None | Some(RowPart::Whole) => None,
            Some(RowPart::Unread) => return None,
            Some(RowPart::Part(part)) => Some(*part),
        };
        let Some(part) = slot.part.or(of_row) else {
            return Some(Moment {
                when: when.clone(),
                marks,
            });
        };
        let Stretch::Years(first, last) = when.stretch else {
            return None;
        };
        let stretch = part.of(first);
        (first == last && when.words.is_none()).then_some(Moment {
            when: When {
                stretch,
                words: None,
            },
            marks,
        })
    }

    /// The earliest and the latest period.
    pub(super) fn ends(&self) -> Option<(&When, &When)> {
        let first = self.whens.iter().min_by_key(|when| when.stretch)?;
        let last = self.whens.iter().max_by_key(|when| when.stretch)?;
        Some((first, last))
    }

    fn told(&mut self, options: &Options, hints: Hints) {
        let text = options.period.as_deref().unwrap_or_default();
        if let Some(read) = period::read(text) {
            let settled = settle(&[read], &[text], hints);
            self.told = settled
                .periods
                .into_iter()
                .flatten()
                .next()
                .map(|when| self.add(when, Vec::new()));
        }
    }

    /// A remark on the period of all.
    pub(super) fn remark(&mut self, remark: &str) {
        for marks in &mut self.marks {
            marks.push(remark.to_owned());
        }
    }

    fn add(&mut self, when: When, marks: Vec<String>) -> u32 {
        self.whens.push(when);
        self.marks.push(marks);
        u32::try_from(self.whens.len() - 1).unwrap_or(NONE)
    }

    fn across(
        &mut self,
        grid: &Grid,
        frame: &Frame,
        layout: &Layout,
        hints: Hints,
        problems: &mut Problems,
    ) {
        let dated: Vec<(usize, &Labelled, &str)> = layout
            .slots
            .iter()
            .filter(|slot| slot.dated)
            .filter_map(|slot| {
                let (read, text) = layout.headings[slot.column].period.as_ref()?;
                Some((slot.column, read, text.as_str()))
            })
            .collect();
        let labels: Vec<Labelled> = dated.iter().map(|(_, read, _)| (*read).clone()).collect();
        let texts: Vec<&str> = dated.iter().map(|(_, _, text)| *text).collect();
        let settled = settle(&labels, &texts, hints);
        let row = frame.heading.last().copied().unwrap_or_default();
        report_doubts(grid, row, &settled, problems);
        for ((column, read, text), period) in dated.iter().zip(settled.periods) {
            match period {
                Ok(when) => {
                    let id = self.add(when, read.marks.clone());
                    self.columns.insert(*column, id);
                }
                Err(why) => refuse(&grid.place(row, *column), text, &why, &read.label, problems),
            }
        }
    }

    fn down(
        &mut self,
        grid: &Grid,
        frame: &Frame,
        layout: &Layout,
        (column, part): (usize, Option<usize>),
        (hints, legend): (Hints, &Legend),
        problems: &mut Problems,
    ) {
        let ending = Ending::of(&layout.headings[column].whole);
        let grouped = part.is_some() || layout.roles.contains(&layout::Role::Labels);
        let labels = Labels::collect(grid, frame, column, grouped, problems);
        let footnotes = Footnotes::of(legend, labels.texts.iter().copied());
        let read: Vec<Option<Labelled>> = labels
            .texts
            .iter()
            .map(|text| footnotes.read(text))
            .collect();
        let sound: Vec<Labelled> = read.iter().flatten().cloned().collect();
        let texts: Vec<&str> = labels
            .texts
            .iter()
            .zip(&read)
            .filter(|(_, read)| read.is_some())
            .map(|(text, _)| *text)
            .collect();
        let settled = settle(&sound, &texts, hints);
        report_doubts(
            grid,
            labels.first_row.first().copied().unwrap_or_default(),
            &settled,
            problems,
        );
        let mut settled = settled.periods.into_iter();
        let ids: Vec<u32> = read
            .iter()
            .enumerate()
            .map(|(at, read)| {
                let place = grid.place(labels.first_row[at], column);
                let Some(read) = read else {
                    no_period(&place, labels.texts[at], problems);
                    return NONE;
                };
                match settled.next() {
                    Some(Ok(mut when)) => {
                        when.stretch =
                            ending.map_or(when.stretch, |ending| ending.stretch(when.stretch));
                        self.add(when, read.marks.clone())
                    }
                    Some(Err(why)) => {
                        refuse(&place, labels.texts[at], &why, &read.label, problems);
                        NONE
                    }
                    None => NONE,
                }
            })
            .collect();
        let of = |label: &u32| {
            usize::try_from(*label)
                .ok()
                .and_then(|at| ids.get(at))
                .copied()
                .unwrap_or(NONE)
        };
        self.rows = labels.of_rows.iter().map(of).collect();
        if let Some(part) = part {
            self.parts(grid, frame, layout, part, problems);
        }
    }

    /// Months down the rows below years.
    fn parts_of_rows(
        &mut self,
        grid: &Grid,
        frame: &Frame,
        layout: &Layout,
        column: usize,
        problems: &mut Problems,
    ) {
        let hint = layout.hints[column];
        for &row in &frame.body {
            let text = grid.text(row, column);
            let part = match layout::part(text, hint) {
                _ if is_whole_year(text) => RowPart::Whole,
                Some(part) => RowPart::Part(part),
                None => {
                    no_period(&grid.place(row, column), text, problems);
                    RowPart::Unread
                }
            };
            self.parts.push(part);
        }
    }

    /// Years and the parts of them in another column.
    fn parts(
        &mut self,
        grid: &Grid,
        frame: &Frame,
        layout: &Layout,
        column: usize,
        problems: &mut Problems,
    ) {
        let hint = layout.hints[column];
        let mut known: HashMap<(u32, String), u32> = HashMap::new();
        for at in 0..self.rows.len() {
            let row = frame.body[at];
            let text = grid.text(row, column);
            let year = self.rows[at];
            let Some(when) = usize::try_from(year)
                .ok()
                .and_then(|year| self.whens.get(year))
            else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            let key = (year, text.to_owned());
            if let Some(id) = known.get(&key) {
                self.rows[at] = *id;
                continue;
            }
            if is_whole_year(text) {
                continue;
            }
            let stretch = layout::part(text, hint).and_then(|part| part.within(when.stretch));
            let id = stretch.map_or(NONE, |stretch| {
                let marks = self
                    .marks
                    .get(usize::try_from(year).unwrap_or_default())
                    .cloned()
                    .unwrap_or_default();
                self.add(
                    When {
                        stretch,
                        words: None,
                    },
                    marks,
                )
            });
            if id == NONE {
                no_period(&grid.place(row, column), text, problems);
            }
            known.insert(key, id);
            self.rows[at] = id;
        }
    }
}

/// Rows of a table by months that are for the year: `M13` is the average of twelve months.
fn is_whole_year(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "m13" | "q05" | "s03" | "annual" | "annual average" | "year" | "total"
    )
}

fn hints(frame: &Frame, layout: &Layout, options: &Options) -> Hints {
    let headings = layout.headings.iter().map(|heading| heading.whole.as_str());
    let lines = frame.above.iter().chain(&frame.notes).map(String::as_str);
    let told = lines
        .chain([options.title.as_str()])
        .chain(headings)
        .find_map(period::year_start);
    Hints {
        dates: options.dates,
        year_starts: options.year_starts.or(told),
        last_year: options.last_year(),
    }
}
