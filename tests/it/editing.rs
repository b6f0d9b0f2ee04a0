//! Phrases written into files of every layout: one line changes, no comment moves, and the file holds the phrase.

use std::sync::{Arc, LazyLock};

use footnote::dataset::Language;
use footnote::diagnostic::{Diagnostics, SourceFile};
use footnote::editing::{Expected, add_phrase, add_test};
use footnote::files::read_directory;
use footnote::intents::{self, Intents};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use similar::{ChangeTag, TextDiff};

use crate::support::root;

/// All files with an intent; those of the words stand apart.
static FILES: LazyLock<Vec<Arc<SourceFile>>> = LazyLock::new(|| {
    let mut files = read_directory(&root().join("intents")).unwrap().files;
    files.retain(|file| !file.path.contains("/words/"));
    files
});

/// Ways to lay a file out, each of which says the same.
const LAYOUTS: [fn(&str) -> String; 8] = [
    str::to_owned,
    without_last_commas,
    on_one_line,
    |text| text.replace("\n  \"", "\n\t\""),
    with_a_header,
    |text| text.replace("\",\n", "\", # it's a \"remark\", see [above]\n"),
    |text| text.replace("\n  \"", "\n\n    # of the next one\n  \""),
    without_ukrainian,
];

fn without_last_commas(text: &str) -> String {
    text.replace("\",\n]", "\"\n]")
}

/// Each list of phrases on a line by itself, some with a comma at the end.
fn on_one_line(text: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in text.lines() {
        inside |= line.starts_with("phrases.");
        inside &= line != "]";
        out.push_str(if inside { line.trim_start() } else { line });
        out.push_str(if inside { " " } else { "\n" });
    }
    out
}

fn with_a_header(text: &str) -> String {
    let text = text.replacen("\nphrases.", "\n[phrases] # by language\n", 1);
    text.replace("\nphrases.", "\n")
}

fn without_ukrainian(text: &str) -> String {
    let Some(start) = text.find("phrases.uk") else {
        return text.to_owned();
    };
    let end = start + text[start..].find("]\n").unwrap() + 2;
    format!("{}{}", &text[..start], &text[end..])
}

/// Where the remark of a line begins, quotes passed over.
fn remark(line: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(offset) = line[at..].find(['#', '"', '\'']) {
        at += offset;
        let rest = &line[at..];
        if rest.starts_with('#') {
            return Some(at);
        }
        let quote = ["\"\"\"", "\'\'\'", "\"", "'"]
            .into_iter()
            .find(|quote| rest.starts_with(*quote))?;
        let text = &rest[quote.len()..]
            .replace("\\\\", "__")
            .replace("\\\"", "__");
        let end = text.find(quote)?;
        at += quote.len() + end + quote.len();
        // A text between three quotes may end with a quote of its own.
        at += line[at..]
            .bytes()
            .take_while(|byte| quote.len() == 3 && *byte == quote.as_bytes()[0])
            .count();
    }
    None
}

/// The code and the remark of each line that has a remark.
fn remarks(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines();
    lines
        .filter_map(|line| remark(line).map(|at| line.split_at(at)))
        .collect()
}

/// How many lines are taken out and put in.
fn changed(before: &str, after: &str) -> (usize, usize) {
    let diff = TextDiff::from_lines(before, after);
    let count = |tag: ChangeTag| {
        diff.iter_all_changes()
            .filter(|change| change.tag() == tag)
            .count()
    };
    (count(ChangeTag::Delete), count(ChangeTag::Insert))
}

fn load(path: &str, text: &str) -> (Intents, Diagnostics) {
    intents::load(&[Arc::new(SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    })])
}

fn phrase() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "how",
        "many",
        "{metric}",
        "{year}",
        "вулики",
        "сколько",
        "it's",
        "\"so\"",
        "a#b",
        "c,d",
        "[e]",
        "back\\slash",
        "{by}",
        "пчёлы",
        "= 1",
    ]);
    let words = prop::collection::vec(words, 1..7);
    (words, 0..1_000_000_u32)
        .prop_map(|(words, number)| format!("{} bees {number}", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(4), ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn a_phrase_changes_one_line_and_moves_no_comment(
        file in 0..FILES.len(),
        layout in 0..LAYOUTS.len(),
        language in prop::sample::select(Language::ALL.to_vec()),
        phrase in phrase(),
        carriage_returns in any::<bool>(),
    ) {
        let path = &FILES[file].path;
        let mut text = LAYOUTS[layout](&FILES[file].text);
        if carriage_returns {
            text = text.replace('\n', "\r\n");
        }
        let (before, problems) = load(path, &text);
        prop_assert_eq!(before.list.len(), 1, "{}", &text);
        let source = Arc::new(SourceFile { path: path.clone(), text: text.clone() });
        let new = add_phrase(&source, language, &phrase).map_err(|problem| TestCaseError::fail(problem.message.clone()))?;

        let (out, put_in) = changed(&text, &new);
        prop_assert!(out <= 1 && put_in == 1, "{} out, {} in:\n{}", out, put_in, new);
        let (old, now) = (remarks(&text), remarks(&new));
        prop_assert_eq!(old.len(), now.len());
        let moved = old.iter().zip(&now).filter(|(old, now)| old.1 != now.1).count();
        prop_assert_eq!(moved, 0);
        let other_code = old.iter().zip(&now).filter(|(old, now)| old.0 != now.0);
        prop_assert!(other_code.count() <= out);
        prop_assert_eq!(new.contains("\r\n"), carriage_returns);
        prop_assert_eq!(new.matches('\n').count() == new.matches("\r\n").count(), carriage_returns);

        let (after, found) = load(path, &new);
        let held = after.list[0].phrases.iter().filter(|known| known.text == phrase && known.language == language);
        prop_assert_eq!(held.count(), 1);
        prop_assert_eq!(after.list[0].phrases.len(), before.list[0].phrases.len() + 1);
        prop_assert_eq!(found.errors(), problems.errors());
        let again = Arc::new(SourceFile { path: path.clone(), text: new });
        prop_assert!(add_phrase(&again, language, &phrase).is_err());
    }

    #[test]
    fn a_test_adds_lines_and_takes_none_away(
        file in 0..FILES.len(),
        question in phrase(),
        expected in prop::sample::select(vec![Expected::Lands, Expected::LandsNot]),
        carriage_returns in any::<bool>(),
    ) {
        let path = &FILES[file].path;
        let text = if carriage_returns { FILES[file].text.replace('\n', "\r\n") } else { FILES[file].text.clone() };
        let source = Arc::new(SourceFile { path: path.clone(), text: text.clone() });
        let new = add_test(&source, &question, expected).map_err(|problem| TestCaseError::fail(problem.message.clone()))?;
        prop_assert_eq!(changed(&text, &new).0, 0);
        prop_assert_eq!(new.matches('\n').count() == new.matches("\r\n").count(), carriage_returns);
        let tests = |text: &str| load(path, text).0.list[0].tests.clone();
        let (before, after) = (tests(&text), tests(&new));
        prop_assert_eq!(after.len(), before.len() + 1);
        prop_assert_eq!(&after.last().unwrap().ask, &question);
    }
}
