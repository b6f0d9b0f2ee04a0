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

/// The problems of one file about fog bells.
fn of_file(name: &str, file: &str) -> String {
    let directory = spoiled(name, &[]);
    write(&directory, &[("intents/fogbell.toml", file)]);
    check(&directory)
}

/// A file about fog bells with these lines as its phrases.
fn with_phrases(lines: &str) -> String {
    format!(
        "schema = 1\nid = \"fogbell\"\ntitle = \"Fog bells\"\nanswer = \"value\"\n\nphrases.en = [\n{lines}\n]\n\n[[test]]\nask = \"fog bell count for {{metric}} in {{year}}\"\n"
    )
}

#[test]
fn a_header_or_a_key_that_stands_twice() {
    let text = with_phrases("  \"fog bell count for {metric} in {year}\",");
    let twice = "\n[reply.en]\none = \"A {{ metric }}\"\n\n[reply.en]\nmany = \"B {{ metric }}\"\n";
    assert_snapshot!(of_file("header-twice", &(text.clone() + twice)), @r"
    exit code: 1
    ----- stdout
    error[I001]: `[reply.en]` stands twice
      --> intents/fogbell.toml:16:1
       |
    16 | [reply.en]
       | ^^^^^^^^^^
       |
      ::: intents/fogbell.toml:13:1
       |
    13 | [reply.en]
       | ---------- first here
       |
       = help: move the lines below it under the first one, and take this line out

    1 error, 0 warnings
    ");
    let twice = text.replace(
        "[[test]]",
        "phrases.en = [\n  \"bells of {metric}\",\n]\n\n[[test]]",
    );
    assert_snapshot!(of_file("list-twice", &twice), @r"
    exit code: 1
    ----- stdout
    error[I001]: `phrases.en` stands twice
      --> intents/fogbell.toml:10:1
       |
    10 | phrases.en = [
       | ^^^^^^^^^^
       |
      ::: intents/fogbell.toml:6:1
       |
     6 | phrases.en = [
       | ---------- first here
       |
       = help: put the items of both into one list

    1 error, 0 warnings
    ");
}

#[test]
fn a_text_of_a_list_without_quotes() {
    assert_snapshot!(of_file("bare-item", &with_phrases("  fog bell count for {metric} in {year},")), @r#"
    exit code: 1
    ----- stdout
    error[I001]: a text of the list stands without quotes
     --> intents/fogbell.toml:7:3
      |
    7 |   fog bell count for {metric} in {year},
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: each text of a list stands in quotes, with a comma behind it
      = write: "fog bell count for {metric} in {year}",

    1 error, 0 warnings
    "#);
    let line =
        with_phrases("").replace("[\n\n]", "[\"bells in {year}\", fog \"bell\" of {metric}]");
    assert_snapshot!(of_file("bare-in-line", &line), @r#"
    exit code: 1
    ----- stdout
    error[I001]: a text of the list stands without quotes
     --> intents/fogbell.toml:6:34
      |
    6 | phrases.en = ["bells in {year}", fog "bell" of {metric}]
      |                                  ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: each text of a list stands in quotes, with a comma behind it
      = write: phrases.en = ["bells in {year}", 'fog "bell" of {metric}']

    1 error, 0 warnings
    "#);
}

#[test]
fn brackets_that_make_no_slot() {
    assert_snapshot!(of_file("brackets", &with_phrases("  \"fog bell count for [metric] in {{year}}\",\n  \"bells in { yaer }\",")), @r#"
    exit code: 1
    ----- stdout
    error[I013]: `[metric]` is no slot
     --> intents/fogbell.toml:7:23
      |
    7 |   "fog bell count for [metric] in {{year}}",
      |                       ^^^^^^^^
      |
      = help: a slot stands in curly braces, one on each side
      = write: "fog bell count for {metric} in {{year}}",

    error[I013]: `{{year}}` is no slot
     --> intents/fogbell.toml:7:35
      |
    7 |   "fog bell count for [metric] in {{year}}",
      |                                   ^^^^^^^^
      |
      = help: a slot stands in curly braces, one on each side
      = write: "fog bell count for [metric] in {year}",

    error[I013]: there is no slot `yaer`
     --> intents/fogbell.toml:8:14
      |
    8 |   "bells in { yaer }",
      |              ^^^^^^
      |
      = help: did you mean `year`?
      = write: "bells in {year}",

    3 errors, 0 warnings
    "#);
}

#[test]
fn a_key_of_the_file_below_a_test() {
    let file = with_phrases("  \"bells of {metric}\",");
    let (head, list) = file.split_once("phrases.en").unwrap();
    let (list, tests) = list.split_once("\n\n").unwrap();
    let late = format!("{head}{tests}\nphrases.en{list}\n");
    assert_snapshot!(of_file("late-key", &late), @r"
    exit code: 1
    ----- stdout
    error[I002]: `[[test]]` has no key `phrases`
     --> intents/fogbell.toml:9:1
      |
    9 | phrases.en = [
      | ^^^^^^^ unknown key
      |
      = help: `phrases` belongs to the whole file: move it above the first `[[test]]`; every key below that line is one of the table

    1 error, 0 warnings
    ");
}

#[test]
fn a_missing_comma_and_a_quote_inside() {
    assert_snapshot!(of_file("comma", &with_phrases("  \"bells of {metric} in {year}\"   # the first\n  # a remark\n  \"{metric} of bells\",")), @r#"
    exit code: 1
    ----- stdout
    error[I001]: missing comma between array elements, expected `,`
     --> intents/fogbell.toml:7:32
      |
    7 |   "bells of {metric} in {year}"   # the first
      |                                ^
      |
      = help: between two items of a list stands a comma; it is missing behind this one
      = write: "bells of {metric} in {year}",   # the first

    1 error, 0 warnings
    "#);
    assert_snapshot!(of_file("inner-quote", &with_phrases("  \"fog \"bell\" count for {metric} in {year}\",\n  \"{metric} of bells\",")), @r#"
    exit code: 1
    ----- stdout
    error[I001]: a quote inside the text ends it
     --> intents/fogbell.toml:7:3
      |
    7 |   "fog "bell" count for {metric} in {year}",
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: a text with double quotes in it stands in single ones
      = write: 'fog "bell" count for {metric} in {year}',

    1 error, 0 warnings
    "#);
    let title =
        with_phrases("  \"{metric} of bells\",").replace("\"Fog bells\"", "\"The \"Fog\" bell's\"");
    assert_snapshot!(of_file("inner-quote-of-key", &title), @r#"
    exit code: 1
    ----- stdout
    error[I001]: a quote inside the text ends it
     --> intents/fogbell.toml:3:15
      |
    3 | title = "The "Fog" bell's"
      |               ^
      |
      = help: a text with double quotes in it stands in single ones
      = write: title = "The \"Fog\" bell's"

    1 error, 0 warnings
    "#);
}
