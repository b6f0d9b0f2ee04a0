//! Whether the data have what a candidate asks for, and how its metrics stand to each other.
//!
//! It must not look at a word, nor at a value.

use super::{Collector, Feature, compared, points};
use crate::compute::{apart, siblings};
use crate::dataset::{Metric, MetricId, UnitKind};
use crate::interpret::memory;
use crate::query::{AmountUnit, Bound, Compare, Limit, Measure, Query, Says, Span, Term};
use crate::question::reading::CountedKind;

impl Collector<'_> {
    pub(super) fn data(&mut self) {
        let cells = self.cells();
        let (mut there, mut all) = (0, 0);
        let mut within = false;
        for (metric, span) in &cells {
            for point in points(span) {
                all += 1;
                there += i32::from(self.sight.stock.has(*metric, point));
                within |= self.sight.stock.has_within(*metric, point);
                self.flag(
                    Feature::HalfYear,
                    all == 1 && point.kind != crate::dataset::PeriodKind::Year,
                );
            }
        }
        self.flag(Feature::CellsAll, all > 0 && there == all);
        self.flag(Feature::CellsNone, all > 0 && there == 0);
        self.flag(Feature::CellsSome, there > 0 && there < all);
        self.flag(Feature::Within, all > 0 && there == 0 && within);
        let kinds: Vec<_> = cells
            .iter()
            .flat_map(|(_, span)| points(span))
            .map(crate::dataset::Period::grain)
            .collect();
        self.flag(
            Feature::MixedKinds,
            kinds.windows(2).any(|pair| pair.first() != pair.last()),
        );
        if let Some(outlet) = self.outlet() {
            let published = self.sight.stock.of_outlet(outlet);
            let has = cells.iter().all(|(metric, _)| published.contains(metric));
            self.flag(Feature::OutletHas, has);
            self.flag(Feature::OutletLacks, !has);
        }
        self.relations();
        self.kinds(&cells);
    }

    /// The metrics of the query with their periods.
    fn cells(&self) -> Vec<(MetricId, Span)> {
        fn of(query: &Query) -> Vec<(MetricId, Span)> {
            let term = |term: &Term| (term.metric, term.when.span.clone());
            match query {
                Query::Compare(compare) => vec![term(&compare.left), term(&compare.right)],
                Query::Split(split) => vec![term(&split.of)],
                Query::Rate(rate) => vec![term(&rate.of)],
                Query::Check(check) => of(&check.of),
                Query::Rank(rank) => match &rank.place {
                    crate::query::Place::Of(period) | crate::query::Place::Before(period) => rank
                        .over
                        .metrics
                        .iter()
                        .map(|metric| (*metric, Span::At(vec![period.clone()])))
                        .collect(),
                    _ => rank
                        .over
                        .metrics
                        .iter()
                        .map(|metric| (*metric, rank.over.when.span.clone()))
                        .collect(),
                },
                other => memory::cells(other).map_or(Vec::new(), |cells| {
                    cells
                        .metrics
                        .iter()
                        .map(|metric| (*metric, cells.when.span.clone()))
                        .collect()
                }),
            }
        }
        of(&self.candidate.query)
    }

    fn metric(&self, id: MetricId) -> Option<&Metric> {
        self.sight.dataset.metrics.get(id.0)
    }

    /// How the metrics of a comparison stand to each other.
    fn relations(&mut self) {
        let query = &self.candidate.query;
        let pair = match compared(query) {
            Some(compare) => Some((compare.left.metric, compare.right.metric)),
            None => memory::cells(query).and_then(|cells| match cells.metrics.as_slice() {
                [a, b, ..] => Some((*a, *b)),
                _ => None,
            }),
        };
        let Some((left, right)) = pair.filter(|(left, right)| left != right) else {
            return;
        };
        let (Some(a), Some(b)) = (self.metric(left), self.metric(right)) else {
            return;
        };
        let part_of = a.part_of.contains(&right);
        let turned = b.part_of.contains(&left);
        let brothers = siblings(a, b) || apart(self.sight.dataset, left, right);
        let group = a.group == b.group;
        let unit = a.kind == b.kind && a.unit == b.unit;
        self.flag(Feature::PartOf, part_of);
        self.flag(Feature::PartOfTurned, turned);
        self.flag(Feature::Siblings, brothers);
        self.flag(
            Feature::SameGroup,
            group && !part_of && !turned && !brothers,
        );
        self.flag(Feature::OtherGroup, !group && !part_of && !turned);
        self.flag(Feature::OtherUnit, !unit);
        let named = self
            .common
            .named
            .iter()
            .filter(|(_, recall)| *recall > 0.7)
            .count();
        self.flag(Feature::ParentSaid, part_of && named >= 2);
    }

    fn kinds(&mut self, cells: &[(MetricId, Span)]) {
        let percent = cells.iter().any(|(metric, _)| {
            self.metric(*metric)
                .is_some_and(|metric| metric.kind == UnitKind::Percent)
        });
        let asks_percent = !self.sight.hints.percent.is_empty()
            || self
                .sight
                .evidence
                .numbers
                .iter()
                .any(|number| number.kind == CountedKind::Percent);
        self.flag(Feature::PercentMetric, percent);
        self.flag(Feature::PercentAsked, percent && asks_percent);
        self.flag(
            Feature::CountAsked,
            percent && self.sight.evidence.has("howmany"),
        );
        self.claim();
        self.limit();
    }

    /// Whether a number that is claimed has the sort of what is computed, and whether it is a figure of the metric.
    fn claim(&mut self) {
        let Query::Check(check) = &self.candidate.query else {
            return;
        };
        let Says::Is(_, amount) = &check.says else {
            return;
        };
        let sort = match check.of.as_ref() {
            Query::Compare(Compare {
                by: Measure::Share | Measure::OneIn,
                ..
            }) => AmountUnit::Percent,
            Query::Compare(_) => return,
            query => {
                let metrics = memory::metrics(query);
                let percent = metrics.iter().any(|metric| {
                    self.metric(*metric)
                        .is_some_and(|metric| metric.kind == UnitKind::Percent)
                });
                if percent {
                    AmountUnit::Percent
                } else {
                    AmountUnit::Plain
                }
            }
        };
        self.flag(Feature::ClaimFar, amount.unit != sort);
        let own = self.is_figure_of(&memory::metrics(&check.of));
        self.flag(Feature::ClaimTrue, own);
    }

    /// Whether a condition is that a figure is just so much, and whether the number is a figure of the metric.
    fn limit(&mut self) {
        let limits = match &self.candidate.query {
            Query::Find(find) => find.limits.as_slice(),
            Query::Fold(fold) => fold.limits.as_slice(),
            _ => return,
        };
        let equal = matches!(limits, [Limit::Value(Bound::Equal, _)]);
        let figure = equal && self.is_figure_of(&memory::metrics(&self.candidate.query));
        self.flag(Feature::LimitEqual, equal);
        self.flag(Feature::LimitFigure, figure);
    }

    /// Whether a number that is said is a figure of one of these metrics.
    fn is_figure_of(&self, metrics: &[MetricId]) -> bool {
        let numbers = self.sight.evidence.numbers.iter();
        let figures = numbers.flat_map(|number| &number.figures);
        figures
            .filter_map(|id| self.sight.dataset.figures.get(id.0))
            .any(|figure| metrics.contains(&figure.metric))
    }
}
