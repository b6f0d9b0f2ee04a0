//! Events of the gateway, each handed to what it is for.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serenity::all::{
    ChannelId, ConnectionStage, Context, EventHandler, Guild, GuildId, Interaction, Message,
    MessageId, MessageUpdateEvent, Ready, ResumedEvent, ShardId, ShardStageUpdateEvent,
};
use serenity::async_trait;

use super::bot::Bot;
use super::cursors::Cursor;
use super::{catch_up, changes, interactions, messages, register};

/// Hands on events.
pub(crate) struct Handler {
    bot: Arc<Bot>,
    connected: Mutex<HashSet<ShardId>>,
}

impl Handler {
    /// A handler that has seen nothing.
    pub(crate) fn new(bot: Arc<Bot>) -> Self {
        Self {
            bot,
            connected: Mutex::default(),
        }
    }

    /// Notes whether a shard has a session.
    fn note(&self, shard: ShardId, connected: bool) {
        let lock = self.connected.lock();
        let mut shards = lock.unwrap_or_else(PoisonError::into_inner);
        if connected {
            shards.insert(shard);
        } else {
            shards.remove(&shard);
        }
        self.bot.telemetry.connected(shards.len());
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn message(&self, context: Context, message: Message) {
        let cursor = Cursor {
            channel: message.channel_id,
            server: message.guild_id,
            last: message.id,
        };
        self.bot
            .cursors()
            .saw(context.shard_id, cursor, Instant::now());
        messages::take(&self.bot, &message).await;
    }

    async fn message_update(
        &self,
        _: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        changes::edited(&self.bot, &event).await;
    }

    async fn message_delete(
        &self,
        _: Context,
        channel: ChannelId,
        message: MessageId,
        _: Option<GuildId>,
    ) {
        changes::deleted(&self.bot, channel, message).await;
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        channel: ChannelId,
        deleted: Vec<MessageId>,
        _: Option<GuildId>,
    ) {
        for message in deleted {
            changes::deleted(&self.bot, channel, message).await;
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        interactions::take(&self.bot, &interaction).await;
    }

    async fn ready(&self, context: Context, ready: Ready) {
        let (bot, shard) = (&self.bot, context.shard_id);
        bot.telemetry.session_begins();
        bot.rest.http.set_application_id(ready.application.id);
        self.note(shard, true);
        tracing::info!(shard = shard.0, servers = ready.guilds.len(), "connected");
        if bot.is(ready.user.id) {
            bot.telemetry.started(bot.now());
        }
        if bot.was_ready(shard) {
            return catch_up::catch_up(bot, shard).await;
        }
        let loss = bot.cursors().loss(shard);
        bot.cursors().close(shard, loss);
        bot.gets_ready(shard);
        if shard == ShardId(0) {
            register::register(bot).await;
        }
    }

    async fn resume(&self, context: Context, _: ResumedEvent) {
        let shard = context.shard_id;
        self.bot.telemetry.session_resumes();
        self.note(shard, true);
        let loss = self.bot.cursors().loss(shard);
        self.bot.cursors().close(shard, loss);
    }

    async fn guild_create(&self, context: Context, guild: Guild, _: Option<bool>) {
        catch_up::arrived(&self.bot, context.shard_id, &guild);
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        let (bot, shard) = (&self.bot, event.shard_id);
        let connected = event.new == ConnectionStage::Connected;
        if !connected {
            bot.cursors().lose(shard);
        }
        self.note(shard, connected);
        tracing::debug!(shard = shard.0, old = %event.old, new = %event.new, "gateway");
    }
}
