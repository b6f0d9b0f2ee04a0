//! What is asked, as a value: the one thing that stands between understanding a question and computing its answer.
//!
//! It holds values only, so that a question, a command, a button and a replayed answer that mean the same are the same.
//! It must not know how anything was worded, nor whether the data have it.

mod code;
mod json;
#[cfg(test)]
mod samples;
mod words;

use jiff::civil::Date;

pub use crate::dataset::Grain;
use crate::dataset::{DimensionId, MemberId, MetricId, Number, OutletId, Period};
pub use code::{BadCode, decode, encode};
pub use json::to_json;
pub use words::{PhraseFault, Phrases, label, read, words};

/// A question, understood.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    /// One figure or several, each as it was published.
    Figures(Cells),
    /// One figure against another: change, difference, multiple, share.
    Compare(Compare),
    /// Several figures made one: sum, mean, median, how many.
    Fold(Fold),
    /// Which periods meet a condition.
    Find(Find),
    /// The highest, the lowest, the n-th, the order, a period's place.
    Rank(Rank),
    /// The sharpest rise or fall from one period to the next.
    Step(Step),
    /// How metrics developed over a stretch.
    Course(Cells),
    /// A figure by its parts.
    Split(Split),
    /// A figure spread over the days, weeks … of its period.
    Rate(Rate),
    /// Everything there is for a period; the main findings where none is named.
    Summary(Option<Period>),
    /// What is known of figures rather than the figures: definition, sources, coverage, conflict …
    About(About),
    /// A single occurrence, or one detail of it; both by position.
    Event {
        /// The event's position in the dataset.
        event: usize,
        /// The detail's position in the event.
        detail: Option<usize>,
    },
    /// What somebody said, by position in the dataset, the likeliest first.
    Statements(Vec<usize>),
    /// A subject that the data leave out on purpose, by position.
    Exclusion(usize),
    /// Whether something that is asserted holds.
    Check(Check),
    /// An intent's own text: help, small talk, refusals; by the intent's id.
    Reply(String),
}

/// Which figures: metrics × periods, perhaps of one outlet only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Cells {
    /// The metrics, in the order of the question.
    pub metrics: Vec<MetricId>,
    /// The periods.
    pub when: Window,
    /// Only what this outlet published.
    pub outlet: Option<OutletId>,
}

/// Which periods.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Window {
    /// The periods.
    pub span: Span,
    /// What they are counted in; the metric's own where none is said.
    pub grain: Option<Grain>,
    /// Periods that are left out: "except 2020".
    pub without: Vec<Period>,
}

/// A stretch of time or single periods.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Span {
    /// All that the data have.
    #[default]
    All,
    /// The latest period that has a figure.
    Latest,
    /// The earliest period that has a figure.
    Earliest,
    /// Single periods, in the order of the question.
    At(Vec<Period>),
    /// All periods from the first day to the last; open where none is given.
    Within(Option<Date>, Option<Date>),
    /// The last so many periods, counted back from the latest one of the data: periods, not figures.
    Last(u16),
    /// The first so many periods.
    First(u16),
}

/// One operand: a metric over a period, or over several that are added up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The metric.
    pub metric: MetricId,
    /// Its period.
    pub when: Window,
    /// Only what this outlet published.
    pub outlet: Option<OutletId>,
}

/// One figure against another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Compare {
    /// What is looked at: the later period, the part, the "more" of "more than".
    pub left: Term,
    /// What it is set against: the earlier period, the whole, the "than".
    pub right: Term,
    /// How.
    pub by: Measure,
}

/// How one figure is set against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The change from right to left, absolute and in percent.
    Change,
    /// Left minus right.
    Difference,
    /// (left − right) ÷ right, in percent; points where the metric is a percentage.
    Percent,
    /// The change a year that, compounded, leads from right to left, in percent.
    Yearly,
    /// Left as a multiple of right.
    Multiple,
    /// Left as a percentage of right.
    Share,
    /// "One in n": right ÷ left.
    OneIn,
    /// Right minus left: how many of the whole are not of the part.
    Rest,
    /// The share of right that is not left, in percent.
    RestShare,
    /// Which of the two is higher.
    Higher,
    /// Which of the two is lower.
    Lower,
}

/// Several figures made one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fold {
    /// The figures: of one metric over several periods, or of several metrics for one period.
    pub over: Cells,
    /// How.
    pub by: Folding,
    /// Only periods that meet these; what [`Folding::Count`] counts.
    pub limits: Vec<Limit>,
}

/// How several figures are made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Folding {
    /// Added up.
    Sum,
    /// The arithmetic mean.
    Mean,
    /// The median.
    Median,
    /// How many periods there are that meet the limits.
    Count,
}

/// Which periods meet limits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Find {
    /// The figures.
    pub over: Cells,
    /// The limits, all of which have to be met.
    pub limits: Vec<Limit>,
    /// Which of those that meet them.
    pub pick: Pick,
}

/// Which of the periods that meet a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// All of them.
    All,
    /// The first.
    First,
    /// The last.
    Last,
}

/// A condition on a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Its value against a number.
    Value(Bound, Amount),
    /// Its value against that of another period of the same metric: "higher than in 2019".
    Than(Bound, Period),
    /// Its value against that of another metric for the same period: "in which years was it more than imports".
    Beside(Bound, MetricId),
    /// Its value against the mean of all.
    Mean(Bound),
    /// How it moved against the period before.
    Goes(Way),
}

/// How a number bounds what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// More than.
    Over,
    /// Less than.
    Under,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Equal,
    /// About.
    Near,
    /// A little less than.
    Nearly,
}

/// A number that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The number, in the metric's unit.
    pub number: Number,
    /// What kind of number.
    pub unit: AmountUnit,
}

/// What kind of number was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    /// 5,000
    Plain,
    /// 40%
    Percent,
    /// 3x
    Times,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Neither.
    Flat,
    /// Either.
    Any,
    /// For the better, by what the metric declares.
    Better,
    /// For the worse.
    Worse,
}

/// Which end of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The highest.
    High,
    /// The lowest.
    Low,
    /// The best, by what the metric declares.
    Best,
    /// The worst.
    Worst,
}

/// An order and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rank {
    /// What is put in order: periods of one metric, or metrics of one period.
    pub over: Cells,
    /// Whether metrics are put in order and not periods.
    pub among: Among,
    /// From which end.
    pub end: End,
    /// Which place.
    pub place: Place,
    /// What is asked of the place.
    pub wants: Wants,
    /// Of the metric its members by a dimension, where they are what is put in order.
    pub by: Option<By>,
}

/// A figure by its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Split {
    /// The figure.
    pub of: Term,
    /// By the members of a dimension; else by the metrics that are declared its parts.
    pub by: Option<By>,
}

/// The members of a dimension, all of one level.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct By {
    /// The dimension.
    pub dimension: DimensionId,
    /// Members that are left out: "without the capital".
    pub without: Vec<MemberId>,
}

/// What is put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// Periods of one metric.
    Periods,
    /// Metrics, for one period.
    Metrics,
}

/// A place in an order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The n-th, from 1.
    Nth(u16),
    /// The first n.
    Top(u16),
    /// All of them.
    All,
    /// Both ends.
    Ends,
    /// That of a period.
    Of(Period),
    /// The record that stood before a period.
    Before(Period),
}

/// What is asked of a place in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    /// Its period or metric.
    Name,
    /// Its value.
    Value,
    /// How far apart both ends are, or how far a period went beyond the record that stood; of other places the value.
    Gap,
}

/// The sharpest step from one period to the next.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// The figures.
    pub over: Cells,
    /// Which way.
    pub way: Way,
    /// Measured in percent and not in absolute numbers.
    pub percent: bool,
}

/// A figure spread over its period.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The figure.
    pub of: Term,
    /// Over what.
    pub per: Unit,
}

/// What a figure is spread over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Working days.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// What is known of figures rather than the figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct About {
    /// What is asked.
    pub topic: Topic,
    /// Of what; all of it empty means the dataset.
    pub of: Cells,
    /// Of which conflict or gap, by position in the dataset.
    pub entry: Option<usize>,
}

/// What may be known of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// What is counted.
    Definition,
    /// Who published it, when and where.
    Sources(Source),
    /// What an outlet is.
    Outlet,
    /// Which metrics and periods there are.
    Coverage,
    /// What disagrees, and what was revised.
    Conflict,
    /// Whether two things may be set against each other.
    Comparable,
    /// What is known to be missing.
    Gap,
}

/// What is asked of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// All of it.
    All,
    /// The outlet.
    Who,
    /// The link.
    Link,
    /// When it was published.
    When,
    /// Whether it is official.
    Official,
}

/// Something asserted of the result of another query.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Check {
    /// The query whose result it is about.
    pub of: Box<Query>,
    /// What is asserted.
    pub says: Says,
    /// Of how many of the periods.
    pub scope: Scope,
    /// Whether it is denied: "did not rise".
    pub denied: bool,
}

/// What is asserted of a result.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Says {
    /// Its value meets a limit; of a change a negative amount is a fall, and the bound bounds its size: "fell by more than 20%" is over −20%.
    Is(Bound, Amount),
    /// It goes a way.
    Goes(Way),
    /// A period has the place that the query ranks.
    Holds(Place),
    /// An outlet published it.
    By(OutletId),
    /// The left of a comparison is more, less or the same.
    Against(Way),
    /// There is such a figure, or such an event.
    Exists,
}

/// Of how many periods something is asserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Of the result as a whole.
    It,
    /// Of every period.
    Every,
    /// Of at least one.
    Some,
    /// Of none.
    None,
}

impl Window {
    /// The latest period.
    pub fn latest() -> Self {
        Self::of(Span::Latest)
    }

    /// One named period.
    pub fn at(period: Period) -> Self {
        Self::of(Span::At(vec![period]))
    }

    /// A span in the metric's own periods.
    pub fn of(span: Span) -> Self {
        Self {
            span,
            grain: None,
            without: Vec::new(),
        }
    }

    /// The periods that are named one by one.
    pub fn points(&self) -> &[Period] {
        match &self.span {
            Span::At(periods) => periods,
            _ => &[],
        }
    }
}

impl Cells {
    /// Metrics over a window, from any outlet.
    pub fn new(metrics: Vec<MetricId>, when: Window) -> Self {
        Self {
            metrics,
            when,
            outlet: None,
        }
    }
}

impl From<Term> for Split {
    fn from(of: Term) -> Self {
        Self { of, by: None }
    }
}

impl By {
    /// All members of a dimension.
    pub fn every(dimension: DimensionId) -> Self {
        Self {
            dimension,
            without: Vec::new(),
        }
    }

    /// The metrics that a metric is broken down into.
    pub fn slices(&self, dataset: &crate::dataset::Dataset, metric: MetricId) -> Vec<MetricId> {
        let mut found = dataset.slices_by(metric, self.dimension);
        found.retain(|slice| {
            let mut members = dataset.members_of(*slice).iter();
            !members.any(|member| {
                self.without.contains(member)
                    || dataset
                        .above(*member)
                        .any(|above| self.without.contains(&above))
            })
        });
        found
    }
}

impl Term {
    /// A metric over a window, from any outlet.
    pub fn new(metric: MetricId, when: Window) -> Self {
        Self {
            metric,
            when,
            outlet: None,
        }
    }
}
