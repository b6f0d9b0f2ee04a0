//! What a starting bot says of itself, so that its log tells later what ran: version, files, database, addresses.

use std::path::Path;

use tokio::net::TcpListener;

use super::Loaded;
use crate::config::Config;
use crate::files::shown;

/// Which program it is.
pub(super) fn version() {
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "Footnote starts");
}

/// What it answers from, and where it keeps what outlives it.
pub(super) fn files(loaded: &Loaded, config: &Config) {
    let snapshot = loaded.engine.snapshot();
    let (dataset, intents) = (&snapshot.dataset, &snapshot.intents);
    tracing::info!(
        folder = shown(&loaded.folders.data),
        metrics = dataset.metrics.len(),
        figures = dataset.figures.len(),
        fingerprint = dataset.fingerprint,
        "dataset"
    );
    tracing::info!(
        folder = shown(&loaded.folders.intents),
        intents = intents.list.len(),
        fingerprint = intents.fingerprint,
        "intents"
    );
    tracing::info!(file = shown(&config.database.path), "database");
}

/// That a token file is named and not used. The name is not repeated: it may be a token, written in the wrong place.
pub(super) fn token(variable: Option<&str>, file: Option<&Path>) {
    let given = variable.is_some_and(|token| !token.trim().is_empty());
    if given && file.is_some() {
        tracing::warn!(
            "DISCORD_TOKEN is set: its token is used, and not that of `token_file`; unset the variable, or take `token_file` out of bot.toml"
        );
    }
}

/// Where HTTP is served, and what for.
pub(super) fn served(listener: &TcpListener, interactions: bool) {
    match listener.local_addr() {
        Ok(address) => tracing::info!(%address, interactions, "HTTP is served"),
        Err(error) => tracing::warn!(%error, "HTTP is served, at an address that cannot be told"),
    }
}
