//! The log of a running bot: where it goes, and how much of it.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::discord::{self, Refusals};

/// How the bot logs.
#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
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
    /// Our own events at this level, those of libraries only if something is wrong: their debug output holds bodies of requests. What
    /// serenity's gateway has to say, the bot says itself, in a sentence that says what to do.
    fn filter(self) -> Targets {
        let own = match self {
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        };
        Targets::new()
            .with_default(LevelFilter::ERROR)
            .with_target(discord::GATEWAY, LevelFilter::OFF)
            .with_target("footnote", own)
    }
}

/// Begins the log: to standard error for whoever runs the bot, and to what hears that Discord refuses the shards.
pub(super) fn start(args: &LogArgs, refusals: Refusals) {
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(crate::console::stderr_colours());
    let lines = match args.log {
        Format::Text => lines.boxed(),
        Format::Json => lines.json().boxed(),
    };
    let lines = lines.with_filter(args.log_level.filter());
    let gateway = Targets::new().with_target(discord::GATEWAY, LevelFilter::ERROR);
    let log = tracing_subscriber::registry()
        .with(lines)
        .with(refusals.with_filter(gateway));
    if let Err(error) = log.try_init() {
        anstream::eprintln!("warning: there is no log: {error}");
    }
}
