//! Latin and Cyrillic letters that look the same: a word that mixes them is read in the alphabet of most of its letters.

use super::Glyph;

/// Letters that look alike, in lower case; some only in capitals (В and B, Н and H).
const PAIRS: [(char, char); 20] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('d', 'ԁ'),
    ('e', 'е'),
    ('h', 'һ'),
    ('h', 'н'),
    ('i', 'і'),
    ('j', 'ј'),
    ('k', 'к'),
    ('l', 'ӏ'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('q', 'ԛ'),
    ('s', 'ѕ'),
    ('t', 'т'),
    ('w', 'ԝ'),
    ('x', 'х'),
    ('y', 'у'),
];

/// Folds the look-alikes of every word, in place.
pub(super) fn fold(glyphs: &mut [Glyph]) {
    if !glyphs.iter().any(|glyph| is_cyrillic(glyph.char)) {
        return;
    }
    for word in glyphs.split_mut(|glyph| !glyph.char.is_alphabetic()) {
        fold_word(word);
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

fn fold_word(word: &mut [Glyph]) {
    let cyrillic = word.iter().filter(|glyph| is_cyrillic(glyph.char)).count();
    let latin = word.iter().filter(|glyph| glyph.char.is_ascii()).count();
    if cyrillic == 0 || latin == 0 {
        return;
    }
    let other = if latin >= cyrillic {
        to_latin
    } else {
        to_cyrillic
    };
    let is_minority = |c: char| is_cyrillic(c) == (latin >= cyrillic);
    let foldable = word
        .iter()
        .filter(|glyph| is_minority(glyph.char))
        .all(|glyph| other(glyph.char).is_some());
    if foldable {
        for glyph in word {
            glyph.char = other(glyph.char).unwrap_or(glyph.char);
        }
    }
}

fn to_latin(c: char) -> Option<char> {
    PAIRS
        .iter()
        .find(|(_, cyrillic)| *cyrillic == c)
        .map(|(latin, _)| *latin)
}

fn to_cyrillic(c: char) -> Option<char> {
    PAIRS
        .iter()
        .rfind(|(latin, _)| *latin == c)
        .map(|(_, cyrillic)| *cyrillic)
}
