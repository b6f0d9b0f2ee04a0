//! After a lost session: what was said in the meantime is read from the channels that were active, and answered once.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::GetMessages;
use serenity::model::channel::Message;
use serenity::model::guild::Guild;
use serenity::model::id::{ChannelId, GuildId, MessageId, ShardId};

use super::cursors::{Cursor, From, Loss};
use super::queue::Kind;
use super::rest::{IN_THE_BACKGROUND, shown};
use crate::discord::addressed::Spoken;
use crate::discord::bot::Bot;
use crate::discord::messages;

/// How many channels are caught up with of those that Discord says nothing about.
const MOST_CHANNELS: usize = 50;
/// How many messages Discord gives at once.
const PAGE: u8 = 100;
/// How many pages of a channel are read; who has missed more was away for too long to answer now.
const MOST_PAGES: usize = 10;
/// How long a new session may take to say which servers there are; until then the gap stays open.
const SERVERS_COME: Duration = Duration::from_secs(10);
/// How much earlier than the bot's start a message of an unknown channel may be: clocks differ.
const CLOCKS_DIFFER: i64 = 30;

/// A channel of a shard.
#[derive(Debug, Clone, Copy)]
struct Place {
    shard: ShardId,
    server: Option<GuildId>,
    channel: ChannelId,
}

/// Reads what was missed in the channels that were active before, then closes the gap.
pub(crate) async fn catch_up(bot: &Arc<Bot>, shard: ShardId) {
    let loss = bot.cursors().lose(shard);
    let channels = bot.cursors().latest(shard, MOST_CHANNELS);
    tracing::info!(
        shard = shard.0,
        channels = channels.len(),
        "catching up after a lost session"
    );
    for cursor in channels {
        let place = Place {
            shard,
            server: cursor.server,
            channel: cursor.channel,
        };
        start(bot, place, None);
    }
    close(bot, shard, loss).await;
}

/// Closes a gap when everything that belongs to it has come.
async fn close(bot: &Bot, shard: ShardId, loss: Loss) {
    tokio::time::sleep(SERVERS_COME).await;
    bot.cursors().close(shard, loss);
}

/// A server comes, with the last message of each channel: those that went on without the bot are caught up with.
pub(crate) fn arrived(bot: &Arc<Bot>, shard: ShardId, guild: &Guild) {
    let channels = guild.channels.values().chain(&guild.threads);
    let channels: Vec<_> = channels
        .filter(|channel| channel.is_text_based())
        .map(|channel| (channel.id, channel.last_message_id))
        .collect();
    let told = channels.iter().any(|(_, newest)| newest.is_some());
    let again = !bot.cursors().meets(shard, guild.id);
    if again && !bot.cursors().is_open(shard) {
        let loss = bot.cursors().lose(shard);
        let bot = Arc::clone(bot);
        tokio::spawn(async move { close(&bot, shard, loss).await });
    }
    for (channel, newest) in channels {
        let server = Some(guild.id);
        match newest {
            _ if again && (newest.is_some() || !told) => {
                let place = Place {
                    shard,
                    server,
                    channel,
                };
                start(bot, place, newest);
            }
            Some(last) if !again => {
                let cursor = Cursor {
                    channel,
                    server,
                    last,
                };
                bot.cursors().begin(shard, cursor);
            }
            _ => {}
        }
    }
}

/// Catches up with a channel, unless somebody else does.
fn start(bot: &Arc<Bot>, place: Place, newest: Option<MessageId>) {
    let Some(from) = bot.cursors().claim(place.shard, place.channel, newest) else {
        return;
    };
    let bot = Arc::clone(bot);
    tokio::spawn(async move {
        if let Err(error) = read(&bot, place, from).await {
            let error = shown(&error);
            tracing::warn!(channel = %place.channel, error, "a channel could not be caught up with");
        }
    });
}

/// Reads what was missed in one channel, page by page.
async fn read(bot: &Arc<Bot>, place: Place, from: From) -> Result<(), serenity::Error> {
    let mut after = match from {
        From::Message(last) => Some(last),
        From::Start(_) => None,
    };
    for _ in 0..MOST_PAGES {
        let missed = page(bot, place.channel, after).await?;
        let Some(last) = missed.last().map(|message| message.id) else {
            break;
        };
        let whole = missed.len() >= usize::from(PAGE) && after.is_some();
        after = Some(last);
        for mut message in missed {
            message.guild_id = place.server;
            if !is_older(&message, from) {
                messages::take(bot, &Spoken::from(&message)).await;
            }
        }
        let cursor = Cursor {
            channel: place.channel,
            server: place.server,
            last,
        };
        bot.cursors().caught_up(place.shard, cursor);
        if !whole {
            break;
        }
    }
    Ok(())
}

/// One page after a message, or the last page; the oldest message first.
async fn page(
    bot: &Bot,
    channel: ChannelId,
    after: Option<MessageId>,
) -> Result<Vec<Message>, serenity::Error> {
    let _one_of_few = bot.catching_up.acquire().await;
    let mut turn = bot.queue.turn(channel).await;
    let missed = GetMessages::new().limit(PAGE);
    let missed = after.map_or(missed, |after| missed.after(after));
    let mut page = bot
        .rest
        .in_turn(
            &mut turn,
            Kind::List,
            IN_THE_BACKGROUND,
            |http| async move { channel.messages(&http, missed).await },
        )
        .await?;
    page.sort_by_key(|message| message.id);
    Ok(page)
}

/// Whether a message of a channel that nothing was known of was there before the bot.
fn is_older(message: &Message, from: From) -> bool {
    match from {
        From::Message(_) => false,
        From::Start(began) => {
            message.timestamp.unix_timestamp() < began.unix_timestamp() - CLOCKS_DIFFER
        }
    }
}
