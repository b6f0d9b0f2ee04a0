//! The part that each word of a question plays in what was read.

use crate::interpret::decide::Decided;
use crate::interpret::tokens::Tokens;
use crate::question::token::TokenKind;

/// A word with the part that it plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The word, after correction.
    pub text: String,
    /// Its part.
    pub role: Role,
}

/// What part a word plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It belongs to a period.
    Period,
    /// It belongs to a name.
    Name,
    /// It belongs to a number.
    Number,
    /// It expresses a concept.
    Concept,
    /// It names the subject of the data.
    Subject,
    /// A phrase of some intent has it.
    Phrase,
    /// It says nothing by itself.
    Filler,
    /// A sign.
    Mark,
    /// Nothing explains it.
    Unknown,
}

impl Role {
    /// Its name; none for what says nothing.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Period => Some("period"),
            Self::Name => Some("name"),
            Self::Number => Some("number"),
            Self::Concept => Some("concept"),
            Self::Subject => Some("subject"),
            Self::Phrase => Some("phrase"),
            Self::Unknown => Some("unknown"),
            Self::Filler | Self::Mark => None,
        }
    }
}

/// The words of a question, each with the first part that it plays.
pub(super) fn of(decided: &Decided) -> Vec<Said> {
    let evidence = &decided.evidence;
    let named = decided
        .candidates
        .first()
        .and_then(|(candidate, _)| candidate.subject.as_ref())
        .map_or_else(Tokens::default, |subject| subject.tokens);
    let role = |at: usize, word: &crate::question::evidence::Word| {
        if evidence.whens.iter().any(|when| when.tokens.contains(&at)) {
            Role::Period
        } else if named.has(at) {
            Role::Name
        } else if evidence
            .numbers
            .iter()
            .any(|number| number.tokens.contains(&at))
        {
            Role::Number
        } else if evidence
            .concepts
            .iter()
            .any(|concept| concept.tokens.contains(&at))
        {
            Role::Concept
        } else if decided.unknown.contains(&word.text) {
            Role::Unknown
        } else if word.kind == TokenKind::Symbol {
            Role::Mark
        } else if evidence.names.iter().any(|name| name.tokens.contains(&at)) {
            Role::Name
        } else if word.filler {
            Role::Filler
        } else if word.subject {
            Role::Subject
        } else {
            Role::Phrase
        }
    };
    let words = evidence.words.iter().enumerate();
    words
        .map(|(at, word)| Said {
            text: word.text.clone(),
            role: role(at, word),
        })
        .collect()
}
