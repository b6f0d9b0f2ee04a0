//! The tables in the documentation are those of the code.

use crate::intents::cases::{self, Case, Shape};
use crate::intents::codes::CODES;
use crate::intents::{AnswerKind, SLOTS};

/// The text with what stands between `<!-- NAME: … -->` and `<!-- end -->` replaced.
fn with_section(text: &str, name: &str, section: &str) -> String {
    let begin = text.find(&format!("<!-- {name}:")).unwrap();
    let start = begin + text[begin..].find("-->\n").unwrap() + 4;
    let end = start + text[start..].find("<!-- end -->").unwrap();
    format!("{}{section}{}", &text[..start], &text[end..])
}

fn is_current(file: &str, sections: &[(&str, String)]) {
    let path = format!("{}/docs/{file}", env!("CARGO_MANIFEST_DIR"));
    let committed = std::fs::read_to_string(&path).unwrap();
    let current = sections
        .iter()
        .fold(committed.clone(), |text, (name, section)| {
            with_section(&text, name, section)
        });
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &current).unwrap();
    } else {
        assert!(
            committed == current,
            "docs/{file} is not current; run the tests with UPDATE_DOCS=1"
        );
    }
}

#[test]
fn the_tables_of_intents_are_current() {
    let slots: Vec<String> = SLOTS
        .iter()
        .map(|slot| format!("| `{{{}}}` | {} |\n", slot.name, slot.about))
        .collect();
    let slots = format!(
        "| slot | what fills it |\n| --- | --- |\n{}",
        slots.concat()
    );
    let own: String = AnswerKind::ALL
        .iter()
        .flat_map(|kind| kind_rows(*kind))
        .collect();
    let cases = format!("| kind | case | when | values |\n| --- | --- | --- | --- |\n{own}");
    let stock: String = cases::SHARED
        .iter()
        .map(|case| row("shared", case))
        .collect();
    let say: String = cases::SAY.iter().map(|case| row("stock", case)).collect();
    let sentences = format!("| | case | when | values |\n| --- | --- | --- | --- |\n{stock}{say}");
    is_current(
        "intents.md",
        &[("slots", slots), ("cases", cases), ("sentences", sentences)],
    );
}

#[test]
fn the_codes_are_current() {
    let rows: Vec<String> = CODES
        .iter()
        .map(|(code, about)| format!("| `{code}` | {about} |\n"))
        .collect();
    let rows = rows.concat();
    is_current(
        "problems.md",
        &[(
            "codes",
            format!("| code | what it means |\n| --- | --- |\n{rows}"),
        )],
    );
}

#[test]
fn every_kind_is_documented() {
    let text = include_str!("../../../docs/intents.md");
    for kind in AnswerKind::ALL {
        assert!(
            text.contains(&format!("\n| `{}` | ", kind.name())),
            "{}",
            kind.name()
        );
    }
}

#[test]
fn codes_are_in_order_and_cases_are_told_apart() {
    for (number, (code, _)) in CODES.iter().enumerate() {
        assert_eq!(*code, format!("I{:03}", number + 1));
    }
    for kind in AnswerKind::ALL {
        let mut names: Vec<_> = cases::own(kind).iter().map(|case| case.name).collect();
        names.dedup();
        assert_eq!(names.len(), cases::own(kind).len(), "{}", kind.name());
    }
}

fn kind_rows(kind: AnswerKind) -> Vec<String> {
    cases::own(kind)
        .iter()
        .map(|case| row(&format!("`{}`", kind.name()), case))
        .collect()
}

fn row(owner: &str, case: &Case) -> String {
    let values: Vec<String> = case
        .values()
        .map(|value| {
            let marks = match (value.shape, value.optional) {
                (Shape::List, _) => " (list)",
                (Shape::Flag, _) => " (yes/no)",
                (Shape::Text, true) => " (may be missing)",
                (Shape::Text, false) => "",
            };
            format!("`{}`{marks}", value.name)
        })
        .collect();
    format!(
        "| {owner} | `{}` | {} | {} |\n",
        case.name,
        case.about,
        values.join(", ")
    )
}
