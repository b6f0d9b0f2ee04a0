//! Styles where colours are allowed, bare text where not.

use anstyle::{AnsiColor, Style};

/// Paints text, or leaves it bare.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// Whether text may carry colours.
    pub(super) colours: bool,
}

impl Paint {
    pub(super) fn styled(self, text: &str, style: Style) -> String {
        if self.colours && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    pub(super) fn strong(self, text: &str) -> String {
        self.styled(text, Style::new().bold())
    }

    pub(super) fn faint(self, text: &str) -> String {
        self.styled(text, AnsiColor::BrightBlack.on_default())
    }
}
