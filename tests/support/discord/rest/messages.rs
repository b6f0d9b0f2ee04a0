//! Messages of channels.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::discord::body::{Body, File};
use crate::discord::gateway::MESSAGE_CONTENT;
use crate::discord::ids::snowflake;
use crate::discord::payload;
use crate::discord::post::Draft;
use crate::discord::routes::{Matched, names};
use crate::discord::server::Answer;
use crate::discord::state::State;

const VIEW_CHANNEL: u64 = 1 << 10;
const SEND_MESSAGES: u64 = 1 << 11;
const EMBED_LINKS: u64 = 1 << 14;
const ATTACH_FILES: u64 = 1 << 15;
const READ_HISTORY: u64 = 1 << 16;
const MANAGE_MESSAGES: u64 = 1 << 13;

/// So long Discord remembers a nonce: "in the past few minutes".
const NONCE_MEMORY: Duration = Duration::from_secs(180);

pub(crate) fn handle(state: &mut State, call: &Matched, query: &str, body: &Body) -> Answer {
    let channel = call.id("channel_id");
    let Some(may) = state
        .channels
        .get(&channel)
        .map(|channel| channel.bot_permissions)
    else {
        return Answer::unknown("Channel", 10003);
    };
    if may & VIEW_CHANNEL == 0 {
        return Answer::error(403, 50001, "Missing Access");
    }
    let needed = match call.route {
        names::CREATE_MESSAGE | names::TYPING => SEND_MESSAGES,
        names::LIST_MESSAGES | names::GET_MESSAGE => READ_HISTORY,
        _ => 0,
    };
    if may & needed != needed {
        return Answer::error(403, 50013, "Missing Permissions");
    }
    match call.route {
        names::CREATE_MESSAGE => create(state, channel, may, body),
        names::LIST_MESSAGES => list(state, channel, query),
        names::TYPING => {
            state.typing.push((channel, Instant::now()));
            Answer::nothing()
        }
        _ => one(state, call, channel, may, body),
    }
}

/// Routes of one message.
fn one(state: &mut State, call: &Matched, channel: u64, may: u64, body: &Body) -> Answer {
    let id = call.id("message_id");
    let author = state
        .message(id)
        .filter(|stored| stored.channel == channel)
        .map(|stored| stored.author);
    let Some(author) = author else {
        return Answer::unknown("Message", 10008);
    };
    let own = author == state.app.bot;
    match call.route {
        names::GET_MESSAGE => Answer::json(&seen(state, id)),
        names::EDIT_MESSAGE if !own => {
            Answer::error(403, 50005, "Cannot edit a message authored by another user")
        }
        names::EDIT_MESSAGE => {
            let mut fields = fields(state, channel, Some(id), body);
            // Without the permission, embeds are dropped in silence.
            if may & EMBED_LINKS == 0 && fields["embeds"].is_array() {
                fields["embeds"] = json!([]);
            }
            if is_empty(&state.messages[&id].json, &fields) {
                let mut answer = Answer::error(400, 50006, "Cannot send an empty message");
                answer.excused = true;
                return answer;
            }
            Answer::json(&state.change(id, &fields, true).unwrap_or_default())
        }
        _ if !own && may & MANAGE_MESSAGES == 0 => Answer::error(403, 50013, "Missing Permissions"),
        _ => {
            state.delete(id);
            Answer::nothing()
        }
    }
}

/// Whether nothing would be left of a message after an edit.
fn is_empty(message: &Value, fields: &Value) -> bool {
    let after = |key: &str| fields.get(key).unwrap_or(&message[key]).clone();
    let none = |key: &str| after(key).as_array().is_none_or(Vec::is_empty);
    after("content").as_str().is_none_or(str::is_empty) && none("embeds") && none("attachments")
}

fn create(state: &mut State, channel: u64, may: u64, body: &Body) -> Answer {
    if let Some(id) = same_nonce(state, channel, &body.json) {
        return Answer::json(&state.messages[&id].json);
    }
    if !body.files.is_empty() && may & ATTACH_FILES == 0 {
        return Answer::error(403, 50013, "Missing Permissions");
    }
    match draft(state, channel, body) {
        Ok(mut draft) => {
            // Without the permission, embeds are refused where they stand alone, and dropped in silence beside other content.
            if may & EMBED_LINKS == 0 {
                let alone = draft.content.is_empty();
                if alone && draft.embeds.as_array().is_some_and(|all| !all.is_empty()) {
                    return Answer::error(403, 50013, "Missing Permissions");
                }
                draft.embeds = json!([]);
            }
            let id = state.post(&draft);
            Answer::json(&state.messages[&id].json)
        }
        Err(answer) => answer,
    }
}

/// The message that `enforce_nonce` finds.
fn same_nonce(state: &State, channel: u64, json: &Value) -> Option<u64> {
    if json["enforce_nonce"] != json!(true) || json["nonce"].is_null() {
        return None;
    }
    let nonce = json["nonce"]
        .as_str()
        .map_or_else(|| json["nonce"].to_string(), str::to_owned);
    let mut recent = state
        .messages
        .iter()
        .rev()
        .take_while(|(_, stored)| stored.at.elapsed() < NONCE_MEMORY);
    let found = recent.find(|(_, stored)| {
        stored.author == state.app.bot
            && stored.channel == channel
            && stored.nonce.as_ref() == Some(&nonce)
    });
    found.map(|(id, _)| *id)
}

/// A message by the bot, out of a request.
pub(crate) fn draft(state: &mut State, channel: u64, body: &Body) -> Result<Draft, Answer> {
    let json = &body.json;
    let reference = json["message_reference"]["message_id"].as_str();
    let reference = reference.and_then(|id| id.parse::<u64>().ok());
    let gone = reference.is_some_and(|id| {
        state
            .message(id)
            .is_none_or(|stored| stored.channel != channel)
    });
    if gone && json["message_reference"]["fail_if_not_exists"] != json!(false) {
        let mut answer = Answer::error(
            400,
            50035,
            "Invalid Form Body: message_reference: Unknown message",
        );
        answer.excused = true;
        return Err(answer);
    }
    let reply_to = reference.filter(|_| !gone);
    if reply_to.is_some() && state.channels[&channel].bot_permissions & READ_HISTORY == 0 {
        let sentence = "Cannot reply without permission to read message history";
        return Err(Answer::error(403, 160_002, sentence));
    }
    let content = json["content"].as_str().unwrap_or_default();
    let embeds = json["embeds"].clone();
    let empty = |value: &Value| value.as_array().is_none_or(Vec::is_empty);
    if content.is_empty() && empty(&embeds) && body.files.is_empty() && empty(&json["components"]) {
        return Err(Answer::error(400, 50006, "Cannot send an empty message"));
    }
    Ok(Draft {
        channel,
        author: state.app.bot,
        content: content.to_owned(),
        embeds: rich(embeds),
        components: json["components"].clone(),
        attachments: attachments(state, channel, None, body),
        flags: json["flags"].as_u64().unwrap_or(0),
        reply_to,
        pings: pings(state, json, reply_to),
        nonce: json["nonce"].clone(),
        ..Draft::default()
    })
}

/// Embeds as they come back.
fn rich(mut embeds: Value) -> Value {
    for embed in embeds.as_array_mut().into_iter().flatten() {
        embed["type"] = json!("rich");
    }
    embeds
}

/// Whom a message by the bot pings.
fn pings(state: &State, json: &Value, reply_to: Option<u64>) -> Vec<u64> {
    let allowed = &json["allowed_mentions"];
    let parses = allowed.is_null()
        || allowed["parse"]
            .as_array()
            .is_some_and(|parse| parse.contains(&json!("users")));
    let listed = |id: u64| {
        allowed["users"]
            .as_array()
            .is_some_and(|users| users.contains(&json!(id.to_string())))
    };
    let content = json["content"].as_str().unwrap_or_default();
    let named = state
        .people
        .keys()
        .copied()
        .filter(|id| content.contains(&format!("<@{id}>")));
    let mut pings: Vec<u64> = named.filter(|id| parses || listed(*id)).collect();
    if allowed.is_null() || allowed["replied_user"] == json!(true) {
        pings.extend(reply_to.map(|id| state.messages[&id].author));
    }
    pings
}

/// The attachments of a message: those that stay, and the files of the request.
fn attachments(state: &mut State, channel: u64, message: Option<u64>, body: &Body) -> Value {
    let entries = body.json["attachments"].as_array().cloned();
    let mut all: Vec<Value> = message
        .and_then(|id| state.message(id))
        .and_then(|stored| stored.json["attachments"].as_array().cloned())
        .unwrap_or_default();
    if let Some(entries) = &entries {
        all.retain(|old| entries.iter().any(|entry| entry["id"] == old["id"]));
    }
    for file in &body.files {
        let number = file.part.trim_start_matches("files[").trim_end_matches(']');
        let same = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned) == number;
        let described = entries.iter().flatten().find(|entry| same(&entry["id"]));
        let description = described.map_or(Value::Null, |entry| entry["description"].clone());
        all.push(upload(state, channel, file, &description));
    }
    Value::Array(all)
}

/// Keeps a file on the CDN.
pub(crate) fn upload(state: &mut State, channel: u64, file: &File, description: &Value) -> Value {
    let id = snowflake();
    let path = format!("/attachments/{channel}/{id}/{}", file.name);
    state.uploads.insert(path.clone(), file.bytes.clone());
    let url = format!("{}{path}", state.gateway.cdn);
    json!({
        "id": id.to_string(), "filename": file.name, "size": file.bytes.len(), "url": url, "proxy_url": url,
        "content_type": file.content_type, "description": description,
    })
}

/// The fields that an edit replaces.
pub(crate) fn fields(state: &mut State, channel: u64, message: Option<u64>, body: &Body) -> Value {
    let mut fields = json!({});
    for key in ["content", "components", "flags"] {
        if let Some(value) = body.json.get(key).filter(|value| !value.is_null()) {
            fields[key] = value.clone();
        }
    }
    if body.json["embeds"].is_array() {
        fields["embeds"] = rich(body.json["embeds"].clone());
    }
    if body.json["attachments"].is_array() || !body.files.is_empty() {
        fields["attachments"] = attachments(state, channel, message, body);
    }
    fields
}

fn list(state: &State, channel: u64, query: &str) -> Answer {
    let number = |name: &str| -> Option<u64> {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name)?.1.parse().ok()
    };
    let limit = usize::try_from(number("limit").unwrap_or(50)).unwrap();
    let (after, before) = (number("after"), number("before").unwrap_or(u64::MAX));
    let inside = |id: &&u64| {
        state
            .message(**id)
            .is_some_and(|stored| stored.channel == channel)
            && **id > after.unwrap_or(0)
            && **id < before
    };
    // After a message come its next ones; otherwise it is the latest. Either way the newest stand first.
    let mut ids: Vec<u64> = if after.is_some() {
        state
            .messages
            .keys()
            .filter(inside)
            .take(limit)
            .copied()
            .collect()
    } else {
        state
            .messages
            .keys()
            .rev()
            .filter(inside)
            .take(limit)
            .copied()
            .collect()
    };
    ids.sort_unstable_by(|one, other| other.cmp(one));
    Answer::json(&ids.into_iter().map(|id| seen(state, id)).collect())
}

/// A message as the bot may see it.
fn seen(state: &State, id: u64) -> Value {
    let json = &state.messages[&id].json;
    if state.app.granted & MESSAGE_CONTENT == 0 {
        payload::without_content(state, json)
    } else {
        json.clone()
    }
}
