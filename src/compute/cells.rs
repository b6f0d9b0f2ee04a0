//! The figures of a metric as cells: which figure stands for which period, and which period stands for one that is named.
//!
//! It must not take a figure of another year for the one that is asked for.

use jiff::civil::Date;

use super::rhythm::{Beat, Rhythm};
use super::select::{preference, usable};
use super::{Cell, Quantity};
use crate::dataset::{
    Dataset, Figure, FigureId, Grain, MetricId, OutletId, Per, Period, PeriodKind, Vocabulary,
};

/// How far a date may lie from one that is only named about: "mid-April".
const NEAR_DAYS: i32 = 20;

/// How far from a period a figure may lie that stands for it, in days.
const WITHIN_REACH: i32 = 31;

/// All figures of a metric that may be given.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    /// The dataset.
    pub(super) dataset: &'a Dataset,
    /// The metric.
    pub(super) metric: MetricId,
    /// Only what this outlet published.
    pub(super) outlet: Option<OutletId>,
    /// Its figures, one a period, in order of time; rates only where it has nothing else.
    pub(super) cells: Vec<Cell>,
    /// Its figures that are spread over something else than those.
    pub(super) rates: Vec<Cell>,
}

impl<'a> Shelf<'a> {
    /// The figures of a metric, of one outlet where one is named.
    pub(super) fn of(dataset: &'a Dataset, metric: MetricId, outlet: Option<OutletId>) -> Self {
        Self::with(dataset, metric, outlet, |_| true)
    }

    /// The same with those figures only that may stand for a period.
    pub(super) fn around(
        dataset: &'a Dataset,
        metric: MetricId,
        outlet: Option<OutletId>,
        period: &Period,
    ) -> Self {
        Self::with(dataset, metric, outlet, |own| {
            let apart = days_between(own.to, period.from).max(days_between(period.to, own.from));
            apart <= WITHIN_REACH
        })
    }

    fn with(
        dataset: &'a Dataset,
        metric: MetricId,
        outlet: Option<OutletId>,
        is_meant: impl Fn(&Period) -> bool,
    ) -> Self {
        let all = all(dataset, metric, outlet, is_meant);
        let main = main_per(&all);
        let (cells, rates) = all
            .into_iter()
            .partition::<Vec<_>, _>(|(per, _)| *per == main);
        let only = |cells: Vec<(Option<Per>, Cell)>| cells.into_iter().map(|(_, cell)| cell);
        Self {
            dataset,
            metric,
            outlet,
            cells: only(cells).collect(),
            rates: only(rates).collect(),
        }
    }

    /// The figures of one beat, in order of time.
    pub(super) fn of_beat(&self, beat: Beat) -> Vec<Cell> {
        let own = self.cells.iter();
        own.filter(|cell| Beat::of(&cell.period) == beat)
            .cloned()
            .collect()
    }

    /// The beat of most figures that lie between two days: years first where there are two, else the one with most figures.
    pub(super) fn beat(&self, inside: impl Fn(&Period) -> bool) -> Option<Beat> {
        let mut counts: Vec<(Beat, usize)> = Vec::new();
        for cell in self.cells.iter().filter(|cell| inside(&cell.period)) {
            let beat = Beat::of(&cell.period);
            match counts.iter_mut().find(|(known, _)| *known == beat) {
                Some((_, count)) => *count += 1,
                None => counts.push((beat, 1)),
            }
        }
        let several = |count: usize| usize::from(count > 1);
        counts.sort_by_key(|(beat, count)| {
            let is_year = *beat == Beat::Grain(Grain::Year);
            let rank = if is_year {
                several(*count) * 2
            } else {
                several(*count)
            };
            (
                std::cmp::Reverse((rank, beat.is_series(), is_year, *count)),
                *beat,
            )
        });
        counts.first().map(|(beat, _)| *beat)
    }

    /// How the periods of a beat follow each other.
    pub(super) fn rhythm(&self, beat: Beat) -> Option<Rhythm> {
        Rhythm::of(beat, &self.of_beat(beat))
    }

    /// The newest or oldest figure: of years where there are any, else of all.
    pub(super) fn end(&self, newest: bool) -> Option<&Cell> {
        let is_year = |cell: &&Cell| cell.period.kind == PeriodKind::Year;
        let years = || self.cells.iter().filter(is_year);
        if newest {
            years().next_back().or_else(|| {
                let length = |cell: &&Cell| (cell.period.to, std::cmp::Reverse(cell.period.from));
                self.cells.iter().max_by_key(length)
            })
        } else {
            years().next().or_else(|| {
                let start = |cell: &&Cell| (cell.period.to, cell.period.from);
                self.cells.iter().min_by_key(start)
            })
        }
    }

    /// The figure before another in its series.
    pub(super) fn before(&self, cell: &Cell) -> Option<Cell> {
        let beat = Beat::of(&cell.period);
        let series = self.of_beat(beat);
        let rhythm = Rhythm::of(beat, &series)?;
        let earlier = series
            .into_iter()
            .rfind(|other| other.period.to < cell.period.to)?;
        rhythm
            .follows(&cell.period, &earlier.period)
            .then_some(earlier)
    }

    /// The figure for exactly this stretch.
    pub(super) fn exact(&self, period: &Period) -> Option<&Cell> {
        let mut all = self.cells.iter().chain(&self.rates);
        all.find(|cell| same_stretch(&cell.period, period))
    }

    /// The figure for a period as people mean it: the period itself, or the state of things at its end.
    pub(super) fn find(&self, period: &Period) -> Option<&Cell> {
        self.exact(period).or_else(|| match period.kind {
            PeriodKind::Year | PeriodKind::Half | PeriodKind::Month => self.state_within(period),
            PeriodKind::Span => self
                .overlapping(period)
                .or_else(|| self.total_over(period))
                .or_else(|| {
                    let many = self.states_within(period).count() > 1;
                    self.state_within(period)
                        .filter(|_| period.grain().is_some() || !many)
                }),
            PeriodKind::AsOf | PeriodKind::Cumulative => {
                self.at_date(period).or_else(|| self.closing_year(period))
            }
        })
    }

    /// The last state at a date within a period.
    fn state_within(&self, period: &Period) -> Option<&Cell> {
        self.states_within(period).next_back()
    }

    fn states_within(&self, period: &Period) -> impl DoubleEndedIterator<Item = &Cell> {
        let within = |cell: &&Cell| {
            cell.period.kind == PeriodKind::AsOf
                && period.from <= cell.period.to
                && cell.period.to <= period.to
        };
        self.cells.iter().filter(within)
    }

    /// "Early 2025": the figure whose period covers most of a vague stretch.
    fn overlapping(&self, period: &Period) -> Option<&Cell> {
        period.words.as_ref()?;
        let shared = |cell: &&Cell| {
            let from = period.from.max(cell.period.from);
            days_between(from, period.to.min(cell.period.to))
        };
        let short = |cell: &&Cell| {
            matches!(
                cell.period.kind,
                PeriodKind::Span | PeriodKind::Month | PeriodKind::AsOf
            )
        };
        let all = self.cells.iter().filter(short);
        all.filter(|cell| shared(cell) >= 0).max_by_key(shared)
    }

    /// The running total over the stretch that is named, to the month.
    fn total_over(&self, period: &Period) -> Option<&Cell> {
        let fits = |cell: &&Cell| {
            cell.period.kind == PeriodKind::Cumulative
                && same_month(cell.period.from, period.from)
                && same_month(cell.period.to, period.to)
        };
        self.cells.iter().find(fits)
    }

    /// A state or running total at a date: of that very day, else of its month, else near a date that is only named about.
    fn at_date(&self, period: &Period) -> Option<&Cell> {
        let date = period.to;
        let runs_to = |cell: &&Cell| match cell.period.kind {
            PeriodKind::AsOf | PeriodKind::Cumulative => true,
            PeriodKind::Span => cell.period.from == date.first_of_year(),
            _ => false,
        };
        let apart = |cell: &Cell| days_between(cell.period.to, date).abs();
        let near = |cell: &&Cell| {
            same_month(cell.period.to, date) || period.words.is_some() && apart(cell) <= NEAR_DAYS
        };
        let order = |cell: &&Cell| {
            let start = period.kind == PeriodKind::Cumulative && cell.period.from != period.from;
            let kind = cell.period.kind != period.kind;
            (
                start,
                apart(cell),
                kind,
                cell.period.kind == PeriodKind::Span,
            )
        };
        let fitting = self.cells.iter().filter(runs_to).filter(near);
        fitting.min_by_key(order)
    }

    /// In a bare table a year is often named by the day it closes on.
    fn closing_year(&self, period: &Period) -> Option<&Cell> {
        let bare = self.dataset.about.vocabulary == Vocabulary::Open;
        let closes = period.to == period.to.last_of_year();
        let year = Period::year(period.to.year()).filter(|_| bare && closes)?;
        self.exact(&year)
    }

    /// All periods that have a figure, in order of time.
    pub(super) fn periods(&self) -> Vec<Period> {
        self.cells.iter().map(|cell| cell.period.clone()).collect()
    }
}

/// Whether two periods are of one kind and the same days.
pub(super) fn same_stretch(a: &Period, b: &Period) -> bool {
    (a.kind, a.from, a.to) == (b.kind, b.from, b.to)
}

/// Whether a period lies within two days.
pub(super) fn lies_within(period: &Period, from: Date, to: Date) -> bool {
    from <= period.from && period.to <= to
}

/// How many days lie from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(i32::MAX, |span| span.get_days())
}

fn same_month(a: Date, b: Date) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}

/// The cells of a metric with what they are spread over, in order of time.
fn all(
    dataset: &Dataset,
    metric: MetricId,
    outlet: Option<OutletId>,
    is_meant: impl Fn(&Period) -> bool,
) -> Vec<(Option<Per>, Cell)> {
    let own = usable(dataset, metric);
    let mut figures: Vec<(FigureId, &Figure)> =
        own.filter(|(_, figure)| is_meant(&figure.period)).collect();
    figures.sort_by_key(|(id, figure)| {
        let period = &figure.period;
        (
            period.to,
            period.from,
            period.kind,
            figure.per,
            preference(figure),
            *id,
        )
    });
    let one = |(_, a): &(FigureId, &Figure), (_, b): &(FigureId, &Figure)| {
        same_stretch(&a.period, &b.period) && a.per == b.per
    };
    let groups = figures.chunk_by(one);
    groups
        .filter_map(|group| cell(dataset, metric, group, outlet))
        .collect()
}

/// The figure that stands for a period, with the others: never a superseded one, unless it is all that the named outlet has.
fn cell(
    dataset: &Dataset,
    metric: MetricId,
    group: &[(FigureId, &Figure)],
    outlet: Option<OutletId>,
) -> Option<(Option<Per>, Cell)> {
    let (figure, chosen) = match outlet {
        Some(_) => group.iter().find(|(_, figure)| figure.originator == outlet),
        None => group
            .iter()
            .find(|(_, figure)| figure.superseded_by.is_none()),
    }?;
    let others = group.iter().map(|(id, _)| *id).filter(|id| id != figure);
    let cell = Cell {
        metric,
        period: chosen.period.clone(),
        figure: *figure,
        others: others.collect(),
        quantity: Quantity::published(dataset, *figure)?,
    };
    Some((chosen.per, cell))
}

/// What most figures are spread over: nothing, where one of them is a plain count.
fn main_per(cells: &[(Option<Per>, Cell)]) -> Option<Per> {
    if cells.iter().any(|(per, _)| per.is_none()) {
        return None;
    }
    let count = |per: Option<Per>| cells.iter().filter(|(other, _)| *other == per).count();
    let pers = cells.iter().map(|(per, _)| *per);
    pers.max_by_key(|per| (count(*per), std::cmp::Reverse(*per)))
        .flatten()
}
