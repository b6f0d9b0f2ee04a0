//! From raw tables to the dataset: reads the texts, resolves the ids, and leaves out what does not hold.
//!
//! It reports problems of single entries; what concerns several entries together stands in `check`.

mod dimension;
mod figure;
mod index;
mod metric;
mod rest;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::collect::{self, Entry, Tables};
use super::raw::{RawDataset, RawFigure, RawNames, RawOutlet, RawSource, RawVocabulary};
use super::{
    About, Dataset, Language, Names, Outlet, OutletId, Published, Source, Vocabulary, codes, link,
    period_text,
};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::toml_file::Spot;

pub(super) use index::Index;

/// A text that may be absent.
type Text = Option<Spot<String>>;

/// An entry refers to something that does not exist, which has been reported: the entry is left out.
struct Reported;

/// Builds the dataset and keeps the indexes for the checks that follow.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub(super) data: Dataset,
    pub(super) outlets: Index,
    pub(super) sources: Index,
    pub(super) dimensions: Index,
    /// The members of each dimension.
    pub(super) members: Vec<Index>,
    pub(super) metrics: Index,
    pub(super) figures: Index,
    pub(super) conflicts: Index,
    pub(super) problems: &'a mut Diagnostics,
    /// Figures that replace others, which may stand in a later file.
    superseding: Vec<Entry<RawFigure>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(problems: &'a mut Diagnostics) -> Self {
        Self {
            data: Dataset::default(),
            outlets: Index::new("outlet"),
            sources: Index::new("source"),
            dimensions: Index::new("dimension"),
            members: Vec::new(),
            metrics: Index::new("metric"),
            figures: Index::new("figure"),
            conflicts: Index::new("conflict"),
            problems,
            superseding: Vec::new(),
        }
    }

    /// What figures name, in the order in which ids are needed.
    pub(super) fn build(&mut self, tables: &Tables) {
        self.about(&tables.dataset);
        for entry in &tables.outlet {
            let built = self.outlet(entry);
            self.outlets.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.outlets,
                self.problems,
            );
        }
        for entry in &tables.source {
            let built = self.source(entry);
            self.sources.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.sources,
                self.problems,
            );
        }
        self.dimensions(tables);
        for entry in &tables.metric {
            let built = self.metric(entry);
            self.metrics.add(
                entry,
                &entry.raw.id,
                built,
                &mut self.data.metrics,
                self.problems,
            );
        }
        self.parts(&tables.metric);
    }

    /// The figures of one file.
    pub(super) fn figures(&mut self, file: &Arc<SourceFile>) {
        for entry in collect::figures(file, self.problems) {
            let built = self.figure(&entry);
            self.figures.add(
                &entry,
                &entry.raw.id,
                built,
                &mut self.data.figures,
                self.problems,
            );
            if entry.raw.supersedes.is_some() {
                self.superseding.push(entry);
            }
        }
    }

    fn about(&mut self, entries: &[Entry<RawDataset>]) {
        let Some(entry) = entries.first() else {
            return self.problems.push(
                Diagnostic::error(codes::DATASET_TABLE, "no file has a `[dataset]` table")
                    .help("write `[dataset]` with `title` and `scope` in one of the files"),
            );
        };
        for other in entries.iter().skip(1) {
            self.report(
                entry,
                Diagnostic::error(codes::DATASET_TABLE, "`[dataset]` stands more than once")
                    .at(&other.place(other.header.clone()), "a second one")
                    .at(&entry.place(entry.header.clone()), "the first one"),
            );
        }
        let raw = &entry.raw;
        let (title, scope) = (
            self.require(entry, "title", &raw.title),
            self.require(entry, "scope", &raw.scope),
        );
        self.data.about = About {
            title: title.unwrap_or_default(),
            scope: scope.unwrap_or_default(),
            suggestions: texts(&raw.suggestions),
            subject: self.names(entry, &raw.subject),
            vocabulary: match raw.vocabulary.as_ref().map(Spot::get) {
                Some(RawVocabulary::Open) => Vocabulary::Open,
                Some(RawVocabulary::Closed) | None => Vocabulary::Closed,
            },
        };
    }

    fn outlet(&mut self, entry: &Entry<RawOutlet>) -> Option<Outlet> {
        let raw = &entry.raw;
        let (id, name) = (
            self.id(entry, &raw.id),
            self.require(entry, "name", &raw.name),
        );
        Some(Outlet {
            id: id?,
            name: name?,
            aliases: texts(&raw.aliases),
            kind: text(&raw.kind),
            basis: text(&raw.basis),
            note: text(&raw.note),
        })
    }

    fn source(&mut self, entry: &Entry<RawSource>) -> Option<Source> {
        let raw = &entry.raw;
        let (id, publisher) = (
            self.id(entry, &raw.id),
            self.require(entry, "publisher", &raw.publisher),
        );
        let (role, dated) = (
            self.require_copy(entry, "role", raw.role.as_ref()),
            self.published(entry),
        );
        let url = self.url(entry);
        let relays = self
            .ids(entry, &raw.relays, |builder| &builder.outlets)
            .into_iter()
            .map(OutletId)
            .collect();
        Some(Source {
            id: id?,
            publisher: publisher?,
            role: role?,
            relays,
            title: raw.title.as_ref().map(|title| title.get().clone()),
            title_from_address: raw.title_from_address,
            url,
            published: dated?,
            accessed: self.accessed(entry),
            language: text(&raw.lang),
            note: text(&raw.note),
        })
    }

    fn published(&mut self, entry: &Entry<RawSource>) -> Option<Published> {
        const FORMS: &str = "write `published = \"1998-04-16\"` or \"1998-04\", or `published = \"unknown\"` if the page gives no date";
        let Some(written) = &entry.raw.published else {
            self.missing(
                entry,
                "published",
                codes::PUBLISHED,
                "a source needs the date on which it was published",
                FORMS,
            );
            return None;
        };
        let words = written.get().to_string();
        let published = if words.trim() == "unknown" {
            Some(Published::Unknown)
        } else {
            period_text::parse_published(&words)
        };
        if published.is_none() {
            self.report(
                entry,
                Diagnostic::error(
                    codes::PUBLISHED,
                    format!("`{words}` is no date of publication"),
                )
                .at(&entry.place(written.span()), "not a day or a month")
                .help(FORMS),
            );
        }
        published
    }

    /// The day on which a page was read; one that is none is left out.
    fn accessed(&mut self, entry: &Entry<RawSource>) -> Option<jiff::civil::Date> {
        let written = entry.raw.accessed.as_ref()?;
        let words = written.get().to_string();
        if let Some(Published::Day(day)) = period_text::parse_published(&words) {
            return Some(day);
        }
        let message = format!("`{words}` is no day on which a page was read");
        let problem = Diagnostic::error(codes::PUBLISHED, message);
        let problem = problem.at(&entry.place(written.span()), "not a day");
        self.report(
            entry,
            problem.help("write `accessed = \"1998-04-16\"`, or take the line out"),
        );
        None
    }

    /// A link that is safe to print; one that is not is left out.
    fn url(&mut self, entry: &Entry<RawSource>) -> Option<String> {
        let url = entry.raw.url.as_ref()?;
        let Some(fault) = link::fault(url.get()) else {
            return Some(url.get().clone());
        };
        self.report(
            entry,
            Diagnostic::error(codes::URL, "this is no link")
                .at(&entry.place(url.span()), fault.label())
                .help(fault.help()),
        );
        None
    }

    /// An id of letters, digits, `-`, `_` and `.`.
    fn id<T>(&mut self, entry: &Entry<T>, id: &Text) -> Option<String> {
        let text = self.require(entry, "id", id)?;
        let plain = text
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if !plain && let Some(id) = id {
            self.report(
                entry,
                Diagnostic::error(codes::ID, format!("`{text}` cannot be an id"))
                    .at(&entry.place(id.span()), "")
                    .help("an id has only letters, digits, `-`, `_` and `.`"),
            );
        }
        plain.then_some(text)
    }

    /// A text that must be there and say something.
    fn require<T>(&mut self, entry: &Entry<T>, key: &str, value: &Text) -> Option<String> {
        let Some(value) = value else {
            self.missing(
                entry,
                key,
                codes::MISSING_KEY,
                &format!("`{key}` is missing"),
                &format!("add a line `{key} = …`"),
            );
            return None;
        };
        if value.get().trim().is_empty() {
            self.report(
                entry,
                Diagnostic::error(codes::EMPTY_TEXT, format!("`{key}` is empty"))
                    .at(&entry.place(value.span()), "nothing between the quotes"),
            );
            return None;
        }
        Some(value.get().clone())
    }

    /// A choice that must be there.
    fn require_copy<T, C: Copy>(
        &mut self,
        entry: &Entry<T>,
        key: &str,
        value: Option<&Spot<C>>,
    ) -> Option<C> {
        if value.is_none() {
            self.missing(
                entry,
                key,
                codes::MISSING_KEY,
                &format!("`{key}` is missing"),
                &format!("add a line `{key} = …`"),
            );
        }
        value.map(|value| *value.get())
    }

    /// Adds a problem of an entry, unless its text is no TOML: then whatever else is wrong with it may follow from that.
    fn report<T>(&mut self, entry: &Entry<T>, problem: Diagnostic) {
        if !entry.broken {
            self.problems.push(problem);
        }
    }

    /// Reports a key that is not there, unless it was there and has been reported as unusable.
    fn missing<T>(
        &mut self,
        entry: &Entry<T>,
        key: &str,
        code: &'static str,
        message: &str,
        help: &str,
    ) {
        if entry.refused.contains(key) {
            return;
        }
        self.report(
            entry,
            Diagnostic::error(code, message)
                .at(&entry.place(entry.header.clone()), "in this table")
                .help(help),
        );
    }

    /// Positions of the ids that exist; the others are reported.
    fn ids<T>(
        &mut self,
        entry: &Entry<T>,
        ids: &[Spot<String>],
        index: fn(&Self) -> &Index,
    ) -> Vec<usize> {
        ids.iter()
            .filter_map(|id| self.find(entry, id, index))
            .collect()
    }

    /// The position of an id; one that does not exist is reported.
    fn find<T>(
        &mut self,
        entry: &Entry<T>,
        id: &Spot<String>,
        index: fn(&Self) -> &Index,
    ) -> Option<usize> {
        let found = index(self).find(entry, id);
        found.unwrap_or_else(|problem| {
            self.report(entry, *problem);
            None
        })
    }

    /// Texts by language; empty ones are reported and left out.
    fn names<T>(&mut self, entry: &Entry<T>, raw: &RawNames) -> Names {
        let mut names = BTreeMap::new();
        for (language, written) in [
            (Language::En, &raw.en),
            (Language::Ru, &raw.ru),
            (Language::Uk, &raw.uk),
        ] {
            for empty in written.iter().filter(|text| text.get().trim().is_empty()) {
                self.report(
                    entry,
                    Diagnostic::error(codes::EMPTY_TEXT, "an alias is empty")
                        .at(&entry.place(empty.span()), ""),
                );
            }
            let kept: Vec<String> = written
                .iter()
                .map(|text| text.get().trim().to_string())
                .filter(|text| !text.is_empty())
                .collect();
            if !kept.is_empty() {
                names.insert(language, kept);
            }
        }
        names
    }
}

fn text(value: &Text) -> String {
    value
        .as_ref()
        .map(|value| value.get().trim().to_string())
        .unwrap_or_default()
}

fn texts(values: &[Spot<String>]) -> Vec<String> {
    values.iter().map(|value| value.get().clone()).collect()
}
