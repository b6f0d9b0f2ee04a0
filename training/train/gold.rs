//! Whether an answer has what a question's gold wants: the numbers and words that must occur, and none that must not.
//!
//! It tells apart candidates whose forms agree; families of wordings (`@@yes`) it leaves to whoever scores answers.

use std::collections::HashMap;

use fancy_regex::Regex;
use footnote::answer::{Answer, Status};

use crate::items::Item;

/// Compiled patterns, each once.
#[derive(Default)]
pub(crate) struct Patterns(HashMap<String, Option<Regex>>);

impl Patterns {
    /// Whether an answer is as the gold wants it.
    pub(crate) fn accept(&mut self, item: &Item, answer: &Answer) -> bool {
        let answered = answer.status == Status::Answered;
        if (item.expect == "answer") != answered && !item.also.iter().any(|also| also == "refuse") {
            return false;
        }
        let verdict = answer
            .verdict
            .map(|verdict| format!("{verdict:?}").to_lowercase());
        if let Some(own) = verdict.filter(|_| !item.verdict.is_empty())
            && !item.verdict.iter().any(|gold| gold.replace('_', "") == own)
        {
            return false;
        }
        let text = plain(&answer.text);
        let wanted = item
            .must
            .iter()
            .chain(item.if_answered.iter().filter(|_| answered));
        let mut wanted = wanted.filter(|group| !group.is_empty());
        wanted.all(|group| group.iter().any(|one| self.occurs(one, &text)))
            && !item
                .forbid
                .iter()
                .any(|one| !one.starts_with("@@") && self.occurs(one, &text))
    }

    fn occurs(&mut self, one: &str, text: &str) -> bool {
        if one.starts_with("@@") {
            return true;
        }
        if let Some(raw) = one.strip_prefix("raw:") {
            return text.contains(&plain(raw));
        }
        let pattern = match one.strip_prefix("re:") {
            Some(pattern) => format!("(?is){pattern}"),
            None => whole(&plain(one)),
        };
        let compiled = self
            .0
            .entry(pattern.clone())
            .or_insert_with(|| Regex::new(&pattern).ok());
        compiled
            .as_ref()
            .is_none_or(|regex| regex.is_match(text).unwrap_or(true))
    }
}

/// A text that has to occur, its numbers whole and its short words too.
fn whole(text: &str) -> String {
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    let mut pattern = fancy_regex::escape(text).into_owned();
    if digit(text.chars().next()) {
        pattern = format!(r"(?<!\d)(?<!\d\.){pattern}");
    }
    if digit(text.chars().next_back()) {
        pattern.push_str(r"(?!\d)(?!\.\d)");
    }
    if text.chars().all(char::is_alphabetic) && text.chars().count() <= 4 {
        pattern = format!(r"\b{pattern}\b");
    }
    pattern
}

/// Lower case, no marks of style, no separators of thousands.
fn plain(text: &str) -> String {
    let chars: Vec<char> = text
        .replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
        .replace(['\u{2212}', '\u{2013}', '\u{2011}'], "-")
        .to_lowercase()
        .chars()
        .filter(|char| !matches!(char, '*' | '`'))
        .collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(chars.len());
    for (at, char) in chars.iter().enumerate() {
        let separates = *char == ','
            && at > 0
            && digit(at - 1)
            && (1..=3).all(|step| digit(at + step))
            && !digit(at + 4);
        if !separates {
            out.push(*char);
        }
    }
    out
}
