//! What the bot writes into its database while it answers: which message answers which, and questions for the moderators.
//!
//! One thread writes, in order, so that nobody waits for a disk. That the database fails is logged and harms no answer.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::Builder;
use std::time::{Duration, Instant};
use std::{io, mem};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serenity::model::id::{ChannelId, GuildId, MessageId};
use tokio_util::task::task_tracker::TaskTrackerToken;

use super::bot::{Bot, lock};
use super::place::Place;
use crate::answer::{Answer, Status};
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
enum Order {
    Post(Post),
    Other(Write),
}

/// What is to be written, in order, each with what holds up the end of the program until then.
type Orders = Mutex<Vec<(Order, TaskTrackerToken)>>;

/// When to write what was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wake {
    /// Once more posts had time to gather.
    Soon,
    /// Now.
    Now,
}

/// The thread that writes.
pub(crate) struct Writer {
    orders: Arc<Orders>,
    wake: Sender<Wake>,
}

impl Writer {
    /// Starts it.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub(crate) fn start(store: Arc<Store>, engine: Arc<Engine>) -> io::Result<Self> {
        let (wake, wakes) = channel();
        let orders = Arc::<Orders>::default();
        let shared = Arc::clone(&orders);
        let name = Builder::new().name("writer".to_owned());
        name.spawn(move || write(&store, &engine, &shared, &wakes))?;
        Ok(Self { orders, wake })
    }

    /// Has what was ordered written without waiting for more.
    pub(crate) fn hurry(&self) {
        self.wake(Wake::Now);
    }

    /// Adds to what is to be written. The thread is woken by the first of several posts only: waking costs more than writing.
    fn order(&self, order: Order, token: TaskTrackerToken, at_once: bool) {
        let first = {
            let mut orders = lock(&self.orders);
            orders.push((order, token));
            orders.len() == 1
        };
        if at_once {
            self.wake(Wake::Now);
        } else if first {
            self.wake(Wake::Soon);
        }
    }

    fn wake(&self, wake: Wake) {
        if self.wake.send(wake).is_err() {
            tracing::error!("the database is no longer written");
            lock(&self.orders).clear();
        }
    }
}

/// Writes until nobody has anything to write any more, and removes what is too old, also while nobody writes.
fn write(store: &Store, engine: &Engine, orders: &Orders, wakes: &Receiver<Wake>) {
    let mut next = Instant::now();
    loop {
        let left = next.saturating_duration_since(Instant::now());
        if left.is_zero() {
            report(clean(store, engine.today()));
            next = Instant::now() + EACH_HOUR;
            continue;
        }
        match wakes.recv_timeout(left) {
            Ok(Wake::Soon) => gather(wakes),
            Ok(Wake::Now) => {}
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let ordered = mem::take(&mut *lock(orders));
        carry_out(store, ordered);
    }
}

/// Waits until posts had time to gather, or something is to be written now.
fn gather(wakes: &Receiver<Wake>) {
    let until = Instant::now() + GATHERED_FOR;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match wakes.recv_timeout(left) {
            Ok(Wake::Soon) => {}
            Ok(Wake::Now) | Err(_) => return,
        }
    }
}

/// Writes in order what was ordered, posts that follow each other together.
fn carry_out(store: &Store, orders: Vec<(Order, TaskTrackerToken)>) {
    let (mut posts, mut under_way) = (Vec::new(), Vec::new());
    for (order, token) in orders {
        under_way.push(token);
        match order {
            Order::Post(post) => posts.push(post),
            Order::Other(change) => {
                save(store, &mut posts);
                report(change(store));
            }
        }
    }
    save(store, &mut posts);
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
    for server in store.expire_departed(today)? {
        tracing::info!(
            server,
            "the settings of a server that the bot left long ago are deleted"
        );
    }
    Ok(())
}

impl Bot {
    /// Keeps a question that was not answered for the moderators, where they switched that on.
    pub(crate) fn keep(&self, place: &Place, question: &str, answer: &Answer) {
        let kind = match answer.status {
            Status::NotUnderstood | Status::OutOfScope => InboxKind::Refused,
            Status::NoData if answer.intent.is_none() => InboxKind::Refused,
            Status::Clarify => InboxKind::AskedBack,
            _ => return,
        };
        if let Some(server) = place.inbox() {
            self.note(server, kind, question);
        }
    }

    /// Keeps a question for the moderators of a server, in its normalised form and without its author.
    pub(crate) fn note(&self, server: u64, kind: InboxKind, question: &str) {
        let text = normalise(question).text;
        let today = self.engine.today();
        self.write(move |store| {
            store.note_in_inbox(server, kind, &text, today)?;
            Ok(())
        });
    }

    /// The bot was taken out of a server.
    pub(crate) fn leave(&self, server: GuildId) {
        self.servers.leaves(server);
        self.settings.forget(server.get());
        let today = self.engine.today();
        self.write(move |store| store.leave(server.get(), today));
    }

    /// The bot is in a server, perhaps again.
    pub(crate) fn come_back(&self, server: GuildId) {
        self.write(move |store| store.come_back(server.get()));
    }

    /// A session begins, with these servers; `ours` tells which belong to its shard.
    pub(crate) fn begin_in(
        &self,
        servers: BTreeSet<u64>,
        ours: impl Fn(u64) -> bool + Send + 'static,
    ) {
        let today = self.engine.today();
        // What is at hand of a server that the bot was taken out of unseen would outlive what the database keeps.
        self.settings
            .retain(|server| servers.contains(&server) || !ours(server));
        self.write(move |store| store.is_in(&servers, ours, today));
    }

    /// Remembers which message answers which, beyond a restart.
    pub(crate) fn note_post(&self, channel: ChannelId, question: MessageId, answer: MessageId) {
        self.order(Order::Post(Post {
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
        self.order(Order::Other(Box::new(change)));
    }

    /// Posts may wait for others while the bot runs; nobody waits for them at its end.
    fn order(&self, order: Order) {
        let at_once = matches!(order, Order::Other(_)) || self.is_stopping();
        self.writer.order(order, self.tasks.token(), at_once);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::dataset::Dataset;
    use crate::intents::Intents;
    use crate::message::Snapshot;
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
        let (snapshot, _) = Snapshot::new(
            Dataset::default(),
            Intents::default(),
            crate::message::shipped().unwrap(),
        );
        let engine = Arc::new(Engine::new(snapshot, || date(2026, 11, 24)));
        let writer = Writer::start(Arc::clone(&store), engine).unwrap();
        let (sender, texts) = channel();
        let look = move |store: &Store| {
            let _ = sender.send(store.inbox(1)?);
            Ok(())
        };
        let look = Order::Other(Box::new(look));
        writer.order(look, TaskTracker::new().token(), true);
        let texts = texts.recv().unwrap();
        let texts: Vec<&str> = texts.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["old"]);
    }

    #[test]
    fn a_post_is_written_before_what_forgets_it_and_after_what_was_ordered_before() {
        let check = |orders: &[&str], expected: &[u64]| {
            let store = Store::in_memory().unwrap();
            let tracker = TaskTracker::new();
            let order = |order: &&str| {
                let (what, question) = order.split_once(' ').unwrap();
                let question: u64 = question.parse().unwrap();
                let order = match what {
                    "post" => Order::Post(Post {
                        channel: 1,
                        question,
                        answer: question + 1,
                    }),
                    _ => Order::Other(Box::new(move |store| store.forget_posts(question))),
                };
                (order, tracker.token())
            };
            carry_out(&store, orders.iter().map(order).collect());
            assert!(tracker.is_empty());
            let known = |question: &u64| !store.answered(*question).unwrap().is_empty();
            let known: Vec<u64> = (1..=3).filter(known).collect();
            assert_eq!(known, expected, "{orders:?}");
        };
        check(&[], &[]);
        check(&["post 1", "post 2"], &[1, 2]);
        check(&["post 1", "post 2", "forget 1"], &[2]);
        check(&["post 1", "forget 1", "post 3"], &[3]);
        check(&["forget 1", "post 1"], &[1]);
    }

    #[test]
    fn posts_wake_once_and_a_hurry_writes_them() {
        let (wake, wakes) = channel();
        let orders = Arc::<Orders>::default();
        let shared = Arc::clone(&orders);
        let writer = Writer {
            orders: shared,
            wake,
        };
        let tracker = TaskTracker::new();
        let post = |question| {
            Order::Post(Post {
                channel: 1,
                question,
                answer: 9,
            })
        };
        for question in 1..=3 {
            writer.order(post(question), tracker.token(), false);
        }
        let heard = || wakes.try_iter().collect::<Vec<_>>();
        assert_eq!(heard(), [Wake::Soon]);
        writer.hurry();
        assert_eq!(heard(), [Wake::Now]);
        assert_eq!(mem::take(&mut *lock(&orders)).len(), 3);
        writer.order(post(4), tracker.token(), true);
        assert_eq!(heard(), [Wake::Now]);
        drop(wakes);
        writer.order(post(5), tracker.token(), true);
        assert!(
            lock(&orders).is_empty(),
            "nothing is kept that nobody writes"
        );
        assert!(tracker.is_empty());
    }
}
