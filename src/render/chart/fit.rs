//! What of a metric's figures finds room in one picture, and how wide it stands there. It must not draw.

use super::wrap::{widest_word, wrap};
use super::{Form, Panel, Slot, label};
use crate::dataset::PeriodKind;
use crate::render::font::{Weight, width};

/// The width of a picture.
pub(super) const WIDTH: f64 = 720.0;
/// What is left free at each side.
pub(super) const MARGIN: f64 = 32.0;
/// The width that is drawn on.
pub(super) const ROOM: f64 = WIDTH - 2.0 * MARGIN;
/// What is left free between two panels.
pub(super) const BETWEEN: f64 = 40.0;
/// The size of values.
pub(super) const VALUE_SIZE: f64 = 14.0;
/// The size of what stands under and over columns.
pub(super) const LABEL_SIZE: f64 = 13.0;
/// What is said where there is no figure.
pub(super) const NO_FIGURE: &str = "no figure";

/// What is said of a panel that has another scale than the first.
pub(super) const OWN_SCALE: &str = "OWN SCALE";

/// More columns than these are a line.
const MOST_COLUMNS: usize = 16;
const NARROWEST: f64 = 36.0;
/// The most lines of a period under its column, and of a header over its panel.
const MOST_LINES: usize = 3;
/// What is left free between two texts side by side.
const PADDING: f64 = 8.0;

/// The panels that find room, and the numbers of those that do not, in words.
///
/// The first panel always does: as columns, or as a line where it has too many figures for columns.
pub(super) fn fit(panels: Vec<Panel>) -> (Vec<Panel>, Vec<String>) {
    let mut drawn: Vec<Panel> = Vec::new();
    let mut left_out: Vec<(Panel, usize)> = Vec::new();
    for mut panel in panels {
        if drawn.is_empty() {
            let cut = make_fit(&mut panel);
            left_out.extend((cut > 0).then(|| (panel.clone(), cut)));
            drawn.push(panel);
            continue;
        }
        let mut folded = panel.clone();
        folded.fold(panel.kind != PeriodKind::Year);
        let with = |panel: Panel| [drawn.as_slice(), &[panel]].concat();
        let found = [panel.clone(), folded]
            .into_iter()
            .map(with)
            .find(|panels| fits(panels));
        match found {
            Some(panels) => drawn = panels,
            None => left_out.push((panel.clone(), panel.count())),
        }
    }
    if let [only] = drawn.as_mut_slice()
        && only.slots.len() == 1
        && only.points().count() == 1
    {
        only.form = Form::Number;
    }
    let left_out = left_out.iter();
    let left_out = left_out.map(|(panel, count)| label::count(panel.kind, panel.per, *count));
    (drawn, left_out.collect())
}

/// Makes a panel fit by itself; returns how many of its figures have to go.
fn make_fit(panel: &mut Panel) -> usize {
    if fits(std::slice::from_ref(panel)) {
        return 0;
    }
    panel.fold(panel.kind != PeriodKind::Year);
    if fits(std::slice::from_ref(panel)) {
        return 0;
    }
    // Stretches of unlike length have no order in time that a line could follow.
    if panel.kind != PeriodKind::Span {
        panel.fold(false);
        panel.form = Form::Line;
        return 0;
    }
    let all = panel.slots.len();
    while panel.slots.len() > 1 && !fits(std::slice::from_ref(panel)) {
        panel.slots.remove(0);
    }
    all - panel.slots.len()
}

fn fits(panels: &[Panel]) -> bool {
    let columns: usize = panels.iter().map(columns).sum();
    let lines = panels.iter().any(|panel| panel.form == Form::Line);
    !lines && columns <= MOST_COLUMNS && needed(panels) <= ROOM
}

/// The least width of some panels side by side.
fn needed(panels: &[Panel]) -> f64 {
    let own: f64 = panels.iter().map(|panel| least(panel, panels)).sum();
    own + BETWEEN * float(panels.len().saturating_sub(1))
}

/// How many columns a panel has: one a figure, one a gap.
fn columns(panel: &Panel) -> usize {
    panel.slots.iter().map(width_in_columns).sum()
}

/// How many columns a slot has.
pub(super) fn width_in_columns(slot: &Slot) -> usize {
    match slot {
        Slot::Gap { folded: true, .. } => 0,
        Slot::Gap { .. } => 1,
        Slot::Figures { points, .. } => points.len(),
    }
}

/// The least width of one of some panels.
fn least(panel: &Panel, panels: &[Panel]) -> f64 {
    let own_scale = if panel.has_own_scale(panels) {
        width(OWN_SCALE, Weight::SemiBold, LABEL_SIZE)
    } else {
        0.0
    };
    let header = least_room(&panel.header, Weight::SemiBold).max(own_scale);
    (least_column(panel) * float(columns(panel))).max(header)
}

/// The width of a column that the words over and under it need.
fn least_column(panel: &Panel) -> f64 {
    let words = panel.slots.iter().map(|slot| {
        let label = least_room(&slot.label(), Weight::Regular);
        let values = slot.points().iter();
        let values =
            values.map(|point| widest_word(&point.value.text(), Weight::SemiBold, VALUE_SIZE));
        let gap = match slot {
            Slot::Gap { folded: false, .. } => widest_word(NO_FIGURE, Weight::Regular, LABEL_SIZE),
            _ => 0.0,
        };
        (label / float(width_in_columns(slot).max(1)))
            .max(gap)
            .max(values.fold(0.0, f64::max))
    });
    (words.fold(0.0, f64::max) + PADDING).max(NARROWEST)
}

/// The room that a text needs to stand in few lines.
fn least_room(text: &str, weight: Weight) -> f64 {
    let mut room = widest_word(text, weight, LABEL_SIZE);
    while wrap(text, weight, LABEL_SIZE, room).len() > MOST_LINES {
        room *= 1.05;
    }
    room
}

/// A panel with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) panel: &'a Panel,
    /// The left edge.
    pub(super) x: f64,
    /// The width, which headers may use.
    pub(super) width: f64,
    /// The width of one column.
    pub(super) column: f64,
}

/// The panels side by side over the whole width.
pub(super) fn placed(panels: &[Panel]) -> Vec<Placed<'_>> {
    let more = spare(panels);
    let mut x = MARGIN;
    let mut placed = Vec::with_capacity(panels.len());
    for panel in panels {
        let column = least_column(panel) + more;
        let width = width_with(panel, panels, more);
        placed.push(Placed {
            panel,
            x,
            width,
            column,
        });
        x += width + BETWEEN;
    }
    placed
}

/// The width of a panel whose columns are wider than they must be by so much.
fn width_with(panel: &Panel, panels: &[Panel], more: f64) -> f64 {
    let columns = (least_column(panel) + more) * float(columns(panel));
    columns.max(least(panel, panels))
}

/// How much wider than they must be the columns can be; found by halving, as headers may need more than their columns.
fn spare(panels: &[Panel]) -> f64 {
    let between = BETWEEN * float(panels.len().saturating_sub(1));
    let fits = |more: f64| {
        let widths = panels.iter().map(|panel| width_with(panel, panels, more));
        let all: f64 = widths.sum();
        all + between <= ROOM
    };
    let (mut least, mut most) = (0.0, ROOM);
    for _ in 0..24 {
        let middle = f64::midpoint(least, most);
        if fits(middle) {
            least = middle;
        } else {
            most = middle;
        }
    }
    least
}

/// A small number of things as a length.
pub(super) fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
