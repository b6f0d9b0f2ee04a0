//! From TOML text to raw tables: reports what is no TOML, no known table, no known key or no fitting type, and keeps the rest.
//!
//! It must not know what the values mean.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::keys::keys_of;
use super::raw::{
    RawClaim, RawConflict, RawDataset, RawEvent, RawExclusion, RawFigure, RawFile, RawGap,
    RawMetric, RawOutlet, RawSource, RawStatement,
};
use super::{codes, syntax};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile, nearest};

/// A table as it was written, with what is needed to report problems in it.
#[derive(Debug)]
pub(super) struct Entry<T> {
    /// What it says.
    pub(super) raw: T,
    /// The file it stands in.
    pub(super) file: Arc<SourceFile>,
    /// Its header, such as `[[figure]]`.
    pub(super) header: Range<usize>,
    /// Keys that were written but could not be used; they are not reported as missing.
    pub(super) refused: BTreeSet<String>,
    /// True if the text of the entry is no TOML, which has been reported: nothing more is said about it.
    pub(super) broken: bool,
}

impl<T> Entry<T> {
    /// A place in the entry's file.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place {
            file: Arc::clone(&self.file),
            span,
        }
    }
}

/// All tables of all files, by kind.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) dataset: Vec<Entry<RawDataset>>,
    pub(super) outlet: Vec<Entry<RawOutlet>>,
    pub(super) source: Vec<Entry<RawSource>>,
    pub(super) metric: Vec<Entry<RawMetric>>,
    pub(super) figure: Vec<Entry<RawFigure>>,
    pub(super) conflict: Vec<Entry<RawConflict>>,
    pub(super) gap: Vec<Entry<RawGap>>,
    pub(super) statement: Vec<Entry<RawStatement>>,
    pub(super) event: Vec<Entry<RawEvent>>,
    pub(super) claim: Vec<Entry<RawClaim>>,
    pub(super) exclusion: Vec<Entry<RawExclusion>>,
}

/// Reads one file into `tables`.
pub(super) fn collect(file: &Arc<SourceFile>, tables: &mut Tables, problems: &mut Diagnostics) {
    let (root, errors) = DeTable::parse_recoverable(&file.text);
    let root = root.into_inner();
    let broken = errors
        .iter()
        .map(|error| error.span().unwrap_or(0..0).start)
        .collect();
    problems.extend(
        errors
            .iter()
            .take(syntax::MOST_ERRORS)
            .map(|error| syntax::problem(file, error)),
    );
    let mut reader = Reader {
        file,
        headers: headers(&root),
        broken,
        problems,
    };
    for (key, value) in root {
        reader.table(&key, value, tables);
    }
}

/// Where the tables of a file start, sorted.
fn headers(root: &DeTable<'_>) -> Vec<usize> {
    let mut starts: Vec<usize> = root
        .iter()
        .flat_map(|(_, value)| match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| item.span().start).collect(),
            _ => vec![value.span().start],
        })
        .collect();
    starts.sort_unstable();
    starts
}

/// What reading one file needs.
struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    headers: Vec<usize>,
    /// Where the text is no TOML.
    broken: Vec<usize>,
    problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place {
            file: Arc::clone(self.file),
            span,
        }
    }

    fn table(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: Spanned<DeValue<'_>>,
        tables: &mut Tables,
    ) {
        match key.get_ref().as_ref() {
            "dataset" => self.single(value, &mut tables.dataset),
            "outlet" => self.list("outlet", value, &mut tables.outlet),
            "source" => self.list("source", value, &mut tables.source),
            "metric" => self.list("metric", value, &mut tables.metric),
            "figure" => self.list("figure", value, &mut tables.figure),
            "conflict" => self.list("conflict", value, &mut tables.conflict),
            "gap" => self.list("gap", value, &mut tables.gap),
            "statement" => self.list("statement", value, &mut tables.statement),
            "event" => self.list("event", value, &mut tables.event),
            "claim" => self.list("claim", value, &mut tables.claim),
            "exclusion" => self.list("exclusion", value, &mut tables.exclusion),
            unknown => self.unknown_table(unknown, key.span()),
        }
    }

    fn unknown_table(&mut self, name: &str, span: Range<usize>) {
        if self.is_broken(span.start) {
            return;
        }
        let known = keys_of::<RawFile>();
        let place = self.place(span);
        let problem =
            Diagnostic::error(codes::UNKNOWN_TABLE, format!("there is no table `{name}`"))
                .at(&place, "unknown table");
        self.problems
            .push(match nearest(name, known.iter().copied()) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&place, meant),
                None => problem.help(format!("the tables are {}", backticked(known))),
            });
    }

    /// `[dataset]`, which stands once.
    fn single<T: DeserializeOwned>(
        &mut self,
        value: Spanned<DeValue<'_>>,
        into: &mut Vec<Entry<T>>,
    ) {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => into.extend(self.entry("[dataset]", table, span)),
            DeValue::Array(items) => {
                let place = self.place(span);
                self.problems.push(
                    Diagnostic::error(codes::TABLE_SHAPE, "`dataset` is one table")
                        .at(&place, "found a list of tables")
                        .help("write `[dataset]`"),
                );
                for item in items {
                    self.single(item, into);
                }
            }
            _ => self.not_a_table("[dataset]", span),
        }
    }

    /// `[[figure]]` and the like, of which there may be many.
    fn list<T: DeserializeOwned>(
        &mut self,
        name: &str,
        value: Spanned<DeValue<'_>>,
        into: &mut Vec<Entry<T>>,
    ) {
        let span = value.span();
        let header = format!("[[{name}]]");
        match value.into_inner() {
            DeValue::Array(items) => {
                for item in items {
                    let span = item.span();
                    match item.into_inner() {
                        DeValue::Table(table) => into.extend(self.entry(&header, table, span)),
                        _ => self.not_a_table(&header, span),
                    }
                }
            }
            DeValue::Table(table) => {
                self.single_brackets(name, &span);
                into.extend(self.entry(&header, table, span));
            }
            _ => self.not_a_table(&header, span),
        }
    }

    fn single_brackets(&mut self, name: &str, span: &Range<usize>) {
        if self.is_broken(span.start) {
            return;
        }
        let place = self.place(span.clone());
        let problem =
            Diagnostic::error(codes::TABLE_SHAPE, format!("`{name}` is a list of tables"))
                .at(&place, "found a single table")
                .help(format!(
                    "write `[[{name}]]`, with two brackets on each side"
                ));
        let written = self.file.text.get(span.clone()) == Some(format!("[{name}]").as_str());
        self.problems.push(if written {
            problem.fix(&place, format!("[[{name}]]"))
        } else {
            problem
        });
    }

    fn not_a_table(&mut self, header: &str, span: Range<usize>) {
        if self.is_broken(span.start) {
            return;
        }
        let place = self.place(span);
        self.problems.push(
            Diagnostic::error(
                codes::TABLE_SHAPE,
                format!("expected a table, as in `{header}` on a line of its own"),
            )
            .at(&place, "found a value"),
        );
    }

    /// True if the entry that starts at `start` contains something that is no TOML.
    fn is_broken(&self, start: usize) -> bool {
        let next = self
            .headers
            .iter()
            .copied()
            .find(|&header| header > start)
            .unwrap_or(usize::MAX);
        self.broken.iter().any(|&at| (start..next).contains(&at))
    }

    /// One table: unknown keys are taken out first, then values of the wrong type, until the rest fits.
    fn entry<T: DeserializeOwned>(
        &mut self,
        header: &str,
        mut table: DeTable<'_>,
        span: Range<usize>,
    ) -> Option<Entry<T>> {
        let broken = self.is_broken(span.start);
        let mut refused = BTreeSet::new();
        let mut found = Diagnostics::new();
        self.take_unknown_keys::<T>(header, &mut table, &mut found);
        let raw = loop {
            let attempt = Spanned::new(span.clone(), DeValue::Table(table.clone()));
            let error = match T::deserialize(ValueDeserializer::from(attempt)) {
                Ok(raw) => break Some(raw),
                Err(error) => error,
            };
            let place = self.place(error.span().unwrap_or(span.clone()));
            found.push(type_problem(error.message(), &place));
            match cut(&mut table, &place.span) {
                Some(key) => refused.insert(key),
                None => break None,
            };
        };
        if !broken {
            self.problems.extend(found);
        }
        Some(Entry {
            raw: raw?,
            file: Arc::clone(self.file),
            header: span,
            refused,
            broken,
        })
    }

    fn take_unknown_keys<T: DeserializeOwned>(
        &self,
        header: &str,
        table: &mut DeTable<'_>,
        found: &mut Diagnostics,
    ) {
        let known = keys_of::<T>();
        let unknown: Vec<_> = table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .cloned()
            .collect();
        for key in unknown {
            let place = self.place(key.span());
            let problem = Diagnostic::error(
                codes::UNKNOWN_KEY,
                format!("`{header}` has no key `{}`", key.get_ref()),
            )
            .at(&place, "unknown key");
            found.push(match nearest(key.get_ref(), known.iter().copied()) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&place, meant),
                None => problem.help(format!("its keys are {}", backticked(known))),
            });
            table.remove(&key);
        }
    }
}

/// A value that is not what its key wants, said with the parser's words and a suggestion if a name is nearly right.
fn type_problem(message: &str, place: &Place) -> Diagnostic {
    let problem =
        Diagnostic::error(codes::WRONG_TYPE, message.trim().replace('\n', ", ")).at(place, "");
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match names.split_first() {
        Some((wrong, known)) if message.starts_with("unknown") => {
            match nearest(wrong, known.iter().copied()) {
                Some(meant) => {
                    let quoted = place
                        .file
                        .text
                        .get(place.span.clone())
                        .is_some_and(|text| text.starts_with(['"', '\'']));
                    let replacement = if quoted {
                        format!("\"{meant}\"")
                    } else {
                        (*meant).to_string()
                    };
                    problem
                        .help(format!("did you mean `{meant}`?"))
                        .fix(place, replacement)
                }
                None => problem,
            }
        }
        _ if message.contains("expected a sequence") => {
            problem.help("write a list, even of one: `[\"…\"]`")
        }
        _ if message.contains("expected a string") => {
            problem.help("write it in straight double quotes: `\"…\"`")
        }
        _ => problem,
    }
}

/// Removes the innermost value that holds `span` and returns the key of `table` that it stood under.
fn cut(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let holder = table.iter().find(|(key, value)| {
        holds(&key.span(), span) || holds(&value.span(), span) || value_holds(value.get_ref(), span)
    });
    let key = holder?.0.clone();
    let inner = table
        .get_mut(&key)
        .is_some_and(|value| cut_value(value.get_mut(), span));
    if !inner {
        table.remove(&key);
    }
    Some(key.get_ref().to_string())
}

/// Removes the part of `value` that holds `span`; false if the value has no such part.
fn cut_value(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => cut(table, span).is_some(),
        DeValue::Array(items) => {
            let holder = items
                .iter_mut()
                .find(|item| holds(&item.span(), span) || value_holds(item.get_ref(), span));
            holder.is_some_and(|item| cut_value(item.get_mut(), span))
        }
        _ => false,
    }
}

/// True if something inside a table or list holds `span`; the spans of tables with a header cover only the header.
fn value_holds(value: &DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => table.iter().any(|(key, value)| {
            holds(&key.span(), span)
                || holds(&value.span(), span)
                || value_holds(value.get_ref(), span)
        }),
        DeValue::Array(items) => items
            .iter()
            .any(|item| holds(&item.span(), span) || value_holds(item.get_ref(), span)),
        _ => false,
    }
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

pub(super) fn backticked(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
