//! `/healthz`: whether the bot can answer now.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use super::Server;

/// The state of the bot.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    /// `ok`, or `not connected`.
    status: &'static str,
    /// Shards with a session; none are needed where interactions come by HTTP.
    shards_connected: usize,
    /// Errors in data and intents as last read; the last good files answer.
    file_problems: i64,
    /// Names the data that answer.
    dataset: String,
    /// Names the intents that answer.
    intents: String,
    /// The version of the program.
    version: &'static str,
}

/// 200 if the bot can answer, 503 if it cannot.
pub(crate) async fn health(State(server): State<Arc<Server>>) -> (StatusCode, Json<Health>) {
    let shards_connected = server.bot.connected().await;
    let connected = server.key.is_some() || shards_connected > 0;
    let snapshot = server.bot.engine.snapshot();
    let health = Health {
        status: if connected { "ok" } else { "not connected" },
        shards_connected,
        file_problems: server.bot.telemetry.problems(),
        dataset: snapshot.dataset.fingerprint.clone(),
        intents: snapshot.intents.fingerprint.clone(),
        version: env!("CARGO_PKG_VERSION"),
    };
    let status = if connected {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(health))
}
