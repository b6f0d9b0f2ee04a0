//! Bad input of every kind ends in one clear message and the right exit code.

mod data;
mod intents;
mod program;

use std::path::{Path, PathBuf};

use crate::support::{TODAY, directory, english_words, footnote, write};

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
    write(directory, &[("intents/words/en.toml", english_words())]);
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
