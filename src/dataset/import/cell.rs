//! What a cell says: `12,450`, `35%`, `$(120)`, `<5`, or nothing.

use crate::dataset::Value;
use crate::dataset::value_text::parse_value;

/// A number with the sign that stood beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) value: Value,
    /// `%` or a sign of money.
    pub(super) sign: Option<char>,
}

/// Texts that stand where there is no number.
const NOTHING: [&str; 14] = [
    "", "-", "–", "—", "--", "n/a", "na", "n.a.", "n.a", "nan", "null", "none", "...", "…",
];

const MONEY: [char; 4] = ['$', '€', '£', '¥'];

/// The cell's number, `None` if it holds none, an error if it holds something else.
pub(super) fn read_cell(text: &str) -> Result<Option<Cell>, ()> {
    let text = text.trim();
    if NOTHING.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    let sign = text.chars().find(|c| MONEY.contains(c) || *c == '%');
    let plain: String = text
        .chars()
        .filter(|c| !MONEY.contains(c) && *c != '%')
        .collect();
    let plain = without_mark(plain.trim());
    if NOTHING.contains(&plain) {
        return Ok(None);
    }
    let number = match plain
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(negative) => format!("-{}", negative.trim()),
        None => plain.to_string(),
    };
    let value = parse_value(&number).or_else(|| parse_value(&decimal_point(&number)));
    value.map(|value| Some(Cell { value, sign })).ok_or(())
}

/// Without the mark of a footnote: `2.5*`, `2.5 (1)`, `2.5[a]`.
fn without_mark(text: &str) -> &str {
    let text = text.trim_end_matches(['*', '†', '‡']).trim_end();
    let opening = text
        .rfind(['(', '['])
        .filter(|&at| at > 0 && text.ends_with([')', ']']));
    match opening.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
        Some((number, mark))
            if mark.len() <= 3 && number.ends_with(|c: char| c.is_ascii_digit() || c == ' ') =>
        {
            number.trim_end()
        }
        _ => text,
    }
}

/// "2,5" with a point, as where the comma separates decimals.
fn decimal_point(text: &str) -> String {
    text.replacen(',', ".", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_with_their_signs() {
        let check = |text: &str, expected: Result<Option<(&str, Option<char>)>, ()>| {
            let found =
                read_cell(text).map(|cell| cell.map(|cell| (cell.value.to_string(), cell.sign)));
            assert_eq!(
                found,
                expected.map(|cell| cell.map(|(value, sign)| (value.to_string(), sign))),
                "{text}"
            );
        };
        check("12,450", Ok(Some(("12,450", None))));
        check("35%", Ok(Some(("35", Some('%')))));
        check("$ 1,204.5", Ok(Some(("1,204.5", Some('$')))));
        check("(120)", Ok(Some(("-120", None))));
        check("$(120)", Ok(Some(("-120", Some('$')))));
        check("(1.2)%", Ok(Some(("-1.2", Some('%')))));
        check("-4", Ok(Some(("-4", None))));
        check("2.5*", Ok(Some(("2.5", None))));
        check("2.5 (1)", Ok(Some(("2.5", None))));
        check("2,5", Ok(Some(("2.5", None))));
        check("<5", Ok(Some(("fewer than 5", None))));
        check("$ –", Ok(None));
        check("n.a.", Ok(None));
        check("", Ok(None));
        check("many", Err(()));
        check("12 kg", Err(()));
    }
}
