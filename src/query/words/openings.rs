//! How canonical words may begin: most texts are seen to be none by that alone. It must not know what a form means.

use super::names::Kind;
use super::phrases::{Phrases, Piece};
use super::rules::Sort;
use crate::dataset::Dataset;

/// What canonical words begin with.
#[derive(Debug, Clone, Default)]
pub(super) struct Openings {
    texts: Vec<String>,
    /// Whether they may begin with a digit, with a metric, with anything at all.
    digit: bool,
    metric: bool,
    anything: bool,
}

impl Openings {
    /// The openings of all forms of a query.
    pub(super) fn of(phrases: &Phrases) -> Self {
        let mut openings = Self::default();
        let mut pending = vec![Sort::Query];
        let mut known = Vec::new();
        while let Some(sort) = pending.pop() {
            if known.contains(&sort) {
                continue;
            }
            known.push(sort);
            match sort {
                Sort::Metric => openings.metric = true,
                Sort::Metrics | Sort::Operand => pending.push(Sort::Metric),
                Sort::Count => openings.digit = true,
                _ if phrases.of(sort).next().is_none() => openings.anything = true,
                _ => {}
            }
            for line in phrases.of(sort) {
                match line.normal.first() {
                    Some(Piece::Text(text)) => openings.texts.push(text.clone()),
                    Some(Piece::Slot(_, first)) => pending.push(*first),
                    None => openings.anything = true,
                }
            }
        }
        openings
    }

    /// Whether a text, which is normal, may be canonical.
    pub(super) fn fit(&self, text: &str, data: &Dataset) -> bool {
        let begins = |own: &String| text.starts_with(own.as_str());
        self.anything
            || (self.digit && text.starts_with(|own: char| own.is_ascii_digit()))
            || self.texts.iter().any(begins)
            || (self.metric && Kind::Metric.begins(data, text))
    }
}
