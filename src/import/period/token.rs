//! The words, numbers and signs of a label. It must not know what they mean.

/// A piece of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, with how many there are: "04" is not "4".
    Number(u32, usize),
    /// A word in small letters.
    Word(String),
    Sign(char),
}

/// The pieces of a text without its spaces.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same: fn(char) -> bool = if first.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if first.is_alphabetic() {
            char::is_alphabetic
        } else {
            |_| false
        };
        let length = rest
            .find(|c| !same(c))
            .unwrap_or(rest.len())
            .max(first.len_utf8());
        let (piece, behind) = rest.split_at(length);
        if first.is_ascii_digit() {
            // More digits than a date has stay as a number that is no part of one.
            found.push(Token::Number(
                piece.parse().unwrap_or(u32::MAX),
                piece.len(),
            ));
        } else if first.is_alphabetic() {
            found.push(Token::Word(piece.to_lowercase()));
        } else if !first.is_whitespace() {
            found.push(Token::Sign(first));
        }
        rest = behind;
    }
    found
}

impl Token {
    /// A year in four digits.
    pub(super) fn year(&self) -> Option<i16> {
        match self {
            Self::Number(year, 4) if (1000..2200).contains(year) => i16::try_from(*year).ok(),
            _ => None,
        }
    }

    /// A number of one or two digits.
    pub(super) fn two(&self) -> Option<u8> {
        match self {
            Self::Number(number, 1 | 2) => u8::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, signs: &[char]) -> bool {
        matches!(self, Self::Sign(sign) if signs.contains(sign))
    }
}
