//! Claims and premises over the made-up lighthouses, and the text of their answers.

use super::tests::lighthouses;
use super::*;
use crate::compute::{Finding, compute, judge, notation};
use crate::query::Query;

/// Query | what is said | the answer without its source line.
const CLAIMS: &str = include_str!("claims.txt");

/// Query | query and what is taken for granted of it | the answer without its source line.
const PREMISES: &str = include_str!("premises.txt");

/// The text; what was computed for it is marked.
fn told(query: &Query, finding: &Finding, manner: &Manner) -> String {
    let draft = worded(lighthouses(), query, finding, manner);
    let text = draft.text.replace('\n', " / ");
    if draft.computed {
        format!("{text} [computed]")
    } else {
        text
    }
}

#[test]
fn claims_are_answered() {
    let data = &lighthouses().dataset;
    let mut found = Vec::new();
    for line in CLAIMS.lines().filter(|line| line.contains('|')) {
        let mut fields = line.splitn(3, '|').map(str::trim);
        let (query, says) = (fields.next().unwrap(), fields.next().unwrap());
        let check = notation::check(data, query, says);
        let finding = Finding::Judged(judge(data, &check));
        let text = told(&Query::Check(check), &finding, &Manner::default());
        found.push(format!("{query} | {says} | {text}"));
    }
    assert_eq!(found.join("\n"), CLAIMS.trim());
}

#[test]
fn premises_are_put_right() {
    let data = &lighthouses().dataset;
    let mut found = Vec::new();
    for line in PREMISES.lines().filter(|line| line.contains('|')) {
        let fields: Vec<&str> = line.splitn(4, '|').map(str::trim).collect();
        let query = notation::asked(data, fields[0]);
        let manner = Manner {
            presumes: Some(notation::check(data, fields[1], fields[2])),
            ..Manner::default()
        };
        let text = told(&query, &compute(data, &query), &manner);
        found.push(format!(
            "{} | {} | {} | {text}",
            fields[0], fields[1], fields[2]
        ));
    }
    assert_eq!(found.join("\n"), PREMISES.trim());
}
