//! Breaks text into lines of a width. It must not lose a word.

use crate::render::font::{Weight, width};

/// The lines of a text, none wider than `room` unless a single word is. Lines break at spaces, and after a dash between years.
pub(super) fn wrap(text: &str, weight: Weight, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut glue = " ";
        for piece in word.split_inclusive(DASH) {
            match lines.last_mut() {
                Some(line) if width(&format!("{line}{glue}{piece}"), weight, size) <= room => {
                    line.push_str(glue);
                    line.push_str(piece);
                }
                _ => lines.push(piece.to_owned()),
            }
            glue = "";
        }
    }
    lines
}

/// A text may break behind it.
const DASH: char = '–';

/// The width of the widest piece that cannot be broken.
pub(super) fn widest_word(text: &str, weight: Weight, size: f64) -> f64 {
    let words = text.split(' ').flat_map(|word| word.split_inclusive(DASH));
    words
        .map(|word| width(word, weight, size))
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_lost_and_no_line_too_wide() {
        let text = "All eleven lighthouses of the Sornholm Islands";
        for room in [0.0, 60.0, 120.0, 900.0] {
            let lines = wrap(text, Weight::Regular, 13.0, room);
            assert_eq!(lines.join(" "), text);
            let limit = room.max(widest_word(text, Weight::Regular, 13.0));
            assert!(
                lines
                    .iter()
                    .all(|line| width(line, Weight::Regular, 13.0) <= limit)
            );
        }
        assert_eq!(
            wrap("  ", Weight::Regular, 13.0, 60.0),
            Vec::<String>::new()
        );
    }
}
