//! How far what people say in round numbers may lie from what they mean: every tolerance of the program.
//!
//! It must not know what a number is said of.

use num_traits::{CheckedSub, Signed};

use crate::dataset::Number;

/// A rounded number of a name lies within a fortieth of the figure that it names.
const NAMING: i128 = 40;
/// "About" allows a fiftieth of the number either way, and what rounds to the number.
const ABOUT: i128 = 50;
/// Even what rounds to a number lies within a twentieth of it: nobody says "about 10,000" of 13,000.
const FAR: i128 = 20;
/// "Nearly" allows a tenth below: 23.5 is nearly 25.
const NEARLY: i128 = 10;
/// A multiple in words lies within a twenty-fifth: 1.96 times is double.
const MULTIPLE: i128 = 25;
/// A percentage in whole numbers lies within a tenth of what it says, between half a point and three halves.
const PERCENT: i128 = 10;
/// What changed by less than a hundredth stayed the same.
const FLAT: i128 = 100;
/// Decimals that anybody says.
const MOST_DECIMALS: u32 = 9;

/// Whether a rounded number may stand for a figure in its name.
pub(crate) fn names(said: Number, actual: Number) -> bool {
    lies_within(said, actual, said / Number::from_integer(NAMING))
}

/// Whether a value is about a number.
pub(crate) fn is_about(said: Number, actual: Number) -> bool {
    lies_within(said, actual, said.abs() / Number::from_integer(ABOUT)) || rounds_to(said, actual)
}

/// Whether a value is a little below a number, or just it.
pub(crate) fn is_nearly(said: Number, actual: Number) -> bool {
    actual <= said && lies_within(said, actual, said.abs() / Number::from_integer(NEARLY))
}

/// Whether a value, rounded to the last digit of a number that is not zero, is that number.
pub(crate) fn rounds_to(said: Number, actual: Number) -> bool {
    let half = unit(said) / Number::from_integer(2);
    lies_within(
        said,
        actual,
        half.min(said.abs() / Number::from_integer(FAR)),
    )
}

/// Whether something is so many times as much as it is said to be.
pub(crate) fn is_multiple(said: Number, actual: Number) -> bool {
    lies_within(said, actual, actual.abs() / Number::from_integer(MULTIPLE))
}

/// Whether a percentage is as it is said to be: a fraction in words is coarser than whole percent, and these than tenths.
pub(crate) fn is_percent(said: Number, in_words: bool, actual: Number) -> bool {
    let (least, most) = (Number::new(1, 2), Number::new(3, 2));
    let span = if in_words || said.is_integer() {
        (actual.abs() / Number::from_integer(PERCENT)).clamp(least, most)
    } else {
        Number::new(1, 10)
    };
    lies_within(said, actual, span)
}

fn lies_within(said: Number, actual: Number, span: Number) -> bool {
    said.checked_sub(&actual)
        .is_some_and(|distance| distance.abs() <= span)
}

/// Whether a number is said in round numbers: at most two digits that are not zero, or three before hundreds. 14,000 and 22,500 are,
/// 13,690 is not.
pub(crate) fn is_round(number: Number) -> bool {
    let hundred = Number::from_integer(100);
    if !number.is_integer() || number.abs() < hundred {
        return false;
    }
    let mut rest = number.to_integer().unsigned_abs();
    let mut zeros = 0;
    while rest.is_multiple_of(10) {
        rest /= 10;
        zeros += 1;
    }
    rest < 100 || rest < 1000 && zeros > 1
}

/// Whether a change is none that anybody would speak of.
pub(crate) fn is_flat(change: Number, base: Number) -> bool {
    change.abs() <= base.abs() / Number::from_integer(FLAT)
}

/// Whether a number is a fraction that decimals do not write: a third.
pub(crate) fn is_fraction_in_words(number: Number) -> bool {
    decimals(number).is_none()
}

/// The place of the last digit that is not zero: a thousand in 14,000, a tenth in 37.4.
fn unit(number: Number) -> Number {
    match decimals(number) {
        Some(0) => {}
        Some(decimals) => return Number::new(1, 10_i128.pow(decimals)),
        None => return Number::from_integer(1),
    }
    let mut rest = number.to_integer().unsigned_abs();
    let mut unit = 1;
    while rest != 0 && rest.is_multiple_of(10) {
        rest /= 10;
        unit *= 10;
    }
    Number::from_integer(unit)
}

/// How many decimals a number has; none where they never end.
fn decimals(number: Number) -> Option<u32> {
    (0..=MOST_DECIMALS).find(|&decimals| 10_i128.pow(decimals) % number.denom() == 0)
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
