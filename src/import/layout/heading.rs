//! What stands above a column: its name, and a period if the heading has one.

use crate::import::footnotes::Footnotes;
use crate::import::frame::{Frame, names_period};
use crate::import::grid::Grid;
use crate::import::legend::Legend;
use crate::import::period::{self, Label, Labelled, Stretch};

/// The heading of one column.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Heading {
    /// Its name, without the period.
    pub(in crate::import) name: String,
    /// All of it as written.
    pub(in crate::import) whole: String,
    /// The period in it, with its text.
    pub(in crate::import) period: Option<(Labelled, String)>,
    /// Marks of footnotes beside the name.
    pub(in crate::import) marks: Vec<String>,
}

/// The headings of all columns.
pub(in crate::import) fn headings(grid: &Grid, frame: &Frame, legend: &Legend) -> Vec<Heading> {
    let cells = frame.heading.iter().flat_map(|row| grid.cells(*row));
    let footnotes = Footnotes::of(legend, cells.map(|cell| cell.text));
    let mut headings: Vec<Heading> = (0..frame.width)
        .map(|column| heading(&parts(grid, frame, column), footnotes))
        .collect();
    call_footnotes(&mut headings, legend);
    if !headings.iter().any(|heading| heading.period.is_some()) {
        yearly_names(&mut headings);
    }
    headings
}

/// What stands above a column, from the top, where a name above several columns stands above each of them.
fn parts(grid: &Grid, frame: &Frame, column: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for (at, &row) in frame.heading.iter().enumerate() {
        let own = grid.text(row, column);
        let below = frame.heading.get(at + 1);
        let text = match below {
            Some(&below) if own.is_empty() && !grid.text(below, column).is_empty() => {
                group(grid, row, below, column)
            }
            _ => own,
        };
        if !text.is_empty() && parts.last().is_none_or(|last| last != text) {
            parts.push(text.to_owned());
        }
    }
    parts
}

/// The name to the left that stands above this column too.
fn group(grid: &Grid, row: usize, below: usize, column: usize) -> &str {
    let left = (0..column)
        .rev()
        .find(|left| !grid.text(row, *left).is_empty());
    let spans = left.filter(|left| !grid.text(below, *left).is_empty() && *left > 0);
    spans.map_or("", |left| grid.text(row, left))
}

fn heading(parts: &[String], footnotes: Footnotes<'_>) -> Heading {
    let mut heading = Heading {
        whole: parts.join(", "),
        ..Heading::default()
    };
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let read = footnotes
            .read(part)
            .filter(|read| is_heading_period(&read.label));
        match (read, &mut heading.period) {
            (Some(read), None) => heading.period = Some((read, part.clone())),
            (Some(read), Some((known, text))) if together(known.label, read.label).is_some() => {
                *text = format!("{text} {part}");
                if let Some(label) = together(known.label, read.label) {
                    known.label = label;
                }
            }
            _ => {
                let (name, marks) = without_marks(part);
                heading.marks.extend(marks);
                names.push(name.to_owned());
            }
        }
    }
    heading.name = names.join(", ");
    heading
}

/// "2019" above "Q1".
fn together(one: Label, other: Label) -> Option<Label> {
    match (one, other) {
        (Label::Sure(Stretch::Years(first, last)), Label::Part(part))
        | (Label::Part(part), Label::Sure(Stretch::Years(first, last)))
            if first == last =>
        {
            Some(Label::Sure(part.of(first)))
        }
        _ => None,
    }
}

/// A number such as 202001 is a period only where its column says so.
fn is_heading_period(label: &Label) -> bool {
    !matches!(label, Label::Digits(_))
}

/// "Births (1)", "Deaths [b]", "Rate*": the name and the marks.
fn without_marks(name: &str) -> (&str, Vec<String>) {
    let mut rest = name.trim();
    let mut marks = Vec::new();
    loop {
        let Some(last) = rest.chars().next_back() else {
            return (rest, marks);
        };
        let sign = matches!(last, '*' | '†' | '‡');
        let unit = rest.ends_with("m²") || rest.ends_with("m³");
        // "10³" is a power.
        let raised = period::raised(rest).filter(|(before, _)| !unit && !before.ends_with("10"));
        let bracketed = rest.strip_suffix([')', ']']).and_then(|inner| {
            let opening = inner.rfind(['(', '['])?;
            let mark = inner[opening + 1..].trim();
            let digits = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
            let note = digits
                || mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_lowercase())
                || mark.to_lowercase().starts_with("note");
            (note && !mark.is_empty() && opening > 0)
                .then(|| (rest[..opening].trim_end(), mark.to_owned()))
        });
        if let Some((before, mark)) = bracketed {
            marks.push(mark);
            rest = before;
        } else if let Some((before, mark)) = raised {
            marks.push(mark.to_owned());
            rest = before.trim_end();
        } else if sign && rest.len() > last.len_utf8() {
            marks.push(last.to_string());
            rest = rest[..rest.len() - last.len_utf8()].trim_end();
        } else {
            return (rest, marks);
        }
    }
}

/// "Population1", where a list below the table has such a footnote and no other column has that name.
fn call_footnotes(headings: &mut [Heading], legend: &Legend) {
    let bare: Vec<Option<(String, String)>> = headings
        .iter()
        .map(|heading| numbered_name(&heading.name, legend))
        .collect();
    let all: Vec<String> = headings
        .iter()
        .zip(&bare)
        .map(|(heading, bare)| {
            bare.as_ref()
                .map_or(&heading.name, |(name, _)| name)
                .clone()
        })
        .collect();
    for (heading, bare) in headings.iter_mut().zip(bare) {
        if let Some((name, number)) = bare
            && all.iter().filter(|other| **other == name).count() == 1
        {
            heading.name = name;
            heading.marks.push(number);
        }
    }
}

/// A word in small letters with the number of a footnote right behind it.
fn numbered_name(name: &str, legend: &Legend) -> Option<(String, String)> {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[bare.len()..];
    let word = bare.chars().rev().take(3).all(char::is_lowercase) && bare.chars().count() > 3;
    (word && number.len() == 1 && legend.has_footnote(number))
        .then(|| (bare.to_owned(), number.to_owned()))
}

/// "births 2019, births 2020": the same name beside different years.
fn yearly_names(headings: &mut [Heading]) {
    let split: Vec<Option<(String, String)>> = headings
        .iter()
        .map(|heading| beside_year(&heading.whole))
        .collect();
    let shared = |name: &str| {
        split
            .iter()
            .flatten()
            .filter(|(other, _)| other == name)
            .count()
            > 1
    };
    for (heading, split) in headings.iter_mut().zip(&split) {
        if let Some((name, year)) = split
            && shared(name)
            && let Some(read) = period::read(year)
        {
            heading.name.clone_from(name);
            heading.period = Some((read, year.clone()));
        }
    }
}

/// The name and the year of "births 2019", "2019 births", "`births_2019`".
fn beside_year(text: &str) -> Option<(String, String)> {
    let is_part = |c: char| matches!(c, ' ' | '_' | '.' | ',' | ':' | '(' | ')' | '-');
    let words: Vec<&str> = text
        .split([' ', '_'])
        .filter(|word| !word.is_empty())
        .collect();
    let (first, last) = (words.first()?, words.last()?);
    let year = [last, first]
        .into_iter()
        .map(|word| word.trim_matches(is_part))
        .find(|word| word.len() == 4 && names_period(word))?;
    let name = text.replacen(year, "", 1);
    let name = name.trim_matches(is_part);
    (!name.is_empty()).then(|| (name.to_owned(), year.to_owned()))
}
