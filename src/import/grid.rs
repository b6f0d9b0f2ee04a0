//! The cells of one sheet as they stand, with the places where they stand. It must not know what they mean.

/// What a file says of a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, as in every cell of a text file.
    Text,
    /// A number, with a point before its decimals whatever the sheet shows.
    Number,
    /// A number that the sheet shows as a percentage, already times a hundred.
    Percent,
    /// A day, as `2020-03-31`.
    Date,
}

/// A cell without the spaces around it; empty where the row ends before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

/// How rows and columns are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// "line 3, column 2", of a text file.
    Lines,
    /// "B3", of a spreadsheet.
    Letters,
    /// "record 3, `births`", of JSON.
    Records,
}

/// The sheet: all texts in one, since there may be millions of cells.
#[derive(Debug)]
pub(super) struct Grid {
    /// The file, and the sheet in it: "a.xlsx, sheet `Data`".
    pub(super) name: String,
    /// What parts the fields of a text file.
    pub(super) delimiter: Option<u8>,
    naming: Naming,
    text: String,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    /// The first of its cells.
    start: usize,
    /// Its number in the file, from 1.
    number: usize,
}

impl Grid {
    pub(super) fn new(name: String, naming: Naming) -> Self {
        Self {
            name,
            delimiter: None,
            naming,
            text: String::new(),
            ends: Vec::new(),
            kinds: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Begins a row; the cells pushed from now on are its own.
    pub(super) fn begin_row(&mut self, number: usize) {
        let start = self.ends.len();
        self.rows.push(Row { start, number });
    }

    pub(super) fn push(&mut self, text: &str, kind: Kind) {
        let text = trimmed(text);
        if text.contains(char::is_control) {
            let words: Vec<&str> = text
                .split(|c: char| c.is_control() || c == ' ')
                .filter(|word| !word.is_empty())
                .collect();
            self.text.push_str(&words.join(" "));
        } else {
            self.text.push_str(text);
        }
        self.ends.push(self.text.len());
        self.kinds.push(kind);
    }

    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells a row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.range(row).len()
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let start = self.rows.get(row).map_or(self.ends.len(), |row| row.start);
        let end = self
            .rows
            .get(row + 1)
            .map_or(self.ends.len(), |row| row.start);
        start..end
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let range = self.range(row);
        let at = range.start + column;
        if at >= range.end {
            return Cell {
                text: "",
                kind: Kind::Text,
            };
        }
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Cell {
            text: self.text.get(start..self.ends[at]).unwrap_or_default(),
            kind: self.kinds[at],
        }
    }

    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).text
    }

    pub(super) fn cells(&self, row: usize) -> impl Iterator<Item = Cell<'_>> {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }

    /// The number of a row in its file.
    pub(super) fn number(&self, row: usize) -> usize {
        self.rows.get(row).map_or(1, |row| row.number)
    }

    /// Whether the file has an empty line or row between a row and the one before it.
    pub(super) fn stands_apart(&self, row: usize) -> bool {
        let before = row.checked_sub(1);
        before.is_some_and(|before| self.number(row) > self.number(before) + 1)
    }

    /// A cell as people find it: "a.xlsx, sheet `Data`, B3".
    pub(super) fn place(&self, row: usize, column: usize) -> String {
        format!("{}, {}", self.name, self.spot(row, column))
    }

    /// A row as people find it: "a.csv, line 3".
    pub(super) fn place_of_row(&self, row: usize) -> String {
        format!("{}, {}", self.name, self.row_words(row))
    }

    /// "line 3", "row 3", "record 3".
    pub(super) fn row_words(&self, row: usize) -> String {
        let number = self.number(row);
        match self.naming {
            Naming::Lines => format!("line {number}"),
            Naming::Letters => format!("row {number}"),
            Naming::Records => format!("record {}", number.saturating_sub(1)),
        }
    }

    fn spot(&self, row: usize, column: usize) -> String {
        let number = self.number(row);
        match self.naming {
            Naming::Lines => format!("line {number}, column {}", column + 1),
            Naming::Letters => format!("{}{number}", letters(column)),
            Naming::Records => format!("{}, `{}`", self.row_words(row), self.text(0, column)),
        }
    }

    /// "column 2", "column B".
    pub(super) fn column_words(&self, column: usize) -> String {
        match self.naming {
            Naming::Letters => format!("column {}", letters(column)),
            Naming::Lines | Naming::Records => format!("column {}", column + 1),
        }
    }
}

/// Without spaces of any width, and without marks that nobody sees.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// The letters of a spreadsheet's column: A, B … Z, AA.
fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn rows_may_differ_in_length() {
        let mut grid = Grid::new("a.csv".into(), Naming::Lines);
        grid.begin_row(1);
        grid.push(" a\u{a0}", Kind::Text);
        grid.push("b", Kind::Text);
        grid.begin_row(3);
        grid.push("c", Kind::Text);
        assert_eq!(grid.text(0, 1), "b");
        assert_eq!(
            (grid.text(1, 0), grid.text(1, 1), grid.text(9, 9)),
            ("c", "", "")
        );
        assert!(grid.stands_apart(1) && !grid.stands_apart(0));
        assert_eq!(grid.place(1, 0), "a.csv, line 3, column 1");
    }
}
