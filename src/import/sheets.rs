//! Books with a sheet for each year, which say so by the sheet's name and by a line above its table. One of the two alone may be the year of
//! an edition, and is never taken for the period.

use super::grid::Grid;
use super::period::{self, Label, Stretch};

/// The year of a sheet, and what its own title says of it.
pub(super) struct Year {
    pub(super) text: String,
    pub(super) line: String,
    pub(super) remark: Option<String>,
}

/// The names of sheets, where each is called by another year.
pub(super) fn years(sheets: &[Grid]) -> Option<Vec<String>> {
    let names: Option<Vec<String>> = sheets.iter().map(name).collect();
    let mut different = names.clone()?;
    different.sort();
    different.dedup();
    names.filter(|names| names.len() > 1 && different.len() == names.len())
}

/// The name of a sheet, if it is a year.
fn name(sheet: &Grid) -> Option<String> {
    let name = sheet.name.split('`').nth(1)?.trim();
    (name.len() == 4 && is_year(name, name)).then(|| name.to_owned())
}

fn is_year(text: &str, year: &str) -> bool {
    let label = period::read(text).map(|read| read.label);
    matches!(label, Some(Label::Sure(Stretch::Years(first, last))) if first == last && year.parse() == Ok(first))
}

impl Year {
    /// The year that both the name and a line above the table give: "Année 2023 (résultats provisoires)".
    pub(super) fn of(name: &str, above: &[String]) -> Option<Self> {
        above.iter().find_map(|line| {
            let bracketed = line
                .strip_suffix(')')
                .and_then(|inner| inner.split_once('('));
            let (before, remark) = bracketed.map_or((line.as_str(), None), |(before, remark)| {
                (before, Some(remark.trim().to_owned()))
            });
            is_year(before, name).then(|| Self {
                text: name.to_owned(),
                line: line.clone(),
                remark,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::Naming;

    #[test]
    fn sheets_are_called_by_years() {
        for (names, expected) in [
            ("2021|2022", Some("2021|2022")),
            // One sheet, another among them, and one year twice.
            ("2021", None),
            ("2021|Total", None),
            ("2021|2021", None),
            ("2021|2021-22", None),
        ] {
            let sheet = |name| Grid::new(format!("a.xls, sheet `{name}`"), Naming::Letters);
            let sheets: Vec<Grid> = names.split('|').map(sheet).collect();
            let found = years(&sheets).map(|years| years.join("|"));
            assert_eq!(found.as_deref(), expected, "{names}");
        }
    }

    #[test]
    fn a_line_above_the_table_has_to_say_so_too() {
        for (line, expected) in [
            ("Année 2023", Some("")),
            ("2023", Some("")),
            (
                "Année 2023 (résultats provisoires)",
                Some("résultats provisoires"),
            ),
            ("Année 2022", None),
            ("Edition of 2023, figures of 2022", None),
            ("Population, 2020 to 2023", None),
            ("Mise à jour : janvier 2023", None),
        ] {
            let found = Year::of("2023", &["Population".to_owned(), line.to_owned()]);
            let found = found.map(|year| year.remark.unwrap_or_default());
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }
}
