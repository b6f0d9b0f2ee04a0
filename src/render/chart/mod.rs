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
        /// The figure; several where it is disputed. Never empty.
        points: Vec<Point>,
    },
    /// Years without a figure, the first and the last of them.
    Gap(i16, i16),
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
    /// The note, as a sentence.
    pub text: String,
}

impl Panel {
    /// All figures of the panel.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.slots.iter().flat_map(Slot::points)
    }

    /// Whether it may be measured by the same scale as another: years and half-years may.
    fn shares_scale(&self, other: &Self) -> bool {
        let whole = |kind| matches!(kind, PeriodKind::Year | PeriodKind::Half);
        self.per == other.per && (self.kind == other.kind || whole(self.kind) && whole(other.kind))
    }
}

impl Slot {
    /// The figures of the slot; none in a gap.
    pub fn points(&self) -> &[Point] {
        match self {
            Self::Figures { points, .. } => points,
            Self::Gap(..) => &[],
        }
    }

    /// What stands under it.
    fn label(&self) -> String {
        match self {
            Self::Figures { label, .. } => label.clone(),
            Self::Gap(first, last) if first == last => first.to_string(),
            Self::Gap(first, last) => format!("{first}–{last}"),
        }
    }
}
