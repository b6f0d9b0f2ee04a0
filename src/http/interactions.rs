//! `/interactions`: interactions that Discord delivers by HTTP, as the other way beside the gateway.
//!
//! The signature is checked on the raw body before anything is read; what is old, or
//! came already, is refused, so that nothing can be played back.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use serenity::builder::CreateInteractionResponse;
use serenity::interactions_endpoint::Verifier;
use serenity::model::application::Interaction;
use thiserror::Error;

use super::Server;
use crate::discord::{deliver, response};

/// Discord's number for a button that is a link.
const LINK: u8 = 5;
/// How far the time of a request may be from ours.
const WINDOW: Duration = Duration::from_secs(300);

/// The key that signs Discord's requests.
pub(crate) struct Key(Verifier);

/// The key is none.
#[derive(Debug, Error)]
#[error(
    "`public_key` under [http] in bot.toml is no Ed25519 key; copy it from General Information in the developer portal"
)]
pub(crate) struct KeyError;

impl Key {
    /// A key from its bytes.
    pub(crate) fn new(bytes: [u8; 32]) -> Result<Self, KeyError> {
        Verifier::try_new(bytes).map(Self).map_err(|_| KeyError)
    }

    /// Whether a request was signed with the key, lately. `now` is the time since 1970.
    fn signed(&self, headers: &HeaderMap, body: &[u8], now: Duration) -> bool {
        let header = |name| headers.get(name)?.to_str().ok();
        let (Some(signature), Some(timestamp)) = (
            header("x-signature-ed25519"),
            header("x-signature-timestamp"),
        ) else {
            return false;
        };
        let fresh = timestamp
            .parse()
            .is_ok_and(|seconds| Duration::from_secs(seconds).abs_diff(now) <= WINDOW);
        fresh && self.0.verify(signature, timestamp, body).is_ok()
    }
}

/// Takes an interaction: 401 if it is not signed, 400 if it is none, 409 if it came already.
pub(crate) async fn take(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let key = server.key.as_ref();
    if !key.is_some_and(|key| key.signed(&headers, &body, now)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(interaction) = serde_json::from_slice::<Interaction>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let began = Instant::now();
    let bot = &server.bot;
    let is_ping = matches!(interaction, Interaction::Ping(_));
    if !is_ping && !bot.is_first(interaction.id().get()) {
        return StatusCode::CONFLICT.into_response();
    }
    let _under_way = bot.tasks.token();
    let Some(response) = response(bot, &interaction).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let is_followed = response.later.is_some() || response.after.is_some();
    if is_followed || needs_address(&response.now) {
        // What follows must not come before it: Discord also takes responses at their address.
        let (bot, under_way) = (Arc::clone(bot), bot.tasks.token());
        tokio::spawn(async move {
            deliver(&bot, &interaction, response, began).await;
            drop(under_way);
        });
        return StatusCode::ACCEPTED.into_response();
    }
    match written(&response.now) {
        Ok(json) => {
            bot.telemetry.answered(began.elapsed());
            Json(json).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a response cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A response as a body, without the empty data that serenity writes where there are none.
fn written(response: &CreateInteractionResponse) -> serde_json::Result<Value> {
    let mut json = serde_json::to_value(response)?;
    if let Some(entries) = json.as_object_mut() {
        entries.retain(|_, value| !value.is_null());
    }
    Ok(json)
}

/// Whether a response is to be sent to its address: it brings files along, which its JSON only names, or links. Discord does not say that
/// it refuses a link of a body, and nothing could be sent without it.
fn needs_address(response: &CreateInteractionResponse) -> bool {
    let list = |json: &Value, at: &str| json.pointer(at).and_then(Value::as_array).cloned();
    serde_json::to_value(response).is_ok_and(|json| {
        let files = list(&json, "/data/attachments").unwrap_or_default();
        let rows = list(&json, "/data/components").unwrap_or_default();
        let rows = rows.iter().filter_map(|row| list(row, "/components"));
        let mut buttons = rows.flatten();
        !files.is_empty() || buttons.any(|button| button["style"] == LINK)
    })
}
