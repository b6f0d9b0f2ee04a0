//! A table gone through once: what cannot be read, what stands twice, what marks there are, and what each metric's numbers look like.

use std::collections::{BTreeMap, HashMap, HashSet};

use num_traits::Signed;

use super::codes;
use super::number::{Read, Said, Unread};
use super::period::Stretch;
use super::problems::Problems;
use super::table::{Found, Table};
use crate::dataset::Number;
use crate::diagnostic::{Diagnostic, Severity};

/// One thing that is counted of one member.
#[derive(Debug, Clone)]
pub(super) struct Metric {
    /// The position of a row of the body with its members, and of its column.
    pub(super) at: usize,
    pub(super) slot: usize,
    pub(super) figures: usize,
    pub(super) decimals: bool,
    /// The least of its numbers and the most.
    ends: Option<(Number, Number)>,
    /// The sign beside all of its numbers.
    pub(super) sign: Option<char>,
    /// Whether its numbers have different signs.
    mixed: bool,
}

impl Metric {
    /// Whether a number is below zero.
    pub(super) fn has_negative(&self) -> bool {
        self.ends.is_some_and(|(low, _)| low.is_negative())
    }

    /// Whether all numbers may be percentages of a whole.
    pub(super) fn may_be_shares(&self) -> bool {
        let most = Number::from_integer(100);
        !self.has_negative() && self.ends.is_some_and(|(_, high)| high <= most)
    }
}

/// How often a mark stood beside a number and in place of one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct MarkCount {
    pub(super) beside: usize,
    pub(super) in_place: usize,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) metrics: Vec<Metric>,
    pub(super) metric_of: HashMap<u128, usize>,
    pub(super) marks: BTreeMap<String, MarkCount>,
    /// Figures of each column.
    pub(super) per_slot: Vec<usize>,
    /// Cells that repeat a figure, and that cannot be read, as row of the body and column.
    pub(super) skipped: HashSet<(usize, usize)>,
    pub(super) figures: usize,
    first: HashMap<(usize, Stretch), (usize, usize)>,
}

impl Tally {
    pub(super) fn of(table: &Table, problems: &mut Problems) -> Self {
        let mut tally = Self {
            per_slot: vec![0; table.layout.slots.len()],
            ..Self::default()
        };
        table.visit(&mut |found| match &found.said {
            Ok(Said::Nothing(mark)) => tally.nothing(mark),
            Ok(Said::Number(read)) => tally.number(table, &found, read, problems),
            Err(unread) => {
                tally.skipped.insert((found.at, found.slot));
                report(table, &found, *unread, problems);
            }
        });
        tally.first = HashMap::new();
        tally.doubtful_marks(table, problems);
        tally.doubtful_percentages(table, problems);
        tally.mixed_signs(table, problems);
        tally
    }

    fn nothing(&mut self, mark: &str) {
        if !mark.is_empty() {
            self.marks.entry(mark.to_owned()).or_default().in_place += 1;
        }
    }

    fn number(
        &mut self,
        table: &Table,
        found: &Found<'_>,
        read: &Read<'_>,
        problems: &mut Problems,
    ) {
        for mark in read
            .marks
            .iter()
            .copied()
            .chain(found.moment.marks.iter().map(String::as_str))
        {
            self.marks.entry(mark.to_owned()).or_default().beside += 1;
        }
        let metric = self.metric(table, found);
        if self.is_repeated(table, found, read, metric, problems) {
            self.skipped.insert((found.at, found.slot));
            return;
        }
        if is_sentinel(
            table
                .grid
                .text(found.row, table.layout.slots[found.slot].column),
        ) {
            self.skipped.insert((found.at, found.slot));
            sentinel(table, found, problems);
            return;
        }
        if read.bracketed && table.legend.has_brackets() {
            self.skipped.insert((found.at, found.slot));
            marked_by_brackets(table, found, problems);
            return;
        }
        if read.bracketed {
            bracketed(table, found, read, problems);
        }
        self.figures += 1;
        self.per_slot[found.slot] += 1;
        let (low, high) = read.value.ends();
        let metric = &mut self.metrics[metric];
        metric.mixed |= metric.figures > 0 && metric.sign != read.sign;
        metric.sign = read.sign.filter(|_| !metric.mixed);
        metric.figures += 1;
        metric.decimals |= !low.is_integer() || !high.is_integer();
        let known = metric.ends.unwrap_or((low, high));
        metric.ends = Some((known.0.min(low), known.1.max(high)));
    }

    fn metric(&mut self, table: &Table, found: &Found<'_>) -> usize {
        let next = self.metrics.len();
        let metric = *self
            .metric_of
            .entry(table.metric_key(found.at, found.slot))
            .or_insert(next);
        if metric == next {
            self.metrics.push(Metric {
                at: found.at,
                slot: found.slot,
                figures: 0,
                decimals: false,
                ends: None,
                sign: None,
                mixed: false,
            });
        }
        metric
    }

    /// Whether the same thing has a number for the same period already.
    fn is_repeated(
        &mut self,
        table: &Table,
        found: &Found<'_>,
        read: &Read<'_>,
        metric: usize,
        problems: &mut Problems,
    ) -> bool {
        let here = (found.at, found.slot);
        let first = *self
            .first
            .entry((metric, found.moment.when.stretch))
            .or_insert(here);
        if first == here {
            return false;
        }
        let known = table.value(first.0, first.1);
        let column = |slot: usize| table.layout.slots[slot].column;
        let place = table.grid.place(found.row, column(found.slot));
        let other = table.grid.place(table.frame.body[first.0], column(first.1));
        let period = found.moment.when.shown();
        if known == Some(read.value) {
            let message = format!(
                "{place}: the number for {period} stands at {other} already, and is left out here"
            );
            problems.add(
                "numbers that stand twice",
                Diagnostic::warning(codes::TWICE, message),
            );
        } else {
            let message = format!(
                "{place}: {} for {period}, where {other} has {}",
                read.value,
                known.map(|known| known.to_string()).unwrap_or_default()
            );
            let problem = Diagnostic::error(codes::TWICE, message);
            let help = "rows have to differ in their period or in a column with names; give the column that tells them apart a name, such as `region`";
            problems.add("numbers that contradict one another", problem.help(help));
        }
        true
    }

    /// Marks that neither the table nor custom explains.
    fn doubtful_marks(&self, table: &Table, problems: &mut Problems) {
        for (mark, count) in &self.marks {
            if count.beside > 0 && !table.is_understood(mark) {
                let message = format!(
                    "{}: `{mark}` beside {} numbers is not explained; they get a caveat that says so",
                    table.grid.name, count.beside
                );
                problems.add(
                    "marks without a meaning",
                    Diagnostic::warning(codes::MARK, message),
                );
            }
        }
    }

    /// Metrics some of whose numbers have a sign that others lack.
    fn mixed_signs(&self, table: &Table, problems: &mut Problems) {
        for metric in self.metrics.iter().filter(|metric| metric.mixed) {
            let column = table.layout.slots[metric.slot].column;
            let message = format!(
                "{}: not all numbers of one thing have the same sign, such as %, beside them; they are kept without one",
                table.grid.place(table.frame.body[metric.at], column)
            );
            problems.add(
                "numbers with different signs",
                Diagnostic::warning(codes::UNIT, message),
            );
        }
    }

    /// Percentages that may be fractions of one.
    fn doubtful_percentages(&self, table: &Table, problems: &mut Problems) {
        for (at, slot) in table.layout.slots.iter().enumerate() {
            let heading = &table.layout.headings[slot.column].whole.to_lowercase();
            let percent = heading.contains('%') || heading.contains("percent");
            let mut all = self.per_slot[at] > 1;
            let one = num_rational::Ratio::from_integer(1);
            if percent && all {
                table.visit(&mut |found| {
                    if let Ok(Said::Number(read)) = &found.said
                        && found.slot == at
                    {
                        all &= read.value.ends().1.abs() <= one && read.sign != Some('%');
                    }
                });
                if all {
                    let message = format!(
                        "{}: all numbers of `{}` are at most 1, and are kept as percentages",
                        table.grid.name,
                        slot.name.as_deref().unwrap_or(heading)
                    );
                    let problem = Diagnostic::warning(codes::UNIT, message);
                    problems.add(
                        "percentages that may be fractions",
                        problem.help("if 0.05 is meant as 5 %, correct it in the table"),
                    );
                }
            }
        }
    }
}

/// Numbers that files have where they have none.
fn is_sentinel(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let nines = |text: &str| text.bytes().all(|byte| byte == b'9');
    whole.len() >= 2
        && nines(whole)
        && (nines(decimals) || decimals.bytes().all(|byte| byte == b'0'))
        && digits.len() >= 3
}

fn sentinel(table: &Table, found: &Found<'_>, problems: &mut Problems) {
    let column = table.layout.slots[found.slot].column;
    let (place, text) = (
        table.grid.place(found.row, column),
        table.grid.text(found.row, column),
    );
    let message = format!("{place}: `{text}` is left out: it is likelier a mark for no number");
    problems.add(
        "numbers that are likelier marks",
        Diagnostic::warning(codes::MARK, message),
    );
}

/// Where the table says that brackets are a mark, a number in brackets is not negative.
fn marked_by_brackets(table: &Table, found: &Found<'_>, problems: &mut Problems) {
    let place = table
        .grid
        .place(found.row, table.layout.slots[found.slot].column);
    let message = format!(
        "{place}: the brackets around this number are a mark of the table's own, and it is left out"
    );
    problems.add(
        "numbers in brackets that are marked",
        Diagnostic::warning(codes::MARK, message),
    );
}

fn bracketed(table: &Table, found: &Found<'_>, read: &Read<'_>, problems: &mut Problems) {
    let place = table
        .grid
        .place(found.row, table.layout.slots[found.slot].column);
    let message = format!("{place}: brackets around a number make it {}", read.value);
    problems.add(
        "numbers in brackets, taken to be negative",
        Diagnostic::warning(codes::NUMBER, message),
    );
}

/// A cell that cannot be read: an error, or a warning if such cells are to be left out.
fn report(table: &Table, found: &Found<'_>, unread: Unread<'_>, problems: &mut Problems) {
    let column = table.layout.slots[found.slot].column;
    let (place, text) = (
        table.grid.place(found.row, column),
        table.grid.text(found.row, column),
    );
    let name = &table.layout.headings[column].whole;
    let (what, kind, help) = match unread {
        Unread::NoNumber => (
            format!("`{text}` in `{name}` is no number"),
            "cells that hold no number",
            "write a number such as 12,450, 2.5, 35% or (120); leave the cell empty if there is none",
        ),
        Unread::Mark => (
            format!(
                "`{text}` in `{name}` stands for no number, and the table does not say for what"
            ),
            "marks that nobody explains",
            "leave the cell empty, or explain the mark in a line below the table: `w = withheld`",
        ),
        Unread::Word(word) => (
            format!(
                "`{word}` beside the number in `{name}` is no unit of the whole column and no mark that is explained"
            ),
            "words beside numbers",
            "explain a mark in a line below the table, `q = doubtful`; put a unit into the heading",
        ),
        Unread::BareM => (
            format!("the `m` of `{text}` in `{name}` may be million or metres"),
            "numbers with a lone m",
            "write `million`, or put the unit into the heading",
        ),
        Unread::Twice => (
            format!(
                "`{text}` in `{name}` has a word for its zeros, and the table says that zeros are left out"
            ),
            "numbers whose zeros are told twice",
            "write the number in full, or take either the word or the line or heading away",
        ),
        Unread::Grouping => (
            format!(
                "the separators of `{text}` in `{name}` do not part thousands, nor decimals as in the rest of the column"
            ),
            "numbers with odd separators",
            "write all numbers of a column in one way",
        ),
        Unread::Digits => (
            format!("`{text}` in `{name}` has more digits than are kept"),
            "numbers with too many digits",
            "round it to 18 digits",
        ),
    };
    let mut problem = Diagnostic::error(codes::NUMBER, format!("{place}: {what}")).help(help);
    if matches!(unread, Unread::Mark) {
        problem.code = codes::MARK;
    }
    if table.options.leave_out {
        problem.severity = Severity::Warning;
        problem.message += "; it is left out";
    }
    problems.add(kind, problem);
}
