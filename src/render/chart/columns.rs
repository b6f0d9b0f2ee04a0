//! Draws a panel of columns: bars from zero, with their values over them and their periods under them.
//!
//! A solid bar reaches to a published number; what is dashed and pale is where the number may lie; an arrow says that it goes on.

use super::canvas::{Anchor, Area, Canvas, Fill, Type};
use super::fit::{LABEL_SIZE, NO_FIGURE, Placed, VALUE_SIZE, float, width_in_columns};
use super::scale::{Scale, float as number};
use super::theme::Palette;
use super::wrap::wrap;
use super::{Point, Slot};
use crate::dataset::{Number, Value};
use crate::render::font::{Weight, width};

/// The height of a line of text at a column.
pub(super) const LINE: f64 = 17.0;
/// What an arrow over a bar takes.
const ARROW: f64 = 10.0;
/// How far a rounded number may reach over and under its height, in the picture.
const ABOUT: f64 = 5.0;
/// The distance of a text from what it belongs to.
const NEAR: f64 = 6.0;
const WIDEST_BAR: f64 = 132.0;

/// The height that values over the bars of a panel need.
pub(super) fn room_for_values(placed: &Placed) -> f64 {
    let lines = placed.panel.points().map(|point| {
        let arrow = if end(point.value.value()) == End::Outward {
            ARROW
        } else {
            0.0
        };
        float(value_lines(point, placed.column).len()) * LINE + arrow
    });
    lines.fold(0.0, f64::max) + NEAR + ABOUT
}

/// The most lines that stand under a column of the panel.
pub(super) fn label_lines(placed: &Placed) -> usize {
    let lines = placed
        .panel
        .slots
        .iter()
        .map(|slot| label(slot, placed.column).len());
    lines.max().unwrap_or_default()
}

/// Draws the panel; periods stand under `bottom`.
pub(super) fn draw(
    canvas: &mut Canvas,
    placed: &Placed,
    scale: &Scale,
    bottom: f64,
    colours: Palette,
) {
    let zero = scale.y(0.0);
    let end = placed.x + placed.column * slots_width(placed);
    canvas.line((placed.x, zero), (end, zero), colours.guide, false);
    let mut x = placed.x;
    for slot in &placed.panel.slots {
        let width = placed.column * float(width_in_columns(slot));
        draw_slot(canvas, slot, (x, placed.column), scale, colours);
        let label_type = Type {
            size: LABEL_SIZE,
            weight: Weight::Regular,
            colour: match slot {
                Slot::Figures { .. } => colours.text,
                Slot::Gap { .. } => colours.muted,
            },
        };
        for (line, text) in label(slot, placed.column).iter().enumerate() {
            let y = bottom + LINE * (float(line) + 1.0);
            canvas.text((x + width / 2.0, y), Anchor::Middle, label_type, text);
        }
        x += width;
    }
}

fn slots_width(placed: &Placed) -> f64 {
    float(placed.panel.slots.iter().map(width_in_columns).sum())
}

fn draw_slot(
    canvas: &mut Canvas,
    slot: &Slot,
    (x, column): (f64, f64),
    scale: &Scale,
    colours: Palette,
) {
    if let Slot::Gap { folded: true, .. } = slot {
        return draw_break(canvas, x, scale.y(0.0), colours);
    }
    let Slot::Figures { points, .. } = slot else {
        return draw_gap(canvas, x + column / 2.0, column, scale.y(0.0), colours);
    };
    let width = (column * 0.64).min(WIDEST_BAR);
    let closer = closer(points, column, width);
    let middle = (float(points.len()) - 1.0) / 2.0;
    for (at, point) in points.iter().enumerate() {
        let at = float(at);
        let centre = x + column * (at + 0.5) - closer * (at - middle);
        draw_bar(canvas, point, centre, width, scale, colours);
        draw_value(canvas, point, (centre, column), scale, colours);
    }
}

/// How much nearer figures that dispute one another stand than others, as far as their values leave room.
fn closer(points: &[Point], column: f64, bar: f64) -> f64 {
    let lines = points.iter().flat_map(|point| value_lines(point, column));
    let widths = lines.map(|line| width(&line, Weight::SemiBold, VALUE_SIZE) + NEAR);
    let widest = widths.fold(bar, f64::max);
    (0.7 * (column - bar)).min(column - widest).max(0.0)
}

/// Two strokes across the axis, where periods without a figure have no room.
fn draw_break(canvas: &mut Canvas, x: f64, zero: f64, colours: Palette) {
    for at in [x - 2.5, x + 2.5] {
        let (from, to) = ((at - 2.5, zero + 6.0), (at + 2.5, zero - 6.0));
        canvas.line(from, to, colours.text, false);
    }
}

/// A place without a figure says so.
fn draw_gap(canvas: &mut Canvas, x: f64, column: f64, zero: f64, colours: Palette) {
    let kind = Type {
        size: LABEL_SIZE,
        weight: Weight::Regular,
        colour: colours.muted,
    };
    let lines = wrap(NO_FIGURE, Weight::Regular, LABEL_SIZE, column - 4.0);
    for (line, text) in lines.iter().rev().enumerate() {
        let y = zero - NEAR - 2.0 - LINE * float(line);
        canvas.text((x, y), Anchor::Middle, kind, text);
    }
}

/// What a bar's end says of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The number is here.
    Sharp,
    /// The number is near.
    Blurred,
    /// The number is here or further from zero.
    Outward,
    /// The number is here or nearer to zero.
    Inward,
}

fn end(value: Value) -> End {
    let zero = Number::from_integer(0);
    let bound = |up: bool, n: Number| {
        if up == (n >= zero) {
            End::Outward
        } else {
            End::Inward
        }
    };
    match value {
        Value::Exact(_) | Value::Range(..) => End::Sharp,
        Value::About(_) | Value::Almost(_) => End::Blurred,
        Value::AtLeast(n) | Value::MoreThan(n) => bound(true, n),
        Value::AtMost(n) | Value::LessThan(n) => bound(false, n),
    }
}

/// The ends of a value, the one nearer to zero first.
fn near_and_far(value: Value) -> (f64, f64) {
    let (low, high) = value.ends();
    let (low, high) = (number(low), number(high));
    if low.abs() <= high.abs() {
        (low, high)
    } else {
        (high, low)
    }
}

fn draw_bar(
    canvas: &mut Canvas,
    point: &Point,
    centre: f64,
    width: f64,
    scale: &Scale,
    colours: Palette,
) {
    let value = point.value.value();
    let colour = if point.disputed {
        colours.disputed
    } else {
        colours.figure
    };
    let (near, far) = near_and_far(value);
    let (zero, near, tip) = (scale.y(0.0), scale.y(near), scale.y(far));
    let out = if far < 0.0 { 1.0 } else { -1.0 };
    let area = |from: f64, to: f64| Area {
        x: centre - width / 2.0,
        y: from.min(to),
        width,
        height: (from - to).abs().max(1.5),
    };
    match end(value) {
        End::Sharp => {
            canvas.bar(area(zero, near), colour, Fill::Solid);
            if (near - tip).abs() > f64::EPSILON {
                canvas.bar(area(near, tip), colour, Fill::Open);
            }
        }
        End::Blurred => {
            let solid = tip - out * ABOUT.min((tip - zero).abs());
            canvas.bar(area(zero, solid), colour, Fill::Solid);
            canvas.bar(area(solid, tip + out * ABOUT), colour, Fill::Open);
        }
        End::Outward => {
            canvas.bar(area(zero, tip), colour, Fill::Solid);
            canvas.arrow((centre, tip + out * ARROW), out < 0.0, colour);
        }
        End::Inward => {
            canvas.bar(area(zero, tip), colour, Fill::Open);
            let room = (tip - zero).abs() >= 2.0 * ARROW;
            if room {
                canvas.arrow((centre, tip - out * ARROW), out > 0.0, colour);
            }
        }
    }
}

/// The value beyond the end of its bar.
fn draw_value(
    canvas: &mut Canvas,
    point: &Point,
    (centre, column): (f64, f64),
    scale: &Scale,
    colours: Palette,
) {
    let value = point.value.value();
    let (_, far) = near_and_far(value);
    let beyond = match end(value) {
        End::Outward => ARROW,
        End::Blurred => ABOUT,
        End::Sharp | End::Inward => 0.0,
    };
    let lines = value_lines(point, column);
    let below = far < 0.0;
    let first = if below {
        scale.y(far) + beyond + LINE
    } else {
        scale.y(far) - beyond - NEAR - LINE * (float(lines.len()) - 1.0)
    };
    for (line, text) in lines.iter().enumerate() {
        let is_number = text.chars().any(|letter| letter.is_ascii_digit());
        let kind = Type {
            size: VALUE_SIZE,
            weight: if is_number {
                Weight::SemiBold
            } else {
                Weight::Regular
            },
            colour: if is_number {
                colours.text
            } else {
                colours.muted
            },
        };
        canvas.text(
            (centre, first + LINE * float(line)),
            Anchor::Middle,
            kind,
            text,
        );
    }
}

/// The value as an answer prints it, broken into lines.
fn value_lines(point: &Point, column: f64) -> Vec<String> {
    wrap(
        &point.value.text(),
        Weight::SemiBold,
        VALUE_SIZE,
        column - 6.0,
    )
}

fn label(slot: &Slot, column: f64) -> Vec<String> {
    let room = column * float(width_in_columns(slot)) - 6.0;
    wrap(&slot.label(), Weight::Regular, LABEL_SIZE, room)
}
