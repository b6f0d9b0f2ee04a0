//! One line of a file that is no TOML, looked at as people wrote it: its texts, what stands between them, where a remark begins.
//!
//! It must not say what is wrong.

use std::ops::Range;

/// The bytes of a line before its remark and the spaces around it.
pub(super) fn code(line: &str) -> Range<usize> {
    let end = remark(line).unwrap_or(line.len());
    let code = line.get(..end).unwrap_or_default();
    let start = code.len() - code.trim_start().len();
    start..code.trim_end().len().max(start)
}

/// Where the remark of a line begins, texts in double quotes passed over.
fn remark(line: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let hash = from + line.get(from..)?.find('#')?;
        let within = texts(line).into_iter().find(|text| text.contains(&hash));
        match within {
            Some(text) => from = text.end,
            None => return Some(hash),
        }
    }
}

/// The texts in double quotes as the parser takes them, quotes included; one that is not closed ends with the line.
fn texts(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut escaped) = (None, false);
    for (at, c) in line.char_indices() {
        match (start, c) {
            (None, '#') => break,
            (None, '"') => start = Some(at),
            (Some(_), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(from), '"') if !escaped => {
                found.push(from..at + 1);
                start = None;
            }
            _ => {}
        }
        escaped = false;
    }
    found.extend(start.map(|from| from..line.len()));
    found
}

/// The words of a text with quotes inside: `"the "big" one"` gives `the "big" one`. None if the quotes are those of one text, or of
/// several that stand side by side.
pub(super) fn quoting(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    let texts = texts(written);
    let between = texts.windows(2).filter_map(|pair| match pair {
        [one, next] => written.get(one.end..next.start),
        _ => None,
    });
    let between: Vec<&str> = between.collect();
    if between.iter().any(|between| between.contains('=')) {
        return None;
    }
    let bare = between
        .iter()
        .any(|between| between.contains(char::is_alphanumeric));
    let odd = texts.last().and_then(|last| written.get(last.clone()));
    let odd = odd.is_some_and(|last| last.len() < 2 || !last.ends_with('"'));
    (texts.len() > 1 && (bare || odd)).then_some(inner)
}

/// Whether a byte of a line stands in the middle of an item with quotes inside.
pub(super) fn is_within_text(line: &str, at: usize) -> bool {
    let code = code(line);
    let item = line.get(code.clone()).unwrap_or_default();
    let item = item.trim_end_matches(',').trim_end();
    at > code.start && quoting(item).is_some()
}

/// A text as TOML writes it: in single quotes if it has double ones in it.
pub(super) fn literal(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_no_code() {
        let check =
            |line: &str, expected: &str| assert_eq!(line.get(code(line)), Some(expected), "{line}");
        check("  \"a # b\", # c \"d\"", "\"a # b\",");
        check("# all of it", "");
        check("a = 1", "a = 1");
        check("  \"not closed # b", "\"not closed # b");
        check("", "");
    }

    #[test]
    fn quotes_inside_a_text_are_told_from_two_texts() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(quoting(written), expected, "{written}");
        };
        check(r#""the "big" one""#, Some(r#"the "big" one"#));
        check(r#"""big" ones""#, Some(r#""big" ones"#));
        check(r#""a 5" pipe""#, Some(r#"a 5" pipe"#));
        check(r#""one", "two""#, None);
        check(r#""one" "two""#, None);
        check(r#""one""#, None);
        check(r#""an \"escaped\" one""#, None);
        check("bare", None);
        check(r#""one" key = "two""#, None);
    }

    #[test]
    fn literals_need_no_more_escapes_than_they_must() {
        let check = |text: &str, expected: &str| assert_eq!(literal(text), expected);
        check("a", r#""a""#);
        check(r#"the "big" one"#, r#"'the "big" one'"#);
        check(r#"the "big" one's"#, r#""the \"big\" one's""#);
    }
}
