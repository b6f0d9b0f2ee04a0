//! The colours of a chart. Each theme brings its own background, so that a picture is legible wherever it is shown.

/// On what background a chart stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light text on a dark card.
    #[default]
    Dark,
    /// Dark text on a light card.
    Light,
}

/// The colours of a theme, as CSS writes them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// The card.
    pub(super) card: &'static str,
    /// The card's edge, and lines that only guide the eye.
    pub(super) guide: &'static str,
    /// Titles, numbers and what they are for.
    pub(super) text: &'static str,
    /// Everything else that is read.
    pub(super) muted: &'static str,
    /// Figures.
    pub(super) figure: &'static str,
    /// Disputed figures.
    pub(super) disputed: &'static str,
}

impl Theme {
    pub(super) fn palette(self) -> Palette {
        match self {
            Self::Dark => Palette {
                card: "#1e2027",
                guide: "#3b3f4a",
                text: "#f1f3f6",
                muted: "#a8aebb",
                figure: "#6fa8f5",
                disputed: "#efb24d",
            },
            Self::Light => Palette {
                card: "#ffffff",
                guide: "#d5d9e0",
                text: "#1c2027",
                muted: "#5a6270",
                figure: "#2c6bc4",
                disputed: "#a96a00",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours by the Web Content Accessibility Guidelines, 1 to 21.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |colour: &str| {
            let channel = |at: usize| {
                let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
                let value = f64::from(value) / 255.0;
                if value <= 0.03928 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn all_that_is_read_has_the_contrast_of_level_aa() {
        for theme in [Theme::Dark, Theme::Light] {
            let colours = theme.palette();
            let check = |name, colour, least: f64| {
                let found = contrast(colour, colours.card);
                assert!(found >= least, "{theme:?} {name}: {found:.2}");
            };
            check("text", colours.text, 4.5);
            check("muted", colours.muted, 4.5);
            check("figure", colours.figure, 3.0);
            check("disputed", colours.disputed, 3.0);
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
    }
}
