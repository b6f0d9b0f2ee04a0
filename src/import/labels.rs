//! The labels of a column of periods, each once, and what is said of those that name none.

use std::collections::HashMap;

use super::codes;
use super::dimension::NONE;
use super::frame::Frame;
use super::grid::Grid;
use super::period::{Label, Settled};
use super::problems::Problems;
use crate::diagnostic::Diagnostic;

/// The different labels of a column.
pub(super) struct Labels<'a> {
    pub(super) texts: Vec<&'a str>,
    pub(super) first_row: Vec<usize>,
    pub(super) of_rows: Vec<u32>,
}

impl<'a> Labels<'a> {
    pub(super) fn collect(
        grid: &'a Grid,
        frame: &Frame,
        column: usize,
        grouped: bool,
        problems: &mut Problems,
    ) -> Self {
        let mut labels = Self {
            texts: Vec::new(),
            first_row: Vec::new(),
            of_rows: Vec::with_capacity(frame.body.len()),
        };
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut last = NONE;
        for &row in &frame.body {
            let text = grid.text(row, column);
            if text.is_empty() {
                let above = if grouped { last } else { NONE };
                blank(&grid.place(row, column), above != NONE, problems);
                labels.of_rows.push(above);
                continue;
            }
            let next = u32::try_from(labels.texts.len()).unwrap_or(NONE);
            last = *known.entry(text).or_insert(next);
            if last == next {
                labels.texts.push(text);
                labels.first_row.push(row);
            }
            labels.of_rows.push(last);
        }
        labels
    }
}

fn blank(place: &str, above: bool, problems: &mut Problems) {
    if above {
        let message = format!("{place}: no period, taken for that of the row above");
        problems.add(
            "rows with the period of the row above",
            Diagnostic::warning(codes::PERIOD_READ, message),
        );
    } else {
        let message = format!("{place}: no period, so the row is left out");
        problems.add(
            "rows without a period",
            Diagnostic::warning(codes::LEFT_OUT, message),
        );
    }
}

/// Tells readings that may not be meant.
pub(super) fn report_doubts(grid: &Grid, row: usize, settled: &Settled, problems: &mut Problems) {
    for doubt in &settled.doubts {
        let message = format!("{}: {doubt}", grid.place_of_row(row));
        let problem = Diagnostic::warning(codes::PERIOD_READ, message);
        let financial = doubt.contains("twelve months");
        let problem = if financial {
            problem.help("say with `--year-starts 7` that they begin in July")
        } else {
            problem
        };
        problems.add("periods that may not be meant", problem);
    }
}

/// Words of rows that add up the others.
const TOTALS: [&str; 16] = [
    "total",
    "totals",
    "all",
    "sum",
    "average",
    "mean",
    "insgesamt",
    "summe",
    "ensemble",
    "totale",
    "итого",
    "всего",
    "всього",
    "разом",
    "change",
    "overall",
];

/// A label that names no period: a row of totals, or something that cannot be read.
pub(super) fn no_period(place: &str, text: &str, problems: &mut Problems) {
    let lower = text.to_lowercase();
    let sums = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|word| TOTALS.contains(&word));
    if sums {
        let message = format!("{place}: `{text}` is no period, so the row is left out");
        problems.add(
            "rows of totals, left out",
            Diagnostic::warning(codes::LEFT_OUT, message),
        );
    } else {
        let message = format!("{place}: `{text}` is no period");
        let problem = Diagnostic::error(codes::PERIOD, message);
        problems.add(
            "labels that are no period",
            problem.help("years from 1000 on, 2019/20, 2013-15, 1990s, 2020 Q4, 2020-03, Jul 2019 and dates are read"),
        );
    }
}

/// A period that cannot be held, or not be read for certain.
pub(super) fn refuse(place: &str, text: &str, why: &str, label: &Label, problems: &mut Problems) {
    if matches!(label, Label::Refused(_) | Label::Part(_)) {
        let message = format!("{place}: `{text}` is left out: {why}");
        problems.add(
            "periods that are left out",
            Diagnostic::warning(codes::PERIOD, message),
        );
    } else {
        let message = format!("{place}: `{text}` cannot be read: {why}");
        problems.add(
            "periods that cannot be read",
            Diagnostic::error(codes::PERIOD, message),
        );
    }
}
