//! Requests to Discord that survive bad moments: tried again with a pause while there is time, and held while all of the bot is limited.
//!
//! Limits of single routes are kept by serenity, which mixes up the kinds of requests in a channel; those are told apart here. It must
//! not know what is sent.

use std::error::Error as _;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serenity::Error;
use serenity::http::{Http, HttpError, RatelimitInfo, Route};
use serenity::model::id::{ChannelId, MessageId};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use super::queue::{Kind, Turn};
use crate::telemetry::Telemetry;

/// The first pause; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(150);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Discord's code: something in the request is not right.
pub(crate) const INVALID: isize = 50_035;

/// How long answering a message may be tried.
pub(crate) const FOR_A_MESSAGE: Duration = Duration::from_secs(60);
/// How long the first response to an interaction may be tried: Discord waits for three seconds.
const FOR_AN_INTERACTION: Duration = Duration::from_millis(2_700);
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
        let mut attempts = Attempts::new(name, patience);
        loop {
            self.not_held().await;
            match call(Arc::clone(&self.http)).await {
                Ok(done) => return Ok(done),
                Err(error) => self.again(&mut attempts, error).await?,
            }
        }
    }

    /// The same for a response to an interaction: those do not count to the limit of the whole bot, and nobody waits for them long.
    pub(crate) async fn respond<T, F>(
        &self,
        name: &'static str,
        call: impl Fn(Arc<Http>) -> F,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let mut attempts = Attempts::new(name, FOR_AN_INTERACTION);
        loop {
            match call(Arc::clone(&self.http)).await {
                Ok(done) => return Ok(done),
                Err(error) => self.again(&mut attempts, error).await?,
            }
        }
    }

    /// The same in one's turn in a channel, as Discord's limits for the channel allow it.
    pub(crate) async fn in_turn<T, F>(
        &self,
        turn: &mut Turn,
        kind: Kind,
        patience: Duration,
        call: impl Fn(Arc<Http>) -> F,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let mut attempts = Attempts::new(kind.word(), patience);
        loop {
            turn.room(kind).await;
            self.not_held().await;
            let done = call(Arc::clone(&self.http)).await;
            turn.note(kind, self.used_up(turn.channel, kind).await);
            match done {
                Ok(done) => return Ok(done),
                Err(error) => self.again(&mut attempts, error).await?,
            }
        }
    }

    /// True while nothing may go out.
    pub(crate) fn is_held(&self) -> bool {
        *self.hold.borrow() > Instant::now()
    }

    /// Waits until anything may go out; meanwhile the hold may be made longer.
    async fn not_held(&self) {
        while self.is_held() {
            let hold = *self.hold.borrow();
            sleep_until(hold).await;
        }
    }

    /// Waits before the next attempt, or gives the error back if there is none.
    async fn again(&self, attempts: &mut Attempts, error: Error) -> Result<(), Error> {
        self.telemetry.rest_error(attempts.name, status(&error));
        if !is_passing(&error) || Instant::now() + attempts.pause > attempts.deadline {
            return Err(error);
        }
        tracing::debug!(
            request = attempts.name,
            error = shown(&error),
            "a request is tried again"
        );
        sleep(attempts.pause).await;
        attempts.pause = (attempts.pause * 2).min(LONGEST_PAUSE);
        Ok(())
    }

    /// Until when Discord takes no further request like the last one in a channel, if it said so.
    async fn used_up(&self, channel_id: ChannelId, kind: Kind) -> Option<Instant> {
        let route = match kind {
            Kind::Send | Kind::List => Route::ChannelMessages { channel_id },
            Kind::Edit | Kind::Delete => Route::ChannelMessage {
                channel_id,
                message_id: MessageId::new(1),
            },
        };
        let routes = self.http.ratelimiter.as_ref()?.routes();
        let bucket = Arc::clone(routes.read().await.get(&route.ratelimiting_bucket())?);
        let bucket = bucket.lock().await;
        let resets = bucket.reset().filter(|_| bucket.remaining() == 0)?;
        let wait = resets.duration_since(SystemTime::now()).ok()?;
        Some(Instant::now() + wait)
    }
}

/// The attempts at one request.
struct Attempts {
    name: &'static str,
    deadline: Instant,
    pause: Duration,
}

impl Attempts {
    fn new(name: &'static str, patience: Duration) -> Self {
        Self {
            name,
            deadline: Instant::now() + patience,
            pause: FIRST_PAUSE,
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

/// Whether Discord takes a message but for its buttons and links: it has rules for them that it does not publish.
pub(crate) fn is_about_components(error: &Error) -> bool {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            let mut paths = response
                .error
                .errors
                .iter()
                .map(|error| error.path.as_str());
            response.error.code == INVALID
                && paths.any(|path| path.split('.').any(|part| part == "components"))
        }
        _ => false,
    }
}

/// An error in a few words, without addresses, which may hold tokens of interactions, and without what people wrote.
pub(crate) fn shown(error: &Error) -> String {
    match error {
        Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            let (status, code) = (response.status_code, response.error.code);
            format!("Discord answers {status}, code {code}")
        }
        Error::Http(HttpError::Request(error)) if error.is_timeout() => {
            "no response in time".into()
        }
        Error::Http(HttpError::Request(error)) => {
            let mut cause = error.source();
            while let Some(deeper) = cause.and_then(std::error::Error::source) {
                cause = Some(deeper);
            }
            let cause = cause.map_or_else(|| "unknown".to_owned(), ToString::to_string);
            format!("no response: {cause}")
        }
        Error::Http(_) => "a request that cannot be made".into(),
        Error::Json(_) => "a response that cannot be read".into(),
        Error::Gateway(error) => error.to_string(),
        Error::Io(error) => error.kind().to_string(),
        Error::Tungstenite(_) => "the gateway's connection broke".into(),
        Error::Model(error) => error.to_string(),
        _ => "an error of the library".into(),
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
