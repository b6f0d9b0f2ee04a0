//! The commands of the documentation, run as they are printed; where a page prints what comes of one, that comes of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use footnote::store::Store;

use crate::support::{directory, footnote, root, write};

/// What stands for anything that a page leaves out.
const LEFT_OUT: &str = "…";

/// A command of a page, and what is printed below it; nothing if the page shows nothing.
struct Printed {
    command: String,
    below: Vec<String>,
}

/// The program where the pages have it built.
const BUILT: &str = "target/release/footnote";

/// The command on a line of a code block, if one stands there; what runs the program from its sources means the program.
fn command_on(line: &str) -> Option<String> {
    if let Some(command) = line.strip_prefix("$ ") {
        return Some(command.to_owned());
    }
    let from_sources = || {
        let (before, rest) = line.split_once(" -- ")?;
        before.starts_with("cargo run").then_some(rest)
    };
    let rest = line.strip_prefix(BUILT).map(str::trim_start);
    let rest = rest.or_else(|| line.strip_prefix("footnote "));
    let rest = rest.or_else(from_sources)?;
    Some(format!("footnote {rest}"))
}

/// The commands in the code blocks of a page, in their order: lines that begin with `$ `, or that start the program.
fn printed(page: &str) -> Vec<Printed> {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    let mut found: Vec<Printed> = Vec::new();
    let (mut within, mut open) = (false, false);
    for line in text.replace("\\\n", " ").lines() {
        if line.trim_start().starts_with("```") {
            within = !within;
            open = false;
            continue;
        }
        match command_on(line) {
            Some(command) if within => {
                open = line.starts_with("$ ");
                let below = Vec::new();
                found.push(Printed { command, below });
            }
            _ if open => found.last_mut().unwrap().below.push(line.to_owned()),
            _ => {}
        }
    }
    found
}

/// Whether lines are those that a page prints.
fn agrees(found: &[&str], expected: &[&str]) -> bool {
    let Some((first, rest)) = expected.split_first() else {
        return found.is_empty();
    };
    if *first == LEFT_OUT {
        return (0..=found.len()).any(|skipped| agrees(&found[skipped..], rest));
    }
    found
        .split_first()
        .is_some_and(|(line, others)| line_agrees(line, first) && agrees(others, rest))
}

fn line_agrees(line: &str, expected: &str) -> bool {
    let mut parts = expected.split(LEFT_OUT);
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
        if parts.peek().is_none() && !part.is_empty() {
            return rest.is_empty();
        }
    }
    true
}

/// Runs the commands of a page one after another in a directory. Those that need Discord are run by the tests of the bot.
fn check(page: &str, place: &Path) {
    let binary = Path::new(env!("CARGO_BIN_EXE_footnote"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", binary.parent().unwrap().display());
    let elsewhere = [
        "footnote run",
        "footnote health",
        "footnote invite",
        "footnote chat",
    ];
    let all = printed(page);
    assert!(!all.is_empty(), "{page} has no command");
    for Printed { command, below } in all {
        if elsewhere.iter().any(|start| command.starts_with(start)) {
            continue;
        }
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(place)
            .env("PATH", &path)
            .env("NO_COLOR", "1")
            .env("USER", "kim")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{page}: {command}\n{out}{err}");
        let lines: Vec<&str> = out.trim_end().lines().collect();
        let expected: Vec<&str> = below.iter().map(String::as_str).collect();
        let expected = expected.join("\n");
        let expected: Vec<&str> = expected.trim_end().lines().collect();
        assert!(
            expected.is_empty() || agrees(&lines, &expected),
            "{page}: {command}\n{out}\nis not what the page prints:\n{}",
            expected.join("\n")
        );
    }
}

/// A directory with the made-up dataset and a few of the operations, which are quick to check.
fn lighthouses(test: &str) -> PathBuf {
    let place = directory(test);
    let settings = format!("data = '{}/tests/data/lighthouses'\n", root().display());
    write(&place, &[("bot.toml", settings)]);
    let shipped = root().join("intents/operations");
    for name in [
        "value",
        "help",
        "words/en",
        "words/ru",
        "words/uk",
        "words/grammar_en",
        "words/grammar_ru",
        "words/grammar_uk",
    ] {
        let name = format!("{name}.toml");
        let whole = std::fs::read_to_string(shipped.join(&name)).unwrap();
        // Their tests speak of intents that are not here.
        let untested = whole.split("\n[[test]]").next().unwrap();
        write(&place, &[(&format!("intents/operations/{name}"), untested)]);
    }
    place
}

#[test]
fn what_moderators_are_told_works_as_printed() {
    let place = lighthouses("docs-moderators");
    let edited = "schema = 1\nid = \"storms\"\ntitle = \"Storms\"\nanswer = \"help\"\nphrases.en = [\n  \"how loud are storms\",\n]\n[reply.en]\ntext = '''Loud.'''\n";
    write(&place, &[("storms.toml", edited)]);
    copy(&place.join("intents"), &place.join("../before/intents"));
    check("docs/moderators.md", &place);
}

#[test]
fn what_the_pages_on_files_say_works_as_printed() {
    let place = lighthouses("docs-files");
    let table = "year,outages\n2021,473\n2022,655\n";
    write(&place, &[("outages.csv", table)]);
    std::fs::create_dir_all(place.join("mine")).unwrap();
    check("docs/data.md", &place);
    check("docs/intents.md", &place);
}

#[test]
fn what_the_readme_says_works() {
    let place = directory("docs-readme");
    for name in ["data", "intents"] {
        copy(&root().join(name), &place.join(name));
    }
    check("README.md", &place);
}

#[test]
fn what_those_who_run_and_build_it_are_told_works() {
    let place = lighthouses("docs-run");
    // A bot has run here.
    drop(Store::open(&place.join("footnote.db")).unwrap());
    check("CONTRIBUTING.md", &place);
    check("docs/run.md", &place);
    assert!(place.join("footnote-2026-11-24.db").is_file());
}

/// The settings that a page shows, each key of them, are taken.
#[test]
fn the_settings_of_the_page_on_running_are_settings() {
    let place = lighthouses("docs-settings");
    let page = std::fs::read_to_string(root().join("docs/run.md")).unwrap();
    let (_, block) = page.split_once("```toml\n").unwrap();
    let (settings, _) = block.split_once("```").unwrap();
    let settings = settings.replace(
        "data = \"data\"",
        &format!("data = '{}/tests/data/lighthouses'", root().display()),
    );
    // A key is shown as what it looks like, not as one.
    let settings = settings.replace("\"...\"", &format!("\"{}\"", "0".repeat(64)));
    write(&place, &[("bot.toml", settings)]);
    let (code, out, err) = footnote(["ask", "lamp outages in 2022"])
        .inside(&place)
        .output();
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

fn copy(from: &Path, to: &Path) {
    for file in footnote::files::read_directory(from).unwrap().files {
        let name = Path::new(&file.path).strip_prefix(from).unwrap();
        write(to, &[(&name.display().to_string(), &file.text)]);
    }
}
