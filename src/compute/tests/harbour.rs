//! The made-up harbour that queries are asked of.

use std::fmt::Write;
use std::sync::Arc;

use crate::dataset::{Dataset, load};
use crate::diagnostic::SourceFile;

const HEAD: &str = r#"
[dataset]
title = "A harbour"
scope = "figures on a harbour"
suggestions = ["ships in 2023"]
[[outlet]]
id = "log"
name = "The Log"
[[outlet]]
id = "bell"
name = "The Bell"
[[source]]
id = "page"
publisher = "The Log"
role = "originator"
published = "2024-02-01"
lang = "en"
[[gap]]
what = "wrecks in 2019"
say = "The book of 2019 burned."
metrics = ["wrecks"]
years = [2019]
"#;

/// Id, unit, further keys.
const METRICS: &str = "
    ships    | ships        | headline = true
    wrecks   | ships        | part_of = ['ships']; better = 'lower'; group = 'w'
    sunk     | ships        | part_of = ['wrecks']; part_by = 'fate'
    stranded | ships        | part_of = ['wrecks']; part_by = 'fate'
    night    | ships        | part_of = ['wrecks']; part_by = 'hour'
    crew     | percent      | group = 'w'
    profit   | $ million    | kind = 'amount'
    fee      | $ per ton    | kind = 'amount'
    berths   | berths       |
    pilots   | pilots       |
    tugs     | tugs         |
    guests   | people       | group = 'people'
    locals   | people       | group = 'people'
    strays   | people       | group = 'people'
    repairs  | repairs      |
    lost     | boats        |
    census   | souls        | ";

/// Metric, period, value, further keys.
const FIGURES: &str = "
    ships    | 2016    | 100 |
    ships    | 2017    | 120 |
    ships    | 2018    | 90  |
    ships    | 2020    | 150 |
    ships    | 2021    | 150 |
    ships    | 2022    | 200 |
    ships    | 2021    | 145 | bell
    ships    | 2022-H1 | 80  |
    ships    | 2022-H2 | 120 |
    wrecks   | 2018    | 9   |
    wrecks   | 2020    | 15  |
    wrecks   | 2021    | 12  |
    wrecks   | 2022    | 20  |
    sunk     | 2022    | 8   |
    stranded | 2022    | 5   |
    night    | 2021    | 7   |
    crew     | 2020    | 40  |
    crew     | 2021    | 45  |
    crew     | 2022    | 42.5 |
    profit   | 2019    | -5  |
    profit   | 2020    | 0   |
    profit   | 2021    | 10  |
    profit   | 2022    | 12  |
    fee      | 2021    | 3   |
    fee      | 2022    | 4   |
    berths   | @2020-12-31 | 30 |
    berths   | @2021-12-31 | 35 |
    berths   | @2023-06-30 | 36 |
    berths   | @2023-12-31 | 40 |
    pilots   | 2023-01 | 5   |
    pilots   | 2023-02 | 7   |
    pilots   | 2023-03 | 6   |
    pilots   | 2023-05 | 9   |
    tugs     | 2022-Q1 | 10  |
    tugs     | 2022-Q2 | 20  |
    tugs     | 2022-Q3 | 30  |
    tugs     | 2022-Q4 | 40  |
    tugs     | 2023-Q1 | 15  |
    guests   | 2021    | 500 |
    guests   | 2022    | 'at least 900' |
    guests   | 2023    | 800 |
    locals   | 2021    | 300 |
    locals   | 2022    | 400 |
    locals   | 2023    | '700..850' |
    strays   | 2023    | 820 |
    repairs  | 2023-05 | 62  |
    repairs  | 2023-05 | 3   | per = 'working_day'
    lost     | 2022-03 | 4   |
    lost     | 2020-01..2021-06 | 50 | total
    lost     | 2020-01..2022-06 | 70 | total
    census   | 1990    | 1000 |
    census   | 2000    | 1100 |
    census   | 2010    | 1300 |
    census   | 2020    | 1200 | ";

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.trim().lines();
    lines.map(|line| line.split('|').map(str::trim).collect())
}

fn toml() -> String {
    let mut text = HEAD.to_owned();
    for row in rows(METRICS) {
        let (id, unit) = (row[0], row[1]);
        let _ = write!(
            text,
            "[[metric]]\nid = '{id}'\nlabel = '{id}'\nshort = '{id}'\nunit = '{unit}'\ndefinition = 'd'\nbasis = 'b'\n"
        );
        text += &row[2].replace("; ", "\n");
        text += "\n";
    }
    for (at, row) in rows(FIGURES).enumerate() {
        let (metric, period, value, more) = (row[0], row[1], row[2], row[3]);
        let outlet = if more == "bell" { "bell" } else { "log" };
        let when = match (period.strip_prefix('@'), period.split_once("..")) {
            (Some(date), _) => format!("as_of = '{date}'"),
            (None, Some((from, to))) if more == "total" => {
                format!("since = '{from}'\nuntil = '{to}'")
            }
            _ => format!("period = '{period}'"),
        };
        let _ = write!(
            text,
            "[[figure]]\nid = 'f{at}'\nmetric = '{metric}'\n{when}\nvalue = {value}\noriginator = '{outlet}'\nsource = 'page'\nconfidence = 'primary'\n"
        );
        if more.contains('=') {
            text += more;
            text += "\n";
        }
    }
    text
}

pub(super) fn data() -> Dataset {
    let file = SourceFile {
        path: "data/harbour.toml".into(),
        text: toml(),
    };
    let (data, problems) = load(&[Arc::new(file)]);
    assert!(!problems.has_errors(), "{problems:?}");
    data
}
