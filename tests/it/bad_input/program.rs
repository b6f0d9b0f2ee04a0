//! Directories, settings, arguments and questions that cannot be used.

use insta::assert_snapshot;

use crate::support::{directory, footnote, lighthouses, write};

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
fn a_header_of_the_settings_that_is_not_closed() {
    let directory = directory("settings-header");
    let text = "data = \"bees\"\n\n[discord   # how it is reached\napplication_id = 1\n";
    write(&directory, &[("bot.toml", text)]);
    assert_snapshot!(footnote(["ask", "q"]).inside(&directory).shown(), @r#"
    exit code: 3
    ----- stderr
    error[C001]: unclosed table, expected `]`
     --> bot.toml:3:9
      |
    3 | [discord   # how it is reached
      |         ^
      |
      = help: a table begins with its name in brackets on a line of its own
      = write: [discord]   # how it is reached

    error[F004]: there is no directory `bees`
     --> bot.toml:1:8
      |
    1 | data = "bees"
      |        ^^^^^^
      |
      = help: `--data DIR`, or `bot.toml`, names the directory with the dataset
    "#);
    write(&directory, &[("bot.toml", "[discord]\ndata = \"bees\"\n")]);
    assert_snapshot!(footnote(["ask", "q"]).inside(&directory).shown(), @r#"
    exit code: 3
    ----- stderr
    error[C002]: `[discord]` has no key `data`
     --> bot.toml:2:1
      |
    2 | data = "bees"
      | ^^^^ unknown key
      |
      = help: `data` belongs to the whole file: move it above `[discord]`; every key below that line is one of the table
    "#);
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

      tip: a similar subcommand exists: 'ask'

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
    write(&directory, &[("bad.jsonl", "{\"text\": 3}\n")]);
    assert_snapshot!(footnote(["eval", "bad.jsonl", "--examples", "bad.jsonl"]).inside(&directory).shown(), @r"
    exit code: 2
    ----- stderr
    error: unexpected argument '--examples' found

      tip: to pass '--examples' as a value, use '-- --examples'

    Usage: footnote eval <FILE.jsonl>

    For more information, try '--help'.
    ");
    assert_snapshot!(footnote(["eval", "nowhere.jsonl", "--examples", "bad.jsonl"]).inside(&directory).shown(), @r"
    exit code: 2
    ----- stderr
    error: unexpected argument '--examples' found

      tip: to pass '--examples' as a value, use '-- --examples'

    Usage: footnote eval <FILE.jsonl>

    For more information, try '--help'.
    ");
}
