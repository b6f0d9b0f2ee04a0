//! Queries drawn by chance, as people might ask them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::build::on_topic;
use crate::dataset::{
    Dataset, DimensionId, Grain, MemberId, MetricId, Number, OutletId, Period, PeriodKind,
};
use crate::query::*;

/// Draws from a dataset.
pub(in crate::query) struct Draw<'a> {
    state: u64,
    data: &'a Dataset,
}

impl<'a> Draw<'a> {
    pub(in crate::query) fn new(seed: u64, data: &'a Dataset) -> Self {
        Self { state: seed, data }
    }

    fn below(&mut self, count: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut own = self.state;
        own = (own ^ (own >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        own = (own ^ (own >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((own ^ (own >> 31)) % count.max(1) as u64).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    fn metric(&mut self) -> MetricId {
        MetricId(self.below(self.data.metrics.len()))
    }

    fn metrics(&mut self) -> Vec<MetricId> {
        let mut metrics = vec![self.metric()];
        while self.one_in(4) {
            let metric = self.metric();
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        metrics
    }

    fn grain(&mut self) -> Option<Grain> {
        let grains = [Grain::Year, Grain::Half, Grain::Quarter, Grain::Month];
        self.one_in(4).then(|| self.of(&grains))
    }

    fn outlet(&mut self) -> Option<OutletId> {
        let outlet = self.below(self.data.outlets.len());
        (self.one_in(8) && !self.data.outlets.is_empty()).then_some(OutletId(outlet))
    }

    fn count(&mut self) -> u16 {
        u16::try_from(self.below(14) + 1).unwrap()
    }

    /// One of the data, or one that people name.
    fn period(&mut self) -> Period {
        if self.one_in(2) && !self.data.figures.is_empty() {
            let at = self.below(self.data.figures.len());
            return self.data.figures[at].period.clone();
        }
        let mut number = |count| i8::try_from(self.below(count)).unwrap();
        let (year, month, day) = (1990 + i16::from(number(36)), number(12), number(28));
        let (kind, months, first) = match number(8) {
            0 => (PeriodKind::Half, 6, month / 6 * 6),
            1 => (PeriodKind::Span, 3, month / 3 * 3),
            2 => (PeriodKind::Month, 1, month),
            3 => (PeriodKind::Span, i32::from(number(30)) + 2, month),
            4 => (PeriodKind::Cumulative, i32::from(number(30)) + 2, month),
            5 => (PeriodKind::AsOf, 0, month),
            _ => (PeriodKind::Year, 12, 0),
        };
        let mut from = Date::new(year, first + 1, 1).unwrap();
        let mut to = from + months.months() - 1.day();
        if kind == PeriodKind::AsOf || kind == PeriodKind::Span && day == 7 {
            from += day.days();
            to = from;
        }
        Period {
            kind,
            from,
            to,
            words: None,
        }
    }

    fn periods(&mut self) -> Vec<Period> {
        let mut periods = vec![self.period()];
        while self.one_in(3) {
            periods.push(self.period());
        }
        periods
    }

    fn window(&mut self) -> Window {
        let (from, to) = (self.period(), self.period());
        let span = match self.below(10) {
            0 | 1 => Span::All,
            2 => Span::Latest,
            3 => Span::Earliest,
            4 => Span::Within(Some(from.from.min(to.from)), Some(from.to.max(to.to))),
            5 => Span::Within(Some(from.from), self.one_in(2).then_some(from.to)),
            6 => Span::Within(None, Some(to.to)),
            7 if self.one_in(2) => Span::Last(self.count()),
            7 => Span::First(self.count()),
            _ => Span::At(self.periods()),
        };
        let without = if self.one_in(8) {
            self.periods()
        } else {
            Vec::new()
        };
        let grain = self.grain();
        Window {
            span,
            grain,
            without,
        }
    }

    fn cells(&mut self) -> Cells {
        Cells {
            metrics: self.metrics(),
            when: self.window(),
            outlet: self.outlet(),
        }
    }

    fn term(&mut self) -> Term {
        Term {
            metric: self.metric(),
            when: self.window(),
            outlet: self.outlet(),
        }
    }

    fn compare(&mut self) -> Compare {
        let left = self.term();
        let mut right = self.term();
        match self.below(3) {
            0 => right.metric = left.metric,
            1 => right.when = left.when.clone(),
            _ => {}
        }
        if self.one_in(2) {
            right.outlet = left.outlet;
        }
        let by = [
            Measure::Change,
            Measure::Difference,
            Measure::Percent,
            Measure::Yearly,
            Measure::Multiple,
            Measure::Share,
            Measure::OneIn,
            Measure::Rest,
            Measure::RestShare,
            Measure::Higher,
            Measure::Lower,
        ];
        let by = self.of(&by);
        Compare { left, right, by }
    }

    fn bound(&mut self) -> Bound {
        self.of(&[
            Bound::Over,
            Bound::Under,
            Bound::AtLeast,
            Bound::AtMost,
            Bound::Equal,
            Bound::Near,
            Bound::Nearly,
        ])
    }

    fn amount(&mut self) -> Amount {
        let units = [AmountUnit::Plain, AmountUnit::Percent, AmountUnit::Times];
        let number = i128::try_from(self.below(2_000_000)).unwrap() - 1000;
        let parts = self.of(&[1, 1, 1, 2, 10, 3]);
        Amount {
            number: Number::new(number, parts),
            unit: self.of(&units),
        }
    }

    fn way(&mut self) -> Way {
        self.of(&[
            Way::Up,
            Way::Down,
            Way::Flat,
            Way::Any,
            Way::Better,
            Way::Worse,
        ])
    }

    fn limits(&mut self) -> Vec<Limit> {
        let mut limits = Vec::new();
        while limits.is_empty() || self.one_in(4) {
            let bound = self.bound();
            limits.push(match self.below(5) {
                0 => Limit::Value(bound, self.amount()),
                1 => Limit::Than(bound, self.period()),
                2 => Limit::Mean(bound),
                3 => Limit::Beside(bound, self.metric()),
                _ => Limit::Goes(self.way()),
            });
        }
        limits
    }

    fn place(&mut self) -> Place {
        match self.below(6) {
            0 | 1 => Place::Nth(self.count()),
            2 => Place::Top(self.count()),
            3 => self.of(&[Place::All, Place::Ends]),
            4 => Place::Of(self.period()),
            _ => Place::Before(self.period()),
        }
    }

    /// The members of a dimension, perhaps without some.
    fn by(&mut self) -> Option<By> {
        let dimensions = self.data.dimensions.len();
        if dimensions == 0 || self.one_in(2) {
            return None;
        }
        let mut by = By::every(DimensionId(self.below(dimensions)));
        while self.one_in(3) {
            let member = MemberId(self.below(self.data.members.len()));
            if !by.without.contains(&member) {
                by.without.push(member);
            }
        }
        Some(by)
    }

    fn rank(&mut self) -> Rank {
        let by = self.by();
        Rank {
            over: self.cells(),
            among: match by {
                Some(_) => Among::Metrics,
                None => self.of(&[Among::Periods, Among::Metrics]),
            },
            end: self.of(&[End::High, End::Low, End::Best, End::Worst]),
            place: self.place(),
            wants: self.of(&[Wants::Name, Wants::Value, Wants::Gap]),
            by,
        }
    }

    fn about(&mut self) -> About {
        let sources = [
            Source::All,
            Source::Who,
            Source::Link,
            Source::When,
            Source::Official,
        ];
        let topics = [
            Topic::Definition,
            Topic::Sources(self.of(&sources)),
            Topic::Outlet,
            Topic::Coverage,
            Topic::Conflict,
            Topic::Comparable,
            Topic::Gap,
        ];
        let topic = self.of(&topics);
        let entries = match topic {
            Topic::Conflict => self.data.conflicts.len(),
            Topic::Gap => self.data.gaps.len(),
            Topic::Sources(_) => self.data.events.len(),
            _ => 0,
        };
        if entries > 0 && self.one_in(2) {
            let (of, entry) = (Cells::default(), Some(self.below(entries)));
            return About { topic, of, entry };
        }
        let of = if self.one_in(4) {
            Cells::default()
        } else {
            self.cells()
        };
        About {
            topic,
            of,
            entry: None,
        }
    }

    fn unit(&mut self) -> Unit {
        self.of(&[
            Unit::Hour,
            Unit::Day,
            Unit::WorkingDay,
            Unit::Week,
            Unit::Month,
            Unit::Quarter,
            Unit::Year,
        ])
    }

    /// A query that a claim is about.
    fn figures(&mut self) -> Query {
        match self.below(9) {
            0 => Query::Figures(self.cells()),
            1 => Query::Compare(self.compare()),
            2 => {
                let folds = [Folding::Sum, Folding::Mean, Folding::Median, Folding::Count];
                let by = self.of(&folds);
                let limits = if by == Folding::Count || self.one_in(4) {
                    self.limits()
                } else {
                    Vec::new()
                };
                let over = self.cells();
                Query::Fold(Fold { over, by, limits })
            }
            3 => Query::Find(Find {
                over: self.cells(),
                limits: self.limits(),
                pick: self.of(&[Pick::All, Pick::First, Pick::Last]),
            }),
            4 => Query::Rank(self.rank()),
            5 => Query::Step(Step {
                over: self.cells(),
                way: self.way(),
                percent: self.one_in(2),
            }),
            6 => Query::Course(self.cells()),
            7 => Query::Split(Split {
                of: self.term(),
                by: self.by(),
            }),
            _ => Query::Rate(Rate {
                of: self.term(),
                per: self.unit(),
            }),
        }
    }

    fn check(&mut self) -> Check {
        let says = match self.below(6) {
            0 => Says::Is(self.bound(), self.amount()),
            1 => Says::Goes(self.way()),
            2 => Says::Holds(self.place()),
            3 => Says::By(OutletId(self.below(self.data.outlets.len()))),
            4 => Says::Against(self.way()),
            _ => Says::Exists,
        };
        Check {
            of: Box::new(self.figures()),
            says,
            scope: self.of(&[Scope::It, Scope::Every, Scope::Some, Scope::None]),
            denied: self.one_in(3),
        }
    }

    fn event(&mut self) -> Option<Query> {
        let event = self.below(self.data.events.len());
        let details = self.data.events.get(event)?.details.len();
        let detail = (details > 0 && self.one_in(2)).then(|| self.below(details));
        Some(Query::Event { event, detail })
    }

    fn statements(&mut self) -> Option<Query> {
        let first = self.below(self.data.statements.len());
        let topic = self.data.statements.get(first)?.topic.clone();
        Some(Query::Statements(match self.below(4) {
            0 => vec![first],
            1 => on_topic(self.data, &topic, Some(first)),
            2 => vec![first, self.below(self.data.statements.len())],
            _ => on_topic(self.data, &topic, None),
        }))
    }

    pub(in crate::query) fn query(&mut self) -> Query {
        let other = match self.below(24) {
            0 => self.event(),
            1 => self.statements(),
            2 if !self.data.exclusions.is_empty() => {
                Some(Query::Exclusion(self.below(self.data.exclusions.len())))
            }
            3 => Some(Query::Summary(None)),
            4 => Some(Query::Summary(Some(self.period()))),
            5 => Some(Query::Reply(
                self.of(&["help", "thanks", "small_talk"]).to_owned(),
            )),
            6..=8 => Some(Query::About(self.about())),
            9..=12 => Some(Query::Check(self.check())),
            _ => None,
        };
        other.unwrap_or_else(|| self.figures())
    }
}
