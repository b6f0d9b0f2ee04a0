//! What one label says: `2019`, `2013-15`, `2020 Q4`, `Jul 2019`, `year ending March 2020`, `2024 YTD`. What needs the other labels of its
//! column to be sure is left open here.

use jiff::civil::Date;

use super::Stretch;
use super::names::{is_noise, month};
use super::pattern::plain;
use super::token::{Token, tokens};
use crate::import::number::{customary, is_raised_digit};

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Label {
    /// A period for certain.
    Sure(Stretch),
    /// "FY2019": a financial year called by one year.
    Named(i16),
    /// "2019/20": twelve months that begin in one year and end in the next.
    Financial(i16),
    /// "2019-20", "2013-15", "2010-12": two years, or a year and a month; the second as it is written, and whether in two digits.
    Pair(i16, i16, bool),
    /// A day.
    Day(Date),
    /// "01/02/2020": day and month in either order.
    Slashed(u8, u8, i16),
    /// "Jan-20": the month of a year in two digits.
    ShortYear(u8, u8),
    /// "202001".
    Digits(u32),
    /// A part of a year that another label gives.
    Part(Part),
    /// A period that a data file cannot hold, or that is not given whole; why.
    Refused(&'static str),
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Part {
    Month(u8),
    Quarter(u8),
    Half(u8),
}

impl Part {
    /// That part of a year.
    pub(in crate::import) fn of(self, year: i16) -> Stretch {
        match self {
            Self::Month(month) => Stretch::months(year, month, 1),
            Self::Quarter(nth) => Stretch::months(year, 3 * nth - 2, 3),
            Self::Half(nth) => Stretch::months(year, 6 * nth - 5, 6),
        }
    }

    /// That part of a year, which may be a financial one: its first quarter begins when it begins. None for other stretches.
    pub(in crate::import) fn within(self, stretch: Stretch) -> Option<Stretch> {
        match stretch {
            Stretch::Years(first, last) if first == last => Some(self.of(first)),
            Stretch::Months((year, month), _) if stretch == Stretch::months(year, month, 12) => {
                let from = |behind: u8| {
                    let at = month - 1 + behind;
                    (year + i16::from(at / 12), at % 12 + 1)
                };
                let ((year, month), count) = match self {
                    Self::Month(named) => (from((named + 12 - month) % 12), 1),
                    Self::Quarter(nth) => (from(3 * nth - 3), 3),
                    Self::Half(nth) => (from(6 * nth - 6), 6),
                };
                Some(Stretch::months(year, month, count))
            }
            _ => None,
        }
    }
}

/// A label and the marks of footnotes that stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Labelled {
    pub(in crate::import) label: Label,
    pub(in crate::import) marks: Vec<String>,
}

const TO_DATE: &str = "a year to date, and the table does not say to which day";
const OPEN: &str = "it has no beginning or no end";
const TO_A_MONTH: &str = "it may be the twelve months to then, or the year up to then";

/// The period that a text names; `None` where it names none.
pub(in crate::import) fn read(text: &str) -> Option<Labelled> {
    let (bare, marks) = without_marks(text.trim());
    let pieces = tokens(bare);
    let label = refused(&pieces)
        .or_else(|| year_ending(&pieces))
        .or_else(|| plain(&without_noise(&pieces)))?;
    Some(Labelled { label, marks })
}

/// Words in brackets behind a year that are a remark on it.
const REMARKS: [&str; 14] = [
    "provisional",
    "preliminary",
    "estimate",
    "estimated",
    "estimates",
    "revised",
    "forecast",
    "projected",
    "projection",
    "budget",
    "actual",
    "prov.",
    "prel.",
    "est.",
];

/// Takes footnote marks off the end: `2019*`, `2020 (p)`, `2021p`, `1990 [YR1990]`.
fn without_marks(text: &str) -> (&str, Vec<String>) {
    let mut rest = text;
    let mut marks = Vec::new();
    loop {
        rest = rest.trim_end();
        let Some(last) = rest.chars().next_back() else {
            return (rest, marks);
        };
        if matches!(last, '*' | '†' | '‡') {
            rest = &rest[..rest.len() - last.len_utf8()];
            marks.push(last.to_string());
        } else if let Some((before, mark)) = raised(rest) {
            rest = before;
            marks.push(mark.to_owned());
        } else if let Some((before, inside)) = bracketed(rest) {
            rest = before;
            if !inside.to_lowercase().starts_with("yr") {
                marks.push(inside.to_owned());
            }
        } else if let Some((before, letter)) = lettered(rest) {
            rest = before;
            if letter != "A" {
                marks.push(letter.to_owned());
            }
        } else {
            return (rest, marks);
        }
    }
}

/// The raised digits at the end, without brackets that are raised too: `2021¹⁾`, `2021¹²`.
pub(in crate::import) fn raised(text: &str) -> Option<(&str, &str)> {
    let before = text.trim_end_matches(is_raised_digit);
    let mark = text[before.len()..].trim_matches(['⁽', '⁾']);
    (!mark.is_empty() && !before.is_empty()).then_some((before, mark))
}

/// The mark in brackets at the end.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', ']'])?;
    let opening = inner.rfind(['(', '['])?;
    let (before, inside) = (text[..opening].trim_end(), inner[opening + 1..].trim());
    let number = inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let lower = inside.to_lowercase();
    let known = number
        || inside.chars().count() == 1
        || lower.starts_with("yr")
        || lower.starts_with("note")
        || customary(inside).is_some()
        || REMARKS.contains(&lower.as_str());
    (known && !before.is_empty()).then_some((before, inside))
}

/// The customary letter behind a year: `2021p`, `2021 e`; "1990s" is a decade.
fn lettered(text: &str) -> Option<(&str, &str)> {
    let letter = text.get(text.len().checked_sub(1)?..)?;
    let before = text[..text.len() - 1].trim_end();
    let year = before.get(before.len().checked_sub(4)?..)?;
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    let flag = matches!(
        letter,
        "p" | "e" | "f" | "r" | "b" | "P" | "E" | "F" | "R" | "A"
    );
    (digits && flag).then_some((before, letter))
}

/// Periods that are named and cannot be held.
fn refused(pieces: &[Token]) -> Option<Label> {
    let words: Vec<&str> = pieces.iter().filter_map(Token::word).collect();
    let year = pieces.iter().any(|piece| piece.year().is_some());
    let pair = |first: &str, second: &str| words.windows(2).any(|two| two == [first, second]);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if words.contains(&"ytd")
        || pair("to", "date")
        || pair("so", "far")
        || has(&["bisher", "cumul"])
    {
        return Some(Label::Refused(TO_DATE));
    }
    if !year {
        return None;
    }
    let opens = [
        "since",
        "before",
        "after",
        "pre",
        "post",
        "onwards",
        "onward",
        "until",
        "ab",
        "seit",
        "vor",
        "earlier",
        "later",
        "depuis",
        "avant",
        "после",
        "до",
    ];
    let signs = pieces
        .iter()
        .any(|piece| piece.is(&['<', '>', '+', '≤', '≥']));
    let stretch = pieces.iter().filter(|piece| piece.year().is_some()).count() > 1;
    if signs || has(&opens) && !stretch && !words.iter().any(|word| month(word).is_some()) {
        return Some(Label::Refused(OPEN));
    }
    None
}

/// "Year ending March 2020", "12 months to June 2021", "to June 2024", "end of 2019", "as at 31 March 2020".
fn year_ending(pieces: &[Token]) -> Option<Label> {
    let words = |count: usize| -> Vec<&str> {
        pieces
            .iter()
            .take(count)
            .map(|piece| piece.word().unwrap_or_default())
            .collect()
    };
    let twelve = matches!(pieces, [Token::Number(12, 2), Token::Word(months), ..] if months.starts_with("month"));
    let start = match words(3)[..] {
        ["year", "ending" | "ended" | "to" | "end", ..] => 2,
        ["y", "e", ..] | ["ye", ..] => {
            if words(1) == ["ye"] {
                1
            } else {
                2
            }
        }
        _ if twelve => 3,
        ["to" | "through" | "thru" | "until" | "bis", ..] => {
            let ends = month_and_year(pieces.get(1..)?)?;
            return Some(if ends.1 == 12 {
                Label::Sure(Stretch::Years(ends.0, ends.0))
            } else {
                Label::Refused(TO_A_MONTH)
            });
        }
        _ => return state(pieces),
    };
    let rest = pieces.get(start..)?;
    let rest = rest.strip_prefix(&[Token::Sign(':')]).unwrap_or(rest);
    let (year, month) = month_and_year(rest)?;
    let (first_year, first) = if month == 12 {
        (year, 1)
    } else {
        (year - 1, month + 1)
    };
    Some(Label::Sure(Stretch::months(first_year, first, 12)))
}

/// "March 2020", or its last day.
fn month_and_year(pieces: &[Token]) -> Option<(i16, u8)> {
    match plain(&without_noise(pieces))? {
        Label::Sure(Stretch::Months(first, last)) if first == last => Some(first),
        Label::Sure(Stretch::Years(first, last)) if first == last => Some((first, 12)),
        Label::Day(day) if day == day.last_of_month() => {
            Some((day.year(), u8::try_from(day.month()).ok()?))
        }
        _ => None,
    }
}

/// "End of 2019", "at 31 December 2019", "1 January 2020" after "as of".
fn state(pieces: &[Token]) -> Option<Label> {
    let words: Vec<&str> = pieces.iter().map_while(Token::word).collect();
    let (lead, end) = match words[..] {
        ["end", "of", ..] => (2, true),
        ["end" | "ende" | "eoy" | "fin", ..] => (1, true),
        ["as", "of" | "at" | "on", ..] => (2, false),
        ["at" | "on" | "stand", ..] => (1, false),
        _ => return None,
    };
    let rest = without_noise(pieces.get(lead..)?);
    match plain(&rest)? {
        Label::Day(day) => Some(Label::Sure(Stretch::At(day))),
        Label::Sure(Stretch::Years(_, year)) if end => {
            Some(Label::Sure(Stretch::At(Date::new(year, 12, 31).ok()?)))
        }
        Label::Sure(Stretch::Months(_, (year, month))) if end => {
            let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
            Some(Label::Sure(Stretch::At(first.last_of_month())))
        }
        Label::Slashed(..) if !end => plain(&rest),
        _ => None,
    }
}

fn without_noise(pieces: &[Token]) -> Vec<Token> {
    let noise = |piece: &Token| {
        piece.word().is_some_and(is_noise) || piece.is(&['(', ')', '\'', '’', '[', ']', '"'])
    };
    let comma = |piece: &Token| piece.is(&[',', ';']);
    let kept = pieces.iter().filter(|piece| !noise(piece) && !comma(piece));
    let mut kept: Vec<Token> = kept.cloned().collect();
    while kept.last().is_some_and(|last| last.is(&['.', ':'])) {
        kept.pop();
    }
    kept
}
