//! The words of a language: groups of words with one meaning, words that mean nothing, and the bot's stock sentences.

use std::collections::{BTreeMap, HashMap};

use minijinja::Environment;

use super::canonical::Forms;
use super::cases;
use super::collect::{Placed, PlacedList, PlacedTable, WrittenWords};
use super::evidence::Evidence;
use super::load::{is_name, missing_language};
use super::replies::{is_sound, suggesting};
use super::slots::slot_named;
use super::word_tables::{self, WordLists};
use super::{codes, language, terms};
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::query::Phrases;
use crate::toml_file::backticked;

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Words and phrases by the concept they express.
    pub concepts: BTreeMap<String, Vec<String>>,
    /// Articles, pronouns, prepositions: too common to be part of a name.
    pub function: Vec<String>,
    /// Words that ask for nothing and name nothing.
    pub fillers: Vec<String>,
    /// What concepts are evidence for.
    pub evidence: BTreeMap<String, Evidence>,
    /// Words that say when, by what they do.
    pub periods: WordLists,
    /// Words that make up numbers.
    pub numbers: WordLists,
    /// Words by what they do to the words around them.
    pub roles: WordLists,
    /// Stock sentences, as templates.
    pub say: Say,
    /// The words of queries.
    pub canonical: Phrases,
}

/// Stock sentences by name: refusals, caveats, questions back.
pub type Say = BTreeMap<String, String>;

/// The group of fillers that holds function words.
const FUNCTION: &str = "function";

/// The words of all languages while files are read, with places.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: BTreeMap<Language, Words>,
    concepts: Vec<(Language, Placed<String>)>,
    evidence: Vec<PlacedTable>,
    said: BTreeMap<(Language, String), Place>,
    forms: Forms,
    english: Option<Place>,
}

impl Lexicon {
    /// Adds the words of a file.
    pub(super) fn add(
        &mut self,
        written: WrittenWords,
        environment: &Environment<'_>,
        problems: &mut Diagnostics,
    ) {
        let Some(name) = written.language else {
            if written.sheet.lacks("language") {
                problems.push(missing_language(&written.sheet));
            }
            return;
        };
        let Some(language) = language(&name, problems) else {
            return;
        };
        if language == Language::En {
            self.english.get_or_insert_with(|| name.place.clone());
        }
        self.tables(
            language,
            [written.periods, written.numbers, written.roles],
            written.evidence,
            problems,
        );
        for (concept, list) in written.concepts {
            self.concept(language, concept, &list, problems);
        }
        let words = self.words.entry(language).or_default();
        for (group, list) in written.fillers {
            let into = if group.value == FUNCTION {
                &mut words.function
            } else {
                &mut words.fillers
            };
            into.extend(list.into_iter().map(|word| word.value));
        }
        for (name, text) in written.say {
            self.sentence(language, name, text, environment, problems);
        }
        for (key, text) in written.canonical {
            self.forms.add(language, key, text, problems);
        }
    }

    fn tables(
        &mut self,
        language: Language,
        [periods, numbers, roles]: [Vec<PlacedList>; 3],
        evidence: Vec<PlacedTable>,
        problems: &mut Diagnostics,
    ) {
        let words = self.words.entry(language).or_default();
        let mut lists =
            |table: &str, known: &dyn Fn() -> Vec<String>, written: Vec<_>, into: &mut _| {
                if !written.is_empty() {
                    word_tables::lists(table, &known(), written, into, problems);
                }
            };
        lists("periods", &terms::periods, periods, &mut words.periods);
        lists("numbers", &terms::numbers, numbers, &mut words.numbers);
        lists("roles", &terms::roles, roles, &mut words.roles);
        word_tables::evidence(&evidence, &mut words.evidence, problems);
        self.evidence.extend(evidence);
    }

    fn concept(
        &mut self,
        language: Language,
        concept: Placed<String>,
        list: &[Placed<String>],
        problems: &mut Diagnostics,
    ) {
        if !is_name(&concept.value) || slot_named(&concept.value).is_some() {
            let message = format!("`{}` cannot be the name of a group of words", concept.value);
            let help = "a name is made of lower-case letters, digits and underscores, and is not that of a slot";
            problems.push(
                Diagnostic::error(codes::CONCEPT, message)
                    .at(&concept.place, "")
                    .help(help),
            );
            return;
        }
        let sound = each_once(&concept.value, list, problems);
        let words = self.words.entry(language).or_default();
        words
            .concepts
            .entry(concept.value.clone())
            .or_default()
            .extend(sound);
        self.concepts.push((language, concept));
    }

    fn sentence(
        &mut self,
        language: Language,
        name: Placed<String>,
        text: Placed<String>,
        environment: &Environment<'_>,
        problems: &mut Diagnostics,
    ) {
        let Some(case) = cases::stock(&name.value) else {
            let known: Vec<&str> = cases::all_stock().map(|case| case.name).collect();
            let message = format!("there is no stock sentence `{}`", name.value);
            problems.push(suggesting(
                Diagnostic::error(codes::UNKNOWN_CASE, message),
                &name,
                &known,
            ));
            return;
        };
        self.said.insert((language, name.value.clone()), name.place);
        if is_sound(environment, case, &text, problems) {
            let words = self.words.entry(language).or_default();
            words.say.insert(name.value, text.value);
        }
    }

    /// The words, after what concerns several files together was checked.
    pub(super) fn finish(
        mut self,
        expected: bool,
        problems: &mut Diagnostics,
    ) -> BTreeMap<Language, Words> {
        match &self.english {
            Some(place) => {
                problems.extend(self.unsaid(place));
                problems.extend(self.unknown_concepts());
                problems.extend(self.evidence_of_nothing());
            }
            None if expected => {
                let message = "no file has the English words";
                let help = "a file with `language = \"en\"`, `[concepts]`, `[fillers]` and `[say]` is needed";
                problems.push(Diagnostic::error(codes::MISSING_CASE, message).help(help));
            }
            None => {}
        }
        problems.extend(self.forms.lacking());
        for (language, words) in &mut self.words {
            words.canonical = self.forms.phrases(*language);
        }
        self.words
    }

    /// The stock sentences that are missing in English.
    fn unsaid(&self, place: &Place) -> Option<Diagnostic> {
        let lacking: Vec<&str> = cases::all_stock()
            .map(|case| case.name)
            .filter(|name| !self.said.contains_key(&(Language::En, (*name).to_owned())))
            .collect();
        let first = lacking.first()?;
        let message = format!(
            "the English words lack the stock sentences {}",
            backticked(&lacking)
        );
        Some(
            Diagnostic::error(codes::MISSING_CASE, message)
                .at(place, "")
                .help(format!("add `{first} = '''…'''` under `[say]`")),
        )
    }

    /// Evidence of groups that no language has.
    fn evidence_of_nothing(&self) -> Vec<Diagnostic> {
        let groups: Vec<&str> = self
            .words
            .values()
            .flat_map(|words| words.concepts.keys().map(String::as_str))
            .collect();
        word_tables::without_group(&self.evidence, |name| groups.contains(&name), &groups)
    }

    /// Groups of other languages that English does not have: nothing asks for them.
    fn unknown_concepts(&self) -> Vec<Diagnostic> {
        let known = self.words.get(&Language::En).map(|words| &words.concepts);
        let is_known = |name: &str| known.is_some_and(|known| known.contains_key(name));
        let report = |concept: &Placed<String>| {
            let message = format!("the English words have no group `{}`", concept.value);
            let problem = Diagnostic::warning(codes::CONCEPT, message).at(&concept.place, "");
            let names = known
                .into_iter()
                .flat_map(BTreeMap::keys)
                .map(String::as_str);
            match nearest(&concept.value, names) {
                Some(meant) => problem
                    .help(format!("did you mean `{meant}`?"))
                    .fix(&concept.place, meant),
                None => problem.help("no intent asks for it"),
            }
        };
        self.concepts
            .iter()
            .filter(|(language, concept)| *language != Language::En && !is_known(&concept.value))
            .map(|(_, concept)| report(concept))
            .collect()
    }
}

/// The words of a group, each once.
fn each_once(concept: &str, list: &[Placed<String>], problems: &mut Diagnostics) -> Vec<String> {
    let mut known: HashMap<String, &Place> = HashMap::new();
    let mut sound = Vec::new();
    for word in list {
        let key = word.value.trim().to_lowercase();
        if key.is_empty() {
            let problem = Diagnostic::warning(
                codes::SAME_WORD,
                format!("the group `{concept}` has an empty word"),
            );
            problems.push(problem.at(&word.place, "").help("take it out"));
        } else if let Some(first) = known.get(&key) {
            let message = format!(
                "`{}` stands twice in the group `{concept}`",
                word.value.trim()
            );
            let problem = Diagnostic::warning(codes::SAME_WORD, message);
            problems.push(
                problem
                    .at(&word.place, "")
                    .at(first, "first here")
                    .help("take one of them out"),
            );
        } else {
            known.insert(key, &word.place);
            sound.push(word.value.clone());
        }
    }
    sound
}
