//! What the bot writes into its database while it answers: which message answers which, and questions for the moderators.
//!
//! That the database fails is logged and harms no answer.

use std::sync::Arc;

use jiff::Timestamp;
use serenity::model::id::{ChannelId, MessageId};

use super::bot::Bot;
use crate::question::normalise::normalise;
use crate::store::{InboxKind, StoreError};

impl Bot {
    /// Keeps a question for the moderators of a server, in its normalised form and without its author.
    pub(crate) fn note(self: &Arc<Self>, server: u64, kind: InboxKind, question: &str) {
        let text = normalise(question).text;
        let today = self.engine.today();
        self.write("inbox", move |bot| {
            bot.store.note_in_inbox(server, kind, &text, today)?;
            Ok(())
        });
    }

    /// Remembers which message answers which, beyond a restart.
    pub(crate) fn note_post(
        self: &Arc<Self>,
        channel: ChannelId,
        question: MessageId,
        answer: MessageId,
    ) {
        self.write("posts", move |bot| {
            let now = Timestamp::now();
            bot.store
                .remember_post(channel.get(), question.get(), answer.get(), now)
        });
    }

    /// Forgets the answer to a question, which is gone.
    pub(crate) fn forget_post(self: &Arc<Self>, question: MessageId) {
        self.write("posts", move |bot| bot.store.forget_posts(question.get()));
    }

    /// The answer to a question of an earlier run.
    pub(crate) fn noted_post(&self, question: MessageId) -> Option<MessageId> {
        let posts = self.store.answered(question.get());
        let posts = posts.inspect_err(|error| {
            tracing::error!(%error, "the database cannot be read");
        });
        let post = posts.ok()?.last().copied()?;
        Some(MessageId::new(post.answer))
    }

    /// Writes beside the answering, so that nobody waits for a disk.
    fn write(
        self: &Arc<Self>,
        what: &'static str,
        write: impl FnOnce(&Self) -> Result<(), StoreError> + Send + 'static,
    ) {
        let bot = Arc::clone(self);
        let under_way = self.tasks.token();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = write(&bot) {
                tracing::error!(what, %error, "the database cannot be written");
            }
            drop(under_way);
        });
    }
}
