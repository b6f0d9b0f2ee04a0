//! What Discord tells of servers and answers hang on: which channel a thread belongs to, and which role is the bot's own.
//!
//! The gateway tells most of it; what it has not told is asked for once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serenity::http::Http;
use serenity::model::application::{CommandInteraction, ComponentInteraction};
use serenity::model::channel::{Channel, ChannelType, GuildChannel, PartialChannel};
use serenity::model::guild::{Guild, Role};
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};

use super::bot::{Bot, lock};
use super::workarounds::rest::{shown, status};

/// How long something may be asked for while a message waits for it.
const PATIENCE: Duration = Duration::from_secs(3);
/// After how long it is asked for again where that failed.
const AGAIN: Duration = Duration::from_secs(60);
/// How many rows there may be before those that nobody stands in are dropped.
const MANY: usize = 256;

/// A channel, and where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The server, outside of direct messages.
    pub(crate) server: Option<GuildId>,
    /// The channel.
    pub(crate) channel: ChannelId,
    /// The channel that it is a thread or a forum post of.
    pub(crate) parent: Parent,
}

/// What a channel is a thread of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parent {
    /// It is none, or nothing hangs on it.
    None,
    /// The thread of this channel.
    Of(ChannelId),
    /// Something hangs on it, and Discord does not tell.
    Unknown,
}

impl From<Option<ChannelId>> for Parent {
    fn from(parent: Option<ChannelId>) -> Self {
        parent.map_or(Self::None, Self::Of)
    }
}

impl From<&CommandInteraction> for Spot {
    fn from(command: &CommandInteraction) -> Self {
        Self {
            server: command.guild_id,
            channel: command.channel_id,
            parent: command.channel.as_ref().and_then(parent_told).into(),
        }
    }
}

impl From<&ComponentInteraction> for Spot {
    fn from(component: &ComponentInteraction) -> Self {
        Self {
            server: component.guild_id,
            channel: component.channel_id,
            parent: component.channel.as_ref().and_then(parent_told).into(),
        }
    }
}

/// The channel of a thread, as an interaction tells it.
fn parent_told(channel: &PartialChannel) -> Option<ChannelId> {
    channel.parent_id.filter(|_| is_thread(channel.kind))
}

fn parent_of(channel: &GuildChannel) -> Option<ChannelId> {
    channel.parent_id.filter(|_| is_thread(channel.kind))
}

/// A category is a parent too, but one that has no setting.
fn is_thread(kind: ChannelType) -> bool {
    matches!(
        kind,
        ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread
    )
}

/// A channel of a server.
#[derive(Debug, Clone, Copy)]
struct Known {
    server: GuildId,
    /// The channel that it is a thread of.
    parent: Option<ChannelId>,
}

/// The channels and roles that were told of.
#[derive(Debug, Default)]
pub(crate) struct Servers {
    channels: Mutex<HashMap<ChannelId, Known>>,
    /// The bot's own role in each server; none where it is known that there is none.
    roles: Mutex<HashMap<GuildId, Option<RoleId>>>,
    /// The rows of those who wait for what is asked for, by the id of the server or the channel.
    asking: Mutex<HashMap<u64, Row>>,
}

/// Who waits for the same thing stands in one row, so that many messages ask once; with when it could not be learned.
type Row = Arc<tokio::sync::Mutex<Option<Instant>>>;

/// Something to ask Discord for.
struct Lookup<K> {
    /// The name of the request in metrics.
    name: &'static str,
    /// What it is about.
    id: u64,
    /// Whether somebody has learned it meanwhile.
    is_known: K,
}

impl Servers {
    /// A server is there, with its channels, threads and roles.
    pub(crate) fn arrives(&self, guild: &Guild, me: UserId) {
        for channel in guild.channels.values().chain(&guild.threads) {
            self.is_in(guild.id, channel.id, parent_of(channel));
        }
        self.has_roles(guild.id, guild.roles.values(), me);
    }

    /// All roles of a server; that of the bot itself is the one that Discord made for it.
    fn has_roles<'a>(
        &self,
        server: GuildId,
        mut roles: impl Iterator<Item = &'a Role>,
        me: UserId,
    ) {
        let own = roles.find(|role| role.tags.bot_id == Some(me));
        lock(&self.roles).insert(server, own.map(|role| role.id));
    }

    /// The bot was taken out of a server.
    pub(crate) fn leaves(&self, server: GuildId) {
        self.channels().retain(|_, known| known.server != server);
        lock(&self.roles).remove(&server);
    }

    /// A role was made: one for the bot, where it was invited again with permissions.
    pub(crate) fn gains(&self, role: &Role, me: UserId) {
        if role.tags.bot_id == Some(me) {
            lock(&self.roles).insert(role.guild_id, Some(role.id));
        }
    }

    /// A role is gone.
    pub(crate) fn loses_role(&self, server: GuildId, role: RoleId) {
        if let Some(own) = lock(&self.roles).get_mut(&server) {
            *own = own.filter(|own| *own != role);
        }
    }

    /// A channel or a thread is there. An archived thread is not kept: there are ever more of them, and who writes in one brings it back.
    pub(crate) fn has(&self, channel: &GuildChannel) {
        if channel.thread_metadata.is_some_and(|about| about.archived) {
            return self.loses(channel.id);
        }
        self.is_in(channel.guild_id, channel.id, parent_of(channel));
    }

    fn is_in(&self, server: GuildId, channel: ChannelId, parent: Option<ChannelId>) {
        self.channels().insert(channel, Known { server, parent });
    }

    /// A channel or a thread is gone.
    pub(crate) fn loses(&self, channel: ChannelId) {
        self.channels().remove(&channel);
    }

    /// Whether the roles of a server were told.
    fn knows_roles_of(&self, server: GuildId) -> bool {
        lock(&self.roles).contains_key(&server)
    }

    /// The bot's own role in a server, as far as it is known.
    fn own_role(&self, server: GuildId) -> Option<RoleId> {
        lock(&self.roles).get(&server).copied().flatten()
    }

    /// The row of those who wait for something.
    fn row(&self, id: u64) -> Row {
        let mut rows = lock(&self.asking);
        if rows.len() > MANY && !rows.contains_key(&id) {
            rows.retain(|_, row| Arc::strong_count(row) > 1);
        }
        Arc::clone(rows.entry(id).or_default())
    }

    fn known(&self, channel: ChannelId) -> Option<Known> {
        self.channels().get(&channel).copied()
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<ChannelId, Known>> {
        lock(&self.channels)
    }
}

impl Bot {
    /// Where a message stands. Whether its channel is a thread is looked up only where a setting hangs on it.
    pub(crate) async fn spot(&self, server: Option<GuildId>, channel: ChannelId) -> Spot {
        let settings = self.settings.of(server.map(GuildId::get));
        let parent = match server {
            Some(server) if settings.hangs_on_parent(channel.get()) => {
                self.parent(server, channel).await
            }
            _ => Parent::None,
        };
        Spot {
            server,
            channel,
            parent,
        }
    }

    /// The bot's own role in a server, which people may mention in its place.
    pub(crate) async fn own_role(&self, server: GuildId) -> Option<RoleId> {
        let me = self.me().await;
        let lookup = Lookup {
            name: "get_roles",
            id: server.get(),
            is_known: |servers: &Servers| servers.knows_roles_of(server),
        };
        let call = |http: Arc<Http>| async move { http.get_guild_roles(server).await };
        self.look_up(lookup, call, |servers, told| {
            if let Ok(roles) = told {
                servers.has_roles(server, roles.iter(), me);
            }
        })
        .await;
        self.servers.own_role(server)
    }

    /// The channel that another is a thread of. What cannot be learned for good is remembered as none.
    async fn parent(&self, server: GuildId, channel: ChannelId) -> Parent {
        let lookup = Lookup {
            name: "get_channel",
            id: channel.get(),
            is_known: |servers: &Servers| servers.known(channel).is_some(),
        };
        let call = |http: Arc<Http>| async move { http.get_channel(channel).await };
        self.look_up(lookup, call, |servers, told| match told {
            Ok(Channel::Guild(told)) => servers.is_in(server, channel, parent_of(&told)),
            Ok(_) => servers.is_in(server, channel, None),
            Err(error) => {
                if status(error).is_some_and(|status| (400..500).contains(&status)) {
                    servers.is_in(server, channel, None);
                }
            }
        })
        .await;
        match self.servers.known(channel) {
            Some(known) => known.parent.into(),
            None => Parent::Unknown,
        }
    }

    /// Asks Discord for what is not known yet: once for all who wait for it, and not again soon after it failed. Nobody else waits.
    async fn look_up<T, F>(
        &self,
        lookup: Lookup<impl Fn(&Servers) -> bool>,
        call: impl Fn(Arc<Http>) -> F,
        learn: impl FnOnce(&Servers, Result<T, &serenity::Error>),
    ) where
        F: Future<Output = Result<T, serenity::Error>>,
    {
        let Lookup { name, id, is_known } = lookup;
        if is_known(&self.servers) {
            return;
        }
        let row = self.servers.row(id);
        let mut failed = row.lock().await;
        if is_known(&self.servers) || failed.is_some_and(|at| at.elapsed() < AGAIN) {
            return;
        }
        match self.rest.persist(name, PATIENCE, call).await {
            Ok(told) => learn(&self.servers, Ok(told)),
            Err(error) => {
                tracing::debug!(id, name, error = shown(&error), "Discord does not tell");
                *failed = Some(Instant::now());
                learn(&self.servers, Err(&error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const SERVER: GuildId = GuildId::new(3);
    const THREAD: ChannelId = ChannelId::new(9);

    #[test]
    fn an_archived_thread_is_not_kept() {
        let servers = Servers::default();
        let thread = |archived: bool| -> GuildChannel {
            let about = json!({"archived": archived, "auto_archive_duration": 60, "locked": false});
            let thread: Value = json!({
                "id": THREAD, "guild_id": SERVER, "type": 11, "name": "storms", "parent_id": "4", "position": 0,
                "permission_overwrites": [], "thread_metadata": about,
            });
            serde_json::from_value(thread).unwrap()
        };
        for (archived, known) in [(false, true), (true, false), (false, true)] {
            servers.has(&thread(archived));
            assert_eq!(servers.known(THREAD).is_some(), known, "{archived}");
        }
    }

    #[test]
    fn rows_that_nobody_stands_in_are_dropped() {
        let servers = Servers::default();
        let first = servers.row(1);
        for id in 2..10_000 {
            servers.row(id);
        }
        assert!(lock(&servers.asking).len() <= MANY + 1);
        assert!(
            Arc::ptr_eq(&first, &servers.row(1)),
            "somebody stands there"
        );
    }
}
