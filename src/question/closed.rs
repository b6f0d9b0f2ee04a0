//! The words that a language has few of and that say how other words hang together: built once, at load.
//!
//! It must not know words that name what the data count.

use std::collections::BTreeMap;

use super::number::Numerals;
use super::period::PeriodWords;
use super::token::Token;
use crate::dataset::Language;
use crate::intents::Words;

/// The words of all languages that say when, make up numbers, join and limit.
#[derive(Debug, Clone, Default)]
pub struct Closed {
    /// Words that say when.
    pub periods: PeriodWords,
    /// Words that make up numbers.
    pub numerals: Numerals,
    /// Words by what they do to others.
    pub roles: Roles,
}

impl Closed {
    /// Builds the tables.
    pub fn new(languages: &BTreeMap<Language, Words>) -> Self {
        let languages = || languages.values();
        Self {
            periods: PeriodWords::new(languages().map(|words| &words.periods)),
            numerals: Numerals::new(languages().map(|words| &words.numbers)),
            roles: Roles::new(languages().flat_map(|words| &words.roles)),
        }
    }
}

/// What a word does to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// "incl": a full stop behind it ends no sentence.
    Abbreviation,
    /// "the".
    Article,
    /// "did": it begins a question that wants yes or no.
    Auxiliary,
    /// "more than": it stands between "by" and a part.
    BeforePart,
    /// "so": it may stand before a question.
    BeforeQuestion,
    /// "and": another question may begin behind it.
    BeginsQuestion,
    /// "by": something moves by what is behind it.
    By,
    /// "but": a clause begins with it.
    Clause,
    /// "of": it stands between two parts of one name.
    Connector,
    /// "may": a month that is also another word.
    DoubtfulMonth,
    /// "secondly": it numbers a sentence.
    Enumerator,
    /// "and": two names around it may have their last word in common.
    HeadSharer,
    /// "in every": between the numbers of "one in every four".
    InHowMany,
    /// "году": its case says that the number before it is a year.
    InYear,
    /// "now": at the start of a sentence it says nothing about when.
    Interjection,
    /// "per": it sets two names against each other.
    Joiner,
    /// "or": it stands between two names rather than inside one.
    Joint,
    /// "of": what is before it is a part of what is behind it.
    PartOf,
    /// "percent".
    Percent,
    /// "times".
    Times,
    /// "saw": the year before it is what it says something of.
    VerbOfYear,
}

impl Effect {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "abbreviation" => Self::Abbreviation,
            "article" => Self::Article,
            "auxiliary" => Self::Auxiliary,
            "before_part" => Self::BeforePart,
            "before_question" => Self::BeforeQuestion,
            "begins_question" => Self::BeginsQuestion,
            "by" => Self::By,
            "clause" => Self::Clause,
            "connector" => Self::Connector,
            "doubtful_month" => Self::DoubtfulMonth,
            "enumerator" => Self::Enumerator,
            "head_sharer" => Self::HeadSharer,
            "in_how_many" => Self::InHowMany,
            "in_year" => Self::InYear,
            "interjection" => Self::Interjection,
            "joiner" => Self::Joiner,
            "joint" => Self::Joint,
            "part_of" => Self::PartOf,
            "percent" => Self::Percent,
            "times" => Self::Times,
            "verb_of_year" => Self::VerbOfYear,
            _ => return None,
        })
    }
}

/// Words by what they do to others.
#[derive(Debug, Clone, Default)]
pub struct Roles(BTreeMap<Effect, Vec<Vec<String>>>);

impl Roles {
    fn new<'a>(lists: impl Iterator<Item = (&'a String, &'a Vec<String>)>) -> Self {
        let mut roles: BTreeMap<Effect, Vec<Vec<String>>> = BTreeMap::new();
        for (name, words) in lists {
            if let Some(part) = Effect::named(name) {
                let words = words.iter();
                let split = |text: &String| text.split(' ').map(str::to_owned).collect();
                roles.entry(part).or_default().extend(words.map(split));
            }
        }
        for list in roles.values_mut() {
            list.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        Self(roles)
    }

    /// Whether a word does this.
    pub fn is(&self, word: &str, part: Effect) -> bool {
        let mut list = self.0.get(&part).into_iter().flatten();
        list.any(|words| matches!(words.as_slice(), [only] if only == word))
    }

    /// Whether a token's word does this.
    pub fn does(&self, token: Option<&Token>, part: Effect) -> bool {
        token.is_some_and(|token| self.is(&token.text, part))
    }

    /// How many tokens the longest run of words takes that begins here and does this.
    pub fn run(&self, tokens: &[Token], at: usize, part: Effect) -> Option<usize> {
        let rest = tokens.get(at..)?;
        let mut list = self.0.get(&part).into_iter().flatten();
        let fits = |words: &&Vec<String>| {
            words.len() <= rest.len()
                && words
                    .iter()
                    .zip(rest)
                    .all(|(word, token)| *word == token.text)
        };
        list.find(fits).map(Vec::len)
    }
}

#[cfg(test)]
pub(super) mod tests;
