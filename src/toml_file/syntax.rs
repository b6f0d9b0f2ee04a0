//! What is no TOML, said so that somebody who does not know TOML can mend it.

use std::ops::Range;
use std::sync::Arc;

use super::Format;
use crate::diagnostic::{Diagnostic, Place, SourceFile};

/// More errors of one file than anybody reads.
pub(super) const MOST_ERRORS: usize = 50;

/// Errors of one table that are not yet consequences of the first.
const MOST_ERRORS_OF_A_TABLE: usize = 3;

/// The parts of a file that begin with the header of a table, and what stands before the first one.
pub(super) fn segments(text: &str, dotted: bool) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if offset > 0 && is_header(line, dotted) {
            starts.push(offset);
        }
        offset += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// True for `[dataset]` and `[[figure]]`, also when a bracket is missing; for `[[event.details]]` only if `dotted`.
fn is_header(line: &str, dotted: bool) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    line.starts_with('[')
        && !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c == '_' || c == ' ' || dotted && c == '.')
}

/// The problems behind the parser's errors, counted from `base`: the first of each line.
pub(super) fn problems(
    file: &Arc<SourceFile>,
    format: &Format,
    base: usize,
    errors: &[toml::de::Error],
) -> Vec<Diagnostic> {
    let mut slips: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            (span.start + base..span.end + base, error.message())
        })
        .collect();
    slips.sort_by_key(|(span, _)| span.start);
    slips.dedup_by_key(|(span, _)| file.line_at(span.start).0);
    slips.dedup_by(|later, earlier| {
        let end_of_line = |start: usize| {
            let (start, line) = file.line_at(start);
            start + line.len() + 1
        };
        let next_line = end_of_line(earlier.0.start) == file.line_at(later.0.start).0;
        next_line && later.1.contains("missing comma")
    });
    let first = slips.first().map(|(span, _)| span.start);
    slips.retain(|(span, message)| {
        Some(span.start) == first || !is_of_lost_list(file.line_at(span.start).1, message)
    });
    slips.truncate(MOST_ERRORS_OF_A_TABLE);
    slips
        .into_iter()
        .map(|(span, message)| {
            problem(
                format,
                &Place {
                    file: Arc::clone(file),
                    span,
                },
                message,
            )
        })
        .collect()
}

/// A good item of a list, or its end, that the parser cannot place since the list was lost on a line before.
fn is_of_lost_list(line: &str, message: &str) -> bool {
    let item = line.trim().trim_end_matches(',');
    let is_text = item.len() > 1 && item.starts_with('"') && item.ends_with('"');
    is_text && message.contains("key with no value") || item == "]"
}

fn problem(format: &Format, place: &Place, message: &str) -> Diagnostic {
    let (start, line) = place.file.line_at(place.span.start);
    let from = place.span.start - start;
    let problem =
        Diagnostic::error(format.syntax, message.trim().replace('\n', ", ")).at(place, "");
    let Some((help, fix)) = hint(line, from, message) else {
        return problem;
    };
    let problem = problem.help(help);
    match fix {
        Some((span, replacement)) => {
            let place = Place {
                file: Arc::clone(&place.file),
                span: span.start + start..span.end + start,
            };
            problem.fix(&place, replacement)
        }
        None => problem,
    }
}

/// Bytes of a line and what to write there.
type Replacement = (Range<usize>, String);

/// What to do about the slips that people and their text editors make, and how the line would read.
fn hint(line: &str, at: usize, message: &str) -> Option<(&'static str, Option<Replacement>)> {
    let rest = line.get(at..).unwrap_or_default();
    if rest.starts_with(INVISIBLE) {
        return Some((
            "there is an invisible character; type the spaces of this line anew",
            None,
        ));
    }
    if message.contains("recurs") {
        return Some((TOO_DEEP, None));
    }
    if line.starts_with('[') {
        let name = line.trim_matches(['[', ']', ' ']);
        let mended = (0..line.len(), format!("[[{name}]]"));
        return Some((
            "a table begins with its name in brackets on a line of its own",
            Some(mended),
        ));
    }
    if let Some(item) = item_of_list(line) {
        return Some(item);
    }
    if let Some((_, help)) = BY_MESSAGE.iter().find(|(part, _)| message.contains(part)) {
        return Some((help, None));
    }
    if at == 0 && message.contains("must be quoted") {
        return Some(("the list above this line is not closed with `]`", None));
    }
    let Some(value) = value_of(line) else {
        let colon = line
            .find(':')
            .map(|colon| (colon..colon + 1, " =".to_string()));
        return Some(("between a key and its value stands an equals sign", colon));
    };
    hint_for_value(line, value, rest)
}

/// What to do about a value that the parser cannot read; `rest` is the line from where it stopped.
fn hint_for_value(
    line: &str,
    value: Range<usize>,
    rest: &str,
) -> Option<(&'static str, Option<Replacement>)> {
    let written = line.get(value.clone()).unwrap_or_default();
    if written.is_empty() {
        return Some((
            "nothing stands behind the equals sign; a list begins there with `[`",
            Some((line.trim_end().len()..line.len(), " [".to_owned())),
        ));
    }
    let quoted = Some((
        value.clone(),
        format!("\"{}\"", written.trim_matches(QUOTES)),
    ));
    match written.chars().next()? {
        '"' if rest.contains('=') => Some(("write each key on a line of its own", None)),
        '"' => Some((
            "a text ends with a quote on the same line; a quote inside it is written \\\", a backslash \\\\",
            None,
        )),
        '[' => Some((
            "the items of a list stand between commas, and the list ends with `]`",
            None,
        )),
        '\'' => Some(("write straight double quotes", quoted)),
        quote if QUOTES.contains(&quote) => {
            Some(("write straight quotes (\") instead of curly ones", quoted))
        }
        _ => Some((
            "a text, a date or a period stands in quotes; only plain numbers, `true` and `false` do without",
            quoted,
        )),
    }
}

/// An item of a list of texts that lacks a quote, or has quotes of another kind.
fn item_of_list(line: &str) -> Option<(&'static str, Option<Replacement>)> {
    let item = line.trim();
    let text = item.trim_end_matches(',').trim_end();
    let start = line.find(item)?;
    let is_item =
        line.starts_with(' ') && !item.contains(['=', '[', ']']) && !item.contains("\", \"");
    let bare = text.trim_matches(|c| c == '"' || QUOTES.contains(&c));
    let right = format!("\"{bare}\"");
    if !is_item || text == right || !text.contains(|c| c == '"' || QUOTES.contains(&c)) {
        return None;
    }
    let help = if text.starts_with('"') {
        "this text lacks the quote behind it"
    } else if text.ends_with('"') {
        "this text lacks the quote before it"
    } else {
        "write straight quotes (\") instead of curly ones"
    };
    let fix = (start..start + text.len(), right);
    Some((help, Some(fix)))
}

/// What the parser's message says already tells what to do.
const BY_MESSAGE: [(&str, &str); 4] = [
    (
        "duplicate key",
        "this stands twice in the table; remove one of them",
    ),
    (
        "between array elements",
        "the items of a list stand between commas, and the list ends with `]`; see also the line above",
    ),
    (
        "in array",
        "the items of a list stand between commas, and the list ends with `]`",
    ),
    (
        "unclosed array",
        "the list that begins here or above lacks its `]` behind the last item",
    ),
];

/// Lists in lists, or tables in tables, until the parser gives up.
const TOO_DEEP: &str = "lists inside lists inside lists: nothing here is nested that deeply";

/// Characters that editors show as a space or as nothing.
const INVISIBLE: [char; 5] = ['\u{a0}', '\u{200b}', '\u{202f}', '\u{2028}', '\u{feff}'];

/// Quotes that are no double quotes.
const QUOTES: [char; 8] = ['\'', '“', '”', '„', '«', '»', '‘', '’'];

/// The bytes after the equals sign, without the spaces around them.
fn value_of(line: &str) -> Option<Range<usize>> {
    let after = line.find('=')? + 1;
    let value = line.get(after..)?;
    let start = after + value.len() - value.trim_start().len();
    Some(start..start + value.trim().len())
}
