//! Tables in the layouts of forty publishers, by those who did not write the importer: what is taken from them is theirs, or nothing is.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{directory, footnote, root};

/// A figure of a table: the numbers that it may be told as, and the years that its period begins or ends in.
struct Expected {
    numbers: Vec<f64>,
    years: Vec<String>,
    may_be_missing: bool,
}

/// What a table has, by those who made it.
fn expected(path: &Path) -> (String, bool, Vec<Expected>) {
    let text = std::fs::read_to_string(path).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let figures = all["values"].as_array().unwrap().iter();
    let figures = figures.filter_map(|one| {
        let number = |key: &str| one[key].as_str()?.parse::<f64>().ok();
        let scale = one["scale"].as_str().or(all["scale"].as_str());
        let scale = scale.and_then(|text| text.parse::<f64>().ok());
        let value = number("value");
        let scaled = value.zip(scale).map(|(value, scale)| value / scale);
        let periods = ["period", "also_period"].into_iter();
        let numbers: Vec<f64> = value
            .into_iter()
            .chain(scaled)
            .chain(number("also"))
            .collect();
        (!numbers.is_empty()).then(|| Expected {
            may_be_missing: value.is_none() || one["may_skip"].as_bool() == Some(true),
            numbers,
            years: periods
                .filter_map(|key| one[key].as_str())
                .flat_map(years)
                .collect(),
        })
    });
    (
        all["file"].as_str().unwrap().to_owned(),
        all["readable"].as_bool().unwrap(),
        figures.collect(),
    )
}

/// The years that a period names; of "2019/20" both.
fn years(period: &str) -> Vec<String> {
    let parts = period.split(|c: char| !c.is_ascii_digit());
    let mut found: Vec<String> = parts
        .filter(|part| part.len() == 4)
        .map(str::to_owned)
        .collect();
    if let Some((year, _)) = period.split_once('/') {
        found.extend(year.parse().map(|year: i32| (year + 1).to_string()));
    }
    found
}

/// The figures of a file that was written: number and period.
fn written(path: &Path) -> Vec<(f64, String)> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Vec::new();
    };
    let table: toml::Table = text.parse().unwrap();
    let figures = table["figure"].as_array().unwrap().iter();
    figures
        .map(|figure| {
            let value = figure["value"].to_string();
            let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | 'e');
            let number: String = value.chars().filter(|c| digits(*c)).collect();
            let period = figure.get("period").or(figure.get("as_of"));
            let period = period.map_or_else(String::new, ToString::to_string);
            (number.parse().unwrap(), period.replace('"', ""))
        })
        .collect()
}

/// What became of a table: how many of its figures were taken, and how many that it has not.
fn outcome(path: &Path) -> String {
    let (file, readable, mut expected) = expected(path);
    let table = path.with_file_name(&file);
    let directory = directory(&file);
    let out = directory.join("out.toml");
    let told = [
        "--outlet",
        "Office",
        "--published",
        "2025-01-01",
        "--title",
        "Tables",
    ];
    let table = table.display().to_string();
    let (_, shown, problems) = footnote(
        ["import", &table, "--out", "out.toml", "--yes"]
            .into_iter()
            .chain(told)
            .collect::<Vec<_>>(),
    )
    .inside(&directory)
    .output();
    let all = expected.iter().filter(|one| !one.may_be_missing).count();
    let mut strange = 0;
    let found = written(&out);
    for (number, period) in &found {
        let near = |own: &f64| (own - number).abs() <= 1e-9 * own.abs().max(1.0);
        let own = years(period);
        let same = |one: &Expected| {
            one.numbers.iter().any(near) && one.years.iter().any(|year| own.contains(year))
        };
        match expected.iter().position(same) {
            Some(at) => {
                expected.swap_remove(at);
            }
            None => strange += 1,
        }
    }
    let missing = expected.iter().filter(|one| !one.may_be_missing).count();
    let warned = format!("{shown}{problems}").contains("warning[");
    let mut line = match (found.is_empty(), missing) {
        (true, _) => "refused".to_owned(),
        (false, 0) => format!("all {all}"),
        (false, _) => format!("{} of {all}", all - missing),
    };
    if strange > 0 {
        let _ = write!(line, ", {strange} that it has not");
    }
    if warned && !found.is_empty() && (strange > 0 || missing > 0 || !readable) {
        line += ", with a warning";
    }
    let open = if readable {
        ""
    } else {
        " (open to two readings)"
    };
    format!("{file}{open}: {line}")
}

#[test]
fn what_is_taken_from_a_table_is_what_it_says() {
    let folder = root().join("tests/data/tables");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    paths.sort();
    let lines: Vec<String> = paths.iter().map(|path| outcome(path)).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    01-worldbank-preamble.csv: all 84
    02-owid-long.csv: all 69
    03-estat_tran_accidents.tsv: all 139
    04-estat_sts_inpr_m.tsv: all 136
    05-ons-timeseries.csv: all 76
    06-fingertips-spans.csv: all 176
    07-statcan-long.csv: all 34
    08-destatis-genesis.csv: 28 of 29, with a warning
    09-destatis-stichtag.csv: all 28
    10-insee-serie.csv: all 24
    11-insee-regions.xls: all 216
    12-rosstat-regions.xlsx: all 52
    13-rosstat-ipc-cp1251.csv: all 54
    14-fbi-ucr-table1.xls: all 112
    15-moj-financial-years.xlsx: all 117
    16-nhs-quarterly.csv: all 124
    17-boe-iadb.csv: all 54
    18-oecd-sdmx.csv: all 35
    19-undata-live_births.csv: all 52
    20-faostat-flags.csv: all 51
    21-who-gho-crosstab.csv: all 114
    22-population_total.csv: all 49
    23-zillow-home-values.csv: all 68
    24-datagov-ckan.json: all 52
    25-datagov-socrata.json: all 70
    26-hospital-beds.ods: all 52
    27-rbi-lakh-crore.csv: all 36
    28-bank-half-years.xlsx: all 53
    29-customs-ytd.csv: 15 of 25, with a warning
    30-police-year-ending.ods: 26 of 33, with a warning
    31-storm-decades.csv: 52 of 58, with a warning
    32-naechtigungen-utf16.txt: all 72
    33-ssb-pxweb.csv: all 41
    34-comma-thousand-or-decimal.csv (open to two readings): all 0, 24 that it has not, with a warning
    35-day-month-order.csv (open to two readings): refused
    36-two-digit-years.csv (open to two readings): refused
    37-unexplained-mark.csv (open to two readings): refused
    38-span-or-financial-year.csv (open to two readings): 0 of 26, 26 that it has not, with a warning
    39-mixed-separators.xlsx (open to two readings): refused
    40-same-figure-twice.json (open to two readings): refused
    "#);
}
