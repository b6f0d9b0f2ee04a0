//! What people call the metrics: which words of a question speak for which metric, as learned from questions about these data.
//!
//! It must not know how a question is read, nor how the words were learned.

use super::MetricId;

/// What speaks for one metric, or for none of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Parlance {
    /// The metric; none stands for questions that mean no metric.
    pub metric: Option<MetricId>,
    /// What it is worth before any word: a logarithm.
    pub start: f32,
    /// Stems of words, and pairs of stems that follow each other, each with what it is worth.
    pub words: Vec<(String, f32)>,
}

impl Parlance {
    /// Reads words with their worths, a line each: `found guilti 0.82`.
    ///
    /// # Errors
    /// The first line that is none, as it is written.
    pub fn words(text: &str) -> Result<Vec<(String, f32)>, &str> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let word = |line| {
            let (word, worth): (&str, &str) = str::rsplit_once(line, ' ').ok_or(line)?;
            let worth: f32 = worth.parse().map_err(|_| line)?;
            Some((word.trim().to_owned(), worth))
                .filter(|(word, worth)| !word.is_empty() && worth.is_finite())
                .ok_or(line)
        };
        lines.map(word).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word_or_two_and_what_they_are_worth() {
        let read = Parlance::words("\nguilti 0.50\n  found guilti -1.25\n");
        let expected = vec![
            ("guilti".to_owned(), 0.5),
            ("found guilti".to_owned(), -1.25),
        ];
        assert_eq!(read, Ok(expected));
        for bad in ["guilti", "guilti much", "guilti inf", "0.5"] {
            assert_eq!(Parlance::words(bad), Err(bad));
        }
    }
}
