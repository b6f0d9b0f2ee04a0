//! What the routes do to the state.

mod commands;
mod interactions;
mod messages;

use serde_json::{Value, json};

use super::body::Body;
use super::ids::snowflake;
use super::payload;
use super::routes::{Matched, names};
use super::server::Answer;
use super::state::{Channel, State};

pub(crate) use self::interactions::{FIRST, callback, excuse};
pub(crate) use self::messages::upload;

/// Carries a request out.
pub(crate) fn handle(state: &mut State, call: &Matched, query: &str, body: &Body) -> Answer {
    match call.route {
        names::GATEWAY => Answer::json(&json!({"url": state.gateway.address})),
        names::GATEWAY_BOT => Answer::json(&gateway_bot(state)),
        names::ME => Answer::json(&payload::current_user(state)),
        names::APPLICATION | "PATCH /applications/@me" | "GET /oauth2/applications/@me" => {
            Answer::json(&payload::application(state))
        }
        names::DOWNLOAD => download(state, call),
        "GET /users/{user_id}" => person(state, call, payload::user),
        "GET /guilds/{guild_id}/members/{user_id}" => person(state, call, payload::whole_member),
        "POST /users/@me/channels" => direct_channel(state, &body.json),
        "GET /users/@me/guilds" => Answer::json(&own_guilds(state)),
        "GET /channels/{channel_id}" => match state.channels.get(&call.id("channel_id")) {
            Some(channel) => Answer::json(&payload::channel(state, channel)),
            None => Answer::unknown("Channel", 10003),
        },
        route if route.starts_with("GET /guilds/") => guild(state, call),
        route if route.contains("/channels/") => messages::handle(state, call, query, body),
        route if route.contains("/applications/") => commands::handle(state, call, &body.json),
        _ => interactions::handle(state, call, query, body),
    }
}

fn gateway_bot(state: &State) -> Value {
    json!({
        "url": state.gateway.address, "shards": state.gateway.recommended_shards,
        "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1},
    })
}

fn person(state: &State, call: &Matched, show: fn(&super::state::Person) -> Value) -> Answer {
    match state.people.get(&call.id("user_id")) {
        Some(person) => Answer::json(&show(person)),
        None => Answer::unknown("User", 10013),
    }
}

fn own_guilds(state: &State) -> Value {
    let guilds = state.guilds.values();
    guilds
        .map(|guild| json!({"id": guild.id.to_string(), "name": guild.name, "icon": null, "owner": false, "permissions": "0", "features": []}))
        .collect()
}

fn guild(state: &State, call: &Matched) -> Answer {
    let Some(guild) = state.guilds.get(&call.id("guild_id")) else {
        return Answer::unknown("Guild", 10004);
    };
    let whole = payload::guild(state, guild);
    match call.route.rsplit('/').next() {
        Some("channels") => Answer::json(&whole["channels"]),
        Some("roles") => Answer::json(&whole["roles"]),
        _ => Answer::json(&whole),
    }
}

fn direct_channel(state: &mut State, json: &Value) -> Answer {
    let recipient = json["recipient_id"].as_str().and_then(|id| id.parse().ok());
    let Some(recipient) = recipient.filter(|id| state.people.contains_key(id)) else {
        return Answer::error(400, 50033, "Invalid Recipient(s)");
    };
    let id = direct(state, recipient);
    Answer::json(&payload::channel(state, &state.channels[&id]))
}

/// The channel of direct messages with a person, made when there is none.
pub(crate) fn direct(state: &mut State, recipient: u64) -> u64 {
    let known = state
        .channels
        .values()
        .find(|channel| channel.recipient == Some(recipient));
    if let Some(channel) = known {
        return channel.id;
    }
    let id = snowflake();
    let channel = Channel {
        id,
        guild: None,
        name: String::new(),
        parent: None,
        recipient: Some(recipient),
        bot_permissions: u64::MAX,
    };
    state.channels.insert(id, channel);
    id
}

fn download(state: &State, call: &Matched) -> Answer {
    let parts = ["channel_id", "attachment_id", "name"].map(|name| call.text(name));
    let path = format!("/attachments/{}", parts.join("/"));
    match state.uploads.get(&path) {
        Some(bytes) => Answer {
            status: 200,
            body: bytes.clone(),
            headers: Vec::new(),
            excused: false,
        },
        None => Answer::error(404, 0, "404: Not Found"),
    }
}
