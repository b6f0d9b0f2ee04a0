//! Letters that multiply the numbers before them: 812, 48k, 1.05M, 1.1B. It must not take a letter for one while another reading is open: a
//! lone `m` is metres as well, and `b` a mark.

use std::collections::BTreeSet;

use super::marks::is_nothing;

/// What the numbers of one measure tell of the letters behind them.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Letters {
    /// The letters that are used, as capitals.
    used: BTreeSet<char>,
    /// Whether some number is written as no such number would be.
    contradicted: bool,
    /// Whether some number has three digits behind its point, which may be thousands.
    open: bool,
    /// Whether some number has more or fewer.
    pointed: bool,
}

impl Letters {
    /// Looks at one more cell.
    pub(in crate::import) fn look(&mut self, text: &str) {
        if text.is_empty() || is_nothing(text) {
            return;
        }
        let number = text.trim_end_matches(char::is_alphabetic);
        let letter = match &text[number.len()..] {
            "" => None,
            "k" | "K" => Some('K'),
            "M" => Some('M'),
            "B" => Some('B'),
            _ => {
                self.contradicted = true;
                return;
            }
        };
        // "0.9M" would be 900k where letters are used as soon as they can be.
        let needless = letter.is_some() && number.trim_start_matches('-').starts_with('0');
        self.used.extend(letter);
        let decimals = number
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        self.open |= decimals == 3;
        self.pointed |= !matches!(decimals, 0 | 3);
        self.contradicted |= needless || !is_below_a_thousand(number);
    }

    /// Whether they multiply: at least two of them are used, the `M` among them, and each number from a thousand on has the one it needs.
    pub(in crate::import) fn multiply(&self) -> bool {
        let sound = !self.contradicted && (self.pointed || !self.open);
        self.used.contains(&'M') && self.used.len() > 1 && sound
    }
}

/// Digits with a point at most, as in 0.5 and 999.
fn is_below_a_thousand(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&whole.len())
        && !decimals.is_empty()
        && all_digits(whole)
        && all_digits(decimals)
}

/// How many zeros such a letter stands for.
pub(super) fn zeros(letter: &str) -> Option<u32> {
    match letter {
        "M" => Some(6),
        "B" => Some(9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_multiply_where_all_numbers_of_a_measure_use_them() {
        for (cells, expected) in [
            ("812 | 48k | 1.05M | 1.1B", true),
            ("870K | 1.06M | n/a | -2.5M", true),
            ("980M | 1.1B", true),
            ("1.234M | 937.5k", true),
            // 1,234 million where points part thousands.
            ("1.234M | 937k", false),
            // One letter alone may be a unit.
            ("41M | 43.9M", false),
            ("41 | 43.9M", false),
            // A kilo and a tonne, a thousand and metres.
            ("5k | 812", false),
            ("5k | 12m", false),
            ("5k | 1.1B", false),
            // A number that should have had a letter.
            ("41000000 | 937k | 1.1M", false),
            ("1200k | 1.1M", false),
            ("0.9M | 937k", false),
            // Anything else beside the numbers.
            ("937k | 1.1M | 5 kg", false),
            ("937k | 1.1M | 12 b", false),
            ("937k | 1.1 M", false),
            ("937k | 1,1M", false),
        ] {
            let mut letters = Letters::default();
            cells.split(" | ").for_each(|cell| letters.look(cell));
            assert_eq!(letters.multiply(), expected, "{cells}");
        }
    }
}
