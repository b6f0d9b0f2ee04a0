//! The way of a reply into a channel: in its turn, as a reply with an embed where the channel allows it, else as what it allows.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serenity::builder::{CreateMessage, EditMessage};
use serenity::http::{LightMethod, Request, Route};
use serenity::model::channel::{Message, MessageFlags, MessageReference, Nonce};
use serenity::model::id::{ChannelId, MessageId};

use super::bot::Bot;
use super::posts::Post;
use super::queue::{Kind, Turn};
use super::reply::{Reply, no_pings};
use super::rest::{FOR_A_MESSAGE, code, shown};
use crate::render::{LONGEST_MESSAGE, shortened};

/// After how long without an answer typing is shown.
const A_MOMENT: Duration = Duration::from_millis(700);
/// Discord's code: the bot lacks a permission in the channel.
const MISSING_PERMISSIONS: isize = 50_013;
/// Discord's code: the bot cannot see the channel.
const MISSING_ACCESS: isize = 50_001;
/// Discord's code: a reply needs to read the message history.
const NO_HISTORY: isize = 160_002;
/// Discord's code: something in the request is not right, here the message that is replied to.
const INVALID: isize = 50_035;

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
    quiet: bool,
}

/// Sends a reply to a message, whatever it takes; `None` if Discord does not take it.
pub(crate) async fn send(bot: &Arc<Bot>, to: &Message, reply: &Reply) -> Option<Sent> {
    deliver_as(bot, to, reply, false).await
}

/// The same without a sound.
pub(crate) async fn send_quietly(bot: &Arc<Bot>, to: &Message, reply: &Reply) -> Option<Sent> {
    deliver_as(bot, to, reply, true).await
}

async fn deliver_as(bot: &Arc<Bot>, to: &Message, reply: &Reply, quiet: bool) -> Option<Sent> {
    let channel = to.channel_id;
    let sending = async {
        let turn = bot.queue.turn(channel).await;
        deliver(bot, turn, to, reply, quiet).await
    };
    tokio::pin!(sending);
    let sent = tokio::select! {
        sent = &mut sending => sent,
        () = tokio::time::sleep(A_MOMENT) => {
            show_typing(bot, channel);
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
async fn deliver(
    bot: &Bot,
    mut turn: Turn,
    to: &Message,
    reply: &Reply,
    quiet: bool,
) -> Option<Sent> {
    let mut form = Form {
        linked: true,
        embedded: reply.tone.is_some(),
        quiet,
    };
    loop {
        let error = match attempt(bot, &mut turn, to, reply, form).await {
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
            Some(NO_HISTORY | INVALID) if form.linked => form.linked = false,
            Some(MISSING_PERMISSIONS) if form.embedded => form.embedded = false,
            Some(MISSING_PERMISSIONS | MISSING_ACCESS) => {
                tracing::warn!(
                    channel = %to.channel_id,
                    "the bot may not answer in a channel: allow it View Channel, Send Messages, Embed Links and Read Message History there"
                );
                return None;
            }
            _ => {
                let error = shown(&error);
                tracing::error!(channel = %to.channel_id, message = %to.id, error, "an answer could not be sent");
                return None;
            }
        }
    }
}

/// What is needed of a message that was posted.
#[derive(Debug, Deserialize)]
struct Posted {
    id: MessageId,
}

async fn attempt(
    bot: &Bot,
    turn: &mut Turn,
    to: &Message,
    reply: &Reply,
    form: Form,
) -> Result<Posted, serenity::Error> {
    let channel_id = to.channel_id;
    let message = serde_json::to_vec(&message(to, reply, form))?;
    bot.rest
        .in_turn(turn, Kind::Send, FOR_A_MESSAGE, |http| {
            // serenity would read the whole message that Discord sends back.
            let post = Request::new(Route::ChannelMessages { channel_id }, LightMethod::Post)
                .body(Some(message.clone()));
            async move { http.fire(post).await }
        })
        .await
}

fn message(to: &Message, reply: &Reply, form: Form) -> CreateMessage {
    let mut message = if form.embedded || reply.tone.is_none() {
        reply.message()
    } else {
        reply.plain_message()
    };
    if form.linked {
        message = message.reference_message(
            MessageReference::from((to.channel_id, to.id)).fail_if_not_exists(false),
        );
    }
    if form.quiet {
        message = message.flags(MessageFlags::SUPPRESS_NOTIFICATIONS);
    }
    // Discord posts a message with the nonce of an earlier one only once, so that a lost response can be asked for again.
    message
        .nonce(Nonce::String(to.id.to_string()))
        .enforce_nonce(true)
}

/// Changes an answer. Where embeds are not permitted, Discord drops them in silence: then it becomes plain text.
pub(crate) async fn change(
    bot: &Bot,
    turn: &mut Turn,
    post: &Post,
    reply: &Reply,
) -> Result<(), serenity::Error> {
    if !post.plain {
        let edit = reply.edit();
        let changed = apply(bot, turn, post, &edit).await?;
        if !changed.embeds.is_empty() || reply.tone.is_none() {
            return Ok(());
        }
    }
    let plain = EditMessage::new()
        .allowed_mentions(no_pings())
        .content(shortened(&reply.text, LONGEST_MESSAGE));
    apply(bot, turn, post, &plain).await.map(drop)
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
