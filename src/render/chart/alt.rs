//! A chart in words, for who does not see it: every figure with its period, the notes and the source.

use super::label::capitalised;
use super::{Chart, Form, Panel, Slot};

/// The most signs that Discord takes as the description of a picture.
const MOST_LETTERS: usize = 1024;

/// The chart in words, at most 1,024 letters: what does not fit is counted, not cut in two.
pub fn alt_text(chart: &Chart) -> String {
    let mut text = format!("{}: {}.", kind(chart), chart.title);
    if !chart.unit.is_empty() {
        text.push_str(&format!(" Unit: {}.", chart.unit));
    }
    let mut end = format!(" {}", chart.source);
    if end.chars().count() > MOST_LETTERS / 3 {
        end = " The sources stand in the picture.".to_owned();
    }
    let panels = chart.panels.iter().map(in_words);
    let notes = chart
        .notes
        .iter()
        .map(|note| vec![format!(" {}", note.text)]);
    let pieces: Vec<String> = panels.chain(notes).flatten().collect();
    // Room for the words that say how much was left out.
    let room = MOST_LETTERS.saturating_sub(end.chars().count() + 24);
    for (at, piece) in pieces.iter().enumerate() {
        if text.chars().count() + piece.chars().count() > room {
            text.push_str(&format!(" … and {} more.", pieces.len() - at));
            break;
        }
        text.push_str(piece);
    }
    let letters = text.chars().chain(end.chars());
    letters.take(MOST_LETTERS).collect()
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
        Slot::Gap(..) => format!("{}: no figure", slot.label()),
        Slot::Figures { period, points, .. } => {
            let values: Vec<String> = points.iter().map(|point| point.value.text()).collect();
            let disputed = points.iter().any(|point| point.disputed);
            let disputed = if disputed { " (disputed)" } else { "" };
            format!("{}: {}{disputed}", period.in_words(), values.join(" or "))
        }
    }
}
