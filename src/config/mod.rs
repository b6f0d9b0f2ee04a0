//! `bot.toml`: where the bot finds its files, and how it reaches Discord.
//!
//! It turns text into settings and problems; it opens no file and never holds a token.

mod discord;
mod http;
mod secrets;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceFile};
use crate::toml_file::{Entry, Format, Spot, keys_of, read};

pub use discord::{Discord, Shards};
pub use http::Http;

/// The settings file that is read when none is named.
pub const DEFAULT_FILE: &str = "bot.toml";

const UNKNOWN_KEY: &str = "C002";
const EMPTY: &str = "C005";
const NOT_USABLE: &str = "C006";

const FORMAT: Format = Format {
    syntax: "C001",
    unknown_table: UNKNOWN_KEY,
    unknown_key: UNKNOWN_KEY,
    wrong_type: "C003",
    table_shape: "C003",
    dotted: false,
    lists: &[],
    keys: keys_of::<RawConfig>,
};

/// Settings of Footnote.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Footnote settings file")]
struct RawConfig {
    /// The directory with the dataset, relative to this file. Default: `data`.
    data: Option<Spot<String>>,
    /// The directory with the intents, relative to this file. Default: `intents`.
    intents: Option<Spot<String>>,
    /// The file with what was learned about reading questions, relative to this file. Default: the one that is part of the program.
    weights: Option<Spot<String>>,
    /// The file in which the bot keeps settings of servers, drafts and the history, relative to this file; it is made if it is not there.
    /// Default: `footnote.db`.
    database: Option<Spot<String>>,
    /// How the bot reaches Discord.
    #[expect(dead_code, reason = "read as a table of its own; here for the schema")]
    discord: Option<discord::RawDiscord>,
    /// The bot's own HTTP server; off unless `listen` is set.
    #[expect(dead_code, reason = "read as a table of its own; here for the schema")]
    http: Option<http::RawHttp>,
}

/// A directory or a file that the settings name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Where it is, as seen from where the program was started.
    pub path: PathBuf,
    /// Where it is named; absent when it is the default or came from elsewhere.
    pub place: Option<Place>,
}

impl From<PathBuf> for Location {
    fn from(path: PathBuf) -> Self {
        Self { path, place: None }
    }
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The directory with the dataset.
    pub data: Location,
    /// The directory with the intents.
    pub intents: Location,
    /// The file with what was learned; that of the program where none is named.
    pub weights: Option<Location>,
    /// The file of the database.
    pub database: Location,
    /// How the bot reaches Discord.
    pub discord: Discord,
    /// The bot's own HTTP server.
    pub http: Http,
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
            weights: None,
            database: directory.join("footnote.db").into(),
            discord: Discord::default(),
            http: Http::default(),
        }
    }
}

/// The settings of a file and everything that is wrong with them; a setting that cannot be used has its default.
pub fn parse(file: &Arc<SourceFile>) -> (Config, Diagnostics) {
    let file = &secrets::blanked(file);
    let base = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let mut config = Config::below(base);
    let mut problems = Diagnostics::new();
    let mut entries: Vec<Entry<RawConfig>> = Vec::new();
    let mut of_discord = Vec::new();
    let mut of_http = Vec::new();
    read(file, &FORMAT, &mut problems, |reader, mut table| {
        if let Some(own) = table.remove("discord") {
            reader.single("discord", own, &mut of_discord);
        }
        if let Some(own) = table.remove("http") {
            reader.single("http", own, &mut of_http);
        }
        entries.extend(reader.entry("the settings file", table, 0..0));
    });
    for entry in &of_discord {
        config.discord.read(entry, base, &mut problems);
    }
    for entry in &of_http {
        config.http.read(entry, &mut problems);
    }
    let mut weights = Location::from(PathBuf::new());
    for entry in &entries {
        let settings = [
            (&entry.raw.weights, &mut weights),
            (&entry.raw.data, &mut config.data),
            (&entry.raw.intents, &mut config.intents),
            (&entry.raw.database, &mut config.database),
        ];
        for (written, setting) in settings {
            let Some(path) = written else { continue };
            let place = entry.place(path.span());
            if path.get().trim().is_empty() {
                problems.push(Diagnostic::error(EMPTY, "a path is empty").at(&place, ""));
            } else {
                *setting = Location {
                    path: base.join(path.get()),
                    place: Some(place),
                };
            }
        }
    }
    config.weights = weights.place.is_some().then_some(weights);
    (
        config,
        problems
            .into_iter()
            .map(secrets::belongs_elsewhere)
            .collect::<Diagnostics>()
            .sorted(),
    )
}

/// A value that cannot be what it is meant for.
fn not_usable(message: &str) -> Diagnostic {
    Diagnostic::error(NOT_USABLE, message)
}

/// The JSON Schema of the file.
pub fn schema() -> Value {
    schemars::schema_for!(RawConfig).to_value()
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
        insta::assert_snapshot!(problems.join("\n"), @r"
        1:1 C002 the settings file has no key `dat`; did you mean `data`?
        2:11 C003 found integer `3`, expected a text; write it in straight double quotes
        3:1 C004 `token` must not stand in a settings file; remove it here, and set the environment variable DISCORD_TOKEN instead
        4:1 C002 the settings file has no key `port`; its keys are `data`, `intents`, `weights`, `database`, `discord`, `http`
        ");
    }

    #[test]
    fn what_is_no_toml_is_said() {
        let (_, problems) = read("bot.toml", "data = bees\n");
        insta::assert_snapshot!(problems.join("\n"), @r"1:8 C001 string values must be quoted, expected literal string; a text, a date or a period stands in quotes; only plain numbers, `true` and `false` do without");
    }
}
