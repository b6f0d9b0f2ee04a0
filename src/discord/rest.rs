//! Requests to Discord that survive bad moments: tried again with a pause while there is time, and held while all of the bot is limited.
//!
//! Limits of single routes are kept by serenity. It must not know what is sent.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use serenity::Error;
use serenity::http::{Http, HttpError, RatelimitInfo};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use crate::telemetry::Telemetry;

/// The first pause; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(150);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// How long answering a message may be tried.
pub(crate) const FOR_A_MESSAGE: Duration = Duration::from_secs(60);
/// How long the first response to an interaction may be tried: Discord waits for three seconds.
pub(crate) const FOR_AN_INTERACTION: Duration = Duration::from_millis(2_700);
/// How long what nobody waits for may be tried.
pub(crate) const IN_THE_BACKGROUND: Duration = Duration::from_secs(600);

/// Discord's REST API.
pub(crate) struct Rest {
    /// The client that sends.
    pub(crate) http: Arc<Http>,
    /// Until when nothing may go out.
    hold: Arc<watch::Sender<Instant>>,
    telemetry: Arc<Telemetry>,
}

impl Rest {
    /// Sends through a client.
    pub(crate) fn new(mut http: Http, telemetry: Arc<Telemetry>) -> Self {
        let hold = Arc::new(watch::Sender::new(Instant::now()));
        if let Some(ratelimiter) = &mut http.ratelimiter {
            let (hold, telemetry) = (Arc::clone(&hold), Arc::clone(&telemetry));
            ratelimiter.set_ratelimit_callback(Box::new(move |info| {
                limited(&info, &hold, &telemetry);
            }));
        }
        Self {
            http: Arc::new(http),
            hold,
            telemetry,
        }
    }

    /// Makes a request until it succeeds, fails for good, or `patience` is over. `call` must be harmless to repeat.
    pub(crate) async fn persist<T, F>(
        &self,
        name: &'static str,
        patience: Duration,
        call: impl Fn(Arc<Http>) -> F,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let deadline = Instant::now() + patience;
        let mut pause = FIRST_PAUSE;
        loop {
            let hold = *self.hold.borrow();
            sleep_until(hold).await;
            let error = match call(Arc::clone(&self.http)).await {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            self.telemetry.rest_error(name, status(&error));
            if !is_passing(&error) || Instant::now() + pause > deadline {
                return Err(error);
            }
            tracing::debug!(request = name, "a request is tried again");
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

/// Discord limits a route, or all of the bot: then nothing goes out for a while.
fn limited(info: &RatelimitInfo, hold: &watch::Sender<Instant>, telemetry: &Telemetry) {
    telemetry.limited(info.global);
    if !info.global {
        return;
    }
    tracing::warn!(
        seconds = info.timeout.as_secs_f64(),
        "Discord limits all of the bot"
    );
    let until = Instant::now() + info.timeout;
    hold.send_modify(|hold| *hold = until.max(*hold));
}

/// The HTTP status that a request failed with; `None` if no response came.
pub(crate) fn status(error: &Error) -> Option<u16> {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            Some(response.status_code.as_u16())
        }
        _ => None,
    }
}

/// Discord's own number for an error, such as 50013 for missing permissions.
pub(crate) fn code(error: &Error) -> Option<isize> {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => Some(response.error.code),
        _ => None,
    }
}

/// Whether the same request may succeed later.
fn is_passing(error: &Error) -> bool {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            let status = response.status_code;
            status.is_server_error() || status.as_u16() == 429
        }
        Error::Http(HttpError::Request(error)) => !error.is_builder(),
        // A response that is cut off or no JSON comes from something between Discord and the bot.
        Error::Json(_) | Error::Io(_) => true,
        _ => false,
    }
}
