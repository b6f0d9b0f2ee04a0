//! Writes the data file of a table. It must not say anything that neither the table nor its importer said.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Column, ImportOptions, Year};
use crate::dataset::{Number, Value, format_number};

/// The whole file.
pub(super) fn file(options: &ImportOptions, years: &[Option<Year>], columns: &[Column]) -> String {
    let mut taken = BTreeSet::new();
    let outlet = slug(&options.outlet, "outlet");
    let source = slug(
        &format!("{} {}", options.outlet, options.published),
        "table",
    );
    let mut out = String::from("#:schema ../schema/data.json\n");
    out += &dataset(options, years, columns);
    out += &table(
        "outlet",
        &[
            ("id", quoted(&outlet)),
            ("name", quoted(options.outlet.trim())),
        ],
    );
    out += &source_table(options, &source);
    for column in columns {
        let id = unused(slug(&column.name, "metric"), &mut taken);
        out += &metric(options, column, &id, &names(column, columns));
        for (row, cell) in &column.cells {
            if let Some(Some(year)) = years.get(*row) {
                out += &figure(year, cell.value, [&id, &outlet, &source]);
            }
        }
    }
    out
}

fn table(name: &str, keys: &[(&str, String)]) -> String {
    let mut out = format!("\n[[{name}]]\n");
    for (key, value) in keys {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{key} = {value}");
    }
    out
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    format!(
        "[{}]",
        texts
            .iter()
            .map(|text| quoted(text))
            .collect::<Vec<_>>()
            .join(", ")
    )
}

fn dataset(options: &ImportOptions, years: &[Option<Year>], columns: &[Column]) -> String {
    let title = options.title.trim();
    let mut out = String::from("\n[dataset]\n");
    let _ = writeln!(out, "title = {}", quoted(title));
    let _ = writeln!(out, "scope = {}", quoted(&format!("figures on {title}")));
    let _ = writeln!(out, "suggestions = {}", list(&suggestions(years, columns)));
    let _ = writeln!(out, "vocabulary = \"open\"");
    let neutral = words_beside(title, columns);
    if !neutral.is_empty() {
        let _ = writeln!(out, "subject.{} = {}", language(title), list(&neutral));
    }
    out
}

fn suggestions(years: &[Option<Year>], columns: &[Column]) -> Vec<String> {
    let mut sorted: Vec<&str> = years
        .iter()
        .flatten()
        .map(|year| year.words.as_deref().unwrap_or(&year.period))
        .collect();
    sorted.sort_unstable();
    let (Some(column), Some(first), Some(last)) = (columns.first(), sorted.first(), sorted.last())
    else {
        return Vec::new();
    };
    let name = &column.name;
    let mut all = vec![format!("{name} in {last}?")];
    if first != last {
        all.push(format!("How did {name} change from {first} to {last}?"));
        all.push(format!("In which year was {name} highest?"));
    }
    all
}

/// Words of the title that name no column: they tell the columns apart from nothing.
fn words_beside(title: &str, columns: &[Column]) -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .filter(|word| word.chars().count() > 3)
            .collect()
    };
    let named: BTreeSet<String> = columns
        .iter()
        .flat_map(|column| words(&column.name))
        .collect();
    let beside: BTreeSet<String> = words(title)
        .into_iter()
        .filter(|word| !named.contains(word))
        .collect();
    beside
        .into_iter()
        .filter(|word| !word.chars().all(|c| c.is_ascii_digit()))
        .collect()
}

fn source_table(options: &ImportOptions, id: &str) -> String {
    let mut keys = vec![
        ("id", quoted(id)),
        ("publisher", quoted(options.outlet.trim())),
        ("role", quoted("originator")),
        ("title", quoted(options.title.trim())),
    ];
    keys.extend(options.url.as_ref().map(|url| ("url", quoted(url))));
    keys.push(("published", quoted(options.published.trim())));
    keys.push(("lang", quoted(language(&options.title))));
    table("source", &keys)
}

/// Columns of one table may be set side by side until somebody who knows them says otherwise.
const GROUP: &str = "table";

fn metric(options: &ImportOptions, column: &Column, id: &str, names: &[String]) -> String {
    let (unit, kind) = unit(options, column);
    let mut keys = vec![
        ("id", quoted(id)),
        ("label", quoted(&column.name)),
        ("short", quoted(&column.name)),
    ];
    if !unit.is_empty() {
        keys.push(("unit", quoted(&unit)));
    }
    keys.push(("kind", quoted(kind)));
    keys.push(("group", quoted(GROUP)));
    let aliases = format!("aliases.{}", language(&column.name));
    keys.push((&aliases, list(names)));
    table("metric", &keys)
}

/// The unit and its kind, from the option, the signs beside the numbers, or the column's name.
fn unit(options: &ImportOptions, column: &Column) -> (String, &'static str) {
    let mut signs = column.cells.iter().map(|(_, cell)| cell.sign);
    let sign = signs
        .next()
        .flatten()
        .filter(|first| signs.all(|sign| sign == Some(*first)));
    let name = column.name.to_lowercase();
    let named_percent = name.contains('%')
        || name.contains("percent")
        || name.contains("процент")
        || name.contains("відсот");
    let has_decimals = column
        .cells
        .iter()
        .any(|(_, cell)| !cell.value.ends().1.is_integer());
    let kind = if has_decimals { "amount" } else { "count" };
    match (&options.unit, sign) {
        (Some(unit), _) if ["%", "percent"].contains(&unit.as_str()) => {
            ("percent".into(), "percent")
        }
        (Some(unit), _) => (unit.clone(), kind),
        (None, Some('%')) => ("percent".into(), "percent"),
        (None, Some(money)) => (money.to_string(), "amount"),
        (None, None) if named_percent => ("percent".into(), "percent"),
        (None, None) => (String::new(), kind),
    }
}

fn figure(year: &Year, value: Value, [metric, outlet, source]: [&str; 3]) -> String {
    let id = slug(&format!("{metric}-{}", year.period), "figure");
    let mut keys = vec![
        ("id", quoted(&id)),
        ("metric", quoted(metric)),
        ("period", quoted(&year.period)),
    ];
    keys.extend(year.words.as_ref().map(|words| ("words", quoted(words))));
    keys.push(("value", written(value)));
    keys.push(("originator", quoted(outlet)));
    keys.push(("source", quoted(source)));
    keys.push(("confidence", quoted("primary")));
    table("figure", &keys)
}

/// Digits that a TOML number keeps exactly.
const EXACT_DIGITS: usize = 15;

fn written(value: Value) -> String {
    match value.exact() {
        Some(number) if number.is_integer() => number.to_integer().to_string(),
        Some(number) => decimal(number),
        None => quoted(&value.to_string()),
    }
}

/// All decimals, without separators; in quotes when a TOML number would lose some.
fn decimal(number: Number) -> String {
    let plain = format_number(number).replace(',', "");
    if plain.len() > EXACT_DIGITS {
        quoted(&plain)
    } else {
        plain
    }
}

/// Letters, digits and hyphens.
fn slug(text: &str, otherwise: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        otherwise.to_string()
    } else {
        words.join("-")
    }
}

/// The id itself, or with a number behind it when a column before has it.
fn unused(id: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone())
        .chain(numbered)
        .find(|id| !taken.contains(id))
        .unwrap_or(id);
    taken.insert(free.clone());
    free
}

/// What people call a column: its heading without brackets, unless another column would be called the same.
fn asked_for(column: &Column, columns: &[Column]) -> String {
    let short = without_brackets(&column.name);
    let shared = columns
        .iter()
        .filter(|other| without_brackets(&other.name).to_lowercase() == short.to_lowercase())
        .count()
        > 1;
    if shared { column.name.clone() } else { short }
}

/// What a column may be called: as it is asked for, as its signs are spoken, and as its heading itself abbreviates it.
fn names(column: &Column, columns: &[Column]) -> Vec<String> {
    let mut names = spoken(asked_for(column, columns));
    names.extend(short_name(&column.name));
    names
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
        name.contains(*sign).then(|| {
            name.replace(*sign, &format!(" {word} "))
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let mut names: Vec<String> = SIGNS.iter().filter_map(said).collect();
    names.insert(0, name);
    names
}

/// A heading without what it says in brackets: "Revenue (in millions)" is asked for as "Revenue".
fn without_brackets(name: &str) -> String {
    let short = name.split(['(', '[']).next().unwrap_or_default().trim();
    if short.is_empty() {
        name.to_string()
    } else {
        short.to_string()
    }
}

/// The language whose letters the text has.
fn language(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    if lower.contains(['і', 'ї', 'є', 'ґ']) {
        "uk"
    } else if lower.chars().any(|c| ('а'..='я').contains(&c) || c == 'ё') {
        "ru"
    } else {
        "en"
    }
}
