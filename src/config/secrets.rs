//! Secrets that were written into the settings file: blanked before anything reads it, so that no message can show them.

use std::ops::Range;
use std::sync::Arc;

use super::UNKNOWN_KEY;
use crate::diagnostic::{Diagnostic, SourceFile};

/// The code of a secret in the settings file.
const SECRET: &str = "C004";

/// Names of settings that hold secrets elsewhere, and that people therefore look for here.
const NAMES: [&str; 6] = [
    "token",
    "bot_token",
    "discord_token",
    "secret",
    "client_secret",
    "password",
];

/// Quotes around values, straight ones of several lines first.
const QUOTES: [(&str, &str); 6] = [
    ("\"\"\"", "\"\"\""),
    ("'''", "'''"),
    ("\"", "\""),
    ("'", "'"),
    ("“", "”"),
    ("‘", "’"),
];

/// The file with stars in place of secrets. It stays as long as it was, and every place in it where it was.
pub(super) fn blanked(file: &Arc<SourceFile>) -> Arc<SourceFile> {
    let mut text = file.text.clone();
    let mut from = 0;
    while let Some(value) = next(&text, from) {
        from = value.end;
        let stars = stars(&text[value.clone()]);
        text.replace_range(value, &stars);
    }
    Arc::new(SourceFile {
        path: file.path.clone(),
        text,
    })
}

/// An unknown key that looks like a secret is answered with where secrets belong.
pub(super) fn belongs_elsewhere(problem: Diagnostic) -> Diagnostic {
    let label = problem.labels.first();
    let written = label.and_then(|label| label.file.text.get(label.span.clone()));
    let secret = written.filter(|key| NAMES.contains(&key.to_lowercase().as_str()));
    let Some(key) = secret.filter(|_| problem.code == UNKNOWN_KEY) else {
        return problem;
    };
    Diagnostic {
        code: SECRET,
        message: format!("`{key}` must not stand in a settings file"),
        help: Some(
            "remove it here, and set the environment variable DISCORD_TOKEN instead".to_owned(),
        ),
        fix: None,
        ..problem
    }
}

/// The value of the first key from a place on that names a secret, with its quotes.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let values = NAMES.iter().flat_map(|name| {
        let found = lower[from..].match_indices(name);
        found.filter_map(|(at, name)| value(text, from + at, from + at + name.len()))
    });
    values.min_by_key(|value| value.start)
}

/// The value behind a name, if the name is a key and no part of another word or of a remark.
fn value(text: &str, name: usize, after: usize) -> Option<Range<usize>> {
    let line = text[..name].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &text[line..name];
    if before.contains('#') || before.ends_with(|c: char| c.is_alphanumeric() || "_-".contains(c)) {
        return None;
    }
    let rest = text[after..].trim_start_matches(['"', '\'', ' ', '\t']);
    let rest = rest.strip_prefix(['=', ':'])?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let start = text.len() - rest.len();
    Some(start..start + length(rest))
}

/// How long the value is that a text begins with.
fn length(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let Some((open, close)) = QUOTES.iter().find(|(open, _)| text.starts_with(open)) else {
        let end = line.find(['#', ',', '}']).unwrap_or(line.len());
        return line[..end].trim_end().len();
    };
    let within = if open.len() == 3 && open.is_ascii() {
        text
    } else {
        line
    };
    let closing = within[open.len()..].find(close);
    closing.map_or(within.len(), |at| open.len() + at + close.len())
}

/// As many stars as a value has bytes, in its quotes, or in straight ones if it has none.
fn stars(value: &str) -> String {
    let quoted = QUOTES.iter().find(|(open, close)| {
        value.len() >= open.len() + close.len() && value.starts_with(open) && value.ends_with(close)
    });
    let (open, close) = quoted.unwrap_or(&("\"", "\""));
    let Some(inside) = value.len().checked_sub(open.len() + close.len()) else {
        return value.to_owned();
    };
    let within = &value.as_bytes()[open.len()..open.len() + inside];
    let stars = within.iter().map(|byte| match byte {
        b'\n' | b'\r' => char::from(*byte),
        _ => '*',
    });
    format!("{open}{}{close}", stars.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hidden(text: &str) -> String {
        let file = SourceFile {
            path: "bot.toml".into(),
            text: text.into(),
        };
        blanked(&Arc::new(file)).text.clone()
    }

    #[test]
    fn values_of_secrets_become_stars() {
        let check = |text: &str, expected: &str| assert_eq!(hidden(text), expected);
        check("token = \"abc.de\"\n", "token = \"******\"\n");
        check("[discord]\nTOKEN='ab'", "[discord]\nTOKEN='**'");
        check("token = abc.de # mine", "token = \"****\" # mine");
        check("token: Bot abc.de\n", "token: \"********\"\n");
        check("\"token\" = \"abc\"", "\"token\" = \"***\"");
        check(
            "discord = { token = \"ab\", shards = 2 }",
            "discord = { token = \"**\", shards = 2 }",
        );
        check(
            "discord.bot_token = \"\"\"\nab\n\"\"\"\nshards = 2",
            "discord.bot_token = \"\"\"\n**\n\"\"\"\nshards = 2",
        );
        check("token = \"abc", "token = \"**\"");
        check("token = “ab”", "token = “**”");
        check(
            "secret = 'a'\npassword = 'b'",
            "secret = '*'\npassword = '*'",
        );
        for unchanged in [
            "token_file = \"discord-token\"",
            "# token = \"abc\"",
            "token",
            "token = ",
            "data = \"tokens\"",
        ] {
            check(unchanged, unchanged);
        }
    }

    proptest! {
        #[test]
        fn every_place_stays_where_it_is(text in "(token|secret|a|=|:|\"|'|“|”|ж|\n|\r| |#|,){0,40}") {
            let hidden = hidden(&text);
            prop_assert_eq!(hidden.len(), text.len());
            prop_assert_eq!(hidden.matches('\n').count(), text.matches('\n').count());
        }
    }
}
