//! Which messages are for the bot, and what they ask.
//!
//! Most messages of a busy server are not: that is decided here from the event and what is known of the server. It must not read a question.

use serenity::model::Timestamp;
use serenity::model::channel::{Message, MessageSnapshot, MessageType};
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::{ChannelId, GuildId, MessageId, RoleId, UserId};
use serenity::model::user::User;

use super::bot::Bot;
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

/// The bot, as people name it in a server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Me {
    /// Its user.
    pub(crate) user: UserId,
    /// The role that Discord made for it there, which looks like its name and is mentioned in its place.
    pub(crate) role: Option<RoleId>,
}

impl Me {
    fn is_among(self, mentions: &[User]) -> bool {
        mentions.iter().any(|user| user.id == self.user)
    }

    fn has_role_among(self, roles: &[RoleId]) -> bool {
        self.role.is_some_and(|role| roles.contains(&role))
    }

    /// How it is mentioned in a text.
    fn names(self) -> impl Iterator<Item = String> {
        let user = self.user;
        let role = self.role.map(|role| format!("<@&{role}>"));
        [format!("<@{user}>"), format!("<@!{user}>")]
            .into_iter()
            .chain(role)
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

/// The text of a message: its own, or that of the message that it forwards.
pub(crate) fn text_of(message: &Message) -> &str {
    said(&message.content, &message.message_snapshots)
}

fn said<'a>(content: &'a str, forwarded: &'a [MessageSnapshot]) -> &'a str {
    let forwarded = forwarded.iter().map(|snapshot| snapshot.content.trim());
    [content.trim()]
        .into_iter()
        .chain(forwarded)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// What is said in a message, new or edited.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken<'a> {
    /// The message.
    pub(crate) id: MessageId,
    /// Its channel.
    pub(crate) channel: ChannelId,
    /// Its server, outside of direct messages.
    pub(crate) server: Option<GuildId>,
    /// Who wrote it.
    pub(crate) author: &'a User,
    /// The message that it refers to.
    pub(crate) refers_to: Option<MessageId>,
    /// When it was edited, if it is an edit that says this.
    pub(crate) edited: Option<Timestamp>,
    kind: MessageType,
    /// Whether a program speaks through a webhook of the channel.
    webhook: bool,
    content: &'a str,
    mentions: &'a [User],
    roles: &'a [RoleId],
    /// The message that it replies to.
    about: Option<&'a Message>,
    forwarded: &'a [MessageSnapshot],
}

impl<'a> From<&'a Message> for Spoken<'a> {
    fn from(message: &'a Message) -> Self {
        let reference = message.message_reference.as_ref();
        Self {
            id: message.id,
            channel: message.channel_id,
            server: message.guild_id,
            author: &message.author,
            refers_to: reference.and_then(|reference| reference.message_id),
            edited: None,
            kind: message.kind,
            webhook: message.webhook_id.is_some(),
            content: &message.content,
            mentions: &message.mentions,
            roles: &message.mention_roles,
            about: message.referenced_message.as_deref(),
            forwarded: &message.message_snapshots,
        }
    }
}

impl<'a> Spoken<'a> {
    /// What an edit says; `None` if it leaves the text as it was, or if nobody edited: Discord also reports links that it unfolded.
    pub(crate) fn edited(event: &'a MessageUpdateEvent) -> Option<Self> {
        let reference = event.message_reference.as_ref().and_then(Option::as_ref);
        Some(Self {
            id: event.id,
            channel: event.channel_id,
            server: event.guild_id,
            author: event.author.as_ref()?,
            refers_to: reference.and_then(|reference| reference.message_id),
            edited: Some(event.edited_timestamp?),
            kind: event.kind.unwrap_or_default(),
            webhook: event.webhook_id.flatten().is_some(),
            content: event.content.as_deref()?,
            mentions: event.mentions.as_deref().unwrap_or_default(),
            roles: event.mention_roles.as_deref().unwrap_or_default(),
            about: event.referenced_message.as_ref().and_then(Option::as_deref),
            forwarded: &[],
        })
    }

    /// What it asks the bot, if anything. `mode` is what the bot does in the channel.
    pub(crate) fn asked(&self, me: Me, mode: Mode, webhooks: bool) -> Option<Asked<'a>> {
        let regular = matches!(self.kind, MessageType::Regular | MessageType::InlineReply);
        if !regular || !self.may_ask(me, webhooks) {
            return None;
        }
        Some(Asked {
            address: self.address(me, mode)?,
            text: self.question(me),
        })
    }

    /// Whether its author is answered at all: no other program is, but webhooks where a server wants that.
    pub(crate) fn may_ask(&self, me: Me, webhooks: bool) -> bool {
        self.author.id != me.user && (!self.author.bot || (webhooks && self.webhook))
    }

    /// Whether a person wrote it, or somebody through a webhook, who may be answered.
    pub(crate) fn is_of_person_or_webhook(&self) -> bool {
        self.webhook || !self.author.bot
    }

    /// How it comes to be for the bot, if it does.
    pub(crate) fn address(&self, me: Me, mode: Mode) -> Option<Address> {
        if self.server.is_none() {
            return Some(Address::Direct);
        }
        if mode == Mode::Silent {
            return None;
        }
        if self.about.is_some_and(|other| other.author.id == me.user) {
            return (!self.content.is_empty()).then_some(Address::Reply);
        }
        if me.is_among(self.mentions) || me.has_role_among(self.roles) {
            return Some(Address::Mention);
        }
        let overheard = mode == Mode::Listens && !self.content.is_empty() && !self.is_for_others();
        overheard.then_some(Address::Overheard)
    }

    /// Whether somebody else is spoken to.
    fn is_for_others(&self) -> bool {
        let replies = self.about.is_some() || self.refers_to.is_some();
        replies || !self.mentions.is_empty() || !self.roles.is_empty()
    }

    /// What it asks: where only the bot is named, the message that it replies to.
    pub(crate) fn question(&self, me: Me) -> &'a str {
        let own = without_mention(said(self.content, self.forwarded), me);
        match self
            .about
            .filter(|other| own.is_empty() && other.author.id != me.user)
        {
            Some(other) => text_of(other),
            None => own,
        }
    }

    /// Whether Discord keeps its text from the bot: without the privileged intent a mention of the role does not show it.
    pub(crate) fn is_hidden(&self, me: Me) -> bool {
        self.content.is_empty() && me.has_role_among(self.roles) && !me.is_among(self.mentions)
    }

    /// The bot as this message may name it; its role is looked up only where roles are mentioned.
    pub(crate) async fn me(&self, bot: &Bot) -> Me {
        let server = self.server.filter(|_| !self.roles.is_empty());
        Me {
            user: bot.me().await,
            role: match server {
                Some(server) => bot.own_role(server).await,
                None => None,
            },
        }
    }

    /// What it says, whomever it is for.
    pub(crate) fn text(&self) -> &'a str {
        said(self.content, self.forwarded)
    }
}

/// The text without the bot's mention where it stands first or last; in between it is part of the sentence.
fn without_mention(text: &str, me: Me) -> &str {
    let names: Vec<String> = me.names().collect();
    let mut text = text.trim();
    while let Some(rest) = names.iter().find_map(|name| text.strip_prefix(name)) {
        text = rest.trim_start_matches([',', ':', ' ', '\n']);
    }
    while let Some(rest) = names.iter().find_map(|name| text.strip_suffix(name)) {
        text = rest.trim_end();
    }
    text.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ME: Me = Me {
        user: UserId::new(7),
        role: Some(RoleId::new(70)),
    };

    fn user(id: u64, bot: bool) -> Value {
        json!({"id": id.to_string(), "username": "somebody", "discriminator": "0", "bot": bot})
    }

    fn message(content: &str, more: &Value) -> Message {
        serde_json::from_value(raw(content, more)).unwrap()
    }

    fn raw(content: &str, more: &Value) -> Value {
        let mut value = json!({
            "id": "10", "channel_id": "2", "guild_id": "3", "author": user(4, false), "content": content,
            "timestamp": "2026-01-01T00:00:00Z", "edited_timestamp": null, "tts": false, "mention_everyone": false,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false, "type": 0
        });
        for (key, other) in more.as_object().unwrap() {
            value[key] = other.clone();
        }
        value
    }

    fn check(content: &str, more: &Value, does: Mode, expected: Option<(Address, &str)>) {
        let message = message(content, more);
        let found = Spoken::from(&message).asked(ME, does, false);
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
        let by_role = json!({"mention_roles": ["70"]});
        for text in ["<@&70> how many?", "how many? <@&70>"] {
            let expected = Some((Address::Mention, "how many?"));
            check(text, &by_role, Mode::Answers, expected);
        }
        let both = json!({"mention_roles": ["70"], "mentions": [user(7, true)]});
        for text in [
            "<@&70> <@7> how many?",
            "<@7>, <@&70>: how many? <@7> <@&70>",
        ] {
            let expected = Some((Address::Mention, "how many?"));
            check(text, &both, Mode::Answers, expected);
        }
        let another = json!({"mention_roles": ["71"]});
        check("<@&71> how many?", &another, Mode::Answers, None);
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
        // What is for somebody else is not for the bot, also where it listens.
        check("and 2023?", &to(8, "…"), Mode::Listens, None);
        let others = [
            json!({"mentions": [user(8, false)]}),
            json!({"mention_roles": ["80"]}),
        ];
        for others in others {
            check("lamp outages in 2023?", &others, Mode::Listens, None);
        }
        let mut about = to(8, "64 in March");
        about["mentions"] = json!([user(7, true)]);
        check(
            "<@7>",
            &about,
            Mode::Answers,
            Some((Address::Mention, "64 in March")),
        );
    }

    #[test]
    fn a_forwarded_message_is_read_where_it_is_for_the_bot() {
        let snapshot = json!({
            "content": "64 in March", "timestamp": "2026-01-01T00:00:00Z", "edited_timestamp": null, "mentions": [],
            "attachments": [], "embeds": [], "type": 0
        });
        let forward = json!({"message_snapshots": [{"message": snapshot}]});
        let mut direct = forward.clone();
        direct["guild_id"] = Value::Null;
        let read = |address| Some((address, "64 in March"));
        check("", &direct, Mode::Answers, read(Address::Direct));
        check("", &forward, Mode::Listens, None);
        let mut forwarder = forward.clone();
        forwarder["author"] = user(8, false);
        let about = json!({
            "type": 19, "referenced_message": raw("", &forwarder), "mentions": [user(7, true)],
        });
        check("<@7>", &about, Mode::Answers, read(Address::Mention));
    }

    #[test]
    fn a_text_that_discord_keeps_back_is_known_as_such() {
        let hidden = |text: &str, more: &Value| Spoken::from(&message(text, more)).is_hidden(ME);
        let by_role = json!({"mention_roles": ["70"]});
        assert!(hidden("", &by_role));
        assert!(!hidden("<@&70>", &by_role));
        let both = json!({"mention_roles": ["70"], "mentions": [user(7, true)]});
        assert!(!hidden("", &both));
        assert!(!hidden("", &json!({})));
    }
}
