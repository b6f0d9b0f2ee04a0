//! Discord's markup out of the text: mentions, emoji, links, the marks of Markdown, and what was struck out or only quoted.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Glyph;

/// The longest mention, emoji or timestamp between angle brackets.
const LONGEST_TAG: usize = 100;

/// The longest address behind a link's label.
const LONGEST_TARGET: usize = 600;

/// What stands for some of the glyphs: their number, and the character to put there, if any.
type Reading = (usize, Option<char>);

/// The text without its markup.
pub(super) fn strip(glyphs: &[Glyph]) -> Vec<Glyph> {
    let own = unquoted(glyphs);
    if own.iter().any(|glyph| glyph.char.is_alphanumeric()) {
        plain(&own)
    } else {
        plain(glyphs)
    }
}

/// The lines that are not quoted from somebody else.
fn unquoted(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut own = Vec::with_capacity(glyphs.len());
    for line in glyphs.split_inclusive(|glyph| glyph.char == '\n') {
        let indent = line.iter().take_while(|glyph| glyph.char == ' ').count();
        let line_of = line.get(indent..).unwrap_or_default();
        if starts(line_of, ">>> ") {
            break;
        }
        if !starts(line_of, "> ") {
            own.extend_from_slice(line);
        }
    }
    own
}

fn plain(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut kept = Vec::with_capacity(glyphs.len());
    let mut line_start = true;
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        let rest = &glyphs[at..];
        if let Some((date, taken)) = timestamp(rest) {
            let to = glyphs[at + taken - 1].to;
            let put = |char| Glyph {
                char,
                from: glyph.from,
                to,
            };
            kept.extend(format!(" {date} ").chars().map(put));
            at += taken;
            continue;
        }
        if let Some(taken) = line_mark(rest).filter(|_| line_start) {
            at += taken;
            continue;
        }
        line_start = glyph.char == '\n' || (line_start && glyph.char == ' ');
        let before = at
            .checked_sub(1)
            .and_then(|before| glyphs.get(before))
            .map(|glyph| glyph.char);
        let (taken, char) = reading(before, rest).unwrap_or((1, Some(glyph.char)));
        if let Some(char) = char {
            let to = glyphs[at + taken - 1].to;
            kept.push(Glyph {
                char,
                from: glyph.from,
                to,
            });
        }
        at += taken;
    }
    kept
}

/// The length of a mark that only counts at the start of a line: quotes, headings, small print, list items.
fn line_mark(rest: &[Glyph]) -> Option<usize> {
    let first = rest.first()?.char;
    let length = match first {
        '>' | '#' => rest
            .iter()
            .take(4)
            .take_while(|glyph| glyph.char == first)
            .count(),
        '-' if starts(rest, "-#") => 2,
        '-' | '+' => 1,
        '0'..='9' => {
            let digits = rest
                .iter()
                .take(3)
                .take_while(|glyph| glyph.char.is_ascii_digit())
                .count();
            let dot = rest.get(digits)?.char;
            (digits < 3 && matches!(dot, '.' | ')')).then_some(digits + 1)?
        }
        _ => return None,
    };
    (length < 5 && rest.get(length)?.char == ' ').then_some(length + 1)
}

/// What stands for the markup at the start of `rest`, if there is any.
fn reading(before: Option<char>, rest: &[Glyph]) -> Option<Reading> {
    let after = rest.get(1).map(|glyph| glyph.char);
    let inside = |wanted: fn(char) -> bool| before.is_some_and(wanted) && after.is_some_and(wanted);
    match rest.first()?.char {
        '<' => tag(rest),
        '@' => everyone(before, rest),
        'h' | 'w' => address(before, rest).map(|length| (length, Some(' '))),
        ']' => Some((1 + target(&rest[1..]).unwrap_or(0), Some(' '))),
        '*' => (!inside(|c| c.is_ascii_digit())).then_some((1, None)),
        '_' => Some((1, inside(char::is_alphanumeric).then_some(' '))),
        '~' if starts(rest, "~~") => Some(struck(rest)),
        '|' if starts(rest, "||") => Some((2, None)),
        '[' | '~' | '|' => Some((1, Some(' '))),
        '\\' => Some((1, None)),
        '`' if starts(rest, "```") => Some((fence(rest), Some(' '))),
        '`' => Some((1, inside(char::is_alphanumeric).then_some('\''))),
        _ => None,
    }
}

fn starts(rest: &[Glyph], text: &str) -> bool {
    let mut glyphs = rest.iter();
    text.chars()
        .all(|c| glyphs.next().is_some_and(|glyph| glyph.char == c))
}

/// What is struck out with its marks, or the marks alone where they are not closed.
fn struck(rest: &[Glyph]) -> Reading {
    let inner = rest.get(2..).unwrap_or_default();
    let end = inner
        .windows(2)
        .position(|pair| pair.iter().all(|glyph| glyph.char == '~'));
    end.filter(|length| *length > 0)
        .map_or((2, None), |length| (length + 4, Some(' ')))
}

/// The day of a timestamp, "<t:1700000000:D>", and the glyphs that it takes.
fn timestamp(rest: &[Glyph]) -> Option<(jiff::civil::Date, usize)> {
    if !starts(rest, "<t:") {
        return None;
    }
    let end = rest
        .iter()
        .take(LONGEST_TAG)
        .position(|glyph| glyph.char == '>')?;
    let inner: String = rest.get(3..end)?.iter().map(|glyph| glyph.char).collect();
    let seconds = inner.split(':').next()?.parse().ok()?;
    let time = Timestamp::from_second(seconds).ok()?;
    Some((time.to_zoned(TimeZone::UTC).date(), end + 1))
}

/// `<@1>`, `<#1>`, `<:name:1>`, `</command:1>` and an address in angle brackets.
fn tag(rest: &[Glyph]) -> Option<Reading> {
    if let Some(length) = address(None, &rest[1..]) {
        let closed = rest.get(1 + length).is_some_and(|glyph| glyph.char == '>');
        return Some((1 + length + usize::from(closed), Some(' ')));
    }
    let end = rest
        .iter()
        .take(LONGEST_TAG)
        .position(|glyph| glyph.char == '>')?;
    let inner: String = rest[1..end].iter().map(|glyph| glyph.char).collect();
    is_mention(&inner).then_some((end + 1, Some(' ')))
}

fn is_mention(inner: &str) -> bool {
    let is_id = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(user) = inner.strip_prefix('@') {
        return is_id(user.trim_start_matches(['!', '&']));
    }
    if let Some(channel) = inner.strip_prefix('#') {
        return is_id(channel);
    }
    if let Some(time) = inner.strip_prefix("t:") {
        let seconds = time.split(':').next().unwrap_or(time);
        return is_id(seconds.trim_start_matches('-'));
    }
    let named =
        inner.starts_with([':', '/']) || inner.starts_with("a:") || inner.starts_with("id:");
    named
        && inner
            .rsplit(':')
            .next()
            .is_some_and(|id| is_id(id) || inner.starts_with("id:"))
}

fn everyone(before: Option<char>, rest: &[Glyph]) -> Option<Reading> {
    let length = ["@everyone", "@here"]
        .into_iter()
        .find(|name| starts(rest, name))?
        .len();
    let joined = |c: char| c.is_alphanumeric();
    let alone =
        !before.is_some_and(joined) && !rest.get(length).is_some_and(|glyph| joined(glyph.char));
    alone.then_some((length, Some(' ')))
}

/// The length of a web address, without the punctuation of the sentence around it.
fn address(before: Option<char>, rest: &[Glyph]) -> Option<usize> {
    let begins = ["http://", "https://", "www."]
        .into_iter()
        .any(|scheme| starts(rest, scheme));
    if !begins || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ']' | '|' | '`');
    let length = rest
        .iter()
        .position(|glyph| ends(glyph.char))
        .unwrap_or(rest.len());
    let opened = rest[..length].iter().any(|glyph| glyph.char == '(');
    let trails = |c: char| {
        matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_') || (c == ')' && !opened)
    };
    let trailing = rest[..length]
        .iter()
        .rev()
        .take_while(|glyph| trails(glyph.char))
        .count();
    Some(length - trailing)
}

/// The length of `(address)` behind a link's label.
fn target(rest: &[Glyph]) -> Option<usize> {
    if !starts(rest, "(") {
        return None;
    }
    let end = rest
        .iter()
        .take(LONGEST_TARGET)
        .position(|glyph| glyph.char == ')')?;
    let inner = &rest[1..end];
    let spaced = inner.iter().any(|glyph| glyph.char.is_whitespace());
    (!spaced || address(None, inner).is_some()).then_some(end + 1)
}

/// The length of a code fence with its language.
fn fence(rest: &[Glyph]) -> usize {
    let is_language = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '#');
    let language = rest[3..]
        .iter()
        .take_while(|glyph| is_language(glyph.char))
        .count();
    let named = rest
        .get(3)
        .is_some_and(|glyph| glyph.char.is_ascii_alphabetic());
    let ends_line = rest
        .get(3 + language)
        .is_some_and(|glyph| glyph.char == '\n');
    if named && ends_line { 3 + language } else { 3 }
}
