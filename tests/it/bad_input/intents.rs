//! Bad intents.

use insta::assert_snapshot;

use super::{BEES, HELP, VALUE, check, spoiled, spoiled_intents};
use crate::support::write;

#[test]
fn an_intent_that_does_not_parse_and_an_unknown_kind() {
    assert_snapshot!(check(&spoiled_intents("intent-kind", &[("answer = \"value\"", "answer = \"valeu\""), ("title = \"Help\"", "title = Help")])), @r#"
    exit code: 1
    ----- stdout
    error[I001]: string values must be quoted, expected literal string
     --> intents/help.toml:4:9
      |
    4 | title = Help
      |         ^^^^
      |
      = help: a text, a date or a period stands in quotes; only plain numbers, `true` and `false` do without
      = write: title = "Help"

    error[I003]: unknown name `valeu`, expected one of `value`, `change`, `ratio`, `share`, `extremum`, `sharpest`, `sum`, `average`, `count`, `filter`, `trend`, `summary`, `rate`, `breakdown`, `sources`, `outlet`, `definition`, `coverage`, `conflict`, `comparable`, `claim`, `event`, `statement`, `help`, `refusal`
     --> intents/value.toml:5:10
      |
    5 | answer = "valeu"
      |          ^^^^^^^
      |
      = help: did you mean `value`?
      = write: answer = "value"

    2 errors, 0 warnings
    "#);
}

#[test]
fn an_unknown_slot_and_an_unknown_key() {
    assert_snapshot!(check(&spoiled_intents("slot", &[("  \"{metric} in {year}\"", "  \"{metrics} in {year}\""), ("title = \"Help\"", "titel = \"Help\"")])), @r#"
    exit code: 1
    ----- stdout
    error[I002]: an intent has no key `titel`
     --> intents/help.toml:4:1
      |
    4 | titel = "Help"
      | ^^^^^ unknown key
      |
      = help: did you mean `title`?
      = write: title = "Help"

    error[I013]: there is no slot `metrics`
     --> intents/value.toml:9:5
      |
    9 |   "{metrics} in {year}",
      |     ^^^^^^^
      |
      = help: did you mean `metric`?
      = write: "{metric} in {year}",

    2 errors, 0 warnings
    "#);
}

#[test]
fn an_unknown_value_and_a_digit_in_a_template() {
    assert_snapshot!(check(&spoiled_intents("template-value", &[("{{ scope }}", "{{ scop }}")])), @r#"
    exit code: 1
    ----- stdout
    error[I018]: the case `text` has no value `scop`
      --> intents/help.toml:13:22
       |
    13 | text = "Ask about {{ scop }}."
       |                      ^^^^
       |
       = help: did you mean `scope`?
       = write: text = "Ask about {{ scope }}."

    1 error, 0 warnings
    "#);
    assert_snapshot!(check(&spoiled_intents("template-digit", &[("Ask about", "Ask about 15 hives or")])), @r#"
    exit code: 1
    ----- stdout
    error[I019]: the template has the number `15` in it
      --> intents/help.toml:13:19
       |
    13 | text = "Ask about 15 hives or {{ scope }}."
       |                   ^^
       |
       = help: numbers come from the data, by name, so that each has its source

    1 error, 0 warnings
    "#);
    assert_snapshot!(check(&spoiled_intents("list-begins-nowhere", &[("phrases.en = [", "phrases.en =")])), @r"
    exit code: 1
    ----- stdout
    error[I001]: string values must be quoted, expected literal string
     --> intents/help.toml:7:13
      |
    7 | phrases.en =
      |             ^
      |
      = help: nothing stands behind the equals sign; a list begins there with `[`
      = write: phrases.en = [

    error[I001]: string values must be quoted, expected literal string
     --> intents/value.toml:7:13
      |
    7 | phrases.en =
      |             ^
      |
      = help: nothing stands behind the equals sign; a list begins there with `[`
      = write: phrases.en = [

    2 errors, 0 warnings
    ");
    assert_snapshot!(check(&spoiled_intents("template-syntax", &[("{{ scope }}", "{{ scope }")])), @r#"
    exit code: 1
    ----- stdout
    error[I017]: the template does not parse: unexpected `}`, expected end of variable block
      --> intents/help.toml:13:28
       |
    13 | text = "Ask about {{ scope }."
       |                            ^
       |
       = help: values stand in `{{ … }}`, conditions in `{% if … %}…{% endif %}`

    1 error, 0 warnings
    "#);
}

#[test]
fn two_intents_with_the_same_phrase() {
    assert_snapshot!(check(&spoiled_intents("same-phrase", &[("\"what can you do\"", "\"{metric} in {year}\"")])), @r#"
    exit code: 1
    ----- stdout
    error[I012]: this example question stands in `help` too
     --> intents/value.toml:9:3
      |
    9 |   "{metric} in {year}",
      |   ^^^^^^^^^^^^^^^^^^^^
      |
     ::: intents/help.toml:9:3
      |
    9 |   "{metric} in {year}",
      |   -------------------- first here
      |
      = help: leave it in the one intent that should answer

    1 error, 0 warnings
    "#);
}

#[test]
fn two_intents_with_the_same_id() {
    assert_snapshot!(check(&spoiled_intents("same-id", &[("id = \"help\"", "id = \"value\"")])), @r#"
    exit code: 1
    ----- stdout
    error[I007]: the intent `value` stands in a file named `help.toml`
     --> intents/help.toml:3:6
      |
    3 | id = "value"
      |      ^^^^^^^
      |
      = help: name the file `value.toml`, or write `id = "help"`

    error[I008]: there are two intents `value`
     --> intents/value.toml:3:6
      |
    3 | id = "value"
      |      ^^^^^^^ the second
      |
     ::: intents/help.toml:3:6
      |
    3 | id = "value"
      |      ------- the first
      |
      = help: give one of them another id and name its file for it; until then the second is left out

    2 errors, 0 warnings
    "#);
}

#[test]
fn a_test_that_fails() {
    assert_snapshot!(check(&spoiled_intents("failing-test", &[("ask = \"how many {metric} in {year}?\"", "ask = \"help\"")])), @r#"
    exit code: 1
    ----- stdout
    error[I027]: this lands on `help`, not on `value`
      --> intents/value.toml:13:7
       |
    13 | ask = "help"
       |       ^^^^^^ asked as "help"
       |
       = help: `footnote explain "help"` shows why

    1 error, 0 warnings
    "#);
}

#[test]
fn files_in_the_wrong_place() {
    let directory = spoiled("misplaced", &[]);
    write(
        &directory,
        &[
            ("intents/value.toml", VALUE),
            ("intents/help.toml", HELP),
            ("intents/bees.toml", BEES),
            ("intents/other.txt", VALUE),
            ("data/value.toml", VALUE),
            ("data/empty.toml", "# nothing yet\n"),
        ],
    );
    assert_snapshot!(check(&directory), @r#"
    exit code: 1
    ----- stdout
    warning[F009]: `intents/other.txt` is not read: only `.toml` files are
     |
     = help: let its name end in `.toml`, or move it elsewhere

    warning[D029]: the file has nothing in it
     --> data/empty.toml:1:1
      |
    1 | # nothing yet
      | ^
      |
      = help: add a table such as `[[figure]]`, or remove the file

    error[D029]: this looks like an intents file
     --> data/value.toml:5:1
      |
    5 | answer = "value"
      | ^^^^^^^^^^^^^^^^ no data file has this
      |
      = help: move it to the directory of intents

    error[I029]: this looks like a data file
     --> intents/bees.toml:2:1
      |
    2 | [dataset]
      | ^^^^^^^^^ no intents file has this
      |
      = help: move it to the directory of data

    2 errors, 2 warnings
    "#);
}

#[test]
fn a_value_in_single_braces() {
    let changes = [("{{ scope }}", "{scope}")];
    assert_snapshot!(check(&spoiled_intents("single-brace", &changes)), @r#"
    exit code: 1
    ----- stdout
    error[I017]: `{scope}` is printed as it stands
      --> intents/help.toml:13:19
       |
    13 | text = "Ask about {scope}."
       |                   ^^^^^^^
       |
       = help: a value stands in two braces on each side
       = write: text = "Ask about {{ scope }}."

    1 error, 0 warnings
    "#);
}

#[test]
fn a_short_id_is_not_taken_for_another() {
    assert_snapshot!(check(&spoiled("short-id", &[("id = \"keepers\"", "id = \"rbc\""), ("originator = \"keepers\"", "originator = \"bbc\"")])), @r#"
    exit code: 1
    ----- stdout
    warning[D026]: no figure belongs to this metric
      --> data/bees.toml:22:6
       |
    22 | id = "hives"
       |      ^^^^^^^

    error[D007]: there is no outlet `bbc`
      --> data/bees.toml:33:14
       |
    33 | originator = "bbc"
       |              ^^^^^ unknown id
       |
       = help: add a table `[[outlet]]` with this id, or correct it

    1 error, 1 warning
    "#);
}
