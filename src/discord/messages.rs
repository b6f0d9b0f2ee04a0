//! Messages: a question comes in a channel, its answer goes out as a reply.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serenity::model::channel::Message;
use serenity::model::id::MessageId;

use super::addressed::{Address, Asked, asked};
use super::bot::{Bot, Thought};
use super::delivery::{send, send_quietly};
use super::place::Place;
use super::posts::Post;
use super::reply::Reply;
use crate::answer::{Answer, Status};
use crate::check::language_of;
use crate::engine::Thread;
use crate::message::Memory;
use crate::store::InboxKind;

/// Below this confidence the bot does not speak up unasked.
const SURE: f32 = 0.6;

/// Takes a message: answers it if it is a question for the bot.
pub(crate) async fn take(bot: &Arc<Bot>, message: &Message) {
    let me = bot.me().await;
    let locale = language_of(&message.content).code();
    let place = Place::of(bot, message.guild_id, message.channel_id, locale);
    let Some(asked) = asked(message, me, place.mode(), place.settings.webhooks) else {
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
    let before = bot.recall(&place, &threads(&place, message));
    let thought = bot.consider(&place, asked.text, &before);
    let overheard = asked.address == Address::Overheard;
    if overheard && !is_sure(&thought.answer, asked.text) {
        return;
    }
    if let Some(wait) = too_soon(bot, &place, message.author.id.get()) {
        if !overheard {
            slow_down(bot, &place, message.id, wait).await;
        }
        return;
    }
    bot.count(&thought.answer, asked.address.word(), thought.took);
    keep(bot, &place, &asked, &thought.answer);
    answer(bot, &place, message, &asked, before, thought).await;
    bot.telemetry.answered(began.elapsed());
}

/// How long a person, or the channel, has to wait before the next question.
pub(crate) fn too_soon(bot: &Bot, place: &Place, person: u64) -> Option<Duration> {
    let seconds = place.settings.cooldown_seconds;
    bot.cooldowns.wait(seconds, person, place.channel.get())
}

/// The threads that a message may go on with, the closest first.
fn threads(place: &Place, message: &Message) -> Vec<Thread> {
    let replied = message.message_reference.as_ref();
    let replied = replied.and_then(|reference| reference.message_id);
    let replied = replied.map(|id| Thread::Message(id.get()));
    let own = place.thread(message.author.id.get());
    replied.into_iter().chain([own]).collect()
}

/// Whether the bot may speak up without having been asked: a message that looks like a question, with a question mark or a number such
/// as a year, and that is no claim unless it asks; answered with a figure and its source.
pub(crate) fn is_sure(answer: &Answer, text: &str) -> bool {
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
fn keep(bot: &Bot, place: &Place, asked: &Asked<'_>, answer: &Answer) {
    let kind = match answer.status {
        Status::NotUnderstood | Status::OutOfScope => InboxKind::Refused,
        Status::NoData if answer.intent.is_none() => InboxKind::Refused,
        Status::Clarify => InboxKind::AskedBack,
        _ => return,
    };
    let inbox = place.inbox();
    if let Some(server) = inbox.filter(|_| asked.address != Address::Overheard) {
        bot.note(server, kind, asked.text);
    }
}

/// Sends the answer to a message and remembers it.
async fn answer(
    bot: &Arc<Bot>,
    place: &Place,
    message: &Message,
    asked: &Asked<'_>,
    before: Memory,
    thought: Thought,
) {
    let person = message.author.id.get();
    let reply = place.reply(&thought.answer, asked.text, person);
    if asked.address != Address::Overheard {
        bot.remember(place, person, &[place.thread(person)], &thought.after);
    }
    let Some(sent) = send(bot, place.channel, message.id, &reply).await else {
        return;
    };
    let replies = Thread::Message(sent.id.get());
    bot.remember(place, person, &[replies], &thought.after);
    let post = Post {
        channel: place.channel,
        answer: sent.id,
        person: Some(person),
        address: Some(asked.address),
        before,
        dataset: place.snapshot.dataset.fingerprint.clone(),
        plain: sent.plain,
        edited: None,
    };
    bot.posts().remember(message.id, post);
    bot.note_post(place.channel, message.id, sent.id);
}

/// Says once in a while, quietly, that questions come too fast.
pub(crate) async fn slow_down(bot: &Arc<Bot>, place: &Place, question: MessageId, wait: Duration) {
    if bot.queue.may_slow_down(place.channel) {
        let notice = Reply::notice(place.words.wait(wait));
        send_quietly(bot, place.channel, question, &notice).await;
    }
}
