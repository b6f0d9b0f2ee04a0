//! Labels of periods beside which stands what only the table's own legend explains: "2022-23 (RE)", "2021 3". It must not take for a footnote
//! what may be a part of the period.

use std::collections::BTreeSet;

use super::legend::Legend;
use super::period::{self, Label, Labelled, Stretch};

/// The legend, and whether numbers behind years call its footnotes.
#[derive(Clone, Copy)]
pub(super) struct Footnotes<'a> {
    legend: &'a Legend,
    behind_years: bool,
}

impl<'a> Footnotes<'a> {
    /// For labels that stand together: all numbers behind years are footnotes, or none is.
    pub(super) fn of<'b>(legend: &'a Legend, texts: impl IntoIterator<Item = &'b str>) -> Self {
        let mut plain = 0;
        let mut years = BTreeSet::new();
        let mut sound = true;
        for text in texts {
            if let Some((year, number)) = numbered_year(text) {
                sound &= years.insert(year) && legend.has_footnote(number);
            } else if is_year(text) {
                plain += 1;
            }
        }
        Self {
            legend,
            behind_years: sound && years.len() <= plain,
        }
    }

    /// For one label of which nothing hangs yet.
    pub(super) fn of_any(legend: &'a Legend) -> Self {
        Self {
            legend,
            behind_years: true,
        }
    }

    /// The period that a label names, and the marks beside it.
    pub(super) fn read(&self, text: &str) -> Option<Labelled> {
        period::read(text)
            .or_else(|| self.remarked(text))
            .or_else(|| self.numbered(text))
    }

    /// "2022-23 (RE)", where the table says what RE stands for.
    fn remarked(&self, text: &str) -> Option<Labelled> {
        let (before, mark) = text.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
        let mut read = period::read(before).filter(|_| self.legend.is_remark(mark.trim()))?;
        read.marks.push(mark.trim().to_owned());
        Some(read)
    }

    /// "2021 3", where a list of footnotes below the table has a third.
    fn numbered(&self, text: &str) -> Option<Labelled> {
        let (year, number) = numbered_year(text).filter(|_| self.behind_years)?;
        let mut read = period::read(year).filter(|_| self.legend.has_footnote(number))?;
        read.marks.push(number.to_owned());
        Some(read)
    }
}

/// A year and a number of one or two digits behind it.
fn numbered_year(text: &str) -> Option<(&str, &str)> {
    let (year, number) = text.trim().split_once(' ')?;
    let number = number.trim();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    (is_year(year) && digits && (1..=2).contains(&number.len())).then_some((year, number))
}

fn is_year(text: &str) -> bool {
    let label = period::read(text).map(|read| read.label);
    matches!(label, Some(Label::Sure(Stretch::Years(first, last))) if first == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tables_own_legend_makes_footnotes() {
        let listed = "1 Without the isles|2 Counted anew|3 By another system";
        for (notes, labels, expected) in [
            (listed, "2019 | 2020 | 2021 3", "2019, 2020, 2021 [3]"),
            (listed, "2019 | 2020 2 | 2021", "2019, 2020 [2], 2021"),
            // Nothing below the table has that number.
            ("", "2019 | 2020 | 2021 3", "2019, 2020, no"),
            (listed, "2019 | 2020 | 2021 4", "2019, 2020, no"),
            ("3 By another system", "2019 | 2021 3", "2019, no"),
            // Months of a year, or nearly all of the labels.
            (listed, "2020 | 2021 1 | 2021 2", "2020, no, no"),
            (listed, "2019 | 2020 1 | 2021 1", "2019, no, no"),
            (
                "RE: Revised Estimates. BE: Budget Estimates.",
                "2021 | 2022 (RE) | 2023 (BE)",
                "2021, 2022 [RE], 2023 [BE]",
            ),
            ("", "2021 | 2022 (RE)", "2021, no"),
            // What is said of when is no remark.
            ("YE = year ending 31 March", "2021 | 2022 (YE)", "2021, no"),
            ("ME = men. WO = women", "2021 | 2022 (ME)", "2021, no"),
            ("YD = January to June", "2021 | 2022 (YD)", "2021, no"),
        ] {
            let notes: Vec<String> = notes.split('|').map(str::to_owned).collect();
            let legend = Legend::of(&[], &notes, &[]);
            let labels: Vec<&str> = labels.split(" | ").collect();
            let footnotes = Footnotes::of(&legend, labels.iter().copied());
            let told = |text: &&str| match footnotes.read(text) {
                Some(read) if read.marks.is_empty() => (*text).to_owned(),
                Some(read) => format!("{} [{}]", &text[..4], read.marks.join(" ")),
                None => "no".to_owned(),
            };
            let found: Vec<String> = labels.iter().map(told).collect();
            assert_eq!(found.join(", "), expected, "{labels:?}");
        }
    }
}
