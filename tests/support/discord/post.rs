//! Messages as they come to be, change and go, and the events that tell of it.

use std::time::Instant;

use serde_json::{Value, json};

use super::gateway::{DIRECT_MESSAGES, GUILD_MESSAGES};
use super::ids::{snowflake, timestamp};
use super::payload;
use super::state::{State, Stored};

/// A message to be.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) channel: u64,
    pub(crate) author: u64,
    pub(crate) content: String,
    pub(crate) embeds: Value,
    pub(crate) components: Value,
    pub(crate) attachments: Value,
    pub(crate) flags: u64,
    pub(crate) reply_to: Option<u64>,
    /// The message that it hands on, as a snapshot.
    pub(crate) forwards: Option<u64>,
    /// The people that it pings, by id.
    pub(crate) pings: Vec<u64>,
    pub(crate) nonce: Value,
    pub(crate) interaction: Option<u64>,
    pub(crate) webhook: bool,
}

impl State {
    /// Posts a message and tells the bot of it.
    pub(crate) fn post(&mut self, draft: &Draft) -> u64 {
        let id = snowflake();
        let json = self.message_json(id, draft);
        let nonce = match &draft.nonce {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let stored = Stored {
            json: json.clone(),
            channel: draft.channel,
            author: draft.author,
            at: Instant::now(),
            nonce,
            interaction: draft.interaction,
            deleted: false,
        };
        self.messages.insert(id, stored);
        // What only one person sees is no event.
        if draft.flags & EPHEMERAL == 0 {
            self.tell("MESSAGE_CREATE", draft.channel, &json);
        }
        id
    }

    fn message_json(&self, id: u64, draft: &Draft) -> Value {
        let author = &self.people[&draft.author];
        let mentions: Vec<Value> = draft
            .pings
            .iter()
            .filter_map(|id| self.people.get(id))
            .map(payload::user)
            .collect();
        let list = |value: &Value| {
            if value.is_array() {
                value.clone()
            } else {
                json!([])
            }
        };
        let mut json = json!({
            "id": id.to_string(), "channel_id": draft.channel.to_string(), "author": payload::user(author),
            "content": draft.content, "timestamp": timestamp(), "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mentions": mentions, "mention_roles": self.roles_in(draft), "attachments": list(&draft.attachments),
            "embeds": list(&draft.embeds), "components": list(&draft.components), "pinned": false, "type": 0,
            "flags": draft.flags,
        });
        if let Some(guild) = self.guild_of(draft.channel) {
            json["guild_id"] = json!(guild.to_string());
            json["member"] = payload::member(author);
        }
        if !draft.nonce.is_null() {
            json["nonce"] = draft.nonce.clone();
        }
        if draft.webhook {
            json["webhook_id"] = json!(draft.author.to_string());
        }
        if let Some(reference) = draft.reply_to {
            json["type"] = json!(19);
            json["message_reference"] = json!({"type": 0, "message_id": reference.to_string(), "channel_id": draft.channel.to_string()});
            let referenced = self.message(reference).map(|stored| stored.json.clone());
            json["referenced_message"] = referenced.map_or(Value::Null, |mut referenced| {
                referenced
                    .as_object_mut()
                    .unwrap()
                    .remove("referenced_message");
                referenced
            });
        }
        if let Some(forwarded) = draft.forwards.and_then(|id| self.message(id)) {
            json["message_reference"] = json!({
                "type": 1, "message_id": forwarded.json["id"], "channel_id": forwarded.json["channel_id"],
            });
            json["message_snapshots"] = json!([{"message": snapshot(&forwarded.json)}]);
        }
        if let Some(interaction) = draft.interaction {
            self.mark_as_response(&mut json, interaction);
        }
        json
    }

    /// The roles that are mentioned, as far as the server has them.
    fn roles_in(&self, draft: &Draft) -> Vec<String> {
        let guild = self.guild_of(draft.channel);
        let Some(guild) = guild.and_then(|id| self.guilds.get(&id)) else {
            return Vec::new();
        };
        let roles = guild.roles.iter().map(|(id, _)| *id);
        let named = |id: &u64| draft.content.contains(&format!("<@&{id}>"));
        let roles = roles.chain(guild.bot_role).filter(named);
        roles.map(|id| id.to_string()).collect()
    }

    /// What Discord adds to a message that answers an interaction.
    fn mark_as_response(&self, json: &mut Value, interaction: u64) {
        let pending = &self.interactions[&interaction];
        let user = payload::user(&self.people[&pending.user]);
        let mut metadata = json!({
            "id": interaction.to_string(), "type": pending.kind, "user": user, "authorizing_integration_owners": {},
        });
        let source = pending.source.map(|source| source.to_string());
        match pending.kind {
            3 => metadata["interacted_message_id"] = json!(source),
            5 => {
                let mut opened = metadata.clone();
                opened["type"] = json!(if source.is_some() { 3 } else { 2 });
                opened["interacted_message_id"] = json!(source);
                metadata["triggering_interaction_metadata"] = opened;
            }
            _ => {}
        }
        json["interaction_metadata"] = metadata;
        json["application_id"] = json!(self.app.id.to_string());
        json["webhook_id"] = json!(self.app.id.to_string());
        if pending.kind == 2 {
            json["type"] = json!(20);
        }
    }

    /// Replaces fields of a message; `edited` is false for changes by Discord itself, such as previews of links.
    pub(crate) fn change(&mut self, id: u64, fields: &Value, edited: bool) -> Option<Value> {
        let stored = self
            .messages
            .get_mut(&id)
            .filter(|stored| !stored.deleted)?;
        for (key, value) in fields.as_object().into_iter().flatten() {
            stored.json[key] = value.clone();
        }
        if edited {
            stored.json["edited_timestamp"] = json!(timestamp());
        }
        let (json, channel) = (stored.json.clone(), stored.channel);
        if json["flags"].as_u64().unwrap_or(0) & EPHEMERAL == 0 {
            self.tell("MESSAGE_UPDATE", channel, &json);
        }
        Some(json)
    }

    /// Deletes a message; whether it was there.
    pub(crate) fn delete(&mut self, id: u64) -> bool {
        let Some(stored) = self.messages.get_mut(&id).filter(|stored| !stored.deleted) else {
            return false;
        };
        stored.deleted = true;
        let channel = stored.channel;
        let mut json = json!({"id": id.to_string(), "channel_id": channel.to_string()});
        if let Some(guild) = self.guild_of(channel) {
            json["guild_id"] = json!(guild.to_string());
        }
        self.tell("MESSAGE_DELETE", channel, &json);
        true
    }

    /// Sends an event of a channel to those sessions that asked for it.
    fn tell(&mut self, event: &str, channel: u64, json: &Value) {
        let guild = self.guild_of(channel);
        let intent = if guild.is_some() {
            GUILD_MESSAGES
        } else {
            DIRECT_MESSAGES
        };
        let redacted = payload::without_content(self, json);
        self.gateway.dispatch(guild, intent, event, json, &redacted);
    }
}

/// What stands of a message in one that forwards it.
fn snapshot(message: &Value) -> Value {
    let keys = [
        "content",
        "timestamp",
        "edited_timestamp",
        "mentions",
        "mention_roles",
        "attachments",
        "embeds",
        "type",
        "flags",
        "components",
    ];
    let kept = keys.map(|key| (key.to_owned(), message[key].clone()));
    Value::Object(kept.into_iter().collect())
}

/// The flag of messages that only one person sees.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
