//! Phrases, tests and new files.

use insta::assert_snapshot;

use super::*;

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
    assert_snapshot!(refused("how many {metirc}"), @r#"
    error[I013]: there is no slot `metirc`
     --> typed:1:12
      |
    1 | "how many {metirc}"
      |            ^^^^^^
      |
      = help: did you mean `metric`?
      = write: "how many {metric}"
    "#);
    assert_snapshot!(refused("how many {metric"), @r#"
    error[I013]: the brace is not closed
     --> typed:1:11
      |
    1 | "how many {metric"
      |           ^
      |
      = help: a slot is written `{year}`
    "#);
    assert_snapshot!(refused(" ?! "), @r#"
    error[I011]: the example question is empty
     --> typed:1:1
      |
    1 | "?!"
      | ^^^^
      |
      = help: write a question, or take the line out
    "#);
    assert_snapshot!(refused("two\nlines"), @r#"
    error[I011]: the example question has a line break, a tab or another control character in it
     --> typed:1:1
      |
    1 | """
      | ^^^
      |
      = help: write it on one line, with single spaces between its words
    "#);
}

#[test]
fn a_phrase_that_is_there_and_a_file_that_is_none_are_refused() {
    let refused = |phrase: &str| {
        shown(add_phrase(
            &file("storms.toml", STORMS),
            Language::Ru,
            phrase,
        ))
    };
    assert_snapshot!(refused("What SONGS do  storms have?"), @r#"
    error[I012]: this example question stands in the intent already
     --> storms.toml:6:3
      |
    6 |   "what songs do storms have", # the first
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
      |
      = help: nothing is to be done; capital letters, spaces and the mark at the end make no difference
    "#);
    assert_snapshot!(refused(&"long ".repeat(100)), @r#"
    error[I011]: the example question has 499 characters, the most is 300
     --> typed:1:1
      |
     ::: 
    1 | "long long long long long long long long long long long long long long long long long long long long long long long long long long long long…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: an example is one question, as short as people write it
    "#);
    let broken = STORMS.replace("# the first\n]", "");
    let broken = add_phrase(&file("storms.toml", &broken), Language::En, "new");
    assert_snapshot!(shown(broken), @r#"
    error[I001]: unclosed array, expected `]`
     --> storms.toml:6:31
      |
    6 |   "what songs do storms have", 
      |                               ^
      |
      = help: the list that begins here or above lacks its `]` behind the last item
    "#);
    let words = add_phrase(&file("en.toml", "phrases = 1"), Language::En, "new");
    assert_snapshot!(shown(words), @r#"
    error[I010]: the file has no place for an example question
     --> en.toml:1:1
      |
    1 | phrases = 1
      | ^
      |
      = help: an intent's file begins with `schema = 1` and has a list `phrases.en = [ "…" ]`; `footnote check` shows what is wrong with it
    "#);
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
    assert_snapshot!(shown(add_test(&file("a.toml", "test = 1"), "b", Expected::Lands)), @r"
    error[I021]: the file has something else where its tests belong
     --> a.toml:1:1
      |
    1 | test = 1
      | ^
      |
      = help: a test begins with `[[test]]` on a line of its own; `footnote check` shows what is wrong with the file
    ");
}

#[test]
fn what_is_named_becomes_a_slot() {
    let in_force = &*OPERATIONS;
    let check = |typed: &str, expected: Option<&str>| {
        let offer = with_slots(&in_force.snapshot().reader, typed, TODAY);
        let text = offer.as_ref().map(|offer| offer.text.as_str());
        assert_eq!(text, expected, "{typed}");
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
    check("{year_a} against 2022", Some("{year_a} against {year_b}"));
    check(
        "are there more lamp outages or repairs",
        Some("are there more {metric_a} or {metric_b}"),
    );
    check("repairs since 2020", Some("{metric} {since}"));
    check("what songs do storms have", None);
    check("", None);
}

#[test]
fn what_is_offered_for_a_question_is_what_goes_in() {
    let in_force = &*OPERATIONS;
    let typed = "How many lamp outages in 2022?";
    let check = |phrases: &str, expected: &str| {
        let text = format!("schema = 1\nid = \"own\"\nphrases.en = [{phrases}]\n");
        let added = phrase_for(in_force, "own.toml", &file("own.toml", &text), typed);
        let phrase = match &added {
            Ok(added) => added.phrase.as_str(),
            Err(problem) => problem.message.as_str(),
        };
        assert_eq!(phrase, expected, "{phrases}");
        if let Ok(added) = added {
            assert!(added.text.contains(&added.phrase), "{}", added.text);
        }
    };
    let slotted = "\"how many {metric} in {year}\"";
    check("", "How many {metric} in {year}?");
    check(slotted, typed);
    check(
        "\"how many lamp outages in 2022\"",
        "How many {metric} in {year}?",
    );
    check(
        &format!("{slotted}, \"{typed}\""),
        "this example question stands in the intent already",
    );
}

#[test]
fn a_new_intent_passes_the_check() {
    let check = |title: &str, phrases: &[&str]| {
        let text = new_intent("../../", "storms", title, phrases).unwrap();
        let change = Change {
            path: "intents/operations/storms.toml".to_owned(),
            text: Some(text),
        };
        let report = report(&OPERATIONS, &[change], &[], None);
        let messages: Vec<&str> = report
            .introduced
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(messages, [""; 0], "{title}");
        assert!(report.publishable);
        let is_lost = |drift: &&Drift| {
            let kept = [Status::Answered, Status::Clarify];
            drift.before.status == Status::Answered && !kept.contains(&drift.after.status)
        };
        let mut lost = report.drift.iter().filter(is_lost);
        let other = lost.find(|drift| !phrases.iter().any(|phrase| drift.question == *phrase));
        assert_eq!(other, None);
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
}

#[test]
fn a_new_intent_teaches_and_takes_no_slips() {
    assert_snapshot!(new_intent("../../", "storms", "Storms", &["what songs do storms have"]).unwrap(), @r#"
    #:schema ../../schema/intent.json
    # Storms: write here what belongs to this intent, and which other intent is its neighbour.

    schema = 1
    id = "storms"
    title = "Storms"
    # What gives the answer. "help" gives the text below as it is; docs/intents.md lists the kinds that look figures up.
    answer = "help"

    # Questions as people ask them, some ten to begin with. A slot stands where the data come in, such as {metric} or {year}.
    phrases.en = [
      "what songs do storms have",
    ]

    # The answer. It holds no digits: numbers come in by name, so that each has its source.
    [reply.en]
    text = '''Nothing is written here yet.'''

    # Questions that must land here (`ask`), and neighbours that must not (`not_ask`).
    [[test]]
    ask = "what songs do storms have"
    "#);
    assert_snapshot!(shown(new_intent("../../", "Big Storms", "Storms", &["songs"])), @r#"
    error[I007]: `Big Storms` is no id
     --> Big Storms.toml:5:6
      |
    5 | id = "Big Storms"
      |      ^^^^^^^^^^^^
      |
      = help: an id is made of lower-case letters, digits and underscores
    "#);
    assert_snapshot!(shown(new_intent("../../", "storms", "Storms", &["in {yaer}"])), @r#"
    error[I013]: there is no slot `yaer`
     --> typed:1:6
      |
    1 | "in {yaer}"
      |      ^^^^
      |
      = help: did you mean `year`?
      = write: "in {year}"
    "#);
    assert_snapshot!(shown(new_intent("../../", "storms", "Storms", &[])), @r#"
    error[I010]: the intent has no example questions
     --> storms.toml:4:1
      |
    4 | schema = 1
      | ^^^^^^^^^^
      |
      = help: add `phrases.en = [ "…" ]` with some thirty questions as people ask them
    "#);
}
