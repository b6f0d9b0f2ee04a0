//! After a lost session: what was said in the meantime is read from the channels that were active, and answered once.

use std::sync::Arc;

use serenity::builder::GetMessages;

use super::bot::Bot;
use super::cursors::Cursor;
use super::messages;
use super::rest::IN_THE_BACKGROUND;

/// How many channels are caught up with.
const MOST_CHANNELS: usize = 50;
/// How many messages of a channel are read; who has missed more was away for too long to answer now.
const MOST_MESSAGES: u8 = 100;

/// Reads what was missed.
pub(crate) async fn catch_up(bot: &Arc<Bot>) {
    let channels = bot.cursors().latest(MOST_CHANNELS);
    tracing::info!(
        channels = channels.len(),
        "catching up after a lost session"
    );
    let reading = channels.into_iter().map(|cursor| {
        let bot = Arc::clone(bot);
        tokio::spawn(async move { read(&bot, cursor).await })
    });
    for channel in reading.collect::<Vec<_>>() {
        if let Err(error) = channel.await {
            tracing::error!(%error, "catching up ended early");
        }
    }
    bot.cursors().close();
}

/// Reads what was missed in one channel.
pub(crate) async fn read(bot: &Arc<Bot>, cursor: Cursor) {
    let channel = cursor.channel;
    let missed = bot
        .rest
        .persist("get_messages", IN_THE_BACKGROUND, |http| async move {
            let missed = GetMessages::new().after(cursor.last).limit(MOST_MESSAGES);
            channel.messages(&http, missed).await
        })
        .await;
    match missed {
        Ok(mut missed) => {
            missed.sort_by_key(|message| message.id);
            for mut message in missed {
                message.guild_id = cursor.server;
                messages::take(bot, &message).await;
            }
        }
        Err(error) => tracing::warn!(%channel, %error, "a channel could not be caught up with"),
    }
}
