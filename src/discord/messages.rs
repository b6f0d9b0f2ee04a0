//! Messages: a question comes in a channel, its answer goes out as a reply.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::addressed::{Address, Asked, Me, Spoken};
use super::bot::{Bot, Thought};
use super::delivery::{send, send_quietly};
use super::listening::{is_for_it, may_ask};
use super::place::Place;
use super::posts::Post;
use super::reply::Reply;
use crate::check::language_of;
use crate::engine::Thread;
use crate::message::Memory;

/// Takes a message: answers it if it is a question for the bot.
pub(crate) async fn take(bot: &Arc<Bot>, spoken: &Spoken<'_>) {
    let me = spoken.me(bot).await;
    let locale = language_of(spoken.text()).code();
    let spot = bot.spot(spoken.server, spoken.channel).await;
    let place = Place::of(bot, spot, locale);
    let Some(asked) = spoken.asked(me, place.mode(), place.settings.webhooks) else {
        return;
    };
    let overheard = asked.address == Address::Overheard;
    // What was only overheard may come to be asked, by an edit: it counts as taken when it is answered.
    let taken = if overheard {
        bot.has_taken(spoken)
    } else {
        !bot.takes(spoken)
    };
    if bot.is_stopping() || taken {
        return;
    }
    let _under_way = bot.tasks.token();
    let began = Instant::now();
    if !bot.config.message_content && spoken.is_hidden(me) {
        return say_hidden(bot, &place, spoken, me).await;
    }
    if asked.address == Address::Reply {
        // Its answer may be there before Discord has said so to the bot.
        drop(bot.queue.turn(spoken.channel).await);
    }
    if overheard && !may_ask(asked.text) {
        return;
    }
    let before = if overheard {
        Memory::default()
    } else {
        bot.recall(&place, &threads(&place, spoken))
    };
    let thought = bot.consider(&place, asked.text, &before);
    if overheard && !(is_for_it(&thought, asked.text) && bot.takes(spoken)) {
        return;
    }
    if let Some(wait) = too_soon(bot, &place, spoken.author.id.get()) {
        bot.leaves_open(spoken.id);
        if !overheard {
            slow_down(bot, spoken, &place, wait).await;
        }
        return;
    }
    bot.count(&thought.answer, asked.address.word(), thought.took);
    if !overheard {
        bot.keep(&place, asked.text, &thought.answer);
    }
    answer(bot, &place, spoken, &asked, before, thought).await;
    bot.telemetry.answered(began.elapsed());
}

/// Says that the text of a question could not be seen, and how it can be.
async fn say_hidden(bot: &Arc<Bot>, place: &Place, spoken: &Spoken<'_>, me: Me) {
    bot.leaves_open(spoken.id);
    if too_soon(bot, place, spoken.author.id.get()).is_none() {
        let notice = Reply::notice(place.words.hidden(me.user));
        send_quietly(bot, spoken, &notice).await;
    }
}

/// How long a person, or the channel, has to wait before the next question.
pub(crate) fn too_soon(bot: &Bot, place: &Place, person: u64) -> Option<Duration> {
    let seconds = place.settings.cooldown_seconds;
    bot.cooldowns.wait(seconds, person, place.channel.get())
}

/// The threads that a message may go on with, the closest first.
fn threads(place: &Place, spoken: &Spoken<'_>) -> Vec<Thread> {
    let replied = spoken.refers_to.map(|id| Thread::Message(id.get()));
    let own = place.thread(spoken.author.id.get());
    replied.into_iter().chain([own]).collect()
}

/// Sends the answer to a message and remembers it.
async fn answer(
    bot: &Arc<Bot>,
    place: &Place,
    spoken: &Spoken<'_>,
    asked: &Asked<'_>,
    before: Memory,
    thought: Thought,
) {
    let person = spoken.author.id.get();
    let reply = place.reply(&thought.answer, asked.text, person);
    if asked.address != Address::Overheard {
        bot.remember(place, person, &[place.thread(person)], &thought.after);
    }
    let Some(sent) = send(bot, spoken, &reply).await else {
        return bot.leaves_open(spoken.id);
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
        edited: spoken.edited,
    };
    bot.posts().remember(spoken.id, post);
    bot.note_post(place.channel, spoken.id, sent.id);
}

/// Says once in a while, quietly, that questions come too fast.
pub(crate) async fn slow_down(bot: &Arc<Bot>, spoken: &Spoken<'_>, place: &Place, wait: Duration) {
    if bot.queue.may_slow_down(place.channel) {
        let notice = Reply::notice(place.words.wait(wait));
        send_quietly(bot, spoken, &notice).await;
    }
}
