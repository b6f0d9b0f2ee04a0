//! Builds metrics.

use super::{Builder, text};
use crate::dataset::collect::Entry;
use crate::dataset::raw::RawMetric;
use crate::dataset::{Metric, MetricId, UnitKind, codes};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// What a metric's sentence may name.
const PLACEHOLDERS: [&str; 3] = ["value", "per", "period"];

impl Builder<'_> {
    pub(super) fn metric(&mut self, entry: &Entry<RawMetric>) -> Option<Metric> {
        let raw = &entry.raw;
        let (id, label) = (
            self.id(entry, &raw.id),
            self.require(entry, "label", &raw.label),
        );
        let short = self.require(entry, "short", &raw.short);
        self.check_sentence(entry);
        let aliases = self.names(entry, &raw.aliases);
        let (by, adds_up) = self.broken_down(entry);
        let id = id?;
        let unit = text(&raw.unit);
        Some(Metric {
            group: raw
                .group
                .as_ref()
                .map_or_else(|| id.clone(), |group| group.get().clone()),
            id,
            label: label?,
            short: short?,
            sentence: raw.sentence.as_ref().map(|sentence| sentence.get().clone()),
            kind: raw
                .kind
                .as_ref()
                .map_or_else(|| kind_of(&unit), |kind| *kind.get()),
            unit,
            definition: text(&raw.definition),
            coverage: text(&raw.coverage),
            articles: text(&raw.articles),
            basis: text(&raw.basis),
            comparable: text(&raw.comparable),
            part_of: Vec::new(),
            part_by: raw.part_by.as_ref().map(|by| by.get().clone()),
            better: raw.better.as_ref().map(|better| *better.get()),
            aliases,
            headline: raw
                .headline
                .as_ref()
                .is_some_and(|headline| *headline.get()),
            position: self.data.metrics.len(),
            by,
            adds_up,
            of: None,
            members: Vec::new(),
        })
    }

    /// Resolves `part_of`, once all metrics are known.
    pub(super) fn parts(&mut self, entries: &[Entry<RawMetric>]) {
        for entry in entries {
            let wholes = self.ids(entry, &entry.raw.part_of, |builder| &builder.metrics);
            let own = entry
                .raw
                .id
                .as_ref()
                .and_then(|id| self.metrics.find(entry, id).ok().flatten());
            if let Some(metric) = own.and_then(|own| self.data.metrics.get_mut(own)) {
                metric.part_of = wholes.into_iter().map(MetricId).collect();
            }
        }
    }

    /// A sentence needs `{value}` and `{period}` and knows nothing else.
    fn check_sentence(&mut self, entry: &Entry<RawMetric>) {
        let Some(sentence) = &entry.raw.sentence else {
            return;
        };
        let place = entry.place(sentence.span());
        let named: Vec<&str> = placeholders(sentence.get()).collect();
        for name in named.iter().filter(|name| !PLACEHOLDERS.contains(name)) {
            self.report(entry, unknown_placeholder(name, &place));
        }
        if !named.contains(&"value") {
            self.report(
                entry,
                Diagnostic::error(
                    codes::SENTENCE,
                    "the sentence does not say where the number goes",
                )
                .at(&place, "no `{value}` in it")
                .help("write for example \"{value} bees hatched {period}\""),
            );
        }
    }
}

fn unknown_placeholder(name: &str, place: &Place) -> Diagnostic {
    let problem = Diagnostic::error(
        codes::SENTENCE,
        format!("a sentence cannot name `{{{name}}}`"),
    )
    .at(place, "");
    match nearest(name, PLACEHOLDERS) {
        Some(meant) => problem.help(format!("did you mean `{{{meant}}}`?")),
        None => problem.help("a sentence may name `{value}`, `{per}` and `{period}`"),
    }
}

/// The names between braces.
fn placeholders(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim())
}

fn kind_of(unit: &str) -> UnitKind {
    match unit {
        "percent" | "%" => UnitKind::Percent,
        _ => UnitKind::Count,
    }
}
