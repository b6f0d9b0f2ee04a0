//! What was recognised, what became of every column and mark, and some figures, for people to look at before anything is written.

use std::fmt::Write as _;

use super::layout::{Role, Slot, Time};
use super::number::{Decimal, Said, customary};
use super::table::Table;
use super::tally::{MarkCount, Tally};
use super::write::{Counted, Named, Plan};

/// How many names and figures are shown.
const SHOWN: usize = 5;

/// Marks that are listed; there are rarely more.
const MOST_MARKS: usize = 20;

/// The report on one table.
pub(super) fn of(counted: &Counted, plan: &Plan, at: usize) -> String {
    let Counted { table, tally } = counted;
    let mut lines: Vec<(String, String)> = Vec::new();
    lines.push(("read as".into(), shape(table)));
    lines.extend(columns(table, tally));
    lines.extend(marks(table, tally));
    lines.extend(sums(plan, at));
    let width = lines
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or_default()
        .min(40);
    let mut out = format!("{}\n", table.grid.name);
    for (name, fate) in lines {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "  {name:width$}  {fate}");
    }
    out.push_str("  for example:\n");
    for line in examples(counted, plan, at) {
        let _ = writeln!(out, "    {line}");
    }
    out
}

fn shape(table: &Table) -> String {
    let rows = &table.frame.body;
    let ends = [rows.first(), rows.last()]
        .map(|row| table.grid.row_words(row.copied().unwrap_or_default()));
    let how = match table.layout.time {
        Time::Across => "a column for each period",
        Time::Down(..) => "a row for each period",
        Time::Told => "all of one period",
    };
    let [first, last] = ends;
    let mut text = format!("{how}; {}, {first} to {last}", many(rows.len(), "row"));
    if table.frame.repeated > 0 {
        let _ = write!(
            text,
            "; {} repeated headings passed over",
            table.frame.repeated
        );
    }
    if !table.frame.above.is_empty() || !table.frame.notes.is_empty() {
        let _ = write!(
            text,
            "; {} above it and {} hold no figures",
            many(table.frame.above.len(), "line"),
            many(table.frame.notes.len(), "note")
        );
    }
    text
}

/// What became of each column.
fn columns(table: &Table, tally: &Tally) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (column, role) in table.layout.roles.iter().enumerate() {
        let heading = &table.layout.headings[column].whole;
        let name = if heading.is_empty() {
            table.grid.column_words(column)
        } else {
            shortened(heading)
        };
        let fate = match role {
            Role::Empty if heading.is_empty() => continue,
            Role::Empty => "empty".to_owned(),
            Role::Periods => periods(table),
            Role::Parts => "parts of the years".to_owned(),
            Role::Figures => match dated(table, tally, column) {
                Some(fate) => fate,
                None => continue,
            },
            Role::Labels | Role::Unit | Role::Scale | Role::Remarks => names(table, column, role),
            Role::Flags => "marks beside the figures".to_owned(),
            Role::LeftOut(why) => format!("left out: {why}"),
        };
        lines.push((name, fate));
    }
    lines
}

/// "1 figure", "2 figures".
fn many(number: usize, word: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {word}{plural}")
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}

fn periods(table: &Table) -> String {
    table.times.ends().map_or_else(
        || "periods".to_owned(),
        |(first, last)| format!("periods, {} to {}", first.shown(), last.shown()),
    )
}

fn names(table: &Table, column: usize, role: &Role) -> String {
    if let Some(fate) = table.fates.get(&column) {
        return fate.clone();
    }
    let dimension = table
        .dimensions
        .iter()
        .find(|dimension| dimension.column == Some(column));
    let Some(dimension) = dimension else {
        return match role {
            Role::Remarks => "remarks, said with the figures of their rows".to_owned(),
            _ => "empty".to_owned(),
        };
    };
    let shown: Vec<&str> = dimension
        .members
        .iter()
        .take(SHOWN)
        .map(String::as_str)
        .collect();
    let more = if dimension.members.len() > SHOWN {
        ", …"
    } else {
        ""
    };
    format!(
        "{}: {}{more}",
        many(dimension.members.len(), "name"),
        shown.join(", ")
    )
}

/// Columns with figures; those of one name and different periods on one line.
fn dated(table: &Table, tally: &Tally, column: usize) -> Option<String> {
    let slots = &table.layout.slots;
    let at = slots.iter().position(|slot| slot.column == column)?;
    let slot = &slots[at];
    if !slot.dated {
        return Some(figures(tally.per_slot[at], table, slot));
    }
    let first = slots.iter().position(|other| other.dated)?;
    if first != at {
        return None;
    }
    let all = slots
        .iter()
        .zip(&tally.per_slot)
        .filter(|(slot, _)| slot.dated);
    let count = all.clone().count();
    let total = all.map(|(_, count)| count).sum();
    let last = slots
        .iter()
        .rfind(|slot| slot.dated)
        .map_or("", |slot| table.layout.headings[slot.column].whole.as_str());
    let to = if count > 1 {
        format!("to {last}: {count} columns, ")
    } else {
        String::new()
    };
    Some(format!("{to}{}", figures(total, table, slot)))
}

fn figures(count: usize, table: &Table, slot: &Slot) -> String {
    let written = table
        .written
        .get(&slot.column)
        .filter(|written| written.separated);
    let how = written.map_or("", |written| match written.decimal {
        Decimal::Point => "; a point parts decimals",
        Decimal::Comma => "; a comma parts decimals",
    });
    format!("{}{how}", many(count, "figure"))
}

/// What became of each mark.
fn marks(table: &Table, tally: &Tally) -> Vec<(String, String)> {
    let line = |(mark, count): (&String, &MarkCount)| {
        let meaning = table
            .legend
            .meaning(mark)
            .or_else(|| customary(mark))
            .map(|meaning| format!(" ({meaning})"))
            .unwrap_or_default();
        let beside = (count.beside > 0).then(|| {
            format!(
                "beside {}, as a caveat{meaning}",
                many(count.beside, "figure")
            )
        });
        let in_place =
            (count.in_place > 0).then(|| format!("no figure in {}", many(count.in_place, "cell")));
        let fate: Vec<String> = [beside, in_place].into_iter().flatten().collect();
        (format!("mark `{mark}`"), fate.join("; "))
    };
    let mut lines: Vec<(String, String)> = tally.marks.iter().take(MOST_MARKS).map(line).collect();
    if tally.marks.len() > MOST_MARKS {
        lines.push((
            "marks".into(),
            format!("{} more", tally.marks.len() - MOST_MARKS),
        ));
    }
    lines
}

/// Metrics that are the sum of others beside them, as their numbers show.
fn sums(plan: &Plan, at: usize) -> Vec<(String, String)> {
    let own = plan.metric_of.get(at).into_iter().flatten();
    let own: Vec<&Named> = own.filter_map(|metric| plan.metrics.get(*metric)).collect();
    let sum = |whole: &Named| {
        let parts = own
            .iter()
            .filter(|part| part.part_of.as_ref() == Some(&whole.id));
        let parts: Vec<&str> = parts.map(|part| part.short.as_str()).collect();
        let shown = parts.get(..SHOWN).unwrap_or(&parts).join(", ");
        let more = if parts.len() > SHOWN { ", …" } else { "" };
        (!parts.is_empty()).then(|| {
            (
                shortened(&whole.short),
                format!("the sum of {shown}{more}: they are its parts"),
            )
        })
    };
    own.iter().filter_map(|whole| sum(whole)).collect()
}

/// The first figures, as they will be answered.
fn examples(counted: &Counted, plan: &Plan, at: usize) -> Vec<String> {
    let Counted { table, tally } = counted;
    let mut lines: Vec<String> = Vec::new();
    table.visit(&mut |found| {
        let Ok(Said::Number(read)) = &found.said else {
            return;
        };
        if lines.len() >= SHOWN || tally.skipped.contains(&(found.at, found.slot)) {
            return;
        }
        let own = tally.metric_of.get(&table.metric_key(found.at, found.slot));
        let metric: Option<&Named> =
            own.and_then(|own| plan.metrics.get(*plan.metric_of.get(at)?.get(*own)?));
        if let Some(metric) = metric {
            let value = read.value.to_string();
            let unit = match metric.unit.as_str() {
                "" => String::new(),
                "percent" => " %".to_owned(),
                unit => format!(" {unit}"),
            };
            let careful = if table.caveat(&found, read).is_empty() {
                ""
            } else {
                " (with a caveat)"
            };
            lines.push(format!(
                "{}, {}: {value}{unit}{careful}",
                metric.short,
                found.moment.when.shown()
            ));
        }
    });
    lines
}
