//! Where somebody speaks: the server, its settings, and what answers there, the same from a question to its answer.

use std::sync::Arc;

use serenity::model::id::{ChannelId, GuildId};

use super::bot::Bot;
use super::reply::{Around, Reply};
use super::servers::{Parent, Spot};
use super::words::{Words, words_of};
use crate::answer::Answer;
use crate::engine::{Server, Thread};
use crate::message::Snapshot;
use crate::store::{Mode, Settings};

/// A place as it was when an event came.
pub(crate) struct Place {
    /// The server, outside of direct messages.
    pub(crate) server: Option<Server>,
    /// The channel.
    pub(crate) channel: ChannelId,
    /// The channel that it is a thread of.
    parent: Parent,
    /// The settings of the server.
    pub(crate) settings: Arc<Settings>,
    /// What answers here.
    pub(crate) snapshot: Arc<Snapshot>,
    /// The bot's words in the language of the server or the person.
    pub(crate) words: &'static Words,
}

impl Place {
    /// The place of an event, in the eyes of somebody with a locale.
    pub(crate) fn of(bot: &Bot, spot: Spot, locale: &str) -> Self {
        let server = spot.server.map(GuildId::get);
        let settings = bot.settings.of(server);
        Self {
            server,
            channel: spot.channel,
            parent: spot.parent,
            words: words_of(&settings, locale),
            settings,
            snapshot: bot.engine.snapshot_in(server),
        }
    }

    /// What the bot does here; a thread does as its channel, and where that cannot be learned nothing that it might not do there.
    pub(crate) fn mode(&self) -> Mode {
        let parent = match self.parent {
            Parent::None => None,
            Parent::Of(parent) => Some(parent.get()),
            Parent::Unknown => return self.settings.least_mode(),
        };
        self.settings.mode(self.channel.get(), parent)
    }

    /// The server whose inbox takes questions from here, if one does.
    pub(crate) fn inbox(&self) -> Option<Server> {
        self.server.filter(|_| self.settings.inbox)
    }

    /// What a person speaks of here.
    pub(crate) fn thread(&self, person: u64) -> Thread {
        Thread::Person {
            channel: self.channel.get(),
            person,
        }
    }

    /// An answer to somebody's question, with its buttons.
    pub(crate) fn reply(&self, answer: &Answer, question: &str, asker: u64) -> Reply {
        let around = Around {
            snapshot: &self.snapshot,
            asker,
            question,
            inbox: self.inbox().is_some(),
            words: self.words,
        };
        Reply::answer(answer, &around)
    }
}
