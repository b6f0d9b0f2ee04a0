//! How the numbers of each column are written: what parts their decimals, and the unit beside them.

use std::collections::{HashMap, HashSet};

use super::codes;
use super::frame::Frame;
use super::grid::Grid;
use super::layout::Slot;
use super::legend::Legend;
use super::number::{Decimal, Lakhs, Letters, Spot, Survey, Votes, Zeros, of_heading};
use super::options::Options;
use super::problems::Problems;
use crate::diagnostic::Diagnostic;

/// How a column's numbers are written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) decimal: Decimal,
    /// The word beside all of them.
    pub(super) unit: Option<String>,
    /// Whether groups of digits are those of 12,34,567.
    pub(super) lakhs: bool,
    pub(super) zeros: Zeros,
    /// Whether some number has a separator.
    pub(super) separated: bool,
}

/// Looks at all numbers of all columns with figures.
pub(super) fn read(
    grid: &Grid,
    frame: &Frame,
    slots: &[Slot],
    legend: &Legend,
    options: &Options,
    problems: &mut Problems,
) -> HashMap<usize, Written> {
    let explained = |mark: &str| legend.knows(mark);
    let surveys: Vec<(usize, Survey<'_>)> = slots
        .iter()
        .map(|slot| {
            let mut survey = Survey::default();
            for &row in &frame.body {
                survey.look(grid.cell(row, slot.column), (row, slot.column), &explained);
            }
            (slot.column, survey)
        })
        .collect();
    let all = surveys
        .iter()
        .fold(Votes::default(), |all, (_, survey)| all.and(&survey.votes));
    let mut doubtful = true;
    let lakhs = lakhs(grid, frame, slots);
    let multiplied = if options.decimal == Some(Decimal::Comma) {
        HashSet::new()
    } else {
        multiplied(grid, frame, slots, legend, problems)
    };
    surveys
        .iter()
        .map(|(column, survey)| {
            // Whether letters multiply was decided with points before decimals.
            let zeros = if multiplied.contains(column) {
                Zeros::ByLetters
            } else if is_scaled(grid, frame, &[*column]) {
                Zeros::LeftOut
            } else {
                Zeros::Beside
            };
            let pointed = (zeros == Zeros::ByLetters).then_some(Decimal::Point);
            let decimal = options.decimal.or(pointed).unwrap_or_else(|| {
                let decision = decide(&survey.votes, &all, grid.delimiter);
                settle(grid, decision, &mut doubtful, problems)
            });
            let unit = survey
                .unit
                .filter(|(_, count)| *count == survey.numbers && survey.numbers > 0);
            let votes = survey.votes;
            let written = Written {
                decimal,
                unit: unit.map(|(unit, _)| unit.to_owned()),
                lakhs,
                zeros,
                separated: votes.point.or(votes.comma).or(votes.doubtful()).is_some(),
            };
            (*column, written)
        })
        .collect()
}

/// Whether all numbers of the table are grouped as in India.
fn lakhs(grid: &Grid, frame: &Frame, slots: &[Slot]) -> bool {
    let mut lakhs = Lakhs::default();
    for slot in slots {
        for &row in &frame.body {
            lakhs.look(grid.text(row, slot.column));
        }
    }
    lakhs.are_sure()
}

/// The columns whose numbers are multiplied by the letters behind them: those of one measure use them all in one way, or none does.
fn multiplied(
    grid: &Grid,
    frame: &Frame,
    slots: &[Slot],
    legend: &Legend,
    problems: &mut Problems,
) -> HashSet<usize> {
    let mut measures: HashMap<Option<&str>, Letters> = HashMap::new();
    for slot in slots {
        let letters = measures.entry(slot.name.as_deref()).or_default();
        for &row in &frame.body {
            letters.look(grid.text(row, slot.column));
        }
    }
    let explained = ["k", "m", "b"].iter().any(|letter| legend.knows(letter));
    let columns: Vec<usize> = (0..frame.width).collect();
    let open = explained || is_scaled(grid, frame, &columns);
    let found: HashSet<usize> = slots
        .iter()
        .filter(|slot| measures[&slot.name.as_deref()].multiply() && !open)
        .map(|slot| slot.column)
        .collect();
    if !found.is_empty() {
        let message = format!(
            "{}: the letters behind numbers are taken for thousand (k), million (M) and billion (B)",
            grid.name
        );
        let problem = Diagnostic::warning(codes::NUMBER, message);
        problems.add("letters that multiply numbers", problem);
    }
    found
}

/// Whether the headings of columns, or a line above the table, say that zeros are left out.
fn is_scaled(grid: &Grid, frame: &Frame, columns: &[usize]) -> bool {
    let headings = frame.heading.iter();
    let headings = headings.flat_map(|row| columns.iter().map(|column| grid.text(*row, *column)));
    headings
        .chain(frame.above.iter().map(String::as_str))
        .any(|line| of_heading(line).is_some())
}

/// What was decided, and on what ground.
#[derive(Clone, Copy)]
enum Decision {
    /// Some number tells, or there is nothing to tell.
    Told(Decimal),
    /// By how such files are usually written; the cell that may be read otherwise.
    Usual(Decimal, Spot),
    /// Nothing tells.
    Open(Spot),
    /// Two cells that contradict each other.
    Contradiction(Spot, Spot),
}

fn decide(own: &Votes, all: &Votes, delimiter: Option<u8>) -> Decision {
    match (own.point, own.comma) {
        (Some(point), Some(comma)) => return Decision::Contradiction(point, comma),
        (Some(_), None) => return Decision::Told(Decimal::Point),
        (None, Some(_)) => return Decision::Told(Decimal::Comma),
        (None, None) => {}
    }
    let Some(doubtful) = own.doubtful() else {
        return Decision::Told(Decimal::Point);
    };
    match (all.point, all.comma) {
        (Some(_), None) => Decision::Told(Decimal::Point),
        (None, Some(_)) => Decision::Told(Decimal::Comma),
        (None, None) if own.either_point.is_some() && own.either_comma.is_some() => {
            Decision::Open(doubtful)
        }
        // Semicolons part fields where commas part decimals.
        _ if delimiter == Some(b';') => Decision::Usual(Decimal::Comma, doubtful),
        _ => Decision::Usual(Decimal::Point, doubtful),
    }
}

fn settle(
    grid: &Grid,
    decision: Decision,
    doubtful: &mut bool,
    problems: &mut Problems,
) -> Decimal {
    let text = |(row, column): Spot| grid.text(row, column);
    let place = |(row, column): Spot| grid.place(row, column);
    match decision {
        Decision::Told(decimal) => decimal,
        Decision::Usual(decimal, at) => {
            if std::mem::take(doubtful) {
                let sign = match (decimal, text(at).contains(',')) {
                    (Decimal::Point, true) => "the comma is taken to part thousands",
                    (Decimal::Point, false) => "the point is taken to part decimals",
                    (Decimal::Comma, true) => "the comma is taken to part decimals",
                    (Decimal::Comma, false) => "the point is taken to part thousands",
                };
                let message = format!(
                    "{}: `{}` may be read in two ways; {sign}",
                    place(at),
                    text(at)
                );
                let problem = Diagnostic::warning(codes::SEPARATORS, message);
                problems.add(
                    "numbers that may be read in two ways",
                    problem.help("`--decimal point` or `--decimal comma` says what parts decimals"),
                );
            }
            decimal
        }
        Decision::Open(at) => {
            let message = format!(
                "{}: `{}` may be read in two ways, and no number of the table tells which",
                place(at),
                text(at)
            );
            let problem = Diagnostic::error(codes::SEPARATORS, message);
            problems.add(
                "columns that may be read in two ways",
                problem.help("say with `--decimal comma` or `--decimal point` what parts decimals"),
            );
            Decimal::Point
        }
        Decision::Contradiction(point, comma) => {
            let message = format!(
                "{}: `{}` has a decimal comma, while {} has a decimal point: `{}`",
                place(comma),
                text(comma),
                place(point),
                text(point)
            );
            let problem = Diagnostic::error(codes::SEPARATORS, message);
            problems.add(
                "columns that contradict themselves",
                problem.help("write all numbers of a column in one way"),
            );
            Decimal::Point
        }
    }
}
