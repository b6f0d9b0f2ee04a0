//! What a change would do.

use insta::assert_snapshot;

use super::*;

/// The report on the file about storms with one text in place of another.
fn reported(before: &str, after: &str, asked: &[&str]) -> DraftReport {
    let asked: Vec<String> = asked.iter().map(|text| (*text).to_owned()).collect();
    report_on(
        &WITH_STORMS,
        STORMS_FILE,
        Some(STORMS.replace(before, after)),
        &asked,
    )
}

/// The report on one file that is changed, or taken away.
fn report_on(
    in_force: &InForce,
    path: &str,
    text: Option<String>,
    asked: &[String],
) -> DraftReport {
    let path = path.to_owned();
    report(in_force, &[Change { path, text }], asked, None)
}

#[test]
fn a_report_says_what_a_change_would_do() {
    let good = reported(
        "# the first",
        "\"how loud may the wind howl\", # the first",
        &["how loud may the wind howl tonight"],
    );
    assert!(good.publishable);
    assert_snapshot!(terminal(&good, false), @r#"
    --- intents/operations/storms.toml
    +++ intents/operations/storms.toml
    @@ -3,7 +3,7 @@
     title = "Storms"
     answer = "help"
     phrases.en = [
    -  "what songs do storms have", # the first
    +  "what songs do storms have", "how loud may the wind howl", # the first
     ]
     [reply.en]
     text = '''They howl.'''
    Answers that would change:
     how loud may the wind howl
    -no intent, not_understood: I don't know loud, wind and howl here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    +storms, help: They howl.
     how loud may the wind howl tonight
    -no intent, not_understood: I don't know loud, wind and howl here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    +storms, help: They howl.
    The draft can be published; 0 errors, 0 warnings, 24 tests pass, 1 fail, 2 of 527 known answers change
    "#);
    assert_snapshot!(markdown(&good), @r#"
    **The draft can be published**
    0 errors · 0 warnings · 24 tests pass · 1 fail · 2 of 527 known answers change
    ```diff
    --- intents/operations/storms.toml
    +++ intents/operations/storms.toml
    @@ -3,7 +3,7 @@
     title = "Storms"
     answer = "help"
     phrases.en = [
    -  "what songs do storms have", # the first
    +  "what songs do storms have", "how loud may the wind howl", # the first
     ]
     [reply.en]
     text = '''They howl.'''
    ```
    Answers that would change:
    ```diff
     how loud may the wind howl
    -no intent, not_understood: I don't know loud, wind and howl here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    +storms, help: They howl.
     how loud may the wind howl tonight
    -no intent, not_understood: I don't know loud, wind and howl here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    +storms, help: They howl.
    ```
    "#);
}

#[test]
fn a_change_with_errors_cannot_be_published() {
    let stolen = reported("# the first", "\"how many {metric} in {year}\",", &[]);
    assert!(!stolen.publishable);
    assert_snapshot!(terminal(&stolen, false), @r#"
    --- intents/operations/storms.toml
    +++ intents/operations/storms.toml
    @@ -3,7 +3,7 @@
     title = "Storms"
     answer = "help"
     phrases.en = [
    -  "what songs do storms have", # the first
    +  "what songs do storms have", "how many {metric} in {year}",
     ]
     [reply.en]
     text = '''They howl.'''
    error[I012]: this example question stands in `storms` too
      --> intents/operations/value.toml:12:3
       |
    12 |   "how many {metric} in {year}",
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: intents/operations/storms.toml:6:32
       |
     6 |   "what songs do storms have", "how many {metric} in {year}",
       |                                ----------------------------- first here
       |
       = help: leave it in the one intent that should answer
    The draft cannot be published: it brings errors; 1 error, 0 warnings, no test was asked, as the files do not load
    "#);
    let broken = reported("storms have\"", "storms have", &[]);
    assert!(!broken.publishable && broken.tests.is_none());
    assert_snapshot!(markdown(&broken), @r#"
    **The draft cannot be published: it brings errors**
    1 error · 0 warnings · no test was asked, as the files do not load
    ```diff
    --- intents/operations/storms.toml
    +++ intents/operations/storms.toml
    @@ -3,7 +3,7 @@
     title = "Storms"
     answer = "help"
     phrases.en = [
    -  "what songs do storms have", # the first
    +  "what songs do storms have, # the first
     ]
     [reply.en]
     text = '''They howl.'''
    ```
    ```
    error[I001]: invalid basic string, expected `"`
     --> intents/operations/storms.toml:6:42
      |
    6 |   "what songs do storms have, # the first
      |                                          ^
      |
      = help: this text lacks the quote behind it
      = write: "what songs do storms have, # the first"
    ```
    "#);
}

#[test]
fn two_sets_are_compared() {
    let without = OPERATIONS.snapshot();
    let comparison = compared(WITH_STORMS.snapshot(), without, TODAY);
    assert_snapshot!(drift_markdown(&comparison, 2_000), @r#"
    **2 of 525 known questions would be answered differently.**

    ```diff
     what songs do storms have
    -storms, help: They howl.
    +no intent, not_understood: I don't know storms here. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
     who are you
    -no intent, not_understood: I did not understand that. I answer questions about figures on the lighthouses of the Sornholm Islands, with sources. Try "lamp outages in 2022".
    +offtopic, out_of_scope: I have no answer to that: I only have figures on the lighthouses of the Sornholm Islands. Try "lamp outages in 2022".
    ```
    "#);
    let same = compared(without, without, TODAY);
    assert_snapshot!(drift_markdown(&same, 2_000), @r#"No answer changes (524 known questions asked)."#);
}

#[test]
fn a_problem_that_was_there_is_told_apart() {
    let slip = STORMS.replace(
        "[reply.en]",
        "[[test]]\nask = \"how many {metric} in {year}\"\n[reply.en]",
    );
    let in_force = in_force_with(&[(STORMS_FILE, &slip)]);
    let changed = |path: &str, text: String| report_on(&in_force, path, Some(text), &[]);
    let same_file = changed(STORMS_FILE, format!("# a remark\n{slip}"));
    assert_eq!(
        (same_file.introduced.errors(), same_file.standing.errors()),
        (0, 1)
    );
    assert!(!same_file.publishable);
    let value = in_force.file("intents/operations/value.toml").unwrap();
    let other_file = changed(&value.path, format!("# a remark\n{}", value.text));
    assert_eq!(other_file.introduced.errors(), 0);
}

#[test]
fn a_message_has_room_for_the_worst_change() {
    let in_force = &*OPERATIONS;
    let value = in_force.file("intents/operations/value.toml").unwrap();
    let text = value
        .text
        .replace("{metric}", "{metirc}")
        .replace("how many", "``` @everyone how few");
    let told = |text| markdown(&report_on(in_force, &value.path, text, &[]));
    let text = told(Some(text));
    assert!(text.chars().count() <= 4_096, "{}", text.chars().count());
    assert_eq!(text.matches("```").count() % 2, 0);
    let text = told(None);
    assert!(
        text.chars().count() <= 4_096 && text.contains(" more lines"),
        "{text}"
    );
}

#[test]
fn of_a_full_inbox_the_first_questions_are_compared() {
    let compared = |asked: usize| {
        let asked: Vec<String> = (0..asked)
            .map(|number| format!("how loud is storm number {number}"))
            .collect();
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        reported("They howl", "They roar", &asked).compared
    };
    let none = compared(0);
    assert_eq!((compared(2), compared(250)), (none + 2, none + 200));
}
