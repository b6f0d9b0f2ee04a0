//! The words of every language as one table: which concept a run of words expresses, and which words mean nothing.
//!
//! It knows words, not questions: what a concept does to an answer is decided elsewhere.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::normalise::normalise;
use super::stem::stem;
use super::token::{Token, TokenKind, tokenise};
use crate::dataset::Language;
use crate::intents::{Evidence, Role, Words};

/// The concept of words that look like others and mean nothing: "ended up" is no rise.
pub const NOTHING: &str = "particle";
/// The concept of words that name the dataset's subject.
pub const SUBJECT: &str = "subject";

/// Position of a concept in the vocabulary.
pub type ConceptId = u16;

/// One run of words that expresses a concept.
#[derive(Debug, Clone)]
struct Entry {
    stems: Vec<String>,
    concept: ConceptId,
}

/// All concepts and fillers.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    names: Vec<String>,
    evidence: Vec<Evidence>,
    by_first: HashMap<String, Vec<Entry>>,
    fillers: HashSet<String>,
    /// Stems of fillers of which any form will do.
    plain: HashSet<String>,
    /// Fillers that only share their stem with another word: "generally" is no "general".
    derived: HashMap<String, Vec<String>>,
    function: HashSet<String>,
    known: Vec<String>,
}

/// A run of tokens that expresses concepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// How many tokens it takes.
    pub length: usize,
    /// What it expresses; the same words may express several concepts.
    pub concepts: Vec<ConceptId>,
}

impl Vocabulary {
    /// Builds the table from the words of all languages.
    pub fn new(languages: &BTreeMap<Language, Words>) -> Self {
        let mut vocabulary = Self::default();
        for words in languages.values() {
            for (concept, phrases) in &words.concepts {
                let id = vocabulary.concept_or_new(concept);
                for phrase in phrases {
                    vocabulary.add(phrase, id);
                }
            }
            words
                .fillers
                .iter()
                .for_each(|filler| vocabulary.add_filler(filler));
            words
                .function
                .iter()
                .for_each(|word| vocabulary.add_function(word));
        }
        for entries in vocabulary.by_first.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.stems.len()));
        }
        for (concept, evidence) in languages.values().flat_map(|words| &words.evidence) {
            let id = vocabulary.concept_or_new(concept);
            if let Some(known) = vocabulary.evidence.get_mut(usize::from(id)) {
                known.complete(evidence);
            }
        }
        vocabulary
    }

    fn concept_or_new(&mut self, name: &str) -> ConceptId {
        let position = self
            .names
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.names.push(name.to_owned());
                self.evidence.push(Evidence::default());
                self.names.len() - 1
            });
        ConceptId::try_from(position).unwrap_or(ConceptId::MAX)
    }

    fn add(&mut self, phrase: &str, concept: ConceptId) {
        let tokens = tokenise(&normalise(phrase));
        self.known.extend(
            tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Word)
                .map(|token| token.text.clone()),
        );
        let stems: Vec<String> = tokens.iter().map(comparable).collect();
        if let Some(first) = stems.first() {
            self.by_first
                .entry(first.clone())
                .or_default()
                .push(Entry { stems, concept });
        }
    }

    fn add_filler(&mut self, filler: &str) {
        for token in tokenise(&normalise(filler)) {
            let stem = comparable(&token);
            if is_derived(&token.text, &stem) {
                let texts = self.derived.entry(stem.clone()).or_default();
                texts.push(token.text.clone());
            } else {
                self.plain.insert(stem.clone());
            }
            self.fillers.insert(stem);
            self.known.push(token.text);
        }
    }

    fn add_function(&mut self, word: &str) {
        self.add_filler(word);
        self.function
            .extend(tokenise(&normalise(word)).iter().map(comparable));
    }

    /// Adds runs of words that name something beside the point, such as the pages that passed a figure on.
    pub fn add_neutral<'a>(&mut self, phrases: impl Iterator<Item = &'a str>) {
        let concept = self.concept_or_new(NOTHING);
        phrases
            .filter(|phrase| phrase.contains(' '))
            .for_each(|phrase| self.add(phrase, concept));
    }

    /// Adds runs of words that name the dataset's subject: they say what is spoken of and ask nothing.
    pub fn add_subject<'a>(&mut self, phrases: impl Iterator<Item = &'a String>) {
        let concept = self.concept_or_new(SUBJECT);
        phrases.for_each(|phrase| self.add(phrase, concept));
        for entries in self.by_first.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.stems.len()));
        }
    }

    /// Every word in the table, for the speller.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// The name of a concept.
    pub fn name(&self, concept: ConceptId) -> &str {
        self.names
            .get(usize::from(concept))
            .map_or("", String::as_str)
    }

    /// What a concept is evidence for.
    pub fn evidence(&self, concept: ConceptId) -> &Evidence {
        static NOTHING: LazyLock<Evidence> = LazyLock::new(Evidence::default);
        self.evidence.get(usize::from(concept)).unwrap_or(&NOTHING)
    }

    /// What the concept of that name is evidence for.
    pub fn evidence_named(&self, name: &str) -> Option<&Evidence> {
        self.concept(name).map(|concept| self.evidence(concept))
    }

    /// Whether a run of words is evidence of some kind.
    pub fn says(&self, hit: &Hit, is_kind: impl Fn(&Evidence) -> bool) -> bool {
        hit.concepts
            .iter()
            .any(|concept| is_kind(self.evidence(*concept)))
    }

    /// The concept of that name.
    pub fn concept(&self, name: &str) -> Option<ConceptId> {
        self.names
            .iter()
            .position(|known| known == name)
            .and_then(|position| ConceptId::try_from(position).ok())
    }

    /// Whether a stem begins the words of some concept.
    pub fn begins(&self, stem: &str) -> bool {
        self.by_first.contains_key(stem)
    }

    /// Whether a word by itself denies what is behind it.
    pub fn is_denial(&self, stem: &str) -> bool {
        let denies = |evidence: &Evidence| evidence.role == Some(Role::Denial);
        let entries = self.by_first.get(stem).into_iter().flatten();
        entries
            .filter(|entry| entry.stems.len() == 1)
            .any(|entry| denies(self.evidence(entry.concept)))
    }

    /// Whether a stem is a function word: too common to be part of a name.
    pub fn is_function(&self, stem: &str) -> bool {
        self.function.contains(stem)
    }

    /// Whether a stem means nothing here.
    pub fn is_filler(&self, stem: &str) -> bool {
        self.fillers.contains(stem)
    }

    /// Whether a word with this stem means nothing here, and not only another word with the same stem.
    pub fn is_filler_word(&self, text: &str, stem: &str) -> bool {
        let derived = self.derived.get(stem);
        self.plain.contains(stem)
            || derived.is_some_and(|texts| texts.iter().any(|known| known == text))
    }

    /// The longest run of words at the start of `stems` that expresses something, with all that it expresses.
    pub fn longest(&self, stems: &[String]) -> Option<Hit> {
        let entries = self.by_first.get(stems.first()?)?;
        let longest = entries
            .iter()
            .find(|entry| stems.starts_with(&entry.stems))?
            .stems
            .len();
        let same = entries
            .iter()
            .filter(|entry| entry.stems.len() == longest && stems.starts_with(&entry.stems));
        let mut concepts: Vec<ConceptId> = same.map(|entry| entry.concept).collect();
        concepts.dedup();
        Some(Hit {
            length: longest,
            concepts,
        })
    }
}

/// Whether an adverb's stem is that of the word it is made of.
fn is_derived(text: &str, stem: &str) -> bool {
    text.strip_suffix("ly")
        .is_some_and(|base| base.starts_with(stem))
}

/// What of a token is compared: the stem of a word, the text of anything else.
pub fn comparable(token: &Token) -> String {
    if token.kind == TokenKind::Word {
        stem(&token.text)
    } else {
        token.text.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Bound, End, Way};

    #[test]
    fn a_new_group_is_evidence_at_once() {
        let mut words = Words::default();
        let group = |text: &str| vec![text.to_owned()];
        words.concepts.insert("max".into(), group("worst"));
        words
            .concepts
            .insert("shrunk".into(), group("shrank to nothing"));
        let evidence = |end, way| Evidence {
            end,
            way,
            ..Evidence::default()
        };
        words
            .evidence
            .insert("max".into(), evidence(Some(End::High), None));
        words
            .evidence
            .insert("shrunk".into(), evidence(None, Some(Way::Down)));
        let more = Words {
            evidence: [(
                "max".to_owned(),
                Evidence {
                    bound: Some(Bound::Over),
                    ..Evidence::default()
                },
            )]
            .into(),
            ..Words::default()
        };
        let vocabulary = Vocabulary::new(&[(Language::En, words), (Language::Uk, more)].into());
        let said = |text: &str| {
            let stems: Vec<String> = tokenise(&normalise(text)).iter().map(comparable).collect();
            let hit = vocabulary.longest(&stems).unwrap();
            vocabulary.evidence(hit.concepts[0]).clone()
        };
        assert_eq!(said("shrank to nothing").way, Some(Way::Down));
        assert_eq!(said("worst").end, Some(End::High));
        assert_eq!(said("worst").bound, Some(Bound::Over));
        assert_eq!(vocabulary.evidence_named("other"), None);
    }
}
