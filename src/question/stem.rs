//! Words to stems, by the script they are written in. Knows nothing of what the words mean.

use std::collections::HashMap;
use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};

/// The longest word that is stemmed; nothing longer is a word of a language.
const LONGEST: usize = 40;

/// Endings of Ukrainian nouns, adjectives and verbs, longest first; no Snowball algorithm exists for the language.
const UKRAINIAN_ENDINGS: &[&str] = &[
    "ування",
    "ськими",
    "ського",
    "ськими",
    "істю",
    "ення",
    "ання",
    "ього",
    "ьому",
    "ими",
    "ого",
    "ому",
    "ами",
    "ями",
    "ові",
    "еві",
    "єві",
    "ють",
    "уть",
    "ять",
    "ать",
    "ала",
    "али",
    "ило",
    "ити",
    "ати",
    "ися",
    "ий",
    "ій",
    "ої",
    "ою",
    "ею",
    "єю",
    "их",
    "ах",
    "ях",
    "ів",
    "їв",
    "ам",
    "ям",
    "ом",
    "ем",
    "єм",
    "а",
    "я",
    "у",
    "ю",
    "и",
    "і",
    "ї",
    "е",
    "є",
    "о",
    "ь",
    "й",
];

/// The stem of a lower-cased word; a word of another script, or with digits, stays as it is.
pub fn stem(word: &str) -> String {
    let is_word = word.len() <= 4 * LONGEST && word.chars().count() <= LONGEST;
    if !is_word || word.chars().any(char::is_numeric) {
        return word.to_owned();
    }
    if word.contains(['і', 'ї', 'є', 'ґ']) {
        return without_ending(word).to_owned();
    }
    match word.chars().next() {
        Some('a'..='z') => {
            let word = irregular().get(word).copied().unwrap_or(word);
            Stemmer::create(Algorithm::English).stem(word).into_owned()
        }
        Some('а'..='я' | 'ё') => Stemmer::create(Algorithm::Russian).stem(word).into_owned(),
        _ => word.to_owned(),
    }
}

/// Forms that no ending tells, each with the word that it is a form of.
fn irregular() -> &'static HashMap<&'static str, &'static str> {
    static FORMS: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let lines = include_str!("../../assets/reader/irregular_en.txt").lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(' '))
            .collect()
    })
}

/// Takes one ending off, where at least three letters remain.
fn without_ending(word: &str) -> &str {
    UKRAINIAN_ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= 3)
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_kind_share_a_stem() {
        let kin = [
            ("keepers", "keeper"),
            ("pollinating", "pollinated"),
            ("colonies", "colony"),
            ("spent", "spending"),
            ("children", "child"),
            ("маяки", "маяков"),
            ("пчёлами", "пчёлам"),
            ("вуликів", "вулики"),
            ("бджолів", "бджолі"),
        ];
        for (left, right) in kin {
            assert_eq!(stem(left), stem(right), "{left} and {right}");
        }
    }

    #[test]
    fn what_is_no_plain_word_stays() {
        for word in ["", "2019", "mp3s", "{year}", "蜂蜜", "і", &"s".repeat(500)] {
            assert_eq!(stem(word), word);
        }
    }
}
