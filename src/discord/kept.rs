//! What the bot writes into its database while it answers: which message answers which, and questions for the moderators.
//!
//! One thread writes, in order, so that nobody waits for a disk. That the database fails is logged and harms no answer.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};
use std::{io, iter};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serenity::model::id::{ChannelId, MessageId};
use tokio_util::task::task_tracker::TaskTrackerToken;

use super::bot::Bot;
use crate::question::normalise::normalise;
use crate::store::{InboxKind, Post, Store, StoreError};

/// How long it is remembered which message answers which.
const POSTS_LAST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often what is too old is removed.
const EACH_DAY: Duration = Duration::from_secs(24 * 60 * 60);

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
    pub(crate) fn start(store: Arc<Store>) -> io::Result<Self> {
        let (sender, orders) = channel();
        let name = Builder::new().name("writer".to_owned());
        name.spawn(move || write(&store, &orders))?;
        Ok(Self(sender))
    }
}

/// Writes until nobody has anything to write any more.
fn write(store: &Store, orders: &Receiver<Order>) {
    let mut cleaned: Option<Instant> = None;
    while let Ok(first) = orders.recv() {
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
        if cleaned.is_none_or(|cleaned| cleaned.elapsed() > EACH_DAY) {
            cleaned = Some(Instant::now());
            report(clean(store));
        }
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
