//! From the text of intents files to intents: every problem of every file is reported, and what is sound is kept.
//!
//! It must not read files: the texts come in as they were read.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Environment;

use super::collect::{self, Placed, Sheet, WrittenIntent};
use super::phrases::Phrases;
use super::{AnswerKind, Intent, Intents, codes, names, questions, replies, words};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::toml_file::line_beginning;

/// The version of the format.
const SCHEMA: i64 = 1;
/// The largest file, in bytes: some ten thousand example questions.
const LARGEST: usize = 1 << 20;

/// The intents that the files describe, and all problems found in them.
pub fn load(files: &[Arc<SourceFile>]) -> (Intents, Diagnostics) {
    let mut loader = Loader::default();
    let mut written = words::Lexicon::default();
    for file in files {
        if file.text.len() > LARGEST {
            loader.problems.push(too_large(file));
        } else if let Some(problem) = of_data(file) {
            loader.problems.push(problem);
        } else if collect::is_words(file) {
            let words = collect::words(file, &mut loader.problems);
            check_schema(&words.sheet, words.schema.as_ref(), &mut loader.problems);
            written.add(words, &loader.environment, &mut loader.problems);
        } else if collect::is_names(file) {
            let names = collect::names(file, &mut loader.problems);
            check_schema(&names.sheet, names.schema.as_ref(), &mut loader.problems);
            let names = names::check(names, &mut loader.problems);
            loader.intents.names.extend(names);
        } else {
            let intent = collect::intent(file, &mut loader.problems);
            loader.add(intent);
        }
    }
    loader.intents.words = written.finish(!files.is_empty(), &mut loader.problems);
    loader.intents.fingerprint = crate::fingerprint::of_files(files);
    (loader.intents, loader.problems.sorted())
}

fn too_large(file: &Arc<SourceFile>) -> Diagnostic {
    let place = Place {
        file: Arc::clone(file),
        span: 0..0,
    };
    let message = format!(
        "the file has {} bytes, the most is {LARGEST}",
        file.text.len()
    );
    Diagnostic::error(codes::TOO_LARGE, message)
        .at(&place, "")
        .help("the file is left out; split it into several intents")
}

/// How lines of data files begin, and of no intents file.
const OF_DATA: [&str; 6] = [
    "[[figure]]",
    "[[metric]]",
    "[[source]]",
    "[[outlet]]",
    "[[conflict]]",
    "[dataset]",
];

/// A data file among the intents.
fn of_data(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let span = line_beginning(&file.text, &OF_DATA)?;
    let place = Place {
        file: Arc::clone(file),
        span,
    };
    Some(
        Diagnostic::error(codes::NO_INTENT, "this looks like a data file")
            .at(&place, "no intents file has this")
            .help("move it to the directory of data"),
    )
}

/// What is known while files are read one after another.
struct Loader {
    intents: Intents,
    problems: Diagnostics,
    ids: BTreeMap<String, Place>,
    phrases: Phrases,
    environment: Environment<'static>,
}

impl Default for Loader {
    fn default() -> Self {
        Self {
            intents: Intents::default(),
            problems: Diagnostics::new(),
            ids: BTreeMap::new(),
            phrases: Phrases::default(),
            environment: super::environment(),
        }
    }
}

impl Loader {
    /// Checks a file's intent and keeps it if it has an id of its own and a kind.
    fn add(&mut self, written: WrittenIntent) {
        check_schema(&written.sheet, written.schema.as_ref(), &mut self.problems);
        let title = self.required(&written.sheet, "title", written.title);
        let kind = self.required(&written.sheet, "answer", written.answer);
        let id = self.required(&written.sheet, "id", written.id);
        let id = id.filter(|id| self.is_own_id(id));
        let topic = self.topic(&written.sheet, kind.as_ref(), written.topic);
        let owner = id.as_ref().map_or("", |id| id.value.as_str());
        let phrases =
            self.phrases
                .check(&written.sheet, owner, written.phrases, &mut self.problems);
        let replies = kind.as_ref().map(|kind| {
            replies::check(
                &written.sheet,
                kind,
                written.replies,
                &self.environment,
                &mut self.problems,
            )
        });
        let tests = questions::check(written.tests, &mut self.problems);
        let (Some(id), Some(kind)) = (id, kind) else {
            return;
        };
        self.intents.list.push(Intent {
            title: title.map_or_else(|| id.value.clone(), |title| title.value),
            id: id.value,
            kind: kind.value,
            topic,
            phrases,
            replies: replies.unwrap_or_default(),
            tests,
            file: written.sheet.file.path.clone(),
            place: id.place,
        });
    }

    fn required<T>(
        &mut self,
        sheet: &Sheet,
        key: &str,
        value: Option<Placed<T>>,
    ) -> Option<Placed<T>> {
        if value.is_none() && sheet.lacks(key) {
            self.problems.push(missing(sheet, key));
        }
        value
    }

    /// Whether the id is sound and no other intent has it.
    fn is_own_id(&mut self, id: &Placed<String>) -> bool {
        if !is_name(&id.value) {
            self.problems.push(
                Diagnostic::error(codes::ID, format!("`{}` is no id", id.value))
                    .at(&id.place, "")
                    .help("an id is made of lower-case letters, digits and underscores"),
            );
            return false;
        }
        if let Some(first) = self.ids.get(&id.value) {
            self.problems.push(
                Diagnostic::error(codes::DUPLICATE_ID, format!("there are two intents `{}`", id.value))
                    .at(&id.place, "the second")
                    .at(first, "the first")
                    .help("give one of them another id and name its file for it; until then the second is left out"),
            );
            return false;
        }
        self.problems.extend(other_file_name(id));
        self.ids.insert(id.value.clone(), id.place.clone());
        true
    }

    /// The topic, for kinds of answer that have one.
    fn topic(
        &mut self,
        sheet: &Sheet,
        kind: Option<&Placed<AnswerKind>>,
        topic: Option<Placed<String>>,
    ) -> Option<String> {
        let kind = kind?;
        match topic {
            Some(topic) if kind.value != AnswerKind::Statement => {
                self.problems.push(
                    Diagnostic::error(codes::TOPIC, "only `answer = \"statement\"` has a topic")
                        .at(&topic.place, "")
                        .at(&kind.place, "another kind of answer")
                        .help("take the topic out, or write `answer = \"statement\"`"),
                );
                None
            }
            Some(topic) => Some(topic.value),
            None if kind.value == AnswerKind::Statement
                && is_about_subject(sheet)
                && sheet.lacks("topic") =>
            {
                self.problems.push(
                    Diagnostic::error(codes::TOPIC, "the intent has no topic")
                        .at(&kind.place, "")
                        .help("add `topic = \"…\"`, the topic of the statements in the data that answer"),
                );
                None
            }
            None => None,
        }
    }
}

/// Whether the file stands among those about this subject, not among those for any data.
fn is_about_subject(sheet: &Sheet) -> bool {
    sheet
        .file
        .path
        .split(['/', '\\'])
        .rev()
        .skip(1)
        .any(|folder| folder == "topics")
}

fn check_schema(sheet: &Sheet, schema: Option<&Placed<i64>>, problems: &mut Diagnostics) {
    match schema {
        None if sheet.lacks("schema") => problems.push(missing(sheet, "schema")),
        Some(schema) if schema.value != SCHEMA => {
            let message = format!(
                "this program reads version {SCHEMA} of the format, not {}",
                schema.value
            );
            problems.push(
                Diagnostic::error(codes::SCHEMA, message)
                    .at(&schema.place, "")
                    .help(format!("write `schema = {SCHEMA}`")),
            );
        }
        _ => {}
    }
}

/// What to write for a key that is missing.
fn missing(sheet: &Sheet, key: &str) -> Diagnostic {
    let example = match key {
        "schema" => "`schema = 1`",
        "id" => "`id = \"…\"`, the name of the file without `.toml`",
        "title" => "`title = \"…\"`, a few words for people",
        "answer" => "`answer = \"…\"`, the kind of answer, such as `value`",
        "language" => "`language = \"en\"`",
        _ => "it",
    };
    Diagnostic::error(codes::MISSING_KEY, format!("the file has no `{key}`"))
        .at(&sheet.start(), "")
        .help(format!("add {example}"))
}

pub(super) fn missing_language(sheet: &Sheet) -> Diagnostic {
    missing(sheet, "language")
}

/// Whether a text is made of lower-case letters, digits and underscores.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn other_file_name(id: &Placed<String>) -> Option<Diagnostic> {
    let path = &id.place.file.path;
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    (stem != id.value).then(|| {
        Diagnostic::error(
            codes::ID,
            format!("the intent `{}` stands in a file named `{name}`", id.value),
        )
        .at(&id.place, "")
        .help(format!(
            "name the file `{}.toml`, or write `id = \"{stem}\"`",
            id.value
        ))
    })
}
