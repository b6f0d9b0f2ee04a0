//! Which messages are for the bot, and what they ask.
//!
//! Most messages of a busy server are not: that is decided here from the event alone. It must not read a question.

use serenity::model::channel::{Message, MessageType};
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::UserId;
use serenity::model::user::User;

use crate::store::Mode;

/// How a message came to be for the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Address {
    /// The bot is mentioned.
    Mention,
    /// A direct message.
    Direct,
    /// A reply to one of the bot's messages.
    Reply,
    /// Any message in a channel where the bot listens; it answers only if it is sure.
    Overheard,
}

impl Address {
    /// The word for it in metrics.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Direct => "direct",
            Self::Reply => "reply",
            Self::Overheard => "overheard",
        }
    }
}

/// A question in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    /// How it came to the bot.
    pub(crate) address: Address,
    /// What is asked, without the mention; empty where only the bot is named.
    pub(crate) text: &'a str,
}

/// What a message asks the bot, if anything. `mode` is what the bot does in the channel.
pub(crate) fn asked(
    message: &Message,
    me: UserId,
    mode: Mode,
    webhooks: bool,
) -> Option<Asked<'_>> {
    if message.author.id == me || (message.author.bot && !(webhooks && is_webhook(message))) {
        return None;
    }
    if !matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    ) {
        return None;
    }
    let spoken = Spoken::from(message);
    Some(Asked {
        address: spoken.address(me, mode)?,
        text: spoken.question(me),
    })
}

/// Whether a program speaks through a webhook of the channel.
fn is_webhook(message: &Message) -> bool {
    message.webhook_id.is_some()
}

/// What is said in a message, new or edited.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken<'a> {
    content: &'a str,
    in_server: bool,
    mentions: &'a [User],
    /// The message that it replies to.
    about: Option<&'a Message>,
}

impl<'a> From<&'a Message> for Spoken<'a> {
    fn from(message: &'a Message) -> Self {
        Self {
            content: &message.content,
            in_server: message.guild_id.is_some(),
            mentions: &message.mentions,
            about: message.referenced_message.as_deref(),
        }
    }
}

impl<'a> Spoken<'a> {
    /// What an edit says; `None` if it leaves the text as it was.
    pub(crate) fn edited(event: &'a MessageUpdateEvent) -> Option<Self> {
        Some(Self {
            content: event.content.as_deref()?,
            in_server: event.guild_id.is_some(),
            mentions: event.mentions.as_deref().unwrap_or_default(),
            about: event.referenced_message.as_ref().and_then(Option::as_deref),
        })
    }

    /// How it comes to be for the bot, if it does.
    pub(crate) fn address(&self, me: UserId, mode: Mode) -> Option<Address> {
        if !self.in_server {
            return Some(Address::Direct);
        }
        if mode == Mode::Silent {
            return None;
        }
        if self.about.is_some_and(|other| other.author.id == me) {
            return (!self.content.is_empty()).then_some(Address::Reply);
        }
        if self.mentions.iter().any(|user| user.id == me) {
            return Some(Address::Mention);
        }
        (mode == Mode::Listens && !self.content.is_empty()).then_some(Address::Overheard)
    }

    /// What it asks: where only the bot is named, the message that it replies to.
    pub(crate) fn question(&self, me: UserId) -> &'a str {
        let own = without_mention(self.content, me);
        match self
            .about
            .filter(|other| own.is_empty() && other.author.id != me)
        {
            Some(other) => other.content.trim(),
            None => own,
        }
    }
}

/// The text without the bot's mention where it stands first or last; in between it is part of the sentence.
fn without_mention(text: &str, me: UserId) -> &str {
    let names = [format!("<@{me}>"), format!("<@!{me}>")];
    let mut text = text.trim();
    for name in &names {
        while let Some(rest) = text.strip_prefix(name.as_str()) {
            text = rest.trim_start_matches([',', ':', ' ', '\n']);
        }
        while let Some(rest) = text.strip_suffix(name.as_str()) {
            text = rest.trim_end();
        }
    }
    text.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ME: UserId = UserId::new(7);

    fn user(id: u64, bot: bool) -> Value {
        json!({"id": id.to_string(), "username": "somebody", "discriminator": "0", "bot": bot})
    }

    fn message(content: &str, more: &Value) -> Message {
        let mut value = json!({
            "id": "10", "channel_id": "2", "guild_id": "3", "author": user(4, false), "content": content,
            "timestamp": "2026-01-01T00:00:00Z", "edited_timestamp": null, "tts": false, "mention_everyone": false,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false, "type": 0
        });
        for (key, other) in more.as_object().unwrap() {
            value[key] = other.clone();
        }
        serde_json::from_value(value).unwrap()
    }

    fn check(content: &str, more: &Value, does: Mode, expected: Option<(Address, &str)>) {
        let message = message(content, more);
        let found = asked(&message, ME, does, false);
        let found = found.map(|asked| (asked.address, asked.text));
        assert_eq!(found, expected, "{content} {more} {does:?}");
    }

    #[test]
    fn who_is_spoken_to() {
        let none = json!({});
        let mentioned = json!({"mentions": [user(7, true)]});
        check("how many?", &none, Mode::Answers, None);
        check(
            "<@7> how many?",
            &mentioned,
            Mode::Answers,
            Some((Address::Mention, "how many?")),
        );
        check(
            "how many, <@!7>",
            &mentioned,
            Mode::Answers,
            Some((Address::Mention, "how many,")),
        );
        check("<@7> how many?", &mentioned, Mode::Silent, None);
        check(
            "how many?",
            &none,
            Mode::Listens,
            Some((Address::Overheard, "how many?")),
        );
        check(
            "how many?",
            &json!({"guild_id": null}),
            Mode::Silent,
            Some((Address::Direct, "how many?")),
        );
        let robot = json!({"author": user(5, true), "mentions": [user(7, true)]});
        check("<@7> hi", &robot, Mode::Listens, None);
        let own = json!({"author": user(7, true)});
        check("hi", &own, Mode::Listens, None);
        let joined = json!({"type": 7});
        check("", &joined, Mode::Listens, None);
    }

    #[test]
    fn replies_speak_to_the_author_or_about_the_message() {
        let original = |id, text: &str| message(text, &json!({"author": user(id, id == 7)}));
        let to = |id, text: &str| json!({"type": 19, "referenced_message": original(id, text)});
        check(
            "and 2023?",
            &to(7, "…"),
            Mode::Answers,
            Some((Address::Reply, "and 2023?")),
        );
        check("and 2023?", &to(8, "…"), Mode::Answers, None);
        let mut about = to(8, "64 in March");
        about["mentions"] = json!([user(7, true)]);
        check(
            "<@7>",
            &about,
            Mode::Answers,
            Some((Address::Mention, "64 in March")),
        );
    }
}
