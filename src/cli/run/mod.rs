//! `footnote run`: the Discord bot, from its start to a signal to stop.

mod log;
mod opening;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use self::log::LogArgs;
use super::load::{self, Loaded};
use super::{Common, FINE, Failure};
use crate::config::Config;
use crate::discord::{self, Bot, BotParts, Connection, Refusals, Rest};
use crate::http::{self, Key, ServeError, Server};
use crate::publish::Publisher;
use crate::store::Store;
use crate::telemetry::Telemetry;
use crate::watch::{INTERVAL, Watch, Watching};

/// How long answers under way may take after a signal to stop; supervisors wait for five seconds in all.
const TO_FINISH: Duration = Duration::from_millis(3_500);
/// How long the connections may take to close after that.
const TO_CLOSE: Duration = Duration::from_secs(1);

/// The arguments of `footnote run`.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    #[command(flatten)]
    log: LogArgs,
}

/// Runs the command.
pub fn run(common: &Common, args: &RunArgs) -> Result<u8, Failure> {
    let began = Instant::now();
    let refusals = Refusals::default();
    log::start(&args.log, refusals.clone());
    let config = load::config(common)?;
    let token = token(&config)?;
    let key = key(&config)?;
    opening::version();
    let store = Store::open(&config.database.path)?;
    recover(&store, &load::folders(common, &config).intents)?;
    let loaded = load::engine_with(common, &config)?;
    loaded.warn();
    opening::files(&loaded, &config);
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(impossible)?;
    let parts = Parts {
        config,
        token,
        key,
        loaded,
        store,
        began,
        refusals,
    };
    let ended = runtime.block_on(parts.run());
    stop(runtime);
    ended.map(|()| FINE)
}

/// Settles changes of files that a process that ended has left half done, before the files are read.
fn recover(store: &Store, intents: &Path) -> Result<(), Failure> {
    for recovered in Publisher::new(store, intents).recover()? {
        if recovered.dropped.is_some() {
            tracing::warn!("{recovered}");
        } else {
            tracing::info!("{recovered}");
        }
    }
    Ok(())
}

fn impossible(error: impl std::fmt::Display) -> Failure {
    Failure::Impossible(error.to_string())
}

fn token(config: &Config) -> Result<SecretString, Failure> {
    let variable = std::env::var(discord::VARIABLE).ok();
    let file = config.discord.token_file.as_deref();
    opening::token(variable.as_deref(), file);
    discord::token(variable, file).map_err(impossible)
}

fn key(config: &Config) -> Result<Option<Key>, Failure> {
    config
        .http
        .public_key
        .map(Key::new)
        .transpose()
        .map_err(impossible)
}

/// Everything that a running bot is made of.
struct Parts {
    config: Config,
    token: SecretString,
    key: Option<Key>,
    loaded: Loaded,
    store: Store,
    began: Instant,
    refusals: Refusals,
}

impl Parts {
    async fn run(self) -> Result<(), Failure> {
        let mut signals = Signals::new()?;
        let telemetry = Arc::new(Telemetry::default());
        telemetry.file_problems(self.loaded.errors());
        let discord = self.config.discord;
        let web = discord::web().map_err(impossible)?;
        let client = || discord::http(&self.token, &web, &discord);
        let Loaded {
            engine,
            folders,
            files,
            problems,
            found,
        } = self.loaded;
        let engine = Arc::new(engine);
        let watch = Watch::new(Arc::clone(&engine), folders, files, problems, found);
        let parts = BotParts {
            engine,
            store: Arc::new(self.store),
            watch: Arc::new(watch),
            began: self.began,
        };
        let rest = Rest::new(client(), Arc::clone(&telemetry));
        let bot = Bot::new(parts, rest, telemetry, discord.clone()).map_err(impossible)?;
        let bot = Arc::new(bot);
        let _watching = watched(&bot);
        let by_http = self.key.is_some();
        let serving = match self.config.http.listen {
            Some(address) => {
                let listener = http::listen(address).await.map_err(impossible)?;
                opening::served(&listener, by_http);
                Some(serve(&bot, listener, self.key))
            }
            None => None,
        };
        match serving.filter(|_| by_http) {
            Some(serving) => {
                let ended = by_requests(&bot, serving, &mut signals).await;
                finish(&bot).await;
                ended
            }
            None => connected(&bot, client(), self.refusals, &mut signals).await,
        }
    }
}

/// Watches the files, and reloads them at once on SIGHUP.
fn watched(bot: &Arc<Bot>) -> Watching {
    let (own, runtime) = (Arc::clone(bot), Handle::current());
    let watching = bot.watch.start(INTERVAL, move |reload| {
        let _runtime = runtime.enter();
        discord::reloaded(&own, &reload);
    });
    match signal(SignalKind::hangup()) {
        Ok(mut hangup) => {
            let bot = Arc::clone(bot);
            tokio::spawn(async move {
                while hangup.recv().await.is_some() {
                    let bot = Arc::clone(&bot);
                    tokio::task::spawn_blocking(move || {
                        let reload = bot.watch.now();
                        discord::reloaded(&bot, &reload);
                    });
                }
            });
        }
        Err(error) => tracing::error!(%error, "SIGHUP cannot be listened for"),
    }
    watching
}

/// Takes no further events, and waits for the answers under way.
async fn finish(bot: &Bot) {
    bot.stop();
    if timeout(TO_FINISH, bot.tasks.wait()).await.is_err() {
        tracing::warn!("answers under way did not finish in time");
    }
}

/// Runs without a gateway until a signal to stop, as long as HTTP is served.
async fn by_requests(
    bot: &Arc<Bot>,
    serving: JoinHandle<Result<(), ServeError>>,
    signals: &mut Signals,
) -> Result<(), Failure> {
    let introduced = async {
        match discord::introduce(bot).await {
            Ok(()) => std::future::pending().await,
            Err(error) => Err(impossible(error)),
        }
    };
    tokio::select! {
        failed = introduced => failed,
        ended = serving => match ended {
            Ok(Ok(())) => Err(impossible("the HTTP server ended")),
            Ok(Err(error)) => Err(impossible(error)),
            Err(error) => Err(impossible(error)),
        },
        () = signals.heard() => Ok(()),
    }
}

/// Serves HTTP beside the bot.
fn serve(
    bot: &Arc<Bot>,
    listener: TcpListener,
    key: Option<Key>,
) -> JoinHandle<Result<(), ServeError>> {
    let server = Server {
        bot: Arc::clone(bot),
        key,
    };
    let stop = bot.stopped();
    tokio::spawn(async move {
        let ended = http::serve(listener, server, stop).await;
        ended.inspect_err(|error| tracing::error!(%error, "HTTP is no longer served"))
    })
}

/// Runs on the gateway until a signal to stop: then no event is taken any more, what is under way is finished, and the connection closed.
async fn connected(
    bot: &Arc<Bot>,
    client: serenity::http::Http,
    refusals: Refusals,
    signals: &mut Signals,
) -> Result<(), Failure> {
    let connection = tokio::select! {
        connection = Connection::new(bot, client) => connection.map_err(impossible)?,
        () = signals.heard() => {
            finish(bot).await;
            return Ok(());
        }
    };
    let shards = connection.shards();
    // In a task of its own it goes on while answers are finished.
    let running = tokio::spawn(connection.run(refusals));
    let ended = tokio::select! {
        ended = running => match ended {
            Ok(ended) => ended.map_err(impossible),
            Err(error) => Err(impossible(error)),
        },
        () = signals.heard() => Ok(()),
    };
    finish(bot).await;
    if ended.is_ok() && timeout(TO_CLOSE, discord::close(&shards)).await.is_err() {
        tracing::warn!("a connection did not close in time");
    }
    ended
}

/// The signals to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Listens for them from now on.
    fn new() -> Result<Self, Failure> {
        let listen = |kind| signal(kind).map_err(impossible);
        Ok(Self {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
        })
    }

    /// Waits for one.
    async fn heard(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
        tracing::info!("stopping");
    }
}

/// Ends the runtime without waiting for what nobody waits for.
fn stop(runtime: Runtime) {
    runtime.shutdown_timeout(Duration::from_millis(200));
}
