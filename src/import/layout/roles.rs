//! What each column is for, once it is known where the periods are.

use super::words::{self, Hint};
use super::{Looked, Role, Time};
use crate::import::legend::is_state;

/// Why a column that repeats the periods, or has others, is left out.
const SECOND: &str = "it is a second column of periods";

impl Looked<'_> {
    pub(super) fn roles(&self, time: Time) -> Vec<Role> {
        let years_down = matches!(time, Time::Down(..) | Time::Told);
        let first_dated = (0..self.columns.len())
            .find(|column| self.is_dated(*column, years_down) && !matches!(time, Time::Told));
        let role = |column: usize| {
            let looked = &self.columns[column];
            let nameless = self.headings[column].whole.is_empty();
            match time {
                _ if looked.is_empty() => Role::Empty,
                _ if self.numbers_the_rows(column) => Role::LeftOut("it numbers the rows"),
                Time::Down(periods, _) if periods == column => Role::Periods,
                Time::Down(_, Some(parts)) if parts == column => Role::Parts,
                Time::Across if self.is_dated(column, false) => Role::Figures,
                Time::Across
                    if looked.is_parts() && first_dated.is_some_and(|first| column < first) =>
                {
                    Role::Parts
                }
                _ if self.is_year_beside(column, time) => Role::LeftOut(SECOND),
                _ => match looked.hint {
                    Some(Hint::Unit) if !looked.is_numeric() => Role::Unit,
                    Some(Hint::Scale) => Role::Scale,
                    Some(Hint::Flags) if looked.longest <= 40 => Role::Flags,
                    Some(Hint::Remarks) if !looked.is_numeric() || !years_down => Role::Remarks,
                    Some(Hint::Technical) => Role::LeftOut("it is about the file"),
                    _ if self.tells_states(column, time) => Role::Flags,
                    Some(Hint::Code | Hint::Class | Hint::Indicator) => Role::Labels,
                    Some(Hint::Time) if looked.is_periods() => Role::LeftOut(SECOND),
                    _ if nameless && looked.longest <= 4 && looked.numbers == 0 && column > 1 => {
                        Role::Flags
                    }
                    _ if self.is_truth(column) => Role::LeftOut("it says yes or no"),
                    _ if looked.is_numeric() => self.numeric(column, time, first_dated),
                    _ if looked.several * 2 > looked.filled && looked.several > 1 => {
                        Role::LeftOut("its cells hold more than one number")
                    }
                    _ if nameless && looked.longest <= 4 && column > 1 => Role::Flags,
                    _ if time == Time::Across
                        && first_dated.is_some_and(|first| column > first) =>
                    {
                        Role::LeftOut("it stands behind the periods and has texts")
                    }
                    _ => Role::Labels,
                },
            }
        };
        (0..self.columns.len()).map(role).collect()
    }

    /// Years that tell something else of a row, or its period once more.
    fn is_year_beside(&self, column: usize, time: Time) -> bool {
        let looked = &self.columns[column];
        let name = words::plain(&self.headings[column].name);
        let years = ["year", "jahr", "année", "año", "год", "рік"];
        let short = name.split(' ').count() <= 3;
        let called = short
            && years
                .iter()
                .any(|year| name.split(' ').any(|word| word == *year));
        let other = looked.is_periods() && !looked.is_plain_years();
        matches!(time, Time::Down(..))
            && (self.is_named_after(column, time)
                || called && looked.is_plain_years()
                || other && looked.periods == looked.filled)
    }

    /// "Time period Sortable" beside "Time period".
    fn is_named_after(&self, column: usize, time: Time) -> bool {
        let Time::Down(periods, _) = time else {
            return false;
        };
        let name = |column: usize| words::plain(&self.headings[column].name);
        let (own, of_periods) = (name(column), name(periods));
        let rest = own.strip_prefix(of_periods.as_str());
        of_periods.contains(' ') && rest.is_some_and(|rest| rest.starts_with(' '))
    }

    /// 0, 1, 2 … down a column without a name, or with one that says so.
    fn numbers_the_rows(&self, column: usize) -> bool {
        let name = words::plain(&self.headings[column].whole);
        let called = matches!(
            name.as_str(),
            "" | "id"
                | "index"
                | "unnamed: 0"
                | "unnamed 0"
                | "no"
                | "no."
                | "nr"
                | "nr."
                | "№"
                | "#"
                | "line"
                | "row"
                | "№ п п"
        );
        let rows = self.frame.body.iter().take(300);
        let numbers: Vec<Option<usize>> = rows
            .map(|row| self.grid.text(*row, column).parse().ok())
            .collect();
        let first = numbers.first().copied().flatten();
        called
            && numbers.len() > 1
            && first.is_some_and(|first| {
                first <= 1
                    && numbers
                        .iter()
                        .enumerate()
                        .all(|(at, number)| *number == Some(first + at))
            })
    }

    /// Letters behind a column of figures that the table explains as how sure each figure is: "A = final; P = provisional".
    fn tells_states(&self, column: usize, time: Time) -> bool {
        // INSEE explains the codes of its series on another page.
        let called = |column: usize, name: &str| words::plain(&self.headings[column].name) == name;
        let coded = called(column, "codes") && called(0, "libellé");
        let state = |text: &str| match self.legend.meaning(text) {
            Some(meaning) => is_state(meaning),
            None => coded && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        };
        let mut texts = self
            .frame
            .body
            .iter()
            .map(|row| self.grid.text(*row, column))
            .filter(|text| !text.is_empty());
        let figures = column
            .checked_sub(1)
            .is_some_and(|before| self.holds_figures(before, time));
        figures && self.columns[column].longest <= 4 && texts.all(state)
    }

    /// Whether a column has figures, and no numbers by which rows are told apart.
    fn holds_figures(&self, column: usize, time: Time) -> bool {
        let looked = &self.columns[column];
        let free = match time {
            Time::Across => self.is_dated(column, false),
            Time::Down(periods, parts) => column != periods && parts != Some(column),
            Time::Told => true,
        };
        let plain = looked.hint.is_none_or(|hint| hint == Hint::Value);
        free && plain && looked.is_numeric() && !self.numbers_the_rows(column)
    }

    fn is_truth(&self, column: usize) -> bool {
        let truth = |text: &str| {
            matches!(
                text.to_lowercase().as_str(),
                "true" | "false" | "yes" | "no"
            )
        };
        self.frame
            .body
            .iter()
            .take(300)
            .map(|row| self.grid.text(*row, column))
            .filter(|text| !text.is_empty())
            .all(truth)
    }

    /// A column of numbers: figures, or numbers that tell rows apart.
    fn numeric(&self, column: usize, time: Time, first_dated: Option<usize>) -> Role {
        let years_down = matches!(time, Time::Down(..));
        match (time, first_dated) {
            (Time::Across, Some(first)) if column < first => Role::Labels,
            (Time::Across, _) if !self.is_dated(column, years_down) => {
                Role::LeftOut("its heading names no period")
            }
            _ => Role::Figures,
        }
    }
}
