//! Printing exact numbers: thousands separators, rounding half away from zero, one decimal for percentages.

use num_traits::Signed;

use crate::dataset::Number;

/// Rounds half away from zero to so many decimals and prints the digits, without separators: `-12.5`.
pub fn decimal(number: Number, decimals: u32) -> String {
    let scale = 10_i128.pow(decimals);
    let Some(scaled) = checked_scale(number, scale) else {
        return number.to_integer().to_string();
    };
    let rounded = scaled.round().to_integer();
    let sign = if rounded < 0 { "-" } else { "" };
    let (whole, rest) = (rounded.abs() / scale, rounded.abs() % scale);
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{rest:0width$}", width = decimals as usize)
}

fn checked_scale(number: Number, scale: i128) -> Option<Number> {
    use num_traits::CheckedMul;
    number.checked_mul(&Number::from_integer(scale))
}

/// As [`decimal`], with trailing zeros and a trailing point removed.
pub fn trimmed(number: Number, decimals: u32) -> String {
    let text = decimal(number, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Puts a comma between groups of three digits of a printed number: `13,699`, `-1,234.5`.
pub fn thousands(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("\u{2212}", rest));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A percentage with one decimal, two below one percent: `76.1%`, `0.05%`.
pub fn percent_text(number: Number) -> String {
    let decimals = if number.abs() < Number::from_integer(1) && number != Number::from_integer(0) {
        2
    } else {
        1
    };
    format!("{}%", thousands(&decimal(number, decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numerator: i128, denominator: i128, decimals: u32, expected: &str) {
        assert_eq!(
            thousands(&decimal(Number::new(numerator, denominator), decimals)),
            expected
        );
    }

    #[test]
    fn numbers_round_half_away_from_zero_and_are_grouped() {
        check(13_699, 1, 0, "13,699");
        check(5, 10, 0, "1");
        check(-5, 10, 0, "\u{2212}1");
        check(1_234_567, 100, 1, "12,345.7");
        check(1, 3, 3, "0.333");
        check(999, 1, 0, "999");
        check(1_000, 1, 0, "1,000");
    }
}
