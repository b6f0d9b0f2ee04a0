//! From the dataset to a chart: which figures belong to it, which of them are disputed, where years are missing.

use super::{Chart, Form, Note, Panel, Point, Slot, fit, label};
use crate::answer::{citation, credits};
use crate::compute::{Choice, Quantity, series, usable_of};
use crate::dataset::{
    Dataset, Figure, FigureId, MetricId, Per, Period, PeriodKind, UnitKind, Usage,
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
    let figures: Vec<FigureId> = panels
        .iter()
        .flat_map(Panel::points)
        .flat_map(|point| point.value.figures().iter().copied())
        .collect();
    let unit = match entry.kind {
        UnitKind::Percent => "percent".to_owned(),
        UnitKind::Count | UnitKind::Amount => entry.unit.clone(),
    };
    (!figures.is_empty()).then(|| Chart {
        title: label::capitalised(&entry.label),
        kind: entry.kind,
        unit,
        notes: notes(dataset, metric, &panels, &figures, left_out),
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
    let points: Vec<Point> = ids.iter().filter_map(|id| point(dataset, *id)).collect();
    (!points.is_empty()).then_some(points)
}

/// The figures that dispute a disputed one for the very same period and in the same unit, of whatever metric.
fn rivals(dataset: &Dataset, id: FigureId) -> Vec<FigureId> {
    let Some(figure) = dataset.figures.get(id.0) else {
        return Vec::new();
    };
    if figure.usage != Usage::Conflict {
        return Vec::new();
    }
    let unit = |figure: &Figure| {
        let metric = dataset.metrics.get(figure.metric.0);
        metric.map(|metric| (metric.kind, metric.unit.as_str()))
    };
    let disputes = |rival: &Figure| {
        rival.superseded_by.is_none()
            && rival.per == figure.per
            && rival.period.kind == figure.period.kind
            && (rival.period.from, rival.period.to) == (figure.period.from, figure.period.to)
            && unit(rival) == unit(figure)
    };
    let conflicts = figure.conflicts.iter();
    let conflicts = conflicts.filter_map(|conflict| dataset.conflicts.get(conflict.0));
    let mut rivals: Vec<FigureId> = conflicts
        .flat_map(|conflict| usable_of(dataset, &conflict.figures))
        .filter(|(rival, entry)| *rival != id && disputes(entry))
        .map(|(rival, _)| rival)
        .collect();
    rivals.sort();
    rivals.dedup();
    rivals
}

fn point(dataset: &Dataset, id: FigureId) -> Option<Point> {
    let figure = dataset.figures.get(id.0)?;
    Some(Point {
        value: Quantity::published(dataset, id)?,
        outlet: citation(dataset, id)?.outlet,
        disputed: figure.usage == Usage::Conflict,
    })
}

/// What to know beside the figures: disputes, caveats, why years are missing, what is not drawn.
fn notes(
    dataset: &Dataset,
    metric: MetricId,
    panels: &[Panel],
    figures: &[FigureId],
    left_out: Vec<String>,
) -> Vec<Note> {
    let slots = || panels.iter().flat_map(|panel| &panel.slots);
    let disputes = slots().filter_map(|slot| dispute(dataset, slot));
    let caveats = caveats(dataset, figures).into_iter();
    let why = slots().find_map(|slot| why_missing(dataset, metric, slot));
    let left_out = (!left_out.is_empty()).then(|| format!("Not drawn: {}.", left_out.join(", ")));
    let shaded = panels.iter().any(|panel| {
        panel.form == Form::Line && panel.slots.iter().any(|slot| slot.points().is_empty())
    });
    let shaded = shaded.then(|| "Shaded years have no figure.".to_owned());
    let plain = caveats.chain(shaded).chain(why).chain(left_out);
    let note = |disputed| move |text| Note { disputed, text };
    let mut notes: Vec<Note> = disputes.map(note(true)).collect();
    notes.extend(plain.map(note(false)));
    notes.dedup();
    notes
}

/// "Disputed: the first half of 2023, 318 (Sornholm Gazette) or 309 (Lamp & Tide)."
fn dispute(dataset: &Dataset, slot: &Slot) -> Option<String> {
    let Slot::Figures { period, points, .. } = slot else {
        return None;
    };
    let first = points.first().filter(|point| point.disputed)?;
    if points.len() > 1 {
        let each = points
            .iter()
            .map(|point| format!("{} ({})", point.value.text(), point.outlet));
        let each: Vec<String> = each.collect();
        return Some(format!(
            "Disputed: {}, {}.",
            period.in_words(),
            each.join(" or ")
        ));
    }
    let figure = dataset.figures.get(first.value.figures().first()?.0)?;
    let conflict = dataset.conflicts.get(figure.conflicts.first()?.0)?;
    Some(format!("Disputed: {}.", conflict.about))
}

/// The caveats of the latest figures that must not go without them.
fn caveats(dataset: &Dataset, figures: &[FigureId]) -> Vec<String> {
    let careful = usable_of(dataset, figures)
        .filter(|(_, figure)| figure.usage == Usage::Careful && !figure.caveat.is_empty());
    let mut caveats: Vec<String> = Vec::new();
    let mut careful: Vec<&Figure> = careful.map(|(_, figure)| figure).collect();
    careful.sort_by_key(|figure| std::cmp::Reverse(figure.period.to));
    for figure in careful {
        let words = label::capitalised(&figure.period.in_words());
        let told = caveats.iter().any(|known| known.ends_with(&figure.caveat));
        if !told && caveats.len() < MOST_CAVEATS {
            caveats.push(format!("{words}: {}", figure.caveat));
        }
    }
    caveats
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
