//! What people do: they come, write, reply, edit and delete; and what they see of the bot.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::body::File;
use super::ids::{ChannelId, GuildId, MessageId, UserId, snowflake};
use super::payload;
use super::post::Draft;
use super::reading::Message;
use super::rest;
use super::state::{Channel, Guild, Person, State, Stored};
use super::world::World;

/// What members may do in most servers: view, send, embed, attach, read history, use commands.
pub(crate) const MEMBER: u64 =
    (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 31);

impl World {
    pub(crate) fn new_user(&self, name: &str) -> UserId {
        self.new_person(name, false)
    }

    pub(crate) fn new_bot(&self, name: &str) -> UserId {
        self.new_person(name, true)
    }

    fn new_person(&self, name: &str, bot: bool) -> UserId {
        let person = Person {
            id: snowflake(),
            name: name.to_owned(),
            bot,
            locale: "en-US".to_owned(),
            permissions: MEMBER,
            roles: Vec::new(),
            brings_the_app: false,
        };
        let id = UserId(person.id);
        self.shared.with(|state| state.people.insert(id.0, person));
        id
    }

    /// A server; make it before the bot starts.
    pub(crate) fn new_guild(&self, name: &str) -> GuildId {
        let guild = Guild {
            id: snowflake(),
            name: name.to_owned(),
            locale: "en-US".to_owned(),
            owner: self.user.0,
            roles: Vec::new(),
            bot_role: Some(snowflake()),
            left: false,
        };
        let id = GuildId(guild.id);
        self.shared.with(|state| state.guilds.insert(id.0, guild));
        id
    }

    /// A channel; make it before the bot starts.
    pub(crate) fn new_channel(&self, guild: GuildId, name: &str) -> ChannelId {
        self.make_channel(guild, name, None)
    }

    /// A thread or a forum post of a channel.
    pub(crate) fn new_thread(&self, parent: ChannelId, name: &str) -> ChannelId {
        let guild = self.shared.with(|state| state.guild_of(parent.0));
        self.make_channel(GuildId(guild.unwrap()), name, Some(parent.0))
    }

    fn make_channel(&self, guild: GuildId, name: &str, parent: Option<u64>) -> ChannelId {
        let channel = Channel {
            id: snowflake(),
            guild: Some(guild.0),
            name: name.to_owned(),
            parent,
            recipient: None,
            bot_permissions: MEMBER,
        };
        let id = ChannelId(channel.id);
        self.shared
            .with(|state| state.channels.insert(id.0, channel));
        id
    }

    /// How many messages of the bot there are in a channel.
    pub(crate) fn answers_in(&self, channel: ChannelId) -> usize {
        self.shared.with(|state| {
            let bot = state.app.bot;
            let own = |stored: &&Stored| stored.author == bot && stored.channel == channel.0;
            state.messages.values().filter(own).count()
        })
    }

    /// The direct messages between a person and the bot.
    pub(crate) fn direct_messages(&self, user: UserId) -> ChannelId {
        ChannelId(self.shared.with(|state| rest::direct(state, user.0)))
    }

    /// A channel is deleted.
    pub(crate) fn delete_channel(&self, channel: ChannelId) {
        self.shared.with(|state| state.channels.remove(&channel.0));
    }

    /// The bot is taken out of a server.
    pub(crate) fn take_out(&self, guild: GuildId) {
        self.shared.with(|state| {
            state.guilds.get_mut(&guild.0).unwrap().left = true;
            state
                .gateway
                .tell(guild.0, "GUILD_DELETE", &json!({"id": guild.to_string()}));
        });
    }

    /// The bot is brought back to a server.
    pub(crate) fn bring_back(&self, guild: GuildId) {
        self.shared.with(|state| {
            state.guilds.get_mut(&guild.0).unwrap().left = false;
            let server = payload::guild(state, &state.guilds[&guild.0]);
            state.gateway.tell(guild.0, "GUILD_CREATE", &server);
        });
    }

    /// What the bot may do in a channel, as Discord's bits.
    pub(crate) fn let_bot(&self, channel: ChannelId, permissions: u64) {
        self.shared.with(|state| {
            state.channels.get_mut(&channel.0).unwrap().bot_permissions = permissions;
        });
    }

    /// Changes a person: locale, permissions, roles.
    pub(crate) fn set(&self, user: UserId, change: impl FnOnce(&mut Person)) {
        self.shared
            .with(|state| change(state.people.get_mut(&user.0).unwrap()));
    }

    /// A person writes; people are pinged by `<@id>` in the text.
    pub(crate) fn say(&self, channel: ChannelId, user: UserId, text: &str) -> MessageId {
        self.post(Draft {
            channel: channel.0,
            author: user.0,
            content: text.to_owned(),
            ..Draft::default()
        })
    }

    /// A person writes to the bot by mentioning it.
    pub(crate) fn ask(&self, channel: ChannelId, user: UserId, text: &str) -> MessageId {
        self.say(channel, user, &format!("<@{}> {text}", self.bot))
    }

    /// A person forwards a message to a channel.
    pub(crate) fn forward(
        &self,
        channel: ChannelId,
        user: UserId,
        message: MessageId,
    ) -> MessageId {
        self.post(Draft {
            channel: channel.0,
            author: user.0,
            forwards: Some(message.0),
            ..Draft::default()
        })
    }

    /// A role; make it before the bot starts.
    pub(crate) fn new_role(&self, guild: GuildId, name: &str) -> u64 {
        let id = snowflake();
        self.shared.with(|state| {
            let guild = state.guilds.get_mut(&guild.0).unwrap();
            guild.roles.push((id, name.to_owned()));
        });
        id
    }

    /// The role that Discord made for the bot in a server.
    pub(crate) fn bot_role(&self, guild: GuildId) -> u64 {
        let role = self.shared.with(|state| state.guilds[&guild.0].bot_role);
        role.expect("the bot was invited with permissions")
    }

    /// The bot was invited without permissions: it has no role of its own. Before the bot starts.
    pub(crate) fn without_bot_role(&self, guild: GuildId) {
        self.shared
            .with(|state| state.guilds.get_mut(&guild.0).unwrap().bot_role = None);
    }

    /// The bot is invited again, with permissions.
    pub(crate) fn make_bot_role(&self, guild: GuildId) -> u64 {
        let id = snowflake();
        self.shared.with(|state| {
            state.guilds.get_mut(&guild.0).unwrap().bot_role = Some(id);
            let made = json!({"guild_id": guild.to_string(), "role": payload::bot_role(state, id)});
            state.gateway.tell(guild.0, "GUILD_ROLE_CREATE", &made);
        });
        id
    }

    /// A person replies to a message, with or without a ping.
    pub(crate) fn reply(&self, user: UserId, to: MessageId, text: &str, ping: bool) -> MessageId {
        let (channel, author) = self.shared.with(|state| {
            let to = state
                .message(to.0)
                .expect("the message to reply to is there");
            (to.channel, to.author)
        });
        self.post(Draft {
            channel,
            author: user.0,
            content: text.to_owned(),
            reply_to: Some(to.0),
            pings: ping.then_some(author).into_iter().collect(),
            ..Draft::default()
        })
    }

    /// A webhook writes, under a name of its own.
    pub(crate) fn webhook_says(&self, channel: ChannelId, text: &str) -> MessageId {
        let author = self.new_bot("webhook");
        self.post(Draft {
            channel: channel.0,
            author: author.0,
            content: text.to_owned(),
            webhook: true,
            ..Draft::default()
        })
    }

    /// A person writes and attaches a file.
    pub(crate) fn attach(
        &self,
        channel: ChannelId,
        user: UserId,
        text: &str,
        name: &str,
        bytes: &[u8],
    ) -> MessageId {
        let attachment = self.upload(channel, name, bytes);
        self.post(Draft {
            channel: channel.0,
            author: user.0,
            content: text.to_owned(),
            attachments: json!([attachment]),
            ..Draft::default()
        })
    }

    /// A file on the CDN, as an attachment object.
    pub(crate) fn upload(&self, channel: ChannelId, name: &str, bytes: &[u8]) -> Value {
        let file = File {
            part: String::new(),
            name: name.to_owned(),
            content_type: None,
            bytes: bytes.to_vec(),
        };
        self.shared
            .with(|state| rest::upload(state, channel.0, &file, &Value::Null))
    }

    /// The bytes of an attachment, as whoever follows its address gets them.
    pub(crate) fn uploaded(&self, attachment: &Value) -> Vec<u8> {
        let url = attachment["url"].as_str().unwrap();
        let at = url.find("/attachments/").unwrap();
        self.shared.with(|state| state.uploads[&url[at..]].clone())
    }

    fn post(&self, mut draft: Draft) -> MessageId {
        MessageId(self.shared.with(|state| {
            let named = state
                .people
                .keys()
                .filter(|id| draft.content.contains(&format!("<@{id}>")));
            draft.pings.extend(named);
            draft.pings.sort_unstable();
            draft.pings.dedup();
            state.post(&draft)
        }))
    }

    /// A person edits a message of theirs.
    pub(crate) fn edit_message(&self, message: MessageId, text: &str) {
        let known = self.shared.with(|state| {
            let json = &state.message(message.0)?.json;
            // A reply goes on pinging whom it replies to.
            let is_reply = json["type"] == json!(19);
            let mut mentions = json["mentions"].as_array().cloned().unwrap_or_default();
            mentions.retain(|_| is_reply);
            let named = state.people.values();
            let named = named.filter(|person| text.contains(&format!("<@{}>", person.id)));
            mentions.extend(named.map(payload::user));
            let fields = json!({"content": text, "mentions": mentions});
            state.change(message.0, &fields, true)
        });
        assert!(known.is_some(), "the message to edit is there");
    }

    /// Discord adds a preview to a message: an update that is no edit.
    pub(crate) fn unfurl(&self, message: MessageId) {
        let fields =
            json!({"embeds": [{"type": "link", "url": "https://example.org", "title": "A page"}]});
        let known = self
            .shared
            .with(|state| state.change(message.0, &fields, false));
        assert!(known.is_some(), "the message to unfurl is there");
    }

    /// A message that was edited at a time is pinned: an update that is no edit.
    pub(crate) fn pin(&self, message: MessageId, edited: &str) {
        let fields = json!({"pinned": true, "edited_timestamp": edited});
        let known = self
            .shared
            .with(|state| state.change(message.0, &fields, false));
        assert!(known.is_some(), "the message to pin is there");
    }

    pub(crate) fn delete_message(&self, message: MessageId) {
        let known = self.shared.with(|state| state.delete(message.0));
        assert!(known, "the message to delete is there");
    }

    /// Waits for the bot's reply to a message.
    pub(crate) async fn reply_to(&self, message: MessageId) -> Message {
        let what = format!("a reply to `{}`", self.message(message).text());
        self.wait(&what, |state| replies(state, message).into_iter().next())
            .await
    }

    /// Waits for the bot's reply to a message; false when none comes.
    pub(crate) async fn is_answered(&self, message: MessageId) -> bool {
        let look = |state: &mut State| replies(state, message).into_iter().next();
        self.shared.wait(self.patience(), look).await.is_some()
    }

    /// The bot's replies to a message so far.
    pub(crate) fn replies_to(&self, message: MessageId) -> Vec<Message> {
        self.shared.with(|state| replies(state, message))
    }

    /// Waits for the next message by the bot in a channel after another message, whether a reply or not.
    pub(crate) async fn next_in(&self, channel: ChannelId, after: MessageId) -> Message {
        self.wait("a message by the bot", |state| {
            let bot = state.app.bot;
            let mut later = state.messages.range(after.0 + 1..);
            let found =
                later.find(|(_, stored)| stored.author == bot && stored.channel == channel.0);
            found.map(|(_, stored)| Message::new(stored))
        })
        .await
    }

    /// A message as it is now, deleted ones too.
    pub(crate) fn message(&self, message: MessageId) -> Message {
        self.shared
            .with(|state| Message::new(&state.messages[&message.0]))
    }

    /// Waits until a message is as it should be.
    pub(crate) async fn until(
        &self,
        message: MessageId,
        mut fits: impl FnMut(&Message) -> bool,
    ) -> Message {
        self.wait("a change of a message", |state| {
            let now = Message::new(&state.messages[&message.0]);
            fits(&now).then_some(now)
        })
        .await
    }

    /// Waits until a message is deleted.
    pub(crate) async fn until_deleted(&self, message: MessageId) {
        self.wait("a message to be deleted", |state| {
            state.message(message.0).is_none().then_some(())
        })
        .await;
    }

    /// Waits until each question has its reply, and fails when one has more than one so far.
    pub(crate) async fn each_answered_once(&self, questions: &[MessageId]) {
        for question in questions {
            self.reply_to(*question).await;
        }
        self.assert_each_answered_once(questions);
    }

    /// Fails unless each question has one reply. After the bot's end nothing can come late.
    #[track_caller]
    pub(crate) fn assert_each_answered_once(&self, questions: &[MessageId]) {
        let counts: Vec<usize> = questions
            .iter()
            .map(|question| self.replies_to(*question).len())
            .collect();
        assert!(
            counts.iter().all(|count| *count == 1),
            "replies to each question: {counts:?}"
        );
    }

    /// How long each question waited for its first reply; absent when there is none. Then how many replies there are too many.
    pub(crate) fn waits(&self, questions: &[MessageId]) -> (Vec<Option<Duration>>, usize) {
        self.shared.with(|state| {
            let mut first: HashMap<u64, Duration> = HashMap::new();
            let mut extra = 0;
            for reply in state
                .messages
                .values()
                .filter(|stored| stored.author == state.app.bot)
            {
                let Some(question) = reference(reply) else {
                    continue;
                };
                let wait = reply.at.duration_since(state.messages[&question].at);
                if first.insert(question, wait).is_some() {
                    extra += 1;
                }
            }
            (
                questions
                    .iter()
                    .map(|question| first.get(&question.0).copied())
                    .collect(),
                extra,
            )
        })
    }
}

/// The message that a message replies to.
fn reference(stored: &Stored) -> Option<u64> {
    stored.json["message_reference"]["message_id"]
        .as_str()?
        .parse()
        .ok()
}

fn replies(state: &State, message: MessageId) -> Vec<Message> {
    let later = state.messages.range(message.0..);
    later
        .filter(|(_, stored)| {
            stored.author == state.app.bot && reference(stored) == Some(message.0)
        })
        .map(|(_, stored)| Message::new(stored))
        .collect()
}
