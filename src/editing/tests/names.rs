//! Names in the file that belongs to moderators.

use insta::assert_snapshot;

use super::*;
use crate::dataset::Nameable;

const NAMES: &str = "\
schema = 1

[metrics]
# The first.
outages.en = [\"dark nights\"] # said on the coast
keepers = { en = [\"lamp people\"] }

[outlets.gazette]
en = [
  \"the KG\",
]
";

fn added(text: &str, kind: Nameable, id: &str, language: Language, name: &str) -> String {
    let before = file("intents/names.toml", text);
    let naming = Naming {
        kind,
        id,
        language,
        name,
    };
    let new = match add_name(&before, naming) {
        Ok(new) => new,
        Err(problem) => return problem_text::render(&problem, false),
    };
    let (loaded, problems) = intents::load(&[file("intents/names.toml", &new)]);
    let of_names = |problem: &&Diagnostic| {
        problem
            .labels
            .first()
            .is_some_and(|label| label.file.path.contains("names"))
    };
    assert_eq!(problems.iter().filter(of_names).count(), 0, "{problems:?}");
    let found =
        |given: &intents::GivenName| given.name == name && given.id == id && given.kind == kind;
    assert!(loaded.names.iter().any(found), "{new}");
    let lines = diff("names.toml", text, &new);
    let changed = lines
        .lines()
        .skip(2)
        .filter(|line| line.starts_with(['+', '-']));
    changed.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_name_changes_one_line() {
    use Language::{En, Ru};
    use Nameable::{Event, Metric, Outlet};
    let check = |kind, id, language, name| added(NAMES, kind, id, language, name);
    assert_snapshot!(check(Metric, "outages", En, "blackouts"), @r#"
    -outages.en = ["dark nights"] # said on the coast
    +outages.en = ["dark nights", "blackouts"] # said on the coast
    "#);
    assert_snapshot!(check(Metric, "outages", Ru, "тёмные ночи"), @r#"+outages.ru = ["тёмные ночи"]"#);
    assert_snapshot!(check(Metric, "keepers", Ru, "смотрители"), @r#"
    -keepers = { en = ["lamp people"] }
    +keepers = { en = ["lamp people"], ru = ["смотрители"] }
    "#);
    assert_snapshot!(check(Metric, "lamps-lit", En, "lit \"lamps\""), @r#"+lamps-lit.en = ['lit "lamps"']"#);
    assert_snapshot!(check(Outlet, "gazette", En, "the Gazette"), @r#"+  "the Gazette","#);
    assert_snapshot!(check(Outlet, "gazette", Ru, "Газета"), @r#"+ru = ["Газета"]"#);
    assert_snapshot!(check(Event, "fire 1998", En, "the big fire"), @r#"
    +
    +[events]
    +"fire 1998".en = ["the big fire"]
    "#);
    assert_snapshot!(check(Outlet, "post", En, "the Post"), @r#"
    +
    +[outlets.post]
    +en = ["the Post"]
    "#);
    let dotted = "schema = 1\nmetrics.outages.en = [\"dark nights\"]\n\n[outlets]\n";
    assert_snapshot!(added(dotted, Metric, "outages", Ru, "тёмные ночи"), @r#"+metrics.outages.ru = ["тёмные ночи"]"#);
    assert_snapshot!(added(dotted, Metric, "keepers", En, "lamp people"), @r#"+metrics.keepers.en = ["lamp people"]"#);
    assert_snapshot!(added(dotted, Outlet, "post", En, "the Post"), @r#"+post.en = ["the Post"]"#);
    assert_snapshot!(check(Metric, "outages", Ru, "Dark Nights"), @r#"
    error[I032]: this name stands in the file already
     --> intents/names.toml:5:15
      |
    5 | outages.en = ["dark nights"] # said on the coast
      |               ^^^^^^^^^^^^^ here
      |
      = help: nothing is to be done; capital letters make no difference
    "#);
    assert_snapshot!(added(&new_names("../"), Metric, "outages", En, "dark nights"), @r#"
    +
    +[metrics]
    +outages.en = ["dark nights"]
    "#);
    assert_snapshot!(check(Metric, "outages", En, "2022"), @"error[I032]: a name has a letter in it: numbers are years and figures");
    assert_snapshot!(added("outages = 1\nmetrics = 2\n", Metric, "outages", En, "dark nights"), @r#"
    error[I032]: the file has no place for a name
     --> intents/names.toml:1:1
      |
    1 | outages = 1
      | ^
      |
      = help: a file of names has tables such as `[metrics]`, with lines such as `outages.en = ["dark nights"]`; `footnote check` shows what is wrong with it
    "#);
}

#[test]
fn a_given_name_is_read_as_one_of_the_data() {
    let question = "how many zorps in 2022";
    let without = answered(&OPERATIONS, question);
    assert_ne!(without.status, Status::Answered);
    let with = in_force_with(&[(
        "intents/names.toml",
        "schema = 1\n[metrics]\noutages.en = [\"zorps\"]\n",
    )]);
    let seen = answered(&with, question);
    assert_eq!(seen.status, Status::Answered, "{seen:?}");
    assert_eq!(
        seen.text,
        answered(&OPERATIONS, "how many lamp outages in 2022").text
    );
    // Taken out again, it is forgotten.
    let gone = Change {
        path: "intents/names.toml".to_owned(),
        text: None,
    };
    let asked = [question.to_owned()];
    let report = report(&with, &[gone], &asked, None);
    assert!(
        report
            .drift
            .iter()
            .any(|drift| drift.question == question && drift.after.status != Status::Answered)
    );
}

#[test]
fn names_of_nothing_and_of_two_things_are_told() {
    let text = "schema = 1\n[metrics]\noutage.en = [\"dark nights\"]\nkeepers.en = [\"lamp outages\", \"lamp people\", \"Lamp People\"]\n";
    let with = in_force_with(&[("intents/names.toml", text)]);
    let all: Vec<String> = with
        .problems()
        .map(|problem| problem_text::render(problem, false))
        .collect();
    assert_snapshot!(all.join("\n\n"), @r#"
    error[I032]: this name is given twice
     --> intents/names.toml:4:46
      |
    4 | keepers.en = ["lamp outages", "lamp people", "Lamp People"]
      |                                              ^^^^^^^^^^^^^
      |
     ::: intents/names.toml:4:31
      |
    4 | keepers.en = ["lamp outages", "lamp people", "Lamp People"]
      |                               ------------- first here
      |
      = help: leave it with what people mean by it

    warning[I033]: the data have no metric `outage`
     --> intents/names.toml:3:1
      |
    3 | outage.en = ["dark nights"]
      | ^^^^^^
      |
      = help: did you mean `outages`?
      = write: outages.en = ["dark nights"]

    warning[I034]: `lamp outages` is a name of the metric `outages` too
     --> intents/names.toml:4:15
      |
    4 | keepers.en = ["lamp outages", "lamp people", "Lamp People"]
      |               ^^^^^^^^^^^^^^
      |
      = help: a name of two things leads to neither; take one that people mean by this alone
    "#);
}

fn answered(in_force: &InForce, question: &str) -> Seen {
    let mut memory = crate::message::Memory::default();
    Seen::from(&crate::message::answer(
        in_force.snapshot(),
        question,
        &mut memory,
        TODAY,
    ))
}
