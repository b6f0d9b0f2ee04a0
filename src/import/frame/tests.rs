//! Sheets, and what of them is the table.

use super::*;
use crate::import::open;

/// The numbers of the heading rows, of the body's rows, and the notes.
#[track_caller]
fn check(text: &str, expected: &str) {
    let opened = open::open("a.csv", text.as_bytes().to_vec(), None).unwrap();
    let grid = &opened.sheets[0];
    let found = match find(grid) {
        Ok(frame) => {
            let numbers = |rows: &[usize]| {
                rows.iter()
                    .map(|row| grid.number(*row).to_string())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let sections: Vec<&str> = frame
                .section
                .iter()
                .flatten()
                .map(|row| grid.text(*row, 0))
                .collect();
            format!(
                "{} | {} | {}{}{}",
                numbers(&frame.heading),
                numbers(&frame.body),
                frame.notes.join("; "),
                if sections.is_empty() {
                    String::new()
                } else {
                    format!(" | {}", sections.join(" "))
                },
                if frame.repeated > 0 {
                    " | repeated"
                } else {
                    ""
                },
            )
        }
        Err(problem) => problem.message,
    };
    assert_eq!(found.trim(), expected, "{text}");
}

#[test]
fn a_series_begins_below_the_rows_that_tell_of_it() {
    check(
        "\"Libellé\";\"Prix - Ensemble\";\"Codes\"\n\"idBank\";\"0017\";\"\"\n\"Dernière mise à jour\";\"12/01/2024\";\"\"\n\"Période\";\"\";\"\"\n\"2023-12\";\"136.60\";\"P\"\n\"2023-11\";\"135.36\";\"A\"\n",
        "1 | 5 6 |",
    );
    // Nothing says that the first line is the title of a series.
    check(
        "\"Office\";\"Prix - Ensemble\"\n\"idBank\";\"0017\"\n\"Période\";\"\"\n\"2023-12\";\"136.60\"\n",
        "1 | 2 4 |  | Période",
    );
}

#[test]
fn tables_are_found_among_what_stands_around_them() {
    check("year,a\n2020,5\n2021,6\n", "1 | 2 3 |");
    check("# by nobody\n#\nyear,a,b\n2020,5,6\n", "3 | 4 |");
    check(
        "Births by year\n\nyear,a,b\n2020,5,6\n\nSource: Office\n",
        "3 | 4 | Source: Office",
    );
    check(
        "\"Source\",\"Office\",\n\n\"Updated\",\"2025-07-01\",\n\nName,Code,2019,2020,2021\nOralia,ORA,5,6,7\n",
        "5 | 6 |",
    );
    check(
        ",Births,,Deaths,\nyear,men,women,men,women\n2020,5,6,7,8\n",
        "1 2 | 3 |",
    );
    check(
        "Country,2019,,2020,\n,men,women,men,women\nOralia,5,6,7,8\n",
        "1 2 | 3 |",
    );
    check("Country,2020\nOralia,5\n", "1 | 2 |");
    check(
        "year,rank,start\n2020,1999,2003\n2021,2000,2004\n",
        "1 | 2 3 |",
    );
    check("year,a,b,c\n1,2,3,4\n2020,5,6,7\n", "1 | 3 |");
    check(
        "year,a\nMen\n2020,5\nWomen\n2020,6\n",
        "1 | 3 5 |  | Men Women",
    );
    check(
        "place,2019,2020\nNorth,5,7\nof which:\nGull,2,3\nTern,3,4\nSouth,4,4\n",
        "1 | 2 4 5 6 | of which:",
    );
    check("year,a\n2020,5\nyear,a\n2021,6\n", "1 | 2 4 |  | repeated");
    check(
        "year,a,b\n2020,5,6\n\nyear,cats,dogs\n2020,7,8\n",
        "a.csv, line 4: a second table begins here",
    );
    check(
        "2020,5\n2021,6\n",
        "a.csv, line 1: no row above the numbers names the columns",
    );
    check(
        "a text\nand another\n",
        "a.csv holds no table: no row has numbers beside names or years",
    );
    check(
        "",
        "a.csv holds no table: no row has numbers beside names or years",
    );
    check(
        "Entity,Code,Year,Value\nOralia,ORA,2019,2020\nOralia,ORA,2020,2150\n",
        "1 | 2 3 |",
    );
}
