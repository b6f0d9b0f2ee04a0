//! Builds metrics.

use super::{Builder, text};
use crate::dataset::collect::Entry;
use crate::dataset::raw::RawMetric;
use crate::dataset::{Metric, MetricId, UnitKind, codes};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// What a sentence may say behind a percentage, which is printed with its sign.
const PERCENT: [&str; 4] = ["%", " %", " percent", " per cent"];

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
        let kind = raw
            .kind
            .as_ref()
            .map_or_else(|| kind_of(&unit), |kind| *kind.get());
        let sentence = raw.sentence.as_ref();
        Some(Metric {
            group: raw
                .group
                .as_ref()
                .map_or_else(|| id.clone(), |group| group.get().clone()),
            id,
            label: label?,
            short: short?,
            sentence: sentence.map(|sentence| once_percent(sentence.get(), kind)),
            kind,
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

/// A sentence that says once that its value is a percentage: "{value} percent of the ferries".
fn once_percent(sentence: &str, kind: UnitKind) -> String {
    let Some((before, after)) = sentence.split_once("{value}") else {
        return sentence.to_owned();
    };
    let twice = PERCENT.iter().find_map(|sign| after.strip_prefix(sign));
    let ends = |rest: &&str| !rest.starts_with(char::is_alphabetic);
    match twice.filter(ends).filter(|_| kind == UnitKind::Percent) {
        Some(rest) => format!("{before}{{value}}{rest}"),
        None => sentence.to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_said_once() {
        let table = [
            (
                "{value} percent of the ferries left on time {period}",
                "{value} of the ferries left on time {period}",
            ),
            ("{value}% left {period}", "{value} left {period}"),
            ("{value} per cent left", "{value} left"),
            (
                "{value} percentages {period}",
                "{value} percentages {period}",
            ),
            (
                "on time were {value} {period}",
                "on time were {value} {period}",
            ),
            ("no value", "no value"),
        ];
        for (sentence, expected) in table {
            assert_eq!(once_percent(sentence, UnitKind::Percent), expected);
            assert_eq!(once_percent(sentence, UnitKind::Count), sentence);
        }
    }
}
