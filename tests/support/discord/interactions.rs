//! Interactions as people start them: commands, autocomplete, buttons, selects, modals, context menus.

use serde_json::{Value, json};

use super::ids::{ChannelId, MessageId, UserId, snowflake};
use super::payload;
use super::reading::{Message, Response};
use super::state::{Pending, State};
use super::world::World;

const COMMAND: u8 = 2;
const COMPONENT: u8 = 3;
const AUTOCOMPLETE: u8 = 4;
const MODAL: u8 = 5;

/// An interaction that was started.
#[derive(Clone)]
pub(crate) struct Interaction {
    world: World,
    pub(crate) id: u64,
}

impl Interaction {
    /// Waits for the first response.
    pub(crate) async fn response(&self) -> Response {
        let what = format!(
            "a response to `{}`",
            self.pending(|pending| pending.name.clone())
        );
        self.world
            .wait(&what, |state| {
                state.interactions[&self.id]
                    .callback
                    .as_ref()
                    .map(Response::from)
            })
            .await
    }

    /// Waits for the message that answers it: at once or after a deferral.
    pub(crate) async fn message(&self) -> Message {
        let what = format!(
            "a message for `{}`",
            self.pending(|pending| pending.name.clone())
        );
        self.world
            .wait(&what, |state| {
                let original = state.interactions[&self.id].original?;
                Some(Message::new(&state.messages[&original]))
            })
            .await
    }

    /// Waits for so many further messages.
    pub(crate) async fn follow_ups(&self, count: usize) -> Vec<Message> {
        self.world
            .wait("follow-ups", |state| {
                let ids = &state.interactions[&self.id].follow_ups;
                let messages = ids.iter().map(|id| Message::new(&state.messages[id]));
                (ids.len() >= count).then(|| messages.collect())
            })
            .await
    }

    fn pending<T>(&self, look: impl FnOnce(&Pending) -> T) -> T {
        self.world
            .shared
            .with(|state| look(&state.interactions[&self.id]))
    }
}

impl World {
    /// A slash command with its options: `world.slash(user, channel, "year", &[("year", json!(2024))])`. Subcommands are
    /// written after a space: `settings channel`.
    pub(crate) fn slash(
        &self,
        user: UserId,
        channel: ChannelId,
        name: &str,
        options: &[(&str, Value)],
    ) -> Interaction {
        let data = self.command_data(channel, name, options, None);
        self.interact(COMMAND, user, channel, name, &data, None)
    }

    /// What is offered while the last of the options is being typed.
    pub(crate) fn autocomplete(
        &self,
        user: UserId,
        channel: ChannelId,
        name: &str,
        options: &[(&str, Value)],
    ) -> Interaction {
        let focused = options.last().map(|(name, _)| *name);
        let data = self.command_data(channel, name, options, focused);
        self.interact(AUTOCOMPLETE, user, channel, name, &data, None)
    }

    /// A command of the context menu of a message.
    pub(crate) fn context_menu(&self, user: UserId, name: &str, message: MessageId) -> Interaction {
        let (channel, json) = self.shared.with(|state| {
            let stored = &state.messages[&message.0];
            (ChannelId(stored.channel), stored.json.clone())
        });
        let data = self.shared.with(|state| {
            let command = registered(state, channel, name, 3);
            let id = message.to_string();
            json!({
                "id": command["id"], "name": name, "type": 3, "target_id": id, "resolved": {"messages": {id: json}},
            })
        });
        self.interact(COMMAND, user, channel, name, &data, None)
    }

    /// A slash command that this bot has not registered: its clients have not yet heard of the change.
    pub(crate) fn slash_of_another_version(
        &self,
        user: UserId,
        channel: ChannelId,
        name: &str,
    ) -> Interaction {
        let data = json!({"id": snowflake().to_string(), "name": name, "type": 1, "options": []});
        self.interact(COMMAND, user, channel, name, &data, None)
    }

    /// A button with any custom id, whether or not the message has it.
    pub(crate) fn press_id(&self, user: UserId, message: MessageId, id: &str) -> Interaction {
        let channel = self.message(message).channel;
        let data = json!({"component_type": 2, "custom_id": id, "id": 1});
        self.interact(COMPONENT, user, channel, id, &data, Some(message))
    }

    /// A button, by its label or custom id.
    pub(crate) fn press(&self, user: UserId, message: MessageId, name: &str) -> Interaction {
        self.select(user, message, name, &[])
    }

    /// A select, by its custom id, or a button without values.
    pub(crate) fn select(
        &self,
        user: UserId,
        message: MessageId,
        name: &str,
        values: &[&str],
    ) -> Interaction {
        let seen = self.message(message);
        let component = seen.component(name);
        assert_ne!(component["style"], json!(5), "links are not pressed");
        assert_ne!(
            component["disabled"],
            json!(true),
            "`{name}` can be pressed"
        );
        let mut data = json!({"component_type": component["type"], "custom_id": component["custom_id"], "id": 1});
        if component["type"] != json!(2) {
            data["values"] = json!(values);
        }
        self.interact(COMPONENT, user, seen.channel, name, &data, Some(message))
    }

    /// Sends a modal that was the response to an interaction, with its inputs filled in by custom id.
    pub(crate) async fn submit_modal(
        &self,
        user: UserId,
        opened: &Interaction,
        values: &[(&str, &str)],
    ) -> Interaction {
        let modal = opened.response().await;
        assert_eq!(modal.kind, 9, "the response is a modal");
        let rows = modal.data["components"].as_array().unwrap().iter();
        let rows: Vec<Value> = rows.map(|row| filled(row, values)).collect();
        let data = json!({"custom_id": modal.data["custom_id"], "components": rows});
        let (channel, source) =
            opened.pending(|pending| (ChannelId(pending.channel), pending.source));
        self.interact(MODAL, user, channel, "modal", &data, source.map(MessageId))
    }

    fn command_data(
        &self,
        channel: ChannelId,
        name: &str,
        options: &[(&str, Value)],
        focused: Option<&str>,
    ) -> Value {
        self.shared.with(|state| {
            let mut words = name.split(' ');
            let command = registered(state, channel, words.next().unwrap(), 1);
            let below: Vec<&str> = words.collect();
            let mut definition = command.clone();
            for word in &below {
                definition = option(&definition, word);
            }
            let mut resolved = json!({});
            let mut given: Vec<Value> = options
                .iter()
                .map(|(name, value)| {
                    given(
                        &option(&definition, name),
                        value,
                        focused == Some(name),
                        &mut resolved,
                    )
                })
                .collect();
            for (depth, word) in below.iter().enumerate().rev() {
                let kind = if depth + 1 == below.len() { 1 } else { 2 };
                given = vec![json!({"name": word, "type": kind, "options": given})];
            }
            let mut data =
                json!({"id": command["id"], "name": command["name"], "type": 1, "options": given});
            if resolved != json!({}) {
                data["resolved"] = resolved;
            }
            data
        })
    }

    fn interact(
        &self,
        kind: u8,
        user: UserId,
        channel: ChannelId,
        name: &str,
        data: &Value,
        source: Option<MessageId>,
    ) -> Interaction {
        let id = snowflake();
        let pending = Pending {
            token: format!("token-{id}"),
            kind,
            channel: channel.0,
            user: user.0,
            name: name.to_owned(),
            at: std::time::Instant::now(),
            source: source.map(|source| source.0),
            callback: None,
            original: None,
            follow_ups: Vec::new(),
            excused: false,
        };
        let endpoint = self.endpoint();
        let json = self.shared.with(|state| {
            let json = whole(state, id, &pending, data);
            state.interactions.insert(id, pending);
            if endpoint.is_none() {
                let guild = state.guild_of(channel.0);
                assert!(
                    state.gateway.interaction(guild, &json),
                    "a bot is there for the interaction"
                );
            }
            json
        });
        if let Some(url) = endpoint {
            tokio::spawn(super::signed::deliver(self.clone(), url, id, json));
        }
        Interaction {
            world: self.clone(),
            id,
        }
    }
}

/// The command that a bot registered under a name.
fn registered(state: &State, channel: ChannelId, name: &str, kind: u64) -> Value {
    let guild = state.guild_of(channel.0);
    let all = [guild.is_some().then_some(guild), Some(None)]
        .into_iter()
        .flatten();
    let mut all = all.filter_map(|scope| state.commands.get(&scope)).flatten();
    let found = all.find(|command| command["name"] == name && command["type"] == kind);
    let names = || -> Vec<&Value> {
        state
            .commands
            .values()
            .flatten()
            .map(|command| &command["name"])
            .collect()
    };
    found
        .cloned()
        .unwrap_or_else(|| panic!("`{name}` is not registered, only {:?}", names()))
}

/// An option of a command by its name.
fn option(definition: &Value, name: &str) -> Value {
    let mut options = definition["options"].as_array().into_iter().flatten();
    let found = options.find(|option| option["name"] == name);
    found
        .cloned()
        .unwrap_or_else(|| panic!("`{}` has no option `{name}`", definition["name"]))
}

/// An option as it is sent; an attachment is given as its object.
fn given(definition: &Value, value: &Value, focused: bool, resolved: &mut Value) -> Value {
    let mut given = json!({"name": definition["name"], "type": definition["type"], "value": value});
    if definition["type"] == json!(11) {
        let id = value["id"]
            .as_str()
            .expect("an attachment is given as its object");
        resolved["attachments"][id] = value.clone();
        given["value"] = json!(id);
    }
    if focused {
        given["focused"] = json!(true);
        // What is being typed is text, whatever the option's type.
        given["value"] = json!(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        );
    }
    given
}

/// A row or label of a modal as it comes back.
fn filled(row: &Value, values: &[(&str, &str)]) -> Value {
    let answer = |input: &Value| {
        let id = input["custom_id"].as_str().unwrap_or_default();
        let given = values
            .iter()
            .find(|(name, _)| *name == id)
            .map(|(_, value)| *value);
        let preset = input["value"].as_str().unwrap_or_default();
        json!({"type": input["type"], "id": 2, "custom_id": id, "value": given.unwrap_or(preset)})
    };
    if row["type"] == json!(18) {
        return json!({"type": 18, "id": 1, "component": answer(&row["component"])});
    }
    let inputs: Vec<Value> = row["components"]
        .as_array()
        .into_iter()
        .flatten()
        .map(answer)
        .collect();
    json!({"type": 1, "id": 1, "components": inputs})
}

/// The whole payload.
fn whole(state: &State, id: u64, pending: &Pending, data: &Value) -> Value {
    let channel = &state.channels[&pending.channel];
    let person = &state.people[&pending.user];
    let mut channel_json = payload::channel(state, channel);
    channel_json["permissions"] = json!(person.permissions.to_string());
    let mut json = json!({
        "id": id.to_string(), "application_id": state.app.id.to_string(), "type": pending.kind, "token": pending.token,
        "version": 1, "data": data, "channel_id": channel.id.to_string(), "channel": channel_json, "locale": person.locale,
        "app_permissions": channel.bot_permissions.to_string(), "entitlements": [], "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": {"1": person.id.to_string()}, "context": 1,
    });
    if let Some(guild) = channel.guild {
        let mut member = payload::whole_member(person);
        member["permissions"] = json!(person.permissions.to_string());
        let locale = &state.guilds[&guild].locale;
        json["member"] = member;
        json["guild_id"] = json!(guild.to_string());
        json["guild_locale"] = json!(locale);
        json["guild"] = json!({"id": guild.to_string(), "locale": locale, "features": []});
        if !person.brings_the_app {
            json["authorizing_integration_owners"] = json!({"0": guild.to_string()});
        }
        json["context"] = json!(0);
    } else {
        json["user"] = payload::user(person);
    }
    if let Some(source) = pending.source {
        json["message"] = state.messages[&source].json.clone();
    }
    json
}
