//! The unit of a metric and its kind: what the table says of them, and nothing else.

use super::names::base;
use crate::import::layout::Hint;
use crate::import::number::of_heading;
use crate::import::table::Table;
use crate::import::tally::Metric;

/// The unit and its kind: from the options, a column, the signs beside the numbers, the heading, or the lines above the table.
pub(super) fn unit(table: &Table, metric: &Metric) -> (String, &'static str) {
    let kind = if metric.decimals || metric.has_negative() {
        "amount"
    } else {
        "count"
    };
    let percent = || ("percent".to_owned(), "percent");
    if let Some(unit) = &table.options.unit {
        return if is_percent(unit) {
            percent()
        } else {
            (unit.clone(), kind)
        };
    }
    let column = table
        .layout
        .slots
        .get(metric.slot)
        .map_or(0, |slot| slot.column);
    let name = table
        .layout
        .headings
        .get(column)
        .map_or("", |heading| heading.whole.as_str());
    let (base, _) = base(table, metric);
    let told = of_column(table, metric, Hint::Unit).or_else(|| of_lines(table));
    let heading = format!("{name} {base}").to_lowercase();
    let named_percent = ["%", "percent", "per cent", "процент", "відсот", "prozent"]
        .iter()
        .any(|word| names_share(&heading, word));
    let of_all = metric.sign.is_none() && (named_percent || shares_of_all(table, metric));
    if told.as_deref().is_some_and(is_percent)
        || told.is_none() && (metric.sign == Some('%') || of_all)
    {
        return percent();
    }
    let spoken = told
        .filter(|unit| unit.chars().any(char::is_lowercase))
        .filter(|unit| !unit.to_lowercase().starts_with("number"));
    let scale = scale(table, metric, name, &base);
    let scale = scale.filter(|scale| {
        !spoken
            .as_deref()
            .is_some_and(|unit| unit.to_lowercase().contains(scale))
    });
    let beside = table
        .written
        .get(&column)
        .and_then(|written| written.unit.clone());
    let money = metric.sign.map(String::from);
    let words: Vec<String> = [scale.map(str::to_owned), spoken.or(beside).or(money)]
        .into_iter()
        .flatten()
        .collect();
    let kind = if metric.sign.is_some() {
        "amount"
    } else {
        kind
    };
    (words.join(" "), kind)
}

/// The word for the zeros that are left out: of a column, of the heading, of the corner, or of a line above the table.
fn scale(table: &Table, metric: &Metric, name: &str, base: &str) -> Option<&'static str> {
    let told = of_column(table, metric, Hint::Scale);
    let corner = || {
        table
            .dimensions
            .iter()
            .find_map(|dimension| of_heading(&dimension.name))
    };
    let above = || table.frame.above.iter().find_map(|line| of_heading(line));
    let measured = [
        "rate", "index", "ratio", "share", "average", "median", "growth", "change", "per ",
    ];
    let heading = format!("{name} {base}").to_lowercase();
    let other = measured.iter().any(|word| heading.contains(word));
    told.as_deref()
        .and_then(scale_word)
        .or_else(|| of_heading(name))
        .or_else(|| of_heading(base))
        .or_else(corner)
        .or_else(|| above().filter(|_| !other))
}

/// Whether a heading says that its numbers are percentages; "below 50 % of the median" does not.
fn names_share(heading: &str, word: &str) -> bool {
    let before = heading
        .match_indices(word)
        .map(|(at, _)| heading[..at].trim_end());
    before
        .into_iter()
        .any(|before| !before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the title, or a line above the table, ends by saying that all are percentages, and these numbers may be: "Who approves (% of adults)".
fn shares_of_all(table: &Table, metric: &Metric) -> bool {
    let titles = std::iter::once(&table.options.title).chain(&table.frame.above);
    let mut ends = titles.filter_map(|title| title.trim_end().strip_suffix(')')?.rsplit_once('('));
    metric.may_be_shares()
        && ends.any(|(_, unit)| is_percent(unit.trim().trim_start_matches("in ")))
}

/// What a line above a table with one column of figures says of the unit: "Unit, %".
fn of_lines(table: &Table) -> Option<String> {
    let only = table.layout.slots.len() == 1;
    let unit = |line: &String| {
        let (name, unit) = line.split_once([' ', ':'])?;
        let named = ["unit", "units", "einheit", "unité"]
            .contains(&name.trim_end_matches(':').to_lowercase().as_str());
        (named && !unit.trim().is_empty()).then(|| unit.trim_matches([' ', ':']).to_owned())
    };
    table.frame.above.iter().find_map(unit).filter(|_| only)
}

/// What the row says in a column of units or of scales.
fn of_column(table: &Table, metric: &Metric, hint: Hint) -> Option<String> {
    let hinted = |column: Option<usize>| {
        column.is_some_and(|column| table.layout.hints.get(column) == Some(&Some(hint)))
    };
    let dimension = table
        .dimensions
        .iter()
        .find(|dimension| dimension.is_unit && hinted(dimension.column));
    let member = dimension
        .and_then(|dimension| dimension.member(metric.at))
        .map(str::to_owned);
    member.or_else(|| {
        let constant = table
            .constants
            .iter()
            .find(|constant| constant.hint == Some(hint));
        constant.map(|constant| constant.value.clone())
    })
}

fn is_percent(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    matches!(
        lower.as_str(),
        "%" | "pc" | "pct" | "percent" | "percentage" | "per cent" | "prozent"
    ) || lower.starts_with("percent")
        || lower.starts_with('%')
}

/// "Millions", "6".
fn scale_word(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "3" | "thousand" | "thousands" => Some("thousand"),
        "6" | "million" | "millions" => Some("million"),
        "9" | "billion" | "billions" => Some("billion"),
        _ => None,
    }
}
