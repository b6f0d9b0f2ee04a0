//! The learned part of reading: the weights that ship with the program, or those of a file.
//!
//! It must not read the file itself.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

pub use crate::interpret::scorer::{BadWeights, Weights};

/// The weights that ship with the program.
const SHIPPED: &str = include_str!("../../assets/reader/weights.txt");

static PARSED: LazyLock<Result<Arc<Weights>, BadWeights>> =
    LazyLock::new(|| parsed(SHIPPED.into()));

/// The weights of a text.
///
/// # Errors
/// If they are broken or of another version.
pub fn parsed(text: Cow<'static, str>) -> Result<Arc<Weights>, BadWeights> {
    Weights::parse(text).map(Arc::new)
}

/// The weights that ship with the program, parsed once.
///
/// # Errors
/// If the program was built with weights that are broken or of another version.
pub fn shipped() -> Result<Arc<Weights>, BadWeights> {
    PARSED.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_can_be_read() {
        assert_eq!(shipped().err(), None);
        // Word by word, as what is built in is only read when it is asked for.
        assert_eq!(parsed(SHIPPED.to_owned().into()).err(), None);
    }
}
