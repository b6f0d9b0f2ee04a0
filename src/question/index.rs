//! What a dataset and a set of intents contribute to reading: names with their weights, known words, values, landmarks.
//!
//! Called once, at load.

use std::collections::{HashMap, HashSet};

use super::closed::Closed;
use super::likeness::Known;
use super::names::{IN_FULL, Name, Target};
use super::normalise::normalise;
use super::spelling::Speller;
use super::stem::stem;
use super::token::{Token, TokenKind, tokenise};
use super::vocabulary::{Vocabulary, comparable};
use crate::dataset::{
    Dataset, FigureId, Language, Metric, MetricId, Names, Number, UnitKind, Usage, Value,
    Vocabulary as Openness,
};

/// The least part of a name that must be named where names were written with care.
const CLOSED_LEAST: f32 = 0.75;
/// The same for bare column headings.
const OPEN_LEAST: f32 = 0.34;
/// The least part of a member's name that must be named.
const MEMBER_LEAST: f32 = 0.55;
/// How much a word weighs that the language knows as a concept.
const CONCEPT_WEIGHT: f32 = 0.5;
/// The words of a description that are looked at.
const LONGEST_DESCRIPTION: usize = 80;
/// How much a word weighs that names the subject.
const SUBJECT_WEIGHT: f32 = 0.15;

/// The runs of words that name the subject.
pub(super) fn subject_phrases(dataset: &Dataset) -> impl Iterator<Item = &String> {
    all(&dataset.about.subject)
}

/// The stems of words that name the subject.
pub(super) fn subject(dataset: &Dataset) -> HashSet<String> {
    all(&dataset.about.subject)
        .flat_map(|text| stems_of(text))
        .collect()
}

/// A name taken apart, once for all tables.
pub(super) struct NameTokens {
    text: String,
    words: Vec<String>,
    stems: Vec<String>,
}

impl NameTokens {
    fn new(text: &str) -> Self {
        let tokens = tokenise(&normalise(text));
        Self {
            text: text.to_owned(),
            stems: comparables(&tokens),
            words: plain_words(tokens),
        }
    }
}

/// The names of each metric that the files name.
pub(super) fn metric_names(dataset: &Dataset) -> Vec<Vec<NameTokens>> {
    let names = |metric: &Metric| {
        let apart = without_parentheses(&metric.label);
        let names = [&metric.label, &metric.short].into_iter();
        let mut names: Vec<&String> = names.chain(all(&metric.aliases)).chain(&apart).collect();
        names.sort();
        names.dedup();
        names
            .into_iter()
            .map(|text| NameTokens::new(text))
            .collect()
    };
    dataset.own_metrics().map(|(_, own)| names(own)).collect()
}

/// The names of the members of dimensions, by position.
fn member_names(dataset: &Dataset) -> impl Iterator<Item = (usize, &String)> {
    let members = dataset.members.iter().enumerate();
    members.flat_map(|(at, member)| {
        let names = std::iter::once(&member.label).chain(all(&member.aliases));
        names.map(move |name| (at, name))
    })
}

/// The names of dimensions, by position.
fn dimension_names(dataset: &Dataset) -> impl Iterator<Item = (usize, &String)> {
    let dimensions = dataset.dimensions.iter().enumerate();
    dimensions.flat_map(|(at, dimension)| {
        let names = std::iter::once(&dimension.label).chain(all(&dimension.aliases));
        names.map(move |name| (at, name))
    })
}

/// Every word of the names of members.
pub(super) fn member_words(dataset: &Dataset) -> HashSet<String> {
    let names = member_names(dataset).map(|(_, name)| name);
    names.flat_map(|name| words_of(name)).collect()
}

/// The words of all outlets' names as they are written, in lower case.
pub(super) fn outlet_words(dataset: &Dataset) -> HashSet<String> {
    let names = dataset
        .outlets
        .iter()
        .flat_map(|outlet| std::iter::once(&outlet.name).chain(&outlet.aliases));
    names
        .flat_map(|name| tokenise(&normalise(name)))
        .map(|token| token.text.to_lowercase())
        .collect()
}

/// Every name in the dataset.
pub(super) fn names(
    dataset: &Dataset,
    metrics: &[Vec<NameTokens>],
    vocabulary: &Vocabulary,
    subject: &HashSet<String>,
) -> Vec<Name> {
    let least = if dataset.about.vocabulary == Openness::Open {
        OPEN_LEAST
    } else {
        CLOSED_LEAST
    };
    let weigher = Weigher {
        vocabulary,
        subject,
        english: (least < CLOSED_LEAST).then(|| Speller::new(std::iter::empty())),
    };
    let mut names = Vec::new();
    for (position, own) in metrics.iter().enumerate() {
        let name = |tokens| weigher.taken_apart(Target::Metric(position), tokens, least);
        names.extend(own.iter().map(name));
    }
    names.extend(
        member_names(dataset)
            .map(|(at, name)| weigher.name(Target::Member(at), name, MEMBER_LEAST)),
    );
    names.extend(
        dimension_names(dataset)
            .map(|(at, name)| weigher.name(Target::Dimension(at), name, IN_FULL)),
    );
    for (position, outlet) in dataset.outlets.iter().enumerate() {
        let texts = std::iter::once(&outlet.name).chain(&outlet.aliases);
        names.extend(texts.map(|text| weigher.name(Target::Outlet(position), text, 0.99)));
    }
    for (position, event) in dataset.events.iter().enumerate() {
        let texts = std::iter::once(&event.name).chain(all(&event.aliases));
        names.extend(texts.map(|text| weigher.name(Target::Event(position), text, IN_FULL)));
    }
    for (position, statement) in dataset.statements.iter().enumerate() {
        let texts = std::iter::once(&statement.topic).chain(all(&statement.aliases));
        names.extend(texts.map(|text| weigher.name(Target::Statement(position), text, 0.6)));
    }
    for (position, conflict) in dataset.conflicts.iter().enumerate() {
        let texts = std::iter::once(&conflict.about).chain(all(&conflict.aliases));
        names.extend(texts.map(|text| weigher.name(Target::Conflict(position), text, 0.5)));
    }
    for (position, gap) in dataset.gaps.iter().enumerate() {
        names.extend(
            all(&gap.aliases).map(|text| weigher.name(Target::Gap(position), text, CLOSED_LEAST)),
        );
    }
    for (position, exclusion) in dataset.exclusions.iter().enumerate() {
        names.extend(
            all(&exclusion.aliases)
                .map(|text| weigher.name(Target::Exclusion(position), text, IN_FULL)),
        );
    }
    names.retain(|name| !name.stems.is_empty());
    names
}

fn without_parentheses(label: &str) -> Option<String> {
    let (head, rest) = label.split_once('(')?;
    let tail = rest.split_once(')').map_or("", |(_, tail)| tail);
    Some(format!("{head} {tail}"))
}

/// Gives each word of a name its weight.
struct Weigher<'a> {
    english: Option<Speller>,
    vocabulary: &'a Vocabulary,
    subject: &'a HashSet<String>,
}

impl Weigher<'_> {
    fn name(&self, target: Target, text: &str, least: f32) -> Name {
        self.taken_apart(target, &NameTokens::new(text), least)
    }

    fn taken_apart(&self, target: Target, name: &NameTokens, least: f32) -> Name {
        let mut stems: Vec<(String, f32)> = Vec::new();
        let mut repeated = Vec::new();
        for stem in self.stems(name) {
            let weight = self.weight(target, &stem);
            if weight > 0.0 && stems.iter().any(|(known, _)| *known == stem) {
                repeated.push(stem);
            } else if weight > 0.0 {
                stems.push((stem, weight));
            }
        }
        if stems.is_empty() {
            stems = name.stems.iter().map(|stem| (stem.clone(), 1.0)).collect();
        }
        Name {
            target,
            stems,
            repeated,
            denied: self.denied(&name.text),
            least,
        }
    }

    /// The words of a name that a hyphen ties to one that denies them: "non-suspended".
    fn denied(&self, text: &str) -> Vec<(String, String)> {
        let pieces = text.split_whitespace();
        let tied = pieces.filter_map(|piece| {
            let mut stems = piece.split('-').map(|word| stem(&word.to_lowercase()));
            Some((stems.next()?, stems.next()?))
        });
        tied.filter(|(denial, _)| self.vocabulary.is_denial(denial))
            .collect()
    }

    /// The stems of a name; in a bare table words that ran together (`TotalPassengers`) are taken apart.
    fn stems(&self, name: &NameTokens) -> Vec<String> {
        let Some(english) = &self.english else {
            return name.stems.clone();
        };
        let apart = without_humps(&name.text);
        let words = tokenise(&normalise(&apart))
            .into_iter()
            .filter(|token| token.kind != TokenKind::Symbol || is_spoken(token));
        let split = |token: Token| match english
            .split(&token.text)
            .filter(|_| token.kind == TokenKind::Word)
        {
            Some(words) => words.iter().map(|word| stem(word)).collect(),
            None => vec![comparable(&token)],
        };
        words.flat_map(split).collect()
    }

    /// Names of what is excluded keep even their small words: "not guilty" is not "guilty"; a "non" in any name weighs in full.
    fn weight(&self, target: Target, stem: &str) -> f32 {
        if self.vocabulary.is_denial(stem) && !self.vocabulary.is_function(stem) {
            1.0
        } else if self.vocabulary.is_function(stem) {
            if matches!(target, Target::Exclusion(_)) {
                CONCEPT_WEIGHT
            } else {
                0.0
            }
        } else if self.subject.contains(stem) || matches!(stem, "%" | "#") {
            SUBJECT_WEIGHT
        } else if self.vocabulary.begins(stem) || self.vocabulary.is_filler(stem) {
            CONCEPT_WEIGHT
        } else {
            1.0
        }
    }
}

/// Signs that are read aloud and may tell names apart.
pub(super) fn is_spoken(token: &Token) -> bool {
    matches!(token.text.as_str(), "%" | "#")
}

/// Stems of each metric's description: words that are at home beside it.
pub(super) fn context(dataset: &Dataset, metrics: &[Vec<NameTokens>]) -> Vec<HashSet<String>> {
    let describe = |(metric, names): (&Metric, &Vec<NameTokens>)| {
        let beside = [
            &metric.unit,
            &metric.coverage,
            &metric.articles,
            &metric.basis,
        ];
        let beside = beside.into_iter().flat_map(|text| stems_of(text));
        let own = names.iter().flat_map(|name| &name.stems);
        own.cloned().chain(beside).collect()
    };
    let own = dataset.own_metrics().map(|(_, own)| own);
    own.zip(metrics).map(describe).collect()
}

/// What is known of each metric: its names, and the words of its definition, its sentence and its unit; a unit alone describes nothing.
pub(super) fn known<'a>(dataset: &Dataset, metrics: &'a [Vec<NameTokens>]) -> Vec<Known<'a>> {
    let own = dataset.own_metrics().zip(metrics);
    own.map(|((_, metric), names)| {
        let sentence = metric.sentence.as_deref().unwrap_or_default();
        let told = [metric.definition.as_str(), sentence];
        let unit = told.iter().any(|text| !text.is_empty());
        let unit = unit.then_some(metric.unit.as_str());
        Known {
            names: names.iter().map(|name| name.stems.as_slice()).collect(),
            description: told
                .into_iter()
                .chain(unit)
                .flat_map(stems_of)
                .take(LONGEST_DESCRIPTION)
                .collect(),
        }
    })
    .collect()
}

/// Stems of what is said of each metric, with the metrics of which it is said: weak evidence where no name is used.
pub(super) fn descriptions(
    dataset: &Dataset,
    metrics: &[Vec<NameTokens>],
    vocabulary: &Vocabulary,
) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for ((MetricId(at), metric), names) in dataset.own_metrics().zip(metrics) {
        let sentence = metric.sentence.as_deref().unwrap_or_default();
        let texts = [metric.definition.as_str(), &metric.unit, sentence];
        let said = texts.into_iter().flat_map(stems_of);
        let own = names.iter().flat_map(|name| name.stems.iter().cloned());
        for stem in said.chain(own) {
            if !vocabulary.is_function(&stem) && !vocabulary.is_filler(&stem) {
                let list = found.entry(stem).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }
    found
}

/// Every word of the dataset's names, for the speller.
pub(super) fn known_words(dataset: &Dataset, metrics: &[Vec<NameTokens>]) -> Vec<String> {
    let metrics = metrics.iter().flatten().flat_map(|name| &name.words);
    let outlets = dataset
        .outlets
        .iter()
        .flat_map(|outlet| std::iter::once(&outlet.name).chain(&outlet.aliases));
    let events = dataset
        .events
        .iter()
        .flat_map(|event| std::iter::once(&event.name).chain(all(&event.aliases)));
    let statements = dataset
        .statements
        .iter()
        .flat_map(|statement| all(&statement.aliases));
    let members = member_names(dataset).chain(dimension_names(dataset));
    let others = all(&dataset.about.subject)
        .chain(members.map(|(_, name)| name))
        .chain(events)
        .chain(outlets)
        .chain(statements);
    let others = others.flat_map(|text| words_of(text));
    metrics.cloned().chain(others).collect()
}

/// What a metric counts in, where that is thousands or millions of something.
fn scale(metric: &Metric, closed: &Closed) -> Option<i128> {
    let unit = words_of(&metric.unit);
    let scales = unit.iter().filter_map(|word| closed.numerals.scale(word));
    scales.max()
}

/// Exact figures by value, for numbers that name a figure: in a metric that counts millions, 50 is named by "50 million" too.
pub(super) fn values(dataset: &Dataset, closed: &Closed) -> HashMap<Number, Vec<FigureId>> {
    let mut values: HashMap<Number, Vec<FigureId>> = HashMap::new();
    let scales: Vec<Option<i128>> = dataset
        .own_metrics()
        .map(|(_, metric)| scale(metric, closed))
        .collect();
    for (index, figure) in dataset.figures.iter().enumerate() {
        let number = match figure.value {
            Value::Exact(number)
            | Value::About(number)
            | Value::Almost(number)
            | Value::MoreThan(number)
            | Value::AtLeast(number)
            | Value::AtMost(number)
            | Value::LessThan(number) => number,
            Value::Range(..) => continue,
        };
        values.entry(number).or_default().push(FigureId(index));
        if let Some(scale) = scales
            .get(dataset.whole_of(figure.metric).0)
            .copied()
            .flatten()
        {
            let whole = values.entry(number * scale).or_default();
            whole.push(FigureId(index));
        }
    }
    let rank = |id: &FigureId| {
        dataset
            .figures
            .get(id.0)
            .map(|figure| (figure.usage == Usage::Never, figure.superseded_by.is_some()))
    };
    for ids in values.values_mut() {
        ids.sort_by_key(rank);
    }
    values
}

/// The figures that are percentages: "15%" names one of them and "15" does not.
pub(super) fn percentages(dataset: &Dataset) -> HashSet<FigureId> {
    figures_of(dataset, |metric| metric.kind == UnitKind::Percent)
}

/// The figures of the headline metric.
pub(super) fn headline(dataset: &Dataset) -> HashSet<FigureId> {
    figures_of(dataset, |metric| metric.headline)
}

fn figures_of(dataset: &Dataset, is_meant: impl Fn(&Metric) -> bool) -> HashSet<FigureId> {
    let all = dataset.figures.iter().enumerate();
    let meant =
        all.filter(|(_, figure)| dataset.metrics.get(figure.metric.0).is_some_and(&is_meant));
    meant.map(|(index, _)| FigureId(index)).collect()
}

/// `AircraftLandings` as "Aircraft Landings".
fn without_humps(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.push(letter);
        before = letter;
    }
    out
}

pub(super) fn all(names: &Names) -> impl Iterator<Item = &String> {
    Language::ALL
        .iter()
        .filter_map(|language| names.get(language))
        .flatten()
}

pub(super) fn words_of(text: &str) -> Vec<String> {
    plain_words(tokenise(&normalise(text)))
}

fn plain_words(tokens: Vec<Token>) -> Vec<String> {
    let words = tokens.into_iter();
    words
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.text)
        .collect()
}

/// The stems of a text, numbers included.
pub fn stems_of(text: &str) -> Vec<String> {
    comparables(&tokenise(&normalise(text)))
}

fn comparables(tokens: &[Token]) -> Vec<String> {
    let spoken = tokens.iter();
    spoken
        .filter(|token| token.kind != TokenKind::Symbol)
        .map(comparable)
        .collect()
}
