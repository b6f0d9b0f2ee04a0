//! Where an item is written into a list of a TOML file so that exactly one line changes and no comment moves.
//!
//! It knows layout, not what the items mean.

use std::ops::Range;

use toml_edit::{Array, Value};

/// How far the items of a list are set in where no item shows it.
const INDENT: &str = "  ";

/// A text to put at a byte of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Insertion {
    pub(super) at: usize,
    pub(super) text: String,
}

impl Insertion {
    /// The file with the text put in.
    pub(super) fn into(self, file: &str) -> String {
        let (before, after) = file.split_at(self.at);
        format!("{before}{}{after}", self.text)
    }
}

/// Where an item goes at the end of a list, with the commas, the line break and the indentation that it needs there.
pub(super) fn at_end(text: &str, items: &Array, item: &str) -> Option<Insertion> {
    let span = items.span()?;
    let close = span.end.saturating_sub(1);
    let Some(last) = items.iter().last().and_then(Value::span) else {
        return Some(first_item(text, &span, close, item));
    };
    let comma = comma(text.get(last.end..close)?).map(|at| last.end + at);
    let from = comma.map_or(last.end, |comma| comma + 1);
    let more_lines = text.get(from..close)?.contains('\n');
    let line = start_of_line(text, last.start);
    Some(match comma {
        Some(_) if more_lines => Insertion {
            at: end_of_line(text, from),
            text: format!(
                "{}{}{item},",
                line_break(text, from),
                indent(text, &span, last.start)
            ),
        },
        Some(_) => Insertion {
            at: from,
            text: format!(" {item},"),
        },
        None if more_lines && line > span.start && is_blank(text, line..last.start) => Insertion {
            at: above_remarks(text, line, end_of_line(text, span.start)),
            text: format!(
                "{}{item},{}",
                indent(text, &span, last.start),
                line_break(text, from)
            ),
        },
        None => Insertion {
            at: last.end,
            text: format!(", {item}"),
        },
    })
}

/// A section at the end of a file, behind a blank line.
pub(super) fn section_at_end(text: &str, header: &str, lines: &[String]) -> Insertion {
    let newline = line_break(text, text.len());
    let gap = if text.ends_with('\n') || text.is_empty() {
        newline.to_owned()
    } else {
        newline.repeat(2)
    };
    Insertion {
        at: text.len(),
        text: format!("{gap}{header}{newline}{}{newline}", lines.join(newline)),
    }
}

fn first_item(text: &str, span: &Range<usize>, close: usize, item: &str) -> Insertion {
    let inside = span.start + 1;
    if text
        .get(inside..close)
        .is_some_and(|text| text.contains('\n'))
    {
        return Insertion {
            at: end_of_line(text, inside),
            text: format!(
                "{}{}{item},",
                line_break(text, inside),
                indent(text, span, span.start)
            ),
        };
    }
    Insertion {
        at: inside,
        text: item.to_owned(),
    }
}

/// Where the comma stands in what follows an item, remarks passed over.
fn comma(rest: &str) -> Option<usize> {
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        if let Some(at) = code.find(',') {
            return Some(offset + at);
        }
        offset += line.len();
    }
    None
}

/// The spaces before an item; where it stands on the line of the bracket, those before that line and a step more.
fn indent(text: &str, list: &Range<usize>, item: usize) -> String {
    let line = start_of_line(text, item);
    let rest = text.get(line..).unwrap_or_default();
    let spaces: String = rest
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .collect();
    if line > list.start {
        spaces
    } else {
        spaces + INDENT
    }
}

/// The start of the first of the remarks that stand right above a line, below `top`.
fn above_remarks(text: &str, line: usize, top: usize) -> usize {
    let mut start = line;
    while start > top + 1 {
        let above = start_of_line(text, start - 1);
        let remark = text
            .get(above..start)
            .is_some_and(|line| line.trim_start().starts_with('#'));
        if !remark || above <= top {
            break;
        }
        start = above;
    }
    start
}

/// The byte at which the line of `at` starts.
pub(super) fn start_of_line(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// The byte at which the line of `at` ends, before its line break.
pub(super) fn end_of_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.trim_end_matches('\r').len()
}

/// The line break that the lines around `at` end with.
pub(super) fn line_break(text: &str, at: usize) -> &'static str {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let end = after
        .find('\n')
        .map(|end| at + end)
        .or_else(|| before.rfind('\n'));
    if end.is_some_and(|end| text.get(..end).is_some_and(|line| line.ends_with('\r'))) {
        "\r\n"
    } else {
        "\n"
    }
}

fn is_blank(text: &str, range: Range<usize>) -> bool {
    text.get(range).is_some_and(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use toml_edit::Document;

    use super::*;

    #[test]
    fn one_line_changes_whatever_the_layout() {
        let check = |list: &str, expected: &str| {
            let text = format!("a = {list} # end\n");
            let document = Document::parse(text.as_str()).unwrap();
            let array = document.get("a").and_then(|item| item.as_array()).unwrap();
            let new = at_end(&text, array, "\"new\"").unwrap().into(&text);
            assert_eq!(new, format!("a = {expected} # end\n"));
            assert!(Document::parse(new.as_str()).is_ok());
        };
        check("[]", "[\"new\"]");
        check("[\n]", "[\n  \"new\",\n]");
        check("[ # none yet\n]", "[ # none yet\n  \"new\",\n]");
        check("[\"x\"]", "[\"x\", \"new\"]");
        check("[ \"x\", ]", "[ \"x\", \"new\", ]");
        check("[\"x\",\n\"y\"]", "[\"x\",\n\"y\", \"new\"]");
        check("[\n\t\"x\",\n]", "[\n\t\"x\",\n\t\"new\",\n]");
        check("[\r\n  \"x\",\r\n]", "[\r\n  \"x\",\r\n  \"new\",\r\n]");
        check("[\n  \"x\"\n]", "[\n  \"new\",\n  \"x\"\n]");
        check(
            "[\n  \"x\",\n  # of y\n  # and so on\n  \"y\" # last\n]",
            "[\n  \"x\",\n  \"new\",\n  # of y\n  # and so on\n  \"y\" # last\n]",
        );
        check(
            "[\n  # all\n  \"x\"\n]",
            "[\n  \"new\",\n  # all\n  \"x\"\n]",
        );
        check("[\n  \"x\", \"y\"\n]", "[\n  \"x\", \"y\", \"new\"\n]");
        check("[ \"x\",\n]", "[ \"x\",\n  \"new\",\n]");
        check(
            "[\n  \"x\", # a, b\n  # rest\n]",
            "[\n  \"x\", # a, b\n  \"new\",\n  # rest\n]",
        );
        check(
            "[\n  \"x\" # a, b\n  ,\n]",
            "[\n  \"x\" # a, b\n  ,\n  \"new\",\n]",
        );
        check(
            "[\n  \"x\"\n  , \"y\"\n]",
            "[\n  \"x\"\n  , \"y\", \"new\"\n]",
        );
        check("[\n  \"x, # y\",\n]", "[\n  \"x, # y\",\n  \"new\",\n]");
        check(
            "[\n  \"\"\"x\n,\"\"\",\n]",
            "[\n  \"\"\"x\n,\"\"\",\n  \"new\",\n]",
        );
    }
}
