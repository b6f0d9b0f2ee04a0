//! What happens to a question after it was answered: an edit changes the answer, a deletion takes it along.

use std::sync::Arc;

use serenity::model::channel::Message;
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::{ChannelId, GuildId, MessageId};

use super::addressed::without_mention;
use super::bot::Bot;
use super::delivery::change;
use super::messages::reply_to;
use super::posts::Post;
use super::queue::{Kind, Turn};
use super::rest::{IN_THE_BACKGROUND, code, shown};
use crate::answer::Conversation;
use crate::engine::Thread;

/// Discord's code: there is no such message any more.
const UNKNOWN_MESSAGE: isize = 10_008;

/// A question was edited: its answer becomes that of the new question.
pub(crate) async fn edited(bot: &Arc<Bot>, event: &MessageUpdateEvent) {
    let (Some(content), Some(author)) = (&event.content, &event.author) else {
        return;
    };
    // Discord also reports links that it unfolded, which nobody edited.
    let Some(at) = event.edited_timestamp.filter(|_| !author.bot) else {
        return;
    };
    if bot.is_stopping() || !may_be_answered(bot, event.id) {
        return;
    }
    let _under_way = bot.tasks.token();
    let me = bot.me().await;
    let mut turn = bot.queue.turn(event.channel_id).await;
    let Some(mut post) = post(bot, event.channel_id, event.id) else {
        return;
    };
    if post.edited.is_some_and(|edited| edited >= at) {
        return;
    }
    let server = event.guild_id.map(GuildId::get);
    let settings = bot.settings.of(server);
    let other = event.referenced_message.as_ref().and_then(Option::as_deref);
    let question = asked(content, me, other);
    let thought = bot.think(server, question, &post.before, "edit");
    let reply = reply_to(bot, server, &settings, question, author.id, &thought.answer);
    post.edited = Some(at);
    bot.posts().remember(event.id, post.clone());
    let person = Thread::Person {
        channel: event.channel_id.get(),
        person: author.id.get(),
    };
    let threads = [Thread::Message(post.answer.get()), person];
    bot.remember(server, &threads, &thought.after);
    match change(bot, &mut turn, &post, &reply).await {
        Ok(()) => {}
        Err(error) if code(&error) == Some(UNKNOWN_MESSAGE) => forget(bot, event.id),
        Err(error) => {
            let error = shown(&error);
            tracing::warn!(message = %post.answer, error, "an answer could not be changed");
        }
    }
}

/// What an edited message asks: where only the bot is named, the message that it replies to.
fn asked<'a>(
    content: &'a str,
    me: serenity::model::id::UserId,
    other: Option<&'a Message>,
) -> &'a str {
    let own = without_mention(content, me);
    match other.filter(|other| own.is_empty() && other.author.id != me) {
        Some(other) => other.content.trim(),
        None => own,
    }
}

/// A question was deleted: its answer goes with it.
pub(crate) async fn deleted(bot: &Arc<Bot>, channel: ChannelId, question: MessageId) {
    if !may_be_answered(bot, question) {
        return;
    }
    let _under_way = bot.tasks.token();
    let mut turn = bot.queue.turn(channel).await;
    let Some(post) = post(bot, channel, question) else {
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
fn may_be_answered(bot: &Bot, question: MessageId) -> bool {
    bot.has_seen(question.get()) || bot.noted_post(question).is_some()
}

/// The answer to a question, remembered here or in the database.
fn post(bot: &Bot, channel: ChannelId, question: MessageId) -> Option<Post> {
    let remembered = bot.posts().of(question);
    remembered.or_else(|| {
        Some(Post {
            channel,
            answer: bot.noted_post(question)?,
            before: Conversation::default(),
            plain: false,
            edited: None,
        })
    })
}

/// Forgets the answer to a question.
fn forget(bot: &Arc<Bot>, question: MessageId) {
    bot.posts().forget(question);
    bot.forget_post(question);
}
