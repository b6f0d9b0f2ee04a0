//! Numbers written in words, alone or behind digits: "fifteen", "half a million", "1.2 million", "две тысячи".
//!
//! "One", "a" and "second" alone stay words. Years in words ("twenty twenty-four") become plain numbers like years in digits.

mod cardinal;
mod fractions;
mod scales;
#[cfg(test)]
mod tests;
mod words;
mod year;

use self::words::Numeral;
pub use self::words::Numerals;
use super::closed::{Closed, Roles};
use super::token::{NumberToken, Suffix, Token, TokenKind};
use crate::dataset::Number;

/// A number found in a run of tokens.
struct Found {
    value: Number,
    /// How many tokens it takes.
    length: usize,
    kind: Kind,
    /// The number before its scale.
    scaled: Option<Number>,
}

/// How a number in words is to be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exact,
    /// It ends in "thousand" or "million".
    Rounded,
    /// It reads as a year.
    Year,
    /// Its last word is an ordinal: "twenty-first".
    Ordinal,
    /// A part of a whole, in percent: "two thirds".
    Part,
}

/// Puts a number token in place of each number written in words.
pub fn spelled_numbers(tokens: Vec<Token>, closed: &Closed) -> Vec<Token> {
    let numerals: Vec<Option<Numeral>> = tokens
        .iter()
        .map(|token| numeral_of(token, &closed.numerals))
        .collect();
    let counts = tokens.iter().any(|token| token.number.is_some());
    if !counts && numerals.iter().all(Option::is_none) {
        return tokens;
    }
    let reader = Reader {
        tokens: &tokens,
        numerals: &numerals,
        roles: &closed.roles,
    };
    let mut read = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(found) = reader.number(at) {
            let length = found.length;
            read.push(merged(&tokens[at..at + length], &found));
            at += length;
        } else {
            read.push(token.clone());
            at += 1;
        }
    }
    read
}

fn numeral_of(token: &Token, numerals: &Numerals) -> Option<Numeral> {
    match token.kind {
        TokenKind::Word => numerals.get(&token.text),
        _ => None,
    }
}

fn merged(tokens: &[Token], found: &Found) -> Token {
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let start = tokens.first().map_or(0, |token| token.chars.start);
    let end = tokens.last().map_or(start, |token| token.chars.end);
    Token {
        kind: TokenKind::Number,
        text: words.join(" "),
        chars: start..end,
        number: Some(NumberToken {
            value: found.value,
            suffix: match found.kind {
                Kind::Ordinal => Suffix::Ordinal,
                Kind::Part => Suffix::Percent,
                _ => Suffix::None,
            },
            rounded: matches!(found.kind, Kind::Rounded | Kind::Part),
            plain: found.kind == Kind::Year,
            scaled: found.scaled,
        }),
        capital: false,
    }
}

struct Reader<'a> {
    tokens: &'a [Token],
    numerals: &'a [Option<Numeral>],
    roles: &'a Roles,
}

impl Reader<'_> {
    fn number(&self, at: usize) -> Option<Found> {
        self.decimal(at)
            .or_else(|| self.and_a_half(at))
            .or_else(|| self.digits_and_scale(at))
            .or_else(|| self.year(at))
            .or_else(|| self.fraction_of_scale(at))
            .or_else(|| self.part_of_scale(at))
            .or_else(|| self.part_of_whole(at))
            .or_else(|| self.one_in(at))
            .or_else(|| self.cardinal(at))
    }

    fn get(&self, at: usize) -> Option<Numeral> {
        self.numerals.get(at).copied().flatten()
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is_symbol("-"))
    }

    /// The place of the next numeral, behind a hyphen if there is one.
    fn after_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// An ordinal that closes a number. In English only behind a hyphen: "twenty first half" names half of a year.
    fn ordinal(&self, at: usize) -> Option<i128> {
        let token = self.tokens.get(at)?;
        let joined = !token.text.is_ascii() || (at > 0 && self.is_hyphen(at - 1));
        match self.get(at)? {
            Numeral::Ordinal(value) if joined => Some(value),
            _ => None,
        }
    }
}
