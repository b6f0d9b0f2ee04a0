//! From the dataset to a chart: which figures belong to it, which of them are disputed, where years are missing.

use jiff::civil::Date;

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
    let (mut panels, left_out) = fit::fit(panels);
    let mut figures: Vec<FigureId> = panels
        .iter()
        .flat_map(Panel::points)
        .flat_map(|point| point.value.figures().iter().copied())
        .collect();
    let beside = Beside::of(dataset, &figures);
    let mut notes = beside.notes;
    number(&mut notes, &mut panels, &beside.told);
    notes.extend(own_scales(&panels).map(Note::plain));
    notes.extend(folded(&panels).map(Note::plain));
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
        keys: Vec::new(),
        points,
    });
    Panel {
        kind,
        per,
        header,
        form: Form::Columns,
        slots: with_gaps(kind, slots.collect(), years),
    }
}

/// Periods that follow one another, with the missing ones between them; years also with those before and after them that were asked for.
fn with_gaps(kind: PeriodKind, slots: Vec<Slot>, years: Years) -> Vec<Slot> {
    if !matches!(
        kind,
        PeriodKind::Year | PeriodKind::Half | PeriodKind::Month
    ) {
        return slots;
    }
    let asked = |year: Option<i16>| year.filter(|_| kind == PeriodKind::Year);
    let mut all = Vec::with_capacity(slots.len());
    let mut next = asked(years.from).and_then(|year| Date::new(year, 1, 1).ok());
    for slot in slots {
        if let Slot::Figures { period, .. } = &slot {
            all.extend(gap(kind, next, period.from.yesterday().ok()));
            next = period.to.tomorrow().ok();
        }
        all.push(slot);
    }
    let end = asked(years.to).and_then(|year| Date::new(year, 12, 31).ok());
    all.extend(gap(kind, next, end));
    all
}

fn gap(kind: PeriodKind, from: Option<Date>, to: Option<Date>) -> Option<Slot> {
    let (from, to) = (from?, to?);
    (from <= to).then(|| Slot::Gap {
        from,
        to,
        label: label::missing(kind, from, to),
        folded: false,
    })
}

/// What is said of the panels that are measured by another scale than the first.
fn own_scales(panels: &[Panel]) -> Option<String> {
    let own = panels.iter().filter(|panel| panel.has_own_scale(panels));
    let own: Vec<String> = own
        .map(|panel| format!("\u{201c}{}\u{201d}", capitalised(&panel.header)))
        .collect();
    let scale = match own.len() {
        0 => return None,
        1 => "has a scale of its own",
        _ => "have scales of their own",
    };
    let own = own.join(", ");
    Some(format!(
        "{own} {scale}: heights there do not compare with the others."
    ))
}

/// What the mark of a gap means, where there is one.
fn folded(panels: &[Panel]) -> Option<String> {
    let slots = panels.iter().flat_map(|panel| &panel.slots);
    let mut folded = slots.filter(|slot| matches!(slot, Slot::Gap { folded: true, .. }));
    folded
        .next()
        .map(|_| "// on the axis: periods without a figure lie between.".to_owned())
}

/// Numbers the notes on disputes and the figures that they tell of, where there are several: one mark would look like the other.
fn number(notes: &mut [Note], panels: &mut [Panel], told: &[(FigureId, usize)]) {
    if notes.iter().filter(|note| note.disputed).count() < 2 {
        return;
    }
    for (at, note) in notes.iter_mut().enumerate() {
        note.key = note.disputed.then_some(at + 1);
    }
    let slots = panels.iter_mut().flat_map(|panel| &mut panel.slots);
    for slot in slots {
        let Slot::Figures { points, keys, .. } = slot else {
            continue;
        };
        let figures = points.iter().flat_map(|point| point.value.figures());
        let figures: Vec<&FigureId> = figures.collect();
        let own = told.iter().filter(|(figure, _)| figures.contains(&figure));
        keys.extend(own.map(|(_, note)| note + 1));
        keys.sort_unstable();
        keys.dedup();
    }
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
    /// Disputed figures with the note that tells of them.
    told: Vec<(FigureId, usize)>,
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
                beside.dispute(id, said.text, said.rivals);
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

    fn dispute(&mut self, figure: FigureId, text: String, rivals: Vec<FigureId>) {
        let note = Note {
            disputed: true,
            key: None,
            text,
        };
        let known = self.notes.iter().position(|known| *known == note);
        let at = known.unwrap_or_else(|| {
            self.notes.push(note);
            self.rivals.extend(rivals);
            self.notes.len() - 1
        });
        self.told.push((figure, at));
    }
}

impl Note {
    fn plain(text: String) -> Self {
        Self {
            disputed: false,
            key: None,
            text,
        }
    }
}

/// What is to be known of years without a figure.
fn missing(dataset: &Dataset, metric: MetricId, panels: &[Panel]) -> impl Iterator<Item = String> {
    let is_gap = |slot: &&Slot| slot.points().is_empty();
    let shaded = panels
        .iter()
        .any(|panel| panel.form == Form::Line && panel.slots.iter().any(|slot| is_gap(&slot)));
    let years = panels.iter().filter(|panel| panel.kind == PeriodKind::Year);
    let mut gaps = years.flat_map(|panel| &panel.slots).filter(is_gap);
    let shaded = shaded.then(|| "Where it is shaded there is no figure.".to_owned());
    let why = gaps.find_map(|slot| why_missing(dataset, metric, slot));
    shaded.into_iter().chain(why)
}

/// "Not drawn: 2 single months, 6 running totals."
fn not_drawn(left_out: &[String]) -> Option<String> {
    (!left_out.is_empty()).then(|| format!("Not drawn: {}.", left_out.join(", ")))
}

/// What is known of why a year has no figure.
fn why_missing(dataset: &Dataset, metric: MetricId, slot: &Slot) -> Option<String> {
    let Slot::Gap { from, to, .. } = slot else {
        return None;
    };
    let missing = from.year()..=to.year();
    let known = dataset.gaps.iter().find(|gap| {
        gap.metrics.contains(&metric) && gap.years.iter().any(|year| missing.contains(year))
    });
    known.map(|gap| gap.say.clone())
}
