//! An answer for a terminal: Discord Markdown turned into plain or coloured text.

use anstyle::{AnsiColor, Style};

use crate::answer::Answer;

/// The answer with its choices; bold and dim where `colours` allow it.
pub fn plain(answer: &Answer, colours: bool) -> String {
    let mut text = plain_text(answer, colours);
    for choice in &answer.choices {
        text.push_str("\n  - ");
        text.push_str(&unformatted(&choice.question));
    }
    text
}

/// The answer without its choices.
pub fn plain_text(answer: &Answer, colours: bool) -> String {
    plain_lines(&answer.text, colours)
}

/// Several lines of Markdown; bold and dim where `colours` allow it.
pub fn plain_lines(markdown: &str, colours: bool) -> String {
    let lines: Vec<String> = markdown
        .lines()
        .map(|line| one_line(line, colours))
        .collect();
    lines.join("\n")
}

/// Markdown as text alone.
pub fn unformatted(markdown: &str) -> String {
    inline(markdown, false)
}

fn one_line(line: &str, colours: bool) -> String {
    let dim = Style::new().fg_color(Some(AnsiColor::BrightBlack.into()));
    match line.strip_prefix("-# ") {
        Some(small) if colours => format!("{dim}{}{dim:#}", inline(small, false)),
        Some(small) => inline(small, false),
        None => inline(line, colours),
    }
}

/// Bold, italics, links and escapes of one line. Control characters must not steer the terminal.
fn inline(line: &str, colours: bool) -> String {
    let bold = Style::new().bold();
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut strong = false;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix("**") {
            strong = !strong;
            if colours && strong {
                out.push_str(&bold.render().to_string());
            } else if colours {
                out.push_str(&bold.render_reset().to_string());
            }
            rest = after;
        } else if let Some((text, url, after)) = link(rest) {
            out.push_str(&inline(text, false));
            out.push_str(" (");
            out.push_str(url);
            out.push(')');
            rest = after;
        } else if letter == '\\' {
            let mut escaped = after.chars();
            out.extend(escaped.next().filter(|letter| !letter.is_control()));
            rest = escaped.as_str();
        } else {
            if letter != '*' && !letter.is_control() {
                out.push(letter);
            }
            rest = after;
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
        check(
            "via [The Bee](<https://bee.example/a_b>), undated",
            "via The Bee (https://bee.example/a_b), undated",
        );
        check(r"a\*b \[c\]", "a*b [c]");
        check("a\u{1b}[2Jb\\\u{7}c\\", "a[2Jbc");
    }
}
