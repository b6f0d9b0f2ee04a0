//! The way of a reply into a channel: in its turn, as a reply with an embed where the channel allows it, else as what it allows.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serenity::builder::{CreateMessage, EditMessage};
use serenity::http::{LightMethod, Request, Route};
use serenity::model::Timestamp;
use serenity::model::channel::{Message, MessageFlags, MessageReference, Nonce};
use serenity::model::id::{ChannelId, MessageId};

use super::addressed::Spoken;
use super::bot::Bot;
use super::posts::Post;
use super::reply::Reply;
use super::workarounds::queue::{Kind, Turn};
use super::workarounds::rest::{FOR_A_MESSAGE, INVALID, code, is_about_components, shown};

/// After how long without an answer typing is shown.
const A_MOMENT: Duration = Duration::from_millis(700);
/// Discord's code: the bot lacks a permission in the channel.
const MISSING_PERMISSIONS: isize = 50_013;
/// Discord's code: the bot cannot see the channel.
const MISSING_ACCESS: isize = 50_001;
/// Discord's code: a reply needs to read the message history.
const NO_HISTORY: isize = 160_002;
/// Discord's code: nothing would stand in the message.
const EMPTY: isize = 50_006;

/// A message that was sent. The turn in its channel lasts as long as this, so that what follows finds it remembered.
pub(crate) struct Sent {
    /// The message.
    pub(crate) id: MessageId,
    /// Whether it has no embed, since the channel does not allow it.
    pub(crate) plain: bool,
    _turn: Turn,
}

/// How a reply is sent.
#[derive(Debug, Clone, Copy)]
struct Form {
    linked: bool,
    embedded: bool,
    bare: bool,
}

/// The message that is replied to.
#[derive(Debug, Clone, Copy)]
struct To {
    channel: ChannelId,
    message: MessageId,
    /// The edit that asks.
    edited: Option<Timestamp>,
}

impl From<&Spoken<'_>> for To {
    fn from(spoken: &Spoken<'_>) -> Self {
        Self {
            channel: spoken.channel,
            message: spoken.id,
            edited: spoken.edited,
        }
    }
}

/// Sends a reply to a message, whatever it takes; `None` if Discord does not take it.
pub(crate) async fn send(bot: &Arc<Bot>, spoken: &Spoken<'_>, reply: &Reply) -> Option<Sent> {
    deliver_as(bot, spoken.into(), reply, false).await
}

/// Sends a notice about a message, without a sound.
pub(crate) async fn send_quietly(
    bot: &Arc<Bot>,
    spoken: &Spoken<'_>,
    reply: &Reply,
) -> Option<Sent> {
    deliver_as(bot, spoken.into(), reply, true).await
}

async fn deliver_as(bot: &Arc<Bot>, to: To, reply: &Reply, quiet: bool) -> Option<Sent> {
    let sending = async {
        let turn = bot.queue.turn(to.channel).await;
        deliver(bot, turn, to, reply, quiet).await
    };
    tokio::pin!(sending);
    let sent = tokio::select! {
        sent = &mut sending => sent,
        () = tokio::time::sleep(A_MOMENT) => {
            show_typing(bot, to.channel);
            sending.await
        }
    };
    if sent.is_none() {
        bot.telemetry.unanswered();
    }
    sent
}

/// Shows that the bot is at it, once in a while; that this fails harms nobody.
fn show_typing(bot: &Arc<Bot>, channel: ChannelId) {
    if bot.rest.is_held() || !bot.queue.may_type(channel) {
        return;
    }
    let http = Arc::clone(&bot.rest.http);
    tokio::spawn(async move {
        if let Err(error) = http.broadcast_typing(channel).await {
            tracing::debug!(%channel, error = shown(&error), "typing could not be shown");
        }
    });
}

/// Files do not go this way.
async fn deliver(bot: &Bot, mut turn: Turn, to: To, reply: &Reply, quiet: bool) -> Option<Sent> {
    let mut form = Form {
        linked: true,
        embedded: reply.tone.is_some(),
        bare: false,
    };
    loop {
        let nonce = to.nonce(quiet);
        let posted = post(
            bot,
            &mut turn,
            message(to, reply, form, quiet),
            nonce,
            FOR_A_MESSAGE,
        )
        .await;
        let error = match posted {
            Ok(sent) => {
                return Some(Sent {
                    id: sent.id,
                    plain: !form.embedded,
                    _turn: turn,
                });
            }
            Err(error) => error,
        };
        match code(&error) {
            Some(INVALID) if is_about_components(&error) && !form.bare => {
                say_refused(to.channel);
                form.bare = true;
            }
            // Here it is the message that is replied to.
            Some(NO_HISTORY | INVALID) if form.linked => form.linked = false,
            Some(MISSING_PERMISSIONS) if form.embedded => form.embedded = false,
            Some(MISSING_PERMISSIONS | MISSING_ACCESS) => {
                tracing::warn!(
                    channel = %to.channel,
                    "the bot may not answer in a channel: allow it View Channel, Send Messages, Embed Links and Read Message History there"
                );
                return None;
            }
            _ => {
                let error = shown(&error);
                tracing::error!(channel = %to.channel, message = %to.message, error, "an answer could not be sent");
                return None;
            }
        }
    }
}

/// Says that an answer goes out without its buttons and links.
fn say_refused(channel: ChannelId) {
    tracing::warn!(%channel, "Discord refuses a button or a link of an answer; it goes out without them");
}

impl To {
    /// A message is answered once, and a notice about it comes once beside the answer; so it is with an edit of it that asks.
    fn nonce(self, quiet: bool) -> String {
        let (message, kind) = (self.message.get(), if quiet { "n" } else { "" });
        match self.edited {
            // At most 25 letters.
            Some(at) => format!("{kind}{message:x}{:x}", at.unix_timestamp()),
            None => format!("{kind}{message}"),
        }
    }
}

fn message(to: To, reply: &Reply, form: Form, quiet: bool) -> CreateMessage {
    let mut message = if form.embedded || reply.tone.is_none() {
        reply.message()
    } else {
        reply.plain_message()
    };
    if form.bare {
        message = message.components(Vec::new());
    }
    if form.linked {
        message = message.reference_message(
            MessageReference::from((to.channel, to.message)).fail_if_not_exists(false),
        );
    }
    if quiet {
        message = message.flags(MessageFlags::SUPPRESS_NOTIFICATIONS);
    }
    message
}

/// What is needed of a message that was posted.
#[derive(Debug, Deserialize)]
pub(crate) struct Posted {
    id: MessageId,
}

/// Posts a message in its turn. Discord posts one with the nonce of an earlier one only once, so that a lost response can be asked
/// for again.
pub(crate) async fn post(
    bot: &Bot,
    turn: &mut Turn,
    message: CreateMessage,
    nonce: String,
    patience: Duration,
) -> Result<Posted, serenity::Error> {
    let channel_id = turn.channel;
    let message = message.nonce(Nonce::String(nonce)).enforce_nonce(true);
    let message = serde_json::to_vec(&message)?;
    bot.rest
        .in_turn(turn, Kind::Send, patience, |http| {
            // serenity would read the whole message that Discord sends back.
            let post = Request::new(Route::ChannelMessages { channel_id }, LightMethod::Post)
                .body(Some(message.clone()));
            async move { http.fire(post).await }
        })
        .await
}

/// Changes an answer, without buttons and links where Discord refuses them; gives whether it is plain text now: where embeds are not permitted, Discord drops them.
pub(crate) async fn change(
    bot: &Bot,
    turn: &mut Turn,
    post: &Post,
    reply: &Reply,
) -> Result<bool, serenity::Error> {
    match change_to(bot, turn, post, reply).await {
        Err(error) if is_about_components(&error) => {
            say_refused(post.channel);
            change_to(bot, turn, post, &reply.bare()).await
        }
        changed => changed,
    }
}

async fn change_to(
    bot: &Bot,
    turn: &mut Turn,
    post: &Post,
    reply: &Reply,
) -> Result<bool, serenity::Error> {
    if !post.plain {
        match apply(bot, turn, post, &reply.edit()).await {
            Ok(changed) if !changed.embeds.is_empty() || reply.tone.is_none() => return Ok(false),
            // Nothing is left of an answer without its embed.
            Err(error) if code(&error) != Some(EMPTY) => return Err(error),
            _ => {}
        }
    }
    apply(bot, turn, post, &reply.plain_edit()).await?;
    Ok(true)
}

async fn apply(
    bot: &Bot,
    turn: &mut Turn,
    post: &Post,
    edit: &EditMessage,
) -> Result<Message, serenity::Error> {
    bot.rest
        .in_turn(turn, Kind::Edit, FOR_A_MESSAGE, |http| {
            let edit = edit.clone();
            async move { post.channel.edit_message(&http, post.answer, edit).await }
        })
        .await
}
