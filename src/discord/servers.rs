//! What Discord tells of servers and answers hang on: which channel a thread belongs to, and which role is the bot's own.
//!
//! The gateway tells most of it; what it has not told is asked for once.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use serenity::model::application::{CommandInteraction, ComponentInteraction};
use serenity::model::channel::{Channel, ChannelType, GuildChannel, PartialChannel};
use serenity::model::guild::{Guild, Role};
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};

use super::bot::{Bot, lock};
use super::workarounds::rest::{FOR_A_MESSAGE, shown, status};

/// A channel, and where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The server, outside of direct messages.
    pub(crate) server: Option<GuildId>,
    /// The channel.
    pub(crate) channel: ChannelId,
    /// The channel that it is a thread or a forum post of; absent also where nothing hangs on it.
    pub(crate) parent: Option<ChannelId>,
}

impl From<&CommandInteraction> for Spot {
    fn from(command: &CommandInteraction) -> Self {
        Self {
            server: command.guild_id,
            channel: command.channel_id,
            parent: command.channel.as_ref().and_then(parent_told),
        }
    }
}

impl From<&ComponentInteraction> for Spot {
    fn from(component: &ComponentInteraction) -> Self {
        Self {
            server: component.guild_id,
            channel: component.channel_id,
            parent: component.channel.as_ref().and_then(parent_told),
        }
    }
}

/// The channel of a thread, as an interaction tells it.
fn parent_told(channel: &PartialChannel) -> Option<ChannelId> {
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
    /// Servers that the bot was taken out of while it ran.
    left: Mutex<HashSet<GuildId>>,
    /// Held while something is asked for, so that many messages ask once.
    asking: tokio::sync::Mutex<()>,
}

impl Servers {
    /// A server is there, with its channels, threads and roles; true if the bot had been taken out of it.
    pub(crate) fn arrives(&self, guild: &Guild, me: UserId) -> bool {
        for channel in guild.channels.values().chain(&guild.threads) {
            let parent = channel.parent_id.filter(|_| is_thread(channel.kind));
            self.is_in(guild.id, channel.id, parent);
        }
        self.has_roles(guild.id, guild.roles.values(), me);
        lock(&self.left).remove(&guild.id)
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
        lock(&self.left).insert(server);
    }

    /// A channel or a thread is there.
    pub(crate) fn has(&self, channel: &GuildChannel) {
        let parent = channel.parent_id.filter(|_| is_thread(channel.kind));
        self.is_in(channel.guild_id, channel.id, parent);
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
            _ => None,
        };
        Spot {
            server,
            channel,
            parent,
        }
    }

    /// The bot's own role in a server, which people may mention in its place.
    pub(crate) async fn own_role(&self, server: GuildId) -> Option<RoleId> {
        if !self.servers.knows_roles_of(server) {
            self.ask_for_roles(server).await;
        }
        self.servers.own_role(server)
    }

    async fn ask_for_roles(&self, server: GuildId) {
        let _asking = self.servers.asking.lock().await;
        if self.servers.knows_roles_of(server) {
            return;
        }
        let asked = self
            .rest
            .persist("get_roles", FOR_A_MESSAGE, |http| async move {
                http.get_guild_roles(server).await
            })
            .await;
        match asked {
            Ok(roles) => self
                .servers
                .has_roles(server, roles.iter(), self.me().await),
            Err(error) => {
                tracing::debug!(%server, error = shown(&error), "roles could not be looked up");
            }
        }
    }

    /// The channel that another is a thread of. What cannot be learned for good is remembered as none.
    async fn parent(&self, server: GuildId, channel: ChannelId) -> Option<ChannelId> {
        if let Some(known) = self.servers.known(channel) {
            return known.parent;
        }
        let _asking = self.servers.asking.lock().await;
        if let Some(known) = self.servers.known(channel) {
            return known.parent;
        }
        let asked = self
            .rest
            .persist("get_channel", FOR_A_MESSAGE, |http| async move {
                http.get_channel(channel).await
            })
            .await;
        match asked {
            Ok(Channel::Guild(told)) => self.servers.has(&told),
            Ok(_) => self.servers.is_in(server, channel, None),
            Err(error) => {
                tracing::debug!(%channel, error = shown(&error), "a channel could not be looked up");
                if status(&error).is_some_and(|status| (400..500).contains(&status)) {
                    self.servers.is_in(server, channel, None);
                }
            }
        }
        self.servers.known(channel)?.parent
    }
}
