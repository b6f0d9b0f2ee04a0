//! A sentence's words, lower-cased: the plainest reading of a text, for utterances that have no slots.

use unicode_normalization::UnicodeNormalization;

/// The longest text that is read, in characters.
const LONGEST: usize = 4_000;

/// The words of a text: runs of letters and digits, with short forms taken apart ("don't" is "do not").
pub(crate) fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .take(LONGEST)
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(straight)
        .collect();
    let mut words = Vec::new();
    for run in plain.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let run = run.trim_matches('\'');
        push_parts(&mut words, run);
    }
    words
}

/// The typographic apostrophe as the plain one.
fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | 'ʼ' | '`') {
        '\''
    } else {
        c
    }
}

/// A run's parts: the word, and the short form that leans on it.
fn push_parts(words: &mut Vec<String>, run: &str) {
    let (head, tail) = match run {
        "can't" | "cant" => ("can", "not"),
        "won't" | "wont" => ("will", "not"),
        _ => match run.strip_suffix("n't") {
            Some(head) => (head, "not"),
            None => run.split_once('\'').unwrap_or((run, "")),
        },
    };
    let tail = match tail {
        "m" => "am",
        "re" => "are",
        "ve" => "have",
        "ll" => "will",
        other => other,
    };
    words.extend(
        [head, tail]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(str::to_owned),
    );
}
