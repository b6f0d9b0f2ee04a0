//! The bot's own HTTP server: health for supervisors, counters for dashboards, and interactions that Discord delivers by HTTP.
//!
//! It translates requests; it answers no question itself.

mod health;
mod interactions;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use thiserror::Error;
use tokio::net::TcpListener;

use crate::discord::Bot;

pub(crate) use interactions::Key;

/// The largest request body that is read: Discord's own are far smaller.
const LARGEST_BODY: usize = 1 << 20;
/// The media type of Prometheus' text format.
const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Why the server cannot run.
#[derive(Debug, Error)]
pub(crate) enum ServeError {
    /// The address cannot be listened on.
    #[error("the bot cannot listen on {address} (`listen` under [http] in bot.toml): {reason}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        reason: std::io::Error,
    },
    /// The server ended.
    #[error("the HTTP server ended: {0}")]
    Ended(#[from] std::io::Error),
}

/// What the server needs.
pub(crate) struct Server {
    /// The bot.
    pub(crate) bot: Arc<Bot>,
    /// The key that signs interactions; without it there is no endpoint for them.
    pub(crate) key: Option<Key>,
}

/// Takes the address; nothing is answered yet.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|reason| ServeError::Listen { address, reason })
}

/// Answers requests until `stop` is over.
pub(crate) async fn serve(
    listener: TcpListener,
    server: Server,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let serving = axum::serve(listener, router(Arc::new(server)));
    Ok(serving.with_graceful_shutdown(stop).await?)
}

fn router(server: Arc<Server>) -> Router {
    let router = Router::new()
        .route("/healthz", get(health::health))
        .route("/metrics", get(metrics));
    let router = match server.key {
        Some(_) => router.route("/interactions", post(interactions::take)),
        None => router,
    };
    router
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(server)
}

async fn metrics(State(server): State<Arc<Server>>) -> Response {
    let bot = &server.bot;
    bot.telemetry.connected(bot.connected().await);
    match bot.telemetry.text() {
        Ok(text) => ([(CONTENT_TYPE, METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the counters cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
