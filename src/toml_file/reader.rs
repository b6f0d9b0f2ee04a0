//! From TOML text to tables: reports what is no TOML, no known key or no fitting type, and keeps the rest.
//!
//! It must not know what the values mean.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::keys::keys_of;
use super::wrong_type::wrong_type;
use super::{Format, syntax};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile, nearest};

/// More values of the wrong type in one table than anybody mends at once.
const MOST_ERRORS: usize = 50;

/// A table as it was written, with what is needed to report problems in it.
#[derive(Debug)]
pub(crate) struct Entry<T> {
    /// What it says.
    pub(crate) raw: T,
    /// The file it stands in.
    pub(crate) file: Arc<SourceFile>,
    /// Its header, such as `[[figure]]`.
    pub(crate) header: Range<usize>,
    /// Keys that were written but could not be used; they are not reported as missing.
    pub(crate) refused: BTreeSet<String>,
    /// True if the text of the entry is no TOML, which has been reported: nothing more is said about it.
    pub(crate) broken: bool,
    /// Where the text in which spans are counted begins in the file.
    base: usize,
}

impl<T> Entry<T> {
    /// A place in the entry's file.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place {
            file: Arc::clone(&self.file),
            span: shifted(&span, self.base),
        }
    }
}

/// Reads one file and hands its tables to `take`. A file that is no TOML is read segment by segment, so that one slip does not hide the
/// rest.
pub(crate) fn read(
    file: &Arc<SourceFile>,
    format: &Format,
    problems: &mut Diagnostics,
    mut take: impl FnMut(&mut Reader<'_>, DeTable<'_>),
) {
    let (root, errors) = DeTable::parse_recoverable(&file.text);
    let mut hand_over = |root: Spanned<DeTable<'_>>, base, broken, problems: &mut Diagnostics| {
        let mut reader = Reader {
            format,
            file,
            base,
            broken,
            problems,
        };
        take(&mut reader, root.into_inner());
    };
    if errors.is_empty() {
        return hand_over(root, 0, false, problems);
    }
    let mut slips = Vec::new();
    for segment in syntax::segments(&file.text, format.dotted) {
        let text = file.text.get(segment.clone()).unwrap_or_default();
        let (root, errors) = DeTable::parse_recoverable(text);
        slips.extend(syntax::problems(file, format, segment.start, &errors));
        let torn = syntax::torn_lines(file, segment.start, &errors);
        let whole = without_items(root, &torn);
        hand_over(whole, segment.start, !errors.is_empty(), problems);
    }
    if slips.is_empty() {
        slips = syntax::problems(file, format, 0, &errors);
    }
    problems.extend(slips.into_iter().take(syntax::MOST_ERRORS));
}

/// What reading one file, or a segment of it, needs.
pub(crate) struct Reader<'a> {
    format: &'a Format,
    file: &'a Arc<SourceFile>,
    /// Where the text that is read begins in the file.
    base: usize,
    /// True if that text is no TOML, which has been reported.
    broken: bool,
    problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place {
            file: Arc::clone(self.file),
            span: shifted(&span, self.base),
        }
    }

    /// Reports a table that is not among those of `T`.
    pub(crate) fn unknown_table<T: DeserializeOwned>(&mut self, name: &str, span: Range<usize>) {
        if self.broken {
            return;
        }
        let known = keys_of::<T>();
        let place = self.place(span);
        let problem = Diagnostic::error(
            self.format.unknown_table,
            format!("there is no table `{name}`"),
        )
        .at(&place, "unknown table");
        self.problems
            .push(match nearest(name, known.iter().copied()) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&place, meant),
                None => problem.help(format!("the tables are {}", backticked(known))),
            });
    }

    /// `[dataset]` and the like, which stands once.
    pub(crate) fn single<T: DeserializeOwned>(
        &mut self,
        name: &str,
        value: Spanned<DeValue<'_>>,
        into: &mut Vec<Entry<T>>,
    ) {
        let span = value.span();
        let header = format!("[{name}]");
        match value.into_inner() {
            DeValue::Table(table) => into.extend(self.table(&header, table, span)),
            DeValue::Array(items) => {
                let place = self.place(span);
                self.problems.push(
                    Diagnostic::error(self.format.table_shape, format!("`{name}` is one table"))
                        .at(&place, "found a list of tables")
                        .help(format!("write `{header}`")),
                );
                for item in items {
                    self.single(name, item, into);
                }
            }
            _ => self.not_a_table(&header, span),
        }
    }

    /// `[[figure]]` and the like, of which there may be many.
    pub(crate) fn list<T: DeserializeOwned>(
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
                        DeValue::Table(table) => into.extend(self.table(&header, table, span)),
                        _ => self.not_a_table(&header, span),
                    }
                }
            }
            DeValue::Table(table) => {
                self.single_brackets(name, &span);
                into.extend(self.table(&header, table, span));
            }
            _ => self.not_a_table(&header, span),
        }
    }

    fn single_brackets(&mut self, name: &str, span: &Range<usize>) {
        if self.broken {
            return;
        }
        let place = self.place(span.clone());
        let problem = Diagnostic::error(
            self.format.table_shape,
            format!("`{name}` is a list of tables"),
        )
        .at(&place, "found a single table")
        .help(format!(
            "write `[[{name}]]`, with two brackets on each side"
        ));
        let written = self.file.text.get(place.span.clone()) == Some(format!("[{name}]").as_str());
        self.problems.push(if written {
            problem.fix(&place, format!("[[{name}]]"))
        } else {
            problem
        });
    }

    fn not_a_table(&mut self, header: &str, span: Range<usize>) {
        if self.broken {
            return;
        }
        let place = self.place(span);
        self.problems.push(
            Diagnostic::error(
                self.format.table_shape,
                format!("expected a table, as in `{header}` on a line of its own"),
            )
            .at(&place, "found a value"),
        );
    }

    fn table<T: DeserializeOwned>(
        &mut self,
        header: &str,
        table: DeTable<'_>,
        span: Range<usize>,
    ) -> Option<Entry<T>> {
        self.entry(&format!("`{header}`"), table, span)
    }

    /// One table, or the whole file as one: unknown keys are taken out first, then values of the wrong type, until the rest fits.
    pub(crate) fn entry<T: DeserializeOwned>(
        &mut self,
        name: &str,
        mut table: DeTable<'_>,
        span: Range<usize>,
    ) -> Option<Entry<T>> {
        let mut found = Diagnostics::new();
        let mut refused = self.take_unknown_keys::<T>(name, &mut table, &mut found);
        let raw = loop {
            let attempt = Spanned::new(span.clone(), DeValue::Table(table.clone()));
            let error = match T::deserialize(ValueDeserializer::from(attempt)) {
                Ok(raw) => break Some(raw),
                Err(error) => error,
            };
            let wrong = error.span().unwrap_or(span.clone());
            let place = self.place(wrong.clone());
            found.push(wrong_type(self.format, error.message(), &place));
            if found.errors() >= MOST_ERRORS {
                break None;
            }
            match cut(&mut table, &wrong) {
                Some(key) => refused.insert(key),
                None => break None,
            };
        };
        if !self.broken {
            self.problems.extend(found);
        }
        Some(Entry {
            raw: raw?,
            file: Arc::clone(self.file),
            header: span,
            refused,
            broken: self.broken,
            base: self.base,
        })
    }

    /// Removes and reports the keys that `T` does not have; returns the keys that were probably meant.
    fn take_unknown_keys<T: DeserializeOwned>(
        &self,
        name: &str,
        table: &mut DeTable<'_>,
        found: &mut Diagnostics,
    ) -> BTreeSet<String> {
        let known = keys_of::<T>();
        let mut meant = BTreeSet::new();
        let unknown: Vec<_> = table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .cloned()
            .collect();
        for key in unknown {
            let (problem, near) = self.unknown_key(name, &key, known);
            found.push(problem);
            meant.extend(near);
            table.remove(&key);
        }
        meant
    }

    /// What is said of a key that a table does not have, and the key that was probably meant.
    fn unknown_key(
        &self,
        name: &str,
        key: &Spanned<Cow<'_, str>>,
        known: &[&'static str],
    ) -> (Diagnostic, Option<String>) {
        let place = self.place(key.span());
        let written = key.get_ref().as_ref();
        let message = format!("{name} has no key `{written}`");
        let problem = Diagnostic::error(self.format.unknown_key, message).at(&place, "unknown key");
        if name.starts_with("`[") && (self.format.keys)().contains(&written) {
            let first = if name.starts_with("`[[") {
                "the first "
            } else {
                ""
            };
            let help = format!(
                "`{written}` belongs to the whole file: move it above {first}{name}; every key below that line is one of the table"
            );
            return (problem.help(help), Some(written.to_owned()));
        }
        let Some(near) = nearest(written, known.iter().copied()) else {
            let keys = format!("its keys are {}", backticked(known));
            return (problem.help(keys), None);
        };
        let problem = problem.help(format!("did you mean `{near}`?"));
        (problem.fix(&place, near), Some(near.to_owned()))
    }
}

/// The table without the items of its lists that stand on these lines.
fn without_items<'a>(
    mut root: Spanned<DeTable<'a>>,
    lines: &[Range<usize>],
) -> Spanned<DeTable<'a>> {
    for (_, value) in root.get_mut().iter_mut() {
        drop_items(value.get_mut(), lines);
    }
    root
}

fn drop_items(value: &mut DeValue<'_>, lines: &[Range<usize>]) {
    match value {
        DeValue::Table(table) => {
            for (_, value) in table.iter_mut() {
                drop_items(value.get_mut(), lines);
            }
        }
        DeValue::Array(items) => {
            let all = std::mem::replace(items, std::iter::empty().collect()).into_iter();
            let whole = all.filter(|item| !lines.iter().any(|line| holds(line, &item.span())));
            *items = whole.collect();
        }
        _ => {}
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

/// Removes the part of `value` that holds `span`, an item of a list by itself; false if the value has no such part.
fn cut_value(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => cut(table, span).is_some(),
        DeValue::Array(items) => {
            let holder = items
                .iter()
                .position(|item| holds(&item.span(), span) || value_holds(item.get_ref(), span));
            let Some(at) = holder else { return false };
            let inner = items
                .get_mut(at)
                .is_some_and(|item| cut_value(item.get_mut(), span));
            if !inner {
                let all = std::mem::replace(items, std::iter::empty().collect())
                    .into_iter()
                    .enumerate();
                *items = all
                    .filter(|(index, _)| *index != at)
                    .map(|(_, item)| item)
                    .collect();
            }
            true
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

fn shifted(span: &Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

pub(crate) fn backticked(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
