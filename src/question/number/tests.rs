//! Numbers in words are read as they are meant.

use super::*;
use crate::question::closed::tests::shipped_tables;
use crate::question::normalise::normalise;
use crate::question::token::tokenise;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Token> {
    spelled_numbers(tokenise(&normalise(text)), &shipped_tables())
}

fn compact(text: &str) -> String {
    let print = |token: Token| match token.number {
        Some(number) => {
            let rounded = if number.rounded { "~" } else { "" };
            let plain = if number.plain { "!" } else { "" };
            format!("[{rounded}{}{plain}]", number.value)
        }
        None => token.text,
    };
    read(text)
        .into_iter()
        .map(print)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn numbers_in_words() {
    let table = [
        ("fifteen bees and two hives", "[15] bees and [2] hives"),
        ("twenty-four, thirty five", "[24] , [35]"),
        (
            "one and a half thousand, two and a half times",
            "[~1500] , [5/2] times",
        ),
        ("полторы тысячи, півтора мільйона", "[~1500] , [~1500000]"),
        (
            "49 point 9 percent, forty nine point nine five",
            "[499/10] percent , [999/20]",
        ),
        (
            "1 point 2 million, at that point 9",
            "[~1200000] , at that point [9!]",
        ),
        ("two thousand", "[~2000]"),
        ("three hundred and five", "[305]"),
        (
            "a hundred bees, a thousand, a dozen",
            "[~100] bees , [~1000] , [~12]",
        ),
        (
            "half a million, half a dozen, half million",
            "[~500000] , [~6] , [~500000]",
        ),
        ("one hundred twenty thousand six hundred", "[120600]"),
        ("two million three hundred thousand and one", "[2300001]"),
        (
            "1.2 million 20 thousand 5 hundred 3k bees",
            "[~1200000] [~20000] [~500] [~3000] bees",
        ),
        ("76% million", "[76] million"),
        (
            "one bee, a bee, second, millions, thousand",
            "one bee , a bee , second , millions , thousand",
        ),
        ("twenty one", "[21]"),
        ("ten-fifteen", "[10] - [15]"),
        ("two and three", "[2] and [3]"),
        ("twelve hundred", "[1200]"),
        ("top ten", "top [10]"),
        ("zero", "[0]"),
        ("half of it", "half of it"),
        ("две тысячи", "[~2000]"),
        ("сто двадцать пять ульев", "[125] ульев"),
        ("двадцать тысяч пчел", "[~20000] пчел"),
        ("полмиллиона 5 тыс 3 млн", "полмиллиона [~5000] [~3000000]"),
        ("п'ятнадцять тисяч триста", "[15300]"),
        ("один улей", "один улей"),
        ("три роки", "[3] роки"),
        (
            "twenty-first bee, двадцать третьем, second, четвертый",
            "[21] bee , [23] , second , четвертый",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(compact(text), expected, "{text}");
    }
}

#[test]
fn parts_of_a_scale() {
    let text = "a quarter of a million, three quarters of a million, half of a thousand";
    assert_eq!(compact(text), "[~250000] , [~750000] , [~500]");
}

#[test]
fn parts_of_a_whole() {
    let table = [
        (
            "a third of it, the third of May",
            "[~100/3] of it , the third of may",
        ),
        (
            "by a third, by nearly a quarter",
            "by [~100/3] , by nearly [~25]",
        ),
        (
            "by more than half, more than half",
            "by more than [~50] , more than half",
        ),
        (
            "a fifth more bees, a third bee",
            "[~20] more bees , a third bee",
        ),
        ("one in eighteen, 1 in 20", "[~50/9] , [~5]"),
        ("one out of every four bees", "[~25] bees"),
        ("one in 2022, one in may", "one in [2022!] , one in may"),
    ];
    for (text, expected) in table {
        assert_eq!(compact(text), expected, "{text}");
    }
}

#[test]
fn years_in_words() {
    let table = [
        ("twenty twenty-four", "[2024!]"),
        ("twenty twenty", "[2020!]"),
        ("twenty-ten and twenty fifteen", "[2010!] and [2015!]"),
        ("nineteen ninety-nine", "[1999!]"),
        ("nineteen eighty", "[1980!]"),
        ("twenty oh five", "[2005!]"),
        ("two thousand and ten", "[2010!]"),
        ("two thousand nine", "[2009!]"),
        ("two thousand nine hundred", "[2900]"),
        ("two thousand twenty-one", "[2021!]"),
        ("twenty ten thousand", "[20] [~10000]"),
        ("nineteen two", "[19] [2]"),
        ("две тысячи двадцать четвертый год", "[2024!] год"),
        ("в две тысячи десятом", "в [2010!]"),
        (
            "twenty twenty first half, two thousand first",
            "[2020!] first half , [~2000] first",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(compact(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_run_of_numerals_is_read(words in prop::collection::vec(
        prop::sample::select(vec!["one", "two", "nineteen", "twenty", "-", "hundred", "and", "thousand", "million", "a",
            "half", "oh", "dozen", "сто", "5", "2024", "1.5", "999999999999999999", "billion"]), 0..20)) {
        let text = words.join(" ");
        let mut end = 0;
        for token in read(&text) {
            prop_assert!(end <= token.chars.start && token.chars.start < token.chars.end);
            end = token.chars.end;
        }
        prop_assert!(end <= text.chars().count());
    }
}
