//! What a question says, with alternatives: words, periods, names with their rivals, numbers, concepts.
//!
//! It chooses nothing: a word may be part of a name, of a concept and of an aside at once, and which of them holds is settled by the
//! query that explains the question best.

use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::PeriodKind;
use crate::intents::{self, Evidence as Says};

use super::closed::Effect;
use super::likeness::{Alike, Heard, Sides};
use super::names::{Mention as NameMention, Target};
use super::parlance::Called;
use super::parts::split_apart;
use super::period::{Mention as WhenMention, When};
use super::reader::Reader;
use super::reading::{Counted, Role};
use super::sketch::{self, Marks};
use super::token::{Token, TokenKind};
use super::vocabulary::{NOTHING, SUBJECT, comparable};

/// The least part of a metric's name that may name it.
const LEAST: f32 = 0.2;
/// The part of a name that words are taken to cover that it may be an abbreviation of.
const SHORTENED: f32 = 0.6;
/// How many names are kept of a question, the best first.
const MOST_NAMES: usize = 48;
/// How many words a bound has at most: "no more than".
const MOST_BOUND: usize = 4;
/// The most sentences of a message that are read one by one.
const MOST_SENTENCES: usize = 40;
/// At how many places that join a question is heard in two sides.
const MOST_JOINS: usize = 4;
/// How many words of a message are read.
pub(super) const MOST_WORDS: usize = 400;

/// One question as evidence.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The words, numbers and signs, in order.
    pub words: Vec<Word>,
    /// Misspelled words and what they were taken for.
    pub corrections: Vec<(String, String)>,
    /// Periods, in order.
    pub whens: Vec<WhenMention>,
    /// All that is named, the best first; the same words may name several things.
    pub names: Vec<NameMention>,
    /// Metrics of whose description the question has words, the best first.
    pub described: Vec<Described>,
    /// Metrics whose names are like what the question says, the likeliest first; also those that it names.
    pub alike: Vec<Alike>,
    /// Two metrics that are like what is said on both sides of a word which joins.
    pub sides: Vec<Sides>,
    /// How likely each metric is meant by what people call it, where that was learned for these data.
    pub called: Option<Called>,
    /// Numbers that are no periods, in order.
    pub numbers: Vec<Counted>,
    /// Concepts, in order.
    pub concepts: Vec<Concept>,
    /// True if it begins with an auxiliary verb and so wants yes or no.
    pub yes_no: bool,
    /// True if it ends with a question mark.
    pub question_mark: bool,
}

/// A word, number or sign of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is known of a word"
)]
pub struct Word {
    /// As it was compared, after correction.
    pub text: String,
    /// Its stem.
    pub stem: String,
    /// What sort it is.
    pub kind: TokenKind,
    /// Whether it means nothing by itself.
    pub filler: bool,
    /// Whether it names the dataset's subject or is at home beside its metrics.
    pub subject: bool,
    /// Whether a phrase of some intent has it.
    pub phrase: bool,
    /// Whether it stands between two things rather than inside the name of one: "and", a comma.
    pub joins: bool,
    /// Whether it is written as a name is: with a capital, and not because a sentence begins.
    pub proper: bool,
}

/// A metric of whose description the question has words.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// The metric, by position.
    pub metric: usize,
    /// The weight of these words among all words of the question that say something, 0 to 1.
    pub share: f32,
    /// The words.
    pub tokens: Vec<usize>,
}

/// A run of words that expresses a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Its name.
    pub name: String,
    /// What it speaks for.
    pub says: Says,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Evidence {
    /// Whether a concept is expressed anywhere.
    pub fn has(&self, concept: &str) -> bool {
        self.concepts.iter().any(|known| known.name == concept)
    }

    /// How likely it is that the words mean any metric at all, 0 to 1.
    pub fn means_any(&self) -> f32 {
        self.alike.iter().map(|one| one.likely).sum()
    }
}

/// Which tokens are written as names are; none where capitals say nothing, as in a headline or a text in capitals.
fn proper(tokens: &[Token]) -> Vec<bool> {
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let capitals = words().filter(|token| token.capital).count();
    let says = 2 * capitals <= words().count();
    let mut begins = true;
    let proper = |token: &Token| {
        let proper = says && token.capital && !begins && token.kind == TokenKind::Word;
        begins = matches!(
            token.text.as_str(),
            "." | "?" | "!" | ":" | "\n" | "/" | "\""
        );
        proper
    };
    tokens.iter().map(proper).collect()
}

/// Where things are joined or set against each other.
fn joins(words: &[Word], concepts: &[Concept]) -> Vec<usize> {
    let bases = concepts
        .iter()
        .filter(|concept| concept.says.role == Some(intents::Role::Base));
    let bases = bases.map(|concept| concept.tokens.start);
    let joins = words.iter().enumerate().filter(|(_, word)| word.joins);
    let mut found: Vec<usize> = joins.map(|(at, _)| at).chain(bases).collect();
    found.sort_unstable();
    found.truncate(MOST_JOINS);
    found
}

impl Reader {
    /// The evidence of a whole message.
    pub fn evidence(&self, text: &str, today: Date) -> Evidence {
        let (mut tokens, corrections) = self.tokens(text);
        tokens.truncate(MOST_WORDS);
        let mut evidence = self.evidence_of(&tokens, today);
        evidence.corrections = corrections;
        evidence
    }

    /// The evidence of each sentence of a message that says something.
    pub fn sentences(&self, text: &str, today: Date) -> Vec<Evidence> {
        let (tokens, corrections) = self.tokens(text);
        let mut found: Vec<Evidence> = split_apart(&tokens, self)
            .into_iter()
            .take(MOST_SENTENCES)
            .map(|part| self.evidence_of(part.get(..MOST_WORDS).unwrap_or(part), today))
            .collect();
        if let Some(first) = found.first_mut() {
            first.corrections = corrections;
        }
        found
    }

    /// The evidence of a run of tokens.
    pub(super) fn evidence_of(&self, tokens: &[Token], today: Date) -> Evidence {
        let stems: Vec<String> = tokens.iter().map(comparable).collect();
        let mut whens = self.whens(tokens, today);
        whens.retain(|mention| !self.counts(mention, tokens, &stems));
        let mut marks = Marks::new(tokens.len());
        for mention in &whens {
            marks.put(mention.tokens.clone(), Role::Period);
        }
        let names = self.all_names(tokens, &stems);
        let mut of_names = marks.clone();
        let whole = names
            .iter()
            .filter(|name| name.recall > super::names::IN_FULL);
        for name in whole {
            of_names.name(name);
        }
        let numbers = self.numbers(tokens, &stems, &mut of_names);
        let concepts = self.concepts(&stems, &marks);
        let proper = proper(tokens);
        let words: Vec<Word> = tokens
            .iter()
            .zip(&stems)
            .zip(proper)
            .map(|((token, stem), proper)| self.word(token, stem, proper))
            .collect();
        let joins = joins(&words, &concepts);
        let (alike, sides) = self.alike(tokens, &stems, &marks, &joins);
        Evidence {
            called: self.parlances.called(&words),
            words,
            corrections: Vec::new(),
            described: self.described(tokens, &stems, &marks),
            alike,
            sides,
            whens,
            names,
            numbers,
            concepts,
            yes_no: sketch::wants_yes_or_no(self, tokens),
            question_mark: tokens.last().is_some_and(|token| token.text == "?"),
        }
    }

    /// Whether what reads as a year counts something: "fewer than 2000 bees", where the data have no such year.
    fn counts(&self, mention: &WhenMention, tokens: &[Token], stems: &[String]) -> bool {
        let at = mention.tokens.start;
        let bounds = |from: usize| {
            let hit = stems
                .get(from..at)
                .and_then(|before| self.vocabulary.longest(before));
            hit.is_some_and(|hit| {
                let mut meant = hit.concepts.iter();
                hit.length == at - from
                    && meant.any(|concept| self.vocabulary.evidence(*concept).bound.is_some())
            })
        };
        let behind = tokens
            .get(mention.tokens.end)
            .zip(stems.get(mention.tokens.end));
        matches!(&mention.when, When::Point(period) if period.kind == PeriodKind::Year && !(self.years.0..=self.years.1).contains(&period.from.year()))
            && mention.tokens.len() == 1
            && (at.saturating_sub(MOST_BOUND)..at).any(bounds)
            && behind.is_some_and(|(token, stem)| {
                token.kind == TokenKind::Word && !self.vocabulary.is_function(stem)
            })
    }

    fn word(&self, token: &Token, stem: &str, proper: bool) -> Word {
        Word {
            text: token.text.clone(),
            stem: stem.to_owned(),
            kind: token.kind,
            filler: self.vocabulary.is_filler_word(&token.text, stem)
                || self.vocabulary.is_function(stem)
                || token.kind == TokenKind::Word && token.text.chars().count() == 1,
            subject: self.is_subject_word(stem),
            phrase: self.phrase_words.contains(stem),
            joins: matches!(
                token.text.as_str(),
                "," | ";" | "/" | "&" | "+" | "|" | "\n"
            ) || self.closed.roles.is(&token.text, Effect::Joint),
            proper,
        }
    }

    /// Everything that is named; words of periods too, as names may have them ("March").
    fn all_names(&self, tokens: &[Token], stems: &[String]) -> Vec<NameMention> {
        let words: Vec<(usize, &str)> = (0..tokens.len())
            .filter(|at| {
                tokens.get(*at).is_some_and(|token| {
                    token.kind != TokenKind::Symbol || super::index::is_spoken(token)
                })
            })
            .filter_map(|at| Some((at, stems.get(at)?.as_str())))
            .filter(|(_, stem)| self.names.knows(stem) || !self.vocabulary.is_function(stem))
            .collect();
        let mut found = self.names.rivals(&words, LEAST);
        found.retain(|name| {
            let mut own = name.tokens.iter().filter_map(|at| tokens.get(*at));
            !matches!(name.target, Target::Outlet(_)) || own.all(|token| self.is_of_outlet(token))
        });
        self.add_shortened(tokens, &mut found);
        found.truncate(MOST_NAMES);
        found
    }

    /// Names that are abbreviations of what is said, if it names their metric in no other way.
    fn add_shortened(&self, tokens: &[Token], found: &mut Vec<NameMention>) {
        for meant in self.shortened.of(tokens) {
            let target = Target::Metric(meant.metric);
            if found.iter().any(|known| known.target == target) {
                continue;
            }
            let weights: Vec<f32> = meant.tokens.clone().map(|_| 1.0).collect();
            found.push(NameMention {
                target,
                score: SHORTENED * weights.iter().sum::<f32>(),
                tokens: meant.tokens.collect(),
                weights,
                recall: SHORTENED,
            });
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.target.cmp(&b.target)));
    }

    /// Whether a word may be part of an outlet's name, which is no word of the language: "inside" has the stem of "The Insider".
    fn is_of_outlet(&self, token: &Token) -> bool {
        let text = token.text.to_lowercase();
        let bare = text.trim_end_matches(['\'', '’', 's']);
        let is_known = |word: &str| self.outlet_words.contains(word);
        token.kind != TokenKind::Word
            || !text.is_ascii()
            || is_known(&text)
            || is_known(text.trim_end_matches("'s"))
            || is_known(bare)
    }

    /// Metrics by the words of their descriptions; a word weighs more the fewer metrics have it.
    fn described(&self, tokens: &[Token], stems: &[String], marks: &Marks) -> Vec<Described> {
        #[expect(clippy::cast_precision_loss, reason = "there are few metrics")]
        let weight = |having: usize| (1.0 + self.context.len() as f32 / having.max(1) as f32).ln();
        let mut found: std::collections::BTreeMap<usize, (f32, Vec<usize>)> =
            std::collections::BTreeMap::new();
        let mut all = 0.0;
        for (at, (token, stem)) in tokens.iter().zip(stems).enumerate() {
            let says = token.kind == TokenKind::Word
                && marks.is_free(at)
                && !self.vocabulary.is_function(stem)
                && !self.vocabulary.is_filler_word(&token.text, stem);
            if !says || self.vocabulary.begins(stem) {
                continue;
            }
            let having = self.descriptions.get(stem);
            all += weight(having.map_or(1, Vec::len));
            for metric in having.into_iter().flatten() {
                let (sum, places) = found.entry(*metric).or_default();
                *sum += weight(having.map_or(1, Vec::len));
                places.push(at);
            }
        }
        let described = |(metric, (sum, tokens))| Described {
            metric,
            share: sum / f32::max(all, f32::MIN_POSITIVE),
            tokens,
        };
        let mut found: Vec<Described> = found.into_iter().map(described).collect();
        found.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.metric.cmp(&b.metric)));
        found.truncate(MOST_NAMES);
        found
    }

    /// Metrics by what the words mean; words that ask for something are told as words of a metric only where a name has them itself.
    fn alike(
        &self,
        tokens: &[Token],
        stems: &[String],
        marks: &Marks,
        joins: &[usize],
    ) -> (Vec<Alike>, Vec<Sides>) {
        let words = tokens.iter().zip(stems).enumerate();
        let words =
            words.filter(|(at, (token, _))| token.kind == TokenKind::Word && marks.is_free(*at));
        let asks = |token: &Token, stem: &str| {
            self.vocabulary.is_function(stem)
                || self.vocabulary.is_filler_word(&token.text, stem)
                || self.vocabulary.begins(stem)
        };
        let heard = words.map(|(at, (token, stem))| Heard {
            word: stem,
            at,
            tells: !asks(token, stem) || self.names.knows(stem),
        });
        self.likeness.of(&heard.collect::<Vec<_>>(), joins)
    }

    /// All runs of words that express a concept, the longest at each place; words of periods express nothing else.
    fn concepts(&self, stems: &[String], marks: &Marks) -> Vec<Concept> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let free = (at..stems.len())
                .take_while(|at| marks.is_free(*at))
                .count();
            let hit = stems
                .get(at..at + free)
                .and_then(|stems| self.vocabulary.longest(stems));
            let Some(hit) = hit else {
                at += 1;
                continue;
            };
            for concept in &hit.concepts {
                let name = self.vocabulary.name(*concept);
                if !matches!(name, NOTHING | SUBJECT) {
                    found.push(Concept {
                        name: name.to_owned(),
                        says: self.vocabulary.evidence(*concept).clone(),
                        tokens: at..at + hit.length,
                    });
                }
            }
            at += hit.length;
        }
        found
    }
}
