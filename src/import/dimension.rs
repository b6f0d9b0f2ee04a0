//! Columns with names by which rows differ: countries, sexes, offences. It must not know what a name means.

use std::collections::HashMap;

use super::frame::Frame;
use super::grid::Grid;

/// A row without a name in a column.
pub(super) const NONE: u32 = u32::MAX;

/// A column's names, and which row has which.
#[derive(Debug, Clone)]
pub(super) struct Dimension {
    /// The column's name.
    pub(super) name: String,
    /// The column; none for headings among the rows.
    pub(super) column: Option<usize>,
    /// Whether its names say what is counted.
    pub(super) is_indicator: bool,
    /// Whether its names are units.
    pub(super) is_unit: bool,
    /// Whether they are units that go with the names of another column.
    pub(super) is_told: bool,
    pub(super) members: Vec<String>,
    /// For each row of the body the position of its name.
    pub(super) ids: Vec<u32>,
}

impl Dimension {
    /// The names of a column.
    pub(super) fn of_column(grid: &Grid, frame: &Frame, column: usize, name: &str) -> Self {
        let mut dimension = Self::named(name, Some(column));
        let mut known: HashMap<&str, u32> = HashMap::new();
        for &row in &frame.body {
            dimension.add(grid.text(row, column), &mut known);
        }
        dimension
    }

    /// The headings that stand among the rows.
    pub(super) fn of_sections(grid: &Grid, frame: &Frame) -> Self {
        let mut dimension = Self::named("", None);
        let mut known: HashMap<&str, u32> = HashMap::new();
        for section in &frame.section {
            let text = section.and_then(|row| {
                grid.cells(row)
                    .map(|cell| cell.text)
                    .find(|text| !text.is_empty())
            });
            dimension.add(text.unwrap_or_default(), &mut known);
        }
        dimension
    }

    fn named(name: &str, column: Option<usize>) -> Self {
        Self {
            name: name.to_owned(),
            column,
            is_indicator: false,
            is_unit: false,
            is_told: false,
            members: Vec::new(),
            ids: Vec::new(),
        }
    }

    fn add<'a>(&mut self, text: &'a str, known: &mut HashMap<&'a str, u32>) {
        let id = if text.is_empty() {
            NONE
        } else {
            *known.entry(text).or_insert_with(|| {
                self.members.push(text.to_owned());
                u32::try_from(self.members.len() - 1).unwrap_or(NONE)
            })
        };
        self.ids.push(id);
    }

    /// The name of a row, by its position in the body.
    pub(super) fn member(&self, at: usize) -> Option<&str> {
        let id = *self.ids.get(at)?;
        self.members
            .get(usize::try_from(id).ok()?)
            .map(String::as_str)
    }

    pub(super) fn has_blanks(&self) -> bool {
        self.ids.contains(&NONE)
    }

    /// Whether all rows have one name.
    pub(super) fn is_constant(&self) -> bool {
        self.members.len() == 1 && !self.has_blanks()
    }

    /// Whether each name goes with one name of the other only.
    pub(super) fn determines(&self, other: &Self) -> bool {
        let mut of: Vec<u32> = vec![NONE; self.members.len()];
        self.ids.iter().zip(&other.ids).all(|(own, its)| {
            let Some(known) = usize::try_from(*own).ok().and_then(|own| of.get_mut(own)) else {
                return *its == NONE;
            };
            if *its == NONE || *known == *its {
                return true;
            }
            let first = *known == NONE;
            *known = *its;
            first
        })
    }

    /// Whether all names look like codes: short, without small letters or spaces.
    pub(super) fn looks_coded(&self) -> bool {
        self.members.iter().all(|member| {
            let short = member.chars().count() <= 12;
            short
                && !member
                    .chars()
                    .any(|c| c.is_lowercase() || c.is_whitespace())
        })
    }

    /// Whether all names are whole numbers, such as ranks.
    pub(super) fn is_numbered(&self) -> bool {
        self.members
            .iter()
            .all(|member| member.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Reads blanks as the name above; the first row that was blank.
    pub(super) fn fill_down(&mut self) -> Option<usize> {
        let first = self.ids.iter().position(|id| *id == NONE)?;
        let mut last = NONE;
        for id in &mut self.ids {
            if *id == NONE {
                *id = last;
            }
            last = *id;
        }
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimension(ids: &[u32]) -> Dimension {
        let members = ids
            .iter()
            .filter(|id| **id != NONE)
            .max()
            .map_or(0, |most| most + 1);
        Dimension {
            members: (0..members).map(|id| id.to_string()).collect(),
            ids: ids.to_vec(),
            ..Dimension::named("", None)
        }
    }

    #[test]
    fn codes_go_with_names() {
        let check = |names: &[u32], codes: &[u32], expected: bool| {
            assert_eq!(
                dimension(names).determines(&dimension(codes)),
                expected,
                "{names:?} {codes:?}"
            );
        };
        check(&[0, 0, 1, 1], &[0, 0, 1, 1], true);
        check(&[0, 1, 2], &[0, 0, NONE], true);
        check(&[0, 0, 1], &[0, NONE, 1], true);
        check(&[0, 0, 1], &[0, 1, 1], false);
    }
}
