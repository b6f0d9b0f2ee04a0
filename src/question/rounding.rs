//! How far what people say in round numbers may lie from what they mean: every tolerance of the program.
//!
//! It must not know what a number is said of.

use num_traits::Signed;

use crate::dataset::Number;

/// A rounded number of a name lies within a fortieth of the figure that it names.
const NAMING: i128 = 40;
/// "About" allows a fiftieth of the number either way, and what rounds to the number.
const ABOUT: i128 = 50;
/// Even what rounds to a number lies within a twentieth of it: nobody says "about 10,000" of 13,000.
const FAR: i128 = 20;
/// "Nearly" allows a twentieth below.
const NEARLY: i128 = 20;
/// A multiple in words lies within a twenty-fifth: 1.96 times is double.
const MULTIPLE: i128 = 25;
/// A percentage in whole numbers lies within a tenth of what it says, between half a point and three halves.
const PERCENT: i128 = 10;

/// Whether a rounded number may stand for a figure in its name.
pub(super) fn names(said: Number, actual: Number) -> bool {
    lies_within(said, actual, said / Number::from_integer(NAMING))
}

/// Whether a value is about a number.
pub(super) fn is_about(said: Number, actual: Number) -> bool {
    lies_within(said, actual, said.abs() / Number::from_integer(ABOUT)) || rounds_to(said, actual)
}

/// Whether a value is a little below a number, or just it.
pub(super) fn is_nearly(said: Number, actual: Number) -> bool {
    actual <= said && lies_within(said, actual, said.abs() / Number::from_integer(NEARLY))
}

/// Whether a value, rounded to the last digit of a number that is not zero, is that number.
pub fn rounds_to(said: Number, actual: Number) -> bool {
    let half = Number::from_integer(unit(said)) / Number::from_integer(2);
    lies_within(
        said,
        actual,
        half.min(said.abs() / Number::from_integer(FAR)),
    )
}

/// Whether something is so many times as much as it is said to be.
pub fn is_multiple(said: Number, actual: Number) -> bool {
    lies_within(said, actual, actual.abs() / Number::from_integer(MULTIPLE))
}

/// Whether a percentage is as it is said to be: a fraction in words is coarser than whole percent, and these than tenths.
pub fn is_percent(said: Number, in_words: bool, actual: Number) -> bool {
    let (least, most) = (Number::new(1, 2), Number::new(3, 2));
    let span = if in_words || said.is_integer() {
        (actual.abs() / Number::from_integer(PERCENT)).clamp(least, most)
    } else {
        Number::new(1, 10)
    };
    lies_within(said, actual, span)
}

fn lies_within(said: Number, actual: Number, span: Number) -> bool {
    (said - actual).abs() <= span
}

/// The place of the last digit that is not zero: a thousand in 14,000.
fn unit(number: Number) -> i128 {
    let mut rest = number.to_integer().abs();
    if !number.is_integer() || rest == 0 {
        return 1;
    }
    let mut unit = 1;
    while rest % 10 == 0 {
        rest /= 10;
        unit *= 10;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rule = fn(Number, Number) -> bool;

    #[test]
    fn what_is_said_in_round_numbers() {
        let percent: Rule = |said, actual| is_percent(said, false, actual);
        let table: [(Rule, i128, i128, bool); 16] = [
            (is_about, 14_000, 13_699, true),
            (is_about, 8_000, 7_779, true),
            (is_about, 4_350, 4_191, false),
            (is_about, 10_000, 13_699, false),
            (is_about, 660, 655, true),
            (is_nearly, 7_600, 7_779, false),
            (is_nearly, 7_800, 7_779, true),
            (is_nearly, 9_000, 7_779, false),
            (rounds_to, 14_000, 13_699, true),
            (rounds_to, 13_600, 13_699, false),
            (rounds_to, 655, 656, false),
            (is_multiple, 2, 2, true),
            (is_multiple, 2, 3, false),
            (percent, 38, 39, true),
            (percent, 7, 6, false),
            (percent, 60, 62, false),
        ];
        for (at, (rule, said, actual, expected)) in table.into_iter().enumerate() {
            let (said, actual) = (Number::from_integer(said), Number::from_integer(actual));
            assert_eq!(rule(said, actual), expected, "row {at}: {said} of {actual}");
        }
    }
}
