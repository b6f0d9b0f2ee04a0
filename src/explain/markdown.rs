//! An explanation as Discord Markdown, in one code block of a length that an embed holds.
//!
//! What matters most stands first, since what there is no room for is cut from the end.

use super::{Explanation, Part, Reason, Said, Weighed};
use crate::render::{MOST_OF_EMBED, code_block, shortened, unformatted};

/// Characters of one line; longer ones are shortened.
const WIDEST: usize = 160;

/// The explanation in at most 4,096 characters: decision, words, spelling, candidates with their reasons, what was found, phrases.
pub fn markdown(explanation: &Explanation) -> String {
    let answer = &explanation.answer;
    let by = answer
        .intent
        .as_ref()
        .map_or_else(String::new, |intent| format!(" by {intent}"));
    let mut lines = vec![
        row("status", &format!("{}{by}", answer.status.word())),
        row(
            "answer",
            &unformatted(answer.text.lines().next().unwrap_or_default()),
        ),
    ];
    for (at, part) in explanation.parts.iter().enumerate() {
        lines.push(String::new());
        if explanation.parts.len() > 1 {
            lines.push(format!(
                "question {} of {}",
                at + 1,
                explanation.parts.len()
            ));
        }
        explain(part, &mut lines);
    }
    code_block("", &lines.join("\n"), MOST_OF_EMBED)
}

fn explain(part: &Part, lines: &mut Vec<String>) {
    lines.push(row("decision", &part.decision));
    let word = |word: &Said| {
        let role = word
            .role
            .name()
            .map_or_else(String::new, |name| format!("·{name}"));
        format!("{}{role}", word.text)
    };
    let words: Vec<String> = part.words.iter().map(word).collect();
    lines.push(row("words", &words.join(" ")));
    for (written, taken) in &part.corrections {
        lines.push(row("spelling", &format!("{written} → {taken}")));
    }
    if !part.unknown.is_empty() {
        lines.push(row("unknown", &part.unknown.join(", ")));
    }
    for candidate in part.candidates.iter().chain([&part.none]) {
        lines.extend(weighed(candidate));
    }
    for slot in &part.slots {
        let words = if slot.words.is_empty() {
            String::new()
        } else {
            format!("{} → ", slot.words)
        };
        lines.push(row(slot.kind, &format!("{words}{}", slot.meaning)));
    }
    for phrase in &part.phrases {
        let like = format!("like “{}” {:.0}%", phrase.text, phrase.likeness * 100.0);
        lines.push(row(&phrase.intent, &like));
        // The place stands on a line of its own, so that a long phrase never cuts it.
        lines.push(format!("  {}:{}", phrase.file, phrase.line));
    }
}

fn weighed(candidate: &Weighed) -> Vec<String> {
    let chance = format!("{:.0}%", candidate.chance * 100.0);
    let mut lines = vec![row(&chance, &candidate.words)];
    for (side, reasons) in [("for", &candidate.pro), ("against", &candidate.con)] {
        if !reasons.is_empty() {
            let reasons: Vec<String> = reasons.iter().map(Reason::to_string).collect();
            lines.push(format!("  {}", row(side, &reasons.join(", "))));
        }
    }
    lines
}

fn row(name: &str, text: &str) -> String {
    shortened(&format!("{name}: {text}"), WIDEST)
}
