//! Words in pieces, as the sentence encoder read them (Wu et al. 2016): whole where it knows them, else from the front in the longest that it knows.
//!
//! It must not know what is made of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::layer::WIDE;
use crate::lookup::line_of;

/// The table, written by `assets/reader/encoder.py`: a line for each piece, in the order of their bytes.
const TABLE: &str = include_str!("../../../assets/reader/pieces.txt");

/// What stands before the first word, behind the last, and for what has no pieces.
const BEGIN: &str = "[CLS]";
const END: &str = "[SEP]";
const UNKNOWN: &str = "[UNK]";
/// What a piece within a word begins with.
const WITHIN: &str = "##";
/// The longest word that is taken apart, in letters.
const LONGEST: usize = 100;

/// The vectors of a text's pieces, at most so many, one behind the other.
pub(super) fn vectors<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> Vec<f32> {
    let mut own: Vec<&'static str> = line(BEGIN).into_iter().collect();
    for word in words.flat_map(apart) {
        own.extend(pieces(&word));
        if own.len() >= most {
            break;
        }
    }
    own.truncate(most - 1);
    own.extend(line(END));
    own.iter()
        .flat_map(|line| vector(line).unwrap_or([0.0; WIDE]))
        .collect()
}

/// A word without accents, in small letters, with every sign by itself.
fn apart(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let chars = word
        .nfd()
        .filter(|char| !is_combining_mark(*char))
        .flat_map(char::to_lowercase);
    for char in chars {
        if char.is_alphanumeric() {
            if let Some(last) = parts.last_mut() {
                last.push(char);
            }
        } else if !char.is_whitespace() {
            parts.extend([char.to_string(), String::new()]);
        } else {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The lines of a word's pieces.
fn pieces(word: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = word;
    while !rest.is_empty() && word.chars().count() <= LONGEST {
        let within = if rest.len() < word.len() { WITHIN } else { "" };
        let ends = rest.char_indices().map(|(at, char)| at + char.len_utf8());
        let mut longest_first: Vec<usize> = ends.collect();
        longest_first.reverse();
        let piece = longest_first.into_iter().find_map(|end| {
            let (piece, rest) = rest.split_at(end);
            Some((line(&format!("{within}{piece}"))?, rest))
        });
        let Some((line, behind)) = piece else {
            break;
        };
        found.push(line);
        rest = behind;
    }
    if rest.is_empty() {
        found
    } else {
        line(UNKNOWN).into_iter().collect()
    }
}

fn line(piece: &str) -> Option<&'static str> {
    line_of(TABLE, piece, key)
}

fn key(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

/// Reads a line: a piece, what one step of a byte is, and its vector as bytes in Base64.
fn vector(line: &str) -> Option<[f32; WIDE]> {
    let mut fields = line.split('\t').skip(1);
    let step: f32 = fields.next()?.parse().ok()?;
    let bytes = STANDARD_NO_PAD.decode(fields.next()?).ok()?;
    let bytes: [u8; WIDE] = bytes.try_into().ok()?;
    Some(bytes.map(|byte| step * f32::from(i8::from_ne_bytes([byte]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_can_be_read() {
        let keys: Vec<&str> = TABLE.lines().map(key).collect();
        assert!(keys.is_sorted(), "binary search needs the order");
        for line in TABLE.lines() {
            assert!(vector(line).is_some(), "{line}");
        }
    }

    #[test]
    fn words_are_taken_apart() {
        let check = |word: &str, expected: &[&str]| {
            let found: Vec<&str> = apart(word)
                .iter()
                .flat_map(|part| pieces(part))
                .map(key)
                .collect();
            assert_eq!(found, expected, "{word}");
        };
        check("Years", &["years"]);
        check("café", &["cafe"]);
        check("what's", &["what", "'", "s"]);
        check("50%", &["50", "%"]);
        check("yearsish", &["years", "##ish"]);
        check("\u{1f600}", &["[UNK]"]);
        check(&"a".repeat(200), &["[UNK]"]);
        check("", &[]);
    }
}
