//! What the buttons under an answer need after the answer is forgotten: the query behind it, from which its figures, its pages and how
//! its value was computed are found anew.
//!
//! A receipt holds no number. It must not outlive a change of the figures that it stands for: then it says so.

use super::cite::{Citation, citations, escape, one, short_date};
use super::computation::Operation;
use super::draft::{Draft, Page, Values};
use super::snapshot::Snapshot;
use super::{Answer, Computation, Manner, worded};
use crate::compute::{Quantity, compute, series};
use crate::dataset::{Dataset, FigureId, MetricId, PeriodKind};
use crate::fingerprint;
use crate::query::{BadCode, Query, decode, encode};

/// The most figures that are told one by one.
const MOST: usize = 14;
/// The letters of the sum over the figures that an answer rests on.
const SUM: usize = 4;

/// What an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    query: Query,
    computation: Option<Computation>,
    /// Whether the value was computed here.
    computed: bool,
    /// The operands in order, then the other figures.
    figures: Vec<FigureId>,
    /// Pages behind what is no figure.
    pages: Vec<Page>,
}

/// Why a text is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadReceipt {
    /// It is no receipt at all.
    Malformed,
    /// It names figures or pages that the data do not have, or no longer have as they were.
    DataChanged,
}

impl BadReceipt {
    /// What to tell the person who pressed the button.
    pub fn text(self, snapshot: &Snapshot) -> String {
        let case = match self {
            Self::Malformed => "receipt_malformed",
            Self::DataChanged => "receipt_outdated",
        };
        snapshot.wording.say(case, &Values::new())
    }
}

impl From<BadCode> for BadReceipt {
    fn from(bad: BadCode) -> Self {
        match bad {
            BadCode::Malformed => Self::Malformed,
            BadCode::Outdated => Self::DataChanged,
        }
    }
}

impl Receipt {
    /// The receipt of an answer; nothing if it came of no query, or rests on no figure and no page.
    pub fn of(snapshot: &Snapshot, answer: &Answer) -> Option<Self> {
        Self::for_query(snapshot, answer.query.as_ref()?)
    }

    fn for_query(snapshot: &Snapshot, query: &Query) -> Option<Self> {
        let finding = compute(&snapshot.dataset, query);
        let draft = worded(snapshot, query, &finding, &Manner::default());
        Self::from_draft(query, draft)
    }

    fn from_draft(query: &Query, draft: Draft) -> Option<Self> {
        let computation = draft.computation.as_ref();
        let operands = computation.map_or(&[][..], Computation::operands);
        let mut figures = operands.to_vec();
        for figure in &draft.figures {
            if !figures.contains(figure) {
                figures.push(*figure);
            }
        }
        let empty = figures.is_empty() && draft.pages.is_empty();
        (!empty).then(|| Self {
            query: query.clone(),
            figures,
            computed: draft.computed,
            pages: draft.pages,
            computation: draft.computation,
        })
    }

    /// The receipt as letters, digits and marks of ASCII.
    pub fn encode(&self, snapshot: &Snapshot) -> String {
        let data = &snapshot.dataset;
        format!("{}{}", self.sum(data), encode(&self.query, data))
    }

    /// The receipt that a text encodes.
    ///
    /// # Errors
    /// If it is no receipt, or the data have changed since it was made.
    pub fn decode(snapshot: &Snapshot, text: &str) -> Result<Self, BadReceipt> {
        let (sum, code) = text.split_at_checked(SUM).ok_or(BadReceipt::Malformed)?;
        let query = decode(code, &snapshot.dataset)?;
        let receipt = Self::for_query(snapshot, &query).ok_or(BadReceipt::DataChanged)?;
        if receipt.sum(&snapshot.dataset) == sum {
            Ok(receipt)
        } else {
            Err(BadReceipt::DataChanged)
        }
    }

    /// What changes when a figure that the answer rests on does.
    fn sum(&self, data: &Dataset) -> String {
        let figures = self.figures.iter().filter_map(|id| {
            let figure = data.figures.get(id.0)?;
            Some(format!(
                "{} {} {}",
                figure.id,
                figure.period.in_words(),
                figure.value
            ))
        });
        let pages = self.pages.iter().filter_map(|(_, source)| {
            let source = data.sources.get(source.0)?;
            Some(source.id.clone())
        });
        let all: Vec<String> = figures.chain(pages).collect();
        let sum = fingerprint::of(&[&all.join("\n")]);
        sum.chars().take(SUM).collect()
    }

    /// How the value was computed: the formula, then each operand with its period and source; figures that were published say so.
    pub fn how_computed(&self, snapshot: &Snapshot) -> String {
        let operands = self.operands();
        let all = if operands.is_empty() {
            self.figures.as_slice()
        } else {
            operands
        };
        let shown = all.get(..MOST).unwrap_or(all);
        let more = all.len() - shown.len();
        let rows = shown.iter().map(|figure| row(snapshot, *figure)).collect();
        let (formula, result) = self.formula(snapshot);
        let values = Values::new()
            .sourced_text("formula", formula, operands)
            .maybe("result", result.as_ref())
            .list("rows", rows)
            .flag("published", !self.computed)
            .text("more", super::lists::unless_none(more));
        snapshot.wording.say("how_computed", &values)
    }

    /// The formula over the operands, and what it gives.
    fn formula(&self, snapshot: &Snapshot) -> (String, Option<Quantity>) {
        let Some(computation) = &self.computation else {
            return (String::new(), None);
        };
        let operation = computation.operation();
        if operation == Operation::Other {
            return (computation.formula().to_owned(), None);
        }
        let data = &snapshot.dataset;
        let quantities: Vec<Quantity> = self
            .operands()
            .iter()
            .filter_map(|figure| Quantity::published(data, *figure))
            .collect();
        let printed: Vec<String> = quantities.iter().map(Quantity::text).collect();
        (operation.formula(&printed), operation.result(&quantities))
    }

    /// The sources in full: outlet, page, title, date, link.
    pub fn sources(&self, snapshot: &Snapshot) -> String {
        let cited = self.citations(snapshot);
        let rows = cited.iter().map(|citation| {
            let line = source(snapshot, citation);
            let values = Values::new().text("source", line);
            snapshot.wording.say("source_row", &values)
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The citations behind the sources.
    pub fn citations(&self, snapshot: &Snapshot) -> Vec<Citation> {
        citations(&snapshot.dataset, &self.figures, &self.pages)
    }

    /// The metric that a chart would show: that of the first figure with a series to draw.
    pub fn chart_metric(&self, snapshot: &Snapshot) -> Option<MetricId> {
        let data = &snapshot.dataset;
        let metrics = self.figures.iter().filter_map(|id| data.figures.get(id.0));
        let drawable = |metric: &MetricId| {
            KINDS
                .iter()
                .any(|kind| series(data, *metric, *kind).len() >= 2)
        };
        metrics.map(|figure| figure.metric).find(drawable)
    }

    fn operands(&self) -> &[FigureId] {
        self.computation.as_ref().map_or(&[], Computation::operands)
    }
}

/// The kinds of period that make a series.
const KINDS: [PeriodKind; 6] = [
    PeriodKind::Year,
    PeriodKind::Half,
    PeriodKind::Month,
    PeriodKind::Span,
    PeriodKind::Cumulative,
    PeriodKind::AsOf,
];

/// A figure with its period and where it comes from.
fn row(snapshot: &Snapshot, id: FigureId) -> String {
    let data = &snapshot.dataset;
    let figure = data.figures.get(id.0);
    let metric = figure.and_then(|figure| data.metrics.get(figure.metric.0));
    let quantity = Quantity::published(data, id);
    let cited = citations(data, &[id], &[]);
    let values = Values::new()
        .sourced_text(
            "value",
            quantity.map_or_else(String::new, |quantity| quantity.text()),
            &[id],
        )
        .text(
            "label",
            metric.map_or_else(String::new, |metric| escape(&metric.label)),
        )
        .text(
            "period",
            figure.map_or_else(String::new, |figure| figure.period.in_words()),
        )
        .text("source", cited.first().map_or_else(String::new, one));
    snapshot.wording.say("how_operand", &values)
}

/// "**Lamp & Tide**, via The Seaside Post, 5 Mar 2024: [Title](<…>)".
fn source(snapshot: &Snapshot, citation: &Citation) -> String {
    let title = citation.title.as_deref().map(escape);
    let values = Values::new()
        .text("outlet", escape(&citation.outlet))
        .text("body", escape(&citation.body))
        .text(
            "via",
            citation.via.as_deref().map(escape).unwrap_or_default(),
        )
        .text(
            "published",
            short_date(&citation.published).unwrap_or_default(),
        )
        .text("title", title.unwrap_or_default())
        .text("url", citation.url.clone().unwrap_or_default())
        .flag("single", citation.single);
    snapshot.wording.say("source_in_full", &values)
}
