//! Messages: a question comes in a channel, its answer goes out as a reply; an edit changes it, a deletion takes it along.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serenity::model::channel::{Message, MessageReference, Nonce};
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::{ChannelId, GuildId, MessageId};

use super::addressed::{Address, Asked, asked, without_mention};
use super::bot::{Bot, Thought};
use super::posts::Post;
use super::reply::{Around, Reply};
use super::rest::{FOR_A_MESSAGE, IN_THE_BACKGROUND, code};
use super::words::words_of;
use crate::answer::{Answer, Conversation, Status};
use crate::engine::Thread;
use crate::store::{InboxKind, Settings};

/// After how long without an answer typing is shown.
const A_MOMENT: Duration = Duration::from_millis(700);
/// Discord's code: the bot lacks a permission in the channel.
const MISSING_PERMISSIONS: isize = 50_013;
/// Discord's code: the bot cannot see the channel.
const MISSING_ACCESS: isize = 50_001;
/// Discord's code: a reply needs to read the message history.
const NO_HISTORY: isize = 160_002;
/// Discord's code: the message that is replied to is gone.
const NO_SUCH_MESSAGE: isize = 50_035;
/// Below this confidence the bot does not speak up unasked.
const SURE: f32 = 0.6;

/// Takes a message: answers it if it is a question for the bot.
pub(crate) async fn take(bot: &Arc<Bot>, message: &Message) {
    bot.cursors()
        .saw(message.channel_id, message.guild_id, message.id);
    let me = bot.me().await;
    let server = message.guild_id.map(GuildId::get);
    let settings = bot.settings.of(server);
    let mode = settings.mode(message.channel_id.get());
    let Some(asked) = asked(message, me, mode, settings.webhooks) else {
        return;
    };
    if bot.is_stopping() || !bot.is_first(message.id.get()) {
        return;
    }
    let _under_way = bot.tasks.token();
    let began = Instant::now();
    let overheard = asked.address == Address::Overheard;
    let channel = message.channel_id.get();
    let wait = bot
        .cooldowns
        .wait(settings.cooldown_seconds, message.author.id.get(), channel);
    if let Some(wait) = wait {
        if !overheard {
            slow_down(bot, message, &settings, wait).await;
        }
        return;
    }
    let before = bot.recall(server, &threads(message));
    let thought = bot.think(server, asked.text, &before, asked.address.word());
    keep(bot, server, &settings, &asked, &thought.answer);
    if overheard && !is_sure(&thought.answer, asked.text) {
        return;
    }
    answer(bot, message, &asked, &settings, before, thought).await;
    bot.telemetry.answered(began.elapsed());
}

/// The threads that a message may go on with, the closest first.
fn threads(message: &Message) -> Vec<Thread> {
    let replied = message.message_reference.as_ref();
    let replied = replied.and_then(|reference| reference.message_id);
    let person = Thread::Person {
        channel: message.channel_id.get(),
        person: message.author.id.get(),
    };
    let replied = replied.map(|id| Thread::Message(id.get()));
    replied.into_iter().chain([person]).collect()
}

/// Whether the bot may speak up without having been asked: a question, answered with a source.
fn is_sure(answer: &Answer, text: &str) -> bool {
    let question = text.contains('?') || answer.verdict.is_none();
    answer.status == Status::Answered
        && question
        && !answer.citations.is_empty()
        && answer.confidence >= SURE
}

/// Keeps a question that was not answered for the moderators, where they switched that on.
fn keep(
    bot: &Arc<Bot>,
    server: Option<u64>,
    settings: &Settings,
    asked: &Asked<'_>,
    answer: &Answer,
) {
    let kind = match answer.status {
        Status::NotUnderstood | Status::OutOfScope => InboxKind::Refused,
        Status::NoData if answer.intent.is_none() => InboxKind::Refused,
        Status::Clarify => InboxKind::AskedBack,
        _ => return,
    };
    if let Some(server) = server.filter(|_| settings.inbox && asked.address != Address::Overheard) {
        bot.note(server, kind, asked.text);
    }
}

/// Sends the answer to a message and remembers it.
async fn answer(
    bot: &Arc<Bot>,
    message: &Message,
    asked: &Asked<'_>,
    settings: &Settings,
    before: Conversation,
    thought: Thought,
) {
    let server = message.guild_id.map(GuildId::get);
    let reply = reply(
        bot,
        server,
        settings,
        asked.text,
        message.author.id.get(),
        &thought.answer,
    );
    let Some(sent) = send(bot, message, &reply).await else {
        return;
    };
    let mut threads = vec![Thread::Message(sent.get())];
    if asked.address != Address::Overheard {
        threads.push(Thread::Person {
            channel: message.channel_id.get(),
            person: message.author.id.get(),
        });
    }
    bot.remember(server, &threads, &thought.after);
    let post = Post {
        channel: message.channel_id,
        answer: sent,
        before,
    };
    bot.posts().remember(message.id, post);
    bot.note_post(message.channel_id, message.id, sent);
}

/// An answer with its buttons.
fn reply(
    bot: &Bot,
    server: Option<u64>,
    settings: &Settings,
    question: &str,
    asker: u64,
    answer: &Answer,
) -> Reply {
    let around = Around {
        snapshot: &bot.engine.snapshot_in(server),
        asker,
        question,
        inbox: settings.inbox && server.is_some(),
        deletable: true,
        words: words_of(settings, "en"),
    };
    Reply::answer(answer, &around)
}

/// Says once in a while, quietly, that questions come too fast.
async fn slow_down(bot: &Arc<Bot>, message: &Message, settings: &Settings, wait: Duration) {
    if !bot.queue.may_type(message.channel_id.get()) {
        return;
    }
    let text = words_of(settings, "en").wait(wait);
    send(bot, message, &Reply::notice(text)).await;
}

/// Sends a reply to a message, whatever it takes; `None` if Discord does not take it.
async fn send(bot: &Arc<Bot>, to: &Message, reply: &Reply) -> Option<MessageId> {
    let channel = to.channel_id;
    let sending = async {
        let _turn = bot.queue.turn(channel.get()).await;
        deliver(bot, to, reply).await
    };
    tokio::pin!(sending);
    let sent = tokio::select! {
        sent = &mut sending => sent,
        () = tokio::time::sleep(A_MOMENT) => {
            if bot.queue.may_type(channel.get()) {
                show_typing(bot, channel);
            }
            sending.await
        }
    };
    if sent.is_none() {
        bot.telemetry.unanswered();
    }
    sent
}

/// Shows that the bot is at it; that this fails harms nobody.
fn show_typing(bot: &Arc<Bot>, channel: ChannelId) {
    let http = Arc::clone(&bot.rest.http);
    tokio::spawn(async move {
        if let Err(error) = http.broadcast_typing(channel).await {
            tracing::debug!(%channel, %error, "typing could not be shown");
        }
    });
}

/// As a reply with an embed if the channel allows it, else as what it allows.
async fn deliver(bot: &Bot, to: &Message, reply: &Reply) -> Option<MessageId> {
    let mut linked = true;
    let mut embedded = reply.tone.is_some();
    loop {
        let error = match attempt(bot, to, reply, linked, embedded).await {
            Ok(sent) => return Some(sent.id),
            Err(error) => error,
        };
        match code(&error) {
            Some(NO_HISTORY | NO_SUCH_MESSAGE) if linked => linked = false,
            Some(MISSING_PERMISSIONS) if embedded => embedded = false,
            Some(MISSING_PERMISSIONS | MISSING_ACCESS) => {
                tracing::warn!(
                    channel = %to.channel_id,
                    "the bot may not answer in a channel: allow it View Channel, Send Messages, Embed Links and Read Message History there"
                );
                return None;
            }
            _ => {
                tracing::error!(channel = %to.channel_id, message = %to.id, %error, "an answer could not be sent");
                return None;
            }
        }
    }
}

async fn attempt(
    bot: &Bot,
    to: &Message,
    reply: &Reply,
    linked: bool,
    embedded: bool,
) -> Result<Message, serenity::Error> {
    let mut message = if embedded || reply.tone.is_none() {
        reply.message()
    } else {
        reply.plain_message()
    };
    if linked {
        message = message.reference_message(
            MessageReference::from((to.channel_id, to.id)).fail_if_not_exists(false),
        );
    }
    // Discord posts a message with the nonce of an earlier one only once, so that a lost response can be asked for again.
    let message = message
        .nonce(Nonce::String(to.id.to_string()))
        .enforce_nonce(true);
    bot.rest
        .persist("send_message", FOR_A_MESSAGE, |http| {
            let message = message.clone();
            async move { to.channel_id.send_message(&http, message).await }
        })
        .await
}

/// A question was edited: its answer becomes that of the new question.
pub(crate) async fn edited(bot: &Arc<Bot>, event: &MessageUpdateEvent) {
    let (Some(content), Some(Some(author))) = (&event.content, Some(event.author.as_ref())) else {
        return;
    };
    // Discord also reports links that it unfolded, which nobody edited.
    if event.edited_timestamp.is_none() || author.bot || bot.is_stopping() {
        return;
    }
    let Some(post) = post(bot, event.channel_id, event.id) else {
        return;
    };
    let me = bot.me().await;
    let _under_way = bot.tasks.token();
    let server = event.guild_id.map(GuildId::get);
    let settings = bot.settings.of(server);
    let question = without_mention(content, me);
    let thought = bot.think(server, question, &post.before, "edit");
    let person = Thread::Person {
        channel: event.channel_id.get(),
        person: author.id.get(),
    };
    let threads = [Thread::Message(post.answer.get()), person];
    bot.remember(server, &threads, &thought.after);
    let edit = reply(
        bot,
        server,
        &settings,
        question,
        author.id.get(),
        &thought.answer,
    )
    .edit();
    let changed = bot
        .rest
        .persist("edit_message", FOR_A_MESSAGE, |http| {
            let edit = edit.clone();
            let (channel, answer) = (post.channel, post.answer);
            async move { channel.edit_message(&http, answer, edit).await }
        })
        .await;
    if let Err(error) = changed {
        tracing::warn!(message = %post.answer, %error, "an answer could not be changed");
    }
}

/// The answer to a question, remembered here or in the database.
fn post(bot: &Bot, channel: ChannelId, question: MessageId) -> Option<Post> {
    let remembered = bot.posts().of(question);
    remembered.or_else(|| {
        let answer = bot.noted_post(question)?;
        Some(Post {
            channel,
            answer,
            before: Conversation::default(),
        })
    })
}

/// A question was deleted: its answer goes with it.
pub(crate) async fn deleted(bot: &Arc<Bot>, channel: ChannelId, question: MessageId) {
    let Some(post) = post(bot, channel, question) else {
        return;
    };
    bot.posts().forget(question);
    let _under_way = bot.tasks.token();
    remove(bot, channel, post.answer).await;
}

/// Takes away the message whose button was pressed, also where the bot is not a member: there only the interaction's token may.
pub(crate) async fn take_away(bot: &Arc<Bot>, channel: ChannelId, message: MessageId, token: &str) {
    let removed = bot
        .rest
        .persist("delete_message", IN_THE_BACKGROUND, |http| async move {
            channel.delete_message(&http, message).await
        })
        .await;
    if removed.is_ok() {
        return;
    }
    let removed = bot
        .rest
        .persist("delete_response", IN_THE_BACKGROUND, |http| async move {
            http.delete_original_interaction_response(token).await
        })
        .await;
    if let Err(error) = removed {
        tracing::warn!(%message, %error, "an answer could not be deleted");
    }
}

/// Takes a message of the bot away.
async fn remove(bot: &Arc<Bot>, channel: ChannelId, message: MessageId) {
    let removed = bot
        .rest
        .persist("delete_message", IN_THE_BACKGROUND, |http| async move {
            channel.delete_message(&http, message).await
        })
        .await;
    if let Err(error) = removed {
        tracing::warn!(%message, %error, "an answer could not be deleted");
    }
}
