//! Says in time what a start waits for where Discord cannot be reached, and what to look at.

use std::error::Error as _;
use std::future::Future;
use std::sync::Mutex;
use std::time::Duration;

use serenity::Error;
use serenity::http::HttpError;

use super::bot::lock;
use super::workarounds::rest::shown;

/// How long nothing is said: most starts take less.
const QUIETLY: Duration = Duration::from_secs(3);
/// How often it is said again.
const AGAIN: Duration = Duration::from_secs(60);
/// The variables that lead through a proxy.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// What is waited for, and why it did not come yet.
#[derive(Debug)]
pub(crate) struct Waiting {
    what: String,
    reason: Mutex<Option<String>>,
}

impl Waiting {
    /// Waiting for something of Discord's.
    pub(crate) fn to(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            reason: Mutex::default(),
        }
    }

    /// Notes why an attempt failed, if it did.
    pub(crate) fn note<T>(&self, outcome: &Result<T, Error>) {
        if let Err(error) = outcome {
            *lock(&self.reason) = Some(reason(error));
        }
    }

    /// Waits for it, and says so if it takes long.
    pub(crate) async fn until<T>(&self, done: impl Future<Output = T>) -> T {
        tokio::pin!(done);
        let mut pause = QUIETLY;
        loop {
            tokio::select! {
                done = &mut done => return done,
                () = tokio::time::sleep(pause) => self.say(),
            }
            pause = AGAIN;
        }
    }

    fn say(&self) {
        let reason = lock(&self.reason).clone();
        let reason = reason.unwrap_or_else(|| "there is no answer yet".to_owned());
        tracing::info!("still waiting to {}: {reason}", self.what);
    }
}

/// What went wrong, and what to look at.
fn reason(error: &Error) -> String {
    let Error::Http(HttpError::Request(request)) = error else {
        return shown(error);
    };
    let look_at = look_at(request, proxy());
    format!("{}; {look_at}", shown(error))
}

/// What to look at when a request gets no answer, which goes through the proxy that a variable names, if it does.
fn look_at(error: &reqwest::Error, proxy: Option<&str>) -> String {
    match proxy {
        Some(variable) => format!(
            "{variable} names a proxy: see whether it runs, and whether it lets the bot through to discord.com"
        ),
        None if has_cause(error, "dns error") => {
            "see whether this machine can look up names (DNS)".to_owned()
        }
        None => "see whether a firewall is in the way, or whether HTTPS_PROXY should name a proxy"
            .to_owned(),
    }
}

/// The variable that names the proxy for requests.
fn proxy() -> Option<&'static str> {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    PROXIES.into_iter().find(|name| is_set(name))
}

/// Whether an error comes of another one with these words, for which there is no type.
fn has_cause(error: &reqwest::Error, words: &str) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.to_string() == words {
            return true;
        }
        cause = error.source();
    }
    false
}
