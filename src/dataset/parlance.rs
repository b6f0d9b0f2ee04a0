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
    /// Words with their worths, a line each, which all can be read.
    lines: String,
}

impl Parlance {
    /// What speaks for a metric, by lines such as `found guilti 0.82`: stems of words, or pairs of stems that follow each other, each with
    /// what it is worth.
    ///
    /// # Errors
    /// The first line that is none, as it is written.
    pub fn new(metric: Option<MetricId>, start: f32, lines: &str) -> Result<Self, &str> {
        match written(lines).find(|line| read(line).is_none()) {
            Some(line) => Err(line),
            None => Ok(Self {
                metric,
                start,
                lines: lines.to_owned(),
            }),
        }
    }

    /// The words, each with what it is worth.
    pub fn words(&self) -> impl Iterator<Item = (&str, f32)> {
        written(&self.lines).filter_map(read)
    }
}

fn written(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn read(line: &str) -> Option<(&str, f32)> {
    let (word, worth) = line.rsplit_once(' ')?;
    let worth: f32 = worth.parse().ok()?;
    let word = word.trim();
    (!word.is_empty() && worth.is_finite()).then_some((word, worth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word_or_two_and_what_they_are_worth() {
        let parlance = Parlance::new(None, 0.0, "\nguilti 0.50\n  found guilti -1.25\n");
        let words = parlance.as_ref().map(|own| own.words().collect::<Vec<_>>());
        assert_eq!(words, Ok(vec![("guilti", 0.5), ("found guilti", -1.25)]));
        for bad in ["guilti", "guilti much", "guilti inf", "0.5"] {
            assert_eq!(Parlance::new(None, 0.0, bad).err(), Some(bad));
        }
    }
}
