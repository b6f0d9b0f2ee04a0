//! Lines of a text in the order of their keys, found where they stand: of a large table most lines are never asked for.
//!
//! It must not know what a line says.

use std::cmp::Ordering;

/// The line of a key; the lines have to be in the order of their keys. The line around the middle tells in which half it stands.
pub(crate) fn line_of<'a>(
    lines: &'a str,
    wanted: &str,
    key: impl Fn(&str) -> &str,
) -> Option<&'a str> {
    let mut rest = lines;
    while !rest.is_empty() {
        let (before, behind) = rest.as_bytes().split_at(rest.len() / 2);
        let start = before.iter().rposition(|byte| *byte == b'\n');
        let start = start.map_or(0, |at| at + 1);
        let length = behind.iter().position(|byte| *byte == b'\n');
        let end = length.map_or(rest.len(), |length| before.len() + length);
        let line = rest.get(start..end)?;
        match wanted.cmp(key(line)) {
            Ordering::Less => rest = rest.get(..start)?,
            Ordering::Equal => return Some(line),
            Ordering::Greater => rest = rest.get(end + 1..).unwrap_or_default(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(line: &str) -> &str {
        line.split('\t').next().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn every_key_is_found_and_no_other(
            words in prop::collection::btree_set("[a-dж]{1,4}", 0..12),
            other in "[a-d]{1,4}",
        ) {
            let lines: Vec<String> = words.iter().map(|word| format!("{word}\t1")).collect();
            for text in [lines.join("\n"), lines.join("\n") + "\n"] {
                for (word, line) in words.iter().zip(&lines) {
                    prop_assert_eq!(line_of(&text, word, key), Some(line.as_str()));
                }
                prop_assert_eq!(line_of(&text, &other, key).is_some(), words.contains(&other));
            }
        }
    }
}
