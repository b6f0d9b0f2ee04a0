//! An explanation as text: one block for each question of the message, aligned and coloured.

use anstyle::{AnsiColor, Style};

use super::paint::Paint;
use crate::explain::{Explanation, Part, Reason, Role, Slot, Weighed};
use crate::render::plain_text;

/// Width of the names at the left.
const NAMES: usize = 12;
/// Width of the intents' ids.
const INTENTS: usize = 18;

/// The whole explanation.
pub fn explanation(explanation: &Explanation, colours: bool) -> String {
    let paint = Paint { colours };
    let mut lines = Vec::new();
    let several = explanation.parts.len() > 1;
    for (number, part) in explanation.parts.iter().enumerate() {
        if several {
            lines.push(paint.strong(&format!(
                "Question {} of {}",
                number + 1,
                explanation.parts.len()
            )));
        }
        explain_part(part, paint, &mut lines);
        lines.push(String::new());
    }
    let answer = &explanation.answer;
    let by = answer
        .intent
        .as_ref()
        .map_or_else(String::new, |intent| format!(" by {intent}"));
    lines.push(paint.row("status", &format!("{}{by}", answer.status.word())));
    for (number, line) in plain_text(answer, colours).lines().enumerate() {
        lines.push(paint.row(if number == 0 { "answer" } else { "" }, line));
    }
    lines.join("\n")
}

fn explain_part(part: &Part, paint: Paint, lines: &mut Vec<String>) {
    let words: Vec<String> = part
        .words
        .iter()
        .map(|word| paint.word(&word.text, word.role))
        .collect();
    lines.push(paint.row("words", &words.join(" ")));
    for (written, taken) in &part.corrections {
        lines.push(paint.row("spelling", &format!("{written} → {taken}")));
    }
    for slot in &part.slots {
        lines.push(paint.row(slot.kind, &found(slot)));
    }
    if !part.unknown.is_empty() {
        lines.push(paint.row(
            "unknown",
            &paint.styled(&part.unknown.join(", "), AnsiColor::Red.on_default()),
        ));
    }
    lines.push(paint.row("compared as", &part.sketch.join(" ")));
    for (place, candidate) in part.candidates.iter().chain([&part.none]).enumerate() {
        explain_candidate(candidate, place == 0, paint, lines);
    }
    for (place, phrase) in part.phrases.iter().enumerate() {
        let name = if place == 0 { "phrases" } else { "" };
        let id = format!("{:INTENTS$}", phrase.intent);
        let likeness = phrase.likeness * 100.0;
        let file = paint.faint(&format!("{}:{}", phrase.file, phrase.line));
        let text = format!("{id} like “{}” {likeness:.0}%, {file}", phrase.text);
        lines.push(paint.row(name, &text));
    }
    lines.push(paint.row("decision", &part.decision));
}

fn found(slot: &Slot) -> String {
    if slot.words.is_empty() {
        slot.meaning.clone()
    } else {
        format!("{} → {}", slot.words, slot.meaning)
    }
}

fn explain_candidate(candidate: &Weighed, first: bool, paint: Paint, lines: &mut Vec<String>) {
    let words = if first {
        paint.strong(&candidate.words)
    } else {
        candidate.words.clone()
    };
    let by = match &candidate.intent {
        Some(intent) => paint.faint(&format!(" ({}, {intent})", candidate.operation)),
        None => String::new(),
    };
    let text = format!("{:3.0}%  {words}{by}", candidate.chance * 100.0);
    lines.push(paint.row(if first { "candidates" } else { "" }, &text));
    for (side, reasons) in [("for", &candidate.pro), ("against", &candidate.con)] {
        if !reasons.is_empty() {
            let reasons: Vec<String> = reasons.iter().map(Reason::to_string).collect();
            let reasons = paint.faint(&format!("{side}: {}", reasons.join(", ")));
            lines.push(paint.row("", &format!("      {reasons}")));
        }
    }
}

impl Paint {
    fn row(self, name: &str, text: &str) -> String {
        let name = self.faint(&format!("{name:NAMES$}"));
        format!("{name} {text}").trim_end().to_owned()
    }

    /// A word with its role.
    fn word(self, text: &str, role: Role) -> String {
        let Some(name) = role.name() else {
            return self.faint(text);
        };
        let style = match role {
            Role::Period => AnsiColor::Green.on_default(),
            Role::Name => AnsiColor::Cyan.on_default(),
            Role::Number => AnsiColor::Yellow.on_default(),
            Role::Concept => AnsiColor::Magenta.on_default(),
            Role::Subject => AnsiColor::Blue.on_default(),
            Role::Unknown => AnsiColor::Red.on_default(),
            Role::Phrase | Role::Filler | Role::Mark => Style::new(),
        };
        format!(
            "{}{}",
            self.styled(text, style),
            self.faint(&format!("·{name}"))
        )
    }
}
