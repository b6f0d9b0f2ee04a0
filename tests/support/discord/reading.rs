//! Messages and responses as tests read them.

use std::time::Duration;

use serde_json::Value;

use super::ids::{ChannelId, MessageId};
use super::post::EPHEMERAL;
use super::state::{Callback, Stored};

/// A message as it was when it was looked at.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) json: Value,
    pub(crate) id: MessageId,
    pub(crate) channel: ChannelId,
    pub(crate) deleted: bool,
}

impl Message {
    pub(crate) fn new(stored: &Stored) -> Self {
        Self {
            json: stored.json.clone(),
            id: MessageId(stored.json["id"].as_str().unwrap().parse().unwrap()),
            channel: ChannelId(stored.channel),
            deleted: stored.deleted,
        }
    }

    /// What a person reads: the content, and title, description, fields and footer of each embed, a line each.
    pub(crate) fn text(&self) -> String {
        let mut lines = vec![&self.json["content"]];
        for embed in list(&self.json["embeds"]) {
            lines.extend([&embed["title"], &embed["description"]]);
            lines
                .extend(list(&embed["fields"]).flat_map(|field| [&field["name"], &field["value"]]));
            lines.push(&embed["footer"]["text"]);
        }
        let lines: Vec<&str> = lines
            .into_iter()
            .filter_map(Value::as_str)
            .filter(|line| !line.is_empty())
            .collect();
        lines.join("\n")
    }

    pub(crate) fn embeds(&self) -> Vec<&Value> {
        list(&self.json["embeds"]).collect()
    }

    /// Buttons and selects in their order.
    pub(crate) fn components(&self) -> Vec<&Value> {
        list(&self.json["components"])
            .flat_map(|row| list(&row["components"]))
            .collect()
    }

    /// The labels of the buttons.
    pub(crate) fn labels(&self) -> Vec<&str> {
        self.components()
            .into_iter()
            .filter_map(|component| component["label"].as_str())
            .collect()
    }

    /// The component with this label or custom id.
    pub(crate) fn component(&self, name: &str) -> &Value {
        let found = self
            .components()
            .into_iter()
            .find(|component| component["label"] == name || component["custom_id"] == name);
        found.unwrap_or_else(|| panic!("there is no component `{name}`, only {:?}", self.labels()))
    }

    pub(crate) fn attachments(&self) -> Vec<&Value> {
        list(&self.json["attachments"]).collect()
    }

    /// The people that it pings, by id.
    pub(crate) fn pings(&self) -> Vec<&str> {
        list(&self.json["mentions"])
            .filter_map(|user| user["id"].as_str())
            .collect()
    }

    /// Whether only one person sees it.
    pub(crate) fn ephemeral(&self) -> bool {
        self.json["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0
    }

    pub(crate) fn edited(&self) -> bool {
        self.json["edited_timestamp"].is_string()
    }
}

/// The first response to an interaction.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    /// 4 message, 5 deferred message, 6 deferred update, 7 update, 8 choices, 9 modal.
    pub(crate) kind: u64,
    pub(crate) data: Value,
    /// How long it took.
    pub(crate) after: Duration,
}

impl From<&Callback> for Response {
    fn from(callback: &Callback) -> Self {
        Self {
            kind: callback.kind,
            data: callback.data.clone(),
            after: callback.after,
        }
    }
}

impl Response {
    /// The names of the choices.
    pub(crate) fn choices(&self) -> Vec<&str> {
        list(&self.data["choices"])
            .filter_map(|choice| choice["name"].as_str())
            .collect()
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
