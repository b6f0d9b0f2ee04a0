//! The font of pictures, which is built into the program, and how wide a text is in it. It must not draw.

use std::collections::HashMap;
use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The name of the font's family.
pub(super) const FAMILY: &str = "Noto Sans";

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf");

/// The files of the font.
pub(super) const FILES: [&[u8]; 2] = [REGULAR, SEMI_BOLD];

/// How strong the strokes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// For most text.
    Regular,
    /// For titles and numbers.
    SemiBold,
}

impl Weight {
    /// Its number in CSS.
    pub(super) fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }
}

/// How far each letter goes at size 1.
type Advances = HashMap<char, f32>;

static REGULAR_ADVANCES: LazyLock<Advances> = LazyLock::new(|| advances(REGULAR));
static SEMI_BOLD_ADVANCES: LazyLock<Advances> = LazyLock::new(|| advances(SEMI_BOLD));

/// What a letter that the font lacks is taken for: a square.
const SQUARE: f32 = 1.0;

/// The width of a line of text at a size, in the size's unit; kerning, which mostly narrows, is left out.
pub(super) fn width(text: &str, weight: Weight, size: f64) -> f64 {
    let advances = match weight {
        Weight::Regular => &*REGULAR_ADVANCES,
        Weight::SemiBold => &*SEMI_BOLD_ADVANCES,
    };
    let letters = text
        .chars()
        .map(|letter| advances.get(&letter).copied().unwrap_or(SQUARE));
    letters.map(f64::from).sum::<f64>() * size
}

/// A font that cannot be read has no letters, so that all text counts as wide; a test keeps the built-in files readable.
fn advances(file: &'static [u8]) -> Advances {
    let Ok(font) = FontRef::new(file) else {
        return Advances::new();
    };
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let letters = font.charmap().mappings();
    let advance = |(code, glyph)| Some((char::from_u32(code)?, metrics.advance_width(glyph)?));
    letters.filter_map(advance).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_the_letters_of_all_languages() {
        let text = "Aa Zz 0–9 £€₽₴ “é” «ё» Ґґ Єє Її Іі Ыы Щщ Üß Łł — … · № −";
        for advances in [&*REGULAR_ADVANCES, &*SEMI_BOLD_ADVANCES] {
            let missing: String = text
                .chars()
                .filter(|letter| !advances.contains_key(letter))
                .collect();
            assert_eq!(missing, "");
        }
    }

    #[test]
    fn widths_grow_with_the_size_and_the_weight() {
        let at = |weight, size| width("Маяк 1,234", weight, size);
        assert!((at(Weight::Regular, 20.0) - 2.0 * at(Weight::Regular, 10.0)).abs() < 1e-6);
        assert!(at(Weight::SemiBold, 10.0) > at(Weight::Regular, 10.0));
        assert!(
            (width("00", Weight::Regular, 10.0) - width("17", Weight::Regular, 10.0)).abs() < 1e-6
        );
    }
}
