//! Claims over the made-up lighthouses: what is asked, what is said of it, and whether it holds.

use std::sync::Arc;

use super::notation::check;
use crate::compute::judge;
use crate::dataset::{Dataset, load};
use crate::diagnostic::SourceFile;

const FILES: [&str; 4] = [
    include_str!("../../../tests/data/lighthouses/about.toml"),
    include_str!("../../../tests/data/lighthouses/lamps.toml"),
    include_str!("../../../tests/data/lighthouses/people.toml"),
    include_str!("../../../tests/data/lighthouses/works.toml"),
];

/// Query | what is said | whether it holds, with the figures that have the number elsewhere or that decide it.
const CLAIMS: &str = include_str!("claims.txt");

fn lighthouses() -> Dataset {
    let files: Vec<_> = FILES
        .iter()
        .enumerate()
        .map(|(at, text)| {
            Arc::new(SourceFile {
                path: format!("data/{at}.toml"),
                text: (*text).into(),
            })
        })
        .collect();
    load(&files).0
}

#[test]
fn claims_are_judged() {
    let data = lighthouses();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in CLAIMS.lines().filter(|line| line.contains('|')) {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [query, says, expected] = fields[..] else {
            panic!("{line}")
        };
        rows += 1;
        let judged = judge(&data, &check(&data, query, says));
        let found = told(&data, &judged);
        if found != expected {
            wrong.push(format!("{query} | {says} | {expected}, but {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(rows > 60, "{rows}");
}

fn told(data: &Dataset, judged: &super::Judged) -> String {
    let holds = match judged.holds {
        Some(true) if judged.is_exceeded() => "exceeded",
        Some(true) => "yes",
        Some(false) => "no",
        None => "open",
    };
    let id = |figure: crate::dataset::FigureId| data.figures[figure.0].id.clone();
    let mut words = vec![holds.to_owned()];
    words.extend(judged.elsewhere.iter().map(|figure| id(*figure)));
    if !judged.witnesses.is_empty() {
        words.push("by".to_owned());
        words.extend(judged.witnesses.iter().map(|cell| id(cell.figure)));
    }
    words.join(" ")
}
