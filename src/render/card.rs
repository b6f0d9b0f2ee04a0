//! An answer as one message of a chat: its text within a limit, its tone, and links to its sources.
//!
//! Nothing is cut inside a link, and the source line always stays. It must not know how a platform is reached.

use super::block::{LONGEST_LABEL, shortened, width};
use crate::answer::{Answer, Citation, Status, Verdict};

/// The longest plain message, in UTF-16 units.
pub const LONGEST_MESSAGE: usize = 2_000;
/// How many links stand under an answer.
const MOST_LINKS: usize = 5;
/// What stands where something was left out.
const ELLIPSIS: &str = " …";
/// How small print begins, which the source lines are.
const SMALL: &str = "-# ";

/// How an answer is to be taken, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A sourced answer.
    Sure,
    /// A claim that the figures contradict.
    Against,
    /// A question back.
    Asking,
    /// No figure, or not comparable, or not understood.
    Without,
}

/// A link to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// What is sent of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Discord Markdown within the limit.
    pub text: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// Links to the sources, each page once.
    pub links: Vec<Link>,
}

/// The card of an answer; `longest` is the limit in UTF-16 units.
pub fn card(answer: &Answer, longest: usize) -> Card {
    Card {
        text: fitted(&answer.text, longest),
        tone: tone(answer),
        links: links(&answer.citations),
    }
}

fn tone(answer: &Answer) -> Tone {
    match (answer.status, answer.verdict) {
        (Status::Answered, Some(Verdict::Contradicted)) => Tone::Against,
        (Status::Answered, Some(Verdict::CannotCheck)) => Tone::Without,
        (Status::Answered | Status::Help, _) => Tone::Sure,
        (Status::Clarify, _) => Tone::Asking,
        _ => Tone::Without,
    }
}

fn links(citations: &[Citation]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for citation in citations {
        let Some(url) = citation.url.as_ref().filter(|url| url.starts_with("http")) else {
            continue;
        };
        if links.len() < MOST_LINKS && links.iter().all(|link| link.url != *url) {
            let page = citation.via.as_ref().unwrap_or(&citation.outlet);
            links.push(Link {
                label: shortened(page, LONGEST_LABEL),
                url: url.clone(),
            });
        }
    }
    links
}

/// A text within a limit of UTF-16 units: the body ends after a sentence, the small print stays.
pub fn fitted(text: &str, longest: usize) -> String {
    if width(text) <= longest {
        return text.to_owned();
    }
    let small_from = small_print(text);
    let (body, small) = text.split_at(small_from);
    let small = cut(small, longest / 2, &[" · ", "\n", " "]);
    let room = longest.saturating_sub(width(&small) + 1);
    let body = cut(body.trim_end(), room, &[". ", "\n", " "]);
    if small.is_empty() {
        body
    } else {
        format!("{body}\n{small}")
    }
}

/// Where the small print at the end begins.
fn small_print(text: &str) -> usize {
    let mut from = text.len();
    for line in text.split_inclusive('\n').rev() {
        if !line.starts_with(SMALL) {
            break;
        }
        from -= line.len();
    }
    from
}

/// The beginning of a text within a limit, ended where the first kind of border allows it.
fn cut(text: &str, longest: usize, borders: &[&str]) -> String {
    if width(text) <= longest {
        return text.to_owned();
    }
    let room = longest.saturating_sub(width(ELLIPSIS));
    let end = borders.iter().find_map(|border| {
        let ends = text.match_indices(border).map(|(at, _)| match *border {
            ". " => at + 1,
            _ => at,
        });
        let fitting = ends.filter(|end| *end > 0 && width(&text[..*end]) <= room);
        fitting.filter(|end| !is_inside_link(text, *end)).last()
    });
    let kept = text.get(..end.unwrap_or_default()).unwrap_or_default();
    format!("{}{ELLIPSIS}", kept.trim_end())
}

/// Whether a place lies inside `[label](url)`.
fn is_inside_link(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let opened = before
        .rfind('[')
        .filter(|open| !before[..*open].ends_with('\\'));
    opened.is_some_and(|open| {
        let inside = &before[open..];
        !inside.contains("](")
            || !inside.ends_with(')') && !inside.contains(") ") && !inside.contains(")\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, longest: usize, expected: &str) {
        assert_eq!(fitted(text, longest), expected);
    }

    #[test]
    fn what_is_too_long_ends_after_a_sentence_before_its_sources() {
        check("Short.", 10, "Short.");
        check(
            "First one. Second one. Third.",
            25,
            "First one. Second one. …",
        );
        check(
            "First one. Second one. Third one.\n-# Source: The Bee",
            42,
            "First one. …\n-# Source: The Bee",
        );
        check(
            "A word. See [the page of all](<https://x.example/a. b>) and more.",
            50,
            "A word. …",
        );
        check("abcdefghijklmnop", 8, " …");
    }

    proptest! {
        #[test]
        fn nothing_is_longer_than_its_limit(
            parts in prop::collection::vec("[a-zA-Zж😀. \\n]{0,40}|\\[[a-z]{1,8}\\]\\(<https://[a-z. ]{1,12}>\\)", 0..40),
            longest in 20..400_usize,
        ) {
            let text = parts.join(" ");
            let short = fitted(&text, longest);
            prop_assert!(width(&short) <= longest);
            let opened = short.matches("](<").count();
            prop_assert_eq!(opened, short.matches(">)").count(), "{}", short);
        }
    }
}
