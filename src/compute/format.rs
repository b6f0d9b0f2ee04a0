//! Printing computed numbers: rounding half away from zero, no more decimals than help.

use num_traits::Signed;

use crate::dataset::{Number, format_rounded};

/// With separators and at most so many decimals, trailing zeros removed: `13,699`, `0.31`.
pub(super) fn trimmed(number: Number, decimals: u32) -> String {
    let text = format_rounded(number, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// As [`trimmed`], without separators: what a machine reads.
pub(super) fn bare(number: Number, decimals: u32) -> String {
    trimmed(number, decimals).replace(',', "")
}

/// A percentage with one decimal, two below one percent: `76.1%`, `0.05%`.
pub fn percent_text(number: Number) -> String {
    let small = number.abs() < Number::from_integer(1) && number != Number::from_integer(0);
    format!("{}%", format_rounded(number, if small { 2 } else { 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_numbers_show_no_more_decimals_than_help() {
        let check = |(n, d): (i128, i128), decimals, expected: &str| {
            assert_eq!(trimmed(Number::new(n, d), decimals), expected);
        };
        check((13_699, 1), 2, "13,699");
        check((5, 2), 2, "2.5");
        check((1, 3), 3, "0.333");
        check((-5, 1000), 2, "-0.01");
    }

    #[test]
    fn percentages_have_one_decimal_and_small_ones_two() {
        let check = |(n, d): (i128, i128), expected: &str| {
            assert_eq!(percent_text(Number::new(n, d)), expected);
        };
        check((761, 10), "76.1%");
        check((50, 1), "50.0%");
        check((5, 100), "0.05%");
        check((0, 1), "0.0%");
    }
}
