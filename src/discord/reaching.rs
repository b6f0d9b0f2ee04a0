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
/// After how many times that long it is said again, where nothing new is known.
const AGAIN: usize = 20;
/// The variables that lead through a proxy.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The variables that name what goes around it.
const AROUND: [&str; 2] = ["NO_PROXY", "no_proxy"];

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
        let mut said = String::new();
        for time in 0.. {
            tokio::select! {
                done = &mut done => return done,
                () = tokio::time::sleep(QUIETLY) => {}
            }
            let reason = self.reason();
            if reason != said || time % AGAIN == 0 {
                tracing::info!("still waiting to {}: {reason}", self.what);
                said = reason;
            }
        }
        done.await
    }

    fn reason(&self) -> String {
        let reason = lock(&self.reason).clone();
        reason.unwrap_or_else(|| "there is no answer yet".to_owned())
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

/// The variable that names the proxy for requests to Discord.
fn proxy() -> Option<&'static str> {
    let mut around = AROUND.iter().filter_map(|name| std::env::var(name).ok());
    if around.any(|hosts| is_named(&hosts)) {
        return None;
    }
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    PROXIES.into_iter().find(|name| is_set(name))
}

/// Whether Discord is among the hosts to which no proxy leads.
fn is_named(hosts: &str) -> bool {
    let mut hosts = hosts.split(',').map(str::trim);
    hosts.any(|host| matches!(host, "*" | "discord.com" | ".discord.com"))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A request that gets no answer, of which no proxy knows.
    async fn failed(url: &str) -> reqwest::Error {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        client.get(url).send().await.unwrap_err()
    }

    #[test]
    fn hosts_without_a_proxy() {
        let check = |hosts: &str, expected: bool| assert_eq!(is_named(hosts), expected, "{hosts}");
        check("", false);
        check("localhost,127.0.0.1,.example.com", false);
        check("localhost, discord.com", true);
        check(".discord.com", true);
        check("*", true);
        check("notdiscord.com", false);
    }

    #[tokio::test]
    async fn what_to_look_at_is_said_by_what_went_wrong() {
        let check = |error: &reqwest::Error, proxy, expected: &str| {
            let found = look_at(error, proxy);
            assert!(found.contains(expected), "{found}");
        };
        let unknown = failed("http://discord.invalid").await;
        let refused = failed("http://127.0.0.1:1").await;
        check(&unknown, None, "look up names (DNS)");
        check(&refused, None, "firewall");
        check(&unknown, Some("HTTPS_PROXY"), "HTTPS_PROXY names a proxy");
        check(&refused, Some("all_proxy"), "all_proxy names a proxy");
    }
}
