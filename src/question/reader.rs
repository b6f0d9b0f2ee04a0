//! Reads a question: from text to tokens, and what each may mean.
//!
//! Built once from a dataset and the intents' words; reading is pure and takes today's date as an argument.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::closed::Closed;
use super::index;
use super::likeness::{Alike, Heard, Likeness, Meanings};
use super::names::NameIndex;
use super::normalise::{Normalised, normalise};
use super::number::spelled_numbers;
use super::parlance::Parlances;
use super::period::{self, Calendar, Landmark};
use super::phrase::PhraseTokens;
use super::quantities::{Counting, counted};
use super::reading::{Counted, CountedKind};
use super::shortened::Shortened;
use super::sketch::Marks;
use super::spans;
use super::spelling::Speller;
use super::token::{Token, TokenKind, tokenise};
use super::vocabulary::Vocabulary;
use crate::dataset::{Dataset, FigureId, Language, Number, Vocabulary as Openness};
use crate::intents::Words;

/// Everything that reading needs, built at load.
pub struct Reader {
    pub(super) vocabulary: Vocabulary,
    pub(super) closed: Arc<Closed>,
    pub(super) names: NameIndex,
    pub(super) likeness: Likeness,
    pub(super) shortened: Shortened,
    pub(super) parlances: Parlances,
    speller: Speller,
    subject: HashSet<String>,
    /// Words of outlets' names as they are written.
    pub(super) outlet_words: HashSet<String>,
    /// Words of members' names: other words of the language are never taken for them.
    members: HashSet<String>,
    pub(super) phrase_words: HashSet<String>,
    pub(super) context: Vec<HashSet<String>>,
    pub(super) descriptions: HashMap<String, Vec<usize>>,
    values: HashMap<Number, Vec<FigureId>>,
    percentages: HashSet<FigureId>,
    headline: HashSet<FigureId>,
    pub(super) years: (i16, i16),
    landmarks: Arc<[Landmark]>,
    parts: Option<(i8, Date)>,
    financial: bool,
    open: bool,
}

impl Reader {
    /// Builds the tables for a dataset and the words and phrases of intents.
    pub fn new(
        dataset: &Dataset,
        words: &BTreeMap<Language, Words>,
        phrases: &[Vec<PhraseTokens>],
    ) -> Self {
        let mut vocabulary = Vocabulary::new(words);
        let closed = Arc::new(Closed::new(words));
        vocabulary.add_neutral(
            dataset
                .sources
                .iter()
                .map(|source| source.publisher.as_str()),
        );
        vocabulary.add_subject(index::subject_phrases(dataset));
        let open = dataset.about.vocabulary == Openness::Open;
        let subject = index::subject(dataset);
        let metrics = index::metric_names(dataset);
        let names = index::names(dataset, &metrics, &vocabulary, &subject);
        let known = index::known_words(dataset, &metrics);
        let names = NameIndex::new(names);
        let phrase_words = || phrases.iter().flatten().flat_map(PhraseTokens::words);
        let known = known.iter().map(String::as_str).chain(phrase_words());
        Self {
            speller: Speller::new(known.chain(vocabulary.words())),
            phrase_words: phrase_words()
                .collect::<HashSet<_>>()
                .into_iter()
                .map(super::stem::stem)
                .collect(),
            context: index::context(dataset, &metrics),
            descriptions: index::descriptions(dataset, &metrics, &vocabulary),
            values: index::values(dataset, &closed),
            percentages: index::percentages(dataset),
            headline: index::headline(dataset),
            years: spans::span_of_years(dataset),
            landmarks: spans::landmarks(dataset).into(),
            parts: spans::parts_of_years(dataset),
            financial: spans::has_financial_years(dataset, &closed),
            vocabulary,
            closed,
            likeness: Likeness::new(&index::known(dataset, &metrics), Meanings::shipped()),
            shortened: Shortened::new(dataset),
            parlances: Parlances::of(&dataset.parlance),
            names,
            subject,
            outlet_words: index::outlet_words(dataset),
            members: index::member_words(dataset),
            open,
        }
    }

    /// Reads what words mean from another table than the shipped one: who learns from it asks one that has not seen the data.
    pub fn use_meanings(&mut self, dataset: &Dataset, meanings: &'static Meanings) {
        let metrics = index::metric_names(dataset);
        self.likeness = Likeness::new(&index::known(dataset, &metrics), meanings);
    }

    /// Each name of a metric, by position: its words with what they weigh.
    pub fn metric_names(&self) -> Vec<(usize, Vec<(&str, f32)>)> {
        self.names.of_metrics()
    }

    /// The words of a text that say something, stemmed.
    pub fn telling(&self, text: &str) -> Vec<String> {
        let mut stems = index::stems_of(text);
        stems.retain(|stem| !self.vocabulary.is_function(stem));
        stems
    }

    /// The metrics that a text may be about, by what its words mean.
    pub fn meant_by(&self, text: &str) -> Vec<Alike> {
        let stems = index::stems_of(text);
        let heard = stems.iter().enumerate().map(|(at, word)| Heard {
            word,
            at,
            tells: false,
        });
        self.likeness.of(&heard.collect::<Vec<_>>(), &[]).0
    }

    pub(super) fn calendar(&self, today: Date) -> Calendar {
        Calendar {
            today,
            first_year: self.years.0,
            last_year: self.years.1,
            landmarks: Arc::clone(&self.landmarks),
            parts: self.parts,
            financial: self.financial,
            words: Arc::clone(&self.closed),
        }
    }

    /// The text as tokens, misspelled words mended and numbers in words read.
    pub(super) fn tokens(&self, text: &str) -> (Vec<Token>, Vec<(String, String)>) {
        let mut corrections = Vec::new();
        let mut tokens = Vec::new();
        let plain = normalise(text);
        for mut token in tokenise(&plain) {
            token.capital = begins_with_capital(text, &plain, &token);
            corrections.extend(mistyped(&token, &plain));
            match self.mended(&token) {
                Some(words) => {
                    corrections.push((token.text.clone(), words.join(" ")));
                    tokens.extend(words.into_iter().map(|text| Token {
                        text,
                        ..token.clone()
                    }));
                }
                None => tokens.push(token),
            }
        }
        let mut tokens = spelled_numbers(tokens, &self.closed);
        period::without_impossible(&mut tokens, &self.closed.periods);
        (tokens, corrections)
    }

    /// What an unknown word was meant to be; a short one is rather begun than misspelled.
    fn mended(&self, token: &Token) -> Option<Vec<String>> {
        let word = token.text.as_str();
        if token.kind != TokenKind::Word || self.is_domain_word(word) || is_too_short(word) {
            return None;
        }
        let one = |word: String| vec![word];
        let speller = &self.speller;
        let corrected = || speller.correct(word).map(|correction| correction.word);
        let is_other =
            |meant: &String| self.members.contains(meant) && speller.is_of_language(word);
        (speller
            .completes(word)
            .filter(|meant| !is_other(meant))
            .map(one))
        .or_else(|| {
            corrected()
                .filter(|meant| self.may_mean(word, meant))
                .map(one)
        })
        .or_else(|| speller.split(word))
        .or_else(|| {
            let own = speller.nearest_own(word);
            own.filter(|meant| self.may_mean(word, meant) && !is_other(meant))
                .map(one)
        })
    }

    /// A short unknown word is likelier a name than a slip: it may only mean a word that counts here, or have two letters exchanged.
    ///
    /// Another letter makes another word: it may not turn a word that says something into one that says nothing.
    fn may_mean(&self, word: &str, meant: &str) -> bool {
        let stem = super::stem::stem(meant);
        if self.says_nothing(&stem) && is_another_word(word, meant) || goes_on(word, meant) {
            return false;
        }
        let counts = self.names.knows(&stem) || self.vocabulary.begins(&stem);
        match word.chars().count() {
            0..=3 => are_exchanged(word, meant),
            4 | 5 => {
                counts && word.chars().next() == meant.chars().next() || are_exchanged(word, meant)
            }
            _ => true,
        }
    }

    /// Whether a word is a small one that neither names anything nor expresses anything.
    fn says_nothing(&self, stem: &str) -> bool {
        let expresses = self.vocabulary.longest(&[stem.to_owned()]).is_some();
        self.vocabulary.is_filler(stem) && !self.names.knows(stem) && !expresses
    }

    fn is_domain_word(&self, word: &str) -> bool {
        let stem = super::stem::stem(word);
        self.names.knows(&stem)
            || self.subject.contains(&stem)
            || self.vocabulary.is_filler(&stem)
            || self.phrase_words.contains(&stem)
            || self.vocabulary.begins(&stem)
            || self.closed.periods.knows(word)
            || self.closed.numerals.knows(word)
    }

    /// Whether a stem names the subject, or is at home beside some metric.
    pub(super) fn is_subject_word(&self, stem: &str) -> bool {
        self.subject.contains(stem) || self.context.iter().any(|words| words.contains(stem))
    }

    /// The words of all languages, with what they are evidence for.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether a number is the value of some figure.
    pub(super) fn is_value(&self, number: Number) -> bool {
        self.values.contains_key(&number)
    }

    /// Whether unknown words are tolerated.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The numbers that are neither in periods nor in names.
    pub(super) fn numbers(
        &self,
        tokens: &[Token],
        stems: &[String],
        marks: &mut Marks,
    ) -> Vec<Counted> {
        let counting = Counting {
            tokens,
            stems,
            vocabulary: &self.vocabulary,
            closed: &self.closed,
            values: &self.values,
        };
        let mut numbers = counted(&counting, marks);
        for number in &mut numbers {
            let percent = number.kind == CountedKind::Percent;
            number
                .figures
                .retain(|id| self.percentages.contains(id) == percent);
            if number.rounded {
                // Among near values a rounded number is likeliest the best known, which is the headline's.
                number.figures.sort_by_key(|id| !self.headline.contains(id));
            }
        }
        numbers
    }

    /// What a text says about when.
    pub(super) fn whens(&self, tokens: &[Token], today: Date) -> Vec<period::Mention> {
        period::mentions(tokens, &self.calendar(today))
    }

    /// A phrase of an intent as the sequence that questions are compared with.
    pub fn sketch_phrase(&self, phrase: PhraseTokens) -> Vec<String> {
        super::sketch::phrase(self, phrase)
    }
}

/// Whether the asker wrote a word with a capital at its beginning.
fn begins_with_capital(text: &str, plain: &Normalised, token: &Token) -> bool {
    let written = text.get(plain.original(token.chars.clone()));
    written.is_some_and(|written| written.starts_with(char::is_uppercase))
}

/// A number that was written with letters which look like digits, and what it was taken for: "2o19".
fn mistyped(token: &Token, plain: &Normalised) -> Option<(String, String)> {
    let number = token.number.filter(|number| number.plain)?;
    let length = token.chars.len();
    let written: String = plain
        .text
        .chars()
        .skip(token.chars.start)
        .take(length)
        .collect();
    let letters = written.chars().any(char::is_alphabetic) && length == token.text.len();
    (letters && written != token.text).then(|| (written, number.value.to_string()))
}

/// Whether two words have the same letters.
fn are_exchanged(word: &str, meant: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(word) == sorted(meant)
}

/// Whether letters were replaced, not only left out, doubled or exchanged.
fn is_another_word(word: &str, meant: &str) -> bool {
    word.chars().count() == meant.chars().count() && !are_exchanged(word, meant)
}

/// "Oilea" for "oil": a word that goes on behind the one it is taken for is likelier a name; a last letter doubled is a slip.
fn goes_on(word: &str, meant: &str) -> bool {
    let rest = word.strip_prefix(meant).unwrap_or_default();
    let last = meant.chars().next_back();
    !rest.is_empty() && rest.chars().any(|letter| Some(letter) != last)
}

/// Words of other alphabets than the frequency list's are mended only when long: nothing tells their common words.
fn is_too_short(word: &str) -> bool {
    !word.is_ascii() && word.chars().count() < 7
}
