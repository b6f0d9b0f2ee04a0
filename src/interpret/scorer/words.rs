//! What words are worth for operations, as lines that stay text until they are asked for: a question needs a hundred of thirty thousand.
//!
//! It must not know how words come about.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::operation::Operation;

/// The operations by their names.
static OPERATIONS: LazyLock<HashMap<&str, Operation>> = LazyLock::new(|| {
    let all = Operation::ALL.iter();
    all.map(|operation| (operation.code(), *operation))
        .collect()
});

/// For each feature of the words a line: its name, and what it is worth for which operations.
#[derive(Debug, Clone, Default)]
pub struct Words {
    text: String,
    /// Where each line lies, in the order of their names.
    lines: Vec<Range<usize>>,
}

impl Words {
    /// Takes up learned weights: what each feature is worth for each operation.
    pub fn of<'a>(learned: impl Iterator<Item = (&'a str, Vec<(Operation, f32)>)>) -> Self {
        let mut learned: Vec<_> = learned.collect();
        learned.sort_by_key(|(name, _)| *name);
        let mut words = Self::default();
        for (name, row) in learned {
            let mut line = name.to_owned();
            for (operation, value) in row {
                let _ = write!(line, "\t{}={value:.2}", operation.code());
            }
            words.append(&line);
        }
        words
    }

    /// Adds a line behind all others, if it can be one.
    pub(super) fn push(&mut self, line: &str) -> Option<()> {
        let is_behind = self.last().is_none_or(|last| name(last) < name(line));
        let mut values = line.split('\t').skip(1);
        if !is_behind || !values.all(|part| value(part).is_some()) {
            return None;
        }
        self.append(line);
        Some(())
    }

    fn append(&mut self, line: &str) {
        let from = self.text.len();
        self.text.push_str(line);
        self.lines.push(from..self.text.len());
    }

    fn last(&self) -> Option<&str> {
        self.lines
            .last()
            .and_then(|line| self.text.get(line.clone()))
    }

    /// All lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter_map(|line| self.text.get(line.clone()))
    }

    /// What a feature of the words is worth, for those operations for which it is worth something.
    pub fn worth(&self, word: &str) -> impl Iterator<Item = (Operation, f32)> {
        let line = |line: &Range<usize>| self.text.get(line.clone()).unwrap_or_default();
        let at = self.lines.binary_search_by(|at| name(line(at)).cmp(word));
        let found = at.ok().and_then(|at| self.lines.get(at)).map(line);
        let values = found.unwrap_or_default().split('\t').skip(1);
        values.filter_map(value)
    }
}

fn name(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

/// Reads `operation=worth`.
fn value(part: &str) -> Option<(Operation, f32)> {
    let (operation, value) = part.split_once('=')?;
    Some((*OPERATIONS.get(operation)?, value.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worth_what_its_line_says() {
        let rows = [
            (
                "rose",
                vec![(Operation::Change, 1.5), (Operation::Trend, -0.25)],
            ),
            ("how", vec![(Operation::Value, 0.5)]),
        ];
        let words = Words::of(rows.clone().into_iter());
        for (word, row) in rows {
            assert_eq!(words.worth(word).collect::<Vec<_>>(), row);
        }
        assert_eq!(words.worth("ros").count(), 0);
    }

    #[test]
    fn lines_out_of_order_or_of_no_operation_are_refused() {
        let mut words = Words::default();
        assert!(words.push("b\tvalue=1").is_some());
        assert!(words.push("a\tvalue=1").is_none());
        assert!(words.push("c\tvalues=1").is_none());
        assert!(words.push("c\tvalue=x").is_none());
    }
}
