//! From the dataset to a chart: which figures belong to it, which of them are disputed, where years are missing.

use super::{Chart, Form, Note, Panel, Point, Slot, fit, label};
use crate::answer::{citation, credits, note};
use crate::compute::{Choice, Quantity, rivals, series, usable_of};
use crate::dataset::{
    Dataset, Figure, FigureId, MetricId, Per, Period, PeriodKind, UnitKind, Usage, capitalised,
};

/// The kinds of period, what a chart is rather about first.
const KINDS: [PeriodKind; 6] = [
    PeriodKind::Year,
    PeriodKind::Half,
    PeriodKind::Cumulative,
    PeriodKind::Month,
    PeriodKind::Span,
    PeriodKind::AsOf,
];

/// Caveats that a chart prints, as many as an answer does.
const MOST_CAVEATS: usize = 2;

/// The years that a chart is limited to, both included.
#[derive(Debug, Clone, Copy)]
struct Years {
    from: Option<i16>,
    to: Option<i16>,
}

impl Years {
    fn include(self, period: &Period) -> bool {
        let year = period.last_year();
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// The chart of a metric, of the figures for periods that end in the years `from` to `to`, where they are given.
///
/// `None` if there is no figure. Years that are asked for and have none are gaps, as long as any year has one.
pub fn chart(
    dataset: &Dataset,
    metric: MetricId,
    from: Option<i16>,
    to: Option<i16>,
) -> Option<Chart> {
    let entry = dataset.metrics.get(metric.0)?;
    let panels = panels(dataset, metric, Years { from, to });
    let (panels, left_out) = fit::fit(panels);
    let mut figures: Vec<FigureId> = panels
        .iter()
        .flat_map(Panel::points)
        .flat_map(|point| point.value.figures().iter().copied())
        .collect();
    let beside = Beside::of(dataset, &figures);
    let mut notes = beside.notes;
    notes.extend(missing(dataset, metric, &panels).map(Note::plain));
    notes.extend(not_drawn(&left_out).map(Note::plain));
    figures.extend(beside.rivals);
    let unit = match entry.kind {
        UnitKind::Percent => "percent".to_owned(),
        UnitKind::Count | UnitKind::Amount => entry.unit.clone(),
    };
    (!panels.is_empty()).then(|| Chart {
        title: capitalised(&entry.label),
        kind: entry.kind,
        unit,
        notes,
        source: credits(dataset, &figures),
        panels,
    })
}

/// All figures, a panel for each kind of period and of rate.
fn panels(dataset: &Dataset, metric: MetricId, years: Years) -> Vec<Panel> {
    let mut panels = Vec::new();
    for kind in KINDS {
        let mut choices = series(dataset, metric, kind);
        choices.retain(|choice| years.include(&choice.period));
        for per in rates(dataset, &choices) {
            let slots = choices
                .iter()
                .filter_map(|choice| Some((choice.period.clone(), points(dataset, choice, per)?)))
                .collect();
            panels.push(panel(kind, per, slots, years));
        }
    }
    panels
}

/// What the figures are spread over, each once, totals first.
fn rates(dataset: &Dataset, choices: &[Choice]) -> Vec<Option<Per>> {
    let figures = choices.iter().flat_map(|choice| all(dataset, choice));
    let mut rates: Vec<Option<Per>> = figures.map(|(_, figure)| figure.per).collect();
    rates.sort();
    rates.dedup();
    rates
}

/// The figures of a choice, the one to answer with first.
fn all<'a>(
    dataset: &'a Dataset,
    choice: &'a Choice,
) -> impl Iterator<Item = (FigureId, &'a Figure)> {
    usable_of(dataset, std::slice::from_ref(&choice.figure))
        .chain(usable_of(dataset, &choice.others))
}

fn panel(
    kind: PeriodKind,
    per: Option<Per>,
    figures: Vec<(Period, Vec<Point>)>,
    years: Years,
) -> Panel {
    let periods: Vec<&Period> = figures.iter().map(|(period, _)| period).collect();
    let since = label::common_start(kind, &periods);
    let header = label::header(kind, per, since);
    let slots = figures.into_iter().map(|(period, points)| Slot::Figures {
        label: label::period(&period, since.is_some()),
        period,
        points,
    });
    let slots = slots.collect();
    let slots = if kind == PeriodKind::Year {
        with_gaps(slots, years)
    } else {
        slots
    };
    Panel {
        kind,
        per,
        header,
        form: Form::Columns,
        slots,
    }
}

/// Years, with the missing ones before, between and after them.
fn with_gaps(slots: Vec<Slot>, years: Years) -> Vec<Slot> {
    let mut all = Vec::with_capacity(slots.len());
    let mut next = years.from;
    for slot in slots {
        if let Slot::Figures { period, .. } = &slot {
            let year = period.last_year();
            all.extend(gap(next, year - 1));
            next = Some(year + 1);
        }
        all.push(slot);
    }
    all.extend(years.to.and_then(|to| gap(next, to)));
    all
}

fn gap(first: Option<i16>, last: i16) -> Option<Slot> {
    first
        .filter(|first| *first <= last)
        .map(|first| Slot::Gap(first, last))
}

/// The figure of a choice that has this rate, with those that dispute it.
fn points(dataset: &Dataset, choice: &Choice, per: Option<Per>) -> Option<Vec<Point>> {
    let mut same: Vec<FigureId> = all(dataset, choice)
        .filter(|(_, figure)| figure.per == per)
        .map(|(id, _)| id)
        .collect();
    let first = *same.first()?;
    let rivals = rivals(dataset, first);
    same.retain(|id| *id == first || rivals.contains(id));
    let elsewhere = rivals.into_iter().filter(|rival| !same.contains(rival));
    let ids: Vec<FigureId> = same.iter().copied().chain(elsewhere).collect();
    let several = ids.len() > 1;
    let points = ids.iter().filter_map(|id| point(dataset, *id, several));
    let points: Vec<Point> = points.collect();
    (!points.is_empty()).then_some(points)
}

fn point(dataset: &Dataset, id: FigureId, rivalled: bool) -> Option<Point> {
    let figure = dataset.figures.get(id.0)?;
    Some(Point {
        value: Quantity::published(dataset, id)?,
        outlet: citation(dataset, id)?.outlet,
        disputed: rivalled || figure.usage == Usage::Conflict,
    })
}

/// What an answer says beside figures, and the figures that are named there.
#[derive(Debug, Default)]
struct Beside {
    notes: Vec<Note>,
    rivals: Vec<FigureId>,
}

impl Beside {
    /// All disputes of the figures, then the caveats of the latest that must not go without them.
    fn of(dataset: &Dataset, figures: &[FigureId]) -> Self {
        let mut beside = Self::default();
        let mut caveats: Vec<(&Figure, String)> = Vec::new();
        for (id, figure) in usable_of(dataset, figures) {
            let Some(said) = note(dataset, id).filter(|said| said.must) else {
                continue;
            };
            if figure.usage == Usage::Conflict {
                beside.dispute(said.text, said.rivals);
            } else if caveats.iter().all(|(_, known)| *known != said.text) {
                caveats.push((figure, said.text));
            }
        }
        caveats.sort_by_key(|(figure, _)| std::cmp::Reverse(figure.period.to));
        for (figure, text) in caveats.into_iter().take(MOST_CAVEATS) {
            let period = capitalised(&figure.period.in_words());
            beside.notes.push(Note::plain(format!("{period}: {text}")));
        }
        beside
    }

    fn dispute(&mut self, text: String, rivals: Vec<FigureId>) {
        let note = Note {
            disputed: true,
            text,
        };
        if !self.notes.contains(&note) {
            self.notes.push(note);
            self.rivals.extend(rivals);
        }
    }
}

impl Note {
    fn plain(text: String) -> Self {
        Self {
            disputed: false,
            text,
        }
    }
}

/// What is to be known of years without a figure.
fn missing(dataset: &Dataset, metric: MetricId, panels: &[Panel]) -> impl Iterator<Item = String> {
    let gaps = || {
        let slots = panels.iter().flat_map(|panel| &panel.slots);
        slots.filter(|slot| slot.points().is_empty())
    };
    let line = panels.iter().any(|panel| panel.form == Form::Line);
    let shaded = line && gaps().next().is_some();
    let shaded = shaded.then(|| "Shaded years have no figure.".to_owned());
    let why = gaps().find_map(|slot| why_missing(dataset, metric, slot));
    shaded.into_iter().chain(why)
}

/// "Not drawn: 2 single months, 6 running totals."
fn not_drawn(left_out: &[String]) -> Option<String> {
    (!left_out.is_empty()).then(|| format!("Not drawn: {}.", left_out.join(", ")))
}

/// What is known of why a year has no figure.
fn why_missing(dataset: &Dataset, metric: MetricId, slot: &Slot) -> Option<String> {
    let Slot::Gap(first, last) = slot else {
        return None;
    };
    let known = dataset.gaps.iter().find(|gap| {
        gap.metrics.contains(&metric) && gap.years.iter().any(|year| (first..=last).contains(&year))
    });
    known.map(|gap| gap.say.clone())
}
