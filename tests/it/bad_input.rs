//! Bad input of every kind ends in one clear message and the right exit code.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::support::{TODAY, directory, footnote, lighthouses, write};

/// A sound dataset about bees, small enough to be spoiled.
const BEES: &str = r#"
[dataset]
title = "Bees"
scope = "figures on bees"
suggestions = ["beehives in 2002"]

[[outlet]]
id = "keepers"
name = "Keepers' Gazette"
kind = "newsletter"

[[source]]
id = "yearbook"
publisher = "Keepers' Gazette"
role = "originator"
title = "Yearbook"
url = "https://keepers.example/yearbook"
published = "2003-01-05"
lang = "en"

[[metric]]
id = "hives"
label = "beehives"
short = "beehives"
unit = "hives"
headline = true

[[figure]]
id = "hives-2002"
metric = "hives"
period = "2002"
value = 15
originator = "keepers"
source = "yearbook"
confidence = "primary"
usage = "headline"
"#;

/// A directory with the sound dataset in which one text stands for another.
fn spoiled(test: &str, changes: &[(&str, &str)]) -> PathBuf {
    let directory = directory(test);
    let mut file = BEES.to_owned();
    for (sound, spoiled) in changes {
        assert!(file.contains(sound), "{sound}");
        file = file.replace(sound, spoiled);
    }
    write(&directory, &[("data/bees.toml", file)]);
    directory
}

/// A small sound set of intents; the words are those that the program ships.
const VALUE: &str = r#"
schema = 1
id = "value"
title = "A figure"
answer = "value"

phrases.en = [
  "how many {metric} in {year}",
  "{metric} in {year}",
]

[[test]]
ask = "how many {metric} in {year}?"
"#;

const HELP: &str = r#"
schema = 1
id = "help"
title = "Help"
answer = "help"

phrases.en = [
  "help",
  "what can you do",
]

[reply.en]
text = "Ask about {{ scope }}."
"#;

/// A directory with the sound dataset and the sound intents, in which one text stands for another.
fn spoiled_intents(test: &str, changes: &[(&str, &str)]) -> PathBuf {
    let directory = spoiled(test, &[]);
    let mut files = [VALUE.to_owned(), HELP.to_owned()];
    for (sound, spoiled) in changes {
        assert!(files.iter().any(|file| file.contains(sound)), "{sound}");
        files = files.map(|file| file.replace(sound, spoiled));
    }
    let [value, help] = files;
    write(
        &directory,
        &[("intents/value.toml", value), ("intents/help.toml", help)],
    );
    directory
}

fn check(directory: &Path) -> String {
    if !directory.join("intents").exists() {
        write(
            directory,
            &[("intents/value.toml", VALUE), ("intents/help.toml", HELP)],
        );
    }
    let words = crate::support::root().join("intents/operations/words/en.toml");
    write(
        directory,
        &[("intents/words/en.toml", std::fs::read(words).unwrap())],
    );
    let shown = footnote(["check", "--today", TODAY])
        .inside(directory)
        .shown();
    // What was counted is no part of these tests.
    let lines = shown.lines().map(|line| match line.rsplit_once(" s: ") {
        Some((_, tally)) if line.starts_with("checked ") => tally,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_sound_dataset_is_sound() {
    assert_snapshot!(check(&spoiled("sound", &[])), @r"
    exit code: 0
    ----- stdout
    no problems
    ");
}

#[test]
fn toml_that_does_not_parse() {
    assert_snapshot!(check(&spoiled("no-toml", &[("value = 15", "value = 15 hives"), ("[[metric]]", "[[metric]")])), @r#"
    exit code: 1
    ----- stdout
    error[D001]: unclosed array table, expected `]`
      --> data/bees.toml:21:10
       |
    21 | [[metric]
       |          ^
       |
       = help: a table begins with its name in brackets on a line of its own
       = write: [[metric]]

    error[D001]: string values must be quoted, expected literal string
      --> data/bees.toml:32:9
       |
    32 | value = 15 hives
       |         ^^^^^^^^
       |
       = help: a text, a date or a period stands in quotes; only plain numbers, `true` and `false` do without
       = write: value = "15 hives"

    2 errors, 0 warnings
    "#);
}

#[test]
fn a_wrong_type_and_an_unknown_key() {
    assert_snapshot!(check(&spoiled("wrong-type", &[("headline = true", "headline = \"yes\""), ("unit =", "units =")])), @r#"
    exit code: 1
    ----- stdout
    error[D003]: `[[metric]]` has no key `units`
      --> data/bees.toml:25:1
       |
    25 | units = "hives"
       | ^^^^^ unknown key
       |
       = help: did you mean `unit`?
       = write: unit = "hives"

    error[D004]: found text "yes", expected a boolean
      --> data/bees.toml:26:12
       |
    26 | headline = "yes"
       |            ^^^^^
       |
       = help: write `true` or `false`, without quotes

    2 errors, 0 warnings
    "#);
}

#[test]
fn a_figure_without_a_source() {
    assert_snapshot!(check(&spoiled("no-source", &[("source = \"yearbook\"\n", "")])), @r#"
    exit code: 1
    ----- stdout
    warning[D026]: no figure belongs to this metric
      --> data/bees.toml:22:6
       |
    22 | id = "hives"
       |      ^^^^^^^

    error[D019]: a figure needs a source
      --> data/bees.toml:28:1
       |
    28 | [[figure]]
       | ^^^^^^^^^^ in this table
       |
       = help: add `source = "…"` with the id of the `[[source]]` it was read on

    1 error, 1 warning
    "#);
}

#[test]
fn a_figure_with_an_unknown_source_and_metric() {
    assert_snapshot!(check(&spoiled("unknown-id", &[("source = \"yearbook\"", "source = \"yearbok\""), ("metric = \"hives\"", "metric = \"hievs\"")])), @r#"
    exit code: 1
    ----- stdout
    warning[D026]: no figure belongs to this metric
      --> data/bees.toml:22:6
       |
    22 | id = "hives"
       |      ^^^^^^^

    error[D007]: there is no metric `hievs`
      --> data/bees.toml:30:10
       |
    30 | metric = "hievs"
       |          ^^^^^^^ unknown id
       |
       = help: did you mean `hives`?
       = write: metric = "hives"

    error[D007]: there is no source `yearbok`
      --> data/bees.toml:34:10
       |
    34 | source = "yearbok"
       |          ^^^^^^^^^ unknown id
       |
       = help: did you mean `yearbook`?
       = write: source = "yearbook"

    2 errors, 1 warning
    "#);
}

#[test]
fn a_source_without_a_date() {
    assert_snapshot!(check(&spoiled("no-date", &[("published = \"2003-01-05\"\n", "")])), @r#"
    exit code: 1
    ----- stdout
    error[D018]: a source needs the date on which it was published
      --> data/bees.toml:12:1
       |
    12 | [[source]]
       | ^^^^^^^^^^ in this table
       |
       = help: write `published = "1998-04-16"` or "1998-04", or `published = "unknown"` if the page gives no date

    warning[D026]: no figure belongs to this metric
      --> data/bees.toml:21:6
       |
    21 | id = "hives"
       |      ^^^^^^^

    1 error, 1 warning
    "#);
}

#[test]
fn a_duplicate_id() {
    let twice = format!(
        "{BEES}\n[[metric]]\nid = \"hives\"\nlabel = \"beehives again\"\nshort = \"again\"\nunit = \"hives\"\n"
    );
    let directory = directory("duplicate");
    write(&directory, &[("data/bees.toml", twice)]);
    assert_snapshot!(check(&directory), @r#"
    exit code: 1
    ----- stdout
    error[D006]: two metrics have the id `hives`
      --> data/bees.toml:39:6
       |
    39 | id = "hives"
       |      ^^^^^^^ the second one
       |
      ::: data/bees.toml:22:6
       |
    22 | id = "hives"
       |      ------- the first one

    1 error, 0 warnings
    "#);
}

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
fn files_that_are_no_text() {
    let directory = spoiled("no-text", &[]);
    write(
        &directory,
        &[
            ("data/a.toml", b"\xff\xfe[\0".as_slice()),
            ("data/b.toml", b"title = \"\xcc\xe0\"\n"),
        ],
    );
    let file = std::fs::File::create(directory.join("data/c.toml")).unwrap();
    file.set_len(100 << 20).unwrap();
    std::fs::create_dir(directory.join("data/d.toml")).unwrap();
    write(&directory, &[("data/.hidden.toml", "not looked at")]);
    assert_snapshot!(check(&directory), @r#"
    exit code: 1
    ----- stdout
    error[F002]: `data/a.toml` is saved as UTF-16 (little-endian)
     --> data/a.toml:1:1
      |
    1 |
      | ^
      |
      = help: save it as UTF-8; editors call this the encoding, under “Save as”

    error[F002]: byte 10 of `data/b.toml` (0xCC) is no UTF-8
     --> data/b.toml:1:10
      |
    1 | title = "��"
      |          ^ byte 10 of the line
      |
      = help: save the file as UTF-8; it may be in an older encoding such as Windows-1251

    error[F001]: `data/c.toml` is too large: 100 MiB, where 8 are allowed
     --> data/c.toml:1:1
      |
    1 |
      | ^
      |
      = help: split it into several files, or remove what does not belong there

    3 errors, 0 warnings
    "#);
}

#[test]
fn problems_as_json_and_for_github() {
    let directory = spoiled("formats", &[("unit =", "units =")]);
    check(&directory);
    let run = |format| {
        footnote(["check", "--format", format])
            .inside(&directory)
            .output()
    };
    let (code, out, _) = run("json");
    let problems: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &problems[0]["labels"][0]["line"]),
        (1, &25.into()),
        "{out}"
    );
    let (code, out, _) = run("github");
    assert_eq!(code, 1);
    assert_snapshot!(out.lines().next().unwrap(), @r"::error file=data/bees.toml,line=25,col=1,title=D003::`[[metric]]` has no key `units`%0Adid you mean `unit`?");
}

#[test]
fn one_bad_file_does_not_stop_answers() {
    let directory = spoiled("last-good", &[]);
    write(&directory, &[("data/bad.toml", "[[figure]]\nid = 3\n")]);
    let intents = crate::support::root()
        .join("intents/operations")
        .display()
        .to_string();
    assert_snapshot!(footnote(["ask", "--intents", &intents, "beehives in 2002"]).inside(&directory).shown(), @r"
    exit code: 0
    ----- stdout
    15 hives: beehives, 2002.
    Source: Keepers' Gazette (https://keepers.example/yearbook), 5 Jan 2003
    ----- stderr
    6 problems in files; run `footnote check`
    ");
}

#[test]
fn directories_that_are_not_there() {
    let directory = directory("nowhere");
    write(&directory, &[("empty/readme.txt", ""), ("file", "")]);
    let ask = |args: &[&str]| {
        footnote(["ask", "q"].into_iter().chain(args.iter().copied()))
            .inside(&directory)
            .shown()
    };
    assert_snapshot!(ask(&[]), @r"
    exit code: 3
    ----- stderr
    error[F004]: there is no directory `data`
     |
     = help: `--data DIR`, or `bot.toml`, names the directory with the dataset

    error[F004]: there is no directory `intents`
     |
     = help: `--intents DIR`, or `bot.toml`, names the directory with the intents
    ");
    assert_snapshot!(ask(&["--data", "empty", "--intents", "file"]), @r"
    exit code: 3
    ----- stderr
    error[F005]: the directory `empty` holds no `.toml` file
     |
     = help: `--data DIR`, or `bot.toml`, names the directory with the dataset

    error[F004]: `file` is a file, where a directory is expected
     |
     = help: `--intents DIR`, or `bot.toml`, names the directory with the intents
    ");
    assert_snapshot!(footnote(["check", "--data", "empty"]).inside(&directory).shown(), @r"
    exit code: 1
    ----- stdout
    error[F004]: there is no directory `intents`
     |
     = help: `--intents DIR`, or `bot.toml`, names the directory with the intents

    error[F005]: the directory `empty` holds no `.toml` file
     |
     = help: `--data DIR`, or `bot.toml`, names the directory with the dataset

    checked 0 metrics and 0 figures in 0 files, 0 intents in 0 files (phrases and tests are asked once these files load) in [time] s: 2 errors, 0 warnings
    ");
}

#[test]
fn nothing_that_could_be_loaded() {
    let directory = directory("nothing");
    write(
        &directory,
        &[
            ("data/a.toml", "[[figure]]\n"),
            ("intents/a.toml", "id = 1"),
        ],
    );
    let (code, _, err) = footnote(["ask", "q"]).inside(&directory).output();
    assert_eq!(code, 3);
    assert!(
        err.contains("error[F006]: not one figure could be loaded"),
        "{err}"
    );
}

#[test]
fn settings_that_cannot_be_used() {
    let directory = directory("settings-bad");
    write(
        &directory,
        &[
            ("bot.toml", "dta = \"x\"\nintents = 7\ntoken = \"abc\"\n"),
            ("other.toml", "data = \"bees\"\n"),
        ],
    );
    assert_snapshot!(footnote(["ask", "q"]).inside(&directory).shown(), @r#"
    exit code: 3
    ----- stderr
    error[C002]: the settings file has no key `dta`
     --> bot.toml:1:1
      |
    1 | dta = "x"
      | ^^^ unknown key
      |
      = help: did you mean `data`?
      = write: data = "x"

    error[C003]: found integer `7`, expected a text
     --> bot.toml:2:11
      |
    2 | intents = 7
      |           ^
      |
      = help: write it in straight double quotes
      = write: intents = "7"

    error[C004]: `token` must not stand in a settings file
     --> bot.toml:3:1
      |
    3 | token = "***"
      | ^^^^^ unknown key
      |
      = help: remove it here, and set the environment variable DISCORD_TOKEN instead
    "#);
    assert_snapshot!(footnote(["ask", "q", "--config", "other.toml"]).inside(&directory).shown(), @r#"
    exit code: 3
    ----- stderr
    error[F004]: there is no directory `bees`
     --> other.toml:1:8
      |
    1 | data = "bees"
      |        ^^^^^^
      |
      = help: `--data DIR`, or `bot.toml`, names the directory with the dataset

    error[F004]: there is no directory `intents`
     |
     = help: `--intents DIR`, or `bot.toml`, names the directory with the intents
    "#);
    assert_snapshot!(footnote(["chat", "--config", "nowhere.toml"]).inside(&directory).shown(), @r"
    exit code: 3
    ----- stderr
    error[F003]: there is no file `nowhere.toml`
    ");
}

#[test]
fn empty_questions() {
    assert_snapshot!(lighthouses(&["ask"]).shown(), @r#"
    exit code: 2
    ----- stderr
    error: the question is empty
    help: type for example: footnote ask "lamp outages in 2022"
    "#);
    assert_snapshot!(lighthouses(&["ask", "lamp outages in 2022", " \t"]).shown(), @r#"
    exit code: 2
    ----- stderr
    error: the question is empty
    help: type for example: footnote ask "lamp outages in 2022"
    "#);
    assert_snapshot!(lighthouses(&["explain", ""]).shown(), @r#"
    exit code: 2
    ----- stderr
    error: the question is empty
    help: type for example: footnote explain "lamp outages in 2022"
    "#);
}

#[test]
fn lines_that_are_no_questions() {
    let mut lines =
        b"lamp outages\n{\"id\": \"b\"}\n{\"q\": 7}\n{\"id\": 4, \"dialog\": []}\n\xff\xfe\n"
            .to_vec();
    lines.extend(vec![b'x'; 2 << 20]);
    lines.extend(b"\n{\"id\": 7, \"q\": \"lamp outages in 2022\"}\n");
    let (code, out, err) = lighthouses(&["ask", "--jsonl"]).stdin(lines).output();
    let answers: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let brief: Vec<String> = answers
        .iter()
        .map(|answer| format!("{} {}", answer["id"], answer["status"]))
        .collect();
    assert_eq!(code, 2);
    assert_snapshot!(brief.join("\n"), @r#"
    null "not_understood"
    "b" "not_understood"
    null "not_understood"
    4 "not_understood"
    null "not_understood"
    null "not_understood"
    7 "answered"
    "#);
    assert_snapshot!(err, @r#"
    error: line 1 of standard input is not JSON at column 1; expected {"id": "1", "q": "a question"} or {"id": "1", "dialog": ["a question", "another"]}
    error: line 2 of standard input asks nothing; expected {"id": "1", "q": "a question"} or {"id": "1", "dialog": ["a question", "another"]}
    error: line 3 of standard input asks nothing; expected {"id": "1", "q": "a question"} or {"id": "1", "dialog": ["a question", "another"]}
    error: line 4 of standard input asks nothing; expected {"id": "1", "q": "a question"} or {"id": "1", "dialog": ["a question", "another"]}
    error: line 5 of standard input is not UTF-8 at byte 1
    error: line 6 of standard input is longer than 1024 KiB
    "#);
}

#[test]
fn chat_lines_that_are_no_text() {
    let (code, out, err) = lighthouses(&["chat"])
        .stdin(b"\xff\nlamp outages in 2022\n".as_slice())
        .output();
    assert_eq!(
        (code, err.trim_end()),
        (2, "error: line 1 of standard input is not UTF-8 at byte 1")
    );
    assert!(out.starts_with("655 "), "{out}");
}

#[test]
fn questions_of_any_length() {
    let long = format!("lamp outages in 2022 {}", "and so on ".repeat(9_000));
    let (code, out, _) = lighthouses(&["ask", &long]).output();
    assert_eq!(code, 0);
    assert!(out.chars().count() <= 2_001, "{out}");
}

#[test]
fn options_that_do_not_exist() {
    assert_snapshot!(footnote(["ask", "--jsn", "q"]).shown(), @r"
    exit code: 2
    ----- stderr
    error: unexpected argument '--jsn' found

      tip: a similar argument exists: '--json'

    Usage: footnote ask --json [QUESTION]...

    For more information, try '--help'.
    ");
    assert_snapshot!(footnote(["aks", "q"]).shown(), @r"
    exit code: 2
    ----- stderr
    error: unrecognized subcommand 'aks'

    Usage: footnote [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(footnote(["ask", "--today", "tomorrow", "q"]).shown(), @r"
    exit code: 2
    ----- stderr
    error: invalid value 'tomorrow' for '--today <YYYY-MM-DD>': failed to parse four digit integer as year: invalid digit, expected 0-9 but got t

    For more information, try '--help'.
    ");
}

#[test]
fn tables_and_questions_that_cannot_be_read() {
    let directory = directory("unreadable");
    write(
        &directory,
        &[
            ("bad.jsonl", "{\"text\": 3}\n"),
            ("bad.csv", "name,count\nx,y\n"),
        ],
    );
    let import = |table| {
        [
            "import",
            table,
            "--outlet",
            "O",
            "--title",
            "T",
            "--published",
            "someday",
            "--out",
            "o.toml",
        ]
    };
    assert_snapshot!(footnote(import("nowhere.csv")).inside(&directory).shown(), @r"
    exit code: 1
    ----- stderr
    error[F003]: there is no file `nowhere.csv`
    ");
    assert_snapshot!(footnote(import("bad.csv")).inside(&directory).shown(), @r"
    exit code: 1
    ----- stderr
    error[D018]: `--published someday` is no date of publication
     |
     = help: write 1998-04-16, 1998-04 or unknown

    error[D027]: the table has no column of years
     --> bad.csv:1:1
      |
    1 | name,count
      | ^^^^ looked for one here
      |
      = help: name the column `year`, with years such as 1994 below, then one column for each metric
    ");
    assert_snapshot!(footnote(["eval", "bad.jsonl", "--examples", "bad.jsonl"]).inside(&directory).shown(), @r#"
    exit code: 1
    ----- stderr
    error: bad.jsonl:1: invalid type: integer `3`, expected a string; expected {"text": "...", "intent": "..."}
    "#);
    assert_snapshot!(footnote(["eval", "nowhere.jsonl", "--examples", "bad.jsonl"]).inside(&directory).shown(), @r"
    exit code: 1
    ----- stderr
    error: cannot read `nowhere.jsonl`: No such file or directory (os error 2)
    ");
}

#[test]
fn figures_that_are_likelier_slips() {
    assert_snapshot!(check(&spoiled("late", &[("period = \"2002\"", "period = \"2042\"")])), @r#"
    exit code: 0
    ----- stdout
    warning[D028]: 2042 lies after its source was published
      --> data/bees.toml:29:6
       |
    29 | id = "hives-2002"
       |      ^^^^^^^^^^^^ this figure
       |
       = help: correct the period, or the date of publication

    0 errors, 1 warning
    "#);
    assert_snapshot!(check(&spoiled("negative", &[("value = 15", "value = -5")])), @r#"
    exit code: 0
    ----- stdout
    warning[D028]: a count of -5 is below zero
      --> data/bees.toml:29:6
       |
    29 | id = "hives-2002"
       |      ^^^^^^^^^^^^ this figure
       |
       = help: correct the value, or give the metric `kind = "amount"`

    0 errors, 1 warning
    "#);
    assert_snapshot!(check(&spoiled("decimals", &[("value = 15", "value = \"13.699\"")])), @r#"
    exit code: 0
    ----- stdout
    warning[D028]: a count of 13.699 has decimals
      --> data/bees.toml:29:6
       |
    29 | id = "hives-2002"
       |      ^^^^^^^^^^^^ this figure
       |
       = help: write thousands with a comma or with nothing, or give the metric `kind = "amount"`

    0 errors, 1 warning
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

#[test]
fn cells_that_may_be_read_in_two_ways() {
    let directory = directory("doubtful-cells");
    write(
        &directory,
        &[(
            "table.csv",
            "year;hives;hives\n2001;188,4;398.760\n2002;n/a;3\n",
        )],
    );
    let import = [
        "import",
        "table.csv",
        "--outlet",
        "O",
        "--title",
        "T",
        "--published",
        "2003-01",
        "--out",
        "new/o.toml",
    ];
    assert_snapshot!(footnote(import).inside(&directory).shown(), @r"
    exit code: 0
    ----- stdout
    new/o.toml: 3 figures
    ----- stderr
    warning[D027]: two columns are called `hives`
     --> table.csv:1:12
      |
    1 | year;hives;hives
      |            ^^^^^ the second one
      |
     ::: table.csv:1:6
      |
    1 | year;hives;hives
      |      ----- the first one
      |
      = help: give each column a name of its own

    warning[D027]: `188,4` is read as 188.4
     --> table.csv:2:6
      |
    2 | 2001;188,4;398.760
      |      ^^^^^ in column `hives`
      |
      = help: write decimals with a point, and thousands with a comma or with nothing

    warning[D027]: `398.760` is read as 398.76
     --> table.csv:2:12
      |
    2 | 2001;188,4;398.760
      |            ^^^^^^^ in column `hives`
      |
      = help: write decimals with a point, and thousands with a comma or with nothing

    warning[D027]: `n/a` is taken for no number
     --> table.csv:3:6
      |
    3 | 2002;n/a;3
      |      ^^^ in column `hives`
      |
      = help: leave the cell empty if that is meant

    0 errors, 4 warnings
    ");
}
