//! What an edit changes, as a unified diff: lines taken out and put in, with a few lines around them.

use similar::TextDiff;

/// Lines shown around a change.
const AROUND: usize = 3;
/// The most lines of a file that are compared: beyond, comparing could take seconds.
const MOST_LINES: usize = 6_000;

/// The unified diff of a file from one text to another; empty if they are the same. A text that is not there yet is empty.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    let lines = |text: &str| text.lines().count();
    if before == after {
        return String::new();
    }
    if lines(before).max(lines(after)) > MOST_LINES {
        return format!(
            "--- {path}\n+++ {path}\n@@ too long to compare: {} lines before, {} after @@\n",
            lines(before),
            lines(after)
        );
    }
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    unified.context_radius(AROUND).header(path, path);
    unified.to_string().replace('\r', "")
}

/// A diff in a Discord code block of at most `most` characters; what is cut is said in its last line.
pub fn fenced(diff: &str, most: usize) -> String {
    const OPEN: &str = "```diff\n";
    const CLOSE: &str = "```";
    // A fence inside the text would end the block.
    let safe = diff.replace("```", "`\u{200b}`\u{200b}`");
    let room = most.saturating_sub(OPEN.len() + CLOSE.len());
    format!("{OPEN}{}{CLOSE}", cut(&safe, room))
}

/// The text, or as many whole lines of it as there is room for and a line that says how many are left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    /// Room for the line that says what is left out.
    const SAID: usize = 32;
    let mut kept = String::new();
    let mut length = 0;
    let whole = text.chars().count() <= most;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        length += line.chars().count();
        if !whole && length + SAID > most {
            let left = text.split_inclusive('\n').count() - at;
            kept.push_str(&format!("… and {left} more line"));
            kept.push_str(if left == 1 { "\n" } else { "s\n" });
            return kept;
        }
        kept.push_str(line);
    }
    if !kept.is_empty() && !kept.ends_with('\n') && whole && length < most {
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_what_changes_and_a_little_around_it() {
        let check = |before: &str, after: &str, expected: &str| {
            assert_eq!(diff("a.toml", before, after), expected);
        };
        check("a\n", "a\n", "");
        check(
            "1\n2\n3\n4\n5\n",
            "1\n2\n3\n4\nnew\n5\n",
            "--- a.toml\n+++ a.toml\n@@ -2,4 +2,5 @@\n 2\n 3\n 4\n+new\n 5\n",
        );
        check(
            "a\r\n",
            "a\r\nb\r\n",
            "--- a.toml\n+++ a.toml\n@@ -1 +1,2 @@\n a\n+b\n",
        );
        check("", "b\n", "--- a.toml\n+++ a.toml\n@@ -0,0 +1 @@\n+b\n");
        check(
            &"x\n".repeat(MOST_LINES + 1),
            "",
            "--- a.toml\n+++ a.toml\n@@ too long to compare: 6001 lines before, 0 after @@\n",
        );
    }

    #[test]
    fn a_block_holds_its_length_and_is_closed() {
        let long: String = (0..500).map(|line| format!("+line {line}\n")).collect();
        for most in [60, 100, 1_000, 4_096] {
            let block = fenced(&long, most);
            assert!(block.chars().count() <= most, "{most}");
            assert!(block.ends_with("```"));
            assert!(block.contains("… and "));
        }
        assert_eq!(fenced("+a\n", 100), "```diff\n+a\n```");
        assert!(!fenced("+```\n@everyone", 100).contains("```\n@"));
    }
}
