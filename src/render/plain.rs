//! An answer for a terminal: Discord Markdown turned into plain or coloured text.

use anstyle::{AnsiColor, Style};

use crate::answer::Answer;

/// The answer's text without Markdown; bold and dim where `colours` allow it.
pub fn plain(answer: &Answer, colours: bool) -> String {
    let mut lines: Vec<String> = answer.text.lines().map(|line| one_line(line, colours)).collect();
    if !answer.choices.is_empty() {
        lines.extend(answer.choices.iter().map(|choice| format!("  - {}", choice.question)));
    }
    lines.join("\n")
}

fn one_line(line: &str, colours: bool) -> String {
    let dim = Style::new().fg_color(Some(AnsiColor::BrightBlack.into()));
    match line.strip_prefix("-# ") {
        Some(small) if colours => format!("{dim}{}{dim:#}", inline(small, false)),
        Some(small) => inline(small, false),
        None => inline(line, colours),
    }
}

/// Bold, italics, links and escapes of one line.
fn inline(line: &str, colours: bool) -> String {
    let bold = Style::new().bold();
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut strong = false;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**") {
            strong = !strong;
            if colours {
                out.push_str(&if strong { bold.render().to_string() } else { bold.render_reset().to_string() });
            }
            rest = after;
        } else if let Some((text, url, after)) = link(rest) {
            out.push_str(&format!("{} ({url})", inline(text, false)));
            rest = after;
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            out.extend(escaped.chars().next());
            rest = escaped.get(escaped.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        } else {
            if letter != '*' {
                out.push(letter);
            }
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// `[text](<url>)` at the start of a text.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let inside = text.strip_prefix('[')?;
    let (label, after) = inside.split_once("](<")?;
    let (url, rest) = after.split_once(">)")?;
    (!label.contains('\n')).then_some((label, url, rest))
}

#[cfg(test)]
mod tests {
    use super::inline;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(inline(markdown, false), expected);
    }

    #[test]
    fn markdown_becomes_plain_text() {
        check("**12** in *2019*", "12 in 2019");
        check("via [The Bee](<https://bee.example/a_b>), undated", "via The Bee (https://bee.example/a_b), undated");
        check(r"a\*b \[c\]", "a*b [c]");
    }
}
