//! Numbers written in words, alone or behind digits: "fifteen", "half a million", "1.2 million", "две тысячи".
//!
//! "One", "a" and "second" alone stay words. Years in words ("twenty twenty-four") become plain numbers like years in digits.

mod fractions;
mod words;

use self::words::{Numeral, numeral};
use super::token::{NumberToken, Suffix, Token, TokenKind};
use crate::dataset::Number;

/// Whether a word takes part in writing numbers, in any of the languages: it is no misspelling of another.
pub fn knows(word: &str) -> bool {
    numeral(word).is_some()
}

/// A number found in a run of tokens.
struct Found {
    value: Number,
    /// How many tokens it takes.
    length: usize,
    kind: Kind,
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
pub fn spelled_numbers(tokens: Vec<Token>) -> Vec<Token> {
    let numerals: Vec<Option<Numeral>> = tokens.iter().map(numeral_of).collect();
    let counts = tokens.iter().any(|token| token.number.is_some());
    if !counts && numerals.iter().all(Option::is_none) {
        return tokens;
    }
    let reader = Reader {
        tokens: &tokens,
        numerals: &numerals,
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

fn numeral_of(token: &Token) -> Option<Numeral> {
    match token.kind {
        TokenKind::Word => numeral(&token.text),
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
        }),
    }
}

struct Reader<'a> {
    tokens: &'a [Token],
    numerals: &'a [Option<Numeral>],
}

impl Reader<'_> {
    fn number(&self, at: usize) -> Option<Found> {
        self.digits_and_scale(at)
            .or_else(|| self.year(at))
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

    /// "1.2 million", "20 тыс".
    fn digits_and_scale(&self, at: usize) -> Option<Found> {
        let number = self.tokens.get(at)?.number?;
        let scale = match self.get(at + 1)? {
            Numeral::Scale(scale) => scale,
            Numeral::Hundred => 100,
            _ => return None,
        };
        let bare = number.suffix == Suffix::None && !number.rounded;
        bare.then(|| Found {
            value: number.value * scale,
            length: 2,
            kind: Kind::Rounded,
        })
    }

    /// "twenty twenty-four", "nineteen ninety-nine", "twenty oh five", "two thousand and ten".
    fn year(&self, at: usize) -> Option<Found> {
        let (century, rest) = match (self.get(at)?, self.get(at + 1)) {
            (Numeral::Unit(2), Some(Numeral::Scale(1_000))) => {
                let joined = self.get(at + 2) == Some(Numeral::And);
                (2_000, at + 2 + usize::from(joined))
            }
            (Numeral::Unit(19), _) => (1_900, self.after_hyphen(at + 1)),
            (Numeral::Tens(20), _) => (2_000, self.after_hyphen(at + 1)),
            _ => return None,
        };
        let (value, end) = self.two_digits(rest)?;
        let short = value < 10 && self.get(rest) != Some(Numeral::Oh) && !self.is_thousand(at + 1);
        let goes_on = matches!(self.get(end), Some(Numeral::Hundred | Numeral::Scale(_)));
        (!short && !goes_on).then(|| Found {
            value: Number::from_integer(century + value),
            length: end - at,
            kind: Kind::Year,
        })
    }

    fn is_thousand(&self, at: usize) -> bool {
        self.get(at) == Some(Numeral::Scale(1_000))
    }

    /// One to ninety-nine, or "oh five".
    fn two_digits(&self, at: usize) -> Option<(i128, usize)> {
        match self.get(at)? {
            Numeral::Unit(unit) => Some((unit, at + 1)),
            Numeral::Ordinal(_) => Some((self.ordinal(at)?, at + 1)),
            Numeral::Oh => match self.get(at + 1)? {
                Numeral::Unit(unit @ 1..=9) => Some((unit, at + 2)),
                _ => None,
            },
            Numeral::Tens(tens) => {
                let next = self.after_hyphen(at + 1);
                match self.get(next) {
                    Some(Numeral::Unit(unit @ 1..=9)) => Some((tens + unit, next + 1)),
                    _ => match self.ordinal(next) {
                        Some(unit @ 1..=9) => Some((tens + unit, next + 1)),
                        _ => Some((tens, at + 1)),
                    },
                }
            }
            _ => None,
        }
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

    /// "half a million", "a thousand", "a dozen".
    fn part_of_scale(&self, at: usize) -> Option<Found> {
        let (part, next) = match self.get(at)? {
            Numeral::Half => (Number::new(1, 2), at + 1),
            Numeral::Article => (Number::from_integer(1), at),
            _ => return None,
        };
        let next = next + usize::from(self.get(next) == Some(Numeral::Article));
        let scale = match self.get(next)? {
            Numeral::Scale(scale) => scale,
            Numeral::Hundred => 100,
            _ => return None,
        };
        Some(Found {
            value: part * scale,
            length: next + 1 - at,
            kind: Kind::Rounded,
        })
    }

    /// "fifteen", "twenty-four", "three hundred and five thousand", "сто двадцать".
    fn cardinal(&self, at: usize) -> Option<Found> {
        let mut sum = Sum::default();
        let mut end = at;
        while let Some(next) = self.joined(end, end > at) {
            let Some(numeral) = self.get(next).filter(|numeral| sum.add(*numeral)) else {
                break;
            };
            sum.rounded = matches!(numeral, Numeral::Scale(1_000..));
            end = next + 1;
        }
        if let Some(unit) = self
            .ordinal(self.after_hyphen(end))
            .filter(|unit| sum.takes(*unit))
        {
            let end = self.after_hyphen(end) + 1;
            let value = Number::from_integer(sum.total() + unit);
            return Some(Found {
                value,
                length: end - at,
                kind: Kind::Ordinal,
            });
        }
        let single = matches!(
            self.get(at),
            Some(Numeral::Unit(1) | Numeral::Scale(_) | Numeral::Hundred)
        );
        let is_number = end > at + usize::from(single);
        is_number.then(|| Found {
            value: Number::from_integer(sum.total()),
            length: end - at,
            kind: if sum.rounded {
                Kind::Rounded
            } else {
                Kind::Exact
            },
        })
    }

    /// Where the next numeral of the same number may stand: behind a hyphen or "and" once the number has begun.
    fn joined(&self, at: usize, begun: bool) -> Option<usize> {
        let next = match self.get(at) {
            None if begun && self.is_hyphen(at) => at + 1,
            Some(Numeral::And) if begun && self.follows_hundred(at) => at + 1,
            _ => at,
        };
        self.get(next).map(|_| next)
    }

    fn follows_hundred(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        matches!(before, Some(Numeral::Hundred | Numeral::Scale(_)))
    }
}

/// A number as its words come in.
#[derive(Default)]
struct Sum {
    /// What "thousand" and "million" have closed.
    closed: i128,
    /// The smallest scale that has closed something.
    scale: Option<i128>,
    /// Hundreds, tens and units of the open group.
    hundreds: Option<i128>,
    tens: Option<i128>,
    units: Option<i128>,
    rounded: bool,
}

impl Sum {
    fn open(&self) -> i128 {
        [self.hundreds, self.tens, self.units]
            .into_iter()
            .flatten()
            .sum()
    }

    fn total(&self) -> i128 {
        self.closed + self.open()
    }

    /// Whether an ordinal can close the number: "twenty-first" but not "ten-first".
    fn takes(&self, unit: i128) -> bool {
        self.tens.is_some() && self.units.is_none() && (1..=9).contains(&unit)
    }

    /// Takes a numeral in if it can follow what there is.
    fn add(&mut self, numeral: Numeral) -> bool {
        match numeral {
            Numeral::Unit(value) => {
                let fits =
                    self.units.is_none() && (self.tens.is_none() || (1..=9).contains(&value));
                put(&mut self.units, value, fits)
            }
            Numeral::Tens(value) => {
                let fits = self.tens.is_none() && self.units.is_none();
                put(&mut self.tens, value, fits)
            }
            Numeral::Hundreds(value) => {
                let fits = self.open() == 0;
                put(&mut self.hundreds, value, fits)
            }
            Numeral::Hundred => self.hundred(),
            Numeral::Scale(scale) => self.close(scale),
            Numeral::Ordinal(_)
            | Numeral::Part(_)
            | Numeral::Half
            | Numeral::Article
            | Numeral::And
            | Numeral::Oh => false,
        }
    }

    fn hundred(&mut self) -> bool {
        let fits = self.hundreds.is_none() && self.units.is_some();
        if fits {
            self.hundreds = Some(self.open() * 100);
            (self.tens, self.units) = (None, None);
        }
        fits
    }

    fn close(&mut self, scale: i128) -> bool {
        let fits = self.open() > 0 && self.scale.is_none_or(|last| scale < last);
        if fits {
            self.closed += self.open() * scale;
            self.scale = Some(scale);
            (self.hundreds, self.tens, self.units) = (None, None, None);
        }
        fits
    }
}

fn put(place: &mut Option<i128>, value: i128, fits: bool) -> bool {
    if fits {
        *place = Some(value);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::normalise::normalise;
    use crate::question::token::tokenise;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Token> {
        spelled_numbers(tokenise(&normalise(text)))
    }

    fn compact(text: &str) -> String {
        let print = |token: Token| match token.number {
            Some(number) => {
                let rounded = if number.rounded { "~" } else { "" };
                let plain = if number.plain { "!" } else { "" };
                format!("[{rounded}{}{plain}]", number.value)
            }
            None => token.text,
        };
        read(text)
            .into_iter()
            .map(print)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn numbers_in_words() {
        let table = [
            ("fifteen bees and two hives", "[15] bees and [2] hives"),
            ("twenty-four, thirty five", "[24] , [35]"),
            ("two thousand", "[~2000]"),
            ("three hundred and five", "[305]"),
            (
                "a hundred bees, a thousand, a dozen",
                "[~100] bees , [~1000] , [~12]",
            ),
            (
                "half a million, half a dozen, half million",
                "[~500000] , [~6] , [~500000]",
            ),
            ("one hundred twenty thousand six hundred", "[120600]"),
            ("two million three hundred thousand and one", "[2300001]"),
            (
                "1.2 million 20 thousand 5 hundred 3k bees",
                "[~1200000] [~20000] [~500] [~3000] bees",
            ),
            ("76% million", "[76] million"),
            (
                "one bee, a bee, second, millions, thousand",
                "one bee , a bee , second , millions , thousand",
            ),
            ("twenty one", "[21]"),
            ("ten-fifteen", "[10] - [15]"),
            ("two and three", "[2] and [3]"),
            ("twelve hundred", "[1200]"),
            ("top ten", "top [10]"),
            ("zero", "[0]"),
            ("half of it", "half of it"),
            ("две тысячи", "[~2000]"),
            ("сто двадцать пять ульев", "[125] ульев"),
            ("двадцать тысяч пчел", "[~20000] пчел"),
            ("полмиллиона 5 тыс 3 млн", "полмиллиона [~5000] [~3000000]"),
            ("п'ятнадцять тисяч триста", "[15300]"),
            ("один улей", "один улей"),
            ("три роки", "[3] роки"),
            (
                "twenty-first bee, двадцать третьем, second, четвертый",
                "[21] bee , [23] , second , четвертый",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(compact(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_of_a_whole() {
        let table = [
            (
                "a third of it, the third of May",
                "[~100/3] of it , the third of may",
            ),
            (
                "by a third, by nearly a quarter",
                "by [~100/3] , by nearly [~25]",
            ),
            (
                "by more than half, more than half",
                "by more than [~50] , more than half",
            ),
            (
                "a fifth more bees, a third bee",
                "[~20] more bees , a third bee",
            ),
            ("one in eighteen, 1 in 20", "[~50/9] , [~5]"),
            ("one out of every four bees", "[~25] bees"),
            ("one in 2022, one in may", "one in [2022!] , one in may"),
        ];
        for (text, expected) in table {
            assert_eq!(compact(text), expected, "{text}");
        }
    }

    #[test]
    fn years_in_words() {
        let table = [
            ("twenty twenty-four", "[2024!]"),
            ("twenty twenty", "[2020!]"),
            ("twenty-ten and twenty fifteen", "[2010!] and [2015!]"),
            ("nineteen ninety-nine", "[1999!]"),
            ("nineteen eighty", "[1980!]"),
            ("twenty oh five", "[2005!]"),
            ("two thousand and ten", "[2010!]"),
            ("two thousand nine", "[2009!]"),
            ("two thousand nine hundred", "[2900]"),
            ("two thousand twenty-one", "[2021!]"),
            ("twenty ten thousand", "[20] [~10000]"),
            ("nineteen two", "[19] [2]"),
            ("две тысячи двадцать четвертый год", "[2024!] год"),
            ("в две тысячи десятом", "в [2010!]"),
            (
                "twenty twenty first half, two thousand first",
                "[2020!] first half , [~2000] first",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(compact(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_run_of_numerals_is_read(words in prop::collection::vec(
            prop::sample::select(vec!["one", "two", "nineteen", "twenty", "-", "hundred", "and", "thousand", "million", "a",
                "half", "oh", "dozen", "сто", "5", "2024", "1.5", "999999999999999999", "billion"]), 0..20)) {
            let text = words.join(" ");
            let mut end = 0;
            for token in read(&text) {
                prop_assert!(end <= token.chars.start && token.chars.start < token.chars.end);
                end = token.chars.end;
            }
            prop_assert!(end <= text.chars().count());
        }
    }
}
