//! The house rules that can be read off the source text.

use std::path::{Path, PathBuf};

use crate::support::{footnote, root};

/// The rooms that read no files, clock or settings and print nothing.
const CORE: [&str; 21] = [
    "abbreviation",
    "answer",
    "check",
    "compute",
    "config",
    "dataset",
    "diagnostic",
    "editing",
    "engine",
    "eval",
    "explain",
    "fingerprint",
    "intents",
    "interpret",
    "lookup",
    "message",
    "query",
    "question",
    "render",
    "rounding",
    "toml_file",
];

/// What each room may use. Rooms that are not named here are shells: they may use everything, and no room uses them but one that says so.
const ARROWS: &[(&str, &[&str])] = &[
    ("abbreviation", &[]),
    ("fingerprint", &["diagnostic"]),
    ("diagnostic", &[]),
    ("lookup", &[]),
    ("toml_file", &["diagnostic"]),
    ("config", &["diagnostic", "toml_file"]),
    ("dataset", &["diagnostic", "toml_file", "fingerprint"]),
    ("import", &["dataset", "diagnostic"]),
    ("rounding", &["dataset"]),
    ("query", &["dataset"]),
    (
        "intents",
        &["dataset", "query", "diagnostic", "toml_file", "fingerprint"],
    ),
    (
        "question",
        &[
            "intents",
            "query",
            "dataset",
            "abbreviation",
            "lookup",
            "rounding",
        ],
    ),
    ("compute", &["query", "dataset", "rounding"]),
    (
        "interpret",
        &[
            "question", "intents", "compute", "query", "dataset", "lookup",
        ],
    ),
    (
        "answer",
        &[
            "compute",
            "intents",
            "query",
            "dataset",
            "fingerprint",
            "abbreviation",
        ],
    ),
    (
        "message",
        &[
            "interpret",
            "question",
            "answer",
            "compute",
            "intents",
            "query",
            "dataset",
        ],
    ),
    ("render", &["answer", "compute", "query", "dataset"]),
    (
        "explain",
        &[
            "message",
            "interpret",
            "question",
            "answer",
            "dataset",
            "render",
        ],
    ),
    (
        "engine",
        &["message", "answer", "intents", "dataset", "diagnostic"],
    ),
    (
        "check",
        &[
            "message",
            "engine",
            "answer",
            "compute",
            "question",
            "intents",
            "dataset",
            "diagnostic",
        ],
    ),
    (
        "editing",
        &[
            "message",
            "check",
            "interpret",
            "answer",
            "question",
            "intents",
            "dataset",
            "diagnostic",
            "render",
        ],
    ),
    ("eval", &[]),
    ("telemetry", &[]),
    ("files", &["diagnostic"]),
    ("store", &[]),
    ("publish", &["store", "engine"]),
    (
        "watch",
        &[
            "check",
            "engine",
            "dataset",
            "diagnostic",
            "fingerprint",
            "files",
        ],
    ),
    (
        "desk",
        &[
            "message",
            "check",
            "diagnostic",
            "editing",
            "engine",
            "files",
            "publish",
            "render",
            "store",
        ],
    ),
    ("http", &["discord"]),
    (
        "console",
        &[
            "message",
            "answer",
            "dataset",
            "diagnostic",
            "engine",
            "explain",
            "render",
        ],
    ),
];

/// The rooms behind the query: none of them sees a word of a question, nor what was made of it.
const BEHIND_THE_QUERY: [&str; 4] = ["compute", "answer", "render", "query"];

/// What the core must not touch.
const OUTSIDE: [&str; 15] = [
    "std::fs",
    "std::env",
    "Instant",
    "SystemTime",
    "std::net",
    "std::process",
    "std::thread",
    "std::io",
    "clap::",
    "anstream::",
    "tokio",
    "serenity",
    "rand::",
    "Zoned::now",
    "println!",
];

struct Source {
    /// The path below `src`.
    path: String,
    /// Everything before the tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let base = root().join("src");
    let mut sources = Vec::new();
    for path in files(&base, "rs") {
        let name = path
            .strip_prefix(&base)
            .unwrap()
            .display()
            .to_string()
            .replace('\\', "/");
        if name.ends_with("tests.rs") || name.ends_with("samples.rs") || name.contains("/tests/") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap()
            .to_owned();
        sources.push(Source { path: name, code });
    }
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

impl Source {
    /// The room: `question` for `question/reader.rs`.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// The lines that are no comments, with their numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self
            .code
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The rooms that a line of code names: `crate::answer::…`, `crate::{dataset, intents}`.
    fn rooms_used(line: &str) -> Vec<&str> {
        let mut used = Vec::new();
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let list = rest
                .strip_prefix('{')
                .map_or(rest, |rest| rest.split('}').next().unwrap_or_default());
            let names = if rest.starts_with('{') {
                list.split(',').collect()
            } else {
                vec![list]
            };
            used.extend(names.iter().map(|name| {
                let name = name.trim();
                name.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .next()
                    .unwrap_or_default()
            }));
        }
        used
    }
}

/// Fails with all findings at once.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn the_core_touches_nothing_outside() {
    let mut findings = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| CORE.contains(&source.room()))
    {
        for (number, line) in source.lines() {
            for outside in OUTSIDE.iter().filter(|outside| line.contains(**outside)) {
                findings.push(format!(
                    "src/{}:{number}: {outside} in the core",
                    source.path
                ));
            }
        }
    }
    none(&findings);
}

#[test]
fn arrows_point_one_way() {
    let mut findings = Vec::new();
    for source in sources() {
        let Some((room, allowed)) = ARROWS.iter().find(|(room, _)| *room == source.room()) else {
            continue;
        };
        for (number, line) in source.lines() {
            for used in Source::rooms_used(line) {
                if used != *room && !allowed.contains(&used) {
                    findings.push(format!(
                        "src/{}:{number}: `{room}` must not use `{used}`",
                        source.path
                    ));
                }
            }
        }
    }
    none(&findings);
}

#[test]
fn nothing_behind_the_query_sees_a_word_of_the_question() {
    let sources = sources();
    for room in BEHIND_THE_QUERY {
        let own: Vec<&Source> = sources.iter().filter(|own| own.room() == room).collect();
        assert!(!own.is_empty(), "there is no room `{room}`");
        let mut findings = Vec::new();
        for source in own {
            for (number, line) in source.lines() {
                for before in ["question", "interpret", "message"] {
                    if line.contains(&format!("{before}::"))
                        || Source::rooms_used(line).contains(&before)
                    {
                        findings.push(format!("src/{}:{number}: `{before}`", source.path));
                    }
                }
            }
        }
        none(&findings);
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = sources()
        .into_iter()
        .filter(|source| !source.code.starts_with("//! "));
    none(
        &silent
            .map(|source| format!("src/{} does not begin with `//!`", source.path))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn nothing_is_left_undone() {
    let marks = ["todo", "fixme", "xxx", "dbg!", "unimplemented!"];
    let mut findings = Vec::new();
    for source in sources() {
        for (at, line) in source.code.lines().enumerate() {
            let words = line.to_lowercase();
            let words: Vec<&str> = words
                .split(|letter: char| !letter.is_alphanumeric() && letter != '!')
                .collect();
            for mark in marks.iter().filter(|mark| words.contains(*mark)) {
                findings.push(format!("src/{}:{}: {mark}", source.path, at + 1));
            }
        }
    }
    none(&findings);
}

/// The words of the shipped subject: outlets with a name of one word, the words by which the dataset names its subject as far as
/// they begin with a capital letter and so name something in particular, and what it counts.
fn words_of_the_subject() -> Vec<String> {
    let texts = footnote::files::read_directory(&root().join("data"))
        .unwrap()
        .files;
    let (dataset, _) = footnote::dataset::load(&texts);
    let outlets = dataset.outlets.iter().map(|outlet| &outlet.name);
    let outlets = outlets.filter(|name| !name.contains(' '));
    let subject = dataset.about.subject.values().flatten();
    let words = subject
        .chain(outlets)
        .flat_map(|text| text.split(|letter: char| !letter.is_alphabetic()));
    let telling = |word: &&str| {
        word.chars().count() >= 5 && word.chars().next().is_some_and(char::is_uppercase)
    };
    let counted = [
        "convicted",
        "convictions",
        "desertion",
        "soldier",
        "soldiers",
        "prison",
    ];
    words
        .filter(telling)
        .chain(counted)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_source_knows_no_subject() {
    // Languages are called after countries, and outlets after words of every day.
    let everyday = ["Russian", "Ukrainian"];
    let subject = words_of_the_subject();
    let mut findings = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate() {
            let words = line.split(|letter: char| !letter.is_alphanumeric());
            for word in words.filter(|word| {
                !everyday.contains(word) && subject.iter().any(|known| known == word)
            }) {
                findings.push(format!("{name}:{}: {word}", at + 1));
            }
        }
    }
    none(&findings);
}

/// The lines of a Markdown file that stand in code blocks and start the program.
fn commands_of(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines = text.replace("\\\n", " ");
    let commands = lines.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("$ ");
        let rest = line.strip_prefix("footnote ").or_else(|| {
            let (before, rest) = line.split_once(" -- ")?;
            before.starts_with("cargo run").then_some(rest)
        });
        rest.map(str::to_owned)
    });
    commands.collect()
}

/// Whether there is what a page calls so: a file or folder of the repository, one below `src` without its ending, or a file by its name.
fn exists(path: &str, all: &[PathBuf]) -> bool {
    let below = |folder: &str| root().join(folder).join(path);
    let file = below("src").with_extension("rs");
    below("").exists()
        || below("src").exists()
        || file.exists()
        || all.iter().any(|file| file.ends_with(path))
}

#[test]
fn paths_in_the_documentation_exist() {
    let all: Vec<PathBuf> = ["src", "tests"]
        .into_iter()
        .flat_map(|folder| files(&root().join(folder), "rs"))
        .collect();
    let mut findings = Vec::new();
    for page in [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/security-model.md",
    ] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let spans = text.split('`').skip(1).step_by(2);
        let is_path = |span: &&str| {
            let allowed = |letter: char| letter.is_ascii_alphanumeric() || "_./-".contains(letter);
            let from_here = span.starts_with(|letter: char| letter.is_ascii_lowercase());
            from_here
                && span.chars().all(allowed)
                && (span.contains('/') || Path::new(span).extension() == Some("rs".as_ref()))
        };
        let missing = spans.filter(is_path).filter(|span| !exists(span, &all));
        findings.extend(missing.map(|span| format!("{page}: there is no `{span}`")));
    }
    none(&findings);
}

#[test]
fn commands_in_the_documentation_exist() {
    let mut pages = files(&root().join("docs"), "md");
    pages.extend(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(|name| root().join(name)));
    let mut findings = Vec::new();
    for page in pages {
        for command in commands_of(&page) {
            let mut words = command.split_whitespace();
            let name = words.next().unwrap_or_default().to_owned();
            if name.starts_with('-') {
                continue;
            }
            let below = words.clone().next().filter(|_| name == "intents");
            let asked = [Some(name.as_str()), below, Some("--help")];
            let (code, help, _) = footnote(asked.into_iter().flatten()).output();
            if code != 0 {
                findings.push(format!("{}: there is no `footnote {name}`", page.display()));
            }
            for option in words.filter(|word| word.starts_with("--")) {
                let option = option.split('=').next().unwrap_or_default();
                if !help.contains(option) {
                    findings.push(format!(
                        "{}: `footnote {name}` has no {option}",
                        page.display()
                    ));
                }
            }
        }
    }
    none(&findings);
}
