//! Where a number that is said stands in the data, if not for what is asked: a misreport, a first count since revised, a rival's
//! count, another period's or another metric's figure.
//!
//! It must not decide between rivals.

use super::ruling::Ruling;
use super::tolerance::Tolerance;
use super::value::Said;
use super::{cells_of, is_series};
use crate::compute::cells::same_stretch;
use crate::compute::{Finding, is_part, rivals};
use crate::dataset::{Dataset, Figure, FigureId, MetricId, Number, OutletId, Period, Usage};
use crate::query::{AmountUnit, Bound, Cells, Check, Query, Scope};

/// Figures of other periods and metrics that are named at most.
const MOST: usize = 2;
/// Numbers below this are found everywhere.
const TELLING: i128 = 20;

/// The ruling with what the number is elsewhere.
pub(super) fn looked_up(
    dataset: &Dataset,
    check: &Check,
    by: &Finding,
    (bound, amount): Said,
    ruling: Ruling,
) -> Ruling {
    let exact = matches!(bound, Bound::Equal | Bound::Near | Bound::Nearly);
    let Query::Figures(asked) = check.of.as_ref() else {
        return ruling;
    };
    let known = ruling.holds == Some(true) || !ruling.elsewhere.is_empty();
    let times = amount.unit == AmountUnit::Times;
    if !exact || times || known || check.scope != Scope::It || is_series(by) {
        return ruling;
    }
    let search = Search {
        dataset,
        asked,
        periods: periods(asked, by),
        metrics: metrics(asked, by),
        said: amount.number,
    };
    search.ruled(by, bound, ruling)
}

fn periods(asked: &Cells, by: &Finding) -> Vec<Period> {
    let mut periods: Vec<Period> = cells_of(by)
        .iter()
        .map(|cell| cell.period.clone())
        .collect();
    periods.extend(asked.when.points().iter().cloned());
    periods
}

fn metrics(asked: &Cells, by: &Finding) -> Vec<MetricId> {
    let mut metrics = asked.metrics.clone();
    metrics.extend(cells_of(by).iter().map(|cell| cell.metric));
    metrics
}

struct Search<'a> {
    dataset: &'a Dataset,
    asked: &'a Cells,
    periods: Vec<Period>,
    metrics: Vec<MetricId>,
    said: Number,
}

impl<'a> Search<'a> {
    fn ruled(&self, by: &Finding, bound: Bound, ruling: Ruling) -> Ruling {
        if let Some(id) = self.rival(by, bound) {
            return Ruling {
                holds: None,
                elsewhere: vec![id],
                ..ruling
            };
        }
        let wrong = self.misreport().or_else(|| self.superseded());
        if let Some(id) = wrong {
            return Ruling {
                holds: Some(false),
                elsewhere: vec![id],
                ..ruling
            };
        }
        Ruling {
            elsewhere: self.others(),
            ..ruling
        }
    }

    /// The figures of the metrics that are asked about, in the order of the files.
    fn figures(&self) -> Vec<(FigureId, &'a Figure)> {
        self.figures_of(self.metrics.iter().copied())
    }

    fn figures_of(&self, metrics: impl Iterator<Item = MetricId>) -> Vec<(FigureId, &'a Figure)> {
        let dataset = self.dataset;
        let mut all: Vec<(FigureId, &Figure)> = metrics
            .flat_map(|metric| dataset.figures_of(metric))
            .collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all.dedup_by_key(|(id, _)| *id);
        all
    }

    /// The metrics that belong with those that are asked about: as the files name them, and those narrowed down by other members.
    fn kin(&self) -> impl Iterator<Item = MetricId> {
        let dataset = self.dataset;
        let wholes: Vec<MetricId> = self
            .metrics
            .iter()
            .map(|metric| dataset.whole_of(*metric))
            .collect();
        let all = dataset.metrics.iter().enumerate();
        let near = all.filter(move |(_, metric)| metric.of.is_none_or(|of| wholes.contains(&of)));
        near.map(|(at, _)| MetricId(at))
            .filter(|metric| !self.metrics.contains(metric) && self.is_kin(*metric))
    }

    /// Whether a figure's own number is the one that is said.
    fn has_number(&self, figure: &Figure) -> bool {
        let (low, high) = figure.value.ends();
        low == self.said && high == self.said
    }

    fn is_asked(&self, figure: &Figure) -> bool {
        let period = |period: &Period| same_stretch(period, &figure.period);
        self.metrics.contains(&figure.metric) && self.periods.iter().any(period)
    }

    /// A known misreport of what is asked; where no period is named, of any.
    fn misreport(&self) -> Option<FigureId> {
        let any_period = self.asked.when.points().is_empty();
        let year = |figure: &Figure| {
            let mut periods = self.periods.iter();
            periods.any(|period| {
                period.from <= figure.period.to && figure.period.to <= period.to
                    || period.to == figure.period.to
            })
        };
        let mut known = self.figures().into_iter().filter(|(_, figure)| {
            figure.usage == Usage::Never
                && figure.value.ends().0 == self.said
                && self.metrics.contains(&figure.metric)
        });
        let found = known.find(|(_, figure)| any_period || year(figure));
        found.map(|(id, _)| id)
    }

    /// The first count, since revised.
    fn superseded(&self) -> Option<FigureId> {
        let mut revised = self.figures().into_iter().filter(|(_, figure)| {
            figure.superseded_by.is_some() && figure.usage != Usage::Never && self.is_asked(figure)
        });
        let found = revised.find(|(_, figure)| self.has_number(figure));
        found.map(|(id, _)| id)
    }

    /// The count of another outlet for the very same.
    fn rival(&self, by: &Finding, bound: Bound) -> Option<FigureId> {
        let named: Option<OutletId> = self.asked.outlet;
        let standing = |id: &FigureId| {
            let figure = self.dataset.figures.get(id.0);
            figure.filter(|figure| {
                let stands = figure.superseded_by.is_none() && figure.usage != Usage::Never;
                stands && named.is_none_or(|outlet| figure.originator == Some(outlet))
            })
        };
        let mut ids: Vec<FigureId> = Vec::new();
        for cell in cells_of(by) {
            ids.extend(&cell.others);
            ids.extend(rivals(self.dataset, cell.figure));
        }
        let fits = |figure: &Figure| {
            let known = super::known::Known::of(figure.value);
            known.meets(bound, self.said, Tolerance::Plain) == Some(true)
        };
        ids.into_iter().find(|id| standing(id).is_some_and(fits))
    }

    /// Other periods of the metric, then other metrics of its kind that have the number.
    fn others(&self) -> Vec<FigureId> {
        let telling = num_traits::Signed::abs(&self.said) >= Number::from_integer(TELLING);
        let stands = |figure: &Figure| {
            figure.usage != Usage::Never && figure.superseded_by.is_none() && figure.per.is_none()
        };
        if !telling {
            return Vec::new();
        }
        let fits = |(_, figure): &(FigureId, &Figure)| {
            stands(figure) && self.has_number(figure) && !self.is_asked(figure)
        };
        let all = self
            .figures()
            .into_iter()
            .chain(self.figures_of(self.kin()));
        all.filter(fits).map(|(id, _)| id).take(MOST).collect()
    }

    /// Whether a metric belongs with one that is asked about: of one group, or the one a part of the other.
    fn is_kin(&self, other: MetricId) -> bool {
        let group = |id: MetricId| self.dataset.metrics.get(id.0).map(|metric| &metric.group);
        self.metrics.iter().any(|own| {
            group(*own) == group(other)
                || is_part(self.dataset, *own, other)
                || is_part(self.dataset, other, *own)
        })
    }
}
