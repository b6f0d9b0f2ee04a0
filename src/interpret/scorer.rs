//! The learned part: what words and features are worth, read from a file, and the probabilities that follow.
//!
//! A log-linear model in two stages: words make operations likely, features make one candidate likelier than another.
//! It must not know what a feature means.

use std::collections::HashMap;

use super::features::{Feature, Vector};
use super::operation::Operation;

/// The version of the file's layout.
const VERSION: &str = "footnote weights 1";

/// What was learned.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// What each feature of the words is worth for operations.
    pub words: HashMap<String, Vec<(u8, f32)>>,
    /// What each operation is worth before any word.
    pub priors: Vec<f32>,
    /// What each feature of a candidate is worth.
    pub base: Vec<f32>,
    /// The same, beside that, for candidates of one operation.
    pub own: Vec<Vec<f32>>,
    /// What "none of these" is worth, by the features that all candidates share.
    pub none: Vec<f32>,
    /// Where to answer, ask back or refuse.
    pub thresholds: Thresholds,
}

/// Probabilities at which something is done.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Thresholds {
    /// From this on an answer is given.
    pub answer: f32,
    /// The same for what is asserted.
    pub claim: f32,
    /// From this on, together, candidates are offered.
    pub ask: f32,
}

/// Why a file of weights cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadWeights {
    /// Another version, or no such file at all.
    #[error(
        "the weights begin with `{found}` and should begin with `{VERSION}`; train them anew, or take those of this version"
    )]
    Version {
        /// Its first line.
        found: String,
    },
    /// A line that cannot be read.
    #[error("line {line} of the weights: {what}; train them anew, or take those of this version")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

impl Weights {
    /// Weights that know nothing.
    pub fn empty() -> Self {
        Self {
            words: HashMap::new(),
            priors: vec![0.0; Operation::ALL.len()],
            base: vec![0.0; Feature::ALL.len()],
            own: vec![vec![0.0; Feature::ALL.len()]; Operation::ALL.len()],
            none: vec![0.0; NONE.len()],
            thresholds: Thresholds {
                answer: 0.6,
                claim: 0.7,
                ask: 0.5,
            },
        }
    }

    /// Reads a file of weights.
    pub fn parse(text: &str) -> Result<Self, BadWeights> {
        let mut lines = text.lines().enumerate();
        let first = lines.next().map_or("", |(_, line)| line.trim());
        if first != VERSION {
            return Err(BadWeights::Version {
                found: first.chars().take(40).collect(),
            });
        }
        let mut weights = Self::empty();
        let features: HashMap<&str, usize> = Feature::ALL
            .iter()
            .enumerate()
            .map(|(at, feature)| (feature.code(), at))
            .collect();
        for (at, line) in lines {
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            weights
                .take(line, &features)
                .ok_or_else(|| BadWeights::Line {
                    line: at + 1,
                    what: format!(
                        "`{}` is no weight",
                        line.chars().take(60).collect::<String>()
                    ),
                })?;
        }
        Ok(weights)
    }

    /// Reads one line: a section's letter, a name, and values, apart by tabs.
    fn take(&mut self, line: &str, features: &HashMap<&str, usize>) -> Option<()> {
        let mut parts = line.split('\t');
        let (sort, name) = (parts.next()?, parts.next()?);
        let mut value = || parts.next()?.parse::<f32>().ok();
        match sort {
            "t" => {
                let value = value()?;
                match name {
                    "answer" => self.thresholds.answer = value,
                    "claim" => self.thresholds.claim = value,
                    "ask" => self.thresholds.ask = value,
                    _ => return None,
                }
            }
            "p" => *self.priors.get_mut(Operation::of_code(name)?.index())? = value()?,
            "n" => {
                let at = NONE.iter().position(|known| *known == name)?;
                *self.none.get_mut(at)? = value()?;
            }
            "b" => *self.base.get_mut(*features.get(name)?)? = value()?,
            "o" => {
                let (operation, feature) = name.split_once('/')?;
                let row = self.own.get_mut(Operation::of_code(operation)?.index())?;
                *row.get_mut(*features.get(feature)?)? = value()?;
            }
            "w" => {
                let mut row = Vec::new();
                for part in parts {
                    let (operation, value) = part.split_once('=')?;
                    let operation = u8::try_from(Operation::of_code(operation)?.index()).ok()?;
                    row.push((operation, value.parse().ok()?));
                }
                self.words.insert(name.to_owned(), row);
            }
            _ => return None,
        }
        Some(())
    }

    /// The file.
    pub fn print(&self) -> String {
        use std::fmt::Write;
        let mut out = format!(
            "{VERSION}\n# Learned by `cargo run --release --example train -- fit`; not to be edited by hand.\n"
        );
        let thresholds = self.thresholds;
        for (name, value) in [
            ("answer", thresholds.answer),
            ("claim", thresholds.claim),
            ("ask", thresholds.ask),
        ] {
            let _ = writeln!(out, "t\t{name}\t{value:.3}");
        }
        for (operation, value) in Operation::ALL.iter().zip(&self.priors) {
            let _ = writeln!(out, "p\t{}\t{value:.3}", operation.code());
        }
        for (name, value) in NONE.iter().zip(&self.none) {
            let _ = writeln!(out, "n\t{name}\t{value:.3}");
        }
        for (feature, value) in Feature::ALL.iter().zip(&self.base) {
            let _ = writeln!(out, "b\t{}\t{value:.3}", feature.code());
        }
        for (operation, row) in Operation::ALL.iter().zip(&self.own) {
            for (feature, value) in Feature::ALL
                .iter()
                .zip(row)
                .filter(|(_, value)| value.abs() >= LEAST)
            {
                let _ = writeln!(
                    out,
                    "o\t{}/{}\t{value:.3}",
                    operation.code(),
                    feature.code()
                );
            }
        }
        let mut names: Vec<&String> = self.words.keys().collect();
        names.sort();
        for name in names {
            let Some(row) = self.words.get(name) else {
                continue;
            };
            let _ = write!(out, "w\t{name}");
            for (operation, value) in row {
                if let Some(operation) = Operation::ALL.get(usize::from(*operation)) {
                    let _ = write!(out, "\t{}={value:.2}", operation.code());
                }
            }
            out.push('\n');
        }
        out
    }

    /// The logarithm of each operation's probability, by the words.
    pub fn operations(&self, words: &[String]) -> Vec<f32> {
        let mut scores = self.priors.clone();
        for word in words {
            for (operation, weight) in self.words.get(word).map_or(&[][..], Vec::as_slice) {
                if let Some(score) = scores.get_mut(usize::from(*operation)) {
                    *score += weight;
                }
            }
        }
        let total = log_sum(scores.iter().copied());
        for score in &mut scores {
            *score -= total;
        }
        scores
    }

    /// What a candidate is worth.
    pub fn score(&self, operation: Operation, vector: &Vector) -> f32 {
        vector
            .iter()
            .map(|(feature, value)| self.weight(operation, *feature) * value)
            .sum()
    }

    /// What a feature is worth for candidates of an operation.
    pub fn weight(&self, operation: Operation, feature: Feature) -> f32 {
        let at = feature as usize;
        let own = self.own.get(operation.index());
        let own = own.and_then(|own| own.get(at)).copied().unwrap_or_default();
        let taught = if feature == Feature::Taught {
            TAUGHT
        } else {
            0.0
        };
        self.base.get(at).copied().unwrap_or_default() + own + taught
    }

    /// What "none of these" is worth.
    pub fn none(&self, vector: &[f32]) -> f32 {
        self.none
            .iter()
            .zip(vector)
            .map(|(weight, value)| weight * value)
            .sum()
    }
}

/// What [`Feature::Taught`] is worth, which is not learned: somebody said what a phrase means, and the questions to learn from are
/// nobody's phrases.
const TAUGHT: f32 = 2.0;
/// Smaller weights are left out of the file.
const LEAST: f32 = 0.02;

/// The features of "none of these".
pub const NONE: &[&str] = &[
    "bias",
    "words_none",
    "words_best",
    "recall_best",
    "unknown",
    "unknown_share",
    "exclusion",
    "follows",
    "phrase_best",
    "unnamed",
    "unknown_touches",
    "words_reply",
    "yes_no",
    "long",
    "unknown_proper",
    "elliptic",
    "alike_any",
    "alike_best",
];

/// The logarithm of a sum of exponentials.
pub fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if most.is_finite() {
        most + values.map(|value| (value - most).exp()).sum::<f32>().ln()
    } else {
        most
    }
}
