//! Edits, reports and guesses over the made-up dataset.

mod edits;
mod inbox;
mod names;
mod reports;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};

use super::*;
use crate::answer::Status;
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, SourceFile, terminal as problem_text};
use crate::files::read_directory;
use crate::message::Snapshot;
use crate::{dataset, intents};

/// The operations that are enough here; all of them would make the tests slow.
const KEPT: [&str; 6] = [
    "/value.toml",
    "/change.toml",
    "/help.toml",
    "/offtopic.toml",
    "/definition.toml",
    "/words/",
];
const TODAY: Date = date(2025, 6, 1);

fn files(directory: &str) -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = read_directory(&root.join(directory)).unwrap().files;
    let relative = |file: &Arc<SourceFile>| SourceFile {
        path: Path::new(&file.path)
            .strip_prefix(root)
            .unwrap()
            .display()
            .to_string(),
        text: file.text.clone(),
    };
    read.iter().map(|file| Arc::new(relative(file))).collect()
}

/// What is in force in most tests: the operations, without and with an intent on storms.
static OPERATIONS: LazyLock<InForce> = LazyLock::new(|| in_force_with(&[]));
static WITH_STORMS: LazyLock<InForce> = LazyLock::new(|| in_force_with(&[(STORMS_FILE, STORMS)]));

fn in_force_with(more: &[(&str, &str)]) -> InForce {
    let (data, mut set) = (files("tests/data/lighthouses"), files("intents/operations"));
    set.retain(|file| KEPT.iter().any(|kept| file.path.contains(kept)));
    set.extend(more.iter().map(|(path, text)| file(path, text)));
    let (snapshot, _) = Snapshot::new(
        dataset::load(&data).0,
        intents::load(&set).0,
        crate::message::shipped().unwrap(),
    );
    InForce::new(data, set, Arc::new(snapshot), TODAY)
}

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    })
}

fn shown(result: Result<String, Box<Diagnostic>>) -> String {
    result.unwrap_or_else(|problem| problem_text::render(&problem, false))
}

const STORMS_FILE: &str = "intents/operations/storms.toml";
const STORMS: &str = "\
schema = 1
id = \"storms\"
title = \"Storms\"
answer = \"help\"
phrases.en = [
  \"what songs do storms have\", # the first
]
[reply.en]
text = '''They howl.'''
";
