//! From bytes to text, whatever the encoding. It must not take a guess for knowledge.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::unreadable;
use crate::diagnostic::Diagnostic;
use crate::import::codes;

/// The text, and a remark where its encoding was told by its letters alone.
pub(super) fn decode(
    name: &str,
    bytes: Vec<u8>,
) -> Result<(String, Option<Diagnostic>), Box<Diagnostic>> {
    if let Some((marked, length)) = Encoding::for_bom(&bytes) {
        let (text, broken) = marked.decode_without_bom_handling(&bytes[length..]);
        if broken {
            return Err(Box::new(unreadable(
                name,
                &format!("begins as {} and is not", marked.name()),
            )));
        }
        return Ok((text.into_owned(), None));
    }
    if bytes.contains(&0) {
        return Err(Box::new(
            unreadable(name, "is no text, spreadsheet or JSON")
                .help("give a .csv, .tsv, .json, .xlsx or .ods file"),
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, None)),
        Err(error) => older(name, error.as_bytes()),
    }
}

/// Text of the days before UTF-8.
fn older(name: &str, bytes: &[u8]) -> Result<(String, Option<Diagnostic>), Box<Diagnostic>> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    let (text, broken) = found.decode_without_bom_handling(bytes);
    if broken || found == UTF_8 {
        return Err(Box::new(
            Diagnostic::error(
                codes::ENCODING,
                format!("the encoding of `{name}` is not to be told"),
            )
            .help("save it as UTF-8"),
        ));
    }
    let message = format!("`{name}` is no UTF-8: it is read as {}", found.name());
    let remark = Diagnostic::warning(codes::ENCODING, message)
        .help("look at the names below; where letters are wrong, save the file as UTF-8");
    Ok((text.into_owned(), Some(remark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_any_encoding_are_read() {
        let check = |bytes: &[u8], expected: Result<(&str, bool), &str>| {
            let found = decode("a.csv", bytes.to_vec());
            let found = match &found {
                Ok((text, remark)) => Ok((text.as_str(), remark.is_some())),
                Err(problem) => Err(problem.message.as_str()),
            };
            assert_eq!(found, expected);
        };
        check("год,ціна\n".as_bytes(), Ok(("год,ціна\n", false)));
        check(b"\xef\xbb\xbfyear\n", Ok(("year\n", false)));
        check(b"\xff\xfey\0e\0", Ok(("ye", false)));
        check(
            b"Jahr;Bev\xf6lkerung in M\xfcnchen\n",
            Ok(("Jahr;Bevölkerung in München\n", true)),
        );
        check(
            b"\xe3\xee\xe4;\xed\xe0\xf1\xe5\xeb\xe5\xed\xe8\xe5 \xe8 \xf1\xe5\xeb\xfc\xf1\xea\xee\xe5 \xf5\xee\xe7\xff\xe9\xf1\xf2\xe2\xee\n",
            Ok(("год;население и сельское хозяйство\n", true)),
        );
        check(b"a\0\0b", Err("`a.csv` is no text, spreadsheet or JSON"));
    }
}
