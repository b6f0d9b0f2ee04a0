//! What the console says: what Discord is told has to be the same, to the byte.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use footnote::answer::choices::{metric_given, outlet_given};
use footnote::answer::{Answer, Request, respond};
use footnote::dataset::{MetricId, OutletId};
use footnote::files::read_directory;
use footnote::message::{Memory, Snapshot, answer};
use footnote::{dataset, intents};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files that answer: data and intents.
pub(crate) struct Console {
    data: PathBuf,
    intents: PathBuf,
    pub(crate) snapshot: Snapshot,
}

impl Console {
    /// The made-up dataset of the tests, which is what bots answer from unless told.
    pub(crate) fn lighthouses() -> Self {
        Self::of(
            &root().join("tests/data/lighthouses"),
            &root().join("intents/operations"),
        )
    }

    /// Any files.
    pub(crate) fn of(data: &Path, intents: &Path) -> Self {
        let texts = |path: &Path| read_directory(path).unwrap().files;
        let (dataset, problems) = dataset::load(&texts(data));
        assert!(!problems.has_errors(), "{problems:?}");
        let (loaded, _) = intents::load(&texts(intents));
        Self {
            data: data.to_owned(),
            intents: intents.to_owned(),
            snapshot: Snapshot::new(dataset, loaded, footnote::message::shipped().unwrap()).0,
        }
    }

    /// The settings that make a bot answer from these files.
    pub(crate) fn settings(&self) -> String {
        let [data, intents] = [&self.data, &self.intents].map(|path| path.to_str().unwrap());
        format!("data = {data:?}\nintents = {intents:?}\n")
    }

    /// The texts of `footnote ask --jsonl`, one for each line of questions.
    pub(crate) fn texts(&self, lines: &[Value]) -> Vec<String> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_footnote"))
            .args(["ask", "--jsonl", "--data"])
            .arg(&self.data)
            .arg("--intents")
            .arg(&self.intents)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input: Vec<String> = lines.iter().map(Value::to_string).collect();
        let writing = std::thread::spawn(move || stdin.write_all(input.join("\n").as_bytes()));
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap().unwrap();
        let answers = String::from_utf8(output.stdout).unwrap();
        let text = |line: &str| -> String {
            let answer: Value = serde_json::from_str(line).unwrap();
            answer["text"].as_str().unwrap().to_owned()
        };
        answers.lines().map(text).collect()
    }

    /// The text of `footnote ask`.
    pub(crate) fn ask(&self, question: &str) -> String {
        let mut texts = self.texts(&[json!({"q": question})]);
        assert_eq!(texts.len(), 1);
        texts.remove(0)
    }

    /// What a question is asked back with: what stands on each button, and the whole of it.
    pub(crate) fn choices(&self, question: &str) -> Vec<(String, String)> {
        let today = Date::constant(2026, 3, 1);
        let answer = answer(&self.snapshot, question, &mut Memory::default(), today);
        let choices = answer.choices.into_iter();
        choices
            .map(|choice| (choice.label, choice.question))
            .collect()
    }

    /// The text of a request, which the terminal has as commands too.
    pub(crate) fn request(&self, request: &Request) -> String {
        self.respond(request).text
    }

    /// The answer to a request.
    pub(crate) fn respond(&self, request: &Request) -> Answer {
        respond(&self.snapshot, request)
    }

    /// The text of a check, which the terminal has as a command too.
    pub(crate) fn check(&self, claim: &str) -> String {
        footnote::message::check(&self.snapshot, claim, jiff::Zoned::now().date()).text
    }

    /// A metric by its id.
    pub(crate) fn metric(&self, id: &str) -> MetricId {
        metric_given(&self.snapshot, id).unwrap()
    }

    /// An outlet by its name.
    pub(crate) fn outlet(&self, name: &str) -> OutletId {
        outlet_given(&self.snapshot, name).unwrap()
    }
}
