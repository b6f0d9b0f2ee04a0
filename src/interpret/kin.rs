//! The words of metrics' names beyond those that a question uses: how much of a name the talk as a whole covers, and whose unit is named.
//!
//! It must not choose a metric, nor look at a figure.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::dataset::{Dataset, MetricId, Number};
use crate::query::Folding;
use crate::question::evidence::Evidence;
use crate::question::reader::Reader;
use crate::question::stems_of;

/// A word of names, by number.
type Word = u32;

/// The words of all metrics' names and units.
#[derive(Debug, Default)]
pub struct Kin {
    ids: HashMap<String, Word>,
    metrics: Vec<Own>,
    /// For each statement how much it is about each metric.
    statements: Vec<Vec<f32>>,
}

/// The words of one metric.
#[derive(Debug, Default)]
struct Own {
    /// Each of its names, with what its words weigh.
    names: Vec<Vec<(Word, f32)>>,
    /// The words of all of them.
    words: HashSet<Word>,
    unit: Vec<Word>,
    /// How many the unit counts at once: 1,000 of "thousand euros".
    scale: Option<Number>,
    /// Whether its label says that it is all of several: "Total enrolment".
    is_total: bool,
}

/// The words of a question that occur in names.
pub type Said = HashSet<Word>;

impl Kin {
    /// Takes the names and units apart.
    pub fn new(dataset: &Dataset, reader: &Reader) -> Self {
        let mut kin = Self::default();
        kin.metrics
            .resize_with(dataset.own_metrics().count(), Own::default);
        for (metric, name) in reader.metric_names() {
            let name: Vec<(Word, f32)> = name
                .into_iter()
                .map(|(stem, weight)| (kin.id(stem), weight))
                .collect();
            if let Some(own) = kin.metrics.get_mut(metric) {
                own.words.extend(name.iter().map(|(word, _)| *word));
                own.names.push(name);
            }
        }
        let mut scales: HashMap<&str, Option<Number>> = HashMap::new();
        for (MetricId(at), metric) in dataset.own_metrics() {
            let is_total = says_total(&metric.label, reader);
            let unit = metric.unit.as_str();
            let scale = *scales.entry(unit).or_insert_with(|| scale(unit, reader));
            let unit: Vec<Word> = reader
                .telling(&metric.unit)
                .iter()
                .map(|stem| kin.id(stem))
                .collect();
            if let Some(own) = kin.metrics.get_mut(at) {
                own.unit = unit;
                own.scale = scale;
                own.is_total = is_total;
            }
        }
        let texts = dataset.statements.iter().map(|statement| {
            let aliases = statement.aliases.values().flatten().map(String::as_str);
            let words: Vec<&str> = aliases.chain([statement.text.as_str()]).collect();
            words.join(" ")
        });
        let statements = texts.map(|text| kin.about(&text, reader));
        kin.statements = statements.collect();
        kin
    }

    /// Whether a metric's label says that it is all of several: it stands in no order beside them.
    pub fn is_total(&self, metric: MetricId) -> bool {
        self.metrics.get(metric.0).is_some_and(|own| own.is_total)
    }

    /// How much a text is about each metric: how much of its names the text has, or how likely it means it in other words.
    fn about(&self, text: &str, reader: &Reader) -> Vec<f32> {
        let mut about = self.covered_by(&reader.telling(text));
        for alike in reader.meant_by(text) {
            if let Some(about) = about.get_mut(alike.metric) {
                *about = about.max(alike.likely);
            }
        }
        about
    }

    /// How much of the names of each metric some words cover.
    fn covered_by(&self, stems: &[String]) -> Vec<f32> {
        let said: Said = stems
            .iter()
            .filter_map(|stem| self.ids.get(stem).copied())
            .collect();
        (0..self.metrics.len())
            .map(|metric| self.covered(MetricId(metric), &said, &[]))
            .collect()
    }

    /// How much a statement is about a metric, 0 to 1.
    pub fn on(&self, statement: usize, metric: MetricId) -> f32 {
        let metrics = self.statements.get(statement);
        metrics
            .and_then(|all| all.get(metric.0).copied())
            .unwrap_or_default()
    }

    /// How much a statement is about the metric that it is most about, 0 to 1.
    pub fn most_on(&self, statement: usize) -> f32 {
        let metrics = self.statements.get(statement).into_iter().flatten();
        metrics.copied().fold(0.0, f32::max)
    }

    /// How many the unit of a metric counts at once, where it counts more than one: 1,000 of "thousand euros".
    pub fn scale(&self, metric: MetricId) -> Option<Number> {
        self.metrics.get(metric.0)?.scale
    }

    /// Whether it is said what a metric counts.
    pub fn has_unit(&self, metric: MetricId) -> bool {
        let own = self.metrics.get(metric.0);
        own.is_some_and(|own| !own.unit.is_empty())
    }

    fn id(&mut self, stem: &str) -> Word {
        let next = Word::try_from(self.ids.len()).unwrap_or(Word::MAX);
        *self.ids.entry(stem.to_owned()).or_insert(next)
    }

    /// The words of a question that names or units have.
    pub fn said(&self, evidence: &Evidence) -> Said {
        let words = evidence.words.iter();
        words
            .filter_map(|word| self.ids.get(&word.stem).copied())
            .collect()
    }

    /// The largest part of one of a metric's names that the question covers together with the names of what was spoken of before.
    pub fn covered(&self, metric: MetricId, said: &Said, before: &[MetricId]) -> f32 {
        let spoken = |word: &Word| {
            let mut before = before
                .iter()
                .filter_map(|metric| self.metrics.get(metric.0));
            before.any(|own| own.words.contains(word))
        };
        let covered = |name: &Vec<(Word, f32)>| {
            let all: f32 = name.iter().map(|(_, weight)| weight).sum();
            let part = |is_meant: &dyn Fn(&Word) -> bool| -> f32 {
                let meant = name.iter().filter(|(word, _)| is_meant(word));
                meant.map(|(_, weight)| weight).sum()
            };
            if part(&|word| said.contains(word)) > 0.0 && all > 0.0 {
                part(&|word| said.contains(word) || spoken(word)) / all
            } else {
                0.0
            }
        };
        let own = self.metrics.get(metric.0);
        let names = own.map_or(&[][..], |own| own.names.as_slice());
        names.iter().map(covered).fold(0.0, f32::max)
    }

    /// Whether a word of the metric's unit is among those said.
    pub fn names_unit(&self, metric: MetricId, said: &Said) -> bool {
        let own = self.metrics.get(metric.0);
        own.is_some_and(|own| own.unit.iter().any(|word| said.contains(word)))
    }

    /// Whether a word of any metric's unit is among those said.
    pub fn names_any_unit(&self, said: &Said) -> bool {
        let mut all = self.metrics.iter();
        all.any(|own| own.unit.iter().any(|word| said.contains(word)))
    }
}

/// Whether words of a label speak for a sum.
fn says_total(label: &str, reader: &Reader) -> bool {
    let stems = stems_of(label);
    let vocabulary = reader.vocabulary();
    let hits = (0..stems.len()).filter_map(|at| vocabulary.longest(stems.get(at..)?));
    hits.into_iter()
        .any(|hit| vocabulary.says(&hit, |says| says.fold == Some(Folding::Sum)))
}

/// What two of a unit come to, by two.
fn scale(unit: &str, reader: &Reader) -> Option<Number> {
    const ANY_DAY: Date = Date::constant(2000, 1, 1);
    let two = reader.evidence(&format!("2 {unit}"), ANY_DAY);
    let one = two.numbers.first()?.value / Number::from_integer(2);
    (one > Number::from_integer(1)).then_some(one)
}
