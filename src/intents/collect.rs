//! From the text of one intents file to what is written in it, each part with its place. It must not judge what it says.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::AnswerKind;
use super::codes;
use super::names::Things;
use super::raw::{Lists, Named, RawIntent, RawNames, RawTest, RawWords, Text, Texts};
use crate::dataset::Nameable;
use crate::diagnostic::{Diagnostics, Place, SourceFile};
use crate::toml_file::{Entry, Format, Spot, keys_of, read};

/// How intents files are written.
const FORMAT: Format = Format {
    syntax: codes::SYNTAX,
    unknown_table: codes::UNKNOWN_KEY,
    unknown_key: codes::UNKNOWN_KEY,
    wrong_type: codes::WRONG_TYPE,
    table_shape: codes::TABLE_SHAPE,
    dotted: true,
    lists: &["test"],
    keys: keys_of::<RawIntent>,
};

/// Something written, with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// Several texts under one name.
pub(super) type PlacedList = (Placed<String>, Vec<Placed<String>>);

/// Texts by name, under a name.
pub(super) type PlacedTable = (Placed<String>, Vec<(Placed<String>, Placed<String>)>);

/// A file, and what keeps its missing parts from being reported.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) file: Arc<SourceFile>,
    /// Keys that were written but could not be used.
    refused: BTreeSet<String>,
    /// True if part of the file is no TOML, which has been reported.
    broken: bool,
}

/// What a file says of an intent.
#[derive(Debug)]
pub(super) struct WrittenIntent {
    pub(super) sheet: Sheet,
    pub(super) schema: Option<Placed<i64>>,
    pub(super) id: Option<Placed<String>>,
    pub(super) title: Option<Placed<String>>,
    pub(super) answer: Option<Placed<AnswerKind>>,
    pub(super) topic: Option<Placed<String>>,
    pub(super) phrases: Vec<PlacedList>,
    pub(super) replies: Vec<PlacedTable>,
    pub(super) tests: Vec<WrittenTest>,
}

/// What a file says of a test.
#[derive(Debug)]
pub(super) struct WrittenTest {
    /// The header, `[[test]]`.
    pub(super) place: Place,
    /// True if part of it could not be read, which has been reported.
    pub(super) broken: bool,
    pub(super) ask: Option<Placed<String>>,
    pub(super) not_ask: Option<Placed<String>>,
    pub(super) status: Option<Placed<String>>,
    pub(super) value: Option<String>,
    pub(super) contains: Vec<String>,
}

/// What a file says of the words of a language.
#[derive(Debug)]
pub(super) struct WrittenWords {
    pub(super) sheet: Sheet,
    pub(super) schema: Option<Placed<i64>>,
    pub(super) language: Option<Placed<String>>,
    pub(super) concepts: Vec<PlacedList>,
    pub(super) fillers: Vec<PlacedList>,
    pub(super) evidence: Vec<PlacedTable>,
    pub(super) periods: Vec<PlacedList>,
    pub(super) numbers: Vec<PlacedList>,
    pub(super) roles: Vec<PlacedList>,
    pub(super) say: Vec<(Placed<String>, Placed<String>)>,
    pub(super) canonical: Vec<(Placed<String>, Placed<String>)>,
}

/// What a file says of the names of what the data have.
#[derive(Debug)]
pub(super) struct WrittenNames {
    pub(super) sheet: Sheet,
    pub(super) schema: Option<Placed<i64>>,
    pub(super) things: Things,
}

impl Sheet {
    fn new(file: &Arc<SourceFile>) -> Self {
        Self {
            file: Arc::clone(file),
            refused: BTreeSet::new(),
            broken: false,
        }
    }

    fn note<T>(&mut self, entry: &Entry<T>) {
        self.refused.extend(entry.refused.iter().cloned());
        self.broken |= entry.broken;
    }

    /// Whether a key that is missing is really missing, not just written wrongly.
    pub(super) fn lacks(&self, key: &str) -> bool {
        !self.broken && !self.refused.contains(key)
    }

    /// The beginning of the file, for what is missing in it.
    pub(super) fn start(&self) -> Place {
        let first = self.file.text.lines().scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start, line.len(), line))
        });
        let (start, length) = first
            .filter(|(_, _, line)| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|(start, length, _)| (start, length))
            .next()
            .unwrap_or((0, 0));
        Place {
            file: Arc::clone(&self.file),
            span: start..start + length,
        }
    }
}

/// Whether a file holds the words of a language rather than an intent.
pub(super) fn is_words(file: &SourceFile) -> bool {
    let named = |line: &str, name: &str| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let tables = [
        "[canonical]",
        "[concepts]",
        "[evidence]",
        "[fillers]",
        "[periods]",
        "[numbers]",
        "[roles]",
        "[say]",
    ];
    file.text
        .lines()
        .any(|line| named(line, "language") || tables.iter().any(|table| line.starts_with(table)))
}

/// Whether a file holds names that were given to what the data have.
pub(super) fn is_names(file: &SourceFile) -> bool {
    let named = file.path.rsplit(['/', '\\']).next() == Some("names.toml");
    let mut lines = file.text.lines();
    let table = |line: &str| {
        let tables = ["[metrics", "[outlets", "[events"];
        tables.iter().any(|table| line.starts_with(table))
    };
    let answers = file.text.lines().any(|line| line.starts_with("answer"));
    lines.any(table) || named && !answers
}

/// Reads names.
pub(super) fn names(file: &Arc<SourceFile>, problems: &mut Diagnostics) -> WrittenNames {
    let mut written = WrittenNames {
        sheet: Sheet::new(file),
        schema: None,
        things: Vec::new(),
    };
    read(file, &FORMAT, problems, |reader, root| {
        let Some(entry) = reader.entry::<RawNames>("a names file", root, 0..0) else {
            return;
        };
        written.sheet.note(&entry);
        keep(
            &mut written.schema,
            copied(&entry, entry.raw.schema.as_ref()),
        );
        let tables = [
            (Nameable::Metric, &entry.raw.metrics),
            (Nameable::Outlet, &entry.raw.outlets),
            (Nameable::Event, &entry.raw.events),
        ];
        for (kind, things) in tables {
            let things = things.iter();
            let named = things.map(|(id, names)| (kind, placed(&entry, id), lists(&entry, names)));
            written.things.extend(named);
        }
    });
    written
}

/// Reads an intent.
pub(super) fn intent(file: &Arc<SourceFile>, problems: &mut Diagnostics) -> WrittenIntent {
    let mut written = WrittenIntent {
        sheet: Sheet::new(file),
        schema: None,
        id: None,
        title: None,
        answer: None,
        topic: None,
        phrases: Vec::new(),
        replies: Vec::new(),
        tests: Vec::new(),
    };
    read(file, &FORMAT, problems, |reader, mut root| {
        let mut tests: Vec<Entry<RawTest>> = Vec::new();
        if let Some(value) = root.remove("test") {
            reader.list("test", value, &mut tests);
        }
        written.tests.extend(tests.iter().map(test));
        let refused = tests.iter().flat_map(|test| test.refused.iter().cloned());
        written.sheet.refused.extend(refused);
        if let Some(entry) = reader.entry::<RawIntent>("an intent", root, 0..0) {
            written.take(&entry);
        }
    });
    written
}

impl WrittenIntent {
    fn take(&mut self, entry: &Entry<RawIntent>) {
        let raw = &entry.raw;
        self.sheet.note(entry);
        keep(&mut self.schema, copied(entry, raw.schema.as_ref()));
        keep(&mut self.id, text(entry, &raw.id));
        keep(&mut self.title, text(entry, &raw.title));
        keep(&mut self.answer, copied(entry, raw.answer.as_ref()));
        keep(&mut self.topic, text(entry, &raw.topic));
        self.phrases.extend(lists(entry, &raw.phrases));
        let replies = raw
            .reply
            .iter()
            .map(|(language, cases)| (placed(entry, language), named(entry, cases)));
        self.replies.extend(replies);
    }
}

fn test(entry: &Entry<RawTest>) -> WrittenTest {
    let raw = &entry.raw;
    WrittenTest {
        place: entry.place(entry.header.clone()),
        broken: entry.broken || !entry.refused.is_empty(),
        ask: text(entry, &raw.ask),
        not_ask: text(entry, &raw.not_ask),
        status: text(entry, &raw.status),
        value: raw.value.as_ref().map(|value| value.get().clone()),
        contains: raw.contains.iter().map(|text| text.get().clone()).collect(),
    }
}

/// Reads the words of a language.
pub(super) fn words(file: &Arc<SourceFile>, problems: &mut Diagnostics) -> WrittenWords {
    let mut written = WrittenWords {
        sheet: Sheet::new(file),
        schema: None,
        language: None,
        concepts: Vec::new(),
        fillers: Vec::new(),
        evidence: Vec::new(),
        periods: Vec::new(),
        numbers: Vec::new(),
        roles: Vec::new(),
        say: Vec::new(),
        canonical: Vec::new(),
    };
    read(file, &FORMAT, problems, |reader, root| {
        if let Some(entry) = reader.entry::<RawWords>("a words file", root, 0..0) {
            written.take(&entry);
        }
    });
    written
}

impl WrittenWords {
    fn take(&mut self, entry: &Entry<RawWords>) {
        let raw = &entry.raw;
        self.sheet.note(entry);
        keep(&mut self.schema, copied(entry, raw.schema.as_ref()));
        keep(&mut self.language, text(entry, &raw.language));
        self.concepts.extend(lists(entry, &raw.concepts));
        self.fillers.extend(lists(entry, &raw.fillers));
        let mut evidence: Vec<PlacedTable> = raw
            .evidence
            .iter()
            .map(|(group, line)| (placed(entry, group), named(entry, line)))
            .collect();
        evidence.sort_by_key(|(group, _)| group.place.span.start);
        self.evidence.extend(evidence);
        self.periods.extend(lists(entry, &raw.periods));
        self.numbers.extend(lists(entry, &raw.numbers));
        self.roles.extend(lists(entry, &raw.roles));
        self.say.extend(named(entry, &raw.say));
        self.canonical.extend(named(entry, &raw.canonical));
    }
}

/// The first that was written stands.
fn keep<T>(known: &mut Option<T>, new: Option<T>) {
    if known.is_none() {
        *known = new;
    }
}

fn placed<R>(entry: &Entry<R>, spot: &Spot<String>) -> Placed<String> {
    Placed {
        value: spot.get().clone(),
        place: entry.place(spot.span()),
    }
}

fn copied<R, T: Copy>(entry: &Entry<R>, spot: Option<&Spot<T>>) -> Option<Placed<T>> {
    spot.map(|spot| Placed {
        value: *spot.get(),
        place: entry.place(spot.span()),
    })
}

fn text<R>(entry: &Entry<R>, text: &Text) -> Option<Placed<String>> {
    text.as_ref().map(|spot| placed(entry, spot))
}

/// Texts in the order of the file.
fn texts<R>(entry: &Entry<R>, texts: &Texts) -> Vec<Placed<String>> {
    texts.iter().map(|spot| placed(entry, spot)).collect()
}

fn lists<R>(entry: &Entry<R>, raw: &Lists) -> Vec<PlacedList> {
    let mut lists: Vec<PlacedList> = raw
        .iter()
        .map(|(name, list)| (placed(entry, name), texts(entry, list)))
        .collect();
    lists.sort_by_key(|(name, _)| name.place.span.start);
    lists
}

fn named<R>(entry: &Entry<R>, raw: &Named) -> Vec<(Placed<String>, Placed<String>)> {
    let mut named: Vec<_> = raw
        .iter()
        .map(|(name, text)| (placed(entry, name), placed(entry, text)))
        .collect();
    named.sort_by_key(|(name, _)| name.place.span.start);
    named
}
