//! What the pieces of canonical words mean, while a query is put together. It must not know their texts.

use jiff::civil::Date;

use crate::dataset::{DimensionId, Grain, MemberId, MetricId, Number, OutletId, Period};
use crate::query::{
    Amount, By, End, Limit, Place, Query, Says, Scope, Source, Span, Unit, Way, Window,
};

/// The meaning of a form.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Query(Query),
    Metric(MetricId),
    Metrics(Vec<MetricId>),
    Dimension(DimensionId),
    Members(Vec<MemberId>),
    By(By),
    Operand(Operand),
    Tail(Tail),
    When(Span, Option<Grain>),
    Limits(Vec<Limit>),
    Limit(Limit),
    Object(Object),
    Amount(Amount),
    Number(Number),
    Count(u16),
    Period(Period),
    Periods(Vec<Period>),
    Moment(Moment),
    Year(i16),
    Month(i8),
    Day(i8),
    Grain(Option<Grain>),
    End(End),
    Place(End, Place),
    Ordinal(u16),
    Held(Place),
    Wants(Option<Wanted>),
    Way(Way),
    Per(Unit),
    Source(Source),
    Outlet(OutletId),
    /// A position in the dataset.
    At(usize),
    Statements(Vec<usize>),
    Text(String),
    Says(Scope, Says),
    Said(Says),
}

/// What stands behind the metrics of a query.
#[derive(Debug, Clone, Default)]
pub(super) struct Tail {
    /// The periods, with the grain where they are counted.
    pub(super) when: Option<(Span, Option<Grain>)>,
    pub(super) grain: Option<Grain>,
    pub(super) without: Vec<Period>,
    pub(super) outlet: Option<OutletId>,
}

impl Tail {
    pub(super) fn window(&self) -> Window {
        let (span, counted) = self.when.clone().unwrap_or_default();
        Window {
            span,
            grain: self.grain.or(counted),
            without: self.without.clone(),
        }
    }
}

/// One side of a comparison; the metric is absent where it is that of the other side, the tail too.
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub(super) metric: Option<MetricId>,
    pub(super) tail: Option<Tail>,
}

/// What a figure is measured against.
#[derive(Debug, Clone)]
pub(super) enum Object {
    Amount(Amount),
    Period(Period),
    Metric(MetricId),
    Mean,
}

/// What is asked of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Period,
    Metric,
    Gap,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Year(i16),
    Month(i16, i8),
    Day(Date),
}

impl Moment {
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Day(date) => Some(date),
        }
    }

    pub(super) fn last(self) -> Option<Date> {
        match self {
            Self::Year(_) => self.first().map(Date::last_of_year),
            Self::Month(..) => self.first().map(Date::last_of_month),
            Self::Day(date) => Some(date),
        }
    }

    /// The first and the last, both as precise as it takes.
    pub(super) fn both(from: Date, to: Date) -> (Self, Self) {
        let years = (Self::Year(from.year()), Self::Year(to.year()));
        let months = (
            Self::Month(from.year(), from.month()),
            Self::Month(to.year(), to.month()),
        );
        let fits =
            |(first, last): &(Self, Self)| first.first() == Some(from) && last.last() == Some(to);
        let found = [years, months].into_iter().find(fits);
        found.unwrap_or((Self::Day(from), Self::Day(to)))
    }

    /// The moment that begins so.
    pub(super) fn from(date: Date) -> Self {
        match (date.month(), date.day()) {
            (1, 1) => Self::Year(date.year()),
            (month, 1) => Self::Month(date.year(), month),
            _ => Self::Day(date),
        }
    }

    /// The moment that ends so.
    pub(super) fn to(date: Date) -> Self {
        if date == date.last_of_year() {
            Self::Year(date.year())
        } else if date == date.last_of_month() {
            Self::Month(date.year(), date.month())
        } else {
            Self::Day(date)
        }
    }
}
