//! Text within the width of a terminal: broken between words, never inside a link.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, wrap};

/// Below this nothing is broken: a column of single words is harder to read than lines that the terminal breaks.
const NARROWEST: usize = 30;
/// Longer lines are hard to read, however wide a terminal is.
const WIDEST: usize = 100;

/// A text whose lines fit a terminal of that many columns. What follows the mark of a list, or stands indented, goes on below itself.
pub fn wrapped(text: &str, columns: usize) -> String {
    if columns < NARROWEST {
        return text.to_owned();
    }
    let lines = text.split('\n').flat_map(|line| {
        let indent = " ".repeat(indent(line));
        let options = Options::new(columns.min(WIDEST))
            .subsequent_indent(&indent)
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        let lines = wrap(line, options).into_iter().map(String::from);
        lines.collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// How far the words of a line stand in: behind spaces, and the mark of a list.
fn indent(line: &str) -> usize {
    let words = line.trim_start_matches(' ');
    let mark = if words.starts_with("- ") { 2 } else { 0 };
    line.len() - words.len() + mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let check = |text: &str, columns: usize, expected: &str| {
            assert_eq!(wrapped(text, columns), expected, "{text}");
        };
        let sentence = "one two three four five six seven eight nine ten";
        check(
            sentence,
            30,
            "one two three four five six\nseven eight nine ten",
        );
        check(sentence, 29, sentence);
        check("short\n\nlines", 40, "short\n\nlines");
        check(
            &format!("- {sentence}"),
            30,
            "- one two three four five six\n  seven eight nine ten",
        );
        check(
            &format!("  {sentence}"),
            30,
            "  one two three four five six\n  seven eight nine ten",
        );
        let link = "Source: Gazette (https://gazette.example/2023/the-darkest-year-of-all), 2023";
        check(
            link,
            30,
            "Source: Gazette\n(https://gazette.example/2023/the-darkest-year-of-all),\n2023",
        );
        // Colours take no room.
        check(
            "\u{1b}[1mone two three four five six\u{1b}[0m seven",
            30,
            "\u{1b}[1mone two three four five six\u{1b}[0m\nseven",
        );
        check(
            "двадцать восемь нарушений за год",
            30,
            "двадцать восемь нарушений за\nгод",
        );
        let long = "word ".repeat(60);
        assert!(wrapped(&long, 400).lines().all(|line| line.len() <= WIDEST));
    }
}
