//! What a query comes to: sourced quantities in the shape of the operation, or what keeps it from being computed.
//!
//! It holds no words: the room `answer` words it.

use super::{Comparable, Quantity};
use crate::dataset::{DimensionId, FigureId, MetricId, OutletId, Period};
use crate::query::{Among, By, Check, End, Folding, Limit, Measure, Pick, Place, Unit, Wants, Way};

/// The result of a query about figures.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one a question, and it is matched on everywhere"
)]
pub enum Finding {
    /// Figures as published.
    Rows(Rows),
    /// One figure against another.
    Pair(Pair),
    /// A part against its whole at each of several times.
    Pairs(Vec<Pair>),
    /// Several figures made one.
    Folded(Folded),
    /// Periods that meet limits.
    Found(Found),
    /// Figures in order.
    Order(Order),
    /// Steps from one period to the next.
    Steps(Steps),
    /// How metrics developed.
    Course(Vec<Series>),
    /// A figure and its parts.
    Parts(Parts),
    /// A figure spread over its period.
    Spread(Spread),
    /// Everything there is for a period, or for the dataset where none is named.
    Summary(Summary),
    /// Something asserted of another finding.
    Judged(Judged),
    /// Nothing is to be computed: what is asked stands in the data as it is.
    Known,
    /// It cannot be computed.
    Lacks(Lack),
}

/// The figure that stands for a metric and a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The metric.
    pub metric: MetricId,
    /// The period of the figure.
    pub period: Period,
    /// The figure.
    pub figure: FigureId,
    /// Other figures of the same metric for the same period: rivals, superseded ones.
    pub others: Vec<FigureId>,
    /// Its value.
    pub quantity: Quantity,
}

/// A metric and period for which there is no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The metric.
    pub metric: MetricId,
    /// The period; none where the metric has no figure at all.
    pub period: Option<Period>,
}

/// Figures as published, with what was asked for and is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The figures, at least one.
    pub cells: Vec<Cell>,
    /// What has no figure.
    pub missing: Vec<Missing>,
}

/// One side of a comparison: a figure, or several added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Operand {
    /// The figures, at least one.
    pub cells: Vec<Cell>,
    /// Their value.
    pub value: Quantity,
}

/// One figure against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What is looked at.
    pub left: Operand,
    /// What it is set against.
    pub right: Operand,
    /// How it was asked to be set against it.
    pub by: Measure,
    /// What `by` comes to; for a change the difference, for the higher or lower of two none.
    pub value: Option<Quantity>,
    /// Left minus right; none where a bound is involved.
    pub difference: Option<Quantity>,
    /// (left − right) ÷ right in percent; none on a base that is zero or less, for percentages, or where a bound is involved.
    pub percent: Option<Quantity>,
    /// Left ÷ right; none on a base that is zero or less, or where a bound is involved.
    pub multiple: Option<Quantity>,
}

/// Several figures made one.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// How.
    pub by: Folding,
    /// The value; for a count the number of periods in `cells`.
    pub value: Quantity,
    /// The figures that it was made of.
    pub cells: Vec<Cell>,
    /// For a count: all figures that were looked at.
    pub among: Vec<Cell>,
    /// For a count: what they were held against, the figures of another metric for the same periods.
    pub beside: Vec<Cell>,
    /// What the figures had to meet.
    pub limits: Vec<Limit>,
    /// For a count: bounds and ranges that may or may not meet it.
    pub unsure: Vec<Cell>,
    /// Periods inside the stretch that have no figure.
    pub holes: Vec<Period>,
}

/// Periods that meet limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Those that meet them, perhaps none, in order of time.
    pub cells: Vec<Cell>,
    /// All figures that were looked at.
    pub among: Vec<Cell>,
    /// What they were held against: the figures of another metric for the same periods.
    pub beside: Vec<Cell>,
    /// What was to be met.
    pub limits: Vec<Limit>,
    /// Bounds and ranges that may or may not meet them.
    pub unsure: Vec<Cell>,
    /// Which of those that meet them were asked for.
    pub pick: Pick,
    /// Periods inside the stretch that have no figure.
    pub holes: Vec<Period>,
}

/// Figures in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// All that were put in order, the asked end first; equal values share a place.
    pub cells: Vec<Cell>,
    /// Bounds and ranges that have no place in it, as they may stand before what is asked for or behind.
    pub unsure: Vec<Cell>,
    /// What they are.
    pub among: Among,
    /// The end that is first: always [`End::High`] or [`End::Low`].
    pub end: End,
    /// The place that was asked for.
    pub place: Place,
    /// What is asked of it.
    pub wants: Wants,
    /// Periods inside the stretch that have no figure.
    pub holes: Vec<Period>,
    /// By what they are members of one metric.
    pub by: Option<By>,
    /// Members that have no figure for the period.
    pub missing: Vec<MetricId>,
}

/// A step from one period to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct OneStep {
    /// The earlier figure.
    pub from: Cell,
    /// The later figure.
    pub to: Cell,
    /// How it changed.
    pub difference: Quantity,
    /// The change in percent.
    pub percent: Option<Quantity>,
}

/// Steps from one period to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps {
    /// Steps of the asked direction, the sharpest first; only between neighbouring periods.
    pub steps: Vec<OneStep>,
    /// The direction.
    pub way: Way,
    /// Whether they are put in order by percent.
    pub percent: bool,
    /// Periods inside the stretch that have no figure.
    pub holes: Vec<Period>,
}

/// A metric over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The metric.
    pub metric: MetricId,
    /// Its figures in order of time, at least one.
    pub cells: Vec<Cell>,
    /// Periods inside the stretch that have no figure.
    pub holes: Vec<Period>,
}

/// A figure and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The whole.
    pub whole: Cell,
    /// Its parts, the largest first, each with its share of the whole in percent.
    pub parts: Vec<(Cell, Option<Quantity>)>,
    /// What the parts leave over, where they do not overlap.
    pub rest: Option<Quantity>,
    /// By what they are members of the whole.
    pub by: Option<By>,
    /// Members that have no figure for the period.
    pub missing: Vec<MetricId>,
}

/// A figure spread over its period.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The figure; of several that are added up the first.
    pub cell: Cell,
    /// The further figures that are added up.
    pub more: Vec<Cell>,
    /// Over what.
    pub per: Unit,
    /// The quotient, or the figure itself where it was published per that unit.
    pub value: Quantity,
    /// How many of the units its period has; none where the rate was published so.
    pub over: Option<u32>,
}

/// Everything there is for a period, or for the dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The period; none for the dataset.
    pub period: Option<Period>,
    /// The figures, one a metric: of the period, or the latest.
    pub cells: Vec<Cell>,
    /// For each of them that of the period before, in the same order.
    pub before: Vec<Option<Cell>>,
    /// The figures of parts of the period: halves, months, stretches.
    pub within: Vec<Cell>,
}

/// Something asserted of another finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What was asserted.
    pub check: Check,
    /// Whether it holds; none where the figures cannot tell.
    pub holds: Option<bool>,
    /// What it was judged by.
    pub by: Box<Finding>,
    /// Periods that decide it where it is asserted of every, some or none.
    pub witnesses: Vec<Cell>,
    /// Figures whose value is the one asserted although they are not the one asked about: another period's, another metric's, a
    /// misreport, a rival.
    pub elsewhere: Vec<FigureId>,
}

/// What keeps a query from being computed.
#[derive(Debug, Clone, PartialEq)]
pub enum Lack {
    /// There is no such figure; looked up, and not there.
    NoFigure {
        /// The metric.
        metric: MetricId,
        /// The periods asked for; empty where the metric has none at all.
        missing: Vec<Period>,
        /// The periods that it has figures for, in order of time.
        known: Vec<Period>,
        /// The outlet that was asked for.
        outlet: Option<OutletId>,
        /// The nearest figures before and after what is missing.
        nearest: Vec<Cell>,
    },
    /// A known gap of the data, by position.
    Gap(usize),
    /// Periods without a figure inside a stretch that has to be whole.
    Holes {
        /// The metric.
        metric: MetricId,
        /// The periods without a figure.
        missing: Vec<Period>,
        /// The figures that there are.
        cells: Vec<Cell>,
    },
    /// Two figures that must not be set against each other.
    Unlike {
        /// The one.
        left: Cell,
        /// The other.
        right: Cell,
        /// Why.
        why: Comparable,
    },
    /// Only bounds or ranges are known, which cannot be computed with.
    OnlyBounds(Vec<Cell>),
    /// Percentages and states at a date have no sum.
    NotAdditive(Vec<Cell>),
    /// Metrics that may count the same things, so that they must not be added up.
    Overlap(MetricId, MetricId),
    /// No percentage or multiple on a base that is zero or less.
    BadBase(Cell, Cell),
    /// No whole is known for a share.
    NoWhole(MetricId),
    /// No parts are known.
    NoParts(MetricId),
    /// The metric has no figures by the members of a dimension.
    NotBrokenDown(MetricId, DimensionId),
    /// A metric has figures only by members, and none for the whole.
    OnlyByMembers(MetricId),
    /// The metric does not say whether more is better or worse.
    NoBetter(MetricId),
    /// There are too few figures: a trend of one, a median of none.
    TooFew(Vec<Cell>),
    /// A count of working days is not known.
    NoWorkingDays(Cell),
    /// No metric is named and none is the headline.
    NoMetric,
}
