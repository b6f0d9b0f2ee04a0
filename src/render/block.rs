//! Texts held to Discord's lengths, which it counts in UTF-16 units. What is cut is said.

/// The most units of an embed's description.
pub const MOST_OF_EMBED: usize = 4_096;
/// The longest label of a button or a link, in units.
pub const LONGEST_LABEL: usize = 80;

/// The length of a text in UTF-16 units.
pub fn width(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text in a code block of at most `most` units, fences included; nothing in it can end the block.
pub fn code_block(language: &str, text: &str, most: usize) -> String {
    let open = format!("```{language}\n");
    let safe = text.replace("```", "`\u{200b}`\u{200b}`");
    let room = most.saturating_sub(open.len() + "\n```".len());
    format!(
        "{open}{}\n```",
        whole_lines(safe.trim_end_matches('\n'), room)
    )
}

/// The text, or as many whole lines of it as there is room for and a line that says how many are left out.
pub fn whole_lines(text: &str, most: usize) -> String {
    /// Room for the line that says what is left out.
    const SAID: usize = 32;
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut length = 0;
    for (at, line) in text.lines().enumerate() {
        length += width(line) + 1;
        if length + SAID > most {
            let left = text.lines().count() - at;
            let plural = if left == 1 { "" } else { "s" };
            return format!("{kept}… and {left} more line{plural}");
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// A text on which Discord's formatting, links and mentions have no hold: it shows as it was written.
pub fn escaped(text: &str) -> String {
    const SIGNS: &str = r"\*_~`|[]()<>:@#";
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if SIGNS.contains(letter) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

/// A text on one line, without control characters: it must not steer a terminal, nor look like two lines.
pub fn on_one_line(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.retain(|letter| !letter.is_control());
    line
}

/// The beginning of a text on one line, at most `most` units, with a mark where it goes on.
pub fn shortened(text: &str, most: usize) -> String {
    let line = on_one_line(text);
    if width(&line) <= most {
        return line;
    }
    let mut left = most.saturating_sub(1);
    let fits = |letter: &char| {
        let rest = left.checked_sub(letter.len_utf16());
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    let kept: String = line.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_its_length_and_is_closed() {
        for line in ["+a line of text\n", "+🗼🗼🗼🗼🗼🗼\n"] {
            let long = line.repeat(900);
            for most in [60, 100, 1_000, MOST_OF_EMBED] {
                let block = code_block("diff", &long, most);
                assert!(width(&block) <= most, "{most}");
                assert!(block.ends_with(" more lines\n```"), "{block}");
            }
        }
        assert_eq!(code_block("diff", "+a\n", 100), "```diff\n+a\n```");
        assert!(!code_block("", "```\n@everyone", 100).contains("```\n@"));
    }

    #[test]
    fn what_people_wrote_is_not_formatted() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("lamps in 2021?", "lamps in 2021?");
        check("**bold** `code`", r"\*\*bold\*\* \`code\`");
        check("[a](https://b)", r"\[a\]\(https\://b\)");
        check(r"<@1> \", r"\<\@1\> \\");
    }

    #[test]
    fn a_long_text_is_shortened_to_one_line() {
        let check =
            |text: &str, most: usize, expected: &str| assert_eq!(shortened(text, most), expected);
        check("lamps", 5, "lamps");
        check("lamp  oil\nand wick", 8, "lamp oi…");
        check("лампы", 3, "ла…");
        check("lamps 🗼🗼", 9, "lamps 🗼…");
        check("lamps 🗼🗼", 8, "lamps…");
        check("", 3, "");
    }
}
