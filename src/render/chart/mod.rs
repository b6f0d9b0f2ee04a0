//! Charts: the published figures of a metric as a picture, as text for who does not see it, and as data.
//!
//! A chart shows what was published and nothing else: a year without a figure is a gap, a bound is no count, two disputed
//! figures stand beside one another, and what is no year stands apart from the years. It must not compute, read files or take
//! text from a user.

mod alt;
mod build;
mod canvas;
mod columns;
mod fit;
mod label;
mod line;
mod picture;
mod scale;
mod theme;
mod wrap;

use jiff::civil::Date;

use crate::compute::Quantity;
use crate::dataset::{Per, Period, PeriodKind, UnitKind};

pub use alt::alt_text;
pub use build::chart;
pub use picture::svg;
pub use theme::Theme;

/// The figures of a metric, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What is counted: "Nights on which a lamp went dark".
    pub title: String,
    /// Count, percentage or amount.
    pub kind: UnitKind,
    /// One thing that is counted, plural, or the unit; may be empty.
    pub unit: String,
    /// The figures, one panel for each kind of period; never empty. The first one is what the chart is about.
    pub panels: Vec<Panel>,
    /// What to know beside the figures.
    pub notes: Vec<Note>,
    /// The source line: "Source: Sornholm Gazette, 14 Feb 2023".
    pub source: String,
}

/// Figures for periods of one kind, in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The kind of period.
    pub kind: PeriodKind,
    /// Set when the figures are rates.
    pub per: Option<Per>,
    /// What sort of periods they are, in a few words: "by year".
    pub header: String,
    /// How they are drawn.
    pub form: Form,
    /// What stands beside one another.
    pub slots: Vec<Slot>,
}

/// How a panel is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A column for each figure.
    Columns,
    /// The one figure that there is, in large digits.
    Number,
    /// A line over time, which breaks where a figure is missing: for many figures.
    Line,
}

/// A place in a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// A period with its figure, or with the figures that dispute it.
    Figures {
        /// The period.
        period: Period,
        /// What stands under it: "2022".
        label: String,
        /// The numbers of the notes that tell of its dispute, where several notes tell of disputes.
        keys: Vec<usize>,
        /// The figure; several where it is disputed. Never empty.
        points: Vec<Point>,
    },
    /// Periods without a figure, from the first day of the first to the last day of the last.
    Gap {
        /// The first day without a figure.
        from: Date,
        /// The last day without a figure.
        to: Date,
        /// What stands under it: "2011–2019".
        label: String,
        /// Whether it is only a mark on the axis, for lack of room.
        folded: bool,
    },
}

/// A published figure in a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its value with its bounds; knows the figure it comes from.
    pub value: Quantity,
    /// Who first published it.
    pub outlet: String,
    /// Whether it must not stand alone: another figure, or what is known of it, contradicts it.
    pub disputed: bool,
}

/// Something to know beside the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Whether it tells of a dispute; such notes are marked with the colour of disputed figures.
    pub disputed: bool,
    /// The number by which figures point at it, where several notes tell of disputes.
    pub key: Option<usize>,
    /// The note, as a sentence.
    pub text: String,
}

impl Panel {
    /// All figures of the panel.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.slots.iter().flat_map(Slot::points)
    }

    /// The panels of a chart that are measured by the same scale as this one: those of the same rate, if its bars can be told apart then.
    fn beside<'a>(&self, panels: &'a [Panel]) -> Vec<&'a Self> {
        let same = |panel: &&Self| panel.per == self.per;
        let same: Vec<&Self> = panels.iter().filter(same).collect();
        let legible = |panel: &Self| {
            highest(panel) * LEAST_PART
                >= same.iter().map(|other| highest(other)).fold(0.0, f64::max)
        };
        if legible(self) {
            same.iter()
                .copied()
                .filter(|panel| legible(panel))
                .collect()
        } else {
            panels.iter().filter(|panel| *panel == self).collect()
        }
    }

    /// How many periods with a figure it has.
    fn count(&self) -> usize {
        let full = self.slots.iter().filter(|slot| !slot.points().is_empty());
        full.count()
    }

    /// Makes its gaps marks on the axis, or columns again.
    fn fold(&mut self, fold: bool) {
        for slot in &mut self.slots {
            if let Slot::Gap { folded, .. } = slot {
                *folded = fold;
            }
        }
    }

    /// Whether heights of this panel and of the first one do not compare.
    fn has_own_scale(&self, panels: &[Panel]) -> bool {
        let first = panels.first();
        first.is_some_and(|first| !self.beside(panels).contains(&first))
    }
}

/// A panel whose highest bar would be less than this part of the highest of all has a scale of its own.
const LEAST_PART: f64 = 12.0;

/// How far from zero the figures of a panel go.
fn highest(panel: &Panel) -> f64 {
    let ends = panel.points().map(|point| point.value.value().ends());
    ends.flat_map(|(low, high)| [low, high])
        .map(|end| scale::float(end).abs())
        .fold(0.0, f64::max)
}

impl Slot {
    /// The figures of the slot; none in a gap.
    pub fn points(&self) -> &[Point] {
        match self {
            Self::Figures { points, .. } => points,
            Self::Gap { .. } => &[],
        }
    }

    /// What stands under it.
    fn label(&self) -> String {
        match self {
            Self::Figures { label, keys, .. } => marked(label, keys),
            Self::Gap { folded: true, .. } => String::new(),
            Self::Gap { label, .. } => label.clone(),
        }
    }
}

/// A text with the numbers of notes behind it: "2023 [1, 2]".
fn marked(text: &str, keys: &[usize]) -> String {
    if keys.is_empty() {
        return text.to_owned();
    }
    let keys: Vec<String> = keys.iter().map(usize::to_string).collect();
    format!("{text} [{}]", keys.join(",\u{a0}"))
}
