//! A value that is not of the type its key wants, said in the words of people who write files.

use super::Format;
use crate::diagnostic::{Diagnostic, Place, nearest};

/// The problem behind a deserializer's message.
pub(super) fn wrong_type(format: &Format, message: &str, place: &Place) -> Diagnostic {
    let written = place.file.text.get(place.span.clone()).unwrap_or_default();
    let code = if message.starts_with("unknown field") {
        format.unknown_key
    } else {
        format.wrong_type
    };
    let problem = Diagnostic::error(code, reworded(message)).at(place, "");
    if message.starts_with("unknown") {
        return suggested(message, written, place, problem);
    }
    let scalar = !written.is_empty() && !written.starts_with(['[', '{']);
    if message.contains("expected a sequence") && scalar {
        return problem
            .help("write a list, even of one")
            .fix(place, format!("[{written}]"));
    }
    if message.contains("expected a string") && scalar {
        return problem
            .help("write it in straight double quotes")
            .fix(place, format!("\"{written}\""));
    }
    if message.contains("expected a boolean") {
        return problem.help("write `true` or `false`, without quotes");
    }
    problem
}

/// The name that was probably meant, if the message lists those that are known.
fn suggested(message: &str, written: &str, place: &Place, problem: Diagnostic) -> Diagnostic {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let near = names
        .split_first()
        .and_then(|(wrong, known)| nearest(wrong, known.iter().copied()));
    let Some(meant) = near else { return problem };
    let quoted = written.starts_with(['"', '\'']);
    let replacement = if quoted {
        format!("\"{meant}\"")
    } else {
        meant.to_string()
    };
    problem
        .help(format!("did you mean `{meant}`?"))
        .fix(place, replacement)
}

/// The message without the terms of serialisation.
fn reworded(message: &str) -> String {
    const TERMS: [(&str, &str); 8] = [
        ("invalid type: ", "found "),
        ("unknown variant ", "unknown name "),
        ("unknown field ", "unknown key "),
        ("a sequence", "a list"),
        ("sequence", "list"),
        ("a map", "a table"),
        ("string", "text"),
        ("floating point", "number"),
    ];
    let flat = message.trim().replace('\n', ", ");
    TERMS
        .iter()
        .fold(flat, |text, (term, word)| text.replace(term, word))
}
