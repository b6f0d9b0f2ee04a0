//! `[discord]`: how the bot reaches Discord, and who owns it.
//!
//! It never holds a token, only the name of a file that does.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use super::not_usable;
use crate::diagnostic::Diagnostics;
use crate::toml_file::{Cell, Entry, Spot};

/// How the bot reaches Discord.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDiscord {
    /// A file that holds the bot's token and nothing else, relative to this file. Default: the environment variable `DISCORD_TOKEN`.
    token_file: Option<Spot<String>>,
    /// True if the privileged intent "Message Content" is switched on for the bot in the developer portal: only then can it listen in
    /// channels without being mentioned. Default: false.
    message_content: Option<bool>,
    /// Ids of the people who may change the intents that all servers share.
    owners: Option<Vec<Spot<Cell>>>,
    /// How many shards all processes of the bot have together. Default: as many as Discord recommends, all in this process.
    shards: Option<Spot<u32>>,
    /// The first and the last shard that this process runs, counted from 0. Default: all.
    shard_range: Option<Spot<Vec<u32>>>,
    /// The base URL of a rate-limit proxy that stands before Discord's REST API. Default: Discord itself, with limits kept by the bot.
    api: Option<Spot<String>>,
    /// The URL of the gateway. Default: what the REST API names.
    gateway: Option<Spot<String>>,
}

/// How the bot reaches Discord.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discord {
    /// The file that holds the token.
    pub token_file: Option<PathBuf>,
    /// Whether the privileged intent for the text of messages may be asked for.
    pub message_content: bool,
    /// Who may change the shared intents.
    pub owners: BTreeSet<u64>,
    /// How the bot is divided; Discord's recommendation if absent.
    pub shards: Option<Shards>,
    /// The base URL of a rate-limit proxy.
    pub api: Option<String>,
    /// The URL of the gateway.
    pub gateway: Option<String>,
}

/// Which part of the bot this process is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shards {
    /// All shards of the bot.
    pub total: u32,
    /// Those of this process.
    pub own: RangeInclusive<u32>,
}

impl Discord {
    /// Takes over what the table says; what cannot be used is reported and left at its default.
    pub(super) fn read(
        &mut self,
        entry: &Entry<RawDiscord>,
        base: &Path,
        problems: &mut Diagnostics,
    ) {
        let raw = &entry.raw;
        let file = raw.token_file.as_ref().map(|file| base.join(file.get()));
        self.token_file = file.or(self.token_file.take());
        self.message_content |= raw.message_content.unwrap_or_default();
        for written in raw.owners.iter().flatten() {
            match written.get().to_string().parse() {
                Ok(id) => {
                    self.owners.insert(id);
                }
                Err(_) => problems.push(
                    not_usable("an owner is named by a Discord id, which has digits only")
                        .at(&entry.place(written.span()), "")
                        .help("in Discord, switch on developer mode, then right-click the person and choose Copy User ID"),
                ),
            }
        }
        self.shards = shards(entry, problems).or(self.shards.take());
        self.api = url(entry, raw.api.as_ref(), ["http://", "https://"], problems);
        self.gateway = url(entry, raw.gateway.as_ref(), ["ws://", "wss://"], problems);
    }
}

fn shards(entry: &Entry<RawDiscord>, problems: &mut Diagnostics) -> Option<Shards> {
    let raw = &entry.raw;
    let Some(written) = &raw.shards else {
        if let Some(range) = &raw.shard_range {
            problems.push(
                not_usable("`shard_range` says which shards, but not of how many")
                    .at(&entry.place(range.span()), "")
                    .help("write `shards = 8`, or however many all processes have together"),
            );
        }
        return None;
    };
    let total = *written.get();
    if total == 0 {
        problems
            .push(not_usable("a bot has at least one shard").at(&entry.place(written.span()), ""));
        return None;
    }
    let Some(range) = &raw.shard_range else {
        return Some(Shards {
            total,
            own: 0..=total - 1,
        });
    };
    match range.get().as_slice() {
        &[first, last] if first <= last && last < total => Some(Shards {
            total,
            own: first..=last,
        }),
        _ => {
            let last = total - 1;
            problems.push(
                not_usable("`shard_range` is the first and the last shard of this process")
                    .at(&entry.place(range.span()), "")
                    .help(format!(
                        "with `shards = {total}` they are counted from 0 to {last}: write for example `shard_range = [0, {last}]`"
                    )),
            );
            None
        }
    }
}

fn url(
    entry: &Entry<RawDiscord>,
    written: Option<&Spot<String>>,
    schemes: [&str; 2],
    problems: &mut Diagnostics,
) -> Option<String> {
    let written = written?;
    let text = written.get().trim_end_matches('/');
    if schemes.iter().any(|scheme| text.starts_with(scheme)) {
        return Some(text.to_owned());
    }
    let [plain, safe] = schemes;
    problems.push(
        not_usable("this is no address that can be used here")
            .at(&entry.place(written.span()), "")
            .help(format!("it begins with `{plain}` or `{safe}`")),
    );
    None
}
