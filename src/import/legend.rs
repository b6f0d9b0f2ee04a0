//! What a table itself says of its marks: "p = provisional", "(1) Without Crete", "* estimate".

use std::collections::{BTreeMap, BTreeSet};

use super::period::speaks_of_time;

/// Marks with their meanings.
#[derive(Debug, Clone, Default)]
pub(super) struct Legend {
    meanings: BTreeMap<String, String>,
    /// The numbers of a list of footnotes below the table.
    footnotes: BTreeSet<u8>,
    /// Numbers that stand for none, such as -999.
    missing: BTreeSet<String>,
    /// Whether brackets around a number are a mark.
    brackets: bool,
}

/// The longest mark.
const LONGEST: usize = 5;

impl Legend {
    /// Reads the lines above a table, below it, and of other sheets.
    pub(super) fn of(above: &[String], below: &[String], more: &[String]) -> Self {
        let lines = above.iter().chain(below).chain(more);
        let mut legend = Self::read(lines.map(String::as_str));
        legend.number(below.iter().chain(more).map(String::as_str));
        legend
    }

    /// Finds a list of footnotes: numbered from 1, with none left out, and no day such as "1 January".
    fn number<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        let found: BTreeMap<u8, &str> = lines
            .filter_map(|line| {
                let (mark, meaning) = explained(line.trim())?;
                Some((mark.parse().ok()?, meaning))
            })
            .collect();
        let counted = found.keys().zip(1..).all(|(number, at)| *number == at);
        if !counted
            || found
                .values()
                .any(|meaning| speaks_of_time(first_word(meaning)))
        {
            return;
        }
        for (number, meaning) in found {
            self.footnotes.insert(number);
            self.meanings.insert(number.to_string(), meaning.to_owned());
        }
    }

    /// Whether a list below the table has a footnote of that number.
    pub(super) fn has_footnote(&self, number: &str) -> bool {
        number
            .parse()
            .is_ok_and(|number: u8| self.footnotes.contains(&number))
    }

    /// Whether the table explains a mark by saying how sure a number is, and not for when it is.
    pub(super) fn is_remark(&self, mark: &str) -> bool {
        self.meaning(mark)
            .is_some_and(|meaning| is_state(meaning) && !speaks_of_time(meaning))
    }

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
                .flat_map(sentences)
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
        let own = self.meanings.get(&mark.to_lowercase());
        let raised = || self.meanings.get(&lowered(mark)?);
        own.or_else(raised).map(String::as_str)
    }

    pub(super) fn knows(&self, mark: &str) -> bool {
        self.meaning(mark).is_some()
    }
}

/// Beginnings of words for figures that will not change any more.
const FINAL: [&str; 8] = [
    "final",
    "défin",
    "defin",
    "endgült",
    "normal",
    "actual",
    "оконч",
    "остаточ",
];

/// Beginnings of words beside which those say something else.
const NO_STATE: [&str; 6] = ["definition", "définition", "not", "non", "nicht", "не"];

/// Beginnings of words for figures that may change, or are not counted.
const OPEN: [&str; 12] = [
    "provis",
    "prelim",
    "revis",
    "révis",
    "estim",
    "forecast",
    "project",
    "projet",
    "vorläuf",
    "geschätz",
    "предвар",
    "поперед",
];

fn begins(meaning: &str, known: &[&str]) -> bool {
    let lower = meaning.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| known.iter().any(|begin| word.starts_with(begin)))
}

/// Whether a meaning says how sure a figure is.
pub(super) fn is_state(meaning: &str) -> bool {
    begins(meaning, &OPEN) || is_final(meaning)
}

/// Whether a meaning says that there is nothing to say of a figure: "definition differs" does.
pub(super) fn is_final(meaning: &str) -> bool {
    begins(meaning, &FINAL) && !begins(meaning, &OPEN) && !begins(meaning, &NO_STATE)
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// The number that raised digits show: "¹²" is footnote 12.
fn lowered(mark: &str) -> Option<String> {
    let digit = |c: char| match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '\u{2070}'..='\u{2079}' => char::from_digit(u32::from(c) - 0x2070, 10),
        _ => None,
    };
    mark.chars().map(digit).collect()
}

/// "RE: Revised Estimates. BE: Budget Estimates." in two, where each of them explains a mark.
fn sentences(text: &str) -> Vec<&str> {
    let explains = |text: &str| {
        let mark = text.split_once([':', '=']).map(|(mark, _)| mark.trim());
        mark.is_some_and(|mark| {
            (1..=LONGEST).contains(&mark.chars().count()) && mark.chars().all(char::is_alphanumeric)
        })
    };
    let mut found = Vec::new();
    let mut rest = text;
    while explains(rest)
        && let Some((at, _)) = rest
            .match_indices(". ")
            .find(|(at, _)| explains(&rest[at + 2..]))
    {
        found.push(&rest[..at]);
        rest = &rest[at + 2..];
    }
    found.push(rest);
    found
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
    let lower = text.trim_end().to_lowercase();
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
        || matches!(lower.as_str(), "code" | "codes" | "status" | "statuts")
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
        check(
            "RE: Revised Estimates. BE: Budget Estimates.",
            &[("be", "Budget Estimates"), ("re", "Revised Estimates")],
        );
        check(
            "p: of May. See below: all",
            &[("p", "of May. See below: all")],
        );
        check(
            "Codes : A = valeur définitive ; P = valeur provisoire",
            &[("a", "valeur définitive"), ("p", "valeur provisoire")],
        );
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
