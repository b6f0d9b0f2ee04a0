//! What the running bot counts: questions by outcome, times, reloads, the gateway, errors of the REST API.
//!
//! It holds numbers, never a text of anybody.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Upper bounds of the times of reading and answering, in seconds: from 20 microseconds to 50 milliseconds.
const THINKING: [f64; 8] = [
    0.000_02, 0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.01, 0.05,
];
/// Upper bounds of the times from a message to its answer, in seconds: what people wait for.
const ANSWERING: [f64; 9] = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 15.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Question {
    status: &'static str,
    way: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RestError {
    request: &'static str,
    status: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Limit {
    scope: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// The counters of a running bot.
pub(crate) struct Telemetry {
    registry: Registry,
    questions: Family<Question, Counter>,
    thinking: Histogram,
    answering: Histogram,
    rest_errors: Family<RestError, Counter>,
    reloads: Family<Outcome, Counter>,
    limits: Family<Limit, Counter>,
    unanswered: Counter,
    problems: Gauge<i64>,
    shards_connected: Gauge<i64>,
    ready: Counter,
    resumed: Counter,
    started: Gauge<f64, AtomicU64>,
}

impl Default for Telemetry {
    fn default() -> Self {
        let mut telemetry = Self {
            registry: Registry::with_prefix("footnote"),
            questions: Family::default(),
            thinking: Histogram::new(THINKING),
            answering: Histogram::new(ANSWERING),
            rest_errors: Family::default(),
            reloads: Family::default(),
            limits: Family::default(),
            unanswered: Counter::default(),
            problems: Gauge::default(),
            shards_connected: Gauge::default(),
            ready: Counter::default(),
            resumed: Counter::default(),
            started: Gauge::default(),
        };
        telemetry.register();
        telemetry
    }
}

impl Telemetry {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "questions",
            "Questions by outcome and by the way they came",
            self.questions.clone(),
        );
        registry.register_with_unit(
            "thinking",
            "From a question's text to its answer's text",
            Unit::Seconds,
            self.thinking.clone(),
        );
        registry.register_with_unit(
            "answering",
            "From an event's arrival to Discord's taking the answer",
            Unit::Seconds,
            self.answering.clone(),
        );
        registry.register(
            "rest_errors",
            "Failed requests to Discord, each attempt by itself",
            self.rest_errors.clone(),
        );
        registry.register(
            "rest_limits",
            "Waits for Discord's limits, of a route or of all of the bot",
            self.limits.clone(),
        );
        registry.register(
            "unanswered",
            "Answers that Discord never took",
            self.unanswered.clone(),
        );
        registry.register(
            "reloads",
            "Changed files put in force or refused",
            self.reloads.clone(),
        );
        registry.register(
            "file_problems",
            "Errors in data and intents as last read",
            self.problems.clone(),
        );
        registry.register(
            "shards_connected",
            "Shards with a session",
            self.shards_connected.clone(),
        );
        registry.register("gateway_ready", "New sessions", self.ready.clone());
        registry.register("gateway_resumed", "Resumed sessions", self.resumed.clone());
        registry.register(
            "start_seconds",
            "From the start of the process to its first session",
            self.started.clone(),
        );
    }

    /// Counts a question, with the time that it took to think.
    pub(crate) fn question(&self, status: &'static str, way: &'static str, thinking: Duration) {
        let labels = Question { status, way };
        self.questions.get_or_create(&labels).inc();
        self.thinking.observe(thinking.as_secs_f64());
    }

    /// Notes how long somebody waited for an answer.
    pub(crate) fn answered(&self, after: Duration) {
        self.answering.observe(after.as_secs_f64());
    }

    /// Counts an answer that could not be delivered.
    pub(crate) fn unanswered(&self) {
        self.unanswered.inc();
    }

    /// Counts a failed request; `status` is absent if no response came.
    pub(crate) fn rest_error(&self, request: &'static str, status: Option<u16>) {
        let status = status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        self.rest_errors
            .get_or_create(&RestError { request, status })
            .inc();
    }

    /// Counts a wait for a limit of Discord.
    pub(crate) fn limited(&self, global: bool) {
        let scope = if global { "global" } else { "route" };
        self.limits.get_or_create(&Limit { scope }).inc();
    }

    /// Counts a reload, and notes how many errors there are in files now.
    pub(crate) fn reload(&self, accepted: bool, problems: usize) {
        let outcome = if accepted { "accepted" } else { "refused" };
        self.reloads.get_or_create(&Outcome { outcome }).inc();
        self.file_problems(problems);
    }

    /// Notes how many errors there are in files.
    pub(crate) fn file_problems(&self, problems: usize) {
        self.problems
            .set(i64::try_from(problems).unwrap_or(i64::MAX));
    }

    /// How many errors there were in files when they were last read.
    pub(crate) fn problems(&self) -> i64 {
        self.problems.get()
    }

    /// A shard has a new session.
    pub(crate) fn session_begins(&self) {
        self.ready.inc();
    }

    /// A shard goes on with its session.
    pub(crate) fn session_resumes(&self) {
        self.resumed.inc();
    }

    /// Notes how many shards are connected.
    pub(crate) fn connected(&self, shards: usize) {
        self.shards_connected
            .set(i64::try_from(shards).unwrap_or(i64::MAX));
    }

    /// Notes how long the start took.
    pub(crate) fn started(&self, after: Duration) {
        self.started.set(after.as_secs_f64());
    }

    /// Everything in the text format of Prometheus.
    ///
    /// # Errors
    /// Only if a label cannot be written.
    pub(crate) fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_can_be_read() {
        let telemetry = Telemetry::default();
        telemetry.question("answered", "mention", Duration::from_micros(60));
        telemetry.rest_error("send", Some(502));
        telemetry.rest_error("send", None);
        telemetry.reload(false, 2);
        let text = telemetry.text().unwrap();
        for line in [
            "footnote_questions_total{status=\"answered\",way=\"mention\"} 1",
            "footnote_thinking_seconds_bucket{le=\"0.0001\"} 1",
            "footnote_rest_errors_total{request=\"send\",status=\"502\"} 1",
            "footnote_rest_errors_total{request=\"send\",status=\"none\"} 1",
            "footnote_reloads_total{outcome=\"refused\"} 1",
            "footnote_file_problems 2",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }
}
