//! Words, numbers and signs of a plain text, each with its place.
//!
//! It must not judge what a number means: whether 2019 is a year is for the reader of periods.

mod contractions;
mod digits;

use std::ops::Range;

use super::normalise::Normalised;
use crate::dataset::Number;

/// What sort of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A run of letters, or a letter and a digit such as "h1", "q5", "b4".
    Word,
    /// A number.
    Number,
    /// A sign, or the end of a line.
    Symbol,
}

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What sort it is.
    pub kind: TokenKind,
    /// The text; of a number as written: "13,699".
    pub text: String,
    /// The place in [`Normalised::text`], in characters.
    pub chars: Range<usize>,
    /// The number, of a number.
    pub number: Option<NumberToken>,
    /// Whether the asker wrote it with a capital.
    pub capital: bool,
}

/// What is written directly behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suffix {
    /// Nothing.
    None,
    /// A percent sign: "76%".
    Percent,
    /// "1st", "2nd", "3-й".
    Ordinal,
    /// "3x".
    Times,
    /// "1990s", "90s", "1990-е".
    Decade,
}

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberToken {
    /// Its value; of a percentage the number before the sign.
    pub value: Number,
    /// What is written behind it.
    pub suffix: Suffix,
    /// Written in round thousands or millions: "14k", "1.2 million".
    pub rounded: bool,
    /// Digits and nothing else: it may be a year.
    pub plain: bool,
    /// The number before its thousands or millions: 50 of "50 million".
    pub scaled: Option<Number>,
}

impl Token {
    /// Whether it is this word.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text == word
    }

    /// Whether it is this sign.
    pub fn is_symbol(&self, sign: &str) -> bool {
        self.kind == TokenKind::Symbol && self.text == sign
    }
}

/// Takes a plain text apart.
pub fn tokenise(normalised: &Normalised) -> Vec<Token> {
    let chars: Vec<char> = normalised.text.chars().collect();
    let mut scanner = Scanner {
        chars: &chars,
        at: 0,
        tokens: Vec::with_capacity(chars.len() / 4),
    };
    while let Some(c) = scanner.peek(0) {
        scanner.scan(c);
    }
    scanner.tokens
}

/// Whether it is a letter; those that most words are made of are told without Unicode's tables.
fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'а'..='я') || c.is_alphabetic()
}

struct Scanner<'a> {
    chars: &'a [char],
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn scan(&mut self, c: char) {
        if c == ' ' {
            self.at += 1;
        } else if let Some((name, length)) = self.part_of_year() {
            self.push(TokenKind::Word, name, length);
        } else if c.is_ascii_digit() {
            self.number();
        } else if is_letter(c) {
            self.word();
        } else {
            self.symbol(c);
        }
    }

    fn push(&mut self, kind: TokenKind, text: String, length: usize) {
        let chars = self.at..self.at + length;
        self.at = chars.end;
        self.tokens.push(Token {
            kind,
            text,
            chars,
            number: None,
            capital: false,
        });
    }

    /// A letter and a digit, as "h1", "q3", "b4"; also "1h" and "3q" when a year follows: "1h24".
    fn part_of_year(&self) -> Option<(String, usize)> {
        let (first, second) = (self.peek(0)?, self.peek(1)?);
        let before = self.at.checked_sub(1).map(|before| self.chars[before]);
        if before.is_some_and(is_letter) {
            return None;
        }
        let named = |letter: char, number: char| {
            matches!((letter, number), ('h', '1'..='2') | ('q', '1'..='4'))
                .then(|| (format!("{letter}{number}"), 2))
        };
        let behind = self.peek(2);
        let year_follows = match behind {
            Some(' ' | '\'') => self.peek(3),
            other => other,
        }
        .is_some_and(|c| c.is_ascii_digit());
        let in_number = before.is_some_and(|c| c.is_ascii_digit());
        let ends = !behind.is_some_and(char::is_alphanumeric);
        let together = first.is_ascii_lowercase() && second.is_ascii_digit() && ends;
        together
            .then(|| (format!("{first}{second}"), 2))
            .or_else(|| named(second, first).filter(|_| year_follows && !in_number))
    }

    fn number(&mut self) {
        let scanned = digits::scan(self.chars, self.at);
        let length = scanned.end - self.at;
        let text = match scanned.mended {
            Some(year) => year.to_string(),
            None => self.chars[self.at..scanned.end].iter().collect(),
        };
        let kind = match scanned.number {
            Some(_) => TokenKind::Number,
            None => TokenKind::Word,
        };
        self.push(kind, text, length);
        if let Some(token) = self.tokens.last_mut() {
            token.number = scanned.number;
        }
    }

    /// A run of letters; apostrophes between letters belong to it.
    fn word(&mut self) {
        let is_letter = |at: usize| self.chars.get(at).copied().is_some_and(is_letter);
        let mut end = self.at;
        while is_letter(end) || (self.chars.get(end) == Some(&'\'') && is_letter(end + 1)) {
            end += 1;
        }
        let text: String = self.chars[self.at..end].iter().collect();
        let length = end - self.at;
        let Some(parts) = contractions::split(&text) else {
            return self.push(TokenKind::Word, text, length);
        };
        let head = length - parts.tail_length;
        self.push(TokenKind::Word, parts.head, head);
        match parts.tail {
            Some(tail) => self.push(TokenKind::Word, tail.to_owned(), parts.tail_length),
            None => self.at = end,
        }
    }

    fn symbol(&mut self, c: char) {
        let run = self.chars[self.at..]
            .iter()
            .take_while(|next| **next == c)
            .count();
        let text = match c {
            '-' | '=' if self.peek(run) == Some('>') => {
                return self.push(TokenKind::Symbol, "->".to_owned(), run + 1);
            }
            '.' if run > 1 => "..".to_owned(),
            '\'' if !self.leads_short_year() => {
                self.at += run;
                return;
            }
            _ => c.to_string(),
        };
        let repeats = matches!(c, '.' | '-' | '=' | '?' | '!' | '_');
        self.push(TokenKind::Symbol, text, if repeats { run } else { 1 });
    }

    /// Whether an apostrophe stands for a century: "'24".
    fn leads_short_year(&self) -> bool {
        let is_digit = |ahead| self.peek(ahead).is_some_and(|c| c.is_ascii_digit());
        is_digit(1) && is_digit(2) && !is_digit(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::normalise::normalise;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<Token> {
        tokenise(&normalise(text))
    }

    /// Words as they are, numbers with value and marks in brackets, signs in quotes.
    fn compact(tokens: &[Token]) -> String {
        let print = |token: &Token| match (&token.kind, &token.number) {
            (TokenKind::Number, Some(number)) => {
                let suffix = match number.suffix {
                    Suffix::None => "",
                    Suffix::Percent => "%",
                    Suffix::Ordinal => "th",
                    Suffix::Times => "x",
                    Suffix::Decade => "s",
                };
                let rounded = if number.rounded { "~" } else { "" };
                let plain = if number.plain { "!" } else { "" };
                format!("[{rounded}{}{suffix}{plain}]", number.value)
            }
            (TokenKind::Symbol, _) => format!("`{}`", token.text.replace('\n', "\\n")),
            _ => token.text.clone(),
        };
        tokens.iter().map(print).collect::<Vec<_>>().join(" ")
    }

    fn check_all(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let found = compact(&tokens(text));
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn words() {
        check_all(&[
            ("What's the keepers' log?", "what the keepers log `?`"),
            (
                "didn't can't won't I've they're",
                "did not can not will not i have they are",
            ),
            (
                "dont didnt isnt whats wasnt ain't",
                "do not did not is not what was not is not",
            ),
            (
                "who'd we'll I'm let's it's",
                "who would we will i am let it",
            ),
            (
                "shan't aren't couldnt im ive",
                "shall not are not could not i am i have",
            ),
            ("O'Neill five o'clock", "oneill five oclock"),
            ("п'ять ув'язнили", "пять увязнили"),
            ("year-on-year", "year `-` on `-` year"),
            ("'quoted' \"words\" (a)", "quoted `\"` words `\"` `(` a `)`"),
            ("a/b a & b #1 $5", "a `/` b a `&` b `#` [1!] `$` [5!]"),
            ("what?!! so...", "what `?` `!` so `..`"),
            ("one\ntwo", "one `\\n` two"),
            (
                "a->b a => b a --> b - c",
                "a `->` b a `->` b a `->` b `-` c",
            ),
            ("蜂蜜 2019", "蜂蜜 [2019!]"),
            ("", ""),
        ]);
    }

    #[test]
    fn numbers() {
        check_all(&[
            (
                "13,699 13.699 13 699 13'699",
                "[13699] [13699] [13699] [13699]",
            ),
            (
                "1,234,567 1.234.567 1 234 567",
                "[1234567] [1234567] [1234567]",
            ),
            ("1,234.5 1.234,5", "[2469/2] [2469/2]"),
            ("76.1 76,1 0.125 0,125", "[761/10] [761/10] [1/8] [1/8]"),
            (
                "76% 76.1 % 76 percent 12.345%",
                "[76%] [761/10%] [76!] percent [2469/200%]",
            ),
            (
                "14k 20K 1.2m 3bn 5 млн 5тыс",
                "[~14000] [~20000] [~1200000] [~3000000000] [5!] млн [~5000]",
            ),
            ("$5,000 €3 5$", "`$` [5000] `€` [3!] [5!] `$`"),
            ("(1,234)", "`(` [1234] `)`"),
            (
                "1st 2nd 3rd 11th 1-й 5-го",
                "[1th] [2th] [3th] [11th] [1th] [5th]",
            ),
            ("3x 2.5x 3× 4xy", "[3x] [5/2x] [3x] [4!] xy"),
            (
                "1990s 90s 1990-х 90-е 1995s 1990's",
                "[1990s] [90s] [1990s] [90s] [1995!] s [1990!]",
            ),
            ("2,024 2024 02024", "[2024] [2024!] [2024!]"),
            ("1, 2,3", "[1!] `,` [23/10]"),
            ("10.308.", "[10308] `.`"),
            ("4G/5G covid19", "[4!] g `/` [5!] g covid [19!]"),
            ("10-15 -5", "[10!] `-` [15!] `-` [5!]"),
            ("1/3", "[1!] `/` [3!]"),
            ("12345678901234567890123", "12345678901234567890123"),
            ("2024 %", "[2024!] `%`"),
        ]);
    }

    #[test]
    fn years_stay_whole() {
        check_all(&[
            (
                "2022-24 2022..2024 2022…2024",
                "[2022!] `-` [24!] [2022!] `..` [2024!] [2022!] `..` [2024!]",
            ),
            ("FY2019 fy19 in2019", "fy [2019!] fy [19!] in [2019!]"),
            (
                "H1 2024 h1/2020 Q3 2024h1",
                "h1 [2024!] h1 `/` [2020!] q3 [2024!] h1",
            ),
            (
                "Q5, month b4 5q 2o19 20l9 2o19x",
                "q5 `,` month b4 [5!] q [2019!] [2019!] 2o19x",
            ),
            (
                "1h24 1H 2024 3q'24 1h h1c",
                "h1 [24!] h1 [2024!] q3 `'` [24!] [1!] h h [1!] c",
            ),
            ("'24 '2024' 'a'", "`'` [24!] [2024!] a"),
            ("2024's 2010’s", "[2024!] [2010!]"),
            (
                "2022,2023, 2023,24",
                "[2022!] `,` [2023!] `,` [2023!] `,` [24!]",
            ),
            (
                "18.06.2024 6.2024 18/06/24",
                "[18!] `.` [6!] `.` [2024!] [6!] `.` [2024!] [18!] `/` [6!] `/` [24!]",
            ),
            ("2024-06-18.", "[2024!] `-` [6!] `-` [18!] `.`"),
            (
                "2023-м 2024-й 2025-му у 2023-му",
                "[2023!] [2024!] [2025!] у [2023!]",
            ),
            ("2024 2023 2022", "[2024!] [2023!] [2022!]"),
        ]);
    }

    #[test]
    fn long_texts() {
        for part in [
            "1", "1,", "1 ", "1.", "a'", "'", "h1", "1h", "1,234", ". ", "-", "x̵",
        ] {
            tokens(&part.repeat(4_000));
        }
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_inside_the_text(text in r"(\PC|[0-9.,' hqkмs%x-]|-е){0,60}") {
            let normalised = normalise(&text);
            let length = normalised.text.chars().count();
            let mut end = 0;
            for token in tokenise(&normalised) {
                prop_assert!(end <= token.chars.start && token.chars.start < token.chars.end);
                prop_assert_eq!(token.kind == TokenKind::Number, token.number.is_some());
                prop_assert!(!token.text.is_empty());
                end = token.chars.end;
            }
            prop_assert!(end <= length);
        }
    }
}
