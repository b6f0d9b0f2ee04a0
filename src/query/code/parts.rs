//! How each part of a query is written in bytes. The order of the variants is the format: new ones are added at the end.

use super::BadCode;
use super::bytes::{List, Reader, Writer};
use crate::dataset::{DimensionId, Grain, MemberId, MetricId, OutletId};
use crate::query::{
    About, Among, Amount, AmountUnit, Bound, By, Cells, Check, Compare, End, Find, Fold, Folding,
    Limit, Measure, Pick, Place, Query, Rank, Rate, Says, Scope, Source, Span, Split, Step, Term,
    Topic, Unit, Wants, Way, Window,
};

/// Something that has bytes.
pub(super) trait Coded: Sized {
    fn put(&self, to: &mut Writer<'_>);
    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode>;
}

/// Variants without values, in their order.
macro_rules! plain {
    ($($name:ident: $($variant:ident)*;)*) => {$(
        impl Coded for $name {
            fn put(&self, to: &mut Writer<'_>) {
                let all = [$(Self::$variant),*];
                let at = all.iter().position(|own| own == self);
                to.byte(at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX));
            }

            fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
                let all = [$(Self::$variant),*];
                all.get(usize::from(from.byte()?)).copied().ok_or(BadCode::Malformed)
            }
        }
    )*};
}

plain! {
    Grain: Year Half Quarter Month;
    Measure: Change Difference Percent Multiple Share OneIn Rest RestShare Higher Lower Yearly;
    Folding: Sum Mean Median Count;
    Pick: All First Last;
    Bound: Over Under AtLeast AtMost Equal Near Nearly;
    AmountUnit: Plain Percent Times;
    Way: Up Down Flat Any Better Worse;
    End: High Low Best Worst;
    Among: Periods Metrics;
    Wants: Name Value Gap;
    Unit: Hour Day WorkingDay Week Month Quarter Year;
    Source: All Who Link When Official;
    Scope: It Every Some None;
}

/// Structs, field by field.
macro_rules! fields {
    ($($name:ident: $($field:ident)*;)*) => {$(
        impl Coded for $name {
            fn put(&self, to: &mut Writer<'_>) {
                $(self.$field.put(to);)*
            }

            fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
                Ok(Self { $($field: Coded::take(from)?),* })
            }
        }
    )*};
}

fields! {
    Cells: metrics when outlet;
    Window: span grain without;
    Term: metric when outlet;
    Compare: left right by;
    Fold: over by limits;
    Find: over limits pick;
    Step: over way percent;
    Rate: of per;
    By: dimension without;
    Check: of says scope denied;
    Amount: number unit;
}

/// Variants with values, each with its number.
macro_rules! variants {
    ($($name:ident: $($tag:literal $variant:ident($($field:tt $value:ident),*);)*)*) => {$(
        impl Coded for $name {
            fn put(&self, to: &mut Writer<'_>) {
                match self {$(
                    Self::$variant { $($field: $value),* } => {
                        to.byte($tag);
                        $($value.put(to);)*
                    }
                )*}
            }

            fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
                match from.byte()? {
                    $($tag => Ok(Self::$variant { $($field: Coded::take(from)?),* }),)*
                    _ => Err(BadCode::Malformed),
                }
            }
        }
    )*};
}

variants! {
    Span:
        0 All();
        1 Latest();
        2 Earliest();
        3 At(0 periods);
        4 Within(0 from, 1 to);
        5 Last(0 count);
        6 First(0 count);
    Limit:
        0 Value(0 bound, 1 amount);
        1 Than(0 bound, 1 period);
        2 Mean(0 bound);
        3 Goes(0 way);
        4 Beside(0 bound, 1 metric);
    Place:
        0 Nth(0 place);
        1 Top(0 count);
        2 All();
        3 Ends();
        4 Of(0 period);
        5 Before(0 period);
    Topic:
        0 Definition();
        1 Sources(0 source);
        2 Outlet();
        3 Coverage();
        4 Conflict();
        5 Comparable();
        6 Gap();
    Says:
        0 Is(0 bound, 1 amount);
        1 Goes(0 way);
        2 Holds(0 place);
        3 By(0 outlet);
        4 Against(0 way);
        5 Exists();
}

/// The kinds of query.
mod kind {
    pub(super) const FIGURES: u8 = 0;
    pub(super) const COMPARE: u8 = 1;
    pub(super) const FOLD: u8 = 2;
    pub(super) const FIND: u8 = 3;
    pub(super) const RANK: u8 = 4;
    pub(super) const STEP: u8 = 5;
    pub(super) const COURSE: u8 = 6;
    pub(super) const SPLIT: u8 = 7;
    pub(super) const RATE: u8 = 8;
    pub(super) const SUMMARY: u8 = 9;
    pub(super) const ABOUT: u8 = 10;
    pub(super) const EVENT: u8 = 11;
    pub(super) const STATEMENTS: u8 = 12;
    pub(super) const EXCLUSION: u8 = 13;
    pub(super) const CHECK: u8 = 14;
    pub(super) const REPLY: u8 = 15;
    pub(super) const SPLIT_BY: u8 = 16;
    pub(super) const RANK_BY: u8 = 17;
}

impl Coded for Query {
    fn put(&self, to: &mut Writer<'_>) {
        match self {
            Self::Figures(cells) => tagged(kind::FIGURES, cells, to),
            Self::Compare(compare) => tagged(kind::COMPARE, compare, to),
            Self::Fold(fold) => tagged(kind::FOLD, fold, to),
            Self::Find(find) => tagged(kind::FIND, find, to),
            Self::Rank(rank) => put_by(kind::RANK, kind::RANK_BY, rank, rank.by.as_ref(), to),
            Self::Step(step) => tagged(kind::STEP, step, to),
            Self::Course(cells) => tagged(kind::COURSE, cells, to),
            Self::Split(split) => {
                put_by(
                    kind::SPLIT,
                    kind::SPLIT_BY,
                    &split.of,
                    split.by.as_ref(),
                    to,
                );
            }
            Self::Rate(rate) => tagged(kind::RATE, rate, to),
            Self::Summary(period) => tagged(kind::SUMMARY, period, to),
            Self::About(about) => tagged(kind::ABOUT, about, to),
            Self::Check(check) => tagged(kind::CHECK, check, to),
            Self::Reply(id) => tagged(kind::REPLY, id, to),
            Self::Event { event, detail } => {
                to.byte(kind::EVENT);
                to.at(List::Events, *event);
                put_at(*detail, List::Details(*event), to);
            }
            Self::Statements(all) => {
                to.byte(kind::STATEMENTS);
                to.number(all.len() as u128);
                for at in all {
                    to.at(List::Statements, *at);
                }
            }
            Self::Exclusion(at) => {
                to.byte(kind::EXCLUSION);
                to.at(List::Exclusions, *at);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        Ok(match from.byte()? {
            kind::FIGURES => Self::Figures(Coded::take(from)?),
            kind::COMPARE => Self::Compare(Coded::take(from)?),
            kind::FOLD => Self::Fold(Coded::take(from)?),
            kind::FIND => Self::Find(Coded::take(from)?),
            kind::RANK => Self::Rank(Coded::take(from)?),
            kind::RANK_BY => Self::Rank(Rank {
                by: Some(By::take(from)?),
                ..Rank::take(from)?
            }),
            kind::STEP => Self::Step(Coded::take(from)?),
            kind::COURSE => Self::Course(Coded::take(from)?),
            kind::SPLIT => Self::Split(Term::take(from)?.into()),
            kind::SPLIT_BY => Self::Split(Split {
                by: Some(By::take(from)?),
                of: Coded::take(from)?,
            }),
            kind::RATE => Self::Rate(Coded::take(from)?),
            kind::SUMMARY => Self::Summary(Coded::take(from)?),
            kind::ABOUT => Self::About(Coded::take(from)?),
            kind::CHECK => Self::Check(Coded::take(from)?),
            kind::REPLY => Self::Reply(Coded::take(from)?),
            kind::EVENT => {
                let event = from.at(List::Events)?;
                let detail = take_at(List::Details(event), from)?;
                Self::Event { event, detail }
            }
            kind::STATEMENTS => {
                let count = from.count()?;
                let all = (0..count).map(|_| from.at(List::Statements));
                Self::Statements(all.collect::<Result<_, _>>()?)
            }
            kind::EXCLUSION => Self::Exclusion(from.at(List::Exclusions)?),
            _ => return Err(BadCode::Malformed),
        })
    }
}

fn tagged(kind: u8, value: &impl Coded, to: &mut Writer<'_>) {
    to.byte(kind);
    value.put(to);
}

/// A query that may be by a dimension: of one kind without it, of another with it in front.
fn put_by(plain: u8, kind: u8, value: &impl Coded, by: Option<&By>, to: &mut Writer<'_>) {
    match by {
        None => tagged(plain, value, to),
        Some(by) => {
            tagged(kind, by, to);
            value.put(to);
        }
    }
}

fn put_at(at: Option<usize>, list: List, to: &mut Writer<'_>) {
    at.is_some().put(to);
    if let Some(at) = at {
        to.at(list, at);
    }
}

fn take_at(list: List, from: &mut Reader<'_>) -> Result<Option<usize>, BadCode> {
    bool::take(from)?.then(|| from.at(list)).transpose()
}

/// Without what it is by, which stands in front of it.
impl Coded for Rank {
    fn put(&self, to: &mut Writer<'_>) {
        self.over.put(to);
        self.among.put(to);
        self.end.put(to);
        self.place.put(to);
        self.wants.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        Ok(Self {
            over: Coded::take(from)?,
            among: Coded::take(from)?,
            end: Coded::take(from)?,
            place: Coded::take(from)?,
            wants: Coded::take(from)?,
            by: None,
        })
    }
}

impl Coded for About {
    fn put(&self, to: &mut Writer<'_>) {
        self.topic.put(to);
        self.of.put(to);
        put_at(self.entry, entries(self.topic), to);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        let topic = Topic::take(from)?;
        Ok(Self {
            topic,
            of: Cells::take(from)?,
            entry: take_at(entries(topic), from)?,
        })
    }
}

/// What the entry of a topic is one of.
fn entries(topic: Topic) -> List {
    match topic {
        Topic::Gap => List::Gaps,
        Topic::Sources(_) => List::Events,
        _ => List::Conflicts,
    }
}

impl Coded for MetricId {
    fn put(&self, to: &mut Writer<'_>) {
        to.at(List::Metrics, self.0);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.at(List::Metrics).map(Self)
    }
}

impl Coded for DimensionId {
    fn put(&self, to: &mut Writer<'_>) {
        to.at(List::Dimensions, self.0);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.at(List::Dimensions).map(Self)
    }
}

impl Coded for MemberId {
    fn put(&self, to: &mut Writer<'_>) {
        to.at(List::Members, self.0);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.at(List::Members).map(Self)
    }
}

impl Coded for OutletId {
    fn put(&self, to: &mut Writer<'_>) {
        to.at(List::Outlets, self.0);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.at(List::Outlets).map(Self)
    }
}
