//! `bot.toml`: where the bot finds its files.
//!
//! It turns text into settings and problems; it opens no file and never holds a token.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemars::JsonSchema;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile, nearest};

/// The settings file that is read when none is named.
pub const DEFAULT_FILE: &str = "bot.toml";

const SYNTAX: &str = "C001";
const UNKNOWN_KEY: &str = "C002";
const WRONG_TYPE: &str = "C003";
const SECRET: &str = "C004";

/// The keys of the file.
const KEYS: [&str; 2] = ["data", "intents"];

/// Names of settings that hold secrets elsewhere, and that people therefore look for here.
const SECRETS: [&str; 4] = ["token", "discord_token", "secret", "password"];

/// Settings of Footnote.
#[derive(JsonSchema)]
#[schemars(rename = "bot.toml", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "the fields describe the file to editors; reading goes key by key to report every problem"
)]
struct File {
    /// The directory with the dataset, relative to this file. Default: `data`.
    data: Option<String>,
    /// The directory with the intents, relative to this file. Default: `intents`.
    intents: Option<String>,
}

/// A directory that the settings name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Where it is, as seen from where the program was started.
    pub path: PathBuf,
    /// Where it is named; absent when it is the default or came from elsewhere.
    pub place: Option<Place>,
}

impl From<PathBuf> for Directory {
    fn from(path: PathBuf) -> Self {
        Self { path, place: None }
    }
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The directory with the dataset.
    pub data: Directory,
    /// The directory with the intents.
    pub intents: Directory,
}

impl Default for Config {
    fn default() -> Self {
        Self::below(Path::new(""))
    }
}

impl Config {
    fn below(directory: &Path) -> Self {
        Self {
            data: directory.join("data").into(),
            intents: directory.join("intents").into(),
        }
    }
}

/// The settings of a file and everything that is wrong with them; a setting that cannot be used has its default.
pub fn parse(file: &Arc<SourceFile>) -> (Config, Diagnostics) {
    let base = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let mut config = Config::below(base);
    let mut problems = Diagnostics::new();
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        problems.push(
            Diagnostic::error(SYNTAX, error.message().trim().replace('\n', ", "))
                .at(&place(file, span), "")
                .help("write a setting as `data = \"data\"`, one a line"),
        );
    }
    for (key, value) in table.into_inner() {
        let setting = match key.get_ref().as_ref() {
            "data" => &mut config.data,
            "intents" => &mut config.intents,
            unknown => {
                problems.push(unknown_key(unknown, &place(file, key.span())));
                continue;
            }
        };
        let span = value.span();
        match value.get_ref() {
            DeValue::String(path) if !path.trim().is_empty() => {
                *setting = Directory {
                    path: base.join(path.as_ref()),
                    place: Some(place(file, span)),
                }
            }
            _ => problems.push(no_path(key.get_ref(), &place(file, span))),
        }
    }
    (config, problems.sorted())
}

/// The JSON Schema of the file.
pub fn schema() -> Value {
    schemars::schema_for!(File).to_value()
}

fn place(file: &Arc<SourceFile>, span: Range<usize>) -> Place {
    Place {
        file: Arc::clone(file),
        span,
    }
}

fn unknown_key(key: &str, place: &Place) -> Diagnostic {
    if SECRETS.contains(&key.to_lowercase().as_str()) {
        return Diagnostic::error(SECRET, format!("`{key}` must not stand in a settings file"))
            .at(place, "")
            .help("remove it here, and set the environment variable DISCORD_TOKEN instead");
    }
    let problem = Diagnostic::error(UNKNOWN_KEY, format!("unknown setting `{key}`")).at(place, "");
    match nearest(key, KEYS) {
        Some(meant) => problem
            .help(format!("did you mean `{meant}`?"))
            .fix(place, meant),
        None => problem.help(format!(
            "the settings are {}",
            KEYS.map(|key| format!("`{key}`")).join(" and ")
        )),
    }
}

fn no_path(key: &str, place: &Place) -> Diagnostic {
    Diagnostic::error(WRONG_TYPE, format!("`{key}` is no path of a directory"))
        .at(place, "expected a text")
        .help(format!("write for example `{key} = \"{key}\"`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str) -> (Config, Vec<String>) {
        let file = Arc::new(SourceFile {
            path: path.into(),
            text: text.into(),
        });
        let (config, problems) = parse(&file);
        let at = |problem: &Diagnostic| {
            let label = problem.labels.first().unwrap();
            let position = label.file.position(label.span.start);
            let help = problem.help.clone().unwrap_or_default();
            format!(
                "{}:{} {} {}; {help}",
                position.line, position.column, problem.code, problem.message
            )
        };
        (config, problems.iter().map(at).collect())
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let check = |path: &str, text: &str, data: &str, intents: &str| {
            let (config, problems) = read(path, text);
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(
                (config.data.path, config.intents.path),
                (data.into(), intents.into())
            );
        };
        check("bot.toml", "", "data", "intents");
        check("bot.toml", "data = 'bees'", "bees", "intents");
        check(
            "conf/bot.toml",
            "data = 'bees'",
            "conf/bees",
            "conf/intents",
        );
        check(
            "conf/bot.toml",
            "data = '/srv/bees'",
            "/srv/bees",
            "conf/intents",
        );
    }

    #[test]
    fn every_problem_has_its_place_and_its_remedy() {
        let text = "dat = 'x'\nintents = 3\ntoken = 'abc'\nport = 80\n";
        let (config, problems) = read("bot.toml", text);
        assert_eq!(config, Config::default());
        insta::assert_snapshot!(problems.join("\n"), @r#"
        1:1 C002 unknown setting `dat`; did you mean `data`?
        2:11 C003 `intents` is no path of a directory; write for example `intents = "intents"`
        3:1 C004 `token` must not stand in a settings file; remove it here, and set the environment variable DISCORD_TOKEN instead
        4:1 C002 unknown setting `port`; the settings are `data` and `intents`
        "#);
    }

    #[test]
    fn what_is_no_toml_is_said() {
        let (_, problems) = read("bot.toml", "data = bees\n");
        insta::assert_snapshot!(problems.join("\n"), @r#"1:8 C001 string values must be quoted, expected literal string; write a setting as `data = "data"`, one a line"#);
    }
}
