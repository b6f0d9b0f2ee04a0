//! Events of the gateway, each handed to what it is for.

use std::sync::Arc;
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
pub(crate) struct Handler(pub(crate) Arc<Bot>);

#[async_trait]
impl EventHandler for Handler {
    async fn message(&self, context: Context, message: Message) {
        let cursor = Cursor {
            channel: message.channel_id,
            server: message.guild_id,
            last: message.id,
        };
        self.0
            .cursors()
            .saw(context.shard_id, cursor, Instant::now());
        messages::take(&self.0, &message).await;
    }

    async fn message_update(
        &self,
        _: Context,
        _: Option<Message>,
        _: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        changes::edited(&self.0, &event).await;
    }

    async fn message_delete(
        &self,
        _: Context,
        channel: ChannelId,
        message: MessageId,
        _: Option<GuildId>,
    ) {
        changes::deleted(&self.0, channel, message).await;
    }

    async fn message_delete_bulk(
        &self,
        _: Context,
        channel: ChannelId,
        deleted: Vec<MessageId>,
        _: Option<GuildId>,
    ) {
        for message in deleted {
            changes::deleted(&self.0, channel, message).await;
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        interactions::take(&self.0, &interaction).await;
    }

    async fn ready(&self, context: Context, ready: Ready) {
        let (bot, shard) = (&self.0, context.shard_id);
        bot.telemetry.session_begins();
        bot.rest.http.set_application_id(ready.application.id);
        tracing::info!(shard = shard.0, servers = ready.guilds.len(), "connected");
        if bot.is(ready.user.id) {
            bot.telemetry.started(bot.now());
        }
        if bot.was_ready(shard) {
            return catch_up::catch_up(bot, shard).await;
        }
        bot.cursors().close_now(shard);
        bot.gets_ready(shard);
        if shard == ShardId(0) {
            register::register(bot).await;
        }
    }

    async fn resume(&self, context: Context, _: ResumedEvent) {
        self.0.telemetry.session_resumes();
        self.0.cursors().close_now(context.shard_id);
    }

    async fn guild_create(&self, context: Context, guild: Guild, _: Option<bool>) {
        catch_up::arrived(&self.0, context.shard_id, &guild);
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        let shard = event.shard_id;
        if event.new != ConnectionStage::Connected {
            self.0.cursors().lose(shard);
        }
        tracing::debug!(shard = shard.0, old = %event.old, new = %event.new, "gateway");
    }
}
