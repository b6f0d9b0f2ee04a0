//! What parts decimals in a column: told by all of its numbers together, never by one.

use super::Manner;
use super::lakhs::are_lakhs;
use crate::import::grid::{Cell, Kind};

/// What parts decimals; the other sign parts thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Decimal {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

/// Where a number was found that tells something, as row and column of the sheet.
pub(in crate::import) type Spot = (usize, usize);

/// What the numbers of a column tell.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import) struct Votes {
    pub(in crate::import) point: Option<Spot>,
    pub(in crate::import) comma: Option<Spot>,
    /// "1.234": thousands or decimals.
    pub(in crate::import) either_point: Option<Spot>,
    /// "1,234": thousands or decimals.
    pub(in crate::import) either_comma: Option<Spot>,
}

impl Votes {
    /// Looks at the digits of one number.
    pub(super) fn look(&mut self, digits: &str, at: Spot) {
        let slot = match tell(digits) {
            Told::Nothing => return,
            Told::Point => &mut self.point,
            Told::Comma => &mut self.comma,
            Told::EitherPoint => &mut self.either_point,
            Told::EitherComma => &mut self.either_comma,
        };
        slot.get_or_insert(at);
    }

    /// Together with those of another column.
    pub(in crate::import) fn and(self, other: &Self) -> Self {
        Self {
            point: self.point.or(other.point),
            comma: self.comma.or(other.comma),
            either_point: self.either_point.or(other.either_point),
            either_comma: self.either_comma.or(other.either_comma),
        }
    }

    /// Whether some number may be read in two ways.
    pub(in crate::import) fn doubtful(&self) -> Option<Spot> {
        self.either_point.or(self.either_comma)
    }
}

enum Told {
    Nothing,
    Point,
    Comma,
    EitherPoint,
    EitherComma,
}

fn tell(digits: &str) -> Told {
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let last = digits.rfind(['.', ',']);
    let Some(last) = last else {
        return Told::Nothing;
    };
    let is_point = digits[last..].starts_with('.');
    match (points, commas) {
        (1.., 1..) if is_point => Told::Point,
        (1.., 1..) | (2.., 0) => Told::Comma,
        (0, 2..) => Told::Point,
        _ => {
            let (whole, rest) = (&digits[..last], &digits[last + 1..]);
            let grouped =
                rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            match (grouped, is_point) {
                (true, true) => Told::EitherPoint,
                (true, false) => Told::EitherComma,
                (false, true) => Told::Point,
                (false, false) => Told::Comma,
            }
        }
    }
}

/// The stretches of digits in a text with the separators between them.
pub(super) fn runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let leading_point = matches!(bytes[at], b'.' | b',') && digit(at + 1);
        if !digit(at) && !leading_point {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let joins = is_separator(next) && digit(at + next.len_utf8());
            if !next.is_ascii_digit() && !joins {
                break;
            }
            at += next.len_utf8();
        }
        found.push(start..at);
    }
    found
}

pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',') || is_gap(c)
}

/// What parts thousands and never decimals.
fn is_gap(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_'
    )
}

/// The digits with a point before their decimals and nothing between thousands; `None` where groups are no thousands.
pub(super) fn plain(digits: &str, cell: Cell<'_>, manner: &Manner<'_>) -> Option<String> {
    let point = cell.kind != Kind::Text || manner.decimal == Decimal::Point;
    let (decimal, group) = if point { ('.', ',') } else { (',', '.') };
    let (whole, decimals) = match digits.split_once(decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let groups: Vec<&str> = whole.split(|c: char| c == group || is_gap(c)).collect();
    let (first, rest) = groups.split_first()?;
    let sound = rest.is_empty()
        || manner.lakhs && are_lakhs(&groups)
        || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let sound_decimals =
        decimals.is_none_or(|decimals| decimals.bytes().all(|byte| byte.is_ascii_digit()));
    let whole = if whole.is_empty() {
        "0".to_owned()
    } else {
        groups.concat()
    };
    (sound && sound_decimals).then(|| match decimals {
        Some(decimals) => format!("{whole}.{decimals}"),
        None => whole,
    })
}
