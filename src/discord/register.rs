//! Tells Discord which commands there are, once at the start, in the background.

use std::sync::Arc;

use super::bot::Bot;
use super::commands::table;
use super::rest::IN_THE_BACKGROUND;

/// Sets all commands at once; Discord leaves those that are the same as they are.
pub async fn register(bot: &Arc<Bot>) {
    let commands = table::all();
    let registered = bot
        .rest
        .persist("register_commands", IN_THE_BACKGROUND, |http| {
            let commands = &commands;
            async move { http.create_global_commands(commands).await }
        })
        .await;
    match registered {
        Ok(commands) => tracing::info!(commands = commands.len(), "commands registered"),
        Err(error) => tracing::error!(%error, "commands could not be registered; those of the last start stay"),
    }
}
