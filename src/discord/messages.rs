//! Messages: a question comes in a channel, its answer goes out as a reply.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serenity::model::channel::Message;
use serenity::model::id::{GuildId, UserId};

use super::addressed::{Address, Asked, asked};
use super::bot::{Bot, Thought};
use super::delivery::{send, send_quietly};
use super::posts::Post;
use super::reply::{Around, Reply};
use super::words::words_of;
use crate::answer::{Answer, Conversation, Status};
use crate::check::language_of;
use crate::engine::Thread;
use crate::store::{InboxKind, Settings};

/// Below this confidence the bot does not speak up unasked.
const SURE: f32 = 0.6;

/// Takes a message: answers it if it is a question for the bot.
pub(crate) async fn take(bot: &Arc<Bot>, message: &Message) {
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
    if asked.address == Address::Reply {
        // Its answer may be there before Discord has said so to the bot.
        drop(bot.queue.turn(message.channel_id).await);
    }
    let before = bot.recall(server, &threads(message));
    let thought = bot.consider(server, asked.text, &before);
    let overheard = asked.address == Address::Overheard;
    if overheard && !is_sure(&thought.answer, asked.text) {
        return;
    }
    if let Some(wait) = too_soon(bot, message, &settings) {
        if !overheard {
            slow_down(bot, message, &settings, wait).await;
        }
        return;
    }
    bot.count(&thought.answer, asked.address.word(), thought.took);
    keep(bot, server, &settings, &asked, &thought.answer);
    answer(bot, message, &asked, &settings, before, thought).await;
    bot.telemetry.answered(began.elapsed());
}

/// How long the person, or the channel, has to wait before the next question.
fn too_soon(bot: &Bot, message: &Message, settings: &Settings) -> Option<Duration> {
    let (person, channel) = (message.author.id.get(), message.channel_id.get());
    bot.cooldowns
        .wait(settings.cooldown_seconds, person, channel)
}

/// The threads that a message may go on with, the closest first.
fn threads(message: &Message) -> Vec<Thread> {
    let replied = message.message_reference.as_ref();
    let replied = replied.and_then(|reference| reference.message_id);
    let replied = replied.map(|id| Thread::Message(id.get()));
    replied.into_iter().chain([person(message)]).collect()
}

/// What the author of a message speaks of in the channel.
fn person(message: &Message) -> Thread {
    Thread::Person {
        channel: message.channel_id.get(),
        person: message.author.id.get(),
    }
}

/// Whether the bot may speak up without having been asked: a message that looks like a question, with a question mark or a number such
/// as a year, and that is no claim unless it asks; answered with a figure and its source.
fn is_sure(answer: &Answer, text: &str) -> bool {
    let asks = text.contains(['?', '？']);
    let looks =
        asks || (answer.verdict.is_none() && text.contains(|letter: char| letter.is_numeric()));
    looks
        && answer.status == Status::Answered
        && !answer.figures.is_empty()
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
    let reply = reply_to(
        bot,
        server,
        settings,
        asked.text,
        message.author.id,
        &thought.answer,
    );
    if asked.address != Address::Overheard {
        bot.remember(server, &[person(message)], &thought.after);
    }
    let Some(sent) = send(bot, message, &reply).await else {
        return;
    };
    let replies = Thread::Message(sent.id.get());
    bot.remember(server, &[replies], &thought.after);
    let post = Post {
        channel: message.channel_id,
        answer: sent.id,
        before,
        plain: sent.plain,
        edited: None,
    };
    bot.posts().remember(message.id, post);
    bot.note_post(message.channel_id, message.id, sent.id);
}

/// An answer with its buttons.
pub(crate) fn reply_to(
    bot: &Bot,
    server: Option<u64>,
    settings: &Settings,
    question: &str,
    asker: UserId,
    answer: &Answer,
) -> Reply {
    let around = Around {
        snapshot: &bot.engine.snapshot_in(server),
        asker: asker.get(),
        question,
        inbox: settings.inbox && server.is_some(),
        deletable: true,
        words: words_of(settings, language_of(question).code()),
    };
    Reply::answer(answer, &around)
}

/// Says once in a while, quietly, that questions come too fast.
async fn slow_down(bot: &Arc<Bot>, message: &Message, settings: &Settings, wait: Duration) {
    if !bot.queue.may_slow_down(message.channel_id) {
        return;
    }
    let locale = language_of(&message.content).code();
    let text = words_of(settings, locale).wait(wait);
    send_quietly(bot, message, &Reply::notice(text)).await;
}
