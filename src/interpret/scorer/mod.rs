//! The learned part: what words and features are worth, read from a file, and the probabilities that follow.
//!
//! Two layers of hidden units: by one, words make operations and traits of candidates likely; by the other, features make one candidate
//! likelier than another. It must not know what a feature means.

mod network;
mod words;

use std::borrow::Cow;

pub use self::network::{Kind, Network, Row, WIDTH};
use self::words::WORD;
pub use self::words::{Told, UNITS, Units, Words};
use super::features::{Feature, Vector};
use super::operation::Operation;

/// The version of the file's layout.
const VERSION: &str = "footnote weights 3";

/// What was learned.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// What words say.
    pub words: Words,
    /// What the features of candidates are worth.
    pub network: Network,
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
    /// From this on, together, the two likeliest are answered side by side.
    pub both: f32,
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
    /// A row that is not there.
    #[error("the weights have no row `{row}`; train them anew, or take those of this version")]
    Lacks {
        /// Its name.
        row: String,
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
            words: Words::default(),
            network: Network::default(),
            thresholds: Thresholds {
                answer: 0.6,
                claim: 0.7,
                both: 0.8,
                ask: 0.5,
            },
        }
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    /// If it is of another version, or a line is no weight or lacks.
    pub fn parse(text: Cow<'static, str>) -> Result<Self, BadWeights> {
        let words = text
            .find(&format!("\n{WORD}"))
            .map_or(text.len(), |at| at + 1);
        let (text, words) = split(text, words);
        let mut lines = text.lines().enumerate();
        let first = lines.next().map_or("", |(_, line)| line.trim());
        if first != VERSION {
            return Err(BadWeights::Version {
                found: first.chars().take(40).collect(),
            });
        }
        let mut weights = Self::empty();
        let mut names = network::names().peekable();
        let mut rows = Vec::with_capacity(Network::ROWS);
        for (at, line) in lines {
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            let taken = match line.strip_prefix("h\t") {
                Some(line) => row(line, names.next().as_deref()).map(|row| rows.push(row)),
                None => weights.take(line),
            };
            taken.ok_or_else(|| bad(at, line))?;
        }
        weights.network = Network::of(rows).ok_or_else(|| BadWeights::Lacks {
            row: names.next().unwrap_or_default(),
        })?;
        if let Some(row) = weights.words.lacks() {
            return Err(BadWeights::Lacks { row });
        }
        let line = |at: usize| words.lines().nth(at).unwrap_or_default();
        let taken = weights.words.take_lines(words.clone());
        taken.map_err(|at| bad(text.lines().count() + at, line(at)))?;
        Ok(weights)
    }

    /// Reads one line: a section's letter, a name, and values, apart by tabs.
    fn take(&mut self, line: &str) -> Option<()> {
        let (sort, rest) = line.split_once('\t')?;
        let (name, value) = rest.split_once('\t')?;
        let threshold = match (sort, name) {
            ("t", "answer") => &mut self.thresholds.answer,
            ("t", "claim") => &mut self.thresholds.claim,
            ("t", "both") => &mut self.thresholds.both,
            ("t", "ask") => &mut self.thresholds.ask,
            _ => return self.words.take(sort, name, value),
        };
        *threshold = value.parse().ok()?;
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
            ("both", thresholds.both),
            ("ask", thresholds.ask),
        ] {
            let _ = writeln!(out, "t\t{name}\t{value:.3}");
        }
        for (name, row) in self.network.named() {
            let _ = write!(out, "h\t{name}\t");
            for (at, value) in row.iter().enumerate() {
                let _ = write!(out, "{}{value:.3}", if at == 0 { "" } else { " " });
            }
            out.push('\n');
        }
        for line in self.words.print() {
            let _ = writeln!(out, "{line}");
        }
        out
    }

    /// What a candidate is worth, given what all candidates share.
    pub fn score(&self, shared: &Row, operation: Operation, vector: &Vector) -> f32 {
        let taught = vector
            .iter()
            .find(|(feature, _)| *feature == Feature::Taught);
        let taught = taught.map_or(0.0, |(_, value)| TAUGHT * value);
        self.network.score(shared, Kind::of(operation), vector) + taught
    }

    /// What "none of these" is worth.
    pub fn none(&self, shared: &Row) -> f32 {
        self.network.score(shared, Kind::NONE, &Vector::new())
    }
}

/// A text in two at a place; what comes with the program stays where it is.
fn split(text: Cow<'static, str>, at: usize) -> (Cow<'static, str>, Cow<'static, str>) {
    match text {
        Cow::Borrowed(text) => {
            let (head, tail) = text.split_at(at);
            (head.into(), tail.into())
        }
        Cow::Owned(mut text) => {
            let tail = text.split_off(at);
            (text.into(), tail.into())
        }
    }
}

fn bad(at: usize, line: &str) -> BadWeights {
    BadWeights::Line {
        line: at + 1,
        what: format!(
            "`{}` is no weight",
            line.chars().take(60).collect::<String>()
        ),
    }
}

/// Reads a row of the network, which has to be the one that is expected next.
fn row(line: &str, expected: Option<&str>) -> Option<Row> {
    let (name, values) = line.split_once('\t')?;
    let values: Option<Vec<f32>> = values.split(' ').map(|value| value.parse().ok()).collect();
    values?.try_into().ok().filter(|_| expected == Some(name))
}

/// What [`Feature::Taught`] is worth: somebody said what a phrase means, and the questions to learn from are nobody's phrases. It outweighs
/// what words say of a question that is a phrase itself.
pub const TAUGHT: f32 = 5.0;
/// What it takes off that none of the candidates is meant.
pub const TAUGHT_NONE: f32 = 2.0;

/// The features of a question that all its candidates share.
pub const QUESTION: &[&str] = &[
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
    "called",
    "called_any",
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
