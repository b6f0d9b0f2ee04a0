//! What the buttons under an answer need after the answer is forgotten: its figures, its pages and how its value was computed.
//!
//! A receipt is small enough for a button's id and holds no number: figures are looked up, and computed, anew. It must not outlive
//! a change of the data that it stands for: then it says so.

mod code;
mod words;

use super::cite::citations;
use super::computation::{Computation, Operation};
use super::draft::Page;
use super::{Answer, Citation, Snapshot};
use crate::compute::{Quantity, series};
use crate::dataset::{Dataset, FigureId, MetricId, SourceId};

/// The most figures and pages that a receipt names.
const MOST: usize = 14;

/// What an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// How the value was computed from the first figures; `None` where nothing was computed.
    operation: Option<Operation>,
    /// The operands in order, then the other figures.
    figures: Vec<FigureId>,
    /// How many of the first figures are operands.
    operands: usize,
    /// Pages behind what is no figure.
    pages: Vec<Page>,
    /// How many figures and pages found no room.
    left_out: usize,
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
        snapshot.wording.say(case, &super::draft::Values::new())
    }
}

impl Receipt {
    /// The receipt of an answer; nothing if it rests on no figure and no page.
    pub fn of(snapshot: &Snapshot, answer: &Answer) -> Option<Self> {
        let data = &snapshot.dataset;
        let all: Vec<FigureId> = answer
            .figures
            .iter()
            .filter_map(|shown| data.figures.iter().position(|figure| figure.id == shown.id))
            .map(FigureId)
            .collect();
        let pages = pages_beside(data, &all, &answer.citations);
        let computation = answer.computation.as_ref();
        let operation = computation.map(Computation::operation);
        let operands = computation.map_or(&[][..], Computation::operands);
        let count = operands.len();
        let others = all.iter().filter(|figure| !operands.contains(figure));
        let mut figures: Vec<FigureId> = operands.iter().chain(others).copied().collect();
        let mut pages = pages;
        let total = figures.len() + pages.len();
        if total == 0 {
            return None;
        }
        let (operation, operands) = if count > MOST {
            (Some(Operation::Other), 0)
        } else {
            (operation, count)
        };
        figures.truncate(MOST);
        pages.truncate(MOST - figures.len());
        Some(Self {
            left_out: total - figures.len() - pages.len(),
            operation,
            figures,
            operands,
            pages,
        })
    }

    /// The receipt as at most 85 letters, digits and marks of ASCII.
    pub fn encode(&self, snapshot: &Snapshot) -> String {
        code::encode(&snapshot.dataset, self)
    }

    /// The receipt that a text encodes.
    ///
    /// # Errors
    /// If it is no receipt, or the data have changed since it was made.
    pub fn decode(snapshot: &Snapshot, text: &str) -> Result<Self, BadReceipt> {
        code::decode(&snapshot.dataset, text)
    }

    /// How the value was computed: the formula, then each operand with its period and source; figures that were published say so.
    pub fn how_computed(&self, snapshot: &Snapshot) -> String {
        words::how_computed(snapshot, self)
    }

    /// The sources in full: outlet, page, title, date, link.
    pub fn sources(&self, snapshot: &Snapshot) -> String {
        words::sources(snapshot, &self.citations(snapshot))
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
            series(data, *metric, super::lookup::main_kind(data, *metric)).len() >= 2
        };
        metrics.map(|figure| figure.metric).find(drawable)
    }

    fn operands(&self) -> &[FigureId] {
        self.figures.get(..self.operands).unwrap_or_default()
    }
}

/// The citations that no figure accounts for, as pages.
fn pages_beside(data: &Dataset, figures: &[FigureId], cited: &[Citation]) -> Vec<Page> {
    let of_figures = citations(data, figures, &[]);
    let beside = cited.iter().filter(|citation| {
        let same =
            |known: &Citation| known.outlet == citation.outlet && known.source == citation.source;
        !of_figures.iter().any(same)
    });
    let page = |citation: &Citation| {
        let source = data
            .sources
            .iter()
            .position(|source| source.id == citation.source)?;
        let outlet = data
            .outlets
            .iter()
            .position(|outlet| outlet.name == citation.outlet);
        Some((outlet, SourceId(source)))
    };
    beside.filter_map(page).collect()
}

/// The printed value of a figure.
fn printed(data: &Dataset, figure: FigureId) -> String {
    Quantity::published(data, figure).map_or_else(String::new, |quantity| quantity.text())
}
