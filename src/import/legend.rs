//! What a table itself says of its marks: "p = provisional", "(1) Without Crete", "* estimate".

use std::collections::{BTreeMap, BTreeSet};

/// Marks with their meanings.
#[derive(Debug, Clone, Default)]
pub(super) struct Legend {
    meanings: BTreeMap<String, String>,
    /// Numbers that stand for none, such as -999.
    missing: BTreeSet<String>,
    /// Whether brackets around a number are a mark.
    brackets: bool,
}

/// The longest mark.
const LONGEST: usize = 5;

impl Legend {
    /// Reads the lines around a table.
    pub(super) fn read<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut legend = Self::default();
        for line in lines {
            let line = line.trim_start_matches(['#', ' ']);
            legend.missing.extend(missing(line));
            legend.brackets |= line.starts_with("()") || line.starts_with("( )");
            let list = line
                .split_once(':')
                .filter(|(before, _)| is_heading(before));
            let line = list.map_or(line, |(_, behind)| behind);
            let bracketed = line.starts_with(['[', '('])
                && line.matches(", [").count() + line.matches(", (").count() > 0;
            let commas = (line.matches('=').count() > 1 || bracketed) && !line.contains(';');
            let parts: &[char] = if commas { &[',', '|'] } else { &[';', '|'] };
            line.split(parts)
                .for_each(|piece| legend.piece(piece.trim()));
        }
        legend
    }

    /// One explanation.
    fn piece(&mut self, piece: &str) {
        let Some((mark, meaning)) = explained(piece) else {
            return;
        };
        self.meanings
            .entry(mark.to_lowercase())
            .or_insert_with(|| meaning.to_owned());
    }

    /// Whether a number is said to stand for none.
    pub(super) fn is_missing(&self, text: &str) -> bool {
        self.missing.contains(text)
    }

    /// Whether brackets around a number say something else than that it is negative.
    pub(super) fn has_brackets(&self) -> bool {
        self.brackets
    }

    pub(super) fn meaning(&self, mark: &str) -> Option<&str> {
        self.meanings.get(&mark.to_lowercase()).map(String::as_str)
    }

    pub(super) fn knows(&self, mark: &str) -> bool {
        self.meaning(mark).is_some()
    }
}

/// The number of "Missing: -999" and "no data = -99.9".
fn missing(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let said = [
        "missing",
        "no data",
        "nodata",
        "not available",
        "fill value",
    ]
    .iter()
    .any(|words| lower.contains(words));
    let number = lower
        .split_whitespace()
        .map(|word| word.trim_matches(['=', ':', ',', ';', '"', '(', ')']))
        .find(|word| {
            let digits = word.trim_start_matches('-');
            digits.starts_with("99")
                && digits
                    .bytes()
                    .all(|byte| byte == b'9' || byte == b'.' || byte == b'0')
        });
    number.filter(|_| said).map(str::to_owned)
}

fn is_heading(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "legend",
        "flags",
        "symbols",
        "key",
        "notes",
        "note",
        "zeichenerklärung",
        "marks",
        "available flags",
        "special value",
    ]
    .iter()
    .any(|known| lower.ends_with(known))
}

/// The mark and the meaning of "p = provisional", "(1) Without Crete", "[x]: not available", "* estimate".
fn explained(piece: &str) -> Option<(&str, &str)> {
    if let Some(inner) = piece.strip_prefix(['(', '[']) {
        let close = inner.find([')', ']'])?;
        let (mark, rest) = (inner[..close].trim(), &inner[close + 1..]);
        return sound(
            mark,
            rest.trim_start_matches([' ', '=', ':', '-', '–', '.']),
        );
    }
    let symbol = piece.chars().next()?;
    if matches!(symbol, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴' | '⁵') {
        let mark: usize = piece
            .chars()
            .take_while(|c| *c == symbol)
            .map(char::len_utf8)
            .sum();
        return sound(
            &piece[..mark],
            piece[mark..].trim_start_matches([' ', '=', ':', '-', '–', ')']),
        );
    }
    for sign in ["=", ":", " – ", " - ", ")"] {
        if let Some((mark, meaning)) = piece.split_once(sign) {
            let mark = mark.trim().trim_matches(['"', '“', '”', '\'', '`']);
            if let Some(found) = sound(mark, meaning) {
                return Some(found);
            }
        }
    }
    let (mark, meaning) = piece.split_once([' ', '\t'])?;
    let digit = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
    let dots = mark
        .chars()
        .all(|c| matches!(c, '.' | '…' | ':' | '-' | '–' | '/'));
    if digit || dots {
        sound(mark, meaning)
    } else {
        None
    }
}

fn sound<'a>(mark: &'a str, meaning: &'a str) -> Option<(&'a str, &'a str)> {
    let meaning = meaning.trim().trim_end_matches(['.', ',']);
    let note = mark.to_lowercase().starts_with("note") && mark.len() <= 8;
    let short =
        !mark.is_empty() && (note || mark.chars().count() <= LONGEST && !mark.contains(' '));
    let words = meaning.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    (short && words).then_some((mark, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_explain_their_marks() {
        let check = |line: &str, expected: &[(&str, &str)]| {
            let legend = Legend::read([line]);
            let found: Vec<(&str, &str)> = legend
                .meanings
                .iter()
                .map(|(mark, meaning)| (mark.as_str(), meaning.as_str()))
                .collect();
            assert_eq!(found, expected, "{line}");
        };
        check("p = provisional", &[("p", "provisional")]);
        check(
            "Flags: p=provisional; e=estimated",
            &[("e", "estimated"), ("p", "provisional")],
        );
        check("(1) Without Crete.", &[("1", "Without Crete")]);
        check(
            "[p] provisional, [x] = not available",
            &[("p", "provisional"), ("x", "not available")],
        );
        check("[x]: not available", &[("x", "not available")]);
        check("[note 1] Without Crete", &[("note 1", "Without Crete")]);
        check("* estimate", &[("*", "estimate")]);
        check("1) Without Crete", &[("1", "Without Crete")]);
        check("2 Including Corfu", &[("2", "Including Corfu")]);
        check(
            "p=provisional, r=revised",
            &[("p", "provisional"), ("r", "revised")],
        );
        check("- nichts vorhanden", &[("-", "nichts vorhanden")]);
        check("Source: Statistical Office", &[]);
        check("Births by year", &[]);
    }
}
