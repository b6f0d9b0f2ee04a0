//! A chart in words, for who does not see it: every figure with its period, the notes and the source.

use super::{Chart, Form, Panel, Slot};
use crate::dataset::capitalised;

/// The most signs that Discord takes as the description of a picture.
const MOST_LETTERS: usize = 1024;

/// The chart in words, at most 1,024 letters: what does not fit is counted, not cut in two.
pub fn alt_text(chart: &Chart) -> String {
    let source = format!(" {}", chart.source);
    let end = if letters(&source) > MOST_LETTERS / 3 {
        " The sources stand in the picture.".to_owned()
    } else {
        source
    };
    let panels = chart.panels.iter().flat_map(in_words);
    let notes = chart.notes.iter().map(|note| format!(" {}", note.text));
    let pieces: Vec<String> = panels.chain(notes).collect();
    let text = as_many(heading(chart), &pieces, MOST_LETTERS - letters(&end));
    // Only a title that is longer than the limit is cut.
    let all = text.chars().chain(end.chars());
    all.take(MOST_LETTERS).collect()
}

fn heading(chart: &Chart) -> String {
    let unit = if chart.unit.is_empty() {
        String::new()
    } else {
        format!(" Unit: {}.", chart.unit)
    };
    format!("{}: {}.{unit}", kind(chart), chart.title)
}

/// The text with as many pieces as fit, and how many do not.
fn as_many(mut text: String, pieces: &[String], room: usize) -> String {
    for (at, piece) in pieces.iter().enumerate() {
        let rest = format!(" … and {} more.", pieces.len() - at);
        if letters(&text) + letters(piece) + letters(&rest) > room {
            return text + &rest;
        }
        text.push_str(piece);
    }
    text
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn kind(chart: &Chart) -> &'static str {
    match chart.panels.first().map(|panel| panel.form) {
        Some(Form::Line) => "Line chart",
        Some(Form::Number) => "One figure",
        Some(Form::Columns) | None => "Bar chart",
    }
}

/// The figures of a panel, a piece each.
fn in_words(panel: &Panel) -> Vec<String> {
    let last = panel.slots.len().saturating_sub(1);
    let slots = panel.slots.iter().enumerate().map(|(at, slot)| {
        let lead = if at == 0 {
            format!(" {}.", capitalised(&panel.header))
        } else {
            String::new()
        };
        format!(
            "{lead} {}{}",
            slot_in_words(slot),
            if at == last { "." } else { ";" }
        )
    });
    slots.collect()
}

fn slot_in_words(slot: &Slot) -> String {
    match slot {
        Slot::Gap { label, .. } => format!("{label}: no figure"),
        Slot::Figures { period, points, .. } => {
            let values: Vec<String> = points.iter().map(|point| point.value.text()).collect();
            let disputed = points.iter().any(|point| point.disputed);
            let disputed = if disputed { " (disputed)" } else { "" };
            format!("{}: {}{disputed}", period.in_words(), values.join(" or "))
        }
    }
}
