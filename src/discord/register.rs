//! Tells Discord which commands there are, once at the start, in the background.

use std::sync::Arc;

use serenity::model::id::UserId;

use super::bot::Bot;
use super::client::{ConnectError, refused};
use super::commands::table;
use super::reaching::Waiting;
use super::workarounds::rest::{IN_THE_BACKGROUND, shown};

/// Makes the bot known to itself where no gateway does: its user, its application, its commands.
pub(crate) async fn introduce(bot: &Arc<Bot>) -> Result<(), ConnectError> {
    let waiting = Waiting::to("reach Discord");
    let asked = bot
        .rest
        .persist("application", IN_THE_BACKGROUND, |http| async {
            let http = http;
            let asked = http.get_current_application_info().await;
            waiting.note(&asked);
            asked
        });
    let about = waiting.until(asked).await.map_err(refused)?;
    bot.is(UserId::new(about.id.get()));
    bot.rest.http.set_application_id(about.id);
    register(bot).await;
    Ok(())
}

/// Sets all commands at once; Discord leaves those that are the same as they are.
pub(crate) async fn register(bot: &Arc<Bot>) {
    let commands = match table::all() {
        Ok(commands) => commands,
        Err(error) => return tracing::error!(%error, "the commands cannot be written"),
    };
    let registered = bot
        .rest
        .persist("register_commands", IN_THE_BACKGROUND, |http| {
            let commands = &commands;
            async move { http.create_global_commands(commands).await }
        })
        .await;
    match registered {
        Ok(commands) => tracing::info!(commands = commands.len(), "commands registered"),
        Err(error) => {
            let error = shown(&error);
            tracing::error!(
                error,
                "commands could not be registered; those of the last start stay"
            );
        }
    }
}
