//! What happens to a question after it was answered: an edit changes the answer, a deletion takes it along.

use std::sync::Arc;

use serenity::model::Timestamp;
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::{ChannelId, MessageId};

use super::addressed::{Address, Me, Spoken};
use super::bot::Bot;
use super::delivery::change;
use super::kept::POSTS_LAST;
use super::listening::is_for_it;
use super::messages::{self, slow_down, too_soon};
use super::place::Place;
use super::posts::Post;
use super::workarounds::queue::{Kind, Turn};
use super::workarounds::rest::{IN_THE_BACKGROUND, code, shown};
use crate::check::language_of;
use crate::engine::Thread;
use crate::store::Mode;

/// How old an edit may be, in seconds: a message that was edited once says so for ever, and comes again when it is pinned or its link
/// unfolds. A session that is resumed is minutes late.
const EDITS_COME_WITHIN: i64 = 600;
/// Discord's code: there is no such message any more.
const UNKNOWN_MESSAGE: isize = 10_008;

/// A message was edited: where it was answered the answer becomes that of the new question, by the same rules as if it had been asked
/// so; where it was none of the bot's and is now, it is answered.
pub(crate) async fn edited(bot: &Arc<Bot>, event: &MessageUpdateEvent) {
    let Some(spoken) = Spoken::edited(event) else {
        return;
    };
    let is_late = spoken.edited.is_none_or(|at| age(at) > EDITS_COME_WITHIN);
    if bot.is_stopping() || is_late || !spoken.is_of_person_or_webhook() {
        return;
    }
    let me = spoken.me(bot).await;
    if spoken.author.id == me.user {
        return;
    }
    if may_be_answered(bot, spoken.id).await {
        // Its answer may be under way.
        let turn = bot.queue.turn(spoken.channel).await;
        if let Some(post) = post(bot, spoken.channel, spoken.id).await {
            return follow(bot, &spoken, me, turn, post).await;
        }
    }
    if is_recent(spoken.id) && spoken.address(me, Mode::Answers).is_some() {
        messages::take(bot, &spoken).await;
    }
}

/// Whether it would be known that a message was answered, if it was.
fn is_recent(message: MessageId) -> bool {
    age(message.created_at()) < POSTS_LAST.as_secs()
}

/// How many seconds ago something was.
fn age(at: Timestamp) -> i64 {
    Timestamp::now().unix_timestamp() - at.unix_timestamp()
}

/// Changes the answer to what is asked now.
async fn follow(bot: &Arc<Bot>, spoken: &Spoken<'_>, me: Me, mut turn: Turn, mut post: Post) {
    let _under_way = bot.tasks.token();
    let question = spoken.question(me);
    let locale = language_of(question).code();
    let spot = bot.spot(spoken.server, spoken.channel).await;
    let place = Place::of(bot, spot, locale);
    if place.mode() == Mode::Silent
        || !spoken.may_ask(me, place.settings.webhooks)
        || post.edited >= spoken.edited
    {
        return;
    }
    let address = post.address.or_else(|| spoken.address(me, place.mode()));
    let overheard = address == Some(Address::Overheard);
    let person = spoken.author.id.get();
    let thought = bot.consider(&place, question, &post.before_in(&place));
    if overheard && !is_for_it(&thought, question) {
        forget(bot, spoken.id);
        bot.leaves_open(spoken.id);
        return report(post.answer, remove(bot, &mut turn, post.answer).await);
    }
    if let Some(wait) = too_soon(bot, &place, person) {
        drop(turn);
        if !overheard {
            slow_down(bot, spoken, &place, wait).await;
        }
        return;
    }
    bot.count(&thought.answer, "edit", thought.took);
    if !overheard {
        bot.keep(&place, question, &thought.answer);
    }
    let reply = place.reply(&thought.answer, question, person);
    let own = (!overheard).then(|| place.thread(person));
    let threads = [Thread::Message(post.answer.get())];
    let threads: Vec<Thread> = threads.into_iter().chain(own).collect();
    bot.remember(&place, person, &threads, &thought.after);
    match change(bot, &mut turn, &post, &reply).await {
        Ok(plain) => {
            (post.plain, post.edited, post.person) = (plain, spoken.edited, Some(person));
            bot.posts().remember(spoken.id, post);
        }
        Err(error) if code(&error) == Some(UNKNOWN_MESSAGE) => forget(bot, spoken.id),
        Err(error) => {
            let error = shown(&error);
            tracing::warn!(message = %post.answer, error, "an answer could not be changed");
        }
    }
}

/// A question was deleted: its answer goes with it.
pub(crate) async fn deleted(bot: &Arc<Bot>, channel: ChannelId, question: MessageId) {
    if !may_be_answered(bot, question).await {
        return;
    }
    let _under_way = bot.tasks.token();
    let mut turn = bot.queue.turn(channel).await;
    let Some(post) = post(bot, channel, question).await else {
        return;
    };
    forget(bot, question);
    report(post.answer, remove(bot, &mut turn, post.answer).await);
}

/// Takes away the message whose button was pressed, also where the bot is not a member: there only the interaction's token may.
pub(crate) async fn take_away(bot: &Arc<Bot>, channel: ChannelId, message: MessageId, token: &str) {
    let mut turn = bot.queue.turn(channel).await;
    if remove(bot, &mut turn, message).await.is_ok() {
        return;
    }
    drop(turn);
    let removed = bot
        .rest
        .persist("delete_response", IN_THE_BACKGROUND, |http| async move {
            http.delete_original_interaction_response(token).await
        })
        .await;
    report(message, removed);
}

/// Takes a message of the bot away.
async fn remove(bot: &Bot, turn: &mut Turn, message: MessageId) -> Result<(), serenity::Error> {
    let channel = turn.channel;
    bot.rest
        .in_turn(turn, Kind::Delete, IN_THE_BACKGROUND, |http| async move {
            channel.delete_message(&http, message).await
        })
        .await
}

/// Says that a message could not be deleted; that it is gone already is as good.
fn report(message: MessageId, removed: Result<(), serenity::Error>) {
    match removed {
        Err(error) if code(&error) != Some(UNKNOWN_MESSAGE) => {
            let error = shown(&error);
            tracing::warn!(%message, error, "an answer could not be deleted");
        }
        _ => {}
    }
}

/// Whether a message is a question that was taken, now or in an earlier run; its answer may still be under way.
async fn may_be_answered(bot: &Bot, question: MessageId) -> bool {
    bot.is_answered(question) || bot.noted_post(question).await.is_some()
}

/// The answer to a question, remembered here or in the database.
async fn post(bot: &Bot, channel: ChannelId, question: MessageId) -> Option<Post> {
    let remembered = bot.posts().of(question);
    match remembered {
        Some(post) => Some(post),
        None => Some(Post::of_earlier_run(
            channel,
            bot.noted_post(question).await?,
        )),
    }
}

/// Forgets the answer to a question.
fn forget(bot: &Arc<Bot>, question: MessageId) {
    bot.posts().forget(question);
    bot.forget_post(question);
}
