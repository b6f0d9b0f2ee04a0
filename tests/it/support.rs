//! What the tests share: an engine over files, the program as a process, directories of their own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use footnote::engine::Engine;
use footnote::files::read_directory;
use footnote::message::Snapshot;
use footnote::{dataset, intents};

/// The day on which the tests ask.
pub(crate) const TODAY: &str = "2026-11-24";

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An engine over a dataset of `tests/data` and the operations.
pub(crate) fn engine(data: &str) -> Engine {
    engine_over(&format!("tests/data/{data}"), "intents/operations")
}

/// An engine over directories of the repository.
pub(crate) fn engine_over(data: &str, intents: &str) -> Engine {
    let texts = |path: PathBuf| read_directory(&path).unwrap().files;
    let (dataset, problems) = dataset::load(&texts(root().join(data)));
    assert!(!problems.has_errors(), "{problems:?}");
    let (intents, _) = intents::load(&texts(root().join(intents)));
    let (snapshot, templates) =
        Snapshot::new(dataset, intents, footnote::message::shipped().unwrap());
    assert_eq!(templates, [], "templates that do not parse");
    let today = TODAY.parse().unwrap();
    Engine::new(snapshot, move || today)
}

/// A run of the program.
pub(crate) struct Run {
    command: Command,
    stdin: Vec<u8>,
    scrubbed: Vec<(String, &'static str)>,
}

/// The program with arguments, started in the repository, without colours.
pub(crate) fn footnote<'a>(args: impl IntoIterator<Item = &'a str>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footnote"));
    command.args(args).current_dir(root()).env("NO_COLOR", "1");
    Run {
        command,
        stdin: Vec::new(),
        scrubbed: Vec::new(),
    }
}

/// The options that name the made-up dataset.
pub(crate) const LIGHTHOUSES: [&str; 6] = [
    "--data",
    "tests/data/lighthouses",
    "--intents",
    "intents/operations",
    "--today",
    TODAY,
];

/// A command of the program over the made-up dataset.
pub(crate) fn lighthouses<'a>(args: &[&'a str]) -> Run {
    footnote(
        args.iter()
            .copied()
            .chain(LIGHTHOUSES)
            .collect::<Vec<&'a str>>(),
    )
}

impl Run {
    /// What is written to standard input.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Starts it in another directory, which is not named in what is shown.
    pub(crate) fn inside(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self.scrubbed
            .push((directory.display().to_string(), "[directory]"));
        self
    }

    /// Exit code, standard output and standard error.
    pub(crate) fn output(mut self) -> (i32, String, String) {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that ends early does not read everything; what it says is looked at all the same.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            let scrub = |text: String, (path, name): &(String, &str)| text.replace(path, name);
            without_durations(&self.scrubbed.iter().fold(text, scrub))
        };
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// Everything that can be seen of the run, for a snapshot.
    pub(crate) fn shown(self) -> String {
        let (code, out, err) = self.output();
        let named = [("stdout", out), ("stderr", err)];
        let written = named.iter().filter(|(_, text)| !text.is_empty());
        let parts = written.map(|(name, text)| format!("----- {name}\n{text}"));
        format!("exit code: {code}\n{}", parts.collect::<String>())
    }
}

/// "in 0.31 s" is different every time.
fn without_durations(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 2..words.len() {
        if words[at - 2] == "in"
            && words[at].starts_with("s:")
            && words[at - 1].parse::<f64>().is_ok()
        {
            words[at - 1] = "[time]";
        }
    }
    words.join(" ")
}

/// The English words that the program ships, without which no intents load.
pub(crate) fn english_words() -> String {
    std::fs::read_to_string(root().join("intents/operations/words/en.toml")).unwrap()
}

/// An empty directory for one test.
pub(crate) fn directory(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Writes files below a directory.
pub(crate) fn write(directory: &Path, files: &[(&str, impl AsRef<[u8]>)]) {
    for (name, bytes) in files {
        let path = directory.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
