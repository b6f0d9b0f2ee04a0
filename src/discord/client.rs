//! The connection: a client is built, its shards run, and it ends well or says in one sentence why it cannot go on.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serenity::Client;
use serenity::all::{ClientBuilder, GatewayError, GatewayIntents, Http, HttpBuilder};
use serenity::gateway::{ShardManager, ShardRunnerMessage};
use thiserror::Error;

use super::bot::Bot;
use super::handler::Handler;
use super::reaching::Waiting;
use super::workarounds::Refusals;
use super::workarounds::rest::{IN_THE_BACKGROUND, shown, status};
use crate::config;

/// How long a single request may take.
const REQUEST: Duration = Duration::from_secs(15);
/// The close code of who goes on purpose.
const GOING: u16 = 1_000;
/// Discord itself.
const PLAIN: &str = "https://discord.com";

/// Why the bot cannot run.
#[derive(Debug, Error)]
pub(crate) enum ConnectError {
    /// The HTTP client cannot be built.
    #[error("no connection can be made: {0}")]
    NoClient(#[from] reqwest::Error),
    /// Discord does not know the token.
    #[error(
        "Discord does not accept the token: it was reset or revoked; copy the present one from the developer portal (Bot, Reset Token)"
    )]
    WrongToken,
    /// The privileged intent is not switched on.
    #[error(
        "Discord refuses the text of messages: switch on \"Message Content Intent\" in the developer portal (Bot, Privileged Gateway Intents), \
         or write `message_content = false` under [discord] in bot.toml"
    )]
    NoIntent,
    /// The shards are not what Discord wants.
    #[error(
        "Discord refuses {total} shards, it recommends {wanted}: set `shards` under [discord] in bot.toml to that many for all processes \
         of the bot, or leave it out"
    )]
    Shards {
        /// How many the bot has.
        total: u32,
        /// How many Discord recommends.
        wanted: u32,
    },
    /// Discord cannot be reached for long.
    #[error("Discord cannot be reached: {}; see whether the network and the proxy settings work", shown(.0))]
    Unreachable(Box<serenity::Error>),
    /// Something else ended the connection.
    #[error("the connection to Discord ended: {}", shown(.0))]
    Ended(Box<serenity::Error>),
}

/// The HTTP client. Proxies and certificates are those of the environment.
pub(crate) fn web() -> Result<reqwest::Client, ConnectError> {
    let client = reqwest::Client::builder().use_rustls_tls().timeout(REQUEST);
    Ok(client.build()?)
}

/// The way to Discord's REST API.
pub(crate) fn http(token: &SecretString, web: &reqwest::Client, config: &config::Discord) -> Http {
    let builder = HttpBuilder::new(token.expose_secret()).client(web.clone());
    match &config.api {
        // Whoever stands between keeps the limits, for all processes of the bot.
        Some(api) if api != PLAIN => builder.proxy(api).ratelimiter_disabled(true).build(),
        _ => builder.build(),
    }
}

/// What the gateway should hand over.
fn intents(config: &config::Discord) -> GatewayIntents {
    let plain =
        GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    if config.message_content {
        plain | GatewayIntents::MESSAGE_CONTENT
    } else {
        tracing::info!(
            "listening is off: without the privileged intent for message content the bot answers mentions, replies, direct messages and commands"
        );
        plain
    }
}

/// A client that is ready to run.
pub(crate) struct Connection {
    bot: Arc<Bot>,
    client: Client,
    url: String,
    own: RangeInclusive<u32>,
    total: u32,
    wanted: u32,
}

impl Connection {
    /// Asks Discord where the gateway is, and builds the client.
    pub(crate) async fn new(bot: &Arc<Bot>, http: Http) -> Result<Self, ConnectError> {
        let config = &bot.config;
        let waiting = Waiting::to("reach Discord");
        let asked = bot
            .rest
            .persist("gateway", IN_THE_BACKGROUND, |http| async {
                let asked = gateway(http).await;
                waiting.note(&asked);
                asked
            });
        let gateway = waiting.until(asked).await.map_err(refused)?;
        let handler = Handler(Arc::clone(bot));
        let client = ClientBuilder::new_with_http(http, intents(config))
            .event_handler(handler)
            .await
            .map_err(|error| ConnectError::Unreachable(Box::new(error)))?;
        let url = config.gateway.clone().unwrap_or(gateway.url);
        client.ws_url.lock().await.clone_from(&url);
        bot.runs(Arc::clone(&client.shard_manager));
        let (total, own) = match &config.shards {
            Some(shards) => (shards.total, shards.own.clone()),
            None => (gateway.shards, 0..=gateway.shards - 1),
        };
        let (first, last) = (own.start(), own.end());
        tracing::info!(shards = total, first, last, gateway = url, "connecting");
        Ok(Self {
            bot: Arc::clone(bot),
            client,
            url,
            own,
            total,
            wanted: gateway.shards,
        })
    }

    /// What ends the connection from outside.
    pub(crate) fn shards(&self) -> Arc<ShardManager> {
        Arc::clone(&self.client.shard_manager)
    }

    /// Runs until somebody ends it or Discord does for good.
    pub(crate) async fn run(mut self, refusals: Refusals) -> Result<(), ConnectError> {
        let (total, wanted) = (self.total, self.wanted);
        let refused = || ConnectError::Shards { total, wanted };
        // serenity takes the end of the range as the last shard.
        let own = *self.own.start()..*self.own.end();
        let ended = tokio::select! {
            ended = self.client.start_shard_range(own, total) => ended,
            () = refusals.heard() => return Err(refused()),
            () = first_session(&self.bot, &self.url) => return Ok(()),
        };
        ended.map_err(|error| match error {
            serenity::Error::Gateway(GatewayError::InvalidAuthentication) => {
                ConnectError::WrongToken
            }
            serenity::Error::Gateway(
                GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
            ) => ConnectError::NoIntent,
            error => ConnectError::Ended(Box::new(error)),
        })
    }
}

/// Says while it has no session yet that it waits for one; never ends.
async fn first_session(bot: &Bot, url: &str) {
    let waiting = Waiting::to(format!("open a session at {url}"));
    waiting.until(bot.me()).await;
    std::future::pending::<()>().await;
}

/// Ends the connections of all shards at once, with the code that says that the bot goes on purpose.
pub(crate) async fn close(shards: &ShardManager) {
    for (id, shard) in shards.runners.lock().await.iter() {
        let close = ShardRunnerMessage::Shutdown(*id, GOING);
        shard.runner_tx.send_to_shard(close);
    }
    // It asks each shard again, one after another, and waits until it has ended.
    shards.shutdown_all().await;
}

/// Where the gateway is and how many shards it wants.
struct Gateway {
    url: String,
    shards: u32,
}

/// What Discord recommends to bots, or else what it tells everybody.
async fn gateway(http: Arc<Http>) -> Result<Gateway, serenity::Error> {
    match http.get_bot_gateway().await {
        Ok(gateway) => Ok(Gateway {
            url: gateway.url,
            shards: gateway.shards.max(1),
        }),
        // What stands in Discord's place may know the plain one only.
        Err(error) if status(&error) == Some(404) => {
            let gateway = http.get_gateway().await?;
            Ok(Gateway {
                url: gateway.url,
                shards: 1,
            })
        }
        Err(error) => Err(error),
    }
}

/// Why Discord's REST API cannot be used.
pub(crate) fn refused(error: serenity::Error) -> ConnectError {
    match status(&error) {
        Some(401) => ConnectError::WrongToken,
        _ => ConnectError::Unreachable(Box::new(error)),
    }
}
