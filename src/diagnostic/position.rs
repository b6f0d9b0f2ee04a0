//! Lines and columns of a byte offset, as editors count them. It must not know what is written in the file.

use super::SourceFile;

/// A place as editors show it; both numbers start at 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl SourceFile {
    /// The position of a byte offset; offsets outside the text or inside a character are moved to the nearest one before.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text[..floor(&self.text, offset)];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: 1 + before.bytes().filter(|&byte| byte == b'\n').count(),
            column: 1 + before[start..].chars().count(),
        }
    }

    /// The line that holds a byte offset, without its line break, and the offset at which it starts.
    pub fn line_at(&self, offset: usize) -> (usize, &str) {
        let offset = floor(&self.text, offset);
        let start = self.text[..offset]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let end = self.text[offset..]
            .find('\n')
            .map_or(self.text.len(), |newline| offset + newline);
        (start, self.text[start..end].trim_end_matches('\r'))
    }
}

/// The last character boundary at or before `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let check = |text: &str, offset: usize, expected: (usize, usize)| {
            let file = SourceFile {
                path: "a.toml".into(),
                text: text.into(),
            };
            let found = file.position(offset);
            assert_eq!((found.line, found.column), expected, "{text:?} at {offset}");
        };
        check("", 0, (1, 1));
        check("ab\ncd", 4, (2, 2));
        check("ab\r\ncd", 4, (2, 1));
        check("имя = 1", 7, (1, 5));
        check("имя = 1", 1, (1, 1));
        check("\ta", 1, (1, 2));
        check("ab", 99, (1, 3));
        check("a\n", 2, (2, 1));
    }

    #[test]
    fn line_at_finds_the_whole_line() {
        let file = SourceFile {
            path: "a.toml".into(),
            text: "one\r\ntwo\nthree".into(),
        };
        assert_eq!(file.line_at(1), (0, "one"));
        assert_eq!(file.line_at(6), (5, "two"));
        assert_eq!(file.line_at(14), (9, "three"));
    }
}
