//! What is no TOML, said so that somebody who does not know TOML can mend it.

use std::ops::Range;
use std::sync::Arc;

use super::Format;
use super::hint::{Hint, hint};
use super::scan::is_within_text;
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
    let at = |span| Place {
        file: Arc::clone(&place.file),
        span,
    };
    let said = message.trim().replace('\n', ", ");
    let Some(hint) = hint(format, place, message) else {
        return Diagnostic::error(format.syntax, said).at(place, "");
    };
    let Hint {
        message,
        place: better,
        first,
        help,
        fix,
    } = hint;
    let place = better.map_or_else(|| place.clone(), at);
    let mut problem = Diagnostic::error(format.syntax, message.unwrap_or(said)).at(&place, "");
    if let Some(first) = first {
        problem = problem.at(&at(first), "first here");
    }
    let problem = problem.help(help);
    match fix {
        Some((span, replacement)) => problem.fix(&at(span), replacement),
        None => problem,
    }
}

/// The lines of a segment, counted from `base`, whose texts the parser took apart in their middle: what it made of them is nonsense.
pub(super) fn torn_lines(
    file: &SourceFile,
    base: usize,
    errors: &[toml::de::Error],
) -> Vec<Range<usize>> {
    let starts = errors
        .iter()
        .map(|error| error.span().map_or(0, |span| span.start));
    let torn = starts.filter_map(|start| {
        let (from, line) = file.line_at(start + base);
        let at = (start + base).checked_sub(from)?;
        let from = from.checked_sub(base)?;
        is_within_text(line, at).then(|| from..from + line.len())
    });
    torn.collect()
}
