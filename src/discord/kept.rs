//! What the bot writes into its database while it answers: which message answers which, and questions for the moderators.
//!
//! One thread writes, in order, so that nobody waits for a disk. That the database fails is logged and harms no answer.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serenity::model::id::{ChannelId, MessageId};

use super::bot::Bot;
use crate::question::normalise::normalise;
use crate::store::{InboxKind, Store, StoreError};

/// How long it is remembered which message answers which.
const POSTS_LAST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often what is too old is removed.
const EACH_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Something to write.
type Change = Box<dyn FnOnce(&Store) -> Result<(), StoreError> + Send>;

/// The thread that writes.
#[derive(Debug)]
pub(crate) struct Writer(Sender<Change>);

impl Writer {
    /// Starts it.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub(crate) fn start(store: Arc<Store>) -> io::Result<Self> {
        let (sender, changes) = channel();
        let name = Builder::new().name("writer".to_owned());
        name.spawn(move || write(&store, &changes))?;
        Ok(Self(sender))
    }
}

/// Writes until nobody has anything to write any more.
fn write(store: &Store, changes: &Receiver<Change>) {
    let mut cleaned: Option<Instant> = None;
    while let Ok(change) = changes.recv() {
        let mut done = change(store);
        if cleaned.is_none_or(|cleaned| cleaned.elapsed() > EACH_DAY) {
            cleaned = Some(Instant::now());
            done = done.and(clean(store));
        }
        if let Err(error) = done {
            tracing::error!(%error, "the database cannot be written");
        }
    }
}

/// Removes what is too old to be kept.
fn clean(store: &Store) -> Result<(), StoreError> {
    let now = Timestamp::now();
    store.expire_posts(now - POSTS_LAST)?;
    store.expire_inbox(now.to_zoned(TimeZone::UTC).date())?;
    Ok(())
}

impl Bot {
    /// Keeps a question for the moderators of a server, in its normalised form and without its author.
    pub(crate) fn note(&self, server: u64, kind: InboxKind, question: &str) {
        let text = normalise(question).text;
        let today = self.engine.today();
        self.write(move |store| {
            store.note_in_inbox(server, kind, &text, today)?;
            Ok(())
        });
    }

    /// Remembers which message answers which, beyond a restart.
    pub(crate) fn note_post(&self, channel: ChannelId, question: MessageId, answer: MessageId) {
        self.write(move |store| {
            let now = Timestamp::now();
            store.remember_post(channel.get(), question.get(), answer.get(), now)
        });
    }

    /// Forgets the answer to a question, which is gone.
    pub(crate) fn forget_post(&self, question: MessageId) {
        self.write(move |store| store.forget_posts(question.get()));
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

    fn write(&self, change: impl FnOnce(&Store) -> Result<(), StoreError> + Send + 'static) {
        let under_way = self.tasks.token();
        let change: Change = Box::new(move |store| {
            let done = change(store);
            drop(under_way);
            done
        });
        if self.writer.0.send(change).is_err() {
            tracing::error!("the database is no longer written");
        }
    }
}
