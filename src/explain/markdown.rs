//! An explanation as Discord Markdown, in one code block of a length that an embed holds.
//!
//! What matters most stands first, since what there is no room for is cut from the end.

use super::{Explanation, Part, Rival};
use crate::question::reading::Word;
use crate::render::{MOST_OF_EMBED, code_block, shortened, unformatted};

/// Characters of one line; longer ones are shortened.
const WIDEST: usize = 160;

/// The explanation in at most 4,096 characters: decision, words, spelling, slots, the best intents with phrase and line.
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
    let word = |word: &Word| {
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
    for slot in &part.slots {
        let words = if slot.words.is_empty() {
            String::new()
        } else {
            format!("{} → ", slot.words)
        };
        lines.push(row(slot.kind, &format!("{words}{}", slot.meaning)));
    }
    if !part.unknown.is_empty() {
        lines.push(row("unknown", &part.unknown.join(", ")));
    }
    lines.push(row("compared as", &part.sketch.join(" ")));
    for rival in &part.rivals {
        lines.extend(likeness(rival));
    }
}

fn likeness(rival: &Rival) -> Vec<String> {
    let sum = format!(
        "{:.2} = {:.2} {:+.2}  {}",
        rival.score, rival.text, rival.correction, rival.reason
    );
    let phrase = rival.phrase.as_ref().map(|phrase| {
        let like = format!("like “{}” {:.0}%", phrase.text, phrase.likeness * 100.0);
        // The place stands on a line of its own, so that a long phrase never cuts it.
        [
            format!("  {}", shortened(&like, WIDEST)),
            format!("  {}:{}", phrase.file, phrase.line),
        ]
    });
    let head = row(&rival.intent, &sum);
    std::iter::once(head)
        .chain(phrase.into_iter().flatten())
        .collect()
}

fn row(name: &str, text: &str) -> String {
    shortened(&format!("{name}: {text}"), WIDEST)
}
