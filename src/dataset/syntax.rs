//! What is no TOML, said so that somebody who does not know TOML can mend it.

use std::sync::Arc;

use super::codes;
use crate::diagnostic::{Diagnostic, Place, SourceFile};

/// More errors of one file than anybody reads.
pub(super) const MOST_ERRORS: usize = 50;

/// The problem behind a parser's error.
pub(super) fn problem(file: &Arc<SourceFile>, error: &toml::de::Error) -> Diagnostic {
    let place = Place {
        file: Arc::clone(file),
        span: error.span().unwrap_or(0..0),
    };
    let problem =
        Diagnostic::error(codes::SYNTAX, error.message().trim().replace('\n', ", ")).at(&place, "");
    match hint(file, &place) {
        Some(hint) => problem.help(hint),
        None => problem,
    }
}

/// What to do about the slips that text editors and word processors bring about.
fn hint(file: &SourceFile, place: &Place) -> Option<String> {
    let (start, line) = file.line_at(place.span.start);
    let rest = line
        .get(place.span.start.saturating_sub(start)..)
        .unwrap_or_default();
    if line.contains(['“', '”', '„', '«', '»', '‘', '’']) && !inside_quotes(line) {
        return Some("write straight quotes (\") instead of curly ones".into());
    }
    if line.contains(['\u{a0}', '\u{200b}', '\u{feff}', '\u{2028}']) {
        return Some("the line holds an invisible character; type its spaces anew".into());
    }
    if rest.trim_start().starts_with('"') && line.contains('[') {
        return Some("the items of a list stand between commas: `[\"one\", \"two\"]`".into());
    }
    None
}

/// True if the first quote of the line is a straight one, so that curly ones may well be text.
fn inside_quotes(line: &str) -> bool {
    line.find(|c| "\"'“”„«»‘’".contains(c))
        .is_some_and(|at| line[at..].starts_with(['"', '\'']))
}
