//! Events of the gateway, each handed to what it is for.

use std::sync::Arc;
use std::time::Instant;

use serenity::all::{
    ChannelId, ConnectionStage, Context, EventHandler, Guild, GuildChannel, GuildId, Interaction,
    Message, MessageId, MessageUpdateEvent, PartialGuildChannel, Ready, ResumedEvent, Role, RoleId,
    ShardId, ShardStageUpdateEvent, ThreadListSyncEvent, UnavailableGuild,
};
use serenity::async_trait;

use super::addressed::Spoken;
use super::bot::Bot;
use super::workarounds::catch_up;
use super::workarounds::cursors::Cursor;
use super::{changes, interactions, messages, register};

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
        messages::take(&self.0, &Spoken::from(&message)).await;
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
        let servers = ready.guilds.iter().map(|server| server.id.get());
        let shards = ready.shard.map_or(1, |own| own.total.max(1));
        // As Discord tells which shard a server belongs to.
        let ours = move |server| (server >> 22) % u64::from(shards) == u64::from(shard.0);
        bot.begin_in(servers.collect(), ours);
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
        let bot = &self.0;
        catch_up::arrived(bot, context.shard_id, &guild);
        bot.servers.arrives(&guild, bot.me().await);
        bot.come_back(guild.id);
    }

    async fn guild_delete(&self, _: Context, gone: UnavailableGuild, _: Option<Guild>) {
        // A server that Discord cannot reach for the moment was not left.
        if !gone.unavailable {
            self.0.leave(gone.id);
            tracing::info!(server = %gone.id, "taken out of a server");
        }
    }

    async fn channel_create(&self, _: Context, channel: GuildChannel) {
        self.0.servers.has(&channel);
    }

    async fn channel_delete(&self, _: Context, channel: GuildChannel, _: Option<Vec<Message>>) {
        self.0.servers.loses(channel.id);
    }

    async fn thread_create(&self, _: Context, thread: GuildChannel) {
        self.0.servers.has(&thread);
    }

    async fn thread_update(&self, _: Context, _: Option<GuildChannel>, thread: GuildChannel) {
        self.0.servers.has(&thread);
    }

    async fn thread_list_sync(&self, _: Context, synced: ThreadListSyncEvent) {
        for thread in &synced.threads {
            self.0.servers.has(thread);
        }
    }

    async fn thread_delete(
        &self,
        _: Context,
        thread: PartialGuildChannel,
        _: Option<GuildChannel>,
    ) {
        self.0.servers.loses(thread.id);
    }

    async fn guild_role_create(&self, _: Context, role: Role) {
        self.0.servers.gains(&role, self.0.me().await);
    }

    async fn guild_role_delete(&self, _: Context, guild: GuildId, role: RoleId, _: Option<Role>) {
        self.0.servers.loses_role(guild, role);
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        let shard = event.shard_id;
        if event.new != ConnectionStage::Connected {
            self.0.cursors().lose(shard);
        }
        tracing::debug!(shard = shard.0, old = %event.old, new = %event.new, "gateway");
    }
}
