//! The whole picture: title, panels side by side, notes and the source line, on a card of its own.

use super::canvas::{Anchor, Area, Canvas, Fill, Type};
use super::columns::{self, LINE};
use super::fit::{BETWEEN, LABEL_SIZE, MARGIN, OWN_SCALE, Placed, ROOM, WIDTH, float, placed};
use super::scale::Scale;
use super::theme::{Palette, Theme};
use super::wrap::wrap;
use super::{Chart, Form, Panel, Slot, line};
use crate::dataset::capitalised;
use crate::render::font::Weight;

const TITLE_SIZE: f64 = 21.0;
const TITLE_LINE: f64 = 28.0;
const UNIT_SIZE: f64 = 15.0;
const NUMBER_SIZE: f64 = 52.0;
const NOTE_SIZE: f64 = 13.0;
const NOTE_LINE: f64 = 18.0;
/// The height of the tallest bar.
const BARS: f64 = 190.0;
/// What is left free between two parts of the picture.
const GAP: f64 = 18.0;
/// Where a note begins that has a mark before it.
const INDENT: f64 = 18.0;

/// A chart as SVG: 720 units wide, as high as it needs. The same chart and theme give the same text.
pub fn svg(chart: &Chart, theme: Theme) -> String {
    let colours = theme.palette();
    let mut picture = Picture {
        canvas: Canvas::default(),
        colours,
        y: MARGIN - 4.0,
    };
    picture.heading(chart);
    picture.plot(chart);
    picture.notes(chart);
    picture.source(&chart.source);
    let size = (WIDTH, (picture.y + MARGIN - 8.0).ceil());
    picture
        .canvas
        .finish(size, colours.card, colours.guide, &chart.title)
}

/// A picture that grows downwards.
struct Picture {
    canvas: Canvas,
    colours: Palette,
    /// Where the next part begins.
    y: f64,
}

impl Picture {
    /// Lines of text at the left margin.
    fn block(&mut self, text: &str, kind: Type, height: f64, indent: f64) {
        for text in wrap(text, kind.weight, kind.size, ROOM - indent) {
            self.y += height;
            let place = (MARGIN + indent, self.y - height * 0.25);
            self.canvas.text(place, Anchor::Start, kind, &text);
        }
    }

    fn heading(&mut self, chart: &Chart) {
        let title = Type {
            size: TITLE_SIZE,
            weight: Weight::SemiBold,
            colour: self.colours.text,
        };
        self.block(&chart.title, title, TITLE_LINE, 0.0);
        let only = match chart.panels.as_slice() {
            [panel] if panel.form != Form::Number => panel.header.as_str(),
            _ => "",
        };
        let parts = [chart.unit.as_str(), only];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let unit = Type {
            size: UNIT_SIZE,
            weight: Weight::Regular,
            colour: self.colours.muted,
        };
        self.block(&capitalised(&parts.join(", ")), unit, 22.0, 0.0);
        self.y += GAP;
    }

    fn plot(&mut self, chart: &Chart) {
        let Some(first) = chart.panels.first() else {
            return;
        };
        match first.form {
            Form::Columns => self.columns(chart),
            Form::Number => self.number(first),
            Form::Line => self.line(chart, first),
        }
    }

    fn columns(&mut self, chart: &Chart) {
        let placed = placed(&chart.panels);
        self.headers(&placed, &chart.panels);
        let room = placed.iter().map(columns::room_for_values);
        let room = room.fold(0.0, f64::max);
        let top = self.y + room;
        // Values of negative bars stand under them.
        let negative = placed.iter().any(|placed| has_negative(placed.panel));
        let bottom = top + BARS;
        let under = if negative { bottom + room } else { bottom };
        let mut before: Option<&Panel> = None;
        for one in &placed {
            let beside = one.panel.beside(&chart.panels);
            let scale = Scale::of(
                beside.iter().flat_map(|panel| panel.points()),
                (top, bottom),
            );
            if before.is_some_and(|before| !beside.contains(&before)) {
                let x = one.x - BETWEEN / 2.0;
                let (from, to) = ((x, self.y), (x, bottom));
                self.canvas.line(from, to, self.colours.muted, true);
            }
            before = Some(one.panel);
            columns::draw(&mut self.canvas, one, &scale, under, self.colours);
        }
        let lines = placed.iter().map(columns::label_lines).max();
        self.y = under + LINE * float(lines.unwrap_or_default()) + GAP;
    }

    /// What each panel shows, where there are several.
    fn headers(&mut self, placed: &[Placed], panels: &[Panel]) {
        if placed.len() < 2 {
            return;
        }
        let mut most = 0;
        for one in placed {
            let header = capitalised(&one.panel.header);
            let mut lines = wrap(&header, Weight::SemiBold, LABEL_SIZE, one.width);
            let named = lines.len();
            if one.panel.has_own_scale(panels) {
                lines.push(OWN_SCALE.to_owned());
            }
            for (at, text) in lines.iter().enumerate() {
                let own = at >= named;
                let kind = Type {
                    size: LABEL_SIZE,
                    weight: Weight::SemiBold,
                    colour: if own {
                        self.colours.text
                    } else {
                        self.colours.muted
                    },
                };
                let place = (one.x, self.y + LINE * (float(at) + 0.75));
                self.canvas.text(place, Anchor::Start, kind, text);
            }
            most = most.max(lines.len());
        }
        self.y += LINE * float(most) + GAP / 2.0;
    }

    /// One figure is no chart: it stands there as a number, over its period.
    fn number(&mut self, panel: &Panel) {
        for slot in &panel.slots {
            let Slot::Figures { period, points, .. } = slot else {
                continue;
            };
            for point in points {
                let colour = if point.disputed {
                    self.colours.disputed
                } else {
                    self.colours.figure
                };
                let kind = Type {
                    size: NUMBER_SIZE,
                    weight: Weight::SemiBold,
                    colour,
                };
                self.block(&point.value.text(), kind, NUMBER_SIZE * 1.3, 0.0);
            }
            let kind = Type {
                size: UNIT_SIZE,
                weight: Weight::Regular,
                colour: self.colours.text,
            };
            self.block(&capitalised(&period.in_words()), kind, 24.0, 0.0);
        }
        self.y += 1.5 * GAP;
    }

    fn line(&mut self, chart: &Chart, panel: &Panel) {
        let top = self.y + 36.0;
        let bottom = top + BARS;
        let scale = Scale::of(panel.points(), (top, bottom));
        line::draw(
            &mut self.canvas,
            panel,
            chart.kind,
            &scale,
            bottom + 8.0,
            self.colours,
        );
        self.y = bottom + 8.0 + LINE + GAP;
    }

    fn notes(&mut self, chart: &Chart) {
        let kind = Type {
            size: NOTE_SIZE,
            weight: Weight::Regular,
            colour: self.colours.muted,
        };
        for note in &chart.notes {
            let indent = if note.disputed { INDENT } else { 0.0 };
            if note.disputed {
                let mark = Area {
                    x: MARGIN,
                    y: self.y + 4.0,
                    width: 10.0,
                    height: 10.0,
                };
                self.canvas.bar(mark, self.colours.disputed, Fill::Solid);
            }
            let key = note.key.map(|key| format!("[{key}] "));
            let text = key.unwrap_or_default() + &note.text;
            self.block(&text, kind, NOTE_LINE, indent);
            self.y += 4.0;
        }
    }

    fn source(&mut self, source: &str) {
        self.y += 6.0;
        let (left, right) = ((MARGIN, self.y), (MARGIN + ROOM, self.y));
        self.canvas.line(left, right, self.colours.guide, false);
        self.y += 8.0;
        let kind = Type {
            size: NOTE_SIZE,
            weight: Weight::Regular,
            colour: self.colours.muted,
        };
        self.block(source, kind, NOTE_LINE, 0.0);
    }
}

fn has_negative(panel: &Panel) -> bool {
    Scale::of(panel.points(), (0.0, 1.0)).has_negative()
}
