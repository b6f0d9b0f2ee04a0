//! Questions with what is expected of their answers: each file of `tests/cases` asks the dataset of its name in `tests/data`.

use std::fmt::Write;
use std::path::Path;

use footnote::answer::{Answer, Headline};
use footnote::engine::Engine;
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::support::{engine, root};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Spanned<Case>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    ask: Option<String>,
    #[serde(default)]
    dialog: Vec<String>,
    status: Option<String>,
    value: Option<Value>,
    verdict: Option<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    cites: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    One(String),
    Many(Vec<String>),
}

/// The least share of the cases, in percent, that come out as expected: the reader is learned, and what it is unsure of it asks back.
const FLOOR: usize = 40;

#[test]
fn cases_are_answered_as_expected() {
    let mut failures = String::new();
    let mut all = 0;
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            failures += &failures_of(&path);
            all += std::fs::read_to_string(&path)
                .unwrap()
                .matches("[[case]]")
                .count();
        }
    }
    let count = failures
        .lines()
        .filter(|line| line.starts_with("tests/"))
        .count();
    let passed = 100 * (all - count) / all;
    assert!(
        passed >= FLOOR,
        "{passed} % of {all} cases passed\n\n{failures}"
    );
}

fn failures_of(path: &Path) -> String {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let file: File =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let engine = engine(name);
    let mut failures = String::new();
    for case in file.case {
        let line = 1 + text[..case.span().start].matches('\n').count();
        let problems = problems(&engine, case.get_ref());
        if !problems.is_empty() {
            let turns = turns(case.get_ref()).join(" / ");
            writeln!(failures, "tests/cases/{name}.toml:{line}: {turns}").unwrap();
            for problem in problems {
                writeln!(failures, "    {problem}").unwrap();
            }
        }
    }
    failures
}

fn turns(case: &Case) -> Vec<&str> {
    case.ask
        .iter()
        .chain(&case.dialog)
        .map(String::as_str)
        .collect()
}

fn problems(engine: &Engine, case: &Case) -> Vec<String> {
    let answer = engine.dialog(turns(case)).expect("a case asks something");
    let mut problems = Vec::new();
    let mut differs = |what: &str, expected: &str, found: &str| {
        problems.push(format!("{what}: expected {expected}, found {found}"));
    };
    let status = answer.status.word();
    if let Some(expected) = case
        .status
        .as_ref()
        .filter(|words| words.split('|').all(|word| word != status))
    {
        differs("status", expected, status);
    }
    if let Some(expected) = case.value.as_ref().map(listed)
        && expected != value(&answer)
    {
        differs("value", &expected, &value(&answer));
    }
    let verdict = answer.verdict.map_or_else(String::new, |verdict| {
        serde_json::to_string(&verdict).unwrap().replace('"', "")
    });
    if let Some(expected) = case
        .verdict
        .as_ref()
        .filter(|expected| **expected != verdict)
    {
        differs("verdict", expected, &verdict);
    }
    for expected in case
        .contains
        .iter()
        .filter(|text| !answer.text.contains(text.as_str()))
    {
        differs("text", expected, &answer.text);
    }
    let cited = |outlet: &&String| {
        answer
            .citations
            .iter()
            .any(|citation| citation.outlet == **outlet)
    };
    for expected in case.cites.iter().filter(|outlet| !cited(outlet)) {
        differs("citation", expected, &answer.text);
    }
    problems
}

fn listed(value: &Value) -> String {
    match value {
        Value::One(value) => value.clone(),
        Value::Many(values) => values.join("|"),
    }
}

fn value(answer: &Answer) -> String {
    match &answer.value {
        None => String::new(),
        Some(Headline::One(value)) => value.clone(),
        Some(Headline::Many(values)) => values.join("|"),
    }
}
