//! From a place in a text to the place in the file where it is written, quotes and escapes counted.

use std::ops::Range;

/// The bytes of a TOML string literal, quotes included, at which the bytes `range` of its text are written.
pub(crate) fn inside(literal: &str, range: &Range<usize>) -> Range<usize> {
    let quotes = opening(literal);
    let body = literal.get(quotes..).unwrap_or_default();
    let skipped = if quotes == 3 { leading_break(body) } else { 0 };
    let start = quotes + skipped;
    let end_of_text = literal.len().saturating_sub(quotes).max(start);
    let places = if literal.starts_with('"') {
        let escaped = literal.get(start..).unwrap_or_default();
        let from = at_escaped(escaped, range.start);
        [
            from + invisible(escaped, from),
            at_escaped(escaped, range.end),
        ]
    } else {
        [range.start, range.end]
    };
    let [from, to] = places.map(|place| (start + place).min(end_of_text));
    from..to.max(from)
}

/// How many quotes open the literal.
fn opening(literal: &str) -> usize {
    match literal.as_bytes() {
        [b'\'', b'\'', b'\'', ..] | [b'"', b'"', b'"', ..] => 3,
        [b'\'' | b'"', ..] => 1,
        _ => 0,
    }
}

/// A line break right after three quotes does not belong to the text.
fn leading_break(body: &str) -> usize {
    match body.as_bytes() {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

/// Where in the written form the byte `offset` of the text stands.
fn at_escaped(written: &str, offset: usize) -> usize {
    let (mut at, mut text) = (0, 0);
    while text < offset {
        let Some((taken, given)) = written.get(at..).and_then(step) else {
            break;
        };
        at += taken;
        text += given;
    }
    at
}

/// The bytes at `at` that give nothing: a line that is continued.
fn invisible(written: &str, at: usize) -> usize {
    match written.get(at..).and_then(step) {
        Some((taken, 0)) => taken,
        _ => 0,
    }
}

/// The bytes that one character or escape takes as written, and those it gives.
fn step(written: &str) -> Option<(usize, usize)> {
    let mut chars = written.chars();
    let first = chars.next()?;
    if first != '\\' {
        return Some((first.len_utf8(), first.len_utf8()));
    }
    let digits = match chars.next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        c if c.is_whitespace() => {
            let rest = written.get(1..)?;
            return Some((1 + rest.len() - rest.trim_start().len(), 0));
        }
        c => return Some((1 + c.len_utf8(), 1)),
    };
    let code = written
        .get(2..2 + digits)
        .and_then(|code| u32::from_str_radix(code, 16).ok());
    let given = code.and_then(char::from_u32).map_or(1, char::len_utf8);
    Some((2 + digits, given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_text_are_found_in_its_literal() {
        let check = |literal: &str, range: Range<usize>, expected: &str| {
            assert_eq!(
                literal.get(inside(literal, &range)),
                Some(expected),
                "{literal} {range:?}"
            );
        };
        check("\"a lamp\"", 2..6, "lamp");
        check("'a lamp'", 2..6, "lamp");
        check("'''a lamp'''", 2..6, "lamp");
        check("'''\n{{ a }}'''", 3..4, "a");
        check("\"\"\"\r\na lamp\"\"\"", 2..6, "lamp");
        check(r#""\"a\" lamp""#, 4..8, "lamp");
        check(r#""\u00e9 lamp""#, 3..7, "lamp");
        check("\"\"\"a \\\n   lamp\"\"\"", 2..6, "lamp");
        check("\"мыс lamp\"", 7..11, "lamp");
        check("\"ab\"", 1..99, "b");
        check("\"ab\"", 98..99, "");
        check("", 0..3, "");
    }
}
