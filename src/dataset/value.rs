//! Numbers as published: exact values, bounds, ranges and approximations, in exact arithmetic.

use num_rational::Ratio;

/// An exact rational number. Operations on it are checked by whoever computes.
pub type Number = Ratio<i128>;

/// A published number with what is known of its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Printed as a count.
    Exact(Number),
    /// "about", "approximately".
    About(Number),
    /// "almost", "nearly": a little below.
    Almost(Number),
    /// "more than": above, not equal.
    MoreThan(Number),
    /// "at least": equal or above.
    AtLeast(Number),
    /// "fewer than": below, not equal.
    LessThan(Number),
    /// "up to", "at most": equal or below.
    AtMost(Number),
    /// Between two numbers, both included.
    Range(Number, Number),
}

impl Value {
    /// The number itself when it was printed as a count.
    pub fn exact(&self) -> Option<Number> {
        match self {
            Self::Exact(number) => Some(*number),
            _ => None,
        }
    }

    /// The lowest and the highest number named; the same one for all but ranges.
    pub fn ends(&self) -> (Number, Number) {
        match *self {
            Self::Range(low, high) => (low, high),
            Self::Exact(number)
            | Self::About(number)
            | Self::Almost(number)
            | Self::MoreThan(number)
            | Self::AtLeast(number)
            | Self::LessThan(number)
            | Self::AtMost(number) => (number, number),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = self.ends();
        let (low, high) = (format_number(low), format_number(high));
        match self {
            Self::Exact(_) => write!(f, "{low}"),
            Self::About(_) => write!(f, "about {low}"),
            Self::Almost(_) => write!(f, "almost {low}"),
            Self::MoreThan(_) => write!(f, "more than {low}"),
            Self::AtLeast(_) => write!(f, "at least {low}"),
            Self::LessThan(_) => write!(f, "fewer than {low}"),
            Self::AtMost(_) => write!(f, "up to {low}"),
            Self::Range(..) if low.starts_with('-') => write!(f, "{low} to {high}"),
            Self::Range(..) => write!(f, "{low}–{high}"),
        }
    }
}

/// Decimals printed of a number whose decimals never end.
const ENDLESS_DECIMALS: u32 = 6;

/// Decimals that a published number can have.
const MOST_DECIMALS: u32 = 18;

/// The number with thousands separators and all its decimals: "13,472", "0.5", "-1,204.25".
pub fn format_number(number: Number) -> String {
    match exact_decimals(number) {
        Some(decimals) => format_rounded(number, decimals),
        None => format_rounded(number, ENDLESS_DECIMALS),
    }
}

/// How many decimals it takes to print a number exactly.
fn exact_decimals(number: Number) -> Option<u32> {
    (0..=MOST_DECIMALS).find(|&decimals| 10_i128.pow(decimals) % number.denom() == 0)
}

/// The number with thousands separators and exactly `decimals` decimals, halves rounded away from zero.
pub fn format_rounded(number: Number, decimals: u32) -> String {
    let decimals = decimals.min(MOST_DECIMALS);
    let scale = 10_i128.pow(decimals);
    let scaled = round_scaled(number, scale);
    let (whole, rest) = (
        scaled.unsigned_abs() / scale.unsigned_abs(),
        scaled.unsigned_abs() % scale.unsigned_abs(),
    );
    let sign = if scaled < 0 { "-" } else { "" };
    let whole = with_separators(&whole.to_string());
    match decimals {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{rest:0width$}", width = decimals as usize),
    }
}

/// `number` times `scale`, rounded; numbers too large for that lose their decimals first.
fn round_scaled(number: Number, scale: i128) -> i128 {
    let whole = number.trunc().to_integer();
    let rest = (number - number.trunc()) * Number::from_integer(scale);
    whole
        .saturating_mul(scale)
        .saturating_add(rest.round().to_integer())
}

fn with_separators(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_with_separators_and_their_decimals() {
        let check = |(numer, denom): (i128, i128), expected: &str| {
            assert_eq!(format_number(Number::new(numer, denom)), expected);
        };
        check((0, 1), "0");
        check((999, 1), "999");
        check((1000, 1), "1,000");
        check((-1_234_567, 1), "-1,234,567");
        check((1, 2), "0.5");
        check((-120_425, 100), "-1,204.25");
        check((1, 3), "0.333333");
        check((350, 10), "35");
    }

    #[test]
    fn rounding_goes_away_from_zero() {
        let check = |(numer, denom): (i128, i128), decimals, expected: &str| {
            assert_eq!(
                format_rounded(Number::new(numer, denom), decimals),
                expected
            );
        };
        check((25, 100), 1, "0.3");
        check((-25, 100), 1, "-0.3");
        check((1999, 1000), 1, "2.0");
        check((5, 2), 0, "3");
        check((-1, 100), 1, "0.0");
        check((7650, 1), 2, "7,650.00");
    }

    #[test]
    fn values_print_their_precision() {
        let of = Number::from_integer;
        let check = |value: Value, expected: &str| assert_eq!(value.to_string(), expected);
        check(Value::AtLeast(of(48_000)), "at least 48,000");
        check(Value::Range(of(10), of(15)), "10–15");
        check(Value::Range(of(-5), of(15)), "-5 to 15");
        check(Value::Almost(of(7300)), "almost 7,300");
        check(Value::Exact(Number::new(7, 4)), "1.75");
    }
}
