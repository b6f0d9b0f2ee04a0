//! Records in JSON: a list of objects, wherever it lies, or an object a line. It must not know what they mean.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::unreadable;
use crate::diagnostic::Diagnostic;
use crate::import::grid::{Grid, Kind, Naming};

/// A value with the keys of objects in the file's order.
#[derive(Debug)]
enum Json {
    Null,
    Text(String),
    Number(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// How deep objects in records are looked into.
const DEEPEST: usize = 4;

/// Whether a text is JSON, by the name of its file or by how it begins.
pub(super) fn is_json(name: &str, text: &str) -> bool {
    let named = name.rsplit_once('.').is_some_and(|(_, ending)| {
        let known = ["json", "jsonl", "ndjson"];
        known.iter().any(|known| ending.eq_ignore_ascii_case(known))
    });
    let mut start = text.trim_start().chars().filter(|c| !c.is_whitespace());
    let begins = matches!(
        (start.next(), start.next()),
        (Some('['), Some('{' | '[')) | (Some('{'), Some('"'))
    );
    named || begins
}

/// The records, a row each below a row with the names of their keys.
pub(super) fn open(name: &str, text: &str) -> Result<Grid, Box<Diagnostic>> {
    let whole = parse(name, text)?;
    if let Some(known) = other_format(&whole) {
        let problem = unreadable(name, &format!("is {known}, which is not read"));
        return Err(Box::new(
            problem.help("ask the publisher's page for CSV, TSV or .xlsx"),
        ));
    }
    let mut grid = Grid::new(name.to_owned(), Naming::Records);
    if let Some(rows) = lists(&whole) {
        push_lists(&mut grid, rows);
        return Ok(grid);
    }
    let records = records(&whole).ok_or_else(|| {
        unreadable(name, "holds no list of records")
            .help("records look like [{\"year\": 2020, \"births\": 881}, …]")
    })?;
    push_records(&mut grid, records);
    Ok(grid)
}

/// One value, or one a line.
fn parse(name: &str, text: &str) -> Result<Json, Box<Diagnostic>> {
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let lines = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    match lines.collect::<Result<Vec<Json>, _>>() {
        Ok(values) if values.len() > 1 => Ok(Json::List(values)),
        _ => Err(Box::new(unreadable(name, &format!("is no JSON: {error}")))),
    }
}

/// Formats of statistics offices that hold numbers apart from what they are of.
fn other_format(whole: &Json) -> Option<&'static str> {
    if whole.get("dimension").is_some() && whole.get("value").is_some() {
        return Some("JSON-stat");
    }
    let sets = whole.get("dataSets");
    let sets = sets.or_else(|| whole.get("data").and_then(|data| data.get("dataSets")));
    sets.map(|_| "SDMX-JSON")
}

/// The longest list of objects.
fn records(value: &Json) -> Option<&[Json]> {
    match value {
        Json::List(items)
            if !items.is_empty() && items.iter().all(|item| matches!(item, Json::Object(_))) =>
        {
            Some(items)
        }
        Json::List(items) => items
            .iter()
            .filter_map(records)
            .max_by_key(|list| list.len()),
        Json::Object(entries) => {
            let inner = entries.iter().filter_map(|(_, value)| records(value));
            inner.max_by_key(|list| list.len())
        }
        _ => None,
    }
}

/// A list of lists of plain values, the first of which names the columns.
fn lists(value: &Json) -> Option<&[Json]> {
    let Json::List(rows) = value else { return None };
    let plain = |row: &Json| match row {
        Json::List(cells) => !cells
            .iter()
            .any(|cell| matches!(cell, Json::List(_) | Json::Object(_))),
        _ => false,
    };
    (rows.len() > 1 && rows.iter().all(plain)).then_some(rows)
}

fn push_lists(grid: &mut Grid, rows: &[Json]) {
    for (at, row) in rows.iter().enumerate() {
        grid.begin_row(at + 1);
        let cells: &[Json] = if let Json::List(cells) = row {
            cells
        } else {
            &[]
        };
        for cell in cells {
            push(grid, Some(cell));
        }
    }
}

fn push_records(grid: &mut Grid, records: &[Json]) {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut keys: Vec<String> = Vec::new();
    for record in records {
        each_field(record, "", DEEPEST, &mut |key, _| {
            if !known.contains_key(key) {
                known.insert(key.to_owned(), keys.len());
                keys.push(key.to_owned());
            }
        });
    }
    grid.begin_row(1);
    for key in &keys {
        grid.push(key, Kind::Text);
    }
    for (at, record) in records.iter().enumerate() {
        grid.begin_row(at + 2);
        let mut cells: Vec<Option<&Json>> = vec![None; keys.len()];
        each_field(record, "", DEEPEST, &mut |key, value| {
            if let Some(&column) = known.get(key) {
                cells[column] = Some(value);
            }
        });
        for cell in cells {
            push(grid, cell);
        }
    }
}

/// The keys and values of a record; those of an object in it are called `country.name`.
fn each_field<'a>(
    record: &'a Json,
    before: &str,
    depth: usize,
    each: &mut dyn FnMut(&str, &'a Json),
) {
    let Json::Object(entries) = record else {
        return;
    };
    for (key, value) in entries {
        let name = format!("{before}{key}");
        match value {
            Json::Object(_) if depth > 0 => each_field(value, &format!("{name}."), depth - 1, each),
            _ => each(&name, value),
        }
    }
}

fn push(grid: &mut Grid, value: Option<&Json>) {
    match value {
        None | Some(Json::Null) => grid.push("", Kind::Text),
        Some(Json::Text(text)) => grid.push(text, Kind::Text),
        Some(Json::Number(number)) => grid.push(number, Kind::Number),
        Some(Json::List(_)) => grid.push("[…]", Kind::Text),
        Some(Json::Object(_)) => grid.push("{…}", Kind::Text),
    }
}

impl Json {
    fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else {
            return None;
        };
        entries
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// Takes values as serde hands them over, with objects in order.
struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Text(truth.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_wherever_they_lie() {
        let check = |text: &str, expected: Result<&[&[&str]], &str>| {
            let found = open("a.json", text);
            let rows = found.as_ref().map(|grid| {
                (0..grid.height())
                    .map(|row| grid.cells(row).map(|cell| cell.text).collect::<Vec<_>>())
                    .collect::<Vec<_>>()
            });
            let rows = rows.map_err(|problem| problem.message.as_str());
            let expected = expected.map(|rows| rows.iter().map(|row| row.to_vec()).collect());
            assert_eq!(rows, expected, "{text}");
        };
        let births: &[&[&str]] = &[&["year", "births"], &["2019", "812"], &["2020", ""]];
        check(
            r#"[{"year": 2019, "births": 812}, {"year": 2020, "births": null}]"#,
            Ok(births),
        );
        check(
            "{\"year\": 2019, \"births\": 812}\n{\"year\": 2020}\n",
            Ok(births),
        );
        check(
            r#"[["year", "births"], [2019, 812], [2020, null]]"#,
            Ok(births),
        );
        check(
            r#"[{"page": 1}, [{"country": {"id": "XK", "value": "Oralia"}, "date": "2019", "value": 1.5}]]"#,
            Ok(&[
                &["country.id", "country.value", "date", "value"],
                &["XK", "Oralia", "2019", "1.5"],
            ]),
        );
        check("{\"a\": 3}", Err("`a.json` holds no list of records"));
        check(
            "{\"dimension\": {}, \"value\": [1]}",
            Err("`a.json` is JSON-stat, which is not read"),
        );
        check(
            "[{",
            Err("`a.json` is no JSON: EOF while parsing an object at line 1 column 2"),
        );
    }
}
