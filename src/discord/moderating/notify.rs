//! Telling moderators: what was published, and what became of changed files.

use std::sync::Arc;

use jiff::Timestamp;
use serenity::builder::CreateMessage;
use serenity::model::id::ChannelId;

use super::look::listed;
use super::seat::Seat;
use crate::diagnostic::{Diagnostics, Severity, line};
use crate::discord::bot::Bot;
use crate::discord::delivery::post;
use crate::discord::interactions::Outcome;
use crate::discord::reply::{Reply, no_pings};
use crate::discord::workarounds::rest::{IN_THE_BACKGROUND, shown};
use crate::engine::Server;
use crate::render::{LONGEST_MESSAGE, code_block, escaped, whole_lines};
use crate::store::Change;
use crate::watch::{Decided, Reload};

/// How many errors of a reload are logged.
const MOST_ERRORS: usize = 3;
/// How many channels are told of files for everybody.
const MOST_CHANNELS: usize = 25;

/// What became of files that changed on the disk: the log, the counters, and the moderators' channels where something is wrong.
pub(crate) fn reloaded(bot: &Arc<Bot>, reload: &Reload) {
    count(bot, reload);
    for (scope, decided) in &reload.scopes {
        if !decided.refused.is_empty() || decided.problems.has_errors() {
            told(bot, *scope, &summary(decided));
        }
    }
}

/// Notes a reload in the counters and the log.
fn count(bot: &Bot, reload: &Reload) {
    let accepted = reload.is_accepted();
    bot.telemetry.reload(accepted, reload.errors);
    for (scope, decided) in &reload.scopes {
        let server = scope.map(tracing::field::display);
        let (accepted, refused) = (&decided.accepted, &decided.refused);
        if refused.is_empty() {
            tracing::info!(server, files = ?accepted, "changed files are in force");
        } else {
            tracing::error!(
                server,
                ?refused,
                ?accepted,
                errors = decided.problems.errors(),
                "changed files have problems; their last good text stays in force"
            );
            for problem in first_errors(&decided.problems) {
                tracing::error!(server, "{problem}");
            }
        }
    }
}

/// The first few errors, a line each: where, what, and what to do.
fn first_errors(problems: &Diagnostics) -> impl Iterator<Item = String> {
    let errors = problems.iter();
    let errors = errors.filter(|problem| problem.severity == Severity::Error);
    errors.take(MOST_ERRORS).map(line::render)
}

/// Tells the moderators of a server, or those of all servers.
fn told(bot: &Arc<Bot>, scope: Option<Server>, text: &str) {
    let settings = match bot.store.all_settings() {
        Ok(settings) => settings,
        Err(error) => return tracing::error!(%error, "the settings cannot be read"),
    };
    let concerned = settings
        .into_iter()
        .filter(|(server, _)| scope.is_none_or(|scope| scope == *server));
    let channels = concerned.filter_map(|(_, settings)| settings.moderators_channel);
    for channel in channels.take(MOST_CHANNELS) {
        tell(bot, channel, text);
    }
}

/// What became of the files of one scope, in words.
pub(super) fn summary(decided: &Decided) -> String {
    if decided.changed.is_empty() && !decided.problems.has_errors() {
        return "No file has changed.".to_owned();
    }
    let mut lines = Vec::new();
    let files = |files: &[String]| whole_lines(&files.join("\n"), 600);
    if !decided.accepted.is_empty() {
        lines.push(format!("**In force now**\n{}", files(&decided.accepted)));
    }
    if !decided.refused.is_empty() {
        lines.push(format!(
            "**Not in force: problems; the last good text stays**\n{}",
            files(&decided.refused)
        ));
    }
    let problems = listed(&decided.problems);
    if !problems.is_empty() {
        lines.push(code_block("", &problems, 1_000));
    }
    lines.join("\n")
}

/// Reads changed files now, and tells what became of those of the scope.
pub(super) fn reload(seat: Seat) -> Outcome {
    seat.work(|seat, _| {
        let reload = seat.bot.watch.now();
        reloaded(&seat.bot, &reload);
        let nothing = Decided::default();
        let decided = reload.scopes.get(&seat.scope).unwrap_or(&nothing);
        Ok(Reply::page(&summary(decided)))
    })
}

/// A change was published: a line for the moderators' channel.
pub(super) fn published(seat: &Seat, change: &Change, revision: u64, how: &str) {
    let reason = if change.reason.is_empty() {
        String::new()
    } else {
        format!(": {}", escaped(&change.reason))
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
