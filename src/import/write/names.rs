//! What a metric is called, as long as a data file has no dimensions: what is counted, then the members. It must not add a word of its own.

use std::collections::BTreeMap;

use super::Counted;
use super::entry::Entry;
use super::unit::unit;
use crate::import::layout::Hint;
use crate::import::number::of_heading;
use crate::import::table::Table;
use crate::import::tally::Metric;

/// A metric with its names.
#[derive(Debug, Clone)]
pub(in crate::import) struct Named {
    pub(in crate::import) id: String,
    pub(super) label: String,
    pub(in crate::import) short: String,
    pub(super) aliases: Vec<String>,
    pub(in crate::import) unit: String,
    pub(super) kind: &'static str,
    definition: String,
    /// The id of the metric that it is a part of, as its numbers show.
    pub(in crate::import) part_of: Option<String>,
}

/// Metrics of tables that were imported together may be set side by side until somebody who knows them says otherwise.
const GROUP: &str = "table";

impl Named {
    pub(super) fn of(counted: &Counted, metric: &Metric) -> Self {
        let table = &counted.table;
        let (base, from_title) = base(table, metric);
        let members = members(table, metric);
        let mut parts = vec![base];
        parts.extend(members.iter().cloned());
        let short = parts.join(", ");
        let shared = shared(table);
        let label = if shared.is_empty() {
            short.clone()
        } else {
            format!("{short} ({})", shared.join(", "))
        };
        let (unit, kind) = unit(table, metric);
        let mut aliases = called(&short);
        if let ([member], true) = (&members[..], from_title) {
            aliases.push(member.clone());
        }
        Self {
            id: String::new(),
            label,
            short,
            aliases,
            unit,
            kind,
            definition: definition(table, metric),
            part_of: None,
        }
    }

    pub(super) fn entry(&self) -> String {
        let mut entry = Entry::new("metric");
        entry
            .text("id", &self.id)
            .text("label", &self.label)
            .text("short", &self.short);
        if !self.unit.is_empty() {
            entry.text("unit", &self.unit);
        }
        entry.text("kind", self.kind);
        if !self.definition.is_empty() {
            entry.text("definition", &self.definition);
        }
        entry.text("group", GROUP);
        if let Some(whole) = &self.part_of {
            entry.list("part_of", std::slice::from_ref(whole));
        }
        entry.list(&format!("aliases.{}", language(&self.short)), &self.aliases);
        entry.finish()
    }
}

/// What is counted, and whether only the table's title says so.
pub(super) fn base(table: &Table, metric: &Metric) -> (String, bool) {
    let dimension = table
        .dimensions
        .iter()
        .find(|dimension| dimension.is_indicator);
    let indicator = dimension
        .and_then(|dimension| dimension.member(metric.at))
        .or_else(|| {
            let said = table
                .constants
                .iter()
                .filter(|constant| constant.hint == Some(Hint::Indicator));
            let named = said.clone().find(|constant| !is_coded(&constant.value));
            named
                .or_else(|| said.clone().next())
                .map(|constant| constant.value.as_str())
        });
    let measure = table
        .layout
        .slots
        .get(metric.slot)
        .and_then(|slot| slot.name.as_deref());
    match (indicator, measure) {
        (Some(indicator), Some(measure)) => (format!("{indicator}, {measure}"), false),
        (Some(name), None) | (None, Some(name)) => (name.to_owned(), false),
        (None, None) => (table.options.title.trim().to_owned(), true),
    }
}

/// Of whom or what; units are members only where nothing else tells them.
fn members(table: &Table, metric: &Metric) -> Vec<String> {
    let named = table
        .dimensions
        .iter()
        .filter(|dimension| !dimension.is_indicator && !dimension.is_told);
    named
        .filter_map(|dimension| dimension.member(metric.at))
        .map(str::to_owned)
        .collect()
}

/// Members that all rows share, and that the title does not name.
fn shared(table: &Table) -> Vec<String> {
    let title = table.options.title.to_lowercase();
    let telling = table.constants.iter().filter(|constant| {
        let hinted = matches!(
            constant.hint,
            Some(
                Hint::Technical
                    | Hint::Unit
                    | Hint::Scale
                    | Hint::Code
                    | Hint::Remarks
                    | Hint::Flags
                    | Hint::Indicator
                    | Hint::Time
            )
        );
        !hinted && !title.contains(&constant.value.to_lowercase())
    });
    let (coded, named): (Vec<String>, Vec<String>) = telling
        .map(|constant| constant.value.clone())
        .partition(|value| is_coded(value));
    if named.is_empty() {
        coded
            .into_iter()
            .filter(|value| value.chars().count() > 3)
            .collect()
    } else {
        named
    }
}

/// Without small letters and spaces, as codes are.
fn is_coded(value: &str) -> bool {
    !value.chars().any(|c| c.is_lowercase() || c.is_whitespace())
}

/// What stands in columns that all rows share, and below the marks of the heading.
fn definition(table: &Table, metric: &Metric) -> String {
    let mut sentences: Vec<String> = Vec::new();
    let constants: Vec<String> = table
        .constants
        .iter()
        .filter(|constant| {
            !matches!(constant.hint, Some(Hint::Technical | Hint::Code))
                && !constant.name.is_empty()
        })
        .map(|constant| format!("{}: {}", constant.name, constant.value))
        .collect();
    if !constants.is_empty() {
        sentences.push(format!("{}.", constants.join("; ")));
    }
    sentences.extend(
        table
            .dimensions
            .iter()
            .filter(|dimension| of_heading(&dimension.name).is_some())
            .map(|dimension| format!("{}.", dimension.name)),
    );
    let heading = table
        .layout
        .slots
        .get(metric.slot)
        .and_then(|slot| table.layout.headings.get(slot.column));
    for mark in heading.iter().flat_map(|heading| &heading.marks) {
        sentences.push(match table.legend.meaning(mark) {
            Some(meaning) => format!("{}.", meaning.trim_end_matches('.')),
            None => format!("Marked “{mark}” in the table's heading, which does not say what for."),
        });
    }
    sentences.join(" ")
}

/// What a metric may be called: as it is asked for, as its signs are spoken, and as its heading itself abbreviates it.
fn called(name: &str) -> Vec<String> {
    let mut names = spoken(without_brackets(name));
    names.extend(short_name(name));
    names
}

/// Where two metrics would be called the same, each is called by its whole name.
pub(super) fn tell_apart(metrics: &mut [Named]) {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for alias in metrics.iter().flat_map(|metric| &metric.aliases) {
        *owners.entry(alias.to_lowercase()).or_default() += 1;
    }
    for metric in metrics {
        let whole = metric.short.clone();
        metric
            .aliases
            .retain(|alias| owners.get(&alias.to_lowercase()) == Some(&1));
        if metric.aliases.is_empty() {
            metric.aliases.push(whole);
        }
    }
}

/// A name without what it says in brackets: "Revenue (in millions), North" is asked for as "Revenue, North".
fn without_brackets(name: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = bare
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ,", ",");
    if bare.trim_matches([',', ' ']).is_empty() {
        name.to_owned()
    } else {
        bare
    }
}

/// The short name in a heading such as "Example Holdings Ltd. (“Example”)".
fn short_name(name: &str) -> Option<String> {
    let quotes: [char; 3] = ['"', '“', '”'];
    let inside = name.split_once('(')?.1.split_once(')')?.0.trim();
    let bare = inside.strip_prefix(quotes)?.strip_suffix(quotes)?.trim();
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// A name as it is written and as its signs are spoken: "% of votes" is asked for as "percentage of votes".
fn spoken(name: String) -> Vec<String> {
    const SIGNS: [(char, &str); 3] = [('%', "percentage"), ('%', "percent"), ('#', "number")];
    let said = |(sign, word): &(char, &str)| {
        let spaced = || name.replace(*sign, &format!(" {word} "));
        name.contains(*sign)
            .then(|| spaced().split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut names: Vec<String> = SIGNS.iter().filter_map(said).collect();
    names.insert(0, name);
    names
}

/// The language whose letters the text has.
pub(super) fn language(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    if lower.contains(['і', 'ї', 'є', 'ґ']) {
        "uk"
    } else if lower.chars().any(|c| ('а'..='я').contains(&c) || c == 'ё') {
        "ru"
    } else {
        "en"
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::dataset::load;
    use crate::diagnostic::SourceFile;
    use crate::import::{Import, Options};

    #[test]
    fn metrics_are_called_as_their_signs_are_spoken_and_as_they_abbreviate_themselves() {
        let table: &[(&str, &[&str])] = &[
            (
                "% on leave",
                &["% on leave", "percentage on leave", "percent on leave"],
            ),
            ("# of keepers", &["# of keepers", "number of keepers"]),
            (
                "Northern Lights Ltd. (“Northern”)",
                &["Northern Lights Ltd.", "Northern"],
            ),
            ("Oil (in barrels)", &["Oil"]),
        ];
        let options = Options {
            outlet: "O".into(),
            title: "T".into(),
            published: "2025-01-01".into(),
            ..Options::default()
        };
        for (heading, expected) in table {
            let mut import = Import::default();
            import.add(
                "a.csv",
                format!("Year,{heading}\n1997,3\n1998,4\n").into_bytes(),
                &options,
            );
            let text = import.finish().unwrap().text();
            let file = SourceFile {
                path: "data/a.toml".into(),
                text,
            };
            let (data, _) = load(&[Arc::new(file)]);
            let names: Vec<&str> = data.metrics[0]
                .aliases
                .values()
                .flatten()
                .map(String::as_str)
                .collect();
            assert_eq!(names, *expected, "{heading}");
        }
    }
}
