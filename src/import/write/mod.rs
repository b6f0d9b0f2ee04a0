//! Recognised tables as entries of a data file. It must not say anything that neither the tables nor their importer said.

mod entry;
mod ids;
mod names;
mod plan;
mod totals;
mod unit;

pub(super) use ids::Taken;
pub(super) use names::Named;
pub(super) use plan::Plan;

use super::number::Said;
use super::period::When;
use super::table::{Found, Table};
use super::tally::Tally;
use crate::dataset::Value;
use entry::{Entry, quoted};
use ids::slug;

/// A table with what was found in it.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) table: Table,
    pub(super) tally: Tally,
}

/// Hands over the entries one by one: the subject, outlets, pages and metrics, then all figures.
pub(super) fn write<E>(
    tables: &[Counted],
    plan: &Plan,
    taken: &Taken,
    hand: &mut dyn FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    if !taken.has_subject {
        hand(&plan.subject(tables))?;
    }
    for outlet in plan.outlets.iter().filter(|outlet| outlet.is_new) {
        let mut entry = Entry::new("outlet");
        entry.text("id", &outlet.id).text("name", &outlet.name);
        hand(&entry.finish())?;
    }
    for (source, counted) in plan.sources.iter().zip(tables) {
        if source.is_first {
            hand(&source_entry(source, counted))?;
        }
    }
    for metric in &plan.metrics {
        hand(&metric.entry())?;
    }
    let mut figures = Figures { plan, failed: None };
    for (at, counted) in tables.iter().enumerate() {
        figures.of_table(at, counted, hand)?;
    }
    Ok(())
}

fn source_entry(source: &plan::Source, counted: &Counted) -> String {
    let options = &counted.table.options;
    let mut entry = Entry::new("source");
    entry
        .text("id", &source.id)
        .text("publisher", options.outlet.trim())
        .text("role", "originator")
        .text("title", &source.title);
    if let Some(url) = &options.url {
        entry.text("url", url);
    }
    entry
        .text("published", options.published.trim())
        .text("lang", names::language(&source.title));
    entry.finish()
}

/// Writes the figures of tables.
struct Figures<'a, E> {
    plan: &'a Plan,
    failed: Option<E>,
}

impl<E> Figures<'_, E> {
    fn of_table(
        &mut self,
        at: usize,
        counted: &Counted,
        hand: &mut dyn FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let Counted { table, tally } = counted;
        table.visit(&mut |found| {
            if self.failed.is_some() || tally.skipped.contains(&(found.at, found.slot)) {
                return;
            }
            if let Some(text) = self.figure(at, table, tally, &found) {
                self.failed = hand(&text).err();
            }
        });
        self.failed.take().map_or(Ok(()), Err)
    }

    fn figure(&self, at: usize, table: &Table, tally: &Tally, found: &Found<'_>) -> Option<String> {
        let Ok(Said::Number(read)) = &found.said else {
            return None;
        };
        let own = *tally
            .metric_of
            .get(&table.metric_key(found.at, found.slot))?;
        let metric = self
            .plan
            .metrics
            .get(*self.plan.metric_of.get(at)?.get(own)?)?;
        if self.plan.repeated.contains(&(at, found.at, found.slot)) {
            return None;
        }
        let source = self.plan.sources.get(at)?;
        let caveat = table.caveat(found, read);
        Some(figure(
            &metric.id,
            &found.moment.when,
            read.value,
            [&source.outlet, &source.id],
            &caveat,
        ))
    }
}

fn figure(
    metric: &str,
    when: &When,
    value: Value,
    [outlet, source]: [&str; 2],
    caveat: &str,
) -> String {
    let (key, period) = when.stretch.written();
    let kind = if key == "as_of" { "at-" } else { "" };
    let mut entry = Entry::new("figure");
    entry
        .text("id", &slug(&format!("{metric}-{kind}{period}"), "figure"))
        .text("metric", metric);
    match period.parse::<i16>() {
        Ok(year) if key == "period" && year >= 1000 => entry.raw(key, &year.to_string()),
        _ => entry.text(key, &period),
    };
    if let Some(words) = &when.words {
        entry.text("words", words);
    }
    entry
        .raw("value", &written(value))
        .text("originator", outlet)
        .text("source", source)
        .text("confidence", "primary");
    if !caveat.is_empty() {
        entry.text("usage", "careful").text("caveat", caveat);
    }
    entry.finish()
}

/// Digits that a TOML number keeps exactly.
const EXACT_DIGITS: usize = 15;

/// A number without separators; in quotes when a TOML number would lose digits, or when it is a bound or a range.
fn written(value: Value) -> String {
    let Some(number) = value.exact() else {
        return quoted(&value.to_string());
    };
    let plain = crate::dataset::format_number(number).replace(',', "");
    if plain.len() > EXACT_DIGITS {
        quoted(&plain)
    } else {
        plain
    }
}
