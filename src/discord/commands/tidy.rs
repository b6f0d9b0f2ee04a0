//! `/settings tidy`: channels and roles that were deleted are taken out of the settings, where nobody could choose them any more.
//!
//! Discord is asked about each: what it does not know any more is gone, what it does not show stays.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;

use serenity::model::id::{ChannelId, GuildId, RoleId};

use super::Call;
use super::settings::shown;
use crate::discord::bot::Bot;
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::discord::workarounds::rest::{FOR_A_MESSAGE, code, shown as in_words, status};
use crate::engine::Server;
use crate::store::Settings;

/// Discord's code: there is no such channel any more.
const UNKNOWN_CHANNEL: isize = 10_003;

/// What was deleted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Gone {
    channels: BTreeSet<u64>,
    roles: BTreeSet<u64>,
}

impl Gone {
    /// Takes it out of the settings.
    fn out_of(&self, settings: &mut Settings) {
        settings
            .channels
            .retain(|id, _| !self.channels.contains(id));
        settings.moderators.retain(|id| !self.roles.contains(id));
        let told = settings.moderators_channel;
        settings.moderators_channel = told.filter(|id| !self.channels.contains(id));
    }

    fn count(&self) -> usize {
        self.channels.len() + self.roles.len()
    }
}

/// Looks for what was deleted, takes it out, and shows the settings as they are then.
pub(super) fn tidy(call: &Call<'_>, server: Server) -> impl Future<Output = Reply> + use<> {
    let (bot, words) = (Arc::clone(call.bot), call.place.words);
    let settings = Arc::clone(&call.place.settings);
    async move {
        let _under_way = bot.tasks.token();
        match gone(&bot, server, &settings).await {
            Ok(gone) => take_out(&bot, words, server, gone).await,
            Err(error) => {
                tracing::warn!(
                    server,
                    error = in_words(&error),
                    "what was deleted cannot be looked up"
                );
                Reply::notice(words.no_look)
            }
        }
    }
}

async fn take_out(bot: &Arc<Bot>, words: &'static Words, server: Server, gone: Gone) -> Reply {
    let own = Arc::clone(bot);
    let count = gone.count();
    let saving = move || {
        own.settings
            .change(server, |settings| gone.out_of(settings))
    };
    match tokio::task::spawn_blocking(saving).await {
        Ok(Ok(settings)) => Reply {
            above: Some(words.tidied(count)),
            ..shown(words, &settings)
        },
        Ok(Err(error)) => {
            tracing::error!(server, %error, "the settings of a server cannot be written");
            Reply::notice(words.no_store)
        }
        Err(error) => {
            tracing::error!(server, %error, "saving settings ended early");
            Reply::notice(words.no_store)
        }
    }
}

/// What of the settings there is no more.
async fn gone(bot: &Bot, server: Server, settings: &Settings) -> Result<Gone, serenity::Error> {
    let mut gone = Gone::default();
    let channels = settings.channels.keys();
    for id in channels.chain(&settings.moderators_channel) {
        if !is_there(bot, ChannelId::new(*id)).await? {
            gone.channels.insert(*id);
        }
    }
    if !settings.moderators.is_empty() {
        let server = GuildId::new(server);
        let roles = bot
            .rest
            .persist("get_roles", FOR_A_MESSAGE, |http| async move {
                http.get_guild_roles(server).await
            })
            .await?;
        let known: BTreeSet<u64> = roles.iter().map(|role| RoleId::get(role.id)).collect();
        gone.roles = settings.moderators.difference(&known).copied().collect();
    }
    Ok(gone)
}

async fn is_there(bot: &Bot, channel: ChannelId) -> Result<bool, serenity::Error> {
    let asked = bot
        .rest
        .persist("get_channel", FOR_A_MESSAGE, |http| async move {
            http.get_channel(channel).await
        })
        .await;
    match asked {
        Ok(_) => Ok(true),
        Err(error) if code(&error) == Some(UNKNOWN_CHANNEL) => Ok(false),
        // What the bot may not see is there.
        Err(error) if status(&error) == Some(403) => Ok(true),
        // It may be that something else than Discord has answered.
        Err(error) => Err(error),
    }
}
