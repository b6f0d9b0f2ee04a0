//! The words of a language: groups of words with one meaning, words that mean nothing here, and the bot's stock sentences.

use std::collections::BTreeMap;

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Words and phrases by the concept they express.
    pub concepts: BTreeMap<String, Vec<String>>,
    /// Articles, pronouns, prepositions: too common to be part of a name.
    pub function: Vec<String>,
    /// Words that ask for nothing and name nothing.
    pub fillers: Vec<String>,
    /// Stock sentences, as templates.
    pub say: Say,
}

/// Stock sentences by name: refusals, caveats, questions back.
pub type Say = BTreeMap<String, String>;
