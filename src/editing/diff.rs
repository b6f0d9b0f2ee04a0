//! What an edit changes, as a unified diff: lines taken out and put in, with a few lines around them.

use similar::TextDiff;

/// Lines shown around a change.
const AROUND: usize = 3;
/// The most lines of a file that are compared: beyond, comparing could take seconds.
const MOST_LINES: usize = 6_000;

/// The unified diff of a file from one text to another; empty if they are the same. A text that is not there yet is empty. Control
/// characters are left out: an uploaded text must not steer the terminal of who looks at it.
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
    let harmless = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    unified.to_string().chars().filter(harmless).collect()
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
            "a\r\n",
            "a\u{1b}]0;x\u{7}\tb\n",
            "--- a.toml\n+++ a.toml\n@@ -1 +1 @@\n-a\n+a]0;x\tb\n",
        );
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
}
