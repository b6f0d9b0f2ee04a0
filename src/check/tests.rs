//! The intents of `intents/operations`, tried out on the made-up dataset.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::diagnostic::SourceFile;
use crate::{dataset, intents};

fn files(folder: &str) -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "toml") {
                found.push(Arc::new(SourceFile {
                    path: path.strip_prefix(root).unwrap().display().to_string(),
                    text: std::fs::read_to_string(&path).unwrap(),
                }));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// What trying out one intent beside those for any data shows, as `CODE line: message`.
fn tried(name: &str, text: &str) -> Vec<String> {
    let mut all = files("intents/operations");
    all.push(Arc::new(SourceFile {
        path: name.into(),
        text: text.into(),
    }));
    let (dataset, _) = dataset::load(&files("tests/data/lighthouses"));
    let (intents, problems) = intents::load(&all);
    let of_file =
        |problem: &&Diagnostic| problem.labels.iter().any(|label| label.file.path == name);
    assert_eq!(problems.iter().find(of_file), None);
    let (snapshot, _) = Snapshot::new(dataset, intents, crate::message::shipped().unwrap());
    let found = check(&snapshot, date(2025, 6, 1));
    let of_file = found.iter().filter(|problem| {
        problem
            .labels
            .first()
            .is_some_and(|label| label.file.path == name)
    });
    of_file
        .map(|problem| {
            let label = &problem.labels[0];
            let line = label.file.position(label.span.start).line;
            format!("{} {line}: {}", problem.code, problem.message)
        })
        .collect()
}

const STORMS: &str = "\
schema = 1
id = \"storms\"
title = \"Storms\"
answer = \"statement\"
topic = \"automation\"
phrases.en = [
  \"what songs do storms have\",
]
[reply.en]
statements = '''{{ lines | join(' ') }}'''
";

#[test]
fn a_topic_without_statements_is_noted_and_not_tried() {
    let silent = STORMS.replace("automation", "storms")
        + "[[test]]\nask = \"how many {metric} in {year}\"\n";
    assert_eq!(
        tried("intents/topics/storms.toml", &silent),
        ["I028 2: the data have no statement on `storms`"]
    );
}

#[test]
fn failing_tests_say_what_was_got() {
    let check = |test: &str, expected: &str| {
        let text = format!("{STORMS}[[test]]\n{test}\n");
        let found = tried("intents/topics/storms.toml", &text);
        let failed = found.iter().find(|problem| problem.starts_with("I027"));
        match expected {
            "" => assert!(
                failed.is_none_or(|failed| ["only offered", "`clarify`"]
                    .iter()
                    .any(|asked_back| failed.contains(asked_back))),
                "{test}: {failed:?}"
            ),
            expected => assert!(
                failed.is_some_and(|failed| failed.contains(expected)),
                "{test}: {failed:?}"
            ),
        }
    };
    let ask = "ask = \"what songs do storms have?\"";
    check(ask, "");
    check(
        "ask = \"how many {metric} in {year}?\"",
        "12: this lands on `value`, not on `storms`",
    );
    check("ask = \"tell me about {event}\"", "12: this lands on");
}

#[test]
fn phrases_that_lose_and_rivals_are_reported() {
    let check = |phrase: &str, expected: &str| {
        let text = STORMS.replace(
            "\"what songs do storms have\",",
            &format!("\"what songs do storms have\", \"{phrase}\","),
        );
        let found = tried("intents/topics/storms.toml", &text);
        assert!(
            found.iter().any(|problem| problem.starts_with(expected)),
            "{phrase}: {found:?}"
        );
    };
    check(
        "tell me how many {metric} in {year}",
        "I026 7: to the bot this example question is the same as one of `value`",
    );
    check(
        "please how many {metric} in {year_a}",
        "I025 7: `value` wins this example question by",
    );
}
