//! What every part of the Discord side shares: the engine, the memory of what was said and sent, and the way out.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serenity::model::id::UserId;
use tokio_util::task::TaskTracker;

use super::cooldown::Cooldowns;
use super::cursors::Cursors;
use super::posts::Posts;
use super::queue::Queue;
use super::rest::Rest;
use super::seen::Seen;
use super::settings::ServerSettings;
use crate::answer::{Answer, Conversation};
use crate::config;
use crate::engine::{Engine, Memory, Server, Thread};
use crate::store::Store;
use crate::telemetry::Telemetry;

/// The bot, as far as it is the same for all events.
pub struct Bot {
    /// What answers.
    pub engine: Arc<Engine>,
    /// What outlives a restart.
    pub store: Arc<Store>,
    /// The settings of servers.
    pub settings: ServerSettings,
    /// The way to Discord.
    pub rest: Rest,
    /// One message at a time into each channel.
    pub queue: Queue,
    /// How often people may ask.
    pub cooldowns: Cooldowns,
    /// The counters.
    pub telemetry: Arc<Telemetry>,
    /// The settings file.
    pub config: config::Discord,
    /// What is under way and has to be finished.
    pub tasks: TaskTracker,
    memory: Mutex<Memory>,
    seen: Mutex<Seen>,
    posts: Mutex<Posts>,
    cursors: Mutex<Cursors>,
    me: OnceLock<UserId>,
    began: Instant,
    stopping: AtomicBool,
}

/// An answer, and what the conversation is about after it.
pub struct Thought {
    /// The answer.
    pub answer: Answer,
    /// What a follow-up goes on from.
    pub after: Conversation,
}

impl Bot {
    /// A bot that has not met Discord yet. `began` is when the process started.
    pub fn new(
        engine: Arc<Engine>,
        store: Arc<Store>,
        rest: Rest,
        telemetry: Arc<Telemetry>,
        config: config::Discord,
        began: Instant,
    ) -> Self {
        Self {
            engine,
            settings: ServerSettings::new(Arc::clone(&store)),
            store,
            rest,
            queue: Queue::default(),
            cooldowns: Cooldowns::default(),
            telemetry,
            config,
            tasks: TaskTracker::new(),
            memory: Mutex::default(),
            seen: Mutex::default(),
            posts: Mutex::default(),
            cursors: Mutex::default(),
            me: OnceLock::new(),
            began,
            stopping: AtomicBool::new(false),
        }
    }

    /// The bot's own user; unknown until Discord has said it.
    pub fn me(&self) -> Option<UserId> {
        self.me.get().copied()
    }

    /// Notes the bot's own user; true the first time.
    pub fn is(&self, me: UserId) -> bool {
        self.me.set(me).is_ok()
    }

    /// How long the process runs.
    pub fn now(&self) -> Duration {
        self.began.elapsed()
    }

    /// Takes no further events.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.tasks.close();
    }

    /// Whether events are no longer taken.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// True the first time that an event comes.
    pub fn is_first(&self, id: u64) -> bool {
        lock(&self.seen).first(id)
    }

    /// The answers that were sent.
    pub fn posts(&self) -> MutexGuard<'_, Posts> {
        lock(&self.posts)
    }

    /// Where channels were read up to.
    pub fn cursors(&self) -> MutexGuard<'_, Cursors> {
        lock(&self.cursors)
    }

    /// What the first of these threads that is remembered was about.
    pub fn recall(&self, server: Option<Server>, threads: &[Thread]) -> Conversation {
        let snapshot = self.engine.snapshot_in(server);
        let dataset = &snapshot.dataset.fingerprint;
        let memory = lock(&self.memory);
        let now = self.now();
        threads
            .iter()
            .find_map(|thread| memory.recall(*thread, dataset, now))
            .unwrap_or_default()
    }

    /// Remembers what a thread is about.
    pub fn remember(&self, server: Option<Server>, threads: &[Thread], conversation: &Conversation) {
        let snapshot = self.engine.snapshot_in(server);
        let dataset = &snapshot.dataset.fingerprint;
        let now = self.now();
        let mut memory = lock(&self.memory);
        for thread in threads {
            memory.remember(*thread, conversation.clone(), dataset, now);
        }
    }

    /// Forgets what a person's conversation in a channel was about.
    pub fn forget(&self, server: Option<Server>, thread: Thread) {
        self.remember(server, &[thread], &Conversation::default());
    }

    /// Answers a question. `way` is how it came, for the counters.
    pub fn think(
        &self,
        server: Option<Server>,
        question: &str,
        before: &Conversation,
        way: &str,
    ) -> Thought {
        let began = Instant::now();
        let mut after = before.clone();
        let answer = self.engine.ask_in(server, question, &mut after);
        self.telemetry
            .question(answer.status.word(), way, began.elapsed());
        tracing::info!(
            way,
            status = answer.status.word(),
            intent = answer.intent.as_deref().unwrap_or("none"),
            answer = %answer.answer_id,
            "answered"
        );
        Thought { answer, after }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
