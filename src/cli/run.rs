//! `footnote run`: the Discord bot, from its start to a signal to stop.

use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::signal::unix::{SignalKind, signal};

use super::load::{self, Loaded};
use super::{Common, FINE, Failure};
use crate::config::Config;
use crate::discord::{self, Bot, BotParts, Connection, Rest};
use crate::http::{self, Key, Server};
use crate::store::Store;
use crate::telemetry::Telemetry;
use crate::watch::{INTERVAL, Watch, Watching};

/// How long answers under way may take after a signal to stop; Discord and supervisors wait for five seconds in all.
const TO_FINISH: Duration = Duration::from_secs(4);

/// The arguments of `footnote run`.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// How the log is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    log: Format,
    /// How much is logged
    #[arg(long, value_enum, default_value_t = Level::Info)]
    log_level: Level,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A line for people
    Text,
    /// A JSON object a line, for programs
    Json,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

impl Level {
    /// Our own events at this level, those of libraries only if something is wrong: their debug output holds bodies of requests.
    fn filter(self) -> String {
        let own = match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        };
        format!("error,footnote={own}")
    }
}

/// Runs the command.
pub fn run(common: &Common, args: &RunArgs) -> Result<u8, Failure> {
    let began = Instant::now();
    log(args);
    let config = load::config(common)?;
    let token = token(&config)?;
    let key = key(&config)?;
    let loaded = load::engine(common)?;
    loaded.warn();
    let store = Store::open(&config.database.path)?;
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
    };
    let ended = runtime.block_on(parts.run());
    stop(runtime);
    ended.map(|()| FINE)
}

fn log(args: &RunArgs) {
    let filter = tracing_subscriber::EnvFilter::new(args.log_level.filter());
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(crate::console::stderr_colours());
    let set = match args.log {
        Format::Text => lines.try_init(),
        Format::Json => lines.json().try_init(),
    };
    if let Err(error) = set {
        anstream::eprintln!("warning: there is no log: {error}");
    }
}

fn impossible(error: impl std::fmt::Display) -> Failure {
    Failure::Impossible(error.to_string())
}

fn token(config: &Config) -> Result<SecretString, Failure> {
    let variable = std::env::var(discord::VARIABLE).ok();
    let file = config.discord.token_file.as_deref();
    discord::token(variable, file).map_err(impossible)
}

fn key(config: &Config) -> Result<Option<Key>, Failure> {
    let digits = config.http.public_key.as_deref();
    digits.map(Key::new).transpose().map_err(impossible)
}

/// Everything that a running bot is made of.
struct Parts {
    config: Config,
    token: SecretString,
    key: Option<Key>,
    loaded: Loaded,
    store: Store,
    began: Instant,
}

impl Parts {
    async fn run(self) -> Result<(), Failure> {
        let telemetry = Arc::new(Telemetry::default());
        telemetry.file_problems(self.loaded.errors);
        let discord = self.config.discord.clone();
        let client = || discord::http(&self.token, &discord).map_err(impossible);
        let rest = Rest::new(client()?, Arc::clone(&telemetry));
        let engine = Arc::new(self.loaded.engine);
        let watch = Watch::new(Arc::clone(&engine), self.loaded.folders, self.loaded.files);
        let parts = BotParts {
            engine,
            store: Arc::new(self.store),
            watch: Arc::new(watch),
            began: self.began,
        };
        let bot = Arc::new(Bot::new(parts, rest, telemetry, discord.clone()));
        let _watching = watched(&bot);
        let by_http = self.key.is_some();
        let listener = match self.config.http.listen {
            Some(address) => Some(http::listen(address).await.map_err(impossible)?),
            None => None,
        };
        if let Some(listener) = listener {
            serve(&bot, listener, self.key);
        }
        let ended = if by_http {
            tokio::select! {
                introduced = discord::introduce(&bot) => match introduced {
                    Ok(()) => {
                        stopped().await;
                        Ok(())
                    }
                    Err(error) => Err(impossible(error)),
                },
                () = stopped() => Ok(()),
            }
        } else {
            connected(&bot, client()?).await
        };
        bot.stop();
        if tokio::time::timeout(TO_FINISH, bot.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("answers under way did not finish in time");
        }
        ended
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

/// Serves HTTP beside the bot.
fn serve(bot: &Arc<Bot>, listener: TcpListener, key: Option<Key>) {
    let server = Server {
        bot: Arc::clone(bot),
        key,
    };
    let stop = bot.stopped();
    tokio::spawn(async move {
        if let Err(error) = http::serve(listener, server, stop).await {
            tracing::error!(%error, "HTTP is no longer served");
        }
    });
}

/// Runs on the gateway until a signal to stop: then no event is taken any more, what is under way is finished, and the connection closed.
async fn connected(bot: &Arc<Bot>, http: serenity::http::Http) -> Result<(), Failure> {
    let connection = tokio::select! {
        connection = Connection::new(bot, http) => connection.map_err(impossible)?,
        () = stopped() => return Ok(()),
    };
    let shards = connection.shards();
    let running = tokio::spawn(connection.run());
    tokio::select! {
        ended = running => match ended {
            Ok(ended) => ended.map_err(impossible),
            Err(error) => Err(impossible(error)),
        },
        () = stopped() => {
            bot.stop();
            if tokio::time::timeout(TO_FINISH, bot.tasks.wait()).await.is_err() {
                tracing::warn!("answers under way did not finish in time");
            }
            shards.shutdown_all().await;
            Ok(())
        }
    }
}

/// Waits for a signal to stop.
async fn stopped() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        tracing::error!("signals cannot be listened for; the bot stops only when it is killed");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
}

/// Ends the runtime without waiting for what nobody waits for.
fn stop(runtime: Runtime) {
    runtime.shutdown_timeout(Duration::from_millis(200));
}
