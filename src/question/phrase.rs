//! The example questions of intents as tokens, read once for all that learn from them.
//!
//! It fills slots so that a phrase reads like a question; what its words mean, others decide.

use std::ops::Range;

use super::normalise::normalise;
use super::token::{Token, TokenKind, tokenise};
use crate::intents::{Intents, Piece, Slot, pieces, slot_named};

/// The word that holds the place of a slot that is no period.
pub(super) const STAND_IN: &str = "qqqq";

/// An example question as tokens: samples stand for its periods, and a word that nobody writes for its other slots.
pub struct PhraseTokens {
    /// Whether each token is written in the phrase; the others fill its slots.
    own: Vec<bool>,
    /// All tokens, as they are written.
    pub(super) tokens: Vec<Token>,
    /// The slots that a word stands for, in order; none where the name is no slot's.
    pub(super) slots: Vec<Option<&'static Slot>>,
}

/// The phrases of all intents, intent by intent.
pub fn phrases(intents: &Intents) -> Vec<Vec<PhraseTokens>> {
    let read = |phrase: &crate::intents::Phrase| PhraseTokens::new(&phrase.text);
    let intents = intents.list.iter();
    intents
        .map(|intent| intent.phrases.iter().map(read).collect())
        .collect()
}

impl PhraseTokens {
    /// Takes a phrase apart.
    pub fn new(phrase: &str) -> Self {
        let mut text = String::with_capacity(phrase.len());
        let (mut filled, mut slots) = (Vec::<Range<usize>>::new(), Vec::new());
        for piece in pieces(phrase) {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Slot(name) => {
                    let sample = sample(name);
                    if sample.is_none() {
                        slots.push(slot_named(name));
                    }
                    let start = text.len();
                    text.push_str(sample.unwrap_or(STAND_IN));
                    filled.push(start..text.len());
                }
            }
        }
        // There are thousands of phrases: of the text only the tokens stay.
        let normalised = normalise(&text);
        let mut tokens = tokenise(&normalised);
        tokens.shrink_to_fit();
        let is_own = |token: &Token| {
            let start = normalised.original(token.chars.clone()).start;
            !filled.iter().any(|slot| slot.contains(&start))
        };
        Self {
            own: tokens.iter().map(is_own).collect(),
            tokens,
            slots,
        }
    }

    /// The words that are written in the phrase, not those that fill its slots.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let own = self.tokens.iter().zip(&self.own);
        let own = own.filter(|(token, own)| **own && token.kind == TokenKind::Word);
        own.map(|(token, _)| token.text.as_str())
    }
}

/// A period of the sort that a slot takes.
fn sample(slot: &str) -> Option<&'static str> {
    Some(match slot {
        "year_a" => "2001",
        "year_b" => "2002",
        "year" => "2003",
        "range" => "from 2001 to 2002",
        "since" => "since 2001",
        "before" => "before 2001",
        "by" => "by the end of 2001",
        "latest" => "the latest year",
        "relative" => "last year",
        "shift" => "the year before",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_outside_slots() {
        let table = [
            ("how many {metric} in {year}?", "how many in"),
            ("{outlet}'s log since {latest}", "log since"),
            ("twenty bees {range}", "twenty bees"),
            ("{year", ""),
        ];
        for (phrase, expected) in table {
            let phrase = PhraseTokens::new(phrase);
            assert_eq!(phrase.words().collect::<Vec<_>>().join(" "), expected);
        }
    }
}
