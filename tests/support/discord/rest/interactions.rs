//! Responses to interactions: the first one, and what follows under the interaction's token.

use std::time::Duration;

use serde_json::{Value, json};

use super::messages::{draft, fields};
use crate::discord::body::Body;
use crate::discord::post::EPHEMERAL;
use crate::discord::routes::{Matched, names};
use crate::discord::server::Answer;
use crate::discord::state::{Callback, State};

/// How long the first response to an interaction may take. Discord waits for three seconds; the machine of a test may be busy.
pub(crate) const FIRST: Duration = Duration::from_secs(30);
/// So long the token is good.
const TOKEN: Duration = Duration::from_secs(15 * 60);

pub(crate) fn handle(state: &mut State, call: &Matched, query: &str, body: &Body) -> Answer {
    if call.route == names::CALLBACK {
        let id = call.id("interaction_id");
        let known = state
            .interactions
            .get(&id)
            .filter(|pending| pending.token == call.text("interaction_token"));
        if known.is_none() {
            return Answer::unknown("interaction", 10062);
        }
        let answer = callback(state, id, body);
        if answer.status != 204 || !query.contains("with_response=true") {
            return answer;
        }
        return Answer::json(&with_response(state, id));
    }
    let token = call.text("webhook_token");
    let found = state
        .interactions
        .iter()
        .find(|(_, pending)| pending.token == token);
    let Some((&id, pending)) = found.filter(|_| call.id("webhook_id") == state.app.id) else {
        return Answer::unknown("Webhook", 10015);
    };
    if pending.at.elapsed() > TOKEN {
        return Answer::error(401, 50027, "Invalid Webhook Token");
    }
    if call.route == names::FOLLOW_UP {
        return follow_up(state, id, body);
    }
    let message = if call.template().ends_with("@original") {
        state.interactions[&id].original
    } else {
        Some(call.id("message_id"))
    };
    let own = message.filter(|message| {
        state.message(*message).is_some_and(|stored| {
            stored.interaction == Some(id) || state.interactions[&id].source == Some(*message)
        })
    });
    match own {
        Some(message) => change(state, call, id, message, body),
        None if call.route == names::EDIT_ORIGINAL => fill(state, id, body),
        None => Answer::unknown("Message", 10008),
    }
}

/// An interaction that meets a fault at its first response need not be taken up any more.
pub(crate) fn excuse(state: &mut State, call: &Matched) {
    if call.route == names::CALLBACK
        && let Some(pending) = state.interactions.get_mut(&call.id("interaction_id"))
    {
        pending.excused = true;
    }
}

/// Which first responses fit which interaction.
fn fits(kind: u8, response: u64, on_message: bool) -> bool {
    match kind {
        2 => matches!(response, 4 | 5 | 9),
        3 => matches!(response, 4 | 5 | 6 | 7 | 9),
        4 => response == 8,
        5 => matches!(response, 4 | 5) || (on_message && matches!(response, 6 | 7)),
        _ => false,
    }
}

/// Takes the first response to an interaction, from the route or from the bot's own HTTP endpoint.
pub(crate) fn callback(state: &mut State, id: u64, body: &Body) -> Answer {
    let pending = &state.interactions[&id];
    if pending.callback.is_some() {
        let mut answer = Answer::error(400, 40060, "Interaction has already been acknowledged.");
        answer.excused = pending.excused;
        return answer;
    }
    let after = pending.at.elapsed();
    if after > FIRST {
        return Answer::unknown("interaction", 10062);
    }
    let kind = body.json["type"].as_u64().unwrap_or(0);
    if !fits(pending.kind, kind, pending.source.is_some()) {
        return Answer::error(
            400,
            50035,
            &format!(
                "a response of type {kind} to an interaction of type {}",
                pending.kind
            ),
        );
    }
    let data = body.json["data"].clone();
    if let Err(answer) = respond(state, id, kind, &body.with(data.clone())) {
        return answer;
    }
    state.interactions.get_mut(&id).unwrap().callback = Some(Callback { kind, data, after });
    Answer::nothing()
}

/// What a first response does at once.
fn respond(state: &mut State, id: u64, kind: u64, body: &Body) -> Result<(), Answer> {
    match kind {
        4 => {
            let message = post(state, id, body)?;
            state.interactions.get_mut(&id).unwrap().original = Some(message);
        }
        6 | 7 => {
            let source = state.interactions[&id].source;
            state.interactions.get_mut(&id).unwrap().original = source;
            if let (7, Some(message)) = (kind, source) {
                let channel = state.interactions[&id].channel;
                let fields = fields(state, channel, Some(message), body);
                state.change(message, &fields, true);
            }
        }
        _ => {}
    }
    Ok(())
}

fn post(state: &mut State, id: u64, body: &Body) -> Result<u64, Answer> {
    let channel = state.interactions[&id].channel;
    let mut draft = draft(state, channel, body)?;
    draft.interaction = Some(id);
    Ok(state.post(&draft))
}

/// The deferred response gets its text.
fn fill(state: &mut State, id: u64, body: &Body) -> Answer {
    let deferred = state.interactions[&id]
        .callback
        .as_ref()
        .filter(|callback| callback.kind == 5);
    let Some(flags) = deferred.map(|callback| callback.data["flags"].as_u64().unwrap_or(0)) else {
        return Answer::unknown("Message", 10008);
    };
    let mut json = body.json.clone();
    json["flags"] = json!(flags | json["flags"].as_u64().unwrap_or(0));
    match post(state, id, &body.with(json)) {
        Ok(message) => {
            state.interactions.get_mut(&id).unwrap().original = Some(message);
            Answer::json(&state.messages[&message].json)
        }
        Err(answer) => answer,
    }
}

fn follow_up(state: &mut State, id: u64, body: &Body) -> Answer {
    let Some(first) = &state.interactions[&id].callback else {
        return Answer::unknown("Webhook", 10015);
    };
    // The first follow-up to a deferred response takes its place.
    if first.kind == 5 && state.interactions[&id].original.is_none() {
        return fill(state, id, body);
    }
    let pending = &state.interactions[&id];
    if state.people[&pending.user].brings_the_app && pending.follow_ups.len() >= 5 {
        return Answer::error(400, 40094, "This interaction has no follow-ups left");
    }
    match post(state, id, body) {
        Ok(message) => {
            state
                .interactions
                .get_mut(&id)
                .unwrap()
                .follow_ups
                .push(message);
            Answer::json(&state.messages[&message].json)
        }
        Err(answer) => answer,
    }
}

/// Reads, edits or deletes a message under the interaction's token.
fn change(state: &mut State, call: &Matched, id: u64, message: u64, body: &Body) -> Answer {
    match call.route.split(' ').next() {
        Some("GET") => Answer::json(&state.messages[&message].json),
        Some("PATCH") => {
            let channel = state.interactions[&id].channel;
            let mut fields = fields(state, channel, Some(message), body);
            fields["flags"] = state.messages[&message].json["flags"].clone();
            Answer::json(&state.change(message, &fields, true).unwrap_or_default())
        }
        _ => {
            state.delete(message);
            Answer::nothing()
        }
    }
}

fn with_response(state: &State, id: u64) -> Value {
    let pending = &state.interactions[&id];
    let callback = pending.callback.as_ref().unwrap();
    let message = pending.original.map(|id| &state.messages[&id].json);
    let flags = callback.data["flags"].as_u64().unwrap_or(0);
    json!({
        "interaction": {
            "id": id.to_string(), "type": pending.kind, "response_message_id": pending.original.map(|id| id.to_string()),
            "response_message_loading": callback.kind == 5, "response_message_ephemeral": flags & EPHEMERAL != 0,
        },
        "resource": {"type": callback.kind, "message": message},
    })
}
