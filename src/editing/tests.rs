//! Edits, reports and guesses over the made-up dataset.

use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use jiff::civil::{Date, date};

use super::*;
use crate::answer::{Snapshot, Status};
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, SourceFile, terminal as problem_text};
use crate::files::read_directory;
use crate::{dataset, intents};

const TODAY: Date = date(2025, 6, 1);

fn files(directory: &str) -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = read_directory(&root.join(directory)).unwrap().files;
    let relative = |file: &Arc<SourceFile>| SourceFile {
        path: Path::new(&file.path)
            .strip_prefix(root)
            .unwrap()
            .display()
            .to_string(),
        text: file.text.clone(),
    };
    read.iter().map(|file| Arc::new(relative(file))).collect()
}

fn in_force() -> InForce {
    in_force_with(&[])
}

fn in_force_with(more: &[(&str, &str)]) -> InForce {
    let (data, mut set) = (files("tests/data/lighthouses"), files("intents/operations"));
    set.extend(more.iter().map(|(path, text)| file(path, text)));
    let (snapshot, _) = Snapshot::new(dataset::load(&data).0, intents::load(&set).0);
    InForce::new(data, set, Arc::new(snapshot), TODAY)
}

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    })
}

fn shown(result: Result<String, Box<Diagnostic>>) -> String {
    result.unwrap_or_else(|problem| problem_text::render(&problem, false))
}

const STORMS: &str = "\
schema = 1
id = \"storms\"
title = \"Storms\"
answer = \"help\"
phrases.en = [
  \"what songs do storms have\", # the first
]
[reply.en]
text = '''They howl.'''
";

#[test]
fn a_phrase_goes_into_the_list_of_its_language() {
    let check = |before: &str, language: Language, after: &str| {
        let head = "schema = 1\nid = \"storms\"\n";
        let tail = "\n[reply.en]\ntext = '''They howl.'''\n";
        let before = file("storms.toml", &format!("{head}{before}{tail}"));
        let new = add_phrase(&before, language, "new").unwrap();
        assert_eq!(new, format!("{head}{after}{tail}"));
    };
    let (en, ru, uk) = (Language::En, Language::Ru, Language::Uk);
    check(
        "phrases.en = [\n  \"a\",\n]",
        en,
        "phrases.en = [\n  \"a\",\n  \"new\",\n]",
    );
    check(
        "phrases.en = [\"a\"]\nphrases.uk = [\"b\"] # last",
        ru,
        "phrases.en = [\"a\"]\nphrases.ru = [\"new\"]\nphrases.uk = [\"b\"] # last",
    );
    check(
        "phrases.en = [\"a\"] # first\nphrases.ru = [\n\"b\"\n]",
        uk,
        "phrases.en = [\"a\"] # first\nphrases.ru = [\n\"b\"\n]\nphrases.uk = [\"new\"]",
    );
    check(
        "phrases.uk = [\"b\"]",
        en,
        "phrases.uk = [\"b\"]\nphrases.en = [\"new\"]",
    );
    check(
        "[phrases] # all\nen = [\"a\"]",
        ru,
        "[phrases] # all\nen = [\"a\"]\nru = [\"new\"]",
    );
    check("[phrases] # all", ru, "[phrases] # all\nru = [\"new\"]");
    check(
        "phrases = { en = [\"a\"] } # all",
        ru,
        "phrases = { en = [\"a\"], ru = [\"new\"] } # all",
    );
    check("phrases = {}", ru, "phrases = { ru = [\"new\"] }");
    check(
        "title = \"t\" # keys\n# end of keys",
        en,
        "title = \"t\" # keys\nphrases.en = [\"new\"]\n# end of keys",
    );
}

#[test]
fn quotes_are_written_as_toml_wants_them() {
    let check = |phrase: &str, expected: &str| {
        let new = add_phrase(&file("storms.toml", STORMS), Language::En, phrase).unwrap();
        assert!(new.contains(&format!("\n  {expected},\n")), "{new}");
    };
    check("it's {year}", "\"it's {year}\"");
    check("the \"big\" one", "'the \"big\" one'");
    check("it's \"big\"", "\"\"\"it's \"big\"\"\"\"");
    check("a \\ b", "'a \\ b'");
    check("  spaces around  ", "\"spaces around\"");
}

#[test]
fn a_phrase_that_is_none_is_refused() {
    let refused = |phrase: &str| {
        shown(add_phrase(
            &file("storms.toml", STORMS),
            Language::Ru,
            phrase,
        ))
    };
    assert_snapshot!(refused("how many {metirc}"), @"");
    assert_snapshot!(refused("how many {metric"), @"");
    assert_snapshot!(refused(" ?! "), @"");
    assert_snapshot!(refused("two\nlines"), @"");
    assert_snapshot!(refused("What SONGS do  storms have?"), @"");
    assert_snapshot!(refused(&"long ".repeat(100)), @"");
    let broken = STORMS.replace("# the first\n]", "");
    let broken = add_phrase(&file("storms.toml", &broken), Language::En, "new");
    assert_snapshot!(shown(broken), @"");
    let words = add_phrase(&file("en.toml", "phrases = 1"), Language::En, "new");
    assert_snapshot!(shown(words), @"");
}

#[test]
fn a_test_goes_behind_the_others() {
    let check = |tail: &str, expected: Expected, added: &str| {
        let before = file("storms.toml", &format!("{STORMS}{tail}"));
        let new = add_test(&before, "do they \"sing\"?", expected).unwrap();
        assert_eq!(new, format!("{STORMS}{added}"));
    };
    let ask = "ask = 'do they \"sing\"?'";
    check("", Expected::Lands, &format!("\n[[test]]\n{ask}\n"));
    check(
        "[[test]]\nask = \"a\" # one\n# end\n",
        Expected::LandsNot,
        &format!("[[test]]\nask = \"a\" # one\n[[test]]\nnot_{ask}\n# end\n"),
    );
    check(
        "[[test]]\nask = \"a\"\n\n[[test]]\nask = \"b\"\n[reply.ru]\ntext = '''a'''\n",
        Expected::Status(Status::OutOfScope),
        &format!(
            "[[test]]\nask = \"a\"\n\n[[test]]\nask = \"b\"\n\n[[test]]\n{ask}\nstatus = \"out_of_scope\"\n[reply.ru]\ntext = '''a'''\n"
        ),
    );
    let inline = file("a.toml", "test = [{ ask = \"a\" }]\n");
    assert_eq!(
        add_test(&inline, "b", Expected::Lands).unwrap(),
        "test = [{ ask = \"a\" }, { ask = \"b\" }]\n"
    );
    assert_snapshot!(shown(add_test(&file("a.toml", "test = 1"), "b", Expected::Lands)), @"");
}

#[test]
fn what_is_named_becomes_a_slot() {
    let in_force = in_force();
    let check = |typed: &str, expected: Option<&str>| {
        let offer = with_slots(&in_force.snapshot().reader, typed, TODAY);
        assert_eq!(offer.as_deref(), expected, "{typed}");
    };
    check("how many in 2022", Some("how many in {year}"));
    check(
        "How many lamp outages in 2022?",
        Some("How many {metric} in {year}?"),
    );
    check(
        "lamp outages 2021 vs 2022",
        Some("{metric} {year_a} vs {year_b}"),
    );
    check(
        "how many {metric} in 2022",
        Some("how many {metric} in {year}"),
    );
    check(
        "from {year_a} to now 2022",
        Some("from {year_a} to now {year_b}"),
    );
    check(
        "are there more lamp outages or repairs",
        Some("are there more {metric_a} or {metric_b}"),
    );
    check("repairs since 2020", Some("{metric} {since}"));
    check("what songs do storms have", None);
    check("", None);
}

#[test]
fn a_new_intent_passes_the_check() {
    let check = |title: &str, phrases: &[&str]| {
        let text = new_intent("storms", title, phrases).unwrap();
        let in_force = in_force();
        let change = Change {
            path: "intents/operations/storms.toml".to_owned(),
            text: Some(text),
        };
        let report = report(&in_force, &[change], &[]);
        assert_eq!(
            report.introduced,
            crate::diagnostic::Diagnostics::new(),
            "{title}"
        );
        assert!(report.publishable);
        assert_eq!(
            report
                .drift
                .iter()
                .find(|drift| !phrases.iter().any(|phrase| drift.question == *phrase)),
            None
        );
    };
    check("Storms", &["what songs do storms have"]);
    check(
        "The \"big\"\nones",
        &[
            "what songs do storms have",
            "какие песни у бури",
            "чи має буря пісні",
        ],
    );
    assert_snapshot!(new_intent("storms", "Storms", &["what songs do storms have"]).unwrap(), @"");
    assert_snapshot!(shown(new_intent("Big Storms", "Storms", &["songs"])), @"");
    assert_snapshot!(shown(new_intent("storms", "Storms", &["in {yaer}"])), @"");
    assert_snapshot!(shown(new_intent("storms", "Storms", &[])), @"");
}

#[test]
fn a_report_says_what_a_change_would_do() {
    let in_force = in_force_with(&[("intents/operations/storms.toml", STORMS)]);
    let reported = |before: &str, after: &str, asked: &[&str]| {
        let change = Change {
            path: "intents/operations/storms.toml".to_owned(),
            text: Some(STORMS.replace(before, after)),
        };
        let asked: Vec<String> = asked.iter().map(|text| (*text).to_owned()).collect();
        report(&in_force, &[change], &asked)
    };
    let good = reported(
        "# the first",
        "\"how does the wind sing\", # the first",
        &["how does the wind sing at night"],
    );
    assert!(good.publishable);
    assert_snapshot!(terminal(&good, false), @"");
    assert_snapshot!(markdown(&good), @"");
    let stolen = reported("# the first", "\"how many {metric} in {year}\",", &[]);
    assert!(!stolen.publishable);
    assert_snapshot!(terminal(&stolen, false), @"");
    let broken = reported("storms have\"", "storms have", &[]);
    assert!(!broken.publishable && broken.tests.is_none());
    assert_snapshot!(markdown(&broken), @"");
    let gone = Change {
        path: "intents/operations/storms.toml".to_owned(),
        text: None,
    };
    assert_snapshot!(drift_markdown(&report(&in_force, &[gone], &[]), 2_000), @"");
}

#[test]
fn a_problem_that_was_there_is_told_apart() {
    let slip = STORMS.replace(
        "[reply.en]",
        "[[test]]\nask = \"how many {metric} in {year}\"\n[reply.en]",
    );
    let in_force = in_force_with(&[("intents/operations/storms.toml", &slip)]);
    let changed = |path: &str, text: String| {
        report(
            &in_force,
            &[Change {
                path: path.to_owned(),
                text: Some(text),
            }],
            &[],
        )
    };
    let same_file = changed(
        "intents/operations/storms.toml",
        format!("# a remark\n{slip}"),
    );
    assert_eq!(
        (same_file.introduced.errors(), same_file.standing.errors()),
        (0, 1)
    );
    assert!(!same_file.publishable);
    let value = in_force.file("intents/operations/value.toml").unwrap();
    let other_file = changed(&value.path, format!("# a remark\n{}", value.text));
    assert_eq!(
        (other_file.introduced.errors(), other_file.standing.errors()),
        (0, 0)
    );
    assert!(other_file.publishable);
}

#[test]
fn a_message_has_room_for_the_worst_change() {
    let in_force = in_force();
    let value = in_force.file("intents/operations/value.toml").unwrap();
    let text = value
        .text
        .replace("{metric}", "{metirc}")
        .replace("how many", "``` @everyone how few");
    let change = Change {
        path: value.path.clone(),
        text: Some(text),
    };
    let text = markdown(&report(&in_force, &[change], &[]));
    assert!(text.chars().count() <= 4_096, "{}", text.chars().count());
    assert_eq!(text.matches("```").count() % 2, 0);
    let gone = Change {
        path: value.path.clone(),
        text: None,
    };
    let text = markdown(&report(&in_force, &[gone], &[]));
    assert!(
        text.chars().count() <= 4_096 && text.contains(" more lines"),
        "{text}"
    );
}

#[test]
fn questions_are_grouped_by_likeness() {
    let in_force = in_force();
    let asked = [
        ("do keepers get paid for storms", 2),
        ("do the keepers get paid for the storms?", 3),
        ("what colour is the sea", 4),
        ("colour of the sea", 1),
        ("😀", 1),
    ];
    let mut asked: Vec<Asked> = asked
        .iter()
        .map(|(text, count)| Asked {
            text: (*text).to_owned(),
            count: *count,
        })
        .collect();
    let groups = grouped(&in_force.snapshot().reader, &asked, TODAY);
    let shown: Vec<String> = groups
        .iter()
        .map(|group| format!("{} {} {}", group.count, group.members.len(), group.question))
        .collect();
    assert_snapshot!(shown.join("\n"), @"");
    asked.reverse();
    assert_eq!(grouped(&in_force.snapshot().reader, &asked, TODAY), groups);
}

#[test]
fn a_question_finds_its_likeliest_intents_and_what_it_lacks() {
    let in_force = in_force_with(&[("intents/operations/storms.toml", STORMS)]);
    let guessed = guesses(
        in_force.snapshot(),
        "which melodies do storms hum",
        3,
        TODAY,
    );
    assert_eq!(
        guessed.first().map(|guess| guess.intent.as_str()),
        Some("storms"),
        "{guessed:?}"
    );
    let told = |question: &str, intent: &str| {
        near_miss(&in_force, question, intent)
            .map_or_else(|| "lands".to_owned(), |miss| near_miss_text(&miss))
    };
    assert_snapshot!(told("what songs do storms have", "storms"), @"");
    assert_snapshot!(told("which melodies do storms hum", "storms"), @"");
    assert_snapshot!(told("how many zorps in 2022", "value"), @"");
    assert_eq!(near_miss(&in_force, "anything", "nothing"), None);
}

#[test]
fn adding_a_question_shows_what_it_would_change() {
    let in_force = in_force_with(&[("intents/operations/storms.toml", STORMS)]);
    let storms = in_force.file("intents/operations/storms.toml").unwrap();
    let question = "which melodies do storms hum in 2022".to_owned();
    let added = adding(
        &in_force,
        storms,
        &question,
        std::slice::from_ref(&question),
    )
    .unwrap();
    assert_eq!(added.phrase, "which melodies do storms hum in {year}");
    let drift = added
        .report
        .drift
        .iter()
        .find(|drift| drift.question == question)
        .unwrap();
    assert_eq!(drift.before.intent, None);
    assert_eq!(drift.after.intent.as_deref(), Some("storms"));
}
