//! From the bytes of a file to its text: size, encoding and byte order marks. It must not read files.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::{Diagnostic, Place, SourceFile};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;

const TOO_LARGE: &str = "F001";
const NOT_UTF8: &str = "F002";

/// How much of a file that is no text is kept to show its beginning.
const SHOWN_BYTES: usize = 4096;

/// The text of a file, or why it has none. A UTF-8 byte order mark is dropped.
pub fn decode(path: &str, bytes: &[u8]) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Box::new(too_large(path, bytes.len())));
    }
    if let Some(found) = utf16(bytes) {
        let problem = Diagnostic::error(NOT_UTF8, format!("`{path}` is saved as {found}"));
        let problem = problem.at(&start(path), "");
        return Err(Box::new(problem.help(
            "save it as UTF-8; editors call this the encoding, under “Save as”",
        )));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(source(path, text.strip_prefix('\u{feff}').unwrap_or(text))),
        Err(error) => Err(Box::new(invalid_byte(path, bytes, error.valid_up_to()))),
    }
}

/// The problem of a file that is too large, for whoever knows the size before reading.
pub fn too_large(path: &str, bytes: usize) -> Diagnostic {
    let mebibytes = bytes.div_ceil(1024 * 1024);
    Diagnostic::error(
        TOO_LARGE,
        format!(
            "`{path}` is too large: {mebibytes} MiB, where {} are allowed",
            MAX_FILE_BYTES / (1024 * 1024)
        ),
    )
    .at(&start(path), "")
    .help("split it into several files, or remove what does not belong there")
}

/// The beginning of a file whose text is not shown.
fn start(path: &str) -> Place {
    Place {
        file: source(path, ""),
        span: 0..0,
    }
}

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.to_string(),
        text: text.to_string(),
    })
}

/// The name of a two-byte encoding, told by its mark or by every other byte being zero.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big-endian)"),
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => Some("UTF-16 (little-endian)"),
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => Some("UTF-16 (big-endian)"),
        _ => None,
    }
}

/// Shows the line up to the byte that is no UTF-8, with that byte as `�`.
fn invalid_byte(path: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let start = bytes[..at]
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + SHOWN_BYTES)])
        .lines()
        .next()
        .unwrap_or_default()
        .to_string();
    let file = source(path, &format!("{before}{line}"));
    let place = Place {
        file,
        span: at..at + '\u{fffd}'.len_utf8(),
    };
    let message = format!(
        "byte {} of `{path}` (0x{:02X}) is no UTF-8",
        at + 1,
        bytes.get(at).copied().unwrap_or_default()
    );
    let column = at - start + 1;
    Diagnostic::error(NOT_UTF8, message)
        .at(&place, format!("byte {column} of the line"))
        .help(format!(
            "save the file as UTF-8; it is probably in {}",
            older_encoding(bytes)
        ))
}

/// The name of the encoding from before UTF-8 that a text is likeliest written in.
fn older_encoding(bytes: &[u8]) -> String {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let name = detector.guess(None, Utf8Detection::Deny).name();
    name.replace("windows", "Windows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf8_and_nothing_else() {
        let check = |bytes: &[u8], expected: Result<&str, &str>| {
            let found = decode("a.toml", bytes);
            let found = found
                .as_ref()
                .map(|file| file.text.as_str())
                .map_err(|problem| problem.message.as_str());
            assert_eq!(found, expected);
        };
        check(b"", Ok(""));
        check("имя".as_bytes(), Ok("имя"));
        check(b"\xef\xbb\xbfa = 1", Ok("a = 1"));
        check(
            b"\xff\xfea\0",
            Err("`a.toml` is saved as UTF-16 (little-endian)"),
        );
        check(
            b"\xfe\xff\0a",
            Err("`a.toml` is saved as UTF-16 (big-endian)"),
        );
        check(
            b"a\0 \0",
            Err("`a.toml` is saved as UTF-16 (little-endian)"),
        );
        check(b"\0a\0 ", Err("`a.toml` is saved as UTF-16 (big-endian)"));
        check(
            b"ok\nname = \"\xcc\xe0\xff\xea\"",
            Err("byte 12 of `a.toml` (0xCC) is no UTF-8"),
        );
        let large = vec![b' '; MAX_FILE_BYTES + 1];
        check(
            &large,
            Err("`a.toml` is too large: 9 MiB, where 8 are allowed"),
        );
    }

    #[test]
    fn an_older_encoding_is_told_by_its_letters() {
        let check = |bytes: &[u8], expected: &str| {
            let problem = decode("a.toml", bytes).unwrap_err();
            let help = problem.help.unwrap();
            assert!(help.ends_with(expected), "{help}, not {expected}");
        };
        check(b"title = \"Caf\xe9 de la gare\"", "Windows-1252");
        check(b"title = \"1990 \x96 1999\"", "Windows-1252");
        check(b"title = \"It\x92s 5 \x80\"", "Windows-1252");
        check(
            b"title = \"\xcc\xe0\xff\xea\xe8 \xe8 \xef\xee\xf0\xf2\xfb\"",
            "Windows-1251",
        );
        check(
            b"title = \"\xed\xc1\xd1\xcb\xc9 \xc9 \xd0\xcf\xd2\xd4\xd9\"",
            "KOI8-U",
        );
    }

    #[test]
    fn the_bad_byte_has_a_place() {
        let problem = decode("a.toml", b"ok\nname = \"\xcc\xe0\"\nmore").unwrap_err();
        let label = problem.labels.first().unwrap();
        let position = label.file.position(label.span.start);
        assert_eq!((position.line, position.column), (2, 9));
        assert_eq!(label.file.text.get(label.span.clone()), Some("\u{fffd}"));
    }
}
