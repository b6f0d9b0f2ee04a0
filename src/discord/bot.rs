//! What every part of the Discord side shares: the engine, the memory of what was said and sent, and the way out.

use std::collections::HashSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serenity::gateway::{ConnectionStage, ShardManager, ShardRunnerInfo};
use serenity::model::id::{MessageId, ShardId, UserId};
use tokio::sync::{Semaphore, SetOnce};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use tokio_util::task::TaskTracker;

use super::addressed::Spoken;
use super::cooldown::Cooldowns;
use super::kept::Writer;
use super::place::Place;
use super::posts::Posts;
use super::servers::Servers;
use super::settings::ServerSettings;
use super::workarounds::cursors::Cursors;
use super::workarounds::queue::Queue;
use super::workarounds::rest::Rest;
use super::workarounds::seen::Seen;
use crate::answer::{Answer, Request, respond};
use crate::config;
use crate::engine::{Engine, Thread, Threads};
use crate::message::{Memory, Snapshot, answer_query, check, considered, names_its_subject};
use crate::query::Query;
use crate::store::Store;
use crate::telemetry::Telemetry;
use crate::watch::Watch;

/// How many channels are caught up with at a time: answering goes before.
const CATCHING_UP: usize = 5;

/// The bot, as far as it is the same for all events.
pub(crate) struct Bot {
    /// What answers.
    pub(crate) engine: Arc<Engine>,
    /// What outlives a restart.
    pub(crate) store: Arc<Store>,
    /// The thread that writes it.
    pub(crate) writer: Writer,
    /// The settings of servers.
    pub(crate) settings: ServerSettings,
    /// The channels and roles of servers.
    pub(crate) servers: Servers,
    /// The way to Discord.
    pub(crate) rest: Rest,
    /// One message at a time into each channel.
    pub(crate) queue: Queue,
    /// How often people may ask.
    pub(crate) cooldowns: Cooldowns,
    /// The counters.
    pub(crate) telemetry: Arc<Telemetry>,
    /// What keeps the engine in step with the files.
    pub(crate) watch: Arc<Watch>,
    /// The settings file.
    pub(crate) config: config::Discord,
    /// What is under way and has to be finished.
    pub(crate) tasks: TaskTracker,
    /// The places for channels that are caught up with.
    pub(crate) catching_up: Semaphore,
    memory: Mutex<Threads>,
    seen: Mutex<Seen>,
    posts: Mutex<Posts>,
    cursors: Mutex<Cursors>,
    ready: Mutex<HashSet<ShardId>>,
    me: SetOnce<UserId>,
    shards: OnceLock<Arc<ShardManager>>,
    began: Instant,
    stopping: CancellationToken,
}

/// What a bot is made of that is there without Discord.
pub(crate) struct Parts {
    /// What answers.
    pub(crate) engine: Arc<Engine>,
    /// What outlives a restart.
    pub(crate) store: Arc<Store>,
    /// What keeps the engine in step with the files.
    pub(crate) watch: Arc<Watch>,
    /// When the process started.
    pub(crate) began: Instant,
}

/// An answer, and what the conversation is about after it.
pub(crate) struct Thought {
    /// The answer.
    pub(crate) answer: Answer,
    /// Whether the question itself names what it is about.
    pub(crate) named: bool,
    /// What a follow-up goes on from.
    pub(crate) after: Memory,
    /// How long thinking took.
    pub(crate) took: Duration,
}

impl Thought {
    /// The answer to a question, after what was said before.
    pub(crate) fn of(snapshot: &Snapshot, question: &str, before: &Memory, today: Date) -> Self {
        let began = Instant::now();
        let mut after = before.clone();
        let (decided, answer) = considered(snapshot, question, &mut after, today);
        Self {
            answer,
            named: names_its_subject(&decided),
            after,
            took: began.elapsed(),
        }
    }
}

impl Bot {
    /// A bot that has not met Discord yet.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub(crate) fn new(
        parts: Parts,
        rest: Rest,
        telemetry: Arc<Telemetry>,
        config: config::Discord,
    ) -> io::Result<Self> {
        let Parts {
            engine,
            store,
            watch,
            began,
        } = parts;
        Ok(Self {
            writer: Writer::start(Arc::clone(&store), Arc::clone(&engine))?,
            engine,
            watch,
            settings: ServerSettings::new(Arc::clone(&store)),
            store,
            servers: Servers::default(),
            rest,
            queue: Queue::default(),
            cooldowns: Cooldowns::default(),
            telemetry,
            config,
            tasks: TaskTracker::new(),
            catching_up: Semaphore::new(CATCHING_UP),
            memory: Mutex::default(),
            seen: Mutex::default(),
            posts: Mutex::default(),
            cursors: Mutex::default(),
            ready: Mutex::default(),
            me: SetOnce::new(),
            shards: OnceLock::new(),
            began,
            stopping: CancellationToken::new(),
        })
    }

    /// The bot's own user. A message may be there before Discord has said who the bot is: it waits for that.
    pub(crate) async fn me(&self) -> UserId {
        *self.me.wait().await
    }

    /// Notes the bot's own user; true the first time.
    pub(crate) fn is(&self, me: UserId) -> bool {
        self.me.set(me).is_ok()
    }

    /// Notes what runs the shards of this process.
    pub(crate) fn runs(&self, shards: Arc<ShardManager>) {
        if self.shards.set(shards).is_err() {
            tracing::error!("the bot is connected twice");
        }
    }

    /// How many shards have a session now.
    pub(crate) async fn connected(&self) -> usize {
        // Nobody is told when a connection is lost for good: what runs the shards is asked.
        let Some(shards) = self.shards.get() else {
            return 0;
        };
        let runners = shards.runners.lock().await;
        let connected = |info: &&ShardRunnerInfo| info.stage == ConnectionStage::Connected;
        runners.values().filter(connected).count()
    }

    /// Notes that a shard has a session.
    pub(crate) fn gets_ready(&self, shard: ShardId) {
        lock(&self.ready).insert(shard);
    }

    /// Whether a shard has had a session.
    pub(crate) fn was_ready(&self, shard: ShardId) -> bool {
        lock(&self.ready).contains(&shard)
    }

    /// How long the process runs.
    pub(crate) fn now(&self) -> Duration {
        self.began.elapsed()
    }

    /// Takes no further events.
    pub(crate) fn stop(&self) {
        self.stopping.cancel();
        self.writer.hurry();
        self.tasks.close();
    }

    /// Whether events are no longer taken.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.is_cancelled()
    }

    /// Ends when events are no longer taken.
    pub(crate) fn stopped(&self) -> WaitForCancellationFutureOwned {
        self.stopping.clone().cancelled_owned()
    }

    /// True the first time that an event comes.
    pub(crate) fn is_first(&self, id: u64) -> bool {
        lock(&self.seen).first(id)
    }

    /// True for a message that is to be taken: one that is new, or an edit of one that was not answered. Then it is taken.
    pub(crate) fn takes(&self, spoken: &Spoken<'_>) -> bool {
        let mut seen = lock(&self.seen);
        match spoken.edited {
            Some(_) => seen.close(spoken.id.get()),
            None => seen.first(spoken.id.get()),
        }
    }

    /// Whether a message was taken, so that it is not taken again.
    pub(crate) fn has_taken(&self, spoken: &Spoken<'_>) -> bool {
        let seen = lock(&self.seen);
        match spoken.edited {
            Some(_) => seen.is_closed(spoken.id.get()),
            None => seen.contains(spoken.id.get()),
        }
    }

    /// Whether a message was answered in this run, or is about to be.
    pub(crate) fn is_answered(&self, message: MessageId) -> bool {
        lock(&self.seen).is_closed(message.get())
    }

    /// A message was taken and not answered: an edit may ask it.
    pub(crate) fn leaves_open(&self, message: MessageId) {
        lock(&self.seen).leave_open(message.get());
    }

    /// The answers that were sent.
    pub(crate) fn posts(&self) -> MutexGuard<'_, Posts> {
        lock(&self.posts)
    }

    /// Where channels were read up to.
    pub(crate) fn cursors(&self) -> MutexGuard<'_, Cursors> {
        lock(&self.cursors)
    }

    /// What the first of these threads that is remembered was about.
    pub(crate) fn recall(&self, place: &Place, threads: &[Thread]) -> Memory {
        let dataset = &place.snapshot.dataset.fingerprint;
        let memory = lock(&self.memory);
        let now = self.now();
        threads
            .iter()
            .find_map(|thread| memory.recall(*thread, dataset, now))
            .unwrap_or_default()
    }

    /// Remembers what threads with a person are about, in terms of the data that answer in a place.
    pub(crate) fn remember(
        &self,
        place: &Place,
        person: u64,
        threads: &[Thread],
        conversation: &Memory,
    ) {
        let dataset = &place.snapshot.dataset.fingerprint;
        let now = self.now();
        let mut memory = lock(&self.memory);
        for thread in threads {
            memory.remember(*thread, person, conversation.clone(), dataset, now);
        }
    }

    /// Forgets what a person spoke of, and what answers to them were about.
    pub(crate) fn forget(&self, person: u64) {
        lock(&self.memory).forget(person);
        self.posts().forget_person(person);
    }

    /// Answers a question. `way` is how it came, for the counters.
    pub(crate) fn think(
        &self,
        place: &Place,
        question: &str,
        before: &Memory,
        way: &'static str,
    ) -> Thought {
        let thought = self.consider(place, question, before);
        self.count(&thought.answer, way, thought.took);
        thought
    }

    /// What the answer to a question would be; it counts only if it is given.
    pub(crate) fn consider(&self, place: &Place, question: &str, before: &Memory) -> Thought {
        Thought::of(&place.snapshot, question, before, self.engine.today())
    }

    /// Answers a request, whose positions are those of `snapshot`.
    pub(crate) fn respond(&self, snapshot: &Snapshot, request: &Request) -> Answer {
        let began = Instant::now();
        let answer = respond(snapshot, request);
        self.count(&answer, "command", began.elapsed());
        answer
    }

    /// Checks the claims of a text.
    pub(crate) fn check(&self, snapshot: &Snapshot, claim: &str) -> Answer {
        let began = Instant::now();
        let answer = check(snapshot, claim, self.engine.today());
        self.count(&answer, "command", began.elapsed());
        answer
    }

    /// Answers a query that somebody chose.
    pub(crate) fn choose(&self, place: &Place, query: &Query) -> Thought {
        let began = Instant::now();
        let mut after = Memory::default();
        let answer = answer_query(&place.snapshot, query, &mut after);
        let took = began.elapsed();
        self.count(&answer, "choice", took);
        Thought {
            answer,
            named: true,
            after,
            took,
        }
    }

    /// Counts an answer that is given.
    pub(crate) fn count(&self, answer: &Answer, way: &'static str, thinking: Duration) {
        let status = answer.status.word();
        self.telemetry.question(status, way, thinking);
        tracing::info!(
            way,
            status,
            intent = answer.intent.as_deref().unwrap_or("none"),
            answer = %answer.answer_id,
            "answered"
        );
    }
}

/// What a mutex guards; what a panic left half done there is as good as anything.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
