//! Characters one by one: compatibility forms, case, hidden characters, typographic signs and symbols.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Glyph;

/// The zeros of the decimal digits that people type besides ASCII and full width: Arabic, Persian and Devanagari.
const ZEROS: [char; 3] = ['\u{660}', '\u{6f0}', '\u{966}'];

/// Characters that print nothing: joiners, marks of direction, variation selectors, tags, fillers.
const HIDDEN: [(char, char); 12] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// The text in plain characters.
pub(super) fn plain(text: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((from, c)) = rest.next() {
        let mut to = from + c.len_utf8();
        while let Some((at, mark)) = rest.next_if(|(_, next)| is_mark(*next)) {
            to = at + mark.len_utf8();
        }
        let alone = to == from + c.len_utf8();
        if alone && is_settled(c) {
            push(&mut glyphs, lower(c), from, to);
        } else {
            push_cluster(&mut glyphs, &text[from..to], from);
        }
    }
    glyphs
}

fn is_mark(c: char) -> bool {
    !is_common(c) && is_combining_mark(c)
}

/// The characters that most text is made of, told without Unicode's tables.
fn is_common(c: char) -> bool {
    c.is_ascii() || matches!(c, 'а'..='я')
}

/// Characters that composition leaves alone, so that most text takes the short way.
fn is_settled(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{400}'..='\u{4ff}')
}

/// Lower case of a settled character, which is always one character.
fn lower(c: char) -> char {
    if is_common(c) {
        c.to_ascii_lowercase()
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

/// A letter with its marks, composed as far as Unicode has a letter for it.
fn push_cluster(glyphs: &mut Vec<Glyph>, cluster: &str, from: usize) {
    let to = from + cluster.len();
    let first = cluster.chars().next().unwrap_or(' ');
    match first {
        '´' => return push(glyphs, '\'', from, to),
        '¹' | '²' | '³' | '\u{2070}'..='\u{209c}' => return push(glyphs, ' ', from, to),
        _ if is_composite_number(first) => push(glyphs, ' ', from, from),
        _ => {}
    }
    for c in cluster.nfkc().flat_map(char::to_lowercase) {
        push(glyphs, c, from, to);
    }
}

/// Fractions, Roman numerals and circled numbers: a number of their own, not a digit of the number before.
fn is_composite_number(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{218b}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Adds what stands for a character: nothing, itself, or plain signs.
fn push(glyphs: &mut Vec<Glyph>, c: char, from: usize, to: usize) {
    let mut put = |char| glyphs.push(Glyph { char, from, to });
    match c {
        '!'..='~' | 'а'..='я' => put(c),
        'ё' => put('е'),
        '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => put('\n'),
        _ if c.is_whitespace() => put(' '),
        _ if is_hidden(c) || c.is_control() || is_mark(c) => {}
        '≥' => ">=".chars().for_each(put),
        '≤' => "<=".chars().for_each(put),
        '→' | '⇒' | '⟶' | '➔' | '➜' | '➡' => "->".chars().for_each(put),
        _ => put(stand_in(c)),
    }
}

fn is_hidden(c: char) -> bool {
    HIDDEN
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&c))
}

/// The plain sign for a typographic one, the letter itself, or a space for symbols and emoji.
fn stand_in(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʹ' | '′' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '\u{2010}'..='\u{2015}' | '−' | '⁻' | '﹘' | '－' => '-',
        '×' | '✕' | '✖' => 'x',
        '÷' | '⁄' | '∕' => '/',
        '€' | '£' | '¥' | '₽' | '₴' | '₹' | '¢' => c,
        '\u{1f000}'.. => ' ',
        _ if c.is_alphabetic() => c,
        _ => digit(c).unwrap_or(' '),
    }
}

/// The ASCII digit for another script's digit.
fn digit(c: char) -> Option<char> {
    ZEROS.iter().find_map(|&zero| {
        let value = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    })
}
