//! The words of numbers in English, Russian and Ukrainian.
//!
//! Words come in as the tokeniser leaves them: lower case, е for ё, no apostrophes.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// Zero to nineteen.
    Unit(i128),
    /// Twenty to ninety.
    Tens(i128),
    /// The hundreds that Russian and Ukrainian write as one word.
    Hundreds(i128),
    /// A hundred, in English.
    Hundred,
    /// A dozen, a thousand, a million, a milliard.
    Scale(i128),
    /// A half before a scale.
    Half,
    /// One and a half, as one word.
    Sesqui,
    /// "point" between a number and its decimals.
    Point,
    /// "a" before a scale.
    Article,
    /// First to nineteenth: the last word of "twenty-first", "двадцать четвертый".
    Ordinal(i128),
    /// Thirds, quarters, tenths: one of so many equal parts.
    Part(i128),
    /// "and", "oh": they only join.
    And,
    Oh,
}

/// Numerals and their words in English, Russian and Ukrainian; apostrophes are gone by now.
#[rustfmt::skip]
const NUMERALS: &[(Numeral, &[&str])] = &[
    (Numeral::Article, &["a", "an"]),
    (Numeral::And, &["and"]),
    (Numeral::Oh, &["oh", "o"]),
    (Numeral::Half, &["half", "пол"]),
    (Numeral::Sesqui, &["полтора", "полторы", "полутора", "півтора", "півтори"]),
    (Numeral::Point, &["point"]),
    (Numeral::Part(3), &["thirds"]),
    (Numeral::Part(4), &["quarter", "quarters"]),
    (Numeral::Part(5), &["fifths"]),
    (Numeral::Part(6), &["sixths"]),
    (Numeral::Part(8), &["eighths"]),
    (Numeral::Part(10), &["tenths"]),
    (Numeral::Unit(0), &["zero", "ноль", "нуль"]),
    (Numeral::Unit(1), &["one", "один", "одна", "одну", "одного", "одной", "одної"]),
    (Numeral::Unit(2), &["two", "два", "две", "двух", "дві", "двох"]),
    (Numeral::Unit(3), &["three", "три", "трех", "трьох"]),
    (Numeral::Unit(4), &["four", "четыре", "четырех", "чотири", "чотирьох"]),
    (Numeral::Unit(5), &["five", "пять", "пяти", "пятьох"]),
    (Numeral::Unit(6), &["six", "шесть", "шести", "шість", "шістьох"]),
    (Numeral::Unit(7), &["seven", "семь", "семи", "сім", "сімох"]),
    (Numeral::Unit(8), &["eight", "восемь", "восьми", "вісім", "вісьмох"]),
    (Numeral::Unit(9), &["nine", "девять", "девяти", "девятьох"]),
    (Numeral::Unit(10), &["ten", "десять", "десяти", "десятьох"]),
    (Numeral::Unit(11), &["eleven", "одиннадцать", "одиннадцати", "одинадцять", "одинадцяти"]),
    (Numeral::Unit(12), &["twelve", "двенадцать", "двенадцати", "дванадцять", "дванадцяти"]),
    (Numeral::Unit(13), &["thirteen", "тринадцать", "тринадцати", "тринадцять"]),
    (Numeral::Unit(14), &["fourteen", "четырнадцать", "четырнадцати", "чотирнадцять"]),
    (Numeral::Unit(15), &["fifteen", "пятнадцать", "пятнадцати", "пятнадцять"]),
    (Numeral::Unit(16), &["sixteen", "шестнадцать", "шестнадцати", "шістнадцять"]),
    (Numeral::Unit(17), &["seventeen", "семнадцать", "семнадцати", "сімнадцять"]),
    (Numeral::Unit(18), &["eighteen", "восемнадцать", "восемнадцати", "вісімнадцять"]),
    (Numeral::Unit(19), &["nineteen", "девятнадцать", "девятнадцати", "девятнадцять"]),
    (Numeral::Tens(20), &["twenty", "двадцать", "двадцати", "двадцять"]),
    (Numeral::Tens(30), &["thirty", "тридцать", "тридцати", "тридцять"]),
    (Numeral::Tens(40), &["forty", "fourty", "сорок"]),
    (Numeral::Tens(50), &["fifty", "пятьдесят", "пятдесят"]),
    (Numeral::Tens(60), &["sixty", "шестьдесят", "шістдесят"]),
    (Numeral::Tens(70), &["seventy", "семьдесят", "сімдесят"]),
    (Numeral::Tens(80), &["eighty", "восемьдесят", "вісімдесят"]),
    (Numeral::Tens(90), &["ninety", "девяносто"]),
    (Numeral::Hundreds(100), &["сто", "ста"]),
    (Numeral::Hundreds(200), &["двести", "двісті"]),
    (Numeral::Hundreds(300), &["триста"]),
    (Numeral::Hundreds(400), &["четыреста", "чотириста"]),
    (Numeral::Hundreds(500), &["пятьсот", "пятсот"]),
    (Numeral::Hundreds(600), &["шестьсот", "шістсот"]),
    (Numeral::Hundreds(700), &["семьсот", "сімсот"]),
    (Numeral::Hundreds(800), &["восемьсот", "вісімсот"]),
    (Numeral::Hundreds(900), &["девятьсот", "девятсот"]),
    (Numeral::Hundred, &["hundred"]),
    (Numeral::Scale(12), &["dozen"]),
    (Numeral::Scale(1_000), &["thousand", "тысяча", "тысячи", "тысяч", "тыс", "тисяча", "тисячі", "тисяч",
        "тис"]),
    (Numeral::Scale(1_000_000), &["million", "mln", "миллион", "миллиона", "миллионов", "млн", "мільйон",
        "мільйона", "мільйони", "мільйонів"]),
    (Numeral::Scale(1_000_000_000), &["billion", "bn", "миллиард", "миллиарда", "миллиардов", "млрд",
        "мільярд", "мільярда", "мільярди", "мільярдів"]),
];

/// Ordinals: English words, and the stems of Russian and Ukrainian ones.
#[rustfmt::skip]
const ORDINALS: [(i128, &[&str], &[&str]); 19] = [
    (1, &["first"], &["перв", "перш"]),
    (2, &["second"], &["втор", "друг"]),
    (3, &["third"], &["трет", "треть"]),
    (4, &["fourth"], &["четверт"]),
    (5, &["fifth"], &["пят"]),
    (6, &["sixth"], &["шест", "шост"]),
    (7, &["seventh"], &["седьм", "сьом"]),
    (8, &["eighth"], &["восьм"]),
    (9, &["ninth"], &["девят"]),
    (10, &["tenth"], &["десят"]),
    (11, &["eleventh"], &["одиннадцат", "одинадцят"]),
    (12, &["twelfth"], &["двенадцат", "дванадцят"]),
    (13, &["thirteenth"], &["тринадцат", "тринадцят"]),
    (14, &["fourteenth"], &["четырнадцат", "чотирнадцят"]),
    (15, &["fifteenth"], &["пятнадцат", "пятнадцят"]),
    (16, &["sixteenth"], &["шестнадцат", "шістнадцят"]),
    (17, &["seventeenth"], &["семнадцат", "сімнадцят"]),
    (18, &["eighteenth"], &["восемнадцат", "вісімнадцят"]),
    (19, &["nineteenth"], &["девятнадцат", "девятнадцят"]),
];

/// Endings of Russian and Ukrainian ordinals in the singular, masculine and neuter, as years take them.
const ENDINGS: [&str; 10] = [
    "ый", "ой", "ий", "ій", "ом", "ем", "ого", "его", "ому", "ему",
];

static LOOKUP: LazyLock<HashMap<String, Numeral>> = LazyLock::new(|| {
    let plain = NUMERALS.iter().flat_map(|(numeral, words)| {
        let word = move |word: &&str| ((*word).to_owned(), *numeral);
        words.iter().map(word)
    });
    let ordinals = ORDINALS.iter().flat_map(|(value, words, stems)| {
        let inflected = stems
            .iter()
            .flat_map(|stem| ENDINGS.iter().map(move |ending| format!("{stem}{ending}")));
        let words = words.iter().map(|word| (*word).to_owned());
        words
            .chain(inflected)
            .map(|word| (word, Numeral::Ordinal(*value)))
    });
    plain.chain(ordinals).collect()
});

/// What a word does in a number, if anything.
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    LOOKUP.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        let plain: usize = NUMERALS.iter().map(|(_, words)| words.len()).sum();
        let ordinals: usize = ORDINALS
            .iter()
            .map(|(_, words, stems)| words.len() + stems.len() * ENDINGS.len())
            .sum();
        assert_eq!(LOOKUP.len(), plain + ordinals);
    }
}
