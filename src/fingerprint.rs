//! Short stable names for texts: the same texts give the same name on every machine.

use std::sync::Arc;

use crate::diagnostic::SourceFile;

/// The offset and prime of the 64-bit FNV-1a hash.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Twelve hex digits that name these texts in this order.
pub fn of(texts: &[&str]) -> String {
    let mut hash = OFFSET;
    for byte in texts.iter().flat_map(|text| text.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    format!("{:012x}", hash >> 16)
}

/// A name for a set of files: their names and texts, in the order of their paths, wherever they lie.
pub fn of_files(files: &[Arc<SourceFile>]) -> String {
    let mut sorted: Vec<&Arc<SourceFile>> = files.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let name = |file: &SourceFile| {
        file.path
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let texts: Vec<String> = sorted
        .iter()
        .flat_map(|file| [name(file), file.text.clone()])
        .collect();
    of(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn texts_are_told_apart_by_content_order_and_borders() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
        assert_ne!(of(&["ab", ""]), of(&["a", "b"]));
        assert_eq!(of(&["a"]).len(), 12);
    }
}
