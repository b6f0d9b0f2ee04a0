//! What a cell says: `12,450`, `35 %`, `$(120)`, `<5`, `8,100 p`, or that there is no number. It must not know where the cell stands.

mod apart;
mod lakhs;
mod letters;
mod marks;
mod scale;
mod separators;

pub(super) use lakhs::Lakhs;
pub(super) use letters::Letters;
pub(super) use marks::{customary, is_raised_digit};
pub(super) use scale::of_heading;
pub use separators::Decimal;
pub(super) use separators::{Spot, Votes};

use super::grid::{Cell, Kind};
use crate::dataset::{Value, parse_value};
use apart::{Apart, take_apart};

/// Where a column tells of the zeros of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zeros {
    /// Nowhere, or by a word beside a number.
    Beside,
    /// By `k`, `M` and `B` behind its numbers.
    ByLetters,
    /// A heading or a line above the table says that they are left out.
    LeftOut,
}

/// How the cells of a column are to be read.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub(super) decimal: Decimal,
    /// Whether groups of digits are those of 12,34,567.
    pub(super) lakhs: bool,
    /// A word that stands beside all numbers.
    pub(super) unit: Option<&'a str>,
    pub(super) zeros: Zeros,
    /// Whether the table itself explains a mark.
    pub(super) explained: &'a dyn Fn(&str) -> bool,
}

/// A number with the signs and marks that stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read<'a> {
    pub(super) value: Value,
    /// `%` or a sign of money.
    pub(super) sign: Option<char>,
    pub(super) marks: Vec<&'a str>,
    /// Brackets around it, which make it negative.
    pub(super) bracketed: bool,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// Nothing, or a mark that stands for no number.
    Nothing(&'a str),
    Number(Read<'a>),
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread<'a> {
    NoNumber,
    /// A mark in place of a number that nobody explains.
    Mark,
    /// A word beside the number.
    Word(&'a str),
    /// "12 m": million or metres.
    BareM,
    /// "12k" where the table counts in thousands already.
    Twice,
    /// Thousands that are not three digits each, in this column's way of writing.
    Grouping,
    /// More digits than are computed with.
    Digits,
}

/// What a column's numbers tell of how it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey<'a> {
    pub(super) votes: Votes,
    /// Cells with a number.
    pub(super) numbers: usize,
    /// Those that are nothing but a number.
    pub(super) plain: usize,
    /// Those that are a range.
    pub(super) ranges: usize,
    /// Cells with a mark in place of a number.
    pub(super) marks: usize,
    /// Cells with other text.
    pub(super) texts: usize,
    /// The word beside numbers, and how many have it.
    pub(super) unit: Option<(&'a str, usize)>,
}

impl<'a> Survey<'a> {
    /// Looks at one more cell.
    pub(super) fn look(&mut self, cell: Cell<'a>, at: Spot, explained: &dyn Fn(&str) -> bool) {
        if cell.text.is_empty() {
            return;
        }
        let apart = take_apart(cell.text, explained).filter(|apart| is_number(&apart.core));
        let Some(apart) = apart else {
            let marked = in_place(cell.text, explained).is_ok();
            self.marks += usize::from(marked);
            self.texts += usize::from(!marked);
            return;
        };
        self.numbers += 1;
        let range = is_range(&apart.core);
        self.ranges += usize::from(range);
        self.plain += usize::from(!range && apart.unit.is_none());
        if cell.kind == Kind::Text {
            let scientific = exponent(&apart.core).is_some();
            for run in separators::runs(&apart.core)
                .into_iter()
                .filter(|_| !scientific)
            {
                self.votes.look(&apart.core[run], at);
            }
        }
        if let Some(unit) = apart.unit {
            let known = self.unit.filter(|(known, _)| *known == unit);
            let count = known.map_or(0, |(_, count)| count);
            self.unit = (count > 0 || self.unit.is_none()).then_some((unit, count + 1));
        }
    }
}

/// A text that may be a mark: short, or explained by the table.
fn is_mark(text: &str, explained: &dyn Fn(&str) -> bool) -> bool {
    explained(text)
        || explained(bare(text))
        || text.chars().all(|c| marks::SYMBOLS.contains(&c))
        || customary(bare(text)).is_some()
}

/// Without the brackets around it.
fn bare(text: &str) -> &str {
    let inner = text
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.strip_suffix([')', ']']));
    inner.unwrap_or(text).trim()
}

/// Words beside the digits of a number, which bound it.
const BOUNDS: [&str; 16] = [
    "at", "least", "most", "more", "less", "fewer", "than", "over", "above", "about", "up", "to",
    "or", "e", "E", "no",
];

/// Digits and what may stand around them, and no words or signs that make it something else.
fn is_number(core: &str) -> bool {
    if exponent(core).is_some() {
        return true;
    }
    let mut rest = core.to_owned();
    let runs = separators::runs(core);
    for run in runs.iter().rev() {
        rest.replace_range(run.clone(), " ");
    }
    let signs = ['-', '–', '−', '—', '<', '>', '≤', '≥', '~', '=', '+', '.'];
    let known = |piece: &str| BOUNDS.contains(&piece) || piece.chars().all(|c| signs.contains(&c));
    (1..=2).contains(&runs.len()) && rest.split_whitespace().all(known)
}

/// "15–64" and "65+", which name a class more often than they count.
fn is_range(core: &str) -> bool {
    core.ends_with('+') || separators::runs(core).len() == 2 && exponent(core).is_none()
}

/// What the cell says, in the manner of its column.
pub(super) fn read<'a>(cell: Cell<'a>, manner: &Manner<'_>) -> Result<Said<'a>, Unread<'a>> {
    let text = cell.text;
    if text.is_empty() || marks::is_nothing(text) {
        return Ok(Said::Nothing(text));
    }
    let Some(mut apart) = take_apart(text, manner.explained) else {
        return in_place(text, manner.explained);
    };
    if manner.zeros == Zeros::ByLetters {
        apart.multiply(text);
    }
    if let Some(unit) = apart.unit.filter(|unit| manner.unit != Some(*unit)) {
        return Err(Unread::Word(unit));
    }
    if apart.bare_m {
        return Err(Unread::BareM);
    }
    if apart.zeros > 0 && manner.zeros == Zeros::LeftOut {
        return Err(Unread::Twice);
    }
    let value = value(&apart, cell, manner)?;
    let percentage = (cell.kind == Kind::Percent).then_some('%');
    Ok(Said::Number(Read {
        value,
        sign: apart.sign.or(percentage),
        marks: apart.marks,
        bracketed: apart.bracketed,
    }))
}

/// A cell without digits: a mark that is known, or explained by the table.
fn in_place<'a>(text: &'a str, explained: &dyn Fn(&str) -> bool) -> Result<Said<'a>, Unread<'a>> {
    let pieces = text.split_whitespace();
    let known = |piece: &str| marks::is_nothing(piece) || is_mark(piece, explained);
    if marks::is_nothing(text) || pieces.clone().count() > 0 && pieces.clone().all(known) {
        return Ok(Said::Nothing(text));
    }
    let short = text.chars().count() <= 3;
    Err(if short {
        Unread::Mark
    } else {
        Unread::NoNumber
    })
}

fn value(apart: &Apart<'_>, cell: Cell<'_>, manner: &Manner<'_>) -> Result<Value, Unread<'static>> {
    let mut text = String::new();
    if let Some((mantissa, power)) = exponent(&apart.core) {
        let plain = separators::plain(mantissa, cell, manner).ok_or(Unread::NoNumber)?;
        text.push_str(if apart.core.starts_with('-') { "-" } else { "" });
        text.push_str(&shifted(&plain, power + i64::from(apart.zeros)).ok_or(Unread::Digits)?);
    } else {
        let mut end = 0;
        for run in separators::runs(&apart.core) {
            text.push_str(&apart.core[end..run.start]);
            let plain = separators::plain(&apart.core[run.clone()], cell, manner)
                .ok_or(Unread::Grouping)?;
            text.push_str(&shifted(&plain, i64::from(apart.zeros)).ok_or(Unread::Digits)?);
            end = run.end;
        }
        text.push_str(&apart.core[end..]);
    }
    let at_least = text
        .strip_suffix('+')
        .map(|number| format!("at least {number}"));
    parse_value(at_least.as_deref().unwrap_or(&text)).ok_or_else(|| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits > MOST_DIGITS {
            Unread::Digits
        } else {
            Unread::NoNumber
        }
    })
}

/// Digits that a value of the data has at most.
const MOST_DIGITS: usize = 18;

/// The number and the power of "1.2e6".
fn exponent(core: &str) -> Option<(&str, i64)> {
    let (mantissa, power) = core.trim_start_matches('-').split_once(['e', 'E'])?;
    let digits = mantissa
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    Some((mantissa, power.trim_start_matches('+').parse().ok()?))
        .filter(|_| digits && !mantissa.is_empty())
}

/// A plain number times ten to a power, written out.
fn shifted(plain: &str, power: i64) -> Option<String> {
    if power == 0 {
        return Some(plain.to_owned());
    }
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let power = usize::try_from(power.abs())
        .ok()
        .filter(|power| *power <= MOST_DIGITS)
        .map(|size| (size, power > 0))?;
    let moved = match power {
        (places, true) => {
            let padded = format!("{decimals:0<places$}");
            let (more, rest) = padded.split_at(places);
            format!("{whole}{more}.{rest}")
        }
        (places, false) => {
            let width = places + 1;
            let padded = format!("{whole:0>width$}");
            let (less, more) = padded.split_at(padded.len() - places);
            format!("{less}.{more}{decimals}")
        }
    };
    let (whole, decimals) = moved.split_once('.')?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.trim_end_matches('0');
    Some(if decimals.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{decimals}")
    })
}

#[cfg(test)]
mod tests;
