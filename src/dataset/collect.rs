//! From TOML text to raw tables, kind by kind.
//!
//! Figures are handed on file by file, once everything that they name is known: there may be hundreds of thousands of them, and their
//! tables as they were written take many times the room of what they say. It must not know what the values mean.

use std::sync::Arc;

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::codes;
use super::raw::{
    RawClaim, RawConflict, RawDataset, RawDimension, RawEvent, RawExclusion, RawFigure, RawFile,
    RawGap, RawLandmark, RawMember, RawMetric, RawOutlet, RawParlance, RawSource, RawStatement,
};
use crate::diagnostic::{Diagnostics, SourceFile};
use crate::toml_file::{Format, Reader, read};

pub(super) use crate::toml_file::Entry;

/// How data files are written.
const FORMAT: Format = Format {
    syntax: codes::SYNTAX,
    unknown_table: codes::UNKNOWN_TABLE,
    unknown_key: codes::UNKNOWN_KEY,
    wrong_type: codes::WRONG_TYPE,
    table_shape: codes::TABLE_SHAPE,
    dotted: false,
    lists: &[
        "outlet",
        "source",
        "dimension",
        "member",
        "metric",
        "figure",
        "conflict",
        "gap",
        "statement",
        "event",
        "claim",
        "exclusion",
        "landmark",
        "parlance",
    ],
    keys: || &[],
};

/// All tables of all files, by kind.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) dataset: Vec<Entry<RawDataset>>,
    pub(super) outlet: Vec<Entry<RawOutlet>>,
    pub(super) source: Vec<Entry<RawSource>>,
    pub(super) dimension: Vec<Entry<RawDimension>>,
    pub(super) member: Vec<Entry<RawMember>>,
    pub(super) metric: Vec<Entry<RawMetric>>,
    pub(super) conflict: Vec<Entry<RawConflict>>,
    pub(super) gap: Vec<Entry<RawGap>>,
    pub(super) statement: Vec<Entry<RawStatement>>,
    pub(super) event: Vec<Entry<RawEvent>>,
    pub(super) claim: Vec<Entry<RawClaim>>,
    pub(super) exclusion: Vec<Entry<RawExclusion>>,
    pub(super) landmark: Vec<Entry<RawLandmark>>,
    pub(super) parlance: Vec<Entry<RawParlance>>,
}

/// Reads all but the figures of one file into `tables`; a file of nothing but figures is not looked at yet.
pub(super) fn collect(file: &Arc<SourceFile>, tables: &mut Tables, problems: &mut Diagnostics) {
    if has_figures_only(file) {
        return;
    }
    read(file, &FORMAT, problems, |reader, root| {
        for (key, value) in root {
            table(reader, &key, value, tables);
        }
    });
}

/// The figures of one file. What is wrong with the file as a whole may be told again: problems are given out once each.
pub(super) fn figures(file: &Arc<SourceFile>, problems: &mut Diagnostics) -> Vec<Entry<RawFigure>> {
    let mut figures = Vec::new();
    if !file.text.contains("figure") {
        return figures;
    }
    read(file, &FORMAT, problems, |reader, root| {
        let own = root
            .into_iter()
            .filter(|(key, _)| key.get_ref() == "figure");
        for (_, value) in own {
            reader.list("figure", value, &mut figures);
        }
    });
    figures
}

/// Whether a file has no other tables than figures.
fn has_figures_only(file: &SourceFile) -> bool {
    let mut lines = file.text.lines().map(str::trim_start);
    let mut begun = false;
    lines.all(|line| {
        begun |= line.starts_with("[[figure]]");
        begun && (!line.starts_with('[') || line.starts_with("[[figure]]"))
            || line.is_empty()
            || line.starts_with('#')
    }) && begun
}

fn table(
    reader: &mut Reader<'_>,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: Spanned<DeValue<'_>>,
    tables: &mut Tables,
) {
    match key.get_ref().as_ref() {
        "dataset" => reader.single("dataset", value, &mut tables.dataset),
        "outlet" => reader.list("outlet", value, &mut tables.outlet),
        "source" => reader.list("source", value, &mut tables.source),
        "dimension" => reader.list("dimension", value, &mut tables.dimension),
        "member" => reader.list("member", value, &mut tables.member),
        "metric" => reader.list("metric", value, &mut tables.metric),
        "figure" => {}
        "conflict" => reader.list("conflict", value, &mut tables.conflict),
        "gap" => reader.list("gap", value, &mut tables.gap),
        "statement" => reader.list("statement", value, &mut tables.statement),
        "event" => reader.list("event", value, &mut tables.event),
        "claim" => reader.list("claim", value, &mut tables.claim),
        "exclusion" => reader.list("exclusion", value, &mut tables.exclusion),
        "landmark" => reader.list("landmark", value, &mut tables.landmark),
        "parlance" => reader.list("parlance", value, &mut tables.parlance),
        unknown => reader.unknown_table::<RawFile>(unknown, key.span()),
    }
}
