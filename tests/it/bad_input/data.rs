//! Bad datasets, and files that are no text.

use insta::assert_snapshot;

use super::{BEES, check, spoiled};
use crate::support::{directory, footnote, write};

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
      = help: save the file as UTF-8; it is probably in Windows-1252

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
