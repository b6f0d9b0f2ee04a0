//! Events of the gateway, each handed to what it is for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serenity::all::{
    ChannelId, ConnectionStage, Context, EventHandler, Guild, GuildId, Interaction, Message,
    MessageId, MessageUpdateEvent, Ready, ResumedEvent, ShardStageUpdateEvent,
};
use serenity::async_trait;

use super::bot::Bot;
use super::{catch_up, interactions, messages, register};

/// Hands on events.
pub(crate) struct Handler {
    bot: Arc<Bot>,
    was_ready: AtomicBool,
}

impl Handler {
    /// A handler that has seen nothing.
    pub(crate) fn new(bot: Arc<Bot>) -> Self {
        Self {
            bot,
            was_ready: AtomicBool::new(false),
        }
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn message(&self, _: Context, message: Message) {
        messages::take(&self.bot, &message).await;
    }

    async fn message_update(
        &self,
        _: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        messages::edited(&self.bot, &event).await;
    }

    async fn message_delete(
        &self,
        _: Context,
        channel: ChannelId,
        message: MessageId,
        _: Option<GuildId>,
    ) {
        messages::deleted(&self.bot, channel, message).await;
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        channel: ChannelId,
        deleted: Vec<MessageId>,
        _: Option<GuildId>,
    ) {
        for message in deleted {
            messages::deleted(&self.bot, channel, message).await;
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        interactions::take(&self.bot, &interaction).await;
    }

    async fn ready(&self, _: Context, ready: Ready) {
        let bot = &self.bot;
        bot.telemetry.session_begins();
        bot.rest.http.set_application_id(ready.application.id);
        let shard = ready.shard.map_or(0, |shard| shard.id.0);
        tracing::info!(shard, servers = ready.guilds.len(), "connected");
        if bot.is(ready.user.id) {
            bot.telemetry.started(bot.now());
        }
        let again = self.was_ready.swap(true, Ordering::Relaxed);
        if again {
            catch_up::catch_up(bot).await;
        } else {
            bot.cursors().close();
        }
        if shard == 0 && !again {
            register::register(bot).await;
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.bot.telemetry.session_resumes();
        self.bot.cursors().close();
    }

    /// A server comes, at the start or after a lost session: channels that went on without the bot are caught up with.
    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        for (channel, about) in &guild.channels {
            let Some(newest) = about.last_message_id else {
                continue;
            };
            let read = self.bot.cursors().of(*channel);
            match read {
                Some(cursor) if newest > cursor.last => catch_up::read(&self.bot, cursor).await,
                Some(_) => {}
                None => self.bot.cursors().begin(*channel, guild.id, newest),
            }
        }
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        let bot = &self.bot;
        if event.old == ConnectionStage::Connected {
            bot.cursors().lose();
            bot.telemetry.shard_leaves();
        }
        if event.new == ConnectionStage::Connected {
            bot.telemetry.shard_joins();
        }
        tracing::debug!(shard = event.shard_id.0, old = %event.old, new = %event.new, "gateway");
    }
}
