//! A cell that holds a number, taken apart: its digits, its signs, and the marks beside it.

use super::marks::{SYMBOLS, customary, is_raised};
use super::{letters, scale};

const MONEY: [char; 8] = ['$', '€', '£', '¥', '₴', '₽', '₹', '₩'];

/// Words for money that stand before a number.
const CURRENCIES: [&str; 22] = [
    "eur", "usd", "us", "gbp", "chf", "jpy", "cny", "rub", "uah", "pln", "sek", "nok", "dkk",
    "czk", "huf", "cad", "aud", "nzd", "inr", "brl", "rs", "kr",
];

/// Words that bound a number, which are no unit.
const BOUNDS: [&str; 12] = [
    "at", "least", "most", "more", "less", "fewer", "than", "over", "above", "about", "up", "to",
];

/// The parts of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Apart<'a> {
    /// Digits with separators, and words or signs that bound them: "<1,234".
    pub(super) core: String,
    /// `%` or a sign of money.
    pub(super) sign: Option<char>,
    /// Zeros of "million" and the like.
    pub(super) zeros: u32,
    /// Marks beside the number, without their brackets.
    pub(super) marks: Vec<&'a str>,
    /// A word behind or before the number that is nothing else: its unit.
    pub(super) unit: Option<&'a str>,
    /// A lone "m", which may be million or metres.
    pub(super) bare_m: bool,
    /// Brackets around the whole number.
    pub(super) bracketed: bool,
}

/// Takes a cell apart; `None` if it has no digit, or more around it than can be told apart.
pub(super) fn take_apart<'a>(text: &'a str, is_mark: &dyn Fn(&str) -> bool) -> Option<Apart<'a>> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut apart = Apart::default();
    let rest = apart.strip_end(text.trim(), is_mark)?;
    let rest = apart.strip_start(rest, is_mark)?;
    apart.core.push_str(rest.trim());
    if apart.bare_m && apart.sign.is_some() {
        apart.zeros += 6;
        apart.bare_m = false;
    }
    Some(apart)
}

impl<'a> Apart<'a> {
    /// Takes the letter at the end for zeros, in a column whose letters are known to multiply.
    pub(super) fn multiply(&mut self, text: &str) {
        let letter = text.len().checked_sub(1).and_then(|at| text.get(at..));
        if let Some(zeros) = letter.and_then(letters::zeros) {
            self.zeros = zeros;
            self.unit = None;
            self.bare_m = false;
        }
    }

    /// Takes signs, marks and words off the end.
    fn strip_end(&mut self, mut rest: &'a str, is_mark: &dyn Fn(&str) -> bool) -> Option<&'a str> {
        loop {
            rest = rest.trim_end();
            let last = rest.chars().next_back()?;
            let before = &rest[..rest.len() - last.len_utf8()];
            rest = if last.is_ascii_digit() {
                return Some(rest);
            } else if MONEY.contains(&last) || last == '%' {
                self.signed(last)?;
                before
            } else if SYMBOLS.contains(&last) || is_raised(last) {
                // A raised bracket belongs to the raised digit within it.
                if !matches!(last, '⁽' | '⁾') {
                    self.marks.push(&rest[before.len()..]);
                }
                before
            } else if matches!(last, ')' | ']') {
                match bracketed_end(rest) {
                    Some((number, mark)) => {
                        self.marks.push(mark);
                        number
                    }
                    None => return Some(rest),
                }
            } else if last.is_alphabetic() || last == '.' && before.ends_with(char::is_alphabetic) {
                let start = rest
                    .trim_end_matches(|c: char| c.is_alphabetic() || c == '.')
                    .len();
                if !self.word(&rest[start..], is_mark, false)? {
                    return Some(rest);
                }
                &rest[..start]
            } else {
                return Some(rest);
            };
        }
    }

    /// Takes signs, marks and words off the start; a minus stays, with what stands behind it.
    fn strip_start(
        &mut self,
        mut rest: &'a str,
        is_mark: &dyn Fn(&str) -> bool,
    ) -> Option<&'a str> {
        loop {
            rest = rest.trim_start();
            let first = rest.chars().next()?;
            let behind = &rest[first.len_utf8()..];
            rest = if MONEY.contains(&first) || first == '%' {
                self.signed(first)?;
                behind
            } else if SYMBOLS.contains(&first) || is_raised(first) {
                self.marks.push(&rest[..first.len_utf8()]);
                behind
            } else if matches!(first, '-' | '−' | '–') && self.core.is_empty() {
                self.core.push('-');
                behind
            } else if first == '(' && self.core.is_empty() && rest.ends_with(')') {
                self.core.push('-');
                self.bracketed = true;
                let inner = behind.strip_suffix(')')?;
                self.strip_end(inner, is_mark)?
            } else if first.is_alphabetic() {
                let word = rest
                    .split(|c: char| !c.is_alphabetic() && c != '.')
                    .next()?;
                if !self.word(word, is_mark, true)? {
                    return Some(rest);
                }
                &rest[word.len()..]
            } else {
                return Some(rest);
            };
        }
    }

    fn signed(&mut self, sign: char) -> Option<()> {
        let other = self.sign.replace(sign);
        (other.is_none() || other == Some(sign)).then_some(())
    }

    /// Takes a word; `Some(false)` if it belongs to the number, `None` if there is one word too many.
    fn word(
        &mut self,
        word: &'a str,
        is_mark: &dyn Fn(&str) -> bool,
        before: bool,
    ) -> Option<bool> {
        let lower = word.to_lowercase();
        if BOUNDS.contains(&lower.as_str()) || lower == "e" && before {
            return Some(false);
        }
        let bare = word.trim_end_matches('.');
        let flag = bare.chars().all(char::is_lowercase) && customary(bare).is_some();
        if let Some(zeros) = scale::zeros(word).filter(|_| !before) {
            self.zeros += zeros;
        } else if is_mark(bare) || flag {
            self.marks.push(bare);
        } else if lower == "m" && !before {
            self.bare_m = true;
        } else if let Some(letters) = several_flags(word, is_mark).filter(|_| !before) {
            self.marks.extend(letters);
        } else if before && !CURRENCIES.contains(&lower.as_str())
            || self.unit.replace(word).is_some()
        {
            return None;
        }
        Some(true)
    }
}

/// "bu": two letters that are a mark each.
fn several_flags<'a>(word: &'a str, is_mark: &dyn Fn(&str) -> bool) -> Option<Vec<&'a str>> {
    let letters: Vec<&str> = word.split_inclusive(|_: char| true).collect();
    let flags = letters
        .iter()
        .all(|letter| is_mark(letter) || customary(letter).is_some());
    let lower = word.chars().all(char::is_lowercase);
    ((2..=3).contains(&letters.len()) && lower && flags).then_some(letters)
}

/// The number and the mark of "2.5 (1)" and "2.5[a]"; none where the brackets hold the number.
fn bracketed_end(text: &str) -> Option<(&str, &str)> {
    let opening = text.rfind(['(', '['])?;
    let (number, rest) = text.split_at(opening);
    let mark = rest.get(1..rest.len() - 1)?.trim();
    let digits = mark.bytes().all(|byte| byte.is_ascii_digit());
    let signs = mark
        .chars()
        .all(|c| c.is_alphabetic() || SYMBOLS.contains(&c) || c == '.');
    let note = mark.to_lowercase().starts_with("note") && mark.len() <= 8;
    let short = if digits {
        mark.len() <= 2
    } else {
        note || signs && mark.chars().count() <= 5
    } && !mark.is_empty();
    (short && number.bytes().any(|byte| byte.is_ascii_digit())).then_some((number, mark))
}
