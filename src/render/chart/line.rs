//! Draws a panel of many figures: a line over time that breaks where a figure is missing or is no plain number.
//!
//! The ends, the highest, the lowest and every bound are labelled as far as there is room; no label covers another.

use jiff::civil::Date;

use super::canvas::{Anchor, Area, Canvas, Fill, Type};
use super::fit::{LABEL_SIZE, MARGIN, ROOM, VALUE_SIZE};
use super::scale::{Scale, float};
use super::theme::Palette;
use super::{Panel, Point, Slot, marked};
use crate::dataset::{PeriodKind, UnitKind, Value, format_number};
use crate::render::font::{Weight, width};

/// The distance of a label from what it belongs to.
const NEAR: f64 = 9.0;
/// What is left free between two labels.
const BETWEEN: f64 = 10.0;
/// The most steps between the labels of years.
const MOST_YEARS: f64 = 10.0;
/// How far an arrow reaches.
const ARROW: f64 = 18.0;

/// A place in time of a panel.
struct Mark<'a> {
    x: f64,
    points: &'a [Point],
    label: &'a str,
    /// The numbers of the notes on its dispute.
    keys: &'a [usize],
    /// Whether the line may come here from the mark before.
    follows: bool,
}

/// Draws the panel between two heights; periods stand under the lower one.
pub(super) fn draw(
    canvas: &mut Canvas,
    panel: &Panel,
    unit: UnitKind,
    scale: &Scale,
    bottom: f64,
    colours: Palette,
) {
    let left = draw_grid(canvas, unit, scale, colours);
    let time = Time::of(panel, left);
    draw_gaps(canvas, panel, &time, scale, colours);
    let marks = marks(panel, &time);
    draw_strokes(canvas, &marks, scale, colours);
    for mark in &marks {
        for point in mark.points {
            draw_point(canvas, mark.x, point, scale, colours);
        }
    }
    draw_values(canvas, &marks, left, scale, colours);
    if panel.kind == PeriodKind::Year {
        draw_years(canvas, &marks, &time, bottom, colours);
    } else {
        draw_periods(canvas, &marks, bottom, colours);
    }
}

fn muted(colours: Palette) -> Type {
    Type {
        size: LABEL_SIZE,
        weight: Weight::Regular,
        colour: colours.muted,
    }
}

/// Horizontal lines at round numbers, with the numbers at the left; returns where the plot begins.
fn draw_grid(canvas: &mut Canvas, unit: UnitKind, scale: &Scale, colours: Palette) -> f64 {
    let percent = if unit == UnitKind::Percent { "%" } else { "" };
    let ticks: Vec<(f64, String)> = scale
        .ticks()
        .into_iter()
        .map(|tick| (scale.at(tick), format!("{}{percent}", format_number(tick))))
        .collect();
    let widths = ticks
        .iter()
        .map(|(_, text)| width(text, Weight::Regular, LABEL_SIZE));
    let left = MARGIN + widths.fold(0.0, f64::max) + NEAR;
    for (y, text) in ticks {
        canvas.line((left, y), (MARGIN + ROOM, y), colours.guide, false);
        canvas.text((left - NEAR, y + 4.5), Anchor::End, muted(colours), &text);
    }
    left
}

/// Places periods on the width of the plot in proportion to time.
struct Time {
    left: f64,
    right: f64,
    first: f64,
    last: f64,
}

impl Time {
    fn of(panel: &Panel, left: f64) -> Self {
        let days = panel.slots.iter().map(|slot| match slot {
            Slot::Figures { period, .. } => day(period.to),
            Slot::Gap { to, .. } => day(*to),
        });
        let (mut first, mut last) = (f64::MAX, f64::MIN);
        for day in days {
            first = first.min(day);
            last = last.max(day);
        }
        if panel.kind == PeriodKind::Year {
            // Marks stand at the end of their year.
            let step = f64::from(step_of_years(last - first));
            first = ((first - 1.0) / step).floor() * step + 1.0;
        }
        // Half a label's width stays free at both ends.
        let (left, right) = (left + 22.0, MARGIN + ROOM - 22.0);
        Self {
            left,
            right,
            first,
            last: last.max(first + 1.0),
        }
    }

    fn x(&self, day: f64) -> f64 {
        let part = (day - self.first) / (self.last - self.first);
        self.left + part * (self.right - self.left)
    }
}

/// The days from a fixed one.
fn day(date: Date) -> f64 {
    let year = f64::from(date.year());
    let day = f64::from(date.day_of_year()) / f64::from(date.days_in_year());
    year + day
}

fn end_of(year: i16) -> f64 {
    f64::from(year) + 1.0
}

/// Labels of years stand at round numbers of years, not too many of them.
fn step_of_years(years: f64) -> i16 {
    let steps = [1, 2, 5, 10, 20, 25, 50, 100];
    let few = |step: &i16| years / f64::from(*step) <= MOST_YEARS;
    steps.into_iter().find(few).unwrap_or(200)
}

/// Shades the periods without a figure.
fn draw_gaps(canvas: &mut Canvas, panel: &Panel, time: &Time, scale: &Scale, colours: Palette) {
    let top = scale.top();
    // A figure stands at the end of its period, so a gap reaches from half a period behind the figure before it.
    let half = match panel.kind {
        PeriodKind::Half => 0.25,
        PeriodKind::Month => 1.0 / 24.0,
        _ => 0.5,
    };
    for slot in &panel.slots {
        if let Slot::Gap { from, to, .. } = slot {
            let from = time.x((day(*from) + half).max(time.first));
            let to = time.x((day(*to) + half).min(time.last));
            let area = Area {
                x: from,
                y: top,
                width: (to - from).max(4.0),
                height: scale.bottom() - top,
            };
            canvas.shade(area, colours.guide);
        }
    }
}

fn marks<'a>(panel: &'a Panel, time: &Time) -> Vec<Mark<'a>> {
    let mut before: Option<Date> = None;
    let mut marks = Vec::new();
    for slot in &panel.slots {
        let Slot::Figures {
            period,
            points,
            label,
            keys,
        } = slot
        else {
            before = None;
            continue;
        };
        let state = matches!(panel.kind, PeriodKind::AsOf | PeriodKind::Cumulative);
        let follows = before.is_some_and(|before| {
            state || panel.kind == PeriodKind::Year || before.tomorrow().ok() == Some(period.from)
        });
        before = Some(period.to);
        marks.push(Mark {
            x: time.x(day(period.to)),
            points,
            label,
            keys,
            follows,
        });
    }
    marks
}

/// The number that a line may go through: one that nobody disputes and that is no bound.
fn plain(mark: &Mark) -> Option<f64> {
    let [point] = mark.points else { return None };
    match point.value.value() {
        Value::Exact(n) | Value::About(n) | Value::Almost(n) if !point.disputed => Some(float(n)),
        _ => None,
    }
}

fn draw_strokes(canvas: &mut Canvas, marks: &[Mark], scale: &Scale, colours: Palette) {
    let mut stroke: Vec<(f64, f64)> = Vec::new();
    let mut end = |stroke: &mut Vec<(f64, f64)>| {
        if stroke.len() > 1 {
            canvas.polyline(stroke, colours.figure);
        }
        stroke.clear();
    };
    for mark in marks {
        if !mark.follows {
            end(&mut stroke);
        }
        match plain(mark) {
            Some(value) => stroke.push((mark.x, scale.y(value))),
            None => end(&mut stroke),
        }
    }
    end(&mut stroke);
}

fn draw_point(canvas: &mut Canvas, x: f64, point: &Point, scale: &Scale, colours: Palette) {
    let colour = if point.disputed {
        colours.disputed
    } else {
        colours.figure
    };
    let value = point.value.value();
    let (low, high) = value.ends();
    let (low, high) = (scale.at(low), scale.at(high));
    match value {
        Value::Exact(_) => canvas.dot((x, low), colour, colour),
        Value::About(_) | Value::Almost(_) => canvas.dot((x, low), colour, colours.card),
        Value::AtLeast(_) | Value::MoreThan(_) => {
            canvas.line((x, low), (x, low - ARROW + 6.0), colour, false);
            canvas.arrow((x, low - ARROW), true, colour);
            canvas.dot((x, low), colour, colours.card);
        }
        Value::AtMost(_) | Value::LessThan(_) => {
            canvas.line((x, low), (x, low + ARROW - 6.0), colour, false);
            canvas.arrow((x, low + ARROW), false, colour);
            canvas.dot((x, low), colour, colours.card);
        }
        Value::Range(..) => {
            let area = Area {
                x: x - 4.0,
                y: high,
                width: 8.0,
                height: (low - high).max(2.0),
            };
            canvas.bar(area, colour, Fill::Open);
        }
    }
}

/// A label's place: left, right, top, bottom.
type Spot = [f64; 4];

fn apart(a: &Spot, b: &Spot) -> bool {
    a[1] + BETWEEN < b[0] || b[1] + BETWEEN < a[0] || a[3] < b[2] || b[3] < a[2]
}

/// Labels what is worth it, most notable first, where no other label stands.
fn draw_values(canvas: &mut Canvas, marks: &[Mark], left: f64, scale: &Scale, colours: Palette) {
    let mut taken: Vec<Spot> = Vec::new();
    for (mark, point) in notable(marks) {
        let (low, high) = point.value.value().ends();
        let lowest = is_valley(marks, mark, point);
        let text = marked(&point.value.text(), mark.keys);
        let half = width(&text, Weight::SemiBold, VALUE_SIZE) / 2.0;
        let arrow = match point.value.value() {
            Value::AtLeast(_) | Value::MoreThan(_) if !lowest => ARROW,
            _ => 0.0,
        };
        let y = if lowest && scale.at(low) + NEAR + VALUE_SIZE < scale.y(0.0) {
            scale.at(low) + NEAR + VALUE_SIZE - 2.0
        } else {
            scale.at(high) - NEAR - arrow
        };
        let x = mark.x.max(left + half).min(MARGIN + ROOM - half);
        let spot = [x - half, x + half, y - VALUE_SIZE, y + 4.0];
        if taken.iter().all(|other| apart(other, &spot)) {
            taken.push(spot);
            let kind = Type {
                size: VALUE_SIZE,
                weight: Weight::SemiBold,
                colour: colours.text,
            };
            canvas.text_over((x, y), kind, &text, colours.card);
        }
    }
}

/// The last, the first, the highest and the lowest figure, then bounds and disputed ones.
fn notable<'a>(marks: &'a [Mark<'a>]) -> Vec<(&'a Mark<'a>, &'a Point)> {
    let all: Vec<(&Mark, &Point)> = marks
        .iter()
        .flat_map(|mark| mark.points.iter().map(move |point| (mark, point)))
        .collect();
    let highest = all.iter().max_by_key(|(_, point)| point.value.sort_key());
    let lowest = all.iter().min_by_key(|(_, point)| point.value.sort_key());
    let special = all
        .iter()
        .filter(|(_, point)| point.disputed || point.value.value().exact().is_none());
    let first = [all.last(), all.first(), highest, lowest];
    let mut notable: Vec<(&Mark, &Point)> = Vec::new();
    for (mark, point) in first.into_iter().flatten().chain(special) {
        if !notable
            .iter()
            .any(|(_, known)| std::ptr::eq(*known, *point))
        {
            notable.push((mark, point));
        }
    }
    notable
}

/// Whether the neighbours lie higher, so that the label is better under the point.
fn is_valley(marks: &[Mark], mark: &Mark, point: &Point) -> bool {
    let at = marks.iter().position(|other| std::ptr::eq(other, mark));
    let Some(at) = at else { return false };
    let key = point.value.sort_key();
    let near = [at.checked_sub(1), at.checked_add(1)];
    let near = near
        .into_iter()
        .flatten()
        .filter_map(|at| marks.get(at)?.points.first());
    near.map(|other| other.value.sort_key())
        .all(|other| other > key)
}

/// Round years under the plot, and the last year, which they make room for.
fn draw_years(canvas: &mut Canvas, marks: &[Mark], time: &Time, bottom: f64, colours: Palette) {
    let kind = Type {
        colour: colours.text,
        ..muted(colours)
    };
    let step = step_of_years(time.last - time.first);
    let last = marks.last().map(|mark| (mark.x, mark.label.to_owned()));
    let half = |text: &str| width(text, kind.weight, kind.size) / 2.0;
    let years = (0..=i16::MAX).step_by(usize::from(step.unsigned_abs()));
    let round = years
        .skip_while(|year| end_of(*year) < time.first)
        .take_while(|year| end_of(*year) <= time.last)
        .map(|year| (time.x(end_of(year)), year.to_string()))
        .filter(|(x, text)| {
            let last = last.as_ref();
            last.is_none_or(|(at, label)| x + half(text) + BETWEEN < at - half(label))
        });
    let mut shown: Vec<(f64, String)> = round.collect();
    shown.extend(last.clone());
    for (x, text) in shown {
        canvas.text((x, bottom + 17.0), Anchor::Middle, kind, &text);
    }
}

/// The periods under the plot, as many as have room at even distances, the last one always.
fn draw_periods(canvas: &mut Canvas, marks: &[Mark], bottom: f64, colours: Palette) {
    let kind = Type {
        colour: colours.text,
        ..muted(colours)
    };
    let spots: Vec<(f64, f64)> = marks
        .iter()
        .map(|mark| {
            let half = width(mark.label, kind.weight, kind.size) / 2.0;
            (mark.x.clamp(MARGIN + half, MARGIN + ROOM - half), half)
        })
        .collect();
    let fits = |every: &usize| {
        let shown: Vec<&(f64, f64)> = spots.iter().rev().step_by(*every).collect();
        shown.windows(2).all(|pair| match pair {
            [(right, a), (left, b)] => right - a - BETWEEN > left + b,
            _ => true,
        })
    };
    let every = (1..marks.len().max(2))
        .find(fits)
        .unwrap_or(marks.len().max(1));
    let shown = marks.iter().zip(&spots).rev().step_by(every);
    for (mark, (x, _)) in shown {
        canvas.text((*x, bottom + 17.0), Anchor::Middle, kind, mark.label);
    }
}
