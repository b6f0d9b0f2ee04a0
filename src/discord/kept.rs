//! What the bot writes into its database while it answers: which message answers which, and questions for the moderators.
//!
//! One thread writes, in order, so that nobody waits for a disk. That the database fails is logged and harms no answer.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};
use std::{io, iter};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serenity::model::id::{ChannelId, MessageId};
use tokio_util::task::task_tracker::TaskTrackerToken;

use super::bot::Bot;
use crate::engine::Engine;
use crate::question::normalise::normalise;
use crate::store::{InboxKind, Post, Store, StoreError};

/// How long it is remembered which message answers which.
pub(super) const POSTS_LAST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often what is too old is removed.
const EACH_HOUR: Duration = Duration::from_secs(60 * 60);

/// How long posts are gathered before they are written; as much may be forgotten in a crash.
const GATHERED_FOR: Duration = Duration::from_millis(500);

/// What writes into the database.
type Write = Box<dyn FnOnce(&Store) -> Result<(), StoreError> + Send>;

/// Something to write.
enum Change {
    Post(Post),
    Other(Write),
}

/// A change, and what holds up the end of the program until it is written.
type Order = (Change, TaskTrackerToken);

/// The thread that writes.
#[derive(Debug)]
pub(crate) struct Writer(Sender<Order>);

impl Writer {
    /// Starts it.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub(crate) fn start(store: Arc<Store>, engine: Arc<Engine>) -> io::Result<Self> {
        let (sender, orders) = channel();
        let name = Builder::new().name("writer".to_owned());
        name.spawn(move || write(&store, &engine, &orders))?;
        Ok(Self(sender))
    }
}

/// Writes until nobody has anything to write any more, and removes what is too old, also while nobody writes.
fn write(store: &Store, engine: &Engine, orders: &Receiver<Order>) {
    let mut next = Instant::now();
    loop {
        let left = next.saturating_duration_since(Instant::now());
        if left.is_zero() {
            report(clean(store, engine.today()));
            next = Instant::now() + EACH_HOUR;
            continue;
        }
        let first = match orders.recv_timeout(left) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let until = Instant::now() + GATHERED_FOR;
        let more = iter::from_fn(|| {
            let left = until.saturating_duration_since(Instant::now());
            orders.recv_timeout(left).ok()
        });
        let (mut posts, mut under_way) = (Vec::new(), Vec::new());
        for (change, token) in iter::once(first).chain(more) {
            under_way.push(token);
            match change {
                Change::Post(post) => posts.push(post),
                Change::Other(change) => {
                    save(store, &mut posts);
                    report(change(store));
                }
            }
        }
        save(store, &mut posts);
    }
}

/// Writes the posts that were gathered.
fn save(store: &Store, posts: &mut Vec<Post>) {
    if !posts.is_empty() {
        report(store.remember_posts(posts, Timestamp::now()));
        posts.clear();
    }
}

fn report(written: Result<(), StoreError>) {
    if let Err(error) = written {
        tracing::error!(%error, "the database cannot be written");
    }
}

/// Removes what is too old to be kept.
fn clean(store: &Store, today: Date) -> Result<(), StoreError> {
    store.expire_posts(Timestamp::now() - POSTS_LAST)?;
    store.expire_inbox(today)?;
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
        self.order(Change::Post(Post {
            channel: channel.get(),
            question: question.get(),
            answer: answer.get(),
        }));
    }

    /// Forgets the answer to a question, which is gone.
    pub(crate) fn forget_post(&self, question: MessageId) {
        self.write(move |store| store.forget_posts(question.get()));
    }

    /// The answer to a question of an earlier run.
    pub(crate) async fn noted_post(&self, question: MessageId) -> Option<MessageId> {
        let store = Arc::clone(&self.store);
        let found = tokio::task::spawn_blocking(move || store.answered(question.get())).await;
        let posts = match found {
            Ok(Ok(posts)) => posts,
            Ok(Err(error)) => {
                tracing::error!(%error, "the database cannot be read");
                return None;
            }
            Err(error) => {
                tracing::error!(%error, "reading the database ended early");
                return None;
            }
        };
        let post = posts.last()?;
        Some(MessageId::new(post.answer))
    }

    fn write(&self, change: impl FnOnce(&Store) -> Result<(), StoreError> + Send + 'static) {
        self.order(Change::Other(Box::new(change)));
    }

    fn order(&self, change: Change) {
        if self.writer.0.send((change, self.tasks.token())).is_err() {
            tracing::error!("the database is no longer written");
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::answer::Snapshot;
    use crate::dataset::Dataset;
    use crate::intents::Intents;
    use crate::store::Settings;

    #[test]
    fn what_is_too_old_goes_before_anything_is_written() {
        let store = Arc::new(Store::in_memory().unwrap());
        let on = Settings {
            inbox: true,
            ..Settings::default()
        };
        store.save_settings(1, &on).unwrap();
        let note = |text, day| {
            let refused = InboxKind::Refused;
            store.note_in_inbox(1, refused, text, day).unwrap();
        };
        note("too old", date(2026, 10, 24));
        note("old", date(2026, 10, 25));
        // The days are those of the engine, which may be fixed, and not those of the clock.
        let (snapshot, _) = Snapshot::new(Dataset::default(), Intents::default());
        let engine = Arc::new(Engine::new(snapshot, || date(2026, 11, 24)));
        let writer = Writer::start(Arc::clone(&store), engine).unwrap();
        let (sender, texts) = channel();
        let look = move |store: &Store| {
            let _ = sender.send(store.inbox(1)?);
            Ok(())
        };
        let token = TaskTracker::new().token();
        writer
            .0
            .send((Change::Other(Box::new(look)), token))
            .unwrap();
        let texts = texts.recv().unwrap();
        let texts: Vec<&str> = texts.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["old"]);
    }
}
