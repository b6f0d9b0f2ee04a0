//! The part of a line that is shown under a problem: a window around it when the line is very long.

use std::ops::Range;

use super::SourceFile;
use super::position::floor;

/// Characters of a line that are shown on each side of the marked part.
const CONTEXT: usize = 60;

/// Characters of the marked part that are shown at most.
const MARKED: usize = 80;

/// A line, or a window of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text to show.
    pub(super) text: String,
    /// The marked bytes of `text`.
    pub(super) span: Range<usize>,
    /// The line's number.
    pub(super) line: usize,
    /// The column of the marked part in the whole line.
    pub(super) column: usize,
}

/// What to show for `span`, of which only the first line is marked.
pub(super) fn excerpt(file: &SourceFile, span: &Range<usize>) -> Excerpt {
    let position = file.position(span.start);
    let (line_start, line) = file.line_at(span.start);
    let from = floor(line, span.start.saturating_sub(line_start));
    let to = floor(line, span.end.saturating_sub(line_start)).max(from);
    let marked: String = line[from..to].chars().take(MARKED).collect();
    let (before, cut_before) = last_chars(&line[..from], CONTEXT);
    let (after, cut_after) = first_chars(&line[from + marked.len()..], CONTEXT);
    let start = before.len() + cut_before.len();
    Excerpt {
        span: start..start + marked.len(),
        text: format!("{cut_before}{before}{marked}{after}{cut_after}"),
        line: position.line,
        column: position.column,
    }
}

/// The last `most` characters, and the sign that something was cut off before them.
fn last_chars(text: &str, most: usize) -> (&str, &'static str) {
    match text.char_indices().rev().nth(most) {
        Some((at, c)) => (&text[at + c.len_utf8()..], "…"),
        None => (text, ""),
    }
}

/// The first `most` characters, and the sign that something was cut off after them.
fn first_chars(text: &str, most: usize) -> (&str, &'static str) {
    match text.char_indices().nth(most) {
        Some((at, _)) => (&text[..at], "…"),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_line_or_a_window_of_it() {
        let check = |text: &str, span: Range<usize>, expected: (&str, &str, usize, usize)| {
            let file = SourceFile {
                path: "a.toml".into(),
                text: text.into(),
            };
            let found = excerpt(&file, &span);
            assert_eq!(
                (
                    found.text.as_str(),
                    &found.text[found.span.clone()],
                    found.line,
                    found.column
                ),
                expected
            );
        };
        check("a = 1\nb = 2\n", 6..7, ("b = 2", "b", 2, 1));
        check("a = [\n1,\n]", 4..8, ("a = [", "[", 1, 5));
        check("имя = 1", 9..10, ("имя = 1", "1", 1, 7));
        check("", 0..0, ("", "", 1, 1));
        check("a", 5..9, ("a", "", 1, 2));
        let long = format!("{}X{}", "б".repeat(200), "в".repeat(200));
        check(
            &long,
            400..401,
            (
                &format!("…{}X{}…", "б".repeat(60), "в".repeat(60)),
                "X",
                1,
                201,
            ),
        );
    }
}
