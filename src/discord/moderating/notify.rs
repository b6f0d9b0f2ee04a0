//! Telling moderators: what was published, and what became of changed files.

use std::sync::Arc;

use jiff::Timestamp;
use serenity::builder::CreateMessage;
use serenity::model::id::ChannelId;

use super::desk::Seat;
use super::look::listed;
use crate::discord::bot::Bot;
use crate::discord::delivery::post;
use crate::discord::reply::no_pings;
use crate::discord::rest::{IN_THE_BACKGROUND, shown};
use crate::render::{LONGEST_MESSAGE, code_block, whole_lines};
use crate::store::Change;
use crate::watch::Reload;

/// How many channels are told of files for everybody.
const MOST_CHANNELS: usize = 25;

/// Notes a reload in the counters and the log.
pub(crate) fn count(bot: &Bot, reload: &Reload) {
    let accepted = reload.refused.is_empty();
    bot.telemetry.reload(accepted, reload.problems.errors());
    if accepted {
        tracing::info!(files = ?reload.accepted, "changed files are in force");
    } else {
        tracing::error!(
            refused = ?reload.refused,
            accepted = ?reload.accepted,
            errors = reload.problems.errors(),
            "changed files have problems; their last good text stays in force"
        );
    }
}

/// A reload in words.
pub(crate) fn summary(reload: &Reload) -> String {
    if reload.changed.is_empty() && !reload.problems.has_errors() {
        return "No file has changed.".to_owned();
    }
    let mut lines = Vec::new();
    let files = |files: &[String]| whole_lines(&files.join("\n"), 600);
    if !reload.accepted.is_empty() {
        lines.push(format!("**In force now**\n{}", files(&reload.accepted)));
    }
    if !reload.refused.is_empty() {
        lines.push(format!(
            "**Not in force: problems; the last good text stays**\n{}",
            files(&reload.refused)
        ));
    }
    let problems = listed(&reload.problems);
    if !problems.is_empty() {
        lines.push(code_block("", &problems, 1_000));
    }
    lines.join("\n")
}

/// What became of files that changed on the disk: the log, the counters, and the moderators' channels where something is wrong.
pub(crate) fn reloaded(bot: &Arc<Bot>, reload: &Reload) {
    count(bot, reload);
    if reload.refused.is_empty() && !reload.problems.has_errors() {
        return;
    }
    let own: Vec<u64> = reload
        .refused
        .iter()
        .filter_map(|file| server_of(file))
        .collect();
    let of_everybody = reload.refused.iter().any(|file| server_of(file).is_none());
    let settings = match bot.store.all_settings() {
        Ok(settings) => settings,
        Err(error) => return tracing::error!(%error, "the settings cannot be read"),
    };
    let concerned = settings
        .into_iter()
        .filter(|(server, _)| of_everybody || reload.refused.is_empty() || own.contains(server));
    let channels = concerned.filter_map(|(_, settings)| settings.moderators_channel);
    for channel in channels.take(MOST_CHANNELS) {
        tell(bot, channel, &summary(reload));
    }
}

/// The server whose folder a file lies in.
fn server_of(file: &str) -> Option<u64> {
    let (_, rest) = file.rsplit_once("guilds/")?;
    rest.split('/').next()?.parse().ok()
}

/// A change was published: a line for the moderators' channel.
pub(super) fn published(seat: &Seat, change: &Change, revision: u64, how: &str) {
    let reason = if change.reason.is_empty() {
        String::new()
    } else {
        format!(": {}", change.reason.replace('`', "'"))
    };
    let line = format!(
        "{} has {how} `{}` as revision {revision}{reason}",
        seat.person(),
        change.file
    );
    if let Some(channel) = seat.settings.moderators_channel {
        tell(&seat.bot, channel, &line);
    }
}

/// Sends a line to a channel; that it fails is logged.
fn tell(bot: &Arc<Bot>, channel: u64, text: &str) {
    let bot = Arc::clone(bot);
    let channel = ChannelId::new(channel);
    let under_way = bot.tasks.token();
    let text = whole_lines(text, LONGEST_MESSAGE);
    let telling = async move {
        let _under_way = under_way;
        let mut turn = bot.queue.turn(channel).await;
        let message = CreateMessage::new()
            .content(text)
            .allowed_mentions(no_pings());
        // No two notices are made in the same nanosecond, not even by a bot that was started anew.
        let nonce = format!("t{}", Timestamp::now().as_nanosecond());
        let told = post(&bot, &mut turn, message, nonce, IN_THE_BACKGROUND).await;
        if let Err(error) = told {
            tracing::warn!(%channel, error = shown(&error), "the moderators could not be told");
        }
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(telling)),
        Err(error) => tracing::error!(%error, "the moderators could not be told"),
    }
}
