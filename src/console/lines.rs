//! Lines of standard input as bytes: any length, any encoding, one at a time.

use std::io::{self, BufRead, Read};

/// The longest line that is looked at, in bytes.
pub const LONGEST: usize = 1 << 20;

/// A line of input.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Its bytes, without the line break.
    Bytes(Vec<u8>),
    /// Longer than [`LONGEST`]; it was passed over.
    TooLong,
}

impl Line {
    /// Its text, or what is wrong with it, as the rest of a sentence about the line.
    pub fn text(self) -> Result<String, String> {
        let Self::Bytes(bytes) = self else {
            return Err(format!("is longer than {} KiB", LONGEST >> 10));
        };
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to() + 1;
            format!("is not UTF-8 at byte {at}")
        })
    }
}

/// The next line; `None` at the end of the input.
pub fn next(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let limit = LONGEST as u64 + 1;
    input.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() > LONGEST {
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_one_at_a_time() {
        let long = "x".repeat(LONGEST + 5);
        let text = format!("a\n\n{long}\n\u{fffd}b");
        let mut input = text.as_bytes();
        let mut lines = Vec::new();
        while let Some(line) = next(&mut input).unwrap() {
            lines.push(line);
        }
        let bytes = |text: &str| Line::Bytes(text.into());
        assert_eq!(
            lines,
            [bytes("a"), bytes(""), Line::TooLong, bytes("\u{fffd}b")]
        );
    }
}
