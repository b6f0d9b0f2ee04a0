//! Discord's objects as JSON.

use serde_json::{Value, json};

use super::gateway::MESSAGE_CONTENT;
use super::state::{Channel, Guild, Person, State};

const JOINED: &str = "2024-01-01T00:00:00.000000+00:00";

pub(crate) fn user(person: &Person) -> Value {
    json!({
        "id": person.id.to_string(), "username": person.name, "discriminator": "0", "global_name": null,
        "avatar": null, "bot": person.bot, "public_flags": 0,
    })
}

/// The bot's own user.
pub(crate) fn current_user(state: &State) -> Value {
    let mut user = user(&state.people[&state.app.bot]);
    user["mfa_enabled"] = json!(false);
    user["locale"] = json!("en-US");
    user["verified"] = json!(true);
    user["email"] = Value::Null;
    user["flags"] = json!(0);
    user
}

/// A member without the user in it, as in messages.
pub(crate) fn member(person: &Person) -> Value {
    let roles: Vec<String> = person.roles.iter().map(ToString::to_string).collect();
    json!({
        "roles": roles, "nick": null, "avatar": null, "banner": null, "joined_at": JOINED, "premium_since": null,
        "deaf": false, "mute": false, "pending": false, "flags": 0, "communication_disabled_until": null,
    })
}

/// A member with its user, as in servers.
pub(crate) fn whole_member(person: &Person) -> Value {
    let mut member = member(person);
    member["user"] = user(person);
    member
}

fn role(id: u64, name: &str) -> Value {
    json!({
        "id": id.to_string(), "name": name, "color": 0, "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
        "hoist": false, "icon": null, "unicode_emoji": null, "position": 0, "permissions": "2147483647",
        "managed": false, "mentionable": false, "flags": 0,
    })
}

pub(crate) fn roles(state: &State, guild: &Guild) -> Value {
    let everyone = role(guild.id, "@everyone");
    let own = guild.bot_role.map(|id| bot_role(state, id));
    let others = guild.roles.iter().map(|(id, name)| role(*id, name));
    [everyone].into_iter().chain(own).chain(others).collect()
}

/// The role of the bot itself.
pub(crate) fn bot_role(state: &State, id: u64) -> Value {
    let mut own = role(id, "footnote");
    own["managed"] = json!(true);
    own["tags"] = json!({"bot_id": state.app.bot.to_string()});
    own
}

pub(crate) fn channel(state: &State, channel: &Channel) -> Value {
    let id = channel.id.to_string();
    let last = last_message(state, channel.id).map(|id| id.to_string());
    match (channel.guild, channel.recipient) {
        (Some(guild), _) if channel.parent.is_some() => json!({
            "id": id, "type": 11, "guild_id": guild.to_string(), "name": channel.name, "last_message_id": last, "flags": 0,
            "parent_id": channel.parent.map(|parent| parent.to_string()), "owner_id": state.guilds[&guild].owner.to_string(),
            "rate_limit_per_user": 0, "message_count": 1, "member_count": 1, "total_message_sent": 1,
            "thread_metadata": {
                "archived": false, "auto_archive_duration": 1440, "archive_timestamp": JOINED, "locked": false,
                "create_timestamp": JOINED,
            },
        }),
        (Some(guild), _) => json!({
            "id": id, "type": 0, "guild_id": guild.to_string(), "name": channel.name, "position": 0, "topic": null,
            "nsfw": false, "parent_id": null, "last_message_id": last, "rate_limit_per_user": 0, "flags": 0,
            "permission_overwrites": [],
        }),
        (None, recipient) => {
            let people: Vec<Value> = recipient.iter().map(|id| user(&state.people[id])).collect();
            json!({"id": id, "type": 1, "last_message_id": last, "flags": 0, "recipients": people})
        }
    }
}

/// The newest message of a channel, whether it is still there or not.
fn last_message(state: &State, channel: u64) -> Option<u64> {
    if state.gateway.hides_newest {
        return None;
    }
    let mut newest = state.messages.iter().rev();
    let found = newest.find(|(_, stored)| stored.channel == channel);
    found.map(|(id, _)| *id)
}

fn channels(state: &State, guild: u64, threads: bool) -> Value {
    let own = state
        .channels
        .values()
        .filter(|channel| channel.guild == Some(guild) && channel.parent.is_some() == threads);
    own.map(|own| channel(state, own)).collect()
}

/// What `GUILD_CREATE` and `GET /guilds/{id}` say of a server.
pub(crate) fn guild(state: &State, guild: &Guild) -> Value {
    let members: Vec<Value> = state.people.values().map(whole_member).collect();
    let mut json = json!({
        "id": guild.id.to_string(), "name": guild.name, "owner_id": guild.owner.to_string(), "roles": roles(state, guild),
        "preferred_locale": guild.locale, "joined_at": JOINED, "member_count": members.len(), "members": members,
        "channels": channels(state, guild.id, false), "threads": channels(state, guild.id, true), "region": "deprecated", "afk_timeout": 300, "verification_level": 1,
        "default_message_notifications": 1, "explicit_content_filter": 0, "mfa_level": 0, "system_channel_flags": 0,
        "max_members": 500_000, "max_video_channel_users": 25, "nsfw_level": 0, "premium_tier": 0,
        "premium_subscription_count": 0,
    });
    for key in [
        "icon",
        "icon_hash",
        "splash",
        "discovery_splash",
        "afk_channel_id",
        "widget_channel_id",
        "application_id",
        "system_channel_id",
        "rules_channel_id",
        "max_presences",
        "vanity_url_code",
        "description",
        "banner",
        "public_updates_channel_id",
        "safety_alerts_channel_id",
    ] {
        json[key] = Value::Null;
    }
    for key in [
        "emojis",
        "features",
        "stickers",
        "voice_states",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
    ] {
        json[key] = json!([]);
    }
    for key in [
        "widget_enabled",
        "nsfw",
        "premium_progress_bar_enabled",
        "large",
        "unavailable",
    ] {
        json[key] = json!(false);
    }
    json
}

/// The application, as its own bot sees it.
pub(crate) fn application(state: &State) -> Value {
    json!({
        "id": state.app.id.to_string(), "name": "footnote", "icon": null, "description": "", "type": null,
        "bot": user(&state.people[&state.app.bot]), "summary": "", "bot_public": true, "bot_require_code_grant": false,
        "verify_key": state.app.verify_key, "flags": flags(state), "hook": true, "owner": null, "team": null,
        "rpc_origins": [], "redirect_uris": [], "interactions_endpoint_url": null, "approximate_guild_count": state.guilds.len(),
        "approximate_user_install_count": 0, "integration_types_config": {"0": {}, "1": {}},
    })
}

/// The application's flags: message content, as bots in fewer than a hundred servers have it.
pub(crate) fn flags(state: &State) -> u64 {
    if state.app.granted & MESSAGE_CONTENT == 0 {
        0
    } else {
        1 << 19
    }
}

/// A message as a bot without the message-content intent sees it.
pub(crate) fn without_content(state: &State, message: &Value) -> Value {
    let mut seen = message.clone();
    if !shows_content(state, message) {
        seen["content"] = json!("");
        for list in ["embeds", "attachments", "components"] {
            seen[list] = json!([]);
        }
    }
    if message["referenced_message"].is_object() {
        seen["referenced_message"] = without_content(state, &message["referenced_message"]);
    }
    seen
}

/// The exceptions: its own messages, direct messages, mentions, and replies to its regular messages that ping it.
fn shows_content(state: &State, message: &Value) -> bool {
    let bot = state.app.bot.to_string();
    let own = message["author"]["id"] == json!(bot);
    let direct = message["guild_id"].is_null();
    let named = [format!("<@{bot}>"), format!("<@!{bot}>")];
    let content = message["content"].as_str().unwrap_or_default();
    let in_text = named.iter().any(|name| content.contains(name));
    let pinged = message["mentions"]
        .as_array()
        .is_some_and(|mentions| mentions.iter().any(|mention| mention["id"] == json!(bot)));
    let to_interaction = message["referenced_message"]["interaction_metadata"].is_object();
    own || direct || in_text || (pinged && !to_interaction)
}
