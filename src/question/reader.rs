//! Reads a question: from text to [`Reading`]s, one for each question in the message.
//!
//! Built once from a dataset and the intents' words; reading is pure and takes today's date as an argument.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::index;
use super::names::{Mention, NameIndex, Target, disjoint};
use super::normalise::normalise;
use super::number::spelled_numbers;
use super::parts::split;
use super::period::{self, Calendar, Landmark};
use super::quantities::{Counting, counted};
use super::reading::{MetricMention, Named, Reading, Role, Word};
use super::sketch::{Marks, sketch};
use super::spelling::Speller;
use super::token::{Token, TokenKind, tokenise};
use super::vocabulary::{Vocabulary, comparable};
use crate::dataset::{Dataset, FigureId, Language, MetricId, Number, Vocabulary as Openness};
use crate::intents::Intents;

/// Everything that reading needs, built at load.
pub struct Reader {
    pub(super) vocabulary: Vocabulary,
    names: NameIndex,
    speller: Speller,
    subject: HashSet<String>,
    pub(super) phrase_words: HashSet<String>,
    context: Vec<HashSet<String>>,
    values: HashMap<Number, Vec<FigureId>>,
    years: (i16, i16),
    landmarks: Vec<Landmark>,
    open: bool,
}

impl Reader {
    /// Builds the tables for a dataset and a set of intents.
    pub fn new(dataset: &Dataset, intents: &Intents) -> Self {
        let vocabulary = Vocabulary::new(&intents.words);
        let open = dataset.about.vocabulary == Openness::Open;
        let subject = index::subject(dataset);
        let names = NameIndex::new(index::names(dataset, &vocabulary, &subject));
        let phrases = index::phrase_words(intents);
        let known = index::known_words(dataset)
            .into_iter()
            .chain(phrases.iter().cloned())
            .chain(vocabulary.words().map(str::to_owned));
        Self {
            speller: Speller::new(known),
            phrase_words: phrases.iter().map(|word| super::stem::stem(word)).collect(),
            context: index::context(dataset),
            values: index::values(dataset),
            years: index::span_of_years(dataset),
            landmarks: index::landmarks(dataset),
            vocabulary,
            names,
            subject,
            open,
        }
    }

    /// Reads a message: one reading for each question in it, at most `MOST_PARTS`.
    pub fn read(&self, text: &str, today: Date) -> Vec<Reading> {
        let (tokens, corrections) = self.tokens(text);
        let calendar = self.calendar(today);
        let mut readings: Vec<Reading> = split(&tokens, self)
            .into_iter()
            .map(|part| self.read_part(part, &calendar))
            .collect();
        if let Some(first) = readings.first_mut() {
            first.corrections = corrections;
        }
        readings
    }

    fn calendar(&self, today: Date) -> Calendar {
        Calendar {
            today,
            first_year: self.years.0,
            last_year: self.years.1,
            landmarks: self.landmarks.clone(),
        }
    }

    /// The text as tokens, misspelled words mended and numbers in words read.
    pub(super) fn tokens(&self, text: &str) -> (Vec<Token>, Vec<(String, String)>) {
        let mut corrections = Vec::new();
        let mut tokens = Vec::new();
        for token in tokenise(&normalise(text)) {
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
        (spelled_numbers(tokens), corrections)
    }

    fn mended(&self, token: &Token) -> Option<Vec<String>> {
        if token.kind != TokenKind::Word || self.is_domain_word(&token.text) {
            return None;
        }
        match self.speller.correct(&token.text) {
            Some(correction) => Some(vec![correction.word]),
            None => self
                .speller
                .split(&token.text)
                .or_else(|| self.speller.nearest_own(&token.text).map(|word| vec![word])),
        }
    }

    fn is_domain_word(&self, word: &str) -> bool {
        let stem = super::stem::stem(word);
        self.names.knows(&stem)
            || self.subject.contains(&stem)
            || self.vocabulary.is_filler(&stem)
            || self.phrase_words.contains(&stem)
            || self.vocabulary.begins(&stem)
    }

    fn read_part(&self, tokens: &[Token], calendar: &Calendar) -> Reading {
        let stems: Vec<String> = tokens.iter().map(comparable).collect();
        let whens = period::mentions(tokens, calendar);
        let in_period: HashSet<usize> = whens
            .iter()
            .flat_map(|mention| mention.tokens.clone())
            .collect();
        let words: Vec<(usize, &str)> = self.content(tokens, &stems, &in_period);
        let mut marks = Marks::new(tokens.len());
        whens
            .iter()
            .for_each(|mention| marks.put(mention.tokens.clone(), Role::Period));
        let mut reading = Reading {
            whens,
            ..Reading::default()
        };
        self.link(&mut reading, &words, &mut marks, &stems);
        reading.numbers = counted(
            &Counting {
                tokens,
                stems: &stems,
                vocabulary: &self.vocabulary,
                values: &self.values,
            },
            &mut marks,
        );
        sketch(self, &mut reading, tokens, &stems, &mut marks);
        reading.subject = stems.iter().any(|stem| self.subject.contains(stem));
        reading.words = tokens
            .iter()
            .zip(stems)
            .enumerate()
            .map(|(at, (token, stem))| Word {
                text: token.text.clone(),
                stem,
                role: marks.role(at),
            })
            .collect();
        reading
    }

    fn content<'a>(
        &self,
        tokens: &[Token],
        stems: &'a [String],
        taken: &HashSet<usize>,
    ) -> Vec<(usize, &'a str)> {
        let is_content = |at: &usize| {
            !taken.contains(at)
                && tokens
                    .get(*at)
                    .is_some_and(|token| token.kind == TokenKind::Word || token.number.is_some())
        };
        (0..tokens.len())
            .filter(is_content)
            .filter_map(|at| stems.get(at).map(|stem| (at, stem.as_str())))
            .filter(|(_, stem)| self.names.knows(stem) || !self.vocabulary.is_filler(stem))
            .collect()
    }

    /// Finds what is named; metrics, events and outlets take their words, the rest are hints beside them.
    fn link(
        &self,
        reading: &mut Reading,
        words: &[(usize, &str)],
        marks: &mut Marks,
        stems: &[String],
    ) {
        let found = self.names.mentions(words);
        let (taking, hints): (Vec<Mention>, Vec<Mention>) =
            found.into_iter().partition(|mention| {
                matches!(
                    mention.target,
                    Target::Metric(_) | Target::Outlet(_) | Target::Event(_)
                )
            });
        for (mention, others) in disjoint(taking) {
            if self.is_concept_only(&mention, stems) {
                continue;
            }
            marks.name(&mention, self.is_whole(&mention));
            match mention.target {
                Target::Metric(metric) => reading
                    .metrics
                    .push(metric_mention(metric, &mention, &others)),
                Target::Outlet(index) => reading.outlets.push(Named {
                    index,
                    tokens: mention.tokens.clone(),
                }),
                Target::Event(index) => reading.events.push(Named {
                    index,
                    tokens: mention.tokens.clone(),
                }),
                _ => {}
            }
        }
        reading
            .metrics
            .sort_by_key(|mention| mention.tokens.first().copied());
        for mention in hints {
            match mention.target {
                Target::Statement(_) => reading.statements.push(mention),
                Target::Conflict(_) => reading.conflicts.push(mention),
                Target::Exclusion(exclusion) => {
                    marks.hint(&mention);
                    reading.exclusions.push(exclusion);
                }
                _ => {}
            }
        }
    }

    fn is_whole(&self, mention: &Mention) -> bool {
        mention.recall > 0.95
    }

    /// A name of which only words of the language were met ("total", "change") is not named.
    fn is_concept_only(&self, mention: &Mention, stems: &[String]) -> bool {
        mention.recall < 0.95
            && mention.tokens.iter().all(|at| {
                stems.get(*at).is_some_and(|stem| {
                    self.vocabulary.begins(stem) || self.vocabulary.is_filler(stem)
                })
            })
    }

    /// Whether a stem names the subject, or stands in the description of a metric that is named.
    pub(super) fn is_neutral(&self, stem: &str, reading: &Reading) -> bool {
        self.subject.contains(stem)
            || reading.metrics.iter().any(|mention| {
                self.context
                    .get(mention.metric.0)
                    .is_some_and(|words| words.contains(stem))
            })
    }

    /// Whether a stem names the subject.
    pub(super) fn is_subject(&self, stem: &str) -> bool {
        self.subject.contains(stem)
    }

    /// Whether unknown words are tolerated.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The tokens of a phrase and what is compared of each, without mending.
    pub(super) fn plain_tokens(&self, text: &str) -> (Vec<Token>, Vec<String>) {
        let tokens = spelled_numbers(tokenise(&normalise(text)));
        let stems = tokens.iter().map(comparable).collect();
        (tokens, stems)
    }

    /// A phrase of an intent as the sequence that questions are compared with.
    pub fn sketch_phrase(&self, phrase: &str) -> Vec<String> {
        super::sketch::phrase(self, phrase)
    }
}

fn metric_mention(metric: usize, mention: &Mention, others: &[Mention]) -> MetricMention {
    let others = others.iter().filter_map(|other| match other.target {
        Target::Metric(other) => Some(MetricId(other)),
        _ => None,
    });
    MetricMention {
        metric: MetricId(metric),
        others: others.collect(),
        score: mention.score,
        recall: mention.recall,
        tokens: mention.tokens.clone(),
    }
}

/// The languages of questions.
pub const LANGUAGES: [Language; 3] = [Language::En, Language::Ru, Language::Uk];
